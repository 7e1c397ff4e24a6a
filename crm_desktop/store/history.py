"""Rows before and after, from the images that the journal keeps.

Only what changes or removes a row leaves an image, of the row before. The row after is, by construction, what
the next entry of the same row found before it, or the row as it stands now; after a removal there is none. A
new row is in a run (see `engines.sqlite_journal`) or, when it came back, in an entry without an image.

An image has the columns that its table had then (`journal_shape`). What has been added to the table since is
not in it, and so not in the row after either.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from crm_desktop.store.batches import LARGEST, in_chunks
from crm_desktop.store.engines.base import Connection, Engine, Row
from crm_desktop.store.schema import JOURNALED

Image = dict[str, object]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that an operation changed; `before` is None when it was made, `after` when it was removed.

    Attributes:
        order: sorts the entries of an operation in the order of what was done: new rows first.
    """

    operation_id: int
    order: tuple[int, int, int]
    table: str
    row_id: int
    before: Image | None
    after: Image | None


def next_entry(table: str, row: str, entry: str) -> str:
    """Return the SQL expression for the id of the first entry of a row after another entry."""
    return (
        f"(SELECT min(later.id) FROM journal_row later WHERE later.table_id = {table}"
        f" AND later.row_id = {row} AND later.id > {entry})"
    )


def covering_run(table: str, row: str) -> str:
    """Return the SQL condition that a run `r` has a row (an SQL expression, as the table)."""
    return (
        f"r.table_id = {table} AND r.last_id >= {row} AND r.first_id = (SELECT max(s.first_id)"
        f" FROM journal_run s WHERE s.table_id = {table} AND s.first_id <= {row})"
    )


@cache
def _entries(where: str) -> str:
    """Return the query for the entries that a condition asks for, each with the next of its row."""
    return (
        "SELECT e.operation_id, e.id, e.table_id, e.row_id, e.removed, e.shape_id, e.before, n.shape_id,"
        f" n.before FROM (SELECT * FROM journal_row WHERE {where}) e LEFT JOIN journal_row n"
        f" ON n.id = CASE e.removed WHEN 0 THEN {next_entry('e.table_id', 'e.row_id', 'e.id')} END"
        " ORDER BY e.id DESC"
    )


