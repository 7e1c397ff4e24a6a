"""What the printer gets is what the preview shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from crm_desktop.documents.kinds import customer_list, follow_up_list
from crm_desktop.domain.customers.listing import CustomerColumn
from crm_desktop.domain.sheets.follow_up import FollowUpPage, boxes_on_page
from crm_desktop.domain.sheets.geometry import SHEETS
from crm_desktop.domain.shop import PaperSize
from crm_desktop.gui import tasks
from crm_desktop.gui.common import printing
from crm_desktop.gui.common.pdf_pages import PdfPages
from crm_desktop.gui.common.ui_state import UiState
from crm_desktop.shared.errors import Cancelled, KnownError
from tests.documents import pdfs

pytestmark = pytest.mark.usefixtures("gui")


def to_file(pages: PdfPages, path: Path) -> QPrinter:
    printer = printing.printer_for(pages, "Sample")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


@pytest.fixture
def pages() -> PdfPages:
    return PdfPages(follow_up_list.build(follow_up_list.example()))


def sheets(path: Path) -> list[tuple[int, int]]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [
            (round(width), round(height))
            for width, height in map(document.get_page_size, range(len(document)))
        ]
    finally:
        document.close()


def test_every_page_comes_out_in_its_size(pages: PdfPages, tmp_path: Path) -> None:
    progress = tasks.Progress("")
    path = tmp_path / "lista impresa ñ.pdf"
    assert printing.print_pages(pages, to_file(pages, path), progress) == 2
    assert sheets(path) == [(595, 842)] * 2
    assert (progress.done, progress.total) == (2, 2)


@pytest.mark.parametrize("paper", list(PaperSize))
def test_boxes_are_on_paper_where_they_will_be_looked_for(paper: PaperSize, tmp_path: Path) -> None:
    printed = follow_up_list.print_list(replace(follow_up_list.example(), paper=paper))
    pages = PdfPages(printed.pdf)
    path = tmp_path / "printed.pdf"
    printing.print_pages(pages, to_file(pages, path), tasks.Progress(""))
    image = pdfs.picture(path.read_bytes(), 0, 200)
    layout = FollowUpPage(SHEETS[paper])
    for box in boxes_on_page(layout, printed.items, 1):
        rect = box.rect
        for edge in (
            (rect.x - 0.5, rect.y + 1, rect.x + 0.5, rect.bottom - 1),
            (rect.x + 1, rect.bottom - 0.5, rect.right - 1, rect.bottom + 0.5),
        ):
            assert pdfs.darkness(image, edge, 200) > 0.15
        inside = rect.grown(-0.6)
        assert pdfs.darkness(image, (inside.x, inside.y, inside.right, inside.bottom), 200) == 0
    for mark in layout.sheet.marks:
        inside = mark.grown(-0.5)
        assert pdfs.darkness(image, (inside.x, inside.y, inside.right, inside.bottom), 200) == 1


def test_sheet_that_lies_is_printed_lying(tmp_path: Path) -> None:
    content = replace(customer_list.example(), columns=tuple(CustomerColumn))
    pages = PdfPages(customer_list.build(content))
    printer = to_file(pages, tmp_path / "lying.pdf")
    assert printer.pageLayout().orientation() == QPageLayout.Orientation.Landscape
    printing.print_pages(pages, printer, tasks.Progress(""))
    assert set(sheets(tmp_path / "lying.pdf")) == {(842, 595)}


def test_range_and_order_of_pages(pages: PdfPages, tmp_path: Path) -> None:
    printer = to_file(pages, tmp_path / "second.pdf")
    printer.setFromTo(2, 2)
    assert printing.print_pages(pages, printer, tasks.Progress("")) == 1
    printer = to_file(pages, tmp_path / "reversed.pdf")
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert printing.print_pages(pages, printer, tasks.Progress("")) == 2
    second = pdfs.picture((tmp_path / "second.pdf").read_bytes())
    first_of_reversed = pdfs.picture((tmp_path / "reversed.pdf").read_bytes())
    assert second.tobytes() == first_of_reversed.tobytes()


def test_copies_that_the_printer_does_not_make_itself() -> None:
    assert printing._copies([0, 1], 2, together=True) == [0, 1, 0, 1]
    assert printing._copies([0, 1], 2, together=False) == [0, 0, 1, 1]


def test_sheet_of_another_size_gets_the_whole_page(pages: PdfPages, tmp_path: Path) -> None:
    printer = to_file(pages, tmp_path / "letter.pdf")
    letter = PdfPages(follow_up_list.build(replace(follow_up_list.example(), paper=PaperSize.LETTER)))
    printer.setPageLayout(printing.printer_for(letter, "x").pageLayout())
    printer.setFullPage(True)
    printing.print_pages(pages, printer, tasks.Progress(""))
    assert set(sheets(tmp_path / "letter.pdf")) == {(612, 792)}
    image = pdfs.picture((tmp_path / "letter.pdf").read_bytes())
    # The A4 sheet is a little narrower now and stands in the middle: all four marks are there.
    width, height = image.size
    for left, top in ((0, 0), (width // 2, 0), (0, height // 2), (width // 2, height // 2)):
        corner = image.crop((left, top, left + width // 2, top + height // 2))
        assert min(corner.tobytes()) < 60


def test_cancelled_printing_stops(pages: PdfPages, tmp_path: Path) -> None:
    progress = tasks.Progress("")
    progress.cancel()
    with pytest.raises(Cancelled):
        printing.print_pages(pages, to_file(pages, tmp_path / "x.pdf"), progress)


@pytest.mark.qt_log_ignore("Returned false")
def test_printer_that_refuses_is_a_sentence(pages: PdfPages, tmp_path: Path) -> None:
    printer = to_file(pages, tmp_path / "no such folder" / "x.pdf")
    with pytest.raises(KnownError, match="does not take the document"):
        printing.print_pages(pages, printer, tasks.Progress(""))


def test_pc_without_a_printer_says_so(pages: PdfPages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    with pytest.raises(KnownError, match="no printer"):
        printing.choose_printer(QWidget(), pages, "x", None, lambda _printer: None)


def test_printer_that_was_chosen_is_remembered(
    pages: PdfPages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "has_printer", lambda: True)
    state = UiState(tmp_path / "ui.json")
    window = QWidget()
    chosen: list[QPrinter] = []
    dialog = printing.choose_printer(window, pages, "x", state, chosen.append)
    dialog.accept()
    assert len(chosen) == 1
    assert chosen[0].fullPage()
    assert chosen[0].resolution() == printing.DPI
    assert UiState(tmp_path / "ui.json").get(printing.PRINTER_KEY) == chosen[0].printerName()
