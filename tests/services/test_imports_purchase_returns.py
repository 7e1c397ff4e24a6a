"""What a till's file says was given back."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.services import customers
from crm_desktop.services.shop import Shop
from tests.factories import a_customer, a_mobile, an_email
from tests.services.till import HEAD, bring, counts, totals


@pytest.fixture
def ana(shop: Shop) -> int:
    customer = a_customer(
        given_name="Ana", card="1007", tax_id="12345678Z", contacts=(a_mobile(), an_email("ana@example.com"))
    )
    return customers.save_customer(shop, customer).value


# ---- returns


SALE = HEAD + "T-1;02/03/2026;10:30;1007;Olla;2;30;60\nT-1;02/03/2026;10:30;1007;Taza;1;5;5\n"


def returned(shop: Shop) -> list[tuple[object, ...]]:
    return shop.db.read(
        "SELECT r.day, r.total_cents, s.ticket, s.returned_cents, s.given_back, r.customer_id FROM purchase r"
        " LEFT JOIN purchase s ON s.id = r.return_of WHERE r.kind = 'return' ORDER BY r.id"
    )


def test_a_negative_row_with_the_same_ticket_gives_it_back(shop: Shop, ana: int, tmp_path: Path) -> None:
    bring(shop, tmp_path, SALE)
    report = bring(shop, tmp_path, HEAD + "T-1;05/03/2026;;1007;Olla;-1;30;-30\n")
    assert counts(report) == (1, 0, 0, 0)
    assert returned(shop) == [("2026-03-05", -3000, "T-1", 3000, 0, ana)]
    assert totals(shop, ana) == (1, 3500, "2026-03-02", "2026-03-02")


def test_a_return_names_its_ticket_in_a_column_of_its_own(shop: Shop, ana: int, tmp_path: Path) -> None:
    head = "Ticket;Fecha;Tarjeta;Producto;Cantidad;Importe;Ticket original\n"
    text = (
        head
        + "D-1;05/03/2026;1007;Olla;-2;-60;T-1\nD-1;05/03/2026;1007;Taza;-1;-5;T-1\n"
        + "T-1;02/03/2026;1007;Olla;2;60;\nT-1;02/03/2026;1007;Taza;1;5;\n"
    )
    assert counts(bring(shop, tmp_path, text)) == (2, 2, 0, 0)
    assert returned(shop) == [("2026-03-05", -6500, "T-1", 6500, 1, ana)]
    assert totals(shop, ana) == (0, 0, "", "")
    assert counts(bring(shop, tmp_path, text)) == (0, 0, 4, 0)


def test_no_more_comes_back_than_was_sold(shop: Shop, ana: int, tmp_path: Path) -> None:
    bring(shop, tmp_path, SALE)
    report = bring(
        shop,
        tmp_path,
        HEAD + "T-1;05/03/2026;;1007;Olla;-3;20;-60\nT-1;06/03/2026;;1007;Plato;-1;2;-2\n",
    )
    assert counts(report) == (0, 0, 0, 2)
    assert returned(shop) == []


def test_what_is_exchanged_may_be_of_an_earlier_ticket(shop: Shop, ana: int, tmp_path: Path) -> None:
    text = SALE + "T-1;02/03/2026;10:30;1007;Plato;-1;2;-2\n"
    assert counts(bring(shop, tmp_path, text)) == (2, 1, 0, 0)
    assert returned(shop) == [("2026-03-02", -200, None, None, None, ana)]
    assert totals(shop, ana) == (1, 6300, "2026-03-02", "2026-03-02")
    assert counts(bring(shop, tmp_path, text)) == (0, 0, 3, 0)


def test_a_return_of_nobody_knows_what_stands_by_itself(shop: Shop, ana: int, tmp_path: Path) -> None:
    report = bring(shop, tmp_path, HEAD + "D-7;05/03/2026;;1007;Olla;-1;30;-30\n")
    assert counts(report) == (1, 0, 0, 0)
    assert returned(shop) == [("2026-03-05", -3000, None, None, None, ana)]
    assert totals(shop, ana) == (0, -3000, "", "")
