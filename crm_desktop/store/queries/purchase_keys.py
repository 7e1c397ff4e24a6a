"""What the shop has already: tickets, purchases without a ticket, products; for what a till's file tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crm_desktop.store.batches import in_chunks, marks
from crm_desktop.store.engines.base import Connection

_AT_ONCE = 2_000


class StoredLine(NamedTuple):
    """A line of a purchase that the shop has; `name` is the product's where the line has none."""

    id: int
    product_id: int | None
    name: str
    code: str
    quantity_milli: int
    price_cents: int
    total_cents: int
    returned_milli: int


class StoredPurchase(NamedTuple):
    """A purchase that the shop has.

    Attributes:
        at, day: as stored.
        returned_cents: of a sale, what was given back of it.
    """

    id: int
    customer_id: int | None
    at: str
    day: str
    kind: str
    ticket: str
    total_cents: int
    returned_cents: int
    return_of: int | None


_PURCHASE = "id, customer_id, at, day, kind, ticket, total_cents, returned_cents, return_of"


def sales_by_ticket(connection: Connection, tickets: Iterable[str]) -> dict[str, StoredPurchase]:
    """Return the sales that have these tickets."""
    wanted = [ticket for ticket in dict.fromkeys(tickets) if ticket]
    found: dict[str, StoredPurchase] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        rows = connection.execute(
            f"SELECT {_PURCHASE} FROM purchase WHERE ticket IN ({marks(len(some))})"
            " AND ticket <> '' AND kind = 'sale'",
            some,
        )
        for row in rows:
            found[row[5]] = StoredPurchase(*row)
    return found


def of_days(connection: Connection, days: Iterable[str], before: int, kind: str) -> list[StoredPurchase]:
    """Return purchases of these days: sales without a ticket, or returns.

    Args:
        connection: a connection.
        days: ISO 8601, in the shop's zone.
        before: only purchases whose id is smaller.
        kind: "sale" or "return".
    """
    wanted = list(dict.fromkeys(days))
    without = " AND ticket = ''" if kind == "sale" else ""
    found: list[StoredPurchase] = []
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        rows = connection.execute(
            f"SELECT {_PURCHASE} FROM purchase WHERE day IN ({marks(len(some))})"
            f" AND id < ? AND kind = ?{without}",
            [*some, before, kind],
        )
        found += [StoredPurchase(*row) for row in rows]
    return found


def lines_of(connection: Connection, ids: Sequence[int]) -> dict[int, list[StoredLine]]:
    """Return the lines of purchases, by the purchase, in their order."""
    found: dict[int, list[StoredLine]] = {i: [] for i in ids}
    for places, chunk in in_chunks(ids) if ids else ():
        rows = connection.execute(
            "SELECT l.purchase_id, l.id, l.product_id, iif(l.name = '', coalesce(p.name, ''), l.name),"
            " coalesce(p.code, ''), l.quantity_milli, l.price_cents, l.total_cents, l.returned_milli"
            " FROM purchase_line l LEFT JOIN product p ON p.id = l.product_id"
            f" WHERE l.purchase_id IN ({places}) ORDER BY l.purchase_id, l.position, l.id",
            chunk,
        )
        for row in rows:
            found[row[0]].append(StoredLine(*row[1:]))
    return found


def products(connection: Connection) -> list[tuple[int, str, str, int | None]]:
    """Return every product: (id, name, code, price in cents); those that are sold after those put away."""
    rows = connection.execute(
        "SELECT id, name, code, price_cents FROM product ORDER BY archived_at IS NULL, id DESC"
    )
    return [(int(r[0]), r[1], r[2], r[3]) for r in rows]


def names_of(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[str, bool]]:
    """Return of customers the name as lists show it, and whether they are archived."""
    found: dict[int, tuple[str, bool]] = {}
    for places, chunk in in_chunks(ids) if ids else ():
        rows = connection.execute(
            f"SELECT customer_id, name, archived FROM customer_index WHERE customer_id IN ({places})", chunk
        )
        found.update((int(r[0]), (r[1], bool(r[2]))) for r in rows)
    return found
