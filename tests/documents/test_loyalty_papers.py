"""Cards, vouchers, statements, receipts and product sheets: whole and readable; codes are read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import zxingcpp

from crm_desktop.documents import samples
from crm_desktop.documents.kinds import loyalty_card, points_statement, product_card, sale_slip, voucher
from crm_desktop.documents.kinds.loyalty_card import CARD_LAYOUTS, CardFace, CardLayout, LoyaltyCards
from crm_desktop.documents.kinds.points_statement import StatementLine
from crm_desktop.documents.kinds.sale_slip import SlipLine, SlipPaper
from crm_desktop.documents.kinds.voucher import PrintedVoucher, Vouchers
from crm_desktop.shared import i18n
from crm_desktop.shared.errors import InvalidInput
from tests.documents import pdfs

LONG = "María de los Ángeles Fernández de Córdoba y Álvarez de las Asturias"


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.install("en")


def codes(pdf: bytes, page: int = 0, dpi: int = 300) -> list[str]:
    """What a reader that is not ours reads from a page as it is printed."""
    return sorted(found.text for found in zxingcpp.read_barcodes(pdfs.picture(pdf, page, dpi)))


def cards(*faces: CardFace, **given: Any) -> LoyaltyCards:
    return LoyaltyCards(samples.SHOP, faces, samples.MADE_AT, **given)


@pytest.mark.parametrize("layout", CARD_LAYOUTS, ids=lambda layout: layout.code)
@pytest.mark.parametrize("qr", [False, True])
def test_every_card_is_read_by_a_reader(layout: CardLayout, qr: bool) -> None:
    faces = [CardFace("Ángel García", f"A{number:06d}", "Points", "Silver") for number in range(layout.count)]
    pdf = loyalty_card.build(cards(*faces, layout=layout.code, qr=qr))
    assert codes(pdf) == [face.number for face in faces]
    assert int(pdfs.info(pdf)["Pages"]) == 1


def test_a_sheet_that_was_begun_goes_on_where_it_was_left() -> None:
    faces = [CardFace(f"Customer{n}", f"B{n:05d}") for n in range(4)]
    pdf = loyalty_card.build(cards(*faces, first_place=9))
    first, second = pdfs.pages(pdf)
    assert "Customer1" in first
    assert "Customer2" not in first
    assert "Customer3" in second
    with pytest.raises(InvalidInput):
        loyalty_card.build(cards(*faces, first_place=11))
    with pytest.raises(InvalidInput):
        loyalty_card.build(cards(*faces, layout="papyrus"))


@pytest.mark.parametrize("code", [layout.code for layout in CARD_LAYOUTS])
def test_a_long_name_stands_whole_on_its_card(code: str) -> None:
    pdf = loyalty_card.build(cards(CardFace(LONG, "A000001"), layout=code))
    assert LONG.replace(" ", "") in pdfs.joined(pdf)


def test_a_card_number_that_no_bars_can_hold_becomes_a_qr_code() -> None:
    assert codes(loyalty_card.build(cards(CardFace("Ana", "Ñ-000042")))) == ["Ñ-000042"]
    long = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdef"
    assert codes(loyalty_card.build(cards(CardFace("Ana", long)))) == [long]


def test_vouchers_say_what_they_are_worth_for_whom_and_until_when() -> None:
    made = tuple(
        PrintedVoucher(
            f"V2345678{n}X", f"{n + 1},00 €", f"Customer{n}", to_day=date(2026, 12, 31), min_cents=3000
        )
        for n in range(4)
    )
    pdf = voucher.build(Vouchers(samples.SHOP, made, samples.MADE_AT, locale="en_GB"))
    first, second = pdfs.pages(pdf)
    for n in range(3):
        assert f"{n + 1},00 €" in first
        assert f"Customer{n}" in first
    assert "Customer3" in second
    assert "31 December 2026" in second
    assert "€30.00 or more" in second
    assert codes(pdf) == [one.code for one in made[:3]]


def test_the_figures_of_a_statement_end_at_the_margin() -> None:
    content = points_statement.example()
    page = pdfs.picture(points_statement.build(content))
    first = 15 + points_statement.HEADER_HEIGHT + points_statement.SUMMARY_HEIGHT + 16
    assert pdfs.darkness(page, (188, first, 195, first + 20)) > 0.02
    assert pdfs.darkness(page, (120, first, 160, first + 20)) < 0.06  # only the hair lines
    assert pdfs.darkness(page, (196, first, 209, first + 20)) == 0


def test_a_statement_tells_all_that_happened_and_what_is_left() -> None:
    content = points_statement.example()
    many = tuple(StatementLine(date(2026, 9, 1), f"Purchase{n:03d}", 10, n) for n in range(150))
    told = pdfs.text(points_statement.build(replace(content, lines=many, closing=1505)))
    for n in range(150):
        assert told.count(f"Purchase{n:03d}") == 1
    assert "1.505 points" in told
    assert "120 points are lost after" in told


def test_a_debt_is_said_as_such() -> None:
    content = replace(points_statement.example(), closing=-35, expiring=0)
    told = pdfs.text(points_statement.build(content))
    assert "35 points owed" in told
    assert "are lost" not in told


def test_figures_end_at_the_same_edge() -> None:
    """Numbers of different lengths are compared by their right edge."""
    lines = tuple(StatementLine(date(2026, 9, 1), "Sale", points, 1) for points in (1, 1000))
    raw = pdfs.run(
        "pdftotext", points_statement.build(replace(points_statement.example(), lines=lines)), "-bbox"
    )
    edges = [
        float(word.split('xMax="')[1].split('"')[0])
        for word in raw.splitlines()
        if ">+1<" in word or ">+1.000<" in word
    ]
    assert len(edges) == 2
    assert abs(edges[0] - edges[1]) < 0.5


@pytest.mark.parametrize("paper", SlipPaper)
def test_a_receipt_holds_every_line_however_many(paper: SlipPaper) -> None:
    lines = tuple(SlipLine(f"Product{n:03d} with a rather long name", 100 + n) for n in range(120))
    pdf = sale_slip.build(replace(sale_slip.example(), lines=lines, paper=paper))
    told = pdfs.text(pdf)
    for n in range(120):
        assert told.count(f"Product{n:03d}") == 1
    assert "50,60 €" in told
    assert "Tienes 555 puntos." in told
    assert (int(pdfs.info(pdf)["Pages"]) == 1) == (paper is SlipPaper.ROLL)


def test_a_roll_is_as_long_as_what_stands_on_it() -> None:
    short = sale_slip.build(replace(sale_slip.example(), lines=(), off=(), loyalty=()))
    long = sale_slip.build(sale_slip.example())

    def size(pdf: bytes) -> tuple[float, float]:
        width, _by, height, *_rest = pdfs.info(pdf)["Page size"].split()
        return float(width), float(height)

    assert size(short)[0] == size(long)[0] == pytest.approx(80 * 72 / 25.4, abs=0.2)
    assert size(short)[1] < size(long)[1] < 300


def test_a_product_sheet_for_the_customer_says_nothing_of_the_staff() -> None:
    content = product_card.example()
    ours = pdfs.text(product_card.build(content))
    theirs = pdfs.text(product_card.build(replace(content, for_customer=True)))
    assert "For the staff" in ours
    assert "Marta" in ours
    assert "For the staff" not in theirs
    assert "Marta" not in theirs


def test_a_product_sheet_keeps_to_one_page_as_long_as_it_can() -> None:
    content = product_card.example()
    parts = tuple((title, words * 6) for title, words in content.parts)
    assert int(pdfs.info(product_card.build(replace(content, parts=parts)))["Pages"]) == 1
    endless = (("Use", "Word and more words. " * 2_000 + "The end."),)
    pdf = product_card.build(replace(content, parts=endless))
    assert int(pdfs.info(pdf)["Pages"]) > 1
    assert "Theend." in pdfs.joined(pdf)


@pytest.mark.parametrize("awkward", ["<b>&amp;", "=1+1", "'; DROP TABLE", "مرحبا", "🎂 x", "L" * 300])
def test_what_people_write_is_printed_as_text_or_wrapped(awkward: str) -> None:
    loyalty_card.build(cards(CardFace(awkward, "A1", awkward, awkward)))
    voucher.build(
        Vouchers(samples.SHOP, (PrintedVoucher("V1", awkward, awkward, text=awkward),), samples.MADE_AT)
    )
    slip = sale_slip.build(replace(sale_slip.example(), lines=(SlipLine(awkward, 1),), customer=awkward))
    if awkward.isascii():
        assert awkward.replace(" ", "") in pdfs.joined(slip)
