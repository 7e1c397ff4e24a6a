"""The import of a till's file in the window: the same wizard, with the words and choices of purchases."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.loyalty.model import EarnRule, Program, ProgramState, Rules
from crm_desktop.gui.customers.import_of_purchases import Options
from crm_desktop.gui.customers.import_wizard import CHECK, COLUMNS, FILE, ImportWizard
from crm_desktop.gui.customers.page import CustomersPage
from crm_desktop.services import loyalty, purchases
from tests.gui.customers.conftest import Place
from tests.gui.customers.test_import_wizard import figures, report_dialog, taken
from tests.gui.support import Settle

ROWS = (
    "Ticket;Fecha;Hora;Tarjeta;Cliente;Producto;Cantidad;Precio;Importe\n"
    "T-1;03/11/2026;10:05;M-0001;;Camisa;2;15,00;30,00\n"
    "T-1;03/11/2026;10:05;M-0001;;Botones;1;4,50;4,50\n"
    "T-2;04/11/2026;11:00;;;Hilo;1;2,00;2,00\n"
    "T-3;05/11/2026;12:00;NADIE-9;Zoe Gil;Hilo;1;2,00;2,00\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "caja.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def wizard(page: CustomersPage) -> ImportWizard:
    """The wizard, opened from elsewhere."""
    page.open_target("import_purchases")
    opened = QApplication.activeModalWidget()
    assert isinstance(opened, ImportWizard)
    return opened


def options(wizard: ImportWizard) -> Options:
    made = wizard.check_step.mode
    assert isinstance(made, Options)
    return made


def test_a_till_file_goes_all_the_way(wizard: ImportWizard, place: Place, settle: Settle, file: Path) -> None:
    assert wizard.windowTitle() == "Import purchases"
    taken(wizard, file, settle, COLUMNS)
    example = wizard.columns_step.example.text()
    assert "Ticket T-1" in example
    assert "Ángel García Muñoz" in example or "García Muñoz, Ángel" in example
    assert "2 × Camisa" in example
    wizard.save()
    settle()
    assert figures(wizard) == ["2", "1", "0", "1"]
    assert "M-0001" not in wizard.check_step.model.index(0, 2).data()
    assert purchases.of_customer(place.shop, place.ids["angel"]) == []
    wizard.save()
    settle()
    report = report_dialog()
    assert figures(report) == ["2", "1", "0", "1"]
    bought = purchases.of_customer(place.shop, place.ids["angel"])
    assert [(row.ticket, row.total_cents) for row in bought] == [("T-1", 3_450)]
    report.undo()
    settle()
    assert purchases.of_customer(place.shop, place.ids["angel"]) == []


def test_a_choice_is_tried_at_once(wizard: ImportWizard, settle: Settle, file: Path) -> None:
    taken(wizard, file, settle, CHECK)
    options(wizard).boxes["unknown"].click()
    settle()
    assert figures(wizard) == ["3", "1", "0", "0"]


def test_points_are_given_when_wished(wizard: ImportWizard, place: Place, settle: Settle, file: Path) -> None:
    program = loyalty.save_program(place.shop, Program("Puntos", rules=Rules(earn=(EarnRule(),)))).value
    loyalty.set_state(place.shop, program, ProgramState.ACTIVE)
    taken(wizard, file, settle, CHECK)
    options(wizard).boxes["points"].click()
    settle()
    wizard.save()
    settle()
    assert loyalty.balance(place.shop, place.ids["angel"], program) == 34
    report_dialog().accept()


def test_a_file_without_a_day_cannot_go_on(wizard: ImportWizard, settle: Settle, tmp_path: Path) -> None:
    path = tmp_path / "sin fecha.csv"
    path.write_text("Ticket;Importe\n1;3,00\n", encoding="utf-8")
    taken(wizard, path, settle, COLUMNS)
    assert not wizard.save_button.isEnabled()
    assert "on which day" in wizard.columns_step.sentence.text()


def test_cards_of_a_telephone_hold_no_purchases(wizard: ImportWizard, settle: Settle, tmp_path: Path) -> None:
    path = tmp_path / "agenda.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nEND:VCARD\n", encoding="utf-8")
    taken(wizard, path, settle)
    assert wizard.stack.currentIndex() == FILE
    assert not wizard.save_button.isEnabled()
    assert wizard.file_step.first_fault.isVisible()


def test_the_same_file_twice_brings_nothing_new(
    wizard: ImportWizard, page: CustomersPage, settle: Settle, file: Path
) -> None:
    taken(wizard, file, settle, CHECK).save()
    settle()
    report_dialog().accept()
    page.import_purchases()
    again = QApplication.activeModalWidget()
    assert isinstance(again, ImportWizard)
    taken(again, file, settle, CHECK)
    assert figures(again) == ["0", "0", "3", "1"]
    again.discard()
