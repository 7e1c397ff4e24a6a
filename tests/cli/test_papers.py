"""The papers of sales and loyalty from the command line: a whole PDF, or one sentence and no file."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.cli import run
from crm_desktop.domain.loyalty.vouchers import VoucherOffer
from crm_desktop.domain.products.model import KnowledgeCard, Product
from crm_desktop.domain.purchases.model import PurchaseLine, Sale
from crm_desktop.services import (
    customers,
    loyalty_presets,
    products,
    purchases,
    settings,
    vouchers,
)
from tests.documents import pdfs
from tests.factories import a_customer, a_profile, a_shop

Said = pytest.CaptureFixture[str]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A shop with a program, a product, Ana with a card, a sale and a voucher."""
    folder = tmp_path / "shop"
    with closing(a_shop(folder)) as made:
        settings.save_profile(made, a_profile(language="en"))
        ana = customers.save_customer(made, a_customer(given_name="Ana", card="A-0042")).value
        customers.save_customer(made, a_customer(given_name="Eva", contacts=()))
        loyalty_presets.install(made, loyalty_presets.points(made))
        products.save(made, Product("Cafetera", code="8400001", card=KnowledgeCard(what="Hace café")))
        line = PurchaseLine("Taza", price_cents=1_250, total_cents=1_250)
        purchases.sell(made, Sale(ana, lines=(line,), ticket="T-1"))
        vouchers.issue(made, [ana], VoucherOffer(value_cents=500))
    return folder


def printed(shop: Path, capsys: Said, *arguments: str) -> str:
    """What stands on the paper that a command made."""
    target = shop.parent / "paper.pdf"
    status = run(["--data", str(shop), "print", *arguments, "--output", str(target)])
    said = capsys.readouterr()
    assert (status, said.err) == (0, "")
    assert str(target) in said.out
    return pdfs.text(target.read_bytes())


def refused(shop: Path, capsys: Said, *arguments: str) -> str:
    """The sentence of a command that made nothing."""
    target = shop.parent / "paper.pdf"
    status = run(["--data", str(shop), "print", *arguments, "--output", str(target)])
    said = capsys.readouterr()
    assert (status, said.out) == (1, "")
    assert not target.exists()
    return said.err.strip()


def test_a_receipt_is_printed_by_its_ticket(shop: Path, capsys: Said) -> None:
    told = printed(shop, capsys, "receipt", "T-1", "--paper", "a6")
    assert "Taza" in told
    assert "12.50" in told or "12,50" in told


def test_a_product_sheet_is_printed_by_name_or_code(shop: Path, capsys: Said) -> None:
    for name in ("8400001", "cafet"):
        assert "Hace café" in printed(shop, capsys, "product-sheet", name)


def test_a_product_that_is_not_there_is_named(shop: Path, capsys: Said) -> None:
    assert "Molinillo" in refused(shop, capsys, "product-sheet", "Molinillo")


def test_cards_are_printed_by_number_or_for_a_segment(shop: Path, capsys: Said) -> None:
    assert "A-0042" in printed(shop, capsys, "loyalty-cards", "--card", "a0042")
    told = printed(shop, capsys, "loyalty-cards", "--segment", "One-time customers", "--layout", "card")
    assert "Ana García Muñoz" in told


def test_nobody_with_a_card_is_said(shop: Path, capsys: Said) -> None:
    assert refused(shop, capsys, "loyalty-cards", "--segment", "Prospects")


def test_vouchers_are_printed_by_their_codes(shop: Path, capsys: Said) -> None:
    from crm_desktop.domain.loyalty.vouchers import VoucherFilter

    with closing(a_shop(shop)) as made:
        code = vouchers.rows(made, vouchers.list_ids(made, VoucherFilter()))[0].code
    assert code in printed(shop, capsys, "vouchers", code)


def test_a_statement_tells_the_points(shop: Path, capsys: Said) -> None:
    told = printed(shop, capsys, "statement", "--card", "A-0042")
    assert "12 points" in told
    assert "T-1" in told
    days = ("--from", "1/1/2020", "--until", "31/12/9999")
    assert "T-1" in printed(shop, capsys, "statement", "--card", "A-0042", *days)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("receipt", "T-404"), "T-404"),
        (("vouchers", "V23456789"), "V23456789"),
        (("statement", "--card", "Z-9"), "Z-9"),
        (("statement", "--card", "A-0042", "--program", "Sellos"), "program"),
        (("statement", "--card", "A-0042", "--from", ""), "not a date"),
        (("follow-up-list", "--date", ""), "not a date"),
        (("loyalty-cards", "--segment", "Nobody"), "Nobody"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(
    shop: Path, capsys: Said, arguments: tuple[str, ...], named: str
) -> None:
    assert named in refused(shop, capsys, *arguments)


def test_letters_are_printed_for_cards_or_a_segment_with_a_text_of_ones_own(
    shop: Path, capsys: Said, tmp_path: Path
) -> None:
    text = tmp_path / "carta.txt"
    text.write_text("{full name}: come and see us", "utf-8")
    told = printed(shop, capsys, "letters", "--card", "a0042", "--text", str(text))
    assert ": come and see us" in told
    (shop.parent / "paper.pdf").unlink()
    text.write_text("{nobody}", "utf-8")
    assert "{nobody}" in refused(shop, capsys, "letters", "--card", "a0042", "--text", str(text))
    missing = refused(shop, capsys, "letters", "--card", "a0042", "--text", str(tmp_path / "none.txt"))
    assert "none.txt" in missing
