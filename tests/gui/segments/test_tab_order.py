"""Tab goes through the editor of rules as one reads it, whatever was put in, changed or moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.segments.model import Segment
from crm_desktop.domain.segments.tree import Condition, Group, GroupKind
from crm_desktop.gui.segments.condition_row import ConditionRow
from crm_desktop.gui.segments.moving import UP
from crm_desktop.gui.segments.rule_edit import RuleEdit

if TYPE_CHECKING:
    from crm_desktop.gui.segments.editor import SegmentEditor
    from crm_desktop.gui.segments.page import SegmentsPage
    from tests.gui.segments.conftest import Press
    from tests.gui.support import Settle

STAGE = Condition("stage", "any_of", ["repeat"])
POINTS = Condition("points", "at_least", 500)
NO_MAIL = Condition("email", "no")


def stops(editor: SegmentEditor) -> list[QWidget]:
    """What Tab stops at in the rule, from the kind of the whole rule on, as long as it stays inside."""
    found: list[QWidget] = []
    at: QWidget | None = editor.rule.root.kind
    while at is not None and at not in found:
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isVisible():
            if not editor.rule.isAncestorOf(at):
                break
            found.append(at)
        at = at.nextInFocusChain()
    return found


def in_reading_order(editor: SegmentEditor) -> bool:
    """Whether Tab comes to the conditions and buttons from the top down, and leaves none out."""
    heights = []
    for stop in stops(editor):
        held: QWidget | None = stop
        while held is not None and not isinstance(held, (ConditionRow, RuleEdit)):
            held = held.parentWidget()
        shown = held if isinstance(held, ConditionRow) else stop
        heights.append(editor.rule.mapFromGlobal(shown.mapToGlobal(shown.rect().topLeft())).y())
    rows = len(set(heights))
    assert rows >= len(editor.rule.rows())
    return heights == sorted(heights)


def test_after_a_condition_that_was_put_in_comes_the_next_one_to_put_in(
    page: SegmentsPage, press: Press, settle: Settle
) -> None:
    page.open_editor(Segment("Prueba", tree=Group()))
    settle()
    editor = page.editor
    assert editor is not None
    for topic in ("Stage", "Points"):
        editor.rule.root.add_link.click()
        settle()
        press(topic)
        press(Qt.Key.Key_Return)
    found = stops(editor)
    assert found[0] is editor.rule.root.kind
    assert found[-2:] == [editor.rule.root.add_link, editor.rule.root.group_link]
    assert in_reading_order(editor)


def test_a_rule_that_is_opened_and_changed_is_gone_through_as_it_reads(
    page: SegmentsPage, settle: Settle
) -> None:
    page.open_editor(
        Segment("Prueba", tree=Group(children=(STAGE, Group(GroupKind.ANY, (POINTS, NO_MAIL)), NO_MAIL)))
    )
    settle()
    editor = page.editor
    assert editor is not None
    assert in_reading_order(editor)
    assert stops(editor)[-1] is editor.rule.root.group_link
    editor.rule.step(editor.rule.root.nodes[2], UP)
    settle()
    assert in_reading_order(editor)
    editor.rule.remove(editor.rule.root.nodes[0])
    settle()
    assert in_reading_order(editor)
    assert stops(editor)[-1] is editor.rule.root.group_link
