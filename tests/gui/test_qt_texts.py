"""Qt's own texts: what the standard dialogs ask for is in our catalogue, translated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QApplication,
    QColorDialog,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QScrollBar,
    QSpinBox,
)

from crm_desktop.gui.qt_texts import QT_TEXTS, CatalogueTranslator
from crm_desktop.shared import i18n

# Contexts whose texts nobody sees: names for machines, accessibility of parts that the program does not use.
_SILENT = {"QShortcut", "QGnomeTheme", "QKeySequence", "QGuiApplication", "QPageSize"}
# Keys, and the names of forms in Qt's designer.
_UNSEEN = {"Alt+Left", "Alt+Right", "Alt+Up", "Form", "...", "%1%"}
# The same in both languages.
_SAME = {"OK", "%1 bytes", "%1 KB", "%1 MB", "%1 GB", "&HTML:", "Color", "Copies", "&No", "%1", "..."}


class Listener(CatalogueTranslator):
    """Remembers what Qt asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[tuple[str, str]] = set()

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        self.asked.add((context, source))
        return super().translate(context, source, disambiguation, n)


@pytest.fixture
def listener(themed: QApplication) -> Iterator[Listener]:
    i18n.install("es")
    made = Listener()
    themed.installTranslator(made)
    yield made
    themed.removeTranslator(made)
    i18n.install("en")


def close(dialog: QDialog) -> None:
    dialog.close()
    dialog.deleteLater()
    QCoreApplication.sendPostedEvents(dialog, 52)


def test_every_text_is_translated_and_its_placeholders_stay(themed: QApplication) -> None:
    i18n.install("es")
    try:
        for text in QT_TEXTS:
            translated = i18n._(text)
            assert translated != text or text.strip() in _SAME, text
            for mark in ("%1", "%2"):
                assert (mark in text) == (mark in translated), text
            assert translated.count("\n") == text.count("\n")
    finally:
        i18n.install("en")


def test_the_standard_dialogs_ask_for_nothing_that_is_missing(listener: Listener, tmp_path: Path) -> None:
    box = QMessageBox()
    buttons = QDialogButtonBox()
    for standard in QDialogButtonBox.StandardButton:
        if standard.value and bin(standard.value).count("1") == 1:
            buttons.addButton(standard)
    box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
    box.setDetailedText("x")
    files = QFileDialog(directory=str(tmp_path))
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    colours = QColorDialog()
    colours.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "x.pdf"))
    dialogs = [
        box,
        files,
        colours,
        QPrintDialog(printer),
        QPrintPreviewDialog(printer),
    ]
    for dialog in dialogs:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        dialog.show()
        dialog.grab()
    line, notes, spin, bar = QLineEdit("texto"), QPlainTextEdit("texto"), QSpinBox(), QScrollBar()
    menus = [line.createStandardContextMenu(), notes.createStandardContextMenu()]
    assert menus[0].actions()[0].text().split("\t")[0] == "&Deshacer"
    assert buttons.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Cancelar"
    missing = {
        (context, source)
        for context, source in listener.asked
        if source not in QT_TEXTS and context not in _SILENT and source not in _UNSEEN
    }
    for dialog in dialogs:
        close(dialog)
    for widget in (buttons, spin, bar, line, notes, *menus):
        widget.deleteLater()
    assert not missing, "\n".join(map(str, sorted(missing)))
