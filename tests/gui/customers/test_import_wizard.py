"""The import in the window: file, columns, trial, run, report, undo; and every way out of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.gui.common.export_customers import RadioChoice
from crm_desktop.gui.customers import import_of_customers
from crm_desktop.gui.customers.import_wizard import CHECK, COLUMNS, FILE, ImportWizard
from crm_desktop.gui.customers.import_wizard_report import ReportDialog
from crm_desktop.gui.customers.page import CustomersPage
from crm_desktop.services import customers
from crm_desktop.services.imports import run_import
from crm_desktop.services.imports_report import ImportReport
from crm_desktop.shared.errors import Cancelled, KnownError
from tests.gui.customers.conftest import Place, names
from tests.gui.recorder import MessageRecorder
from tests.gui.support import Settle

FILES = Path(__file__).parents[2] / "exchange" / "files"
ROWS = (
    "Nombre;Apellidos;Móvil;Población;Rareza\nÁngel;García;622310775;Torrent;x\nEva;Bosch;622310999;;\n;;;;\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clientes ñ.csv"
    path.write_bytes(ROWS.encode("cp1252"))
    return path


@pytest.fixture
def wizard(page: CustomersPage) -> ImportWizard:
    """The wizard, opened by the list's menu."""
    page.import_customers()
    opened = QApplication.activeModalWidget()
    assert isinstance(opened, ImportWizard)
    return opened


def report_dialog() -> ReportDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, ReportDialog)
    return found


def taken(wizard: ImportWizard, path: Path, settle: Settle, step: int = FILE) -> ImportWizard:
    """Take a file and go to a step."""
    wizard.file_step.take(path)
    settle()
    while wizard.stack.currentIndex() < step:
        wizard.save()
        settle()
    return wizard


def figures(where: ImportWizard | ReportDialog) -> list[str]:
    counts = where.check_step.counts if isinstance(where, ImportWizard) else where.counts
    return [label.text() for label in counts.figures.values()]


def test_a_file_goes_all_the_way_to_the_list(
    wizard: ImportWizard, page: CustomersPage, settle: Settle, file: Path
) -> None:
    assert not wizard.save_button.isEnabled()
    taken(wizard, file, settle)
    step = wizard.file_step
    assert (step.encoding.value(), step.separator.value(), step.header.value()) == ("cp1252", ";", 0)
    assert step.model.index(0, 0).data() == "Ángel"
    wizard.save()
    assert wizard.stack.currentIndex() == COLUMNS
    settle()
    columns = wizard.columns_step
    assert "4 of 5" in columns.sentence.text()
    assert columns.example.text().startswith("Ángel García · 622310775")
    wizard.save()
    settle()
    assert wizard.stack.currentIndex() == CHECK
    assert figures(wizard) == ["1", "1", "0", "1"]
    assert wizard.check_step.model.index(0, 2).data() == "This row is empty."
    assert "Bosch, Eva" not in names(page), "nothing is written before the person says so"
    wizard.save()
    settle()
    report = report_dialog()
    assert figures(report) == ["1", "1", "0", "1"]
    assert "Bosch, Eva" in names(page)


