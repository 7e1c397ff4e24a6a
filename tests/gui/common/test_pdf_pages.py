"""Pages of a PDF as pictures, on any thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from crm_desktop.documents.kinds import follow_up_list
from crm_desktop.gui.common.pdf_pages import MOST_PIXELS, PdfPages


def test_pages_have_their_size_and_are_drawn_at_any_scale() -> None:
    pages = PdfPages(follow_up_list.build(follow_up_list.example()))
    assert len(pages) == 2
    assert round(pages.sizes[0].width()) == 595
    for scale in (0.5, 2.0):
        picture = pages.render(1, scale)
        assert abs(picture.width() - 595.276 * scale) <= 1
        assert picture.pixelColor(2, 2).name() == "#ffffff"
        mark = 9.5 / 25.4 * 72 * scale  # inside the corner mark
        assert picture.pixelColor(round(mark), round(mark)).name() == "#000000"
    pages.close()


def test_zoom_without_end_does_not_fill_the_memory() -> None:
    pages = PdfPages(follow_up_list.build(follow_up_list.example()))
    picture = pages.render(0, 500.0)
    assert picture.width() * picture.height() <= MOST_PIXELS * 1.01
    pages.close()


def test_threads_take_turns() -> None:
    pages = PdfPages(follow_up_list.build(follow_up_list.example()))
    alone = [pages.render(number % 2, 1.0) for number in range(8)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda number: pages.render(number % 2, 1.0), range(8)))
    assert together == alone
    pages.close()
    assert pages.render(0, 1.0).isNull()
    pages.close()
