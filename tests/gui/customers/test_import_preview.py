"""What the import shows of a file before it is taken, and of a trial that went well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from crm_desktop.gui.customers.import_wizard import CHECK, ImportWizard

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.gui.customers.page import CustomersPage
    from tests.gui.support import Settle


@pytest.fixture
def wizard(page: CustomersPage) -> ImportWizard:
    page.import_customers()
    opened = QApplication.activeModalWidget()
    assert isinstance(opened, ImportWizard)
    return opened


def take(wizard: ImportWizard, settle: Settle, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    wizard.file_step.take(path)
    settle()


def test_columns_are_as_wide_as_their_headings_and_texts(
    wizard: ImportWizard, settle: Settle, tmp_path: Path
) -> None:
    long = "una nota larga " * 20
    take(
        wizard,
        settle,
        tmp_path / "a.csv",
        f"Nombre y apellidos del cliente;A;Notas\nAna;1;{long}\nBartomeu de la Concepcion;2;\n",
    )
    table = wizard.file_step.table
    widths = [table.columnWidth(column) for column in range(3)]
    metrics = table.fontMetrics()
    assert widths[0] >= metrics.horizontalAdvance("Nombre y apellidos del cliente")
    assert widths[1] < metrics.horizontalAdvance("x" * 14)
    assert widths[2] < 300


def test_a_trial_without_remarks_shows_no_empty_table(
    wizard: ImportWizard, settle: Settle, tmp_path: Path
) -> None:
    take(wizard, settle, tmp_path / "a.csv", "Nombre;Apellidos\nAna;Soler\n")
    while wizard.stack.currentIndex() < CHECK:
        wizard.save()
        settle()
    assert not wizard.check_step.frame.isVisible()
    assert wizard.check_step.sentence.isVisible()


def test_a_trial_with_remarks_lists_them(wizard: ImportWizard, settle: Settle, tmp_path: Path) -> None:
    take(wizard, settle, tmp_path / "a.csv", "Nombre;Apellidos;Correo\nAna;Soler;esto no\n")
    while wizard.stack.currentIndex() < CHECK:
        wizard.save()
        settle()
    assert wizard.check_step.frame.isVisible()
    assert wizard.check_step.model.rowCount() == 1
