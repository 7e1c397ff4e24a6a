"""Rows of `customer_index` on their way into it: deleted, put back in their place, or given a new one.

The search index takes a flush for each statement and likes its rows in order (measured: a hundred thousand
rows one by one take four times as long). So what changes is gathered first, many rows in temporary tables,
and then written with one statement each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from crm_desktop.store import name_ranks
from crm_desktop.store.batches import LARGEST, in_chunks, run_many
from crm_desktop.store.engines.base import Connection, Row

COLUMNS = (
    "customer_id", "sort_name", "name", "phone", "email", "tags", "tags_key", "town", "town_key",
    "company_key", "card", "birth_key", "staff_id", "archived", "next_follow_up", "last_contact",
    "created_at", "search_text",
)  # fmt: skip
SORT_NAME, SEARCH_TEXT = 1, 17  # places in a row; one more where the rank stands in front
_NAMES = ", ".join(COLUMNS)
_MARKS = ", ".join("?" * (len(COLUMNS) + 1))
_INSERT = f"INSERT INTO customer_index(name_rank, {_NAMES}) VALUES({_MARKS})"
_STAGE = f"INSERT INTO temp.index_new(name_rank, {_NAMES}) VALUES({_MARKS})"
# New names that come in together; from here on moving all names apart is quicker than one gap after another.
_MANY = 500
# Names that are given their ranks together: memory does not grow with an import.
_RANKED_AT_ONCE = 100_000


class IndexRows:
    """Gathers what changes in `customer_index` within an operation; `write` writes it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._gone: list[int] = []
        self._rows: list[Row] = []  # with their rank in front, None for a new place
        self._changed: dict[tuple[tuple[int, ...], Row], list[int]] = {}
        self._staged = False

    @property
    def waiting(self) -> bool:
        """Whether anything was gathered that is not written yet."""
        return bool(self._rows or self._gone or self._changed or self._staged)

    def add(self, rows: Sequence[Row]) -> None:
        """Add rows, without their rank, that get a place by their name."""
        self._rows += [(None, *row) for row in rows]
        if len(self._rows) >= LARGEST:
            self._stage()

    def drop(self, rank: int) -> None:
        """Take the row with this rank out."""
        self._gone.append(rank)

    def change(self, old: Row, row: Row) -> None:
        """Give a row of the same name (`old` has its rank in front) its new content."""
        if old[SEARCH_TEXT + 1] != row[SEARCH_TEXT]:
            self._gone.append(old[0])
            self._rows.append((old[0], *row))
            if len(self._rows) >= LARGEST:
                self._stage()
            return
        # Only the columns that differ, so that only their indices are touched; the same for many at once.
        differs = tuple(i for i, value in enumerate(row) if value != old[i + 1])
        values = tuple(row[i] for i in differs)
        self._changed.setdefault((differs, values), []).append(old[0])

    def write(self) -> None:
        """Write everything that was gathered."""
        run = self._connection.execute
        for (places, values), ranks in self._changed.items():
            pairs = ", ".join(f"{COLUMNS[i]} = ?" for i in places)
            for marks, some in in_chunks(ranks):
                run(f"UPDATE customer_index SET {pairs} WHERE name_rank IN ({marks})", [*values, *some])
        self._changed = {}
        if self._staged:
            self._stage()
            self._write_staged()
        else:
            self._write_few()

    def _write_few(self) -> None:
        with self._search_emptied(len(self._gone)):
            for marks, ranks in in_chunks(sorted(self._gone)):
                self._connection.execute(f"DELETE FROM customer_index WHERE name_rank IN ({marks})", ranks)
        run_many(self._connection, _INSERT, sorted(r for r in self._rows if r[0] is not None))
        new = [r[1:] for r in self._rows if r[0] is None]
        new.sort(key=lambda r: (r[SORT_NAME], r[0]))
        ranks = _free_ranks(self._connection, [r[SORT_NAME] for r in new])
        run_many(self._connection, _INSERT, ((rank, *row) for rank, row in zip(ranks, new, strict=True)))
        self._gone, self._rows = [], []

    @contextmanager
    def _search_emptied(self, gone: int) -> Iterator[None]:
        """Empty the search while most rows go, and fill in those that stay: quicker than taking out each.

        Measured: to take one of 100,000 out of the search takes four times as long as to put one in.
        """
        run = self._connection.execute
        row = run("SELECT count(*) FROM customer_index").fetchone() if gone >= _MANY else None
        emptied = row is not None and gone > int(row[0]) - gone
        if emptied:
            run("INSERT INTO customer_search(customer_search) VALUES('delete-all')")
        yield
        if emptied:
            run(
                "INSERT INTO customer_search(rowid, text)"
                " SELECT name_rank, search_text FROM customer_index ORDER BY name_rank"
            )

    def _stage(self) -> None:
        run = self._connection.execute
        if not self._staged:
            for table in ("index_new", "index_gone", "index_rank"):
                run(f"DROP TABLE IF EXISTS temp.{table}")
            run(f"CREATE TEMP TABLE index_new AS SELECT name_rank, {_NAMES} FROM customer_index LIMIT 0")
            run("CREATE TEMP TABLE index_gone(name_rank INTEGER PRIMARY KEY)")
            run("CREATE TEMP TABLE index_rank(name_rank INTEGER PRIMARY KEY, place INTEGER)")
            self._staged = True
        run_many(self._connection, _STAGE, self._rows)
        run_many(self._connection, "INSERT INTO temp.index_gone VALUES(?)", ((r,) for r in self._gone))
        self._gone, self._rows = [], []

    def _write_staged(self) -> None:
        run = self._connection.execute
        row = run("SELECT count(*) FROM temp.index_gone").fetchone()
        with self._search_emptied(int(row[0]) if row else 0):
            run("DELETE FROM customer_index WHERE name_rank IN (SELECT name_rank FROM temp.index_gone)")
        # Those that keep their place go in first: a new one must not be given it.
        run(
            "INSERT INTO temp.index_rank SELECT name_rank, rowid FROM temp.index_new"
            " WHERE name_rank IS NOT NULL"
        )
        self._insert_staged()
        order = run(
            "SELECT rowid, sort_name FROM temp.index_new WHERE name_rank IS NULL"
            " ORDER BY sort_name, customer_id"
        )
        while some := list(islice(order, _RANKED_AT_ONCE)):
            ranks = _free_ranks(self._connection, [r[1] for r in some])
            pairs = ((rank, r[0]) for rank, r in zip(ranks, some, strict=True))
            run_many(self._connection, "INSERT INTO temp.index_rank VALUES(?, ?)", pairs)
            self._insert_staged()
        for table in ("index_new", "index_gone", "index_rank"):
            run(f"DROP TABLE temp.{table}")
        self._staged = False

    def _insert_staged(self) -> None:
        self._connection.execute(
            f"INSERT INTO customer_index(name_rank, {_NAMES})"
            f" SELECT r.name_rank, {', '.join(f'n.{c}' for c in COLUMNS)}"
            " FROM temp.index_rank r CROSS JOIN temp.index_new n ON n.rowid = r.place ORDER BY r.name_rank"
        )
        self._connection.execute("DELETE FROM temp.index_rank")


def _free_ranks(connection: Connection, names: Sequence[str]) -> list[int]:
    while True:
        try:
            return name_ranks.ranks_for(connection, names)
        except name_ranks.GapUsedUp as full:
            if len(names) < _MANY:
                name_ranks.make_room(connection, full)
            else:
                name_ranks.spread(connection)
