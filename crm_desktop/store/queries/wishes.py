"""Orders and wishes: lists of them (ids first), who waits for what, and what is asked for most."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from crm_desktop.domain.products.wishes import (
    AskedFor,
    Wish,
    WishFilter,
    WishKind,
    WishOrder,
    WishRow,
    WishState,
)
from crm_desktop.shared.clock import from_text
from crm_desktop.shared.text import fold, words
from crm_desktop.store.batches import in_chunks
from crm_desktop.store.database import ShopDatabase
from crm_desktop.store.engines.base import Row

_COLUMNS = (
    "id, customer_id, what, product_id, kind, quantity_milli, state, created_at, arrived_at, closed_at,"
    " reminder_id, staff_id, notes"
)
_FROM = (
    " FROM wish w JOIN customer_index i ON i.customer_id = w.customer_id"
    " LEFT JOIN product p ON p.id = w.product_id"
)
_ORDER: dict[WishOrder, str] = {
    WishOrder.CREATED: "",
    WishOrder.CUSTOMER: "i.name_rank{d}, ",
    WishOrder.WHAT: "",
    WishOrder.STATE: "w.state{d}, ",
}
_ROW = (
    "SELECT w.id, w.customer_id, i.name, i.phone, w.product_id, p.name, w.what, w.kind, w.quantity_milli,"
    " w.state, w.created_at, w.arrived_at, w.reminder_id, w.notes, c.do_not_contact"
    f"{_FROM} JOIN customer c ON c.id = w.customer_id WHERE w.id IN (%s)"
)


def load(database: ShopDatabase, wanted: Sequence[int]) -> dict[int, Wish]:
    """Return whole wishes by their ids; ids that are not there are left out."""
    found: dict[int, Wish] = {}
    for marks, some in in_chunks(wanted):
        for row in database.read(f"SELECT {_COLUMNS} FROM wish WHERE id IN ({marks})", some):
            found[row[0]] = _wish(row)
    return found


def _wish(row: Row) -> Wish:
    created, arrived, closed = (from_text(t) if t else None for t in row[7:10])
    return Wish(
        id=row[0],
        customer_id=row[1],
        what=row[2],
        product_id=row[3],
        kind=WishKind(row[4]),
        quantity_milli=row[5],
        state=WishState(row[6]),
        created_at=created,
        arrived_at=arrived,
        closed_at=closed,
        reminder_id=row[10],
        staff_id=row[11],
        notes=row[12],
    )


def waiting_for(database: ShopDatabase, product_id: int) -> list[int]:
    """Return the wishes of all who wait for a product, the first who asked first."""
    rows_found = database.read(
        "SELECT id FROM wish WHERE product_id = ? AND state = 'waiting' ORDER BY created_at, id",
        (product_id,),
    )
    return [int(r[0]) for r in rows_found]


def newest_of(database: ShopDatabase, customer_id: int, limit: int) -> list[int]:
    """Return the ids of a customer's newest wishes, newest first."""
    rows_found = database.read(
        "SELECT id FROM wish WHERE customer_id = ? ORDER BY created_at DESC, id DESC LIMIT ?",
        (customer_id, limit),
    )
    return [int(r[0]) for r in rows_found]


def ids(database: ShopDatabase, wanted: WishFilter) -> array[int]:
    """Return the ids of the wishes that a filter asks for, in its order; archived customers' are left out."""
    conditions, values = ["1"], list[object]()
    for column, value in (
        ("w.state", wanted.state.value if wanted.state else None),
        ("w.kind", wanted.kind.value if wanted.kind else None),
        ("w.product_id", wanted.product_id),
        ("w.customer_id", wanted.customer_id),
    ):
        if value is not None:
            conditions.append(f"{column} = ?")
            values.append(value)
    if wanted.customer_id is None:
        conditions.append("i.archived = 0")
    down = " DESC" if wanted.descending else ""
    order = _ORDER[wanted.order].format(d=down)
    searched = words(wanted.text)
    by_words = wanted.order is WishOrder.WHAT
    columns = "w.id, p.name, w.what, i.name" if searched or by_words else "w.id"
    found = database.read(
        f"SELECT {columns}{_FROM} WHERE {' AND '.join(conditions)}"
        f" ORDER BY {order}w.created_at{down}, w.id{down}",
        values,
    )
    if by_words:  # accents count for nothing, which SQL does not know
        found.sort(key=lambda r: fold(f"{r[1] or r[2]} {r[2]}"), reverse=wanted.descending)
    kept = (r for r in found if all(word in fold(" ".join(t or "" for t in r[1:])) for word in searched))
    return array("q", (r[0] for r in kept))


def rows(database: ShopDatabase, wanted: Sequence[int]) -> list[WishRow]:
    """Return the rows of one page, in the order of the ids; ids that are gone are left out."""
    found: dict[int, WishRow] = {}
    for marks, some in in_chunks(wanted):
        for r in database.read(_ROW % marks, some):
            found[r[0]] = WishRow(
                id=r[0],
                customer_id=r[1],
                customer_name=r[2],
                phone=r[3],
                product_id=r[4],
                what=": ".join(part for part in (r[5], r[6]) if part),
                kind=WishKind(r[7]),
                quantity_milli=r[8],
                state=WishState(r[9]),
                created_at=from_text(r[10]),
                arrived_at=from_text(r[11]) if r[11] else None,
                reminder_id=r[12],
                notes=r[13],
                do_not_contact=r[14],
            )
    return [found[i] for i in wanted if i in found]


def asked_for(database: ShopDatabase) -> list[AskedFor]:
    """Return what was asked for, the most frequent first; accents and case make no difference."""
    groups: dict[tuple[int | None, str], list[Row]] = {}
    for row in database.read(
        "SELECT w.product_id, coalesce(p.name, w.what), w.state, count(*), max(w.created_at) FROM wish w"
        " LEFT JOIN product p ON p.id = w.product_id GROUP BY 1, 2, 3 ORDER BY 4 DESC"
    ):
        groups.setdefault((row[0], "" if row[0] else " ".join(words(row[1]))), []).append(row)
    found = []
    for (product_id, _words), several in groups.items():
        by_state = dict.fromkeys(WishState, 0)
        for row in several:
            by_state[WishState(row[2])] += row[3]
        found.append(
            AskedFor(
                product_id,
                several[0][1],
                sum(by_state.values()),
                by_state[WishState.WAITING],
                by_state[WishState.SOLD],
                by_state[WishState.CANCELLED],
                max(from_text(row[4]) for row in several),
            )
        )
    return sorted(found, key=lambda a: (-a.asked, fold(a.what)))
