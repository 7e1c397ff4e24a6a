"""Past sales as the simulator reads them."""

from __future__ import annotations

from collections.abc import Iterable

from crm_desktop.domain.loyalty.earning import BoughtLine
from crm_desktop.store.database import ShopDatabase

_PERIOD = "p.kind = 'sale' AND p.given_back = 0 AND p.day BETWEEN ? AND ?"


def sales(database: ShopDatabase, first: str, last: str) -> Iterable[tuple[int, str, int, int]]:
    """Return (customer or 0, day, cents that stayed, purchase) of a period's sales, by customer and day."""
    return database.read(
        "SELECT coalesce(p.customer_id, 0), p.day, p.total_cents - p.returned_cents, p.id FROM purchase p"
        f" WHERE {_PERIOD} ORDER BY p.customer_id, p.day, p.id",
        (first, last),
    )


def lines(database: ShopDatabase, first: str, last: str) -> dict[int, list[BoughtLine]]:
    """Return the lines of the sales of a period that are of a product: purchase -> lines that stayed."""
    found: dict[int, list[BoughtLine]] = {}
    for purchase, product, category, quantity, returned, total in database.read(
        "SELECT l.purchase_id, l.product_id, d.category, l.quantity_milli, l.returned_milli, l.total_cents"
        " FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id JOIN product d ON d.id = l.product_id"
        f" WHERE {_PERIOD} AND l.quantity_milli > l.returned_milli",
        (first, last),
    ):
        stayed = quantity - returned
        line = BoughtLine(product, category, stayed, total * stayed // quantity)
        found.setdefault(purchase, []).append(line)
    return found


def births(database: ShopDatabase) -> dict[int, str]:
    """Return the birth dates of all customers that have one."""
    return {int(r[0]): str(r[1]) for r in database.read("SELECT id, birth FROM customer WHERE birth <> ''")}


def recommended(database: ShopDatabase, first: str, last: str) -> set[int]:
    """Return customers who were recommended and bought for the first time in a period."""
    rows = database.read(
        "SELECT t.customer_id FROM customer_totals t JOIN (SELECT customer_id AS who FROM relation"
        " WHERE kind = 'recommended_by' UNION SELECT other_id FROM relation WHERE kind = 'recommended') r"
        " ON r.who = t.customer_id WHERE t.first_day BETWEEN ? AND ?",
        (first, last),
    )
    return {int(r[0]) for r in rows}