def test_the_report_is_saved_and_the_import_undone(
    wizard: ImportWizard,
    page: CustomersPage,
    place: Place,
    settle: Settle,
    file: Path,
    tmp_path: Path,
    recorder: MessageRecorder,
) -> None:
    before = customers.get_customer(place.shop, place.ids["angel"])
    taken(wizard, file, settle, CHECK).save()
    settle()
    report = report_dialog()
    report.report_button.click()
    chooser = QApplication.activeModalWidget()
    assert isinstance(chooser, QFileDialog)
    chooser.reject()
    report.write_report(tmp_path / "informe.csv")
    settle()
    lines = (tmp_path / "informe.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert "informe.csv" in recorder.toasts[-1]
    report.undo_button.click()
    settle()
    assert "Bosch, Eva" not in names(page)
    assert customers.get_customer(place.shop, place.ids["angel"]).town == before.town
    assert not report._task.report_path.exists()


def test_an_undo_that_is_refused_is_told(
    wizard: ImportWizard, place: Place, settle: Settle, file: Path, recorder: MessageRecorder
) -> None:
    taken(wizard, file, settle, CHECK).save()
    settle()
    report = report_dialog()
    eva = customers.list_ids(place.shop, CustomerFilter(text="bosch"))[0]
    customers.tag(place.shop, [eva], add=["Nueva"])
    report.undo()
    settle()
    assert len(recorder.errors) == 1
    assert report.undo_button.isEnabled()
    report.accept()


def test_how_it_is_read_can_be_corrected(
    wizard: ImportWizard, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "raro.csv"
    path.write_bytes("Nombre|Notas\nÍñigo|a;b\n".encode("cp850"))
    taken(wizard, path, settle)
    step = wizard.file_step
    assert step.model.index(0, 0).data() != "Íñigo"
    step.encoding.set_value("cp850")
    step.encoding.typed()
    settle()
    assert step.model.index(0, 0).data() == "Íñigo"
    assert step.separator.value() == "|"
    step.separator.set_value(",")
    step.separator.typed()
    settle()
    assert step.model.columnCount() == 1
    step.separator.set_value("|")
    step.separator.typed()
    settle()
    step.header.set_value(-1)
    step.header.typed()
    settle()
    assert step.model.index(0, 0).data() == "Nombre"
    assert step.model.headerData(0, Qt.Orientation.Horizontal) == "Column 1"
    assert step.reading.encoding == "cp850"


def test_a_sheet_can_be_chosen(wizard: ImportWizard, settle: Settle, tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "libro.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, customer in (("Uno", "Ana"), ("Dos", "Bea")):
            sheet = book.add_worksheet(name)
            sheet.write_column(0, 0, ["Nombre", customer])
    taken(wizard, path, settle)
    step = wizard.file_step
    assert step.sheet.isVisible()
    assert not step.encoding.isVisible()
    step.sheet.set_value("Dos")
    step.sheet.typed()
    settle()
    assert step.model.index(0, 0).data() == "Bea"


def test_a_file_that_is_refused_says_why_and_another_can_be_chosen(
    wizard: ImportWizard, settle: Settle, tmp_path: Path, file: Path
) -> None:
    path = tmp_path / "lista.pdf"
    path.write_bytes(b"%PDF-1.7")
    taken(wizard, path, settle)
    assert "PDF" in wizard.file_step.first_fault.text()
    assert not wizard.save_button.isEnabled()
    wizard.save()
    assert wizard.stack.currentIndex() == FILE
    taken(wizard, file, settle)
    assert wizard.save_button.isEnabled()
    assert not wizard.file_step.first_fault.isVisible()


def test_a_file_can_be_dropped(wizard: ImportWizard, settle: Settle, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    nothing = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, *nothing)
    wizard.file_step.dropEvent(event)
    settle()
    assert wizard.file_step.name.text() == "clientes ñ.csv"


def test_columns_are_corrected_by_hand(
    wizard: ImportWizard, settle: Settle, place: Place, file: Path
) -> None:
    taken(wizard, file, settle, COLUMNS)
    columns = wizard.columns_step
    row = columns._rows[4]
    row.show_value("own", "Talla")
    assert row.value() == ("own", "Talla")
    row.show_value("notes", "")
    row.chosen.emit()
    settle()
    assert "5 of 5" in columns.sentence.text()
    columns._rows[4].show_value("given_name", "")
    columns._rows[4].chosen.emit()
    settle()
    assert columns._rows[0].value() == ("", ""), "a field for one column leaves its old one"
    for place_ in list(columns._rows):
        columns._rows[place_].show_value("", "")
        columns._rows[place_].chosen.emit()
    settle()
    assert not wizard.save_button.isEnabled()


def test_empty_columns_are_shown_when_asked_for(wizard: ImportWizard, settle: Settle) -> None:
    taken(wizard, FILES / "outlook_es.csv", settle, COLUMNS)
    columns = wizard.columns_step
    few = len(columns._rows)
    assert columns.empty_too.isVisible()
    columns.empty_too.click()
    settle()
    assert len(columns._rows) > few + 20
    columns.empty_too.click()
    settle()
    assert len(columns._rows) == few


def test_the_example_can_be_turned_and_the_wheel_changes_no_column(
    wizard: ImportWizard, settle: Settle, file: Path
) -> None:
    taken(wizard, file, settle, COLUMNS)
    columns = wizard.columns_step
    columns._turn(1)
    assert columns.example.text().startswith("Eva Bosch")
    columns._turn(1)
    assert columns.example.text() == "This row is empty."
    columns._turn(1)
    assert columns.example.text().startswith("Ángel")
    combo = columns._rows[0].combo
    before = combo.currentIndex()
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    combo.wheelEvent(wheel)
    assert combo.currentIndex() == before


def test_the_mode_is_tried_anew(wizard: ImportWizard, settle: Settle, file: Path) -> None:
    taken(wizard, file, settle, CHECK)
    assert figures(wizard) == ["1", "1", "0", "1"]
    mode = wizard.check_step.mode
    assert isinstance(mode, RadioChoice)
    mode.group.button(1).click()
    settle()
    assert figures(wizard) == ["1", "0", "1", "1"]
    mode.group.button(2).click()
    settle()
    assert figures(wizard) == ["0", "1", "0", "2"]


def test_cards_skip_the_columns(wizard: ImportWizard, settle: Settle, page: CustomersPage) -> None:
    taken(wizard, FILES / "bad.vcf", settle)
    assert not wizard.file_step.header.isVisible()
    assert wizard.file_step.model.index(0, 0).data() == "Soler, Ana"
    wizard.save()
    settle()
    assert wizard.stack.currentIndex() == CHECK
    assert figures(wizard) == ["3", "0", "0", "4"]
    wizard.back()
    assert wizard.stack.currentIndex() == FILE
    wizard.save()
    settle()
    wizard.save()
    settle()
    assert figures(report_dialog()) == ["3", "0", "0", "4"]
    assert "Soler, Ana" in names(page)


def test_going_back_and_forth_keeps_what_was_said(wizard: ImportWizard, settle: Settle, file: Path) -> None:
    taken(wizard, file, settle, COLUMNS)
    wizard.columns_step._rows[4].show_value("notes", "")
    wizard.columns_step._rows[4].chosen.emit()
    wizard.save()
    settle()
    wizard.back()
    wizard.back()
    assert wizard.stack.currentIndex() == FILE
    wizard.save()
    settle()
    assert wizard.columns_step._rows[4].value() == ("notes", "")


def test_the_mapping_is_remembered_for_the_next_time(
    wizard: ImportWizard, page: CustomersPage, settle: Settle, file: Path
) -> None:
    taken(wizard, file, settle, COLUMNS)
    wizard.columns_step._rows[4].show_value("notes", "")
    wizard.columns_step._rows[4].chosen.emit()
    settle()
    wizard.save()
    settle()
    wizard.save()
    settle()
    report_dialog().accept()
    page.import_customers()
    again = QApplication.activeModalWidget()
    assert isinstance(again, ImportWizard)
    taken(again, file, settle, COLUMNS)
    assert "the last time" in again.columns_step.sentence.text()
    assert again.columns_step._rows[4].value() == ("notes", "")
    again.save()
    settle()
    assert figures(again) == ["0", "0", "2", "1"]


Run = Callable[..., ImportReport]


@pytest.mark.parametrize(
    ("error", "errors", "toasts"),
    [(Cancelled(), 0, 1), (KnownError("El disco está lleno."), 1, 0)],
)
def test_an_import_that_ends_badly_says_so_and_leaves_nothing(
    wizard: ImportWizard,
    settle: Settle,
    file: Path,
    recorder: MessageRecorder,
    monkeypatch: pytest.MonkeyPatch,
    page: CustomersPage,
    error: Exception,
    errors: int,
    toasts: int,
) -> None:
    taken(wizard, file, settle, CHECK)

    def fails(*_arguments: object, **_options: object) -> ImportReport:
        raise error

    monkeypatch.setattr(import_of_customers, "run_import", fails)
    wizard.save()
    settle()
    assert (len(recorder.errors), len(recorder.toasts)) == (errors, toasts)
    assert "Bosch, Eva" not in names(page)


def test_closing_while_it_is_tried_gives_the_trial_up(
    wizard: ImportWizard, settle: Settle, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(wizard, file, settle, COLUMNS)
    asked: list[bool] = []

    def slow(*arguments: object, **options: object) -> ImportReport:
        cancelled = options["cancelled"]
        assert callable(cancelled)
        while not cancelled():
            QTest.qSleep(5)
        asked.append(True)
        return run_import(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(import_of_customers, "run_import", slow)
    wizard.save()
    QTest.qWait(150)
    assert wizard.check_step.line.isVisible()
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    settle()
    assert asked == [True]


def test_it_fits_on_a_small_screen(wizard: ImportWizard, settle: Settle, file: Path) -> None:
    taken(wizard, file, settle)
    for step in (FILE, COLUMNS, CHECK):
        if step != FILE:
            wizard.save()
            settle()
        hint = wizard.minimumSizeHint()
        assert hint.width() <= 1000, step
        assert hint.height() <= 580, step
