"""Tills that begin their tickets anew each year: asked for, a number counts together with its year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.services import purchases
from crm_desktop.services.imports_purchases import PurchaseOptions
from tests.services import till
from tests.services.till import HEAD, bring, counts

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.services.shop import Shop

YEARLY = PurchaseOptions(yearly=True)
TWO_YEARS = HEAD + (
    "0001;03/01/2025;10:00;;Taza;1;5,00;5,00\n"
    "0002;04/01/2025;10:00;;Plato;1;7,00;7,00\n"
    "0001;02/01/2026;10:00;;Taza;2;5,00;10,00\n"
    "0001;02/01/2026;10:00;;Plato;1;7,00;7,00\n"
    "0001;03/01/2025;10:00;;Vaso;1;2,00;2,00\n"
)


def test_a_number_of_each_year_is_a_ticket_of_its_own_and_comes_in_once(shop: Shop, tmp_path: Path) -> None:
    assert counts(bring(shop, tmp_path, TWO_YEARS, YEARLY)) == (3, 2, 0, 0)
    assert sorted(till.purchases(shop)) == [
        ("2025/0001", "sale", "2025-01-03", 700, None),
        ("2025/0002", "sale", "2025-01-04", 700, None),
        ("2026/0001", "sale", "2026-01-02", 1_700, None),
    ]
    assert counts(bring(shop, tmp_path, TWO_YEARS, YEARLY)) == (0, 0, 5, 0)


def test_a_return_finds_its_sale_of_the_same_year(shop: Shop, tmp_path: Path) -> None:
    bring(shop, tmp_path, TWO_YEARS, YEARLY)
    back = HEAD + "0001;09/01/2026;11:00;;Plato;-1;7,00;-7,00\n"
    assert counts(bring(shop, tmp_path, back, YEARLY))[0] == 1
    assert purchases.by_ticket(shop, "2026/0001").returned_cents == 700
    assert purchases.by_ticket(shop, "2025/0001").returned_cents == 0


def test_without_being_asked_the_same_number_is_refused_and_the_way_out_is_said(
    shop: Shop, tmp_path: Path
) -> None:
    report = bring(shop, tmp_path, TWO_YEARS)
    assert counts(report) == (2, 1, 0, 2)
    assert all("begins its tickets anew each year" in found.reason for found in report.rejections)
    later = bring(shop, tmp_path, HEAD + "0002;05/01/2026;10:00;;Plato;1;7,00;7,00\n")
    (found,) = later.rejections
    assert "begins its tickets anew each year" in found.reason
    same_year = bring(shop, tmp_path, HEAD + "0002;05/02/2025;10:00;;Plato;1;7,00;7,00\n")
    (found,) = same_year.rejections
    assert "anew" not in found.reason
