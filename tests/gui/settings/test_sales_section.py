"""Ajustes: when a customer counts as former, and on what receipts are printed."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from crm_desktop.gui.common import receipt
from crm_desktop.gui.settings.sales_section import SalesSection
from crm_desktop.services import journal, stages
from tests.gui.settings.conftest import Place, settle
from tests.gui.settings.tools import part


def test_the_threshold_is_shown_saved_and_undone(place: Place, qtbot: QtBot) -> None:
    section: SalesSection = part(place, "sales", SalesSection)
    settle(qtbot)
    assert section.days.value() == 180
    assert not section.save_button.isEnabled()
    section.form.put("lapsed_days", 90)
    assert section.unsaved()
    section.save_button.click()
    settle(qtbot)
    assert stages.lapsed_days(place.shop) == 90
    assert not section.unsaved()
    last = journal.last_undoable(place.shop)
    assert last is not None
    journal.undo(place.shop, last.id)
    section.reload()
    settle(qtbot)
    assert section.days.value() == 180


def test_what_was_typed_is_kept_from_others_changes_and_can_be_dropped(place: Place, qtbot: QtBot) -> None:
    section: SalesSection = part(place, "sales", SalesSection)
    settle(qtbot)
    section.form.put("lapsed_days", 30)
    section.reload()
    settle(qtbot)
    assert section.days.value() == 30
    section.discard()
    settle(qtbot)
    assert section.days.value() == 180


def test_the_paper_of_receipts_is_remembered_at_this_pc(place: Place, qtbot: QtBot) -> None:
    section: SalesSection = part(place, "sales", SalesSection)
    settle(qtbot)
    state = section.context.state
    assert receipt.paper(state) == "roll"
    next(b for b in section.papers.buttons() if b.property("value") == "a6").click()
    assert receipt.paper(state) == "a6"
    state.put("receipt.paper", "papyrus")
    assert receipt.paper(state) == "roll"
