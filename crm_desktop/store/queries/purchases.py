"""Purchases: whole ones, lists of them (ids first), and what a customer bought in sum."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date

from crm_desktop.domain.customers.search_text import query_terms
from crm_desktop.domain.purchases.listing import PurchaseFilter, PurchaseOrder, PurchaseRow, Totals
from crm_desktop.domain.purchases.model import Purchase, PurchaseKind, PurchaseLine, PurchaseSource
from crm_desktop.shared.clock import from_text
from crm_desktop.shared.text import squeeze
from crm_desktop.store.batches import in_chunks
from crm_desktop.store.database import ShopDatabase
from crm_desktop.store.engines.base import Row

_COLUMNS = (
    "id, uid, customer_id, at, day, kind, return_of, ticket, total_cents, currency, returned_cents,"
    " given_back, staff_id, source, notes, created_at"
)
_LINES = (
    "SELECT purchase_id, id, name, quantity_milli, price_cents, discount_cents, total_cents, product_id,"
    " returned_milli, return_of_line FROM purchase_line WHERE purchase_id IN (%s)"
    " ORDER BY purchase_id, position, id"
)
_NAMES = (
    "SELECT purchase_id, name, quantity_milli FROM purchase_line WHERE purchase_id IN (%s)"
    " ORDER BY purchase_id, position, id"
)
_ROW = (
    "SELECT p.id, p.customer_id, coalesce(i.name, ''), p.at, p.day, p.kind, p.ticket, p.total_cents,"
    " p.currency, p.returned_cents, p.given_back, p.staff_id, p.return_of"
    " FROM purchase p LEFT JOIN customer_index i ON i.customer_id = p.customer_id"
)
_ORDER: dict[PurchaseOrder, str] = {
    # In the order of an index; within a day as they were written down.
    PurchaseOrder.DAY: "p.day{d}, p.id{d}",
    PurchaseOrder.CUSTOMER: "(i.name_rank IS NULL), i.name_rank{d}, p.day{d}, p.id{d}",
    PurchaseOrder.TOTAL: "p.total_cents{d}, p.day{d}, p.id{d}",
    PurchaseOrder.TICKET: "(p.ticket = ''), p.ticket{d}, p.id{d}",
}
_TOTALS = (
    "SELECT customer_id, purchases, spent_cents, days, first_day, last_day, rhythm_days, expected_day,"
    " points, debt, tier_id FROM customer_totals WHERE customer_id IN (%s)"
)
_SHOWN_LINES = 3


def load(database: ShopDatabase, wanted: Sequence[int]) -> dict[int, Purchase]:
    """Return whole purchases by their ids; ids that are not there are left out."""
    found: dict[int, Purchase] = {}
    for marks, some in in_chunks(wanted):
        lines: dict[int, list[PurchaseLine]] = {}
        for row in database.read(_LINES % marks, some):
            lines.setdefault(row[0], []).append(_line(row))
        for row in database.read(f"SELECT {_COLUMNS} FROM purchase WHERE id IN ({marks})", some):
            found[row[0]] = _purchase(row, tuple(lines.get(row[0], ())))
    return found


def _line(row: Row) -> PurchaseLine:
    return PurchaseLine(
        id=row[1],
        name=row[2],
        quantity_milli=row[3],
        price_cents=row[4],
        discount_cents=row[5],
        total_cents=row[6],
        product_id=row[7],
        returned_milli=row[8],
        return_of_line=row[9],
    )


def _purchase(row: Row, lines: tuple[PurchaseLine, ...]) -> Purchase:
    return Purchase(
        id=row[0],
        uid=row[1],
        customer_id=row[2],
        at=from_text(row[3]),
        day=date.fromisoformat(row[4]),
        kind=PurchaseKind(row[5]),
        return_of=row[6],
        ticket=row[7],
        total_cents=row[8],
        currency=row[9],
        returned_cents=row[10],
        given_back=bool(row[11]),
        staff_id=row[12],
        source=PurchaseSource(row[13]),
        notes=row[14],
        created_at=from_text(row[15]),
        lines=lines,
    )


def by_ticket(database: ShopDatabase, ticket: str) -> int | None:
    """Return the sale with a ticket's number, or None."""
    row = database.read_one(
        "SELECT id FROM purchase WHERE ticket = ? AND ticket <> '' AND kind = 'sale'", (squeeze(ticket),)
    )
    return int(row[0]) if row else None


def of_customer(database: ShopDatabase, customer_id: int, limit: int) -> list[int]:
    """Return the ids of a customer's newest purchases, newest first."""
    rows = database.read(
        "SELECT id FROM purchase WHERE customer_id = ? ORDER BY day DESC, at DESC, id DESC LIMIT ?",
        (customer_id, limit),
    )
    return [int(r[0]) for r in rows]


def returns_of(database: ShopDatabase, sale_id: int) -> list[Purchase]:
    """Return the returns of a sale, oldest first."""
    found = database.read("SELECT id FROM purchase WHERE return_of = ? ORDER BY id", (sale_id,))
    keys = [int(r[0]) for r in found]
    whole = load(database, keys)
    return [whole[key] for key in keys]


