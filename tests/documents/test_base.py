"""Every PDF says what it is, carries its fonts, and keeps the text that was written."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from crm_desktop.documents import signs, style
from crm_desktop.documents.base import About, Document
from crm_desktop.documents.fonts import BUILDING
from crm_desktop.documents.style import TextStyle
from crm_desktop.domain.sheets.geometry import Rect
from crm_desktop.domain.shop import PaperSize
from crm_desktop.shared.paths import resources_dir
from tests.documents import pdfs

MADE_AT = datetime(2026, 11, 21, 9, 5, tzinfo=ZoneInfo("Europe/Madrid"))
ABOUT = About("Título (con) \\ signos", "Tienda <b>&</b> Hijos", "es", MADE_AT)
LINES = (
    "García Muñoz, Ángel · 622 310 775 · 1.234,50 €",
    "Ğülşen Łukasz ŵyn Ħal ơng Ωmega Жук",
    "<b>negrita</b> &amp; (paréntesis) \\ barra",
    "=1+1'; DROP TABLE customer; --",
)


def document(*texts: str, look: TextStyle = style.BODY, about: About = ABOUT) -> bytes:
    with Document(about) as made:
        page = made.new_page()
        y = 30.0
        for text in texts:
            for line in made.wrap(text, look, 170):
                page.text(20, y, line, look)
                y += look.leading
        return made.finish()


def test_title_author_and_time_are_in_the_file() -> None:
    told = pdfs.info(document("x"))
    assert told["Title"] == ABOUT.title
    assert told["Author"] == ABOUT.author
    assert not told.get("Subject")
    assert told["Creator"].startswith("Mostrador")
    assert told["CreationDate"].startswith("Sat Nov 21")
    assert told["Page size"].endswith("(A4)")


def test_language_is_in_the_file() -> None:
    assert b"/Lang (es)" in document("x")


def test_letter_and_lying_sheets() -> None:
    letter = pdfs.info(document("x", about=replace(ABOUT, paper=PaperSize.LETTER)))
    lying = pdfs.info(document("x", about=replace(ABOUT, lying=True)))
    assert "(letter)" in letter["Page size"]
    assert lying["Page size"].startswith("841.89 x 595.276")


def test_same_input_gives_the_same_bytes() -> None:
    assert document(*LINES) == document(*LINES)
    assert document(*LINES) != document(*LINES, about=replace(ABOUT, title="Otro"))


def test_text_is_text_and_user_text_is_no_markup() -> None:
    told = pdfs.text(document(*LINES)) + pdfs.text(document(*LINES, look=style.HEADING))
    for line in LINES:
        assert told.count(line) == 2


def test_letters_that_noto_lacks_are_drawn_and_kept() -> None:
    lines = ("עברית שלום", "ქართული", "Հայերեն", "→☎✓ fin")
    told = pdfs.text(document(*lines))
    for line in lines:
        assert line in told


def test_arabic_is_kept_in_reading_order() -> None:
    told = pdfs.text(document("محمد علي", "لا إله"))
    assert "محمد علي" in told
    assert "لا إله" in told


def test_what_no_font_has_is_a_visible_box_and_kept() -> None:
    made = document("Fiesta 🎉🎉 王小明 Bar")
    assert "Fiesta 🎉🎉 王小明 Bar" in pdfs.text(made)
    image = pdfs.picture(made, dpi=300)
    without = pdfs.picture(document("Fiesta Bar"), dpi=300)
    box = (20.0, 26.0, 60.0, 32.0)
    assert pdfs.darkness(image, box, 300) > pdfs.darkness(without, box, 300) * 1.3


def test_all_fonts_are_embedded_and_none_is_named_besides() -> None:
    found = pdfs.fonts(document("Ángel שלום 🎉"))
    assert {line[0].split("+")[1] for line in found} == {"NotoSans-Regular", "NotoSans-Bold", "DejaVuSans"}
    assert all(line[-5:-2] == ["yes", "yes", "yes"] for line in found)


def test_many_different_letters_need_more_than_one_subset() -> None:
    letters = "".join(map(chr, (*range(0xC0, 0x250), *range(0x391, 0x3CA), *range(0x410, 0x450))))
    letters = letters.replace("\u03a2", "")
    told = pdfs.joined(document(letters))
    assert sorted(told) == sorted("".join(letters.split()))


def test_figures_are_all_of_one_width() -> None:
    with Document(ABOUT) as made:
        made.new_page()
        for look in (style.BODY, style.BODY_BOLD):
            assert len({made.width(figure, look) for figure in "0123456789"}) == 1


def test_stamp_stands_where_it_was_drawn_and_further_down() -> None:
    with Document(ABOUT) as made:
        mark = made.stamp(lambda page: page.fill(Rect(20, 20, 10, 10)))
        for down in (0.0, 100.0):
            made.new_page().use(mark, down)
        pdf = made.finish()
    for number, top in enumerate((20.0, 120.0)):
        image = pdfs.picture(pdf, number)
        assert pdfs.darkness(image, (20.5, top + 0.5, 29.5, top + 9.5)) == 1
        assert pdfs.darkness(image, (20, 60, 40, 110)) == 0


def test_signs_are_shapes() -> None:
    with Document(ABOUT) as made:
        page = made.new_page()
        signs.warning(page, 20, 30, 5)
        signs.no_contact(page, 40, 30, 5)
        pdf = made.finish()
    assert pdfs.text(pdf).strip() == ""
    image = pdfs.picture(pdf)
    assert 0.05 < pdfs.darkness(image, (20, 25, 26, 30)) < 0.6
    assert 0.05 < pdfs.darkness(image, (40, 25, 45, 30)) < 0.6


def test_error_in_a_document_lets_the_next_be_made() -> None:
    from reportlab import rl_config

    before = rl_config.useA85
    with pytest.raises(RuntimeError), Document(ABOUT):
        raise RuntimeError
    assert BUILDING.acquire(blocking=False)
    BUILDING.release()
    assert rl_config.useA85 == before
    assert "x" in pdfs.text(document("x"))


def test_documents_made_at_the_same_time_do_not_mix() -> None:
    wanted = [f"Documento número {number} ñ 🎉 שלום" for number in range(12)]
    alone = [document(text) for text in wanted]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(document, wanted)) == alone


def test_fonts_come_with_their_licences() -> None:
    folder = resources_dir() / "fonts"
    assert "SIL OPEN FONT LICENSE" in (folder / "LICENSE-NotoSans.txt").read_text("utf-8")
    assert "Bitstream" in (folder / "LICENSE-DejaVu.txt").read_text("utf-8")
    assert len(list(folder.glob("*.ttf"))) == 4
