"""What is worked out for each customer: list columns, search text, place in the order of names.

It is worked out again in the same transaction for every customer whose rows changed (the journal knows
which), so no write can forget it; `faults` proves it against the rows that it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from crm_desktop.domain.customers.model import ContactKind, Customer
from crm_desktop.domain.customers.names import sort_key
from crm_desktop.domain.customers.search_text import search_text
from crm_desktop.shared.clock import to_text
from crm_desktop.shared.text import fold
from crm_desktop.store import name_ranks
from crm_desktop.store.batches import LARGEST, in_chunks, run_many
from crm_desktop.store.customer_files import in_order, load
from crm_desktop.store.engines.base import Connection, Row

_COLUMNS = (
    "customer_id", "sort_name", "name", "phone", "email", "tags", "tags_key", "town", "town_key",
    "company_key", "card", "birth_key", "staff_id", "archived", "next_follow_up", "last_contact",
    "created_at", "search_text",
)  # fmt: skip
_SORT_NAME, _SEARCH_TEXT = 1, 17  # places in a row; one more where the rank stands in front
_SELECT = f"SELECT name_rank, {', '.join(_COLUMNS)} FROM customer_index WHERE customer_id IN (%s)"
_INSERT = (
    f"INSERT INTO customer_index(name_rank, {', '.join(_COLUMNS)})"
    f" VALUES({', '.join('?' * (len(_COLUMNS) + 1))})"
)
# New names that come in together; from here on moving all names apart is quicker than one gap after another.
_MANY = 500
_PHONES = frozenset({ContactKind.MOBILE, ContactKind.PHONE})
# Customers without a date sort after those with one, whatever the direction: the list puts "" last.
NEVER = ""


class NewRows:
    """Rows that have no place in the order of names yet; many of them wait in a temporary table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: list[Row] = []
        self._spilled = False

    def add_customers(self, customers: Iterable[tuple[int, Customer]]) -> None:
        """Add new customers, by id, that have no follow-ups and no contacts yet."""
        own = _own_names(self._connection)
        self.add([_row(key, customer, NEVER, NEVER, own) for key, customer in customers])

    def add(self, rows: Sequence[Row]) -> None:
        """Add rows without their rank."""
        self._rows += rows
        if len(self._rows) >= LARGEST:
            self._spill()

    def _spill(self) -> None:
        run = self._connection.execute
        if not self._spilled:
            run("DROP TABLE IF EXISTS temp.index_new")
            run(f"CREATE TEMP TABLE index_new AS SELECT {', '.join(_COLUMNS)} FROM customer_index LIMIT 0")
            self._spilled = True
        marks = ", ".join("?" * len(_COLUMNS))
        run_many(self._connection, f"INSERT INTO temp.index_new VALUES({marks})", self._rows)
        self._rows = []

    def write(self) -> None:
        """Give the rows their places and write them."""
        if not self._spilled:
            self._rows.sort(key=lambda r: (r[_SORT_NAME], r[0]))
            ranks = _free_ranks(self._connection, [r[_SORT_NAME] for r in self._rows])
            rows = ((rank, *row) for rank, row in zip(ranks, self._rows, strict=True))
            run_many(self._connection, _INSERT, rows)
            self._rows = []
            return
        self._spill()
        run = self._connection.execute
        order = run("SELECT rowid, sort_name FROM temp.index_new ORDER BY sort_name, customer_id").fetchall()
        ranks = _free_ranks(self._connection, [r[1] for r in order])
        run("DROP TABLE IF EXISTS temp.index_rank")
        run("CREATE TEMP TABLE index_rank(name_rank INTEGER PRIMARY KEY, place INTEGER)")
        pairs = ((rank, r[0]) for rank, r in zip(ranks, order, strict=True))
        run_many(self._connection, "INSERT INTO temp.index_rank VALUES(?, ?)", pairs)
        # One statement, and in order: the search index is many times faster so.
        run(
            f"INSERT INTO customer_index(name_rank, {', '.join(_COLUMNS)})"
            f" SELECT r.name_rank, {', '.join(f'n.{c}' for c in _COLUMNS)}"
            " FROM temp.index_rank r CROSS JOIN temp.index_new n ON n.rowid = r.place ORDER BY r.name_rank"
        )
        run("DROP TABLE temp.index_rank")
        run("DROP TABLE temp.index_new")
        self._spilled = False


def refresh(connection: Connection, ids: Sequence[int]) -> None:
    """Work out again what the lists and the search show of these customers; run it inside a transaction."""
    new = NewRows(connection)
    for start in range(0, len(ids), LARGEST):
        new.add(_refresh_chunk(connection, ids[start : start + LARGEST]))
    new.write()


def _refresh_chunk(connection: Connection, ids: Sequence[int]) -> list[Row]:
    """Bring the rows up to date that keep their place; return those that need a new one, and are gone now."""
    wanted = expected(connection, ids)
    found = _found(connection, ids)
    gone = [r[0] for key, r in found.items() if key not in wanted]
    placed: list[Row] = []
    new: list[Row] = []
    for key, row in wanted.items():
        old = found.get(key)
        if old is None:
            new.append(row)
        elif old[_SORT_NAME + 1] != row[_SORT_NAME]:
            gone.append(old[0])
            new.append(row)
        elif old[_SEARCH_TEXT + 1] != row[_SEARCH_TEXT]:
            gone.append(old[0])
            placed.append((old[0], *row))
        elif old[1:] != row:
            _update(connection, old, row)
    for marks, ranks in in_chunks(sorted(gone)):
        connection.execute(f"DELETE FROM customer_index WHERE name_rank IN ({marks})", ranks)
    run_many(connection, _INSERT, sorted(placed, key=lambda r: r[0]))
    return new


def _found(connection: Connection, ids: Sequence[int]) -> dict[int, Row]:
    """Return the rows that are there, each with its rank in front."""
    return {
        r[1]: r
        for marks, some in in_chunks(ids)
        for r in connection.execute(_SELECT % marks, some).fetchall()
    }


def _update(connection: Connection, old: Row, row: Row) -> None:
    """Write the columns that differ, so that only their indices are touched."""
    differs = [i for i, value in enumerate(row) if value != old[i + 1]]
    pairs = ", ".join(f"{_COLUMNS[i]} = ?" for i in differs)
    connection.execute(
        f"UPDATE customer_index SET {pairs} WHERE name_rank = ?", [*(row[i] for i in differs), old[0]]
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
