"""What is worked out for each customer: list columns, search text, place in the order of names.

It is worked out again in the same transaction for every customer whose rows changed (the journal knows
which), so no write can forget it; `faults` proves it against the rows that it comes from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crm_desktop.domain.customers.model import ContactKind, Customer
from crm_desktop.domain.customers.names import sort_key
from crm_desktop.domain.customers.search_text import search_text
from crm_desktop.shared.clock import to_text
from crm_desktop.shared.text import fold
from crm_desktop.store.batches import LARGEST, in_chunks
from crm_desktop.store.customer_files import in_order, load
from crm_desktop.store.engines.base import Connection, Row
from crm_desktop.store.index_rows import COLUMNS, SORT_NAME, IndexRows

_SELECT = f"SELECT name_rank, {', '.join(COLUMNS)} FROM customer_index WHERE customer_id IN (%s)"
_PHONES = frozenset({ContactKind.MOBILE, ContactKind.PHONE})
# Customers without a date sort after those with one, whatever the direction: the list puts "" last.
NEVER = ""


def refresh(connection: Connection, ids: Sequence[int], rows: IndexRows | None = None) -> None:
    """Work out again what the lists and the search show of these customers; run it inside a transaction.

    Args:
        connection: the writer's.
        ids: of the customers, each once.
        rows: what was gathered before, to be written too.
    """
    if rows is not None:
        rows.write()
    rows = rows or IndexRows(connection)
    for start in range(0, len(ids), LARGEST):
        _gather(connection, ids[start : start + LARGEST], rows)
    rows.write()


def add_new(rows: IndexRows, connection: Connection, customers: Sequence[tuple[int, Customer]]) -> None:
    """Gather the rows of new customers, by id, that have no follow-ups and no contacts yet."""
    own = _own_names(connection) if any(customer.own for _key, customer in customers) else {}
    rows.add([_row(key, customer, NEVER, NEVER, own) for key, customer in customers])


def _gather(connection: Connection, ids: Sequence[int], rows: IndexRows) -> None:
    wanted = expected(connection, ids)
    found = _found(connection, ids)
    for key, old in found.items():
        if key not in wanted:
            rows.drop(old[0])
    new: list[Row] = []
    for key, row in wanted.items():
        known = found.get(key)
        if known is None:
            new.append(row)
        elif known[SORT_NAME + 1] != row[SORT_NAME]:
            rows.drop(known[0])
            new.append(row)
        elif known[1:] != row:
            rows.change(known, row)
    rows.add(new)


def _found(connection: Connection, ids: Sequence[int]) -> dict[int, Row]:
    """Return the rows that are there, each with its rank in front."""
    return {
        r[1]: r
        for marks, some in in_chunks(ids)
        for r in connection.execute(_SELECT % marks, some).fetchall()
    }


def expected(connection: Connection, ids: Sequence[int]) -> dict[int, Row]:
    """Return the index rows, without their rank, that these customers ought to have."""
    next_follow_up: dict[int, str] = {}
    last_contact: dict[int, str] = {}
    for marks, some in in_chunks(ids):
        next_follow_up.update(
            connection.execute(
                "SELECT customer_id, min(due_date) FROM reminder"
                f" WHERE customer_id IN ({marks}) AND state = 'open' GROUP BY customer_id",
                some,
            ).fetchall()
        )
        last_contact.update(
            connection.execute(
                f"SELECT customer_id, max(at) FROM interaction WHERE customer_id IN ({marks})"
                " GROUP BY customer_id",
                some,
            ).fetchall()
        )
    own = _own_names(connection)
    return {
        key: _row(key, customer, next_follow_up.get(key, NEVER), last_contact.get(key, NEVER), own)
        for key, customer in load(connection, ids).items()
    }


def _own_names(connection: Connection) -> dict[int, str]:
    return dict(connection.execute("SELECT id, name FROM own_field WHERE removed_at IS NULL").fetchall())


def _row(
    key: int, customer: Customer, next_follow_up: str, last_contact: str, own_names: dict[int, str]
) -> Row:
    phone = email = ""
    for point in customer.contacts:
        if point.kind in _PHONES:
            phone = phone or point.value
        elif point.kind is ContactKind.EMAIL:
            email = email or point.value
    ordered = in_order(customer.tags)
    if ordered != customer.tags:
        customer = replace(customer, tags=ordered)
    tags = ", ".join(ordered)
    own = [value for field, value in sorted(customer.own) if field in own_names]
    if customer.created_at is None:
        raise ValueError("a customer is stored with the instant at which the file was made")
    return (
        key,
        sort_key(customer),
        customer.list_name,
        phone,
        email,
        tags,
        fold(tags),
        customer.town,
        fold(customer.town),
        fold(customer.company),
        customer.card,
        customer.birth[-5:],
        customer.staff_id,
        int(customer.archived_at is not None),
        next_follow_up,
        last_contact,
        to_text(customer.created_at),
        search_text(customer, own),
    )


def faults(connection: Connection, limit: int = 20) -> list[str]:
    """Return where the index differs from the rows that it is worked out from; [] when it does not."""
    wrong: list[str] = []
    last = 0
    while len(wrong) < limit:
        ids = [
            r[0]
            for r in connection.execute(
                "SELECT id FROM customer WHERE id > ? ORDER BY id LIMIT 5000", (last,)
            ).fetchall()
        ]
        if not ids:
            break
        last = ids[-1]
        found = _found(connection, ids)
        wrong += [
            f"customer_index {key}"
            for key, row in expected(connection, ids).items()
            if key not in found or found[key][1:] != row
        ]
    strays = connection.execute(
        "SELECT customer_id FROM customer_index WHERE customer_id NOT IN (SELECT id FROM customer) LIMIT 5"
    ).fetchall()
    wrong += [f"customer_index {r[0]} (stray)" for r in strays]
    disorder = connection.execute(
        "SELECT count(*) FROM (SELECT sort_name < lag(sort_name) OVER (ORDER BY name_rank) AS wrong"
        " FROM customer_index)"
        " WHERE wrong"
    ).fetchone()
    if disorder and disorder[0]:
        wrong.append(f"customer_index: {disorder[0]} names out of order")
    indexed = connection.execute("SELECT count(*) FROM customer_search").fetchone()
    listed = connection.execute("SELECT count(*) FROM customer_index").fetchone()
    if indexed != listed:
        wrong.append(f"customer_search {indexed} <> {listed}")
    return wrong[:limit]