def ids(database: ShopDatabase, wanted: PurchaseFilter) -> array[int]:
    """Return the ids of the purchases that a filter asks for, in its order."""
    conditions: list[str] = []
    values: list[object] = []

    def add(condition: str, *more: object) -> None:
        conditions.append(condition)
        values.extend(more)

    if wanted.first is not None:
        add("p.day >= ?", wanted.first.isoformat())
    if wanted.last is not None:
        add("p.day <= ?", wanted.last.isoformat())
    if wanted.kind is not None:
        add("p.kind = ?", wanted.kind.value)
    if wanted.customer_id is not None:
        add("p.customer_id = ?", wanted.customer_id)
    if wanted.anonymous:
        add("p.customer_id IS NULL")
    if wanted.product_id is not None:
        add("p.id IN (SELECT purchase_id FROM purchase_line WHERE product_id = ?)", wanted.product_id)
    if wanted.staff_id is not None:
        add("p.staff_id = ?", wanted.staff_id)
    typed = squeeze(wanted.text)
    if typed:
        after = typed[:-1] + chr(min(ord(typed[-1]) + 1, 0x10FFFF))
        ticket = "(p.ticket >= ? AND p.ticket < ?)"
        match = query_terms(typed)
        if match:
            add(
                f"({ticket} OR p.customer_id IN (SELECT i.customer_id FROM customer_search"
                " CROSS JOIN customer_index i ON i.name_rank = customer_search.rowid"
                " WHERE customer_search MATCH ?))",
                typed,
                after,
                match,
            )
        else:
            add(ticket, typed, after)
    source = "purchase p"
    if wanted.order is PurchaseOrder.CUSTOMER:
        source += " LEFT JOIN customer_index i ON i.customer_id = p.customer_id"
    where = " WHERE " + " AND ".join(conditions) if conditions else ""
    order = _ORDER[wanted.order].format(d=" DESC" if wanted.descending else "")
    limit = f" LIMIT {int(wanted.limit)}" if wanted.limit else ""
    return database.read_ids(f"SELECT p.id AS id FROM {source}{where} ORDER BY {order}{limit}", values)


def rows(database: ShopDatabase, wanted: Sequence[int]) -> list[PurchaseRow]:
    """Return the rows of one page, in the order of the ids; ids that are gone are left out."""
    found: dict[int, PurchaseRow] = {}
    for marks, some in in_chunks(wanted):
        heads = database.read(f"{_ROW} WHERE p.id IN ({marks})", some)
        found.update((row.id, row) for row in _with_lines(database, heads))
    return [found[i] for i in wanted if i in found]


def newest_rows(database: ShopDatabase, customer_id: int, limit: int) -> list[PurchaseRow]:
    """Return a customer's newest purchases, newest first."""
    heads = database.read(
        f"{_ROW} WHERE p.customer_id = ? ORDER BY p.day DESC, p.at DESC, p.id DESC LIMIT ?",
        (customer_id, limit),
    )
    return _with_lines(database, heads)


def _with_lines(database: ShopDatabase, heads: Sequence[Row]) -> list[PurchaseRow]:
    names: dict[int, list[str]] = {}
    for marks, some in in_chunks([row[0] for row in heads]):
        for row in database.read(_NAMES % marks, some):
            names.setdefault(row[0], []).append(_shown(row[1], abs(row[2])))
    return [_row(row, names.get(row[0], [])) for row in heads]


def _row(row: Row, names: list[str]) -> PurchaseRow:
    return PurchaseRow(
        id=row[0],
        customer_id=row[1],
        customer_name=row[2],
        at=from_text(row[3]),
        day=date.fromisoformat(row[4]),
        kind=PurchaseKind(row[5]),
        ticket=row[6],
        total_cents=row[7],
        currency=row[8],
        returned_cents=row[9],
        given_back=bool(row[10]),
        staff_id=row[11],
        return_of=row[12],
        what=", ".join(names[:_SHOWN_LINES]) + ("…" if len(names) > _SHOWN_LINES else ""),
        lines=len(names),
    )


def _shown(name: str, milli: int) -> str:
    """Return a line as a list shows it; a quantity that is not whole is left out."""
    return f"{milli // 1000} × {name}" if milli % 1000 == 0 and milli > 1000 else name


def totals(database: ShopDatabase, customer_ids: Sequence[int]) -> dict[int, Totals]:
    """Return what customers bought in sum, and their points; ids that are gone are left out."""
    found: dict[int, Totals] = {}
    for marks, some in in_chunks(customer_ids):
        for row in database.read(_TOTALS % marks, some):
            first, last, expected = (date.fromisoformat(t) if t else None for t in (*row[4:6], row[7]))
            purchases, spent, days_bought = row[1:4]
            points, debt, tier_id = row[8:11]
            found[row[0]] = Totals(
                purchases, spent, days_bought, first, last, row[6], expected, points, debt, tier_id
            )
    return found


def days(database: ShopDatabase, customer_id: int) -> list[date]:
    """Return the day of each sale to a customer that was not wholly given back, oldest first."""
    rows_found = database.read(
        "SELECT day FROM purchase WHERE customer_id = ? AND kind = 'sale' AND given_back = 0 ORDER BY day",
        (customer_id,),
    )
    return [date.fromisoformat(r[0]) for r in rows_found]
