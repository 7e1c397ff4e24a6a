"""The dialogs of the follow-ups: accepted, rejected, bad input, freed."""

from __future__ import annotations

from datetime import date, time

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.reminders.listing import ReminderFilter, View
from crm_desktop.domain.reminders.model import Method, ReminderState, Result
from crm_desktop.gui.common.complete_dialog import CompleteDialog
from crm_desktop.gui.common.customer_chooser import CustomerChooser
from crm_desktop.gui.common.reminder_editor import (
    ReminderEditor,
    add_reminders,
    edit_reminder,
    new_reminder,
)
from crm_desktop.services import reminders
from tests.factories import TODAY
from tests.gui.recorder import MessageRecorder
from tests.gui.reminders.conftest import DAY, Place
from tests.gui.support import Settle


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def gone(dialog: QDialog) -> bool:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return not shiboken6.isValid(dialog)


def subjects(place: Place) -> list[str]:
    found = reminders.list_rows(place.shop, ReminderFilter(view=View.ALL, hidden=True))
    return [row.subject for row in found]


# ---- the editor


def test_a_new_follow_up_is_added(place: Place, window: QWidget, settle: Settle) -> None:
    dialog = new_reminder(window, place.shop, place.customers["angel"], TODAY + DAY)
    settle()
    assert dialog.customer.name() == "García Muñoz, Ángel"
    assert dialog.subject.edit.hasFocus()
    QTest.keyClicks(dialog.subject.edit, "Traer el catalogo")
    dialog.form.put("due_time", time(17, 30))
    dialog.form.put("method", Method.VISIT)
    dialog.rule.combo.setCurrentIndex(2)
    dialog.rule.combo.activated.emit(2)
    dialog.save()
    settle()
    assert gone(dialog)
    row = next(
        r
        for r in reminders.list_rows(place.shop, ReminderFilter(view=View.ALL))
        if r.subject == "Traer el catalogo"
    )
    assert (row.due_date, row.due_time, row.method) == (TODAY + DAY, time(17, 30), Method.VISIT)
    assert row.rrule == "FREQ=WEEKLY;BYDAY=SU"


def test_the_customer_is_found_by_typing(place: Place, window: QWidget, settle: Settle) -> None:
    dialog = new_reminder(window, place.shop)
    settle()
    assert dialog.customer.hasFocus()
    QTest.keyClicks(dialog.customer, "bego")
    settle()
    QTest.keyClick(dialog.customer, Qt.Key.Key_Return)
    assert dialog.customer.value() == place.customers["begona"]
    assert dialog.isVisible()
    assert dialog.subject.edit.hasFocus()


def test_one_who_said_no_is_told(place: Place, window: QWidget, settle: Settle) -> None:
    dialog = new_reminder(window, place.shop, place.customers["ines"])
    settle()
    assert "does not want to be contacted" in dialog._note.text()
    dialog.customer.setText("")
    QTest.keyClicks(dialog.customer, "angel")
    settle()
    QTest.keyClick(dialog.customer, Qt.Key.Key_Return)
    settle()
    assert dialog._note.text() == "Paga en efectivo"
    dialog.discard()


def test_bad_input_is_told_under_its_field_and_nothing_is_lost(
    place: Place, window: QWidget, settle: Settle
) -> None:
    dialog = new_reminder(window, place.shop, place.customers["angel"])
    settle()
    before = subjects(place)
    dialog.save()
    assert dialog.form.fields["subject"].message.text().startswith("Fill in")
    dialog.form.put("subject", "x" * 300)
    dialog.save()
    assert "300" in dialog.form.fields["subject"].message.text()
    dialog.form.put("subject", "Bien")
    dialog.day.clear()
    QTest.keyClicks(dialog.day, "31/2")
    dialog.save()
    assert dialog.form.fields["due_date"].message.text()
    dialog.customer.setText("")
    QTest.keyClicks(dialog.customer, "nadie")
    settle()
    dialog.save()
    assert "Choose one of the customers" in dialog.form.fields["customer_id"].message.text()
    assert dialog.isVisible()
    assert subjects(place) == before
    dialog.discard()
    assert gone(dialog)


