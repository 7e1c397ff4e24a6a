"""Typing in what was ticked on paper: number by number, saved as one operation."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.reminders.follow_up_list import Grouping, ListRequest
from crm_desktop.domain.reminders.model import ReminderState, Result
from crm_desktop.gui.reminders.result_lines import NEXT, NOTE, RESULT, SUBJECT
from crm_desktop.gui.reminders.results_dialog import ResultsDialog
from crm_desktop.services import journal, printing, reminders
from tests.factories import TODAY
from tests.gui.recorder import MessageRecorder
from tests.gui.reminders.conftest import DAY, Place
from tests.gui.reminders.test_dialogs import gone, window
from tests.gui.support import Settle

__all__ = ["window"]


@pytest.fixture
def dialog(place: Place, window: QWidget, settle: Settle) -> ResultsDialog:
    """Open over a list of all four: late, call, visit, weekly."""
    printing.follow_up_list(place.shop, ListRequest(TODAY, TODAY))
    printing.follow_up_list(place.shop, ListRequest(TODAY, TODAY + DAY, grouping=Grouping.NONE))
    made = ResultsDialog(window, place.shop)
    made.open()
    settle()
    return made


def key(dialog: ResultsDialog, pressed: Qt.Key) -> None:
    focused = dialog.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, pressed)


def write(dialog: ResultsDialog, text: str) -> None:
    focused = dialog.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def result_of(place: Place, name: str) -> Result | None:
    return reminders.get(place.shop, place.reminders[name]).result


def test_the_latest_list_and_its_first_number_are_there(dialog: ResultsDialog) -> None:
    assert dialog.choice.count() == 2
    assert "0002" in dialog.choice.currentText()
    assert dialog.number.text() == "1"
    assert dialog.number.hasFocus()
    assert dialog.name.text() == "Álvarez Peñalver, Begoña"
    assert not dialog.save_button.isEnabled()


def test_the_rhythm_of_the_keys_is_the_same_for_every_result(dialog: ResultsDialog) -> None:
    for digit in (Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_1):
        for pressed in (Qt.Key.Key_Return, digit, Qt.Key.Key_Return):
            key(dialog, pressed)
    said = [dialog.lines.outcomes[item.reminder_id].result for item in dialog.lines.items[:3]]
    assert said == [Result.CALL_AGAIN, Result.NOT_INTERESTED, Result.CONTACTED]
    assert dialog.number.text() == "4"


def test_a_whole_sheet_without_the_mouse(dialog: ResultsDialog, place: Place, settle: Settle) -> None:
    for digit, note in ((Qt.Key.Key_1, "Muy contenta"), (Qt.Key.Key_2, ""), (Qt.Key.Key_3, "tardes")):
        key(dialog, Qt.Key.Key_Return)
        key(dialog, digit)
        if digit == Qt.Key.Key_3:
            assert dialog.day.hasFocus()
            key(dialog, Qt.Key.Key_Backtab)
        assert dialog.note.hasFocus()
        write(dialog, note)
        key(dialog, Qt.Key.Key_Return)
    assert dialog.number.text() == "4"
    assert dialog.count.text() == "3 of 4 with a result"
    assert dialog.save_button.text() == "Save 3 results"
    dialog.save()
    settle()
    assert gone(dialog)
    assert [result_of(place, n) for n in ("late", "call", "visit", "weekly")] == [
        Result.CONTACTED,
        Result.NO_ANSWER,
        Result.CALL_AGAIN,
        None,
    ]
    again = reminders.get(place.shop, place.reminders["visit"]).next_id
    assert reminders.get(place.shop, again or 0).due_date == TODAY + 7 * DAY
    last = journal.last_undoable(place.shop)
    assert last is not None
    journal.undo(place.shop, last.id)
    assert reminders.get(place.shop, place.reminders["late"]).state is ReminderState.OPEN


def test_any_number_can_be_typed(dialog: ResultsDialog) -> None:
    dialog.number.clear()
    write(dialog, "3")
    assert dialog.about.text() == "622 310 771  ·  Llevar la muestra"
    key(dialog, Qt.Key.Key_Return)
    key(dialog, Qt.Key.Key_5)
    key(dialog, Qt.Key.Key_Return)
    assert dialog.number.text() == "4"


@pytest.mark.parametrize("typed", ["99", "0", "", "abc", "-1", "²"])
def test_a_number_that_is_not_on_the_list_is_told(dialog: ResultsDialog, typed: str) -> None:
    dialog.number.setText(typed)
    key(dialog, Qt.Key.Key_Return)
    assert dialog.fault.text().endswith("it goes from 1 to 4.")
    assert dialog.number.hasFocus()


def test_without_a_result_a_line_is_not_taken(dialog: ResultsDialog) -> None:
    key(dialog, Qt.Key.Key_Return)
    dialog.note.setFocus()
    key(dialog, Qt.Key.Key_Return)
    assert "1 to 5" in dialog.fault.text()
    assert dialog.lines.outcomes == {}


def test_a_date_that_is_none_is_not_taken(dialog: ResultsDialog) -> None:
    key(dialog, Qt.Key.Key_Return)
    key(dialog, Qt.Key.Key_3)
    dialog.day.clear()
    write(dialog, "ayer no")
    dialog.note.setFocus()
    key(dialog, Qt.Key.Key_Return)
    assert dialog.fault.isVisible()
    assert dialog.lines.outcomes == {}


def test_a_line_is_corrected_or_forgotten(dialog: ResultsDialog, place: Place) -> None:
    key(dialog, Qt.Key.Key_Return)
    key(dialog, Qt.Key.Key_2)
    key(dialog, Qt.Key.Key_Return)
    dialog._go_to_row(0)
    assert dialog.results.value() is Result.NO_ANSWER
    key(dialog, Qt.Key.Key_1)
    assert dialog.day.value() is None
    key(dialog, Qt.Key.Key_Return)
    assert dialog.lines.outcomes[place.reminders["late"]].result is Result.CONTACTED
    dialog.table.selectRow(0)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert dialog.lines.outcomes == {}
    assert not dialog.save_button.isEnabled()


def test_a_number_that_has_its_result_already_is_told(
    dialog: ResultsDialog, place: Place, settle: Settle
) -> None:
    reminders.complete(place.shop, place.reminders["call"], Result.NO_ANSWER)
    dialog._read_items()
    settle()
    dialog.number.setText("2")
    key(dialog, Qt.Key.Key_Return)
    assert dialog.fault.text() == "Number 2 has its result already: no answer."
    assert dialog.count.text() == "1 of 4 with a result"


def test_a_line_that_is_still_being_typed_is_saved_too(
    dialog: ResultsDialog, place: Place, settle: Settle
) -> None:
    key(dialog, Qt.Key.Key_Return)
    key(dialog, Qt.Key.Key_1)
    key(dialog, Qt.Key.Key_Return)
    key(dialog, Qt.Key.Key_Return)
    key(dialog, Qt.Key.Key_4)
    dialog.note.setText("No quiere saber nada")
    dialog.save()
    settle()
    assert result_of(place, "call") is Result.NOT_INTERESTED


def test_results_are_not_lost_by_closing(
    dialog: ResultsDialog, place: Place, settle: Settle, recorder: MessageRecorder
) -> None:
    key(dialog, Qt.Key.Key_Return)
    key(dialog, Qt.Key.Key_1)
    key(dialog, Qt.Key.Key_Return)
    dialog.reject()
    assert dialog.isVisible()
    recorder.answer("Save 1 result")  # what the dialog's own button says
    dialog.reject()
    settle()
    assert gone(dialog)
    assert result_of(place, "late") is Result.CONTACTED


def test_another_list_is_chosen(dialog: ResultsDialog, settle: Settle) -> None:
    dialog.choice.setCurrentIndex(1)
    dialog.choice.activated.emit(1)
    settle()
    assert len(dialog.lines.items) == 3


def test_when_all_have_a_result_saving_is_next(dialog: ResultsDialog, settle: Settle) -> None:
    for _line in range(4):
        key(dialog, Qt.Key.Key_Return)
        key(dialog, Qt.Key.Key_1)
        key(dialog, Qt.Key.Key_Return)
    assert dialog.save_button.hasFocus()
    assert dialog.name.text() == "All numbers have a result. Save them."
    key(dialog, Qt.Key.Key_Space)
    settle()
    assert gone(dialog)


def test_without_a_printed_list_it_says_what_to_do(
    empty_place: Place, window: QWidget, settle: Settle, qtbot: QtBot
) -> None:
    dialog = ResultsDialog(window, empty_place.shop)
    dialog.open()
    settle()
    assert dialog.empty.isVisible()
    assert not dialog.entry.isVisible()
    with qtbot.waitSignal(dialog.print_asked):
        dialog.empty.first.emit()
    assert gone(dialog)


def test_columns_without_texts_leave_their_room_to_the_reason(dialog: ResultsDialog, settle: Settle) -> None:
    header = dialog.table.horizontalHeader()
    before = {column: header.sectionSize(column) for column in range(header.count())}
    assert before[SUBJECT] > sum(before[column] for column in (RESULT, NOTE, NEXT))
    for pressed in (Qt.Key.Key_Return, Qt.Key.Key_2):
        key(dialog, pressed)
    write(dialog, "Vuelve de vacaciones a mediados de mes y entonces lo ve")
    key(dialog, Qt.Key.Key_Return)
    settle()
    after = {column: header.sectionSize(column) for column in range(header.count())}
    assert after[NOTE] > before[NOTE]
    metrics = dialog.table.fontMetrics()
    assert after[RESULT] >= metrics.horizontalAdvance("No answer") + 24
    assert after[SUBJECT] > metrics.horizontalAdvance("x" * 20)
    assert sum(after.values()) <= dialog.table.viewport().width()
    dialog.lines.drop(dialog.lines.items[0].reminder_id)
    assert header.sectionSize(NOTE) == after[NOTE]
