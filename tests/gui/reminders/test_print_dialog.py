"""Printing the follow-up list from the window: chosen, seen, printed, saved."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.reminders.follow_up_list import Grouping, ListRequest
from crm_desktop.domain.reminders.listing import NOBODY
from crm_desktop.gui.reminders.page import RemindersPage
from crm_desktop.gui.reminders.print_dialog import PrintListDialog
from crm_desktop.gui.reminders.print_form import Days, PrintForm
from crm_desktop.gui.reminders.view_bar import Shown
from crm_desktop.services import printing, reminders
from tests.factories import TODAY, a_clock, a_reminder
from tests.gui.recorder import MessageRecorder
from tests.gui.reminders.conftest import DAY, Place
from tests.gui.reminders.test_dialogs import gone, window
from tests.gui.support import Settle

__all__ = ["window"]


@pytest.fixture
def dialog(place: Place, window: QWidget, settle: Settle) -> PrintListDialog:
    made = PrintListDialog(window, place.context)
    made.open()
    settle()
    return made


def choose(dialog: PrintListDialog, settle: Settle, qtbot: QtBot, key: str, value: object) -> None:
    dialog.choices.form.put(key, value)
    qtbot.wait(260)
    settle()


def on_paper(place: Place) -> list[str]:
    kept = printing.printed_lists(place.shop)[0]
    return [item.subject for item in printing.printed_items(place.shop, kept.id)]


# ---- the form


@pytest.fixture
def form(themed: QApplication, qtbot: QtBot) -> PrintForm:
    made = PrintForm(a_clock())
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        (Days.TODAY, TODAY, TODAY),
        (Days.TOMORROW, TODAY + DAY, TODAY + DAY),
        (Days.WEEK, TODAY, date(2026, 11, 22)),
        (Days.NEXT_WEEK, date(2026, 11, 23), date(2026, 11, 29)),
        (Days.PERIOD, TODAY, TODAY + 6 * DAY),
    ],
)
def test_the_days_that_are_chosen(form: PrintForm, days: Days, first: date, last: date) -> None:
    form.form.put("days", days)
    request = form.request()
    assert request == ListRequest(first, last, grouping=Grouping.PERSON, overdue=True)


def test_a_missing_date_asks_for_nothing(form: PrintForm) -> None:
    form.form.put("days", Days.PERIOD)
    form.form.put("last", None)
    assert form.request() is None


# ---- the dialog


def test_the_sheet_is_seen_before_it_is_printed(dialog: PrintListDialog, place: Place) -> None:
    assert dialog.told.text() == "3 follow-ups · 1 page"
    assert dialog.view is not None
    assert dialog.view.isVisible()
    assert dialog.save_button.isEnabled()
    assert printing.printed_lists(place.shop) == []


def test_each_choice_draws_it_anew(
    dialog: PrintListDialog, place: Place, settle: Settle, qtbot: QtBot
) -> None:
    choose(dialog, settle, qtbot, "overdue", False)
    assert dialog.told.text() == "2 follow-ups · 1 page"
    choose(dialog, settle, qtbot, "staff_id", place.lucia)
    assert dialog.told.text() == "1 follow-up · 1 page"
    choose(dialog, settle, qtbot, "staff_id", NOBODY)
    choose(dialog, settle, qtbot, "tag", "Feria")
    assert dialog.told.text() == "0 follow-ups"
    assert dialog.nothing.isVisible()
    assert not dialog.save_button.isEnabled()


def test_who_said_no_is_left_out_and_told(dialog: PrintListDialog, place: Place, settle: Settle) -> None:
    reminders.save(place.shop, a_reminder(place.customers["ines"]))
    dialog.draw()
    settle()
    assert dialog.left_out.isVisible()
    assert dialog.left_out.text().startswith("1 is left out")
    assert dialog.told.text().startswith("3 follow-ups")


def test_a_period_that_makes_no_sense_is_told(dialog: PrintListDialog, settle: Settle, qtbot: QtBot) -> None:
    choose(dialog, settle, qtbot, "days", Days.PERIOD)
    choose(dialog, settle, qtbot, "last", TODAY - DAY)
    assert dialog.fault.text() == "The last day comes before the first one."
    assert not dialog.save_button.isEnabled()
    choose(dialog, settle, qtbot, "last", None)
    assert dialog.fault.text().startswith("Type both days")
    choose(dialog, settle, qtbot, "last", TODAY)
    assert not dialog.fault.isVisible()


def test_saving_keeps_the_list_with_its_numbers(
    dialog: PrintListDialog, place: Place, settle: Settle, tmp_path: Path
) -> None:
    from pypdf import PdfReader

    path = tmp_path / "lista.pdf"
    dialog.save_to(path)
    settle()
    assert gone(dialog)
    assert "Avisar del encargo" in PdfReader(BytesIO(path.read_bytes())).pages[0].extract_text()
    assert sorted(on_paper(place)) == ["Avisar del encargo", "Felicitar", "Llevar la muestra"]


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_kept(
    dialog: PrintListDialog, place: Place, settle: Settle, tmp_path: Path, recorder: MessageRecorder
) -> None:
    dialog.save_to(tmp_path / "no" / "lista.pdf")
    settle()
    assert len(recorder.errors) == 1
    assert dialog.isVisible()
    assert dialog.save_button.isEnabled()
    assert printing.printed_lists(place.shop) == []
    dialog.reject()
    assert gone(dialog)


def test_printing_keeps_the_list_and_sends_its_pages(
    dialog: PrintListDialog, place: Place, settle: Settle, tmp_path: Path, recorder: MessageRecorder
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setResolution(72)
    dialog.print_on(printer)
    settle()
    assert gone(dialog)
    assert (tmp_path / "out.pdf").stat().st_size > 1000
    assert len(on_paper(place)) == 3
    assert recorder.toasts[-1].startswith("1 page sent to")


def test_cancelling_keeps_nothing(dialog: PrintListDialog, place: Place) -> None:
    dialog.reject()
    assert gone(dialog)
    assert printing.printed_lists(place.shop) == []


def test_ctrl_p_on_another_day_of_the_calendar_prints_that_day(
    page: RemindersPage, settle: Settle, qtbot: QtBot
) -> None:
    page.show_view(Shown.MONTH)
    page.calendar.month._go(TODAY + DAY)
    settle()
    page.print_()
    settle()
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PrintListDialog))
    request = dialog.choices.request()
    assert request is not None
    assert (request.first, request.last) == (TODAY + DAY, TODAY + DAY)
    dialog.reject()


def test_ctrl_p_on_one_person_s_list_prints_theirs(page: RemindersPage, place: Place, settle: Settle) -> None:
    page.show_view(Shown.PEOPLE)
    settle()
    page.list.people._choose(place.lucia)
    settle()
    page.print_()
    settle()
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PrintListDialog))
    assert dialog.told.text() == "1 follow-up · 1 page"
    dialog.reject()