def test_the_service_s_refusal_is_shown_in_the_form(place: Place, window: QWidget, settle: Settle) -> None:
    dialog = edit_reminder(window, place.shop, place.reminders["call"])
    settle()
    reminders.cancel(place.shop, [place.reminders["call"]])
    dialog.form.put("subject", "Otra cosa")
    dialog.save()
    settle()
    assert dialog.isVisible()
    assert dialog.save_button.isEnabled()
    dialog.discard()


def test_unsaved_text_is_asked_about(
    place: Place, window: QWidget, settle: Settle, recorder: MessageRecorder
) -> None:
    dialog = edit_reminder(window, place.shop, place.reminders["weekly"])
    settle()
    assert dialog.rule.rule() == "FREQ=WEEKLY;BYDAY=SU"
    assert not dialog.unsaved()
    dialog.form.put("notes", "Importante")
    dialog.reject()
    assert dialog.isVisible()
    recorder.answer("Save")
    dialog.reject()
    settle()
    assert gone(dialog)
    assert reminders.get(place.shop, place.reminders["weekly"]).notes == "Importante"


def test_closing_without_changes_asks_nothing(
    place: Place, window: QWidget, settle: Settle, recorder: MessageRecorder
) -> None:
    dialog = edit_reminder(window, place.shop, place.reminders["call"])
    settle()
    dialog.reject()
    assert recorder.questions == []
    assert gone(dialog)


def test_one_that_is_gone_says_so(
    place: Place, window: QWidget, settle: Settle, recorder: MessageRecorder
) -> None:
    dialog = edit_reminder(window, place.shop, 999)
    settle()
    assert recorder.errors == ["This follow-up is no longer there."]
    assert gone(dialog)


def test_the_same_for_many_leaves_out_who_said_no(place: Place, window: QWidget, settle: Settle) -> None:
    dialog = add_reminders(window, place.shop, list(place.customers.values()))
    settle()
    QTest.keyClicks(dialog.subject.edit, "Novedades")
    dialog.save()
    settle()
    assert gone(dialog)
    assert subjects(place).count("Novedades") == 2


def test_for_one_of_many_it_is_the_usual_dialog(place: Place, window: QWidget, settle: Settle) -> None:
    dialog = add_reminders(window, place.shop, [place.customers["angel"]])
    assert isinstance(dialog, ReminderEditor)
    settle()
    assert dialog.customer.value() == place.customers["angel"]
    dialog.discard()


# ---- the customer chooser


def test_a_choice_is_undone_by_typing_on(place: Place, settle: Settle, qtbot: QtBot) -> None:
    chooser = CustomerChooser(place.shop)
    qtbot.addWidget(chooser)
    chooser.set_customer(place.customers["angel"], "García Muñoz, Ángel")
    chooser.show()
    assert chooser.fault() is None
    with qtbot.waitSignal(chooser.changed):
        QTest.keyClicks(chooser, "x")
    settle()
    assert chooser.value() is None
    assert chooser.fault()
    chooser.setText("")
    assert chooser.fault() is None


# ---- what came of it


def complete(place: Place, window: QWidget, settle: Settle, *names: str) -> CompleteDialog:
    dialog = CompleteDialog(window, place.shop, [place.reminders[name] for name in names])
    dialog.open()
    settle()
    return dialog


def test_a_number_a_note_and_enter_are_enough(place: Place, window: QWidget, settle: Settle) -> None:
    dialog = complete(place, window, settle, "call")
    assert dialog.title.text() == "García Muñoz, Ángel"
    assert dialog.phone.text() == "622 310 770"
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_1)
    assert dialog.note.hasFocus()
    QTest.keyClicks(dialog.note, "Manana viene")
    QTest.keyClick(dialog.note, Qt.Key.Key_Return)
    settle()
    assert gone(dialog)
    ended = reminders.get(place.shop, place.reminders["call"])
    assert (ended.state, ended.result, ended.result_note) == (
        ReminderState.DONE,
        Result.CONTACTED,
        "Manana viene",
    )