class History:
    """Reads the journal at one moment (see `ShopDatabase.reading`)."""

    def __init__(self, engine: Engine, connection: Connection) -> None:
        self._engine = engine
        self._connection = connection
        self.tables: dict[int, str] = dict(
            connection.execute("SELECT id, name FROM journal_table").fetchall()
        )
        self.shapes: dict[int, tuple[str, ...]] = {
            int(r[0]): tuple(json.loads(r[1]))
            for r in connection.execute("SELECT id, columns FROM journal_shape").fetchall()
        }

    def of_operation(self, operation_id: int) -> list[Entry]:
        """Return all that a finished operation did, newest first."""
        span = self._connection.execute(
            "SELECT first_entry, last_entry FROM journal_operation WHERE id = ?", (operation_id,)
        ).fetchone()
        if span is None:
            return []
        found = self._connection.execute(_entries("id BETWEEN ? AND ?"), span).fetchall()
        runs = self._connection.execute(
            "SELECT table_id, first_id, last_id FROM journal_run WHERE operation_id = ?", (operation_id,)
        ).fetchall()
        new = [
            (operation_id, table, int(r[0]))
            for table, *run in runs
            # Those that are there, and those that were; some ids may never have been used.
            for r in self._connection.execute(
                f"SELECT id FROM {self.tables[table]} WHERE id BETWEEN ? AND ?"
                " UNION SELECT row_id FROM journal_row WHERE table_id = ? AND row_id BETWEEN ? AND ?",
                (*run, table, *run),
            )
        ]
        return self._entries(found, new)

    def of_customer(self, customer_id: int, limit: int, tables: Sequence[str]) -> list[Entry]:
        """Return the newest that was done to a customer's rows, newest first.

        A new row is told of the customer that it belongs to now, or belonged to when it was removed.

        Args:
            customer_id: whose.
            limit: how many at most.
            tables: only rows of these.
        """
        wanted = {key: name for key, name in self.tables.items() if name in tables}
        marks = ", ".join("?" * len(wanted))
        found = self._connection.execute(
            _entries(f"customer_id = ? AND +table_id IN ({marks}) ORDER BY journal_row.id DESC LIMIT ?"),
            (customer_id, *wanted, limit),
        ).fetchall()
        new: list[tuple[int, int, int]] = []
        for table in JOURNALED:
            if table.customer and table.name in tables:
                new += self._new_rows(table.name, table.customer.format(row="x"), customer_id, limit)
        return self._entries(found, new)[:limit]

    def _new_rows(
        self, table: str, customer: str, customer_id: int, limit: int
    ) -> list[tuple[int, int, int]]:
        """Return (operation, table, row) of the newest rows that were inserted for a customer."""
        key = next(k for k, name in self.tables.items() if name == table)
        return [
            (int(r[0]), key, int(r[1]))
            for r in self._connection.execute(
                "SELECT r.operation_id, i.id FROM"
                f" (SELECT x.id FROM {table} x WHERE {customer} = ? UNION SELECT row_id FROM journal_row"
                "   WHERE customer_id = ? AND +table_id = ? AND removed = 1) i"
                f" JOIN journal_run r ON {covering_run('?', 'i.id')} WHERE r.operation_id IS NOT NULL"
                " ORDER BY i.id DESC LIMIT ?",
                (customer_id, customer_id, key, key, key, limit),
            ).fetchall()
        ]

    def _entries(self, found: Iterable[Row], new: Sequence[tuple[int, int, int]]) -> list[Entry]:
        """Return entries and new rows as `Entry`, newest first."""
        found = [*found, *self._first_entries(new)]
        wanted: dict[int, set[int]] = {}
        for _operation, _entry, table, row, removed, _shape, _before, next_shape, _next in found:
            if not removed and next_shape is None:
                wanted.setdefault(table, set()).add(row)
        now = {
            table: dict(self._rows_now(self.tables[table], sorted(rows))) for table, rows in wanted.items()
        }
        made = []
        for operation, entry, table, row, removed, shape, before, next_shape, following in found:
            was = self._image(shape, before)
            after = None
            if not removed:
                after = self._image(next_shape, following) if following else now[table].get(row)
                if was is not None and after is not None:
                    after = {column: value for column, value in after.items() if column in was}
            order = (entry, table, row) if entry else (0, table, row)
            made.append(Entry(operation, order, self.tables[table], row, was, after))
        made.sort(key=lambda e: (e.operation_id, e.order), reverse=True)
        return made

    def _first_entries(self, new: Sequence[tuple[int, int, int]]) -> Iterator[Row]:
        """Yield new rows as `_entries` gives entries: what came next is the first entry of each."""
        by_table: dict[int, dict[int, int]] = {}
        for operation, table, row in new:
            by_table.setdefault(table, {})[row] = operation
        for table, operations in by_table.items():
            first: dict[int, Row] = {}
            for marks, some in in_chunks(sorted(operations)):
                rows = self._connection.execute(
                    "SELECT row_id, shape_id, before FROM journal_row WHERE id IN (SELECT min(id)"
                    f" FROM journal_row WHERE table_id = ? AND row_id IN ({marks}) GROUP BY row_id)",
                    (table, *some),
                )
                first.update((r[0], r) for r in rows)
            for row, operation in operations.items():
                _row, shape, before = first.get(row, (row, None, None))
                yield operation, None, table, row, 0, None, None, shape, before

    def _rows_now(self, table: str, ids: Sequence[int]) -> Iterator[tuple[int, Image]]:
        columns = self._engine.columns(self._connection, table)
        place = columns.index("id")
        for start in range(0, len(ids), LARGEST):
            for marks, some in in_chunks(ids[start : start + LARGEST]):
                rows = self._connection.execute(
                    f"SELECT {', '.join(columns)} FROM {table} WHERE id IN ({marks})", some
                )
                for row in rows.fetchall():
                    yield row[place], dict(zip(columns, row, strict=True))

    def _image(self, shape: int | None, text: str | None) -> Image | None:
        if shape is None or text is None:
            return None
        values: list[Any] = json.loads(text)
        return dict(zip(self.shapes[shape], values, strict=True))
