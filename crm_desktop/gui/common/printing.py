"""Puts the pages of a PDF on paper: the very pictures that the preview shows, drawn for the printer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.gui.common.pdf_pages import POINTS_PER_INCH, PdfPages
from crm_desktop.gui.common.ui_state import UiState
from crm_desktop.shared.errors import Cancelled, KnownError
from crm_desktop.shared.i18n import _

DPI = 300
# What this PC remembers.
PRINTER_KEY = "printing/printer"


class Watcher(Protocol):
    """What is told of the printing; `tasks.Progress` is one."""

    def step(self, done: int, total: int) -> None:
        """Hear how far it is."""
        ...

    def cancelled(self) -> bool:
        """Say whether to stop."""
        ...


def has_printer() -> bool:
    """Return whether this PC has any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def no_printer() -> KnownError:
    """Return the error for a PC without a printer."""
    return KnownError(_("This computer has no printer. Install one, or save the PDF and print it elsewhere."))


def printer_for(pages: PdfPages, title: str, remembered: str = "") -> QPrinter:
    """Return a printer set up for the sheets of a document.

    Args:
        pages: what will be printed; the first page decides the sheet.
        title: as it stands in the queue of the printer.
        remembered: the printer that was used last; the system's own where it is gone.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if remembered and remembered in QPrinterInfo.availablePrinterNames():
        printer.setPrinterName(remembered)
    printer.setDocName(title)
    printer.setCreator("Mostrador")
    size = pages.sizes[0]
    lying = size.width() > size.height()
    upright = QSizeF(size.height(), size.width()) if lying else size
    layout = QPageLayout(
        QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch),
        QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait,
        QMarginsF(),
    )
    printer.setPageLayout(layout)
    printer.setFullPage(True)
    printer.setResolution(DPI)
    return printer


def choose_printer(
    parent: QWidget, pages: PdfPages, title: str, state: UiState | None, then: Callable[[QPrinter], None]
) -> QPrintDialog:
    """Ask for the printer, the pages and the copies.

    Args:
        parent: the window.
        pages: what will be printed.
        title: of the document.
        state: where the printer is remembered.
        then: gets the printer; not called when the person cancels.

    Raises:
        KnownError: there is no printer.
    """
    if not has_printer():
        raise no_printer()
    printer = printer_for(pages, title, state.text(PRINTER_KEY) if state else "")
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
    dialog.setMinMax(1, len(pages))

    def accepted() -> None:
        # The dialog may change the layout; our pictures are of whole sheets.
        printer.setFullPage(True)
        printer.setResolution(DPI)
        if state is not None:
            state.put(PRINTER_KEY, printer.printerName())
            state.save()
        then(printer)

    dialog.accepted.connect(accepted)
    QDialog.open(dialog)  # its own `open` is another function
    return dialog


def print_pages(pages: PdfPages, printer: QPrinter, watcher: Watcher) -> int:
    """Print the pages that were chosen; may run on any thread.

    Returns:
        How many sheets were drawn.

    Raises:
        KnownError: the printer does not take them.
        Cancelled: the watcher said so; the printer is told to forget the document.
    """
    first = max(printer.fromPage(), 1)
    last = min(printer.toPage() or len(pages), len(pages))
    numbers = list(range(first - 1, last))
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    if not printer.supportsMultipleCopies():
        numbers = _copies(numbers, printer.copyCount(), together=printer.collateCopies())
    painter = QPainter()
    if not painter.begin(printer):
        raise _refused(printer)
    try:
        for done, number in enumerate(numbers):
            if watcher.cancelled():
                printer.abort()
                raise Cancelled
            if done and not printer.newPage():
                raise _refused(printer)
            _print_page(painter, printer, pages, number)
            watcher.step(done + 1, len(numbers))
    finally:
        painter.end()
    if printer.printerState() == QPrinter.PrinterState.Error:
        raise _refused(printer)
    return len(numbers)


def _copies(numbers: list[int], count: int, *, together: bool) -> list[int]:
    """Return the pages as often as they are wanted: whole documents one after the other, or page by page."""
    return numbers * count if together else [number for number in numbers for _copy in range(count)]


def _print_page(painter: QPainter, printer: QPrinter, pages: PdfPages, number: int) -> None:
    """Draw a page in its own size; on a sheet of another size as large as fits, in the middle."""
    resolution = printer.resolution()
    sheet = QRectF(printer.pageLayout().fullRectPixels(resolution))
    size = pages.sizes[number] * (resolution / POINTS_PER_INCH)
    scale = min(sheet.width() / size.width(), sheet.height() / size.height())
    if scale > 0.99:  # the sheet that it was made for, but for rounding
        scale = 1.0
    area = QRectF(0, 0, size.width() * scale, size.height() * scale)
    if scale == 1.0:
        area.moveTopLeft(sheet.topLeft())
    else:
        area.moveCenter(sheet.center())
    picture = pages.render(number, min(resolution, DPI) / POINTS_PER_INCH)
    painter.drawImage(area, picture)


def _refused(printer: QPrinter) -> KnownError:
    name = printer.printerName() or _("The printer")
    return KnownError(
        _("{name} does not take the document. Is it on, with paper and no jam? Then print again.").format(
            name=name
        )
    )
