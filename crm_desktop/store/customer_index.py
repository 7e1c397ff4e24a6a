"""What is worked out for each customer: list columns, search text, place in the order of names.

It is worked out again in the same transaction for every customer whose rows changed (the journal knows
which), so no write can forget it; `faults` proves it against the rows that it comes from.
"""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.domain.customers.model import ContactKind, Customer
from crm_desktop.domain.customers.names import sort_key
from crm_desktop.domain.customers.search_text import search_text
from crm_desktop.shared.clock import to_text
from crm_desktop.shared.text import fold
from crm_desktop.store import name_ranks
from crm_desktop.store.engines.base import Connection, Row
from crm_desktop.store.queries.customers import load

_CHUNK = 10_000
# New names that come in together; from here on moving all names apart is quicker than one gap after another.
_MANY = 500
_COLUMNS = (
    "customer_id", "sort_name", "name", "phone", "email", "tags", "town", "town_key", "company_key", "card",
    "birth_key", "staff_id", "archived", "next_follow_up", "last_contact", "created_at", "search_text",
)  # fmt: skip
_SELECT = f"SELECT name_rank, {', '.join(_COLUMNS)} FROM customer_index WHERE customer_id IN (%s)"
_INSERT = (
    f"INSERT INTO customer_index(name_rank, {', '.join(_COLUMNS)})"
    f" VALUES({', '.join('?' * (len(_COLUMNS) + 1))})"
)
_UPDATE = f"UPDATE customer_index SET {', '.join(f'{c} = ?' for c in _COLUMNS[1:])} WHERE name_rank = ?"
_DELETE = "DELETE FROM customer_index WHERE customer_id = ?"
_PHONES = frozenset({ContactKind.MOBILE, ContactKind.PHONE})
# Customers without a date sort after those with one, whatever the direction: the list puts "" last.
NEVER = ""


def refresh(connection: Connection, ids: Sequence[int]) -> None:
    """Work out again what the lists and the search show of these customers; run it inside a transaction."""
    for start in range(0, len(ids), _CHUNK):
        _refresh_chunk(connection, ids[start : start + _CHUNK])


def _refresh_chunk(connection: Connection, ids: Sequence[int]) -> None:
    marks = ",".join("?" * len(ids))
    wanted = expected(connection, ids)
    found: dict[int, Row] = {r[1]: r for r in connection.execute(_SELECT % marks, ids)}
    gone = [(i,) for i in ids if i in found and (i not in wanted or wanted[i][1] != found[i][2])]
    if gone:
        connection.executemany(_DELETE, gone)
    new: list[Row] = []
    changed: list[Row] = []
    for key, row in wanted.items():
        old = found.get(key)
        if old is None or old[2] != row[1]:
            new.append(row)
        elif old[1:] != row:
            changed.append((*row[1:], old[0]))
    if changed:
        connection.executemany(_UPDATE, changed)
    if new:
        new.sort(key=lambda r: (r[1], r[0]))
        names = [r[1] for r in new]
        connection.executemany(
            _INSERT,
            ((rank, *row) for rank, row in zip(_free_ranks(connection, names), new, strict=True)),
        )


def _free_ranks(connection: Connection, names: Sequence[str]) -> list[int]:
    while True:
        try:
            return name_ranks.ranks_for(connection, names)
        except name_ranks.GapUsedUp as full:
            if len(names) < _MANY:
                name_ranks.make_room(connection, full)
            else:
                name_ranks.spread(connection)


def expected(connection: Connection, ids: Sequence[int]) -> dict[int, Row]:
    """Return the index rows, without their rank, that these customers ought to have."""
    marks = ",".join("?" * len(ids))
    next_follow_up: dict[int, str] = dict(
        connection.execute(
            "SELECT customer_id, min(due_date) FROM reminder"
            f" WHERE customer_id IN ({marks}) AND state = 'open' GROUP BY customer_id",
            ids,
        ).fetchall()
    )
    last_contact: dict[int, str] = dict(
        connection.execute(
            f"SELECT customer_id, max(at) FROM interaction WHERE customer_id IN ({marks}) "
            " GROUP BY customer_id",
            ids,
        ).fetchall()
    )
    own_names: dict[int, str] = dict(
        connection.execute("SELECT id, name FROM own_field WHERE removed_at IS NULL").fetchall()
    )
    return {
        key: _row(customer, next_follow_up.get(key, NEVER), last_contact.get(key, NEVER), own_names)
        for key, customer in load(connection, ids).items()
    }


def _row(customer: Customer, next_follow_up: str, last_contact: str, own_names: dict[int, str]) -> Row:
    phone = email = ""
    for point in customer.contacts:
        if point.kind in _PHONES:
            phone = phone or point.value
        elif point.kind is ContactKind.EMAIL:
            email = email or point.value
    if customer.created_at is None:
        raise ValueError("a customer is stored with the instant at which the file was made")
    return (
        customer.id,
        sort_key(customer),
        customer.list_name,
        phone,
        email,
        ", ".join(customer.tags),
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
        search_text(customer, [value for field, value in customer.own if field in own_names]),
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
        found: dict[int, Row] = {
            r[1]: r[1:] for r in connection.execute(_SELECT % ",".join("?" * len(ids)), ids)
        }
        wrong += [
            f"customer_index {key}" for key, row in expected(connection, ids).items() if found.get(key) != row
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
