"""The day of a shop in one window: customers in, follow-ups planned, the list printed, an undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.domain.reminders.model import ReminderState, Result
from crm_desktop.gui import events, tasks
from crm_desktop.gui.common.reminder_editor import ReminderEditor
from crm_desktop.gui.common.tag_dialog import TagDialog
from crm_desktop.gui.common.ui_state import UiState
from crm_desktop.gui.customers.import_wizard import CHECK, ImportWizard
from crm_desktop.gui.customers.import_wizard_report import ReportDialog
from crm_desktop.gui.customers.page import CustomersPage
from crm_desktop.gui.main_window import MainWindow
from crm_desktop.gui.reminders.page import RemindersPage
from crm_desktop.gui.reminders.print_dialog import PrintListDialog
from crm_desktop.gui.reminders.results_dialog import ResultsDialog
from crm_desktop.services import customers, journal, printing, reminders
from crm_desktop.services.shop import Shop, open_shop
from tests.factories import TODAY, a_clock, a_shop

ROWS, PLANNED, TYPED = 3000, 40, 12
WHY = "Avisar de la nueva campaña"
NAMES = ("Lucía", "José", "Núria", "Íñigo", "Begoña", "Antía")
FAMILIES = ("Peña", "García", "Ibáñez", "Goñi", "Domènech", "Muñoz")

D = TypeVar("D", bound=QDialog)


@dataclass
class Day:
    """The open window, and how to wait for it."""

    shop: Shop
    window: MainWindow
    settle: Callable[[], None]

    def customers(self) -> CustomersPage:
        self.window.go("customers")
        self.settle()
        page = self.window.current()
        assert isinstance(page, CustomersPage)
        return page

    def reminders(self) -> RemindersPage:
        self.window.go("reminders")
        self.settle()
        page = self.window.current()
        assert isinstance(page, RemindersPage)
        return page


@pytest.fixture
def spreadsheet(tmp_path: Path) -> Path:
    """3,000 customers as an old Excel in Spanish writes them: cp1252, semicolons."""
    lines = ["Nombre;Apellidos;Móvil;Correo;CP;Población"]
    for number in range(ROWS):
        name, family = NAMES[number % 6], FAMILIES[number // 6 % 6]
        mail = f"cliente{number}@example.com" if number % 2 else ""
        lines.append(
            f"{name};{family} {FAMILIES[number % 5]};{600_000_000 + number * 37};{mail};46001;València"
        )
    path = tmp_path / "clientes de la tienda.csv"
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    return path


@pytest.fixture
def day(gui: tasks.Runner, qtbot: QtBot, tmp_path: Path) -> Iterator[Day]:
    with closing(a_shop(tmp_path / "shop")) as shop:
        window = MainWindow(shop, UiState())
        qtbot.addWidget(window)
        events.events().changed.connect(window.tell_change)
        window.resize(1366, 768)
        window.start()
        window.show()

        def settle() -> None:
            for _again in range(3):
                qtbot.wait(50)
                qtbot.waitUntil(gui.idle, timeout=60_000)
            qtbot.wait(1)

        settle()
        yield Day(shop, window, settle)
        window.close()
        settle()


def dialog(kind: type[D]) -> D:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def press(where: QDialog, key: Qt.Key) -> None:
    focused = where.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def bring_in(day: Day, spreadsheet: Path) -> None:
    day.customers().import_customers()
    wizard = dialog(ImportWizard)
    wizard.file_step.take(spreadsheet)
    day.settle()
    while wizard.stack.currentIndex() < CHECK:
        wizard.save()
        day.settle()
    wizard.save()
    day.settle()
    report = dialog(ReportDialog)
    assert [label.text() for label in report.counts.figures.values()][1:] == ["0", "0", "0"]
    report.accept()
    day.settle()


def plan_for_forty(day: Day) -> list[int]:
    page = day.customers()
    chosen = list(page.list.table.paged.ids())[:PLANNED]
    page.list.table._select_ids(chosen)
    page.bulk.follow_up()
    day.settle()
    editor = dialog(ReminderEditor)
    editor.form.put("subject", WHY)
    editor.save()
    day.settle()
    return chosen


def print_to(day: Day, path: Path) -> None:
    day.reminders().print_()
    day.settle()
    shown = dialog(PrintListDialog)
    assert shown.told.text().startswith(f"{PLANNED} follow-ups")
    shown.save_to(path)
    day.settle()


def type_results(day: Day) -> None:
    day.reminders().type_results()
    day.settle()
    shown = dialog(ResultsDialog)
    for number in range(TYPED):
        press(shown, Qt.Key.Key_Return)
        press(shown, Qt.Key(Qt.Key.Key_1.value + number % 4))
        press(shown, Qt.Key.Key_Return)
    shown.save()
    day.settle()


def tag_everybody_and_archive_them(day: Day) -> None:
    page = day.customers()
    page.list.table.selectAll()
    page.bulk.tag()
    day.settle()
    asked = dialog(TagDialog)
    QTest.keyClicks(asked.editor.line, "Equivocada")
    QTest.keyClick(asked.editor.line, Qt.Key.Key_Return)
    asked.save()
    day.settle()
    page.bulk.archive()
    day.settle()
    assert page.list.nothing.isVisible()


def test_the_day_of_a_shop(day: Day, spreadsheet: Path, tmp_path: Path) -> None:
    bring_in(day, spreadsheet)
    chosen = plan_for_forty(day)
    paper = tmp_path / "lista de seguimiento.pdf"
    print_to(day, paper)
    type_results(day)
    tag_everybody_and_archive_them(day)
    assert customers.count(day.shop, CustomerFilter()) == 0
    day.window.undo_last()
    day.settle()
    day.window.undo_last()
    day.settle()
    day.window.close()
    day.settle()
    day.shop.close()

    with closing(open_shop(tmp_path / "shop", clock=a_clock())) as again:
        assert customers.count(again, CustomerFilter()) == ROWS
        assert customers.tag_counts(again) == []
        printed = printing.printed_items(again, printing.printed_lists(again)[0].id)
        assert {item.customer_id for item in printed} == set(chosen)
        closed = [item for item in printed if item.state is ReminderState.DONE]
        four = (Result.CONTACTED, Result.NO_ANSWER, Result.CALL_AGAIN, Result.NOT_INTERESTED)
        assert [item.result for item in closed] == [four[number % 4] for number in range(TYPED)]
        following = [reminders.get(again, item.reminder_id).next_id for item in closed]
        assert all(reminders.get(again, one).due_date > TODAY for one in following if one)
        assert journal.last_undoable(again) is not None
        names = [item.customer_name for item in printed]

    pages = pypdf.PdfReader(paper).pages
    text = "\n".join(page.extract_text() for page in pages)
    assert all(name in text for name in names)
    assert text.count(WHY) == PLANNED
