"""Pictures of the segments: the list, the customers of one, two compared, the editor of a rule."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.domain.segments.model import Segment, SegmentKind
from crm_desktop.domain.segments.tree import Condition, Group, GroupKind
from crm_desktop.gui.segments.page import SegmentsPage
from crm_desktop.gui.segments.topic_menu import TopicMenu
from tests.shots.stage import Stage

RULE = Group(
    children=(
        Condition("stage", "any_of", ["repeat"]),
        Condition("town", "any_of", ["València"]),
        Condition("points", "at_least", 500),
        Condition("birthday", "in", {"when": "this_month"}),
        Group(
            GroupKind.ANY,
            (
                Condition("last_contact", "not_for", 90),
                Condition("follow_up", "no"),
                Condition("tag", "any_of"),
            ),
        ),
    )
)


def _page(stage: Stage) -> SegmentsPage:
    stage.show("segments")
    page = stage.window.screens["segments"]
    assert isinstance(page, SegmentsPage)
    page.show_overview()
    return page


def members(stage: Stage) -> QWidget:
    """The customers of a segment, and why the first one is in it."""
    page = _page(stage)
    row = next(row for row in page.list.rows() if row.kind is SegmentKind.RULE)
    page.open_target(("members", row.key))
    stage.rest()
    return stage.window


def compared(stage: Stage) -> QWidget:
    """Two segments beside each other."""
    page = _page(stage)
    page.compare_with(next(row.key for row in page.list.rows() if row.kind is SegmentKind.READY))
    stage.rest()
    return stage.window


def editor(stage: Stage) -> QWidget:
    """A rule with a group and a condition that is not finished."""
    page = _page(stage)
    page.open_editor(Segment("Cumplen años y nadie les ha llamado", tree=RULE))
    stage.rest(200)
    return stage.window


def topics(stage: Stage) -> QWidget:
    """The menu of what a condition can be about."""
    page = _page(stage)
    page.new_rule()
    stage.rest()
    assert page.editor is not None
    page.editor.rule.root.add_condition()
    stage.rest()
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, TopicMenu) and w.isVisible())


def letters(stage: Stage) -> QWidget:
    """The letter to the customers of a segment."""
    page = _page(stage)
    page.detail.buttons["letters"].click()
    stage.rest()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    return dialog