def test_shift_enter_begins_a_new_line(place: Place, window: QWidget, settle: Settle) -> None:
    dialog = complete(place, window, settle, "call")
    dialog.note.setFocus()
    QTest.keyClicks(dialog.note, "a")
    QTest.keyClick(dialog.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(dialog.note, "b")
    assert dialog.note.toPlainText() == "a\nb"
    dialog.discard()


@pytest.mark.parametrize(
    ("result", "day"),
    [
        (Result.NO_ANSWER, TODAY + 2 * DAY),
        (Result.CALL_AGAIN, TODAY + 7 * DAY),
        (Result.WRONG_NUMBER, TODAY + 2 * DAY),
    ],
)
def test_a_result_proposes_the_next_one(
    place: Place, window: QWidget, settle: Settle, result: Result, day: date
) -> None:
    dialog = complete(place, window, settle, "call")
    dialog.results.choose(result)
    assert dialog.again.isChecked()
    assert dialog.day.value() == day
    dialog.save()
    settle()
    following = reminders.get(place.shop, place.reminders["call"]).next_id
    assert following is not None
    assert reminders.get(place.shop, following).due_date == day


def test_contacted_proposes_nothing_and_a_date_can_be_asked_for(
    place: Place, window: QWidget, settle: Settle
) -> None:
    dialog = complete(place, window, settle, "call")
    dialog.results.choose(Result.CONTACTED)
    assert not dialog.again.isChecked()
    dialog.again.click()
    dialog.save()
    assert dialog.fault.isVisible()
    dialog.day.setFocus()
    QTest.keyClicks(dialog.day, "+2s")
    dialog.save()
    settle()
    following = reminders.get(place.shop, place.reminders["call"]).next_id
    assert reminders.get(place.shop, following or 0).due_date == TODAY + 14 * DAY


def test_without_a_result_it_says_what_to_do(place: Place, window: QWidget, settle: Settle) -> None:
    dialog = complete(place, window, settle, "call")
    dialog.save()
    assert dialog.fault.text() == "Choose what came of it, with the keys 1 to 5."
    assert dialog.isVisible()
    dialog.reject()
    assert gone(dialog)
    assert reminders.get(place.shop, place.reminders["call"]).state is ReminderState.OPEN


def test_a_series_goes_on_unless_it_is_ended(place: Place, window: QWidget, settle: Settle) -> None:
    dialog = complete(place, window, settle, "weekly")
    assert dialog.series.text().startswith("Every week, on Sunday. The next one comes by itself on")
    dialog.results.choose(Result.CONTACTED)
    dialog.save()
    settle()
    following = reminders.get(place.shop, place.reminders["weekly"]).next_id
    assert following is not None
    again = CompleteDialog(window, place.shop, [following])
    again.open()
    settle()
    again.results.choose(Result.NOT_INTERESTED)
    again.end_series.click()
    again.save()
    settle()
    assert reminders.get(place.shop, following).next_id is None


def test_a_typed_note_is_asked_about(
    place: Place, window: QWidget, settle: Settle, recorder: MessageRecorder
) -> None:
    dialog = complete(place, window, settle, "call")
    dialog.note.setPlainText("No quiero perder esto")
    dialog.reject()
    assert dialog.isVisible()
    recorder.answer("Discard")
    dialog.reject()
    assert gone(dialog)


def test_closed_meanwhile_is_told_and_the_note_stays(place: Place, window: QWidget, settle: Settle) -> None:
    dialog = complete(place, window, settle, "call")
    reminders.cancel(place.shop, [place.reminders["call"]])
    dialog.results.choose(Result.CONTACTED)
    dialog.note.setPlainText("Hablado")
    dialog.save()
    settle()
    assert "already closed" in dialog.fault.text()
    assert dialog.note.toPlainText() == "Hablado"
    dialog.discard()


def test_many_get_the_same_result(place: Place, window: QWidget, settle: Settle) -> None:
    dialog = complete(place, window, settle, "call", "visit", "late")
    assert dialog.title.text() == "What came of these 3?"
    dialog.results.choose(Result.NO_ANSWER)
    dialog.save()
    settle()
    found = reminders.get_many(place.shop, [place.reminders[n] for n in ("call", "visit", "late")])
    assert {one.result for one in found} == {Result.NO_ANSWER}
    assert all(one.next_id for one in found)
