"""Shows a PDF before it is printed or saved: what is seen is what comes out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from crm_desktop.gui import icons, messages, tasks
from crm_desktop.gui.common import file_choice, printing
from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.labels import PlainLabel, muted
from crm_desktop.gui.common.pdf_pages import PdfPages
from crm_desktop.gui.common.pdf_view import PdfView
from crm_desktop.gui.common.ui_state import UiState
from crm_desktop.services.files import write_whole
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.i18n import _, ngettext

# What a file cannot be called on some system.
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST_NAME = 120
_SIZE_KEY = "pdf_preview/geometry"

Final = Callable[[Callable[[bytes], None]], None]


class PdfPreview(Dialog):
    """A PDF with the buttons to print it, save it and close.

        PdfPreview(self, _("Follow-up list"), pdf, "Lista de seguimiento 2026-11-21",
        state=context.state).open()

    Args:
        parent: the window it belongs to.
        title: heading, and the document's name in the printer's queue.
        pdf: what is shown.
        file_name: proposed for saving; signs that no file may have are taken out, ".pdf" is added.
        state: what this PC remembers: the printer, the window's size.
        final: called when the document leaves the program for the first time, with a function that takes the
            bytes to print or save from then on: for a document that is registered only when it is really
            printed. None prints and saves what is shown.

    Signals:
        printed: the printer has the document.
        saved: the file (a Path) is written.
    """

    printed = Signal()
    saved = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        pdf: bytes,
        file_name: str = "",
        *,
        state: UiState | None = None,
        final: Final | None = None,
    ) -> None:
        super().__init__(parent, title, _("Print"), cancel_text=_("Close"), width=640)
        self._title, self._pdf, self._final, self._state = title, pdf, final, state
        self._file_name = pdf_name(file_name or title)
        self.pages = PdfPages(pdf)
        self.view = PdfView(self.pages)
        self.view.setAccessibleName(title)
        self.page_label = muted()
        self.zoom_label = PlainLabel(tone="muted")
        self.body.addLayout(self._tools())
        self.body.addWidget(self.view, 1)
        self.save_file_button = self.add_button(_("Save PDF…"), self.save_as)
        for button, icon, role in (
            (self.save_file_button, "save", "muted"),
            (self.save_button, "printer", "on_fill"),
        ):
            button.setAccessibleName(button.text())
            button.setText("  " + button.text())  # as `labels.button` sets a text beside an icon
            button.setIcon(icons.icon(icon, role))
        self.view.page_changed.connect(self._tell_page)
        self.view.zoom_changed.connect(self._tell_zoom)
        for key, action in (
            (QKeySequence.StandardKey.Print, self.save),
            (QKeySequence.StandardKey.Save, self.save_as),
        ):
            QShortcut(QKeySequence(key), self, action)
        self._tell_page(1)
        if not (state and state.restore_geometry(self, _SIZE_KEY)):
            self.resize(self._first_size())
        self.view.setFocus()

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.page_label)
        row.addStretch()
        row.addWidget(self._tool("zoom-out", _("Smaller (Ctrl+-)"), self.view.zoom_out))
        row.addWidget(self.zoom_label)
        row.addWidget(self._tool("zoom-in", _("Larger (Ctrl++)"), self.view.zoom_in))
        row.addWidget(
            self._tool("maximize", _("As wide as the window (Ctrl+0)"), lambda: self.view.set_zoom(0.0))
        )
        return row

    def _tool(self, icon: str, text: str, action: Callable[[], None]) -> QPushButton:
        button = QPushButton()
        button.setIcon(icons.icon(icon, "muted"))
        button.setProperty("kind", "flat")
        button.setAutoDefault(False)
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(action)
        return button

    def _first_size(self) -> QSize:
        """Return a size in which a page is seen whole, within the screen."""
        room = self.screen().availableSize()
        return QSize(min(860, room.width() - 40), min(1000, room.height() - 80))

    def _tell_page(self, page: int) -> None:
        text = _("Page {number} of {count}").format(number=page, count=len(self.pages))
        self.page_label.setText(text)

    def _tell_zoom(self, zoom: float) -> None:
        self.zoom_label.setText(f"{zoom * 100:.0f} %")

    # -- printing

    def save(self) -> None:
        """Print: ask for the printer first."""
        if not self.save_button.isEnabled():
            return
        try:
            printing.choose_printer(self, self.pages, self._title, self._state, self.print_on)
        except KnownError as error:
            messages.show_error(self, error.sentence)

    def print_on(self, printer: QPrinter) -> None:
        """Print on a printer that was chosen."""
        self._busy(True)
        self._finally(lambda: self._print(printer))

    def _print(self, printer: QPrinter) -> None:
        # The pages of the final document: what is shown may be another, and may be closed meanwhile.
        pdf = self._pdf

        def work(progress: tasks.Progress) -> int:
            pages = PdfPages(pdf)
            try:
                return printing.print_pages(pages, printer, progress)
            finally:
                pages.close()

        title = _("Printing: {title}").format(title=self._title)
        tasks.run_long(self, work, title, lambda count: self._printed(printer, count), self.failed)

    def _printed(self, printer: QPrinter, count: int) -> None:
        told = ngettext("{count} page sent to {printer}.", "{count} pages sent to {printer}.", count)
        messages.toast(told.format(count=count, printer=printer.printerName() or _("the printer")))
        self.printed.emit()
        self.accept()

    # -- saving

    def save_as(self) -> None:
        """Save: ask where to first."""
        if self.save_file_button.isEnabled():
            filters = _("PDF documents (*.pdf)")
            file_choice.save_file(self, _("Save PDF"), filters, self._file_name, self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the PDF; a file that was there stays whole until the new one is."""
        self._busy(True)
        self._finally(lambda: self._write(path))

    def _write(self, path: Path) -> None:
        pdf = self._pdf
        tasks.run_query(
            self, lambda: write_whole(path, pdf), lambda _none: self._saved(path), failed=self.failed
        )

    def _saved(self, path: Path) -> None:
        self._busy(False)
        told = _("PDF saved: {path}").format(path=path)
        messages.toast(told, _("Open"), lambda: _open_outside(path))
        self.saved.emit(path)

    # -- helpers

    def _finally(self, then: Callable[[], None]) -> None:
        """Go on with the final document, which is asked for once."""
        if self._final is None:
            then()
            return

        def given(pdf: bytes) -> None:
            self._pdf, self._final = pdf, None
            then()

        try:
            self._final(given)
        except KnownError as error:
            self.failed(error)

    def failed(self, error: KnownError) -> None:
        """Say what went wrong and let the person try again; also for `final` when it fails later."""
        self._busy(False)
        if error.sentence:
            messages.show_error(self, error.sentence)

    def _busy(self, busy: bool) -> None:
        for button in (self.save_button, self.save_file_button):
            button.setEnabled(not busy)

    def done(self, result: int) -> None:
        """Remember the size, free the document, close."""
        if self._state is not None:
            self._state.keep_geometry(self, _SIZE_KEY)
        self.pages.close()
        super().done(result)


def _open_outside(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def pdf_name(name: str) -> str:
    """Return a file name that every system takes, ending in ".pdf"."""
    plain = _UNFIT.sub(" ", name.removesuffix(".pdf"))
    plain = " ".join(plain.split()).strip(" .")[:_LONGEST_NAME].rstrip(" .")
    return f"{plain or _('document')}.pdf"
