"""Which tables, and which customers, the operation in progress has touched: what the journal tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from crm_desktop.store.schema import INDEX_NAMES, INDEX_SOURCES, JOURNALED

if TYPE_CHECKING:
    from crm_desktop.store.engines.base import Connection, Engine

_CUSTOMER_OF = {table.name: table.customer for table in JOURNALED if table.customer}
# The entries of an operation are a range of ids; "+table_id" keeps SQLite from going through all that a table
# ever had instead.
_ENTRIES = "id >= ? AND +table_id = (SELECT t.id FROM journal_table t WHERE t.name = ?)"


class Touched:
    """Looks at what the journal has of the operation in progress.

    Attributes:
        operation: its id.
        first_entry: the id of its first entry in `journal_row`, if it makes any.
    """

    def __init__(self, engine: Engine, connection: Connection) -> None:
        self._engine = engine
        self._connection = connection
        self.operation = 0
        self.first_entry = 1
        self._changed: set[str] = set()  # tables of which the operation has entries
        self._runs: dict[str, tuple[int, int]] = {}
        # By table, spans (after, up to) of new rows whose customers need not be looked at again.
        self._known: dict[str, list[tuple[int, int]]] = {}

    def begin(self) -> int:
        """Return the id of the entry that the operation would make first; `operation` is set afterwards."""
        row = self._connection.execute("SELECT coalesce(max(id), 0) + 1 FROM journal_row").fetchone()
        self.first_entry = int(row[0]) if row else 1
        return self.first_entry

    @contextmanager
    def known(self) -> Iterator[None]:
        """Leave out of `index_customers` those of the rows that are inserted meanwhile."""
        before = self._engine.highest_ids(self._connection)
        yield
        for table, last in self._engine.highest_ids(self._connection).items():
            spans = self._known.setdefault(table, [])
            after = before.get(table, 0)
            if spans and spans[-1][1] == after:
                after = spans.pop()[0]
            spans.append((after, last))

    def know(self, table: str, first: int, last: int) -> None:
        """Leave out of `index_customers` those of these new rows."""
        self._known.setdefault(table, []).append((first - 1, last))

    def _new(self) -> dict[str, tuple[int, int]]:
        """Return, by table, the first and the last id that new rows have."""
        spans = self._engine.unkept_ids(self._connection)
        return {table: span for table, span in spans.items() if self._made(table, span)}

    def _made(self, table: str, span: tuple[int, int]) -> bool:
        """Return whether rows were made with these ids; insertions that were ignored use up some, too."""
        if any(until > after for after, until in self._known.get(table, ())):
            return True
        row = self._connection.execute(
            f"SELECT EXISTS (SELECT 1 FROM {table} WHERE id BETWEEN ? AND ?) OR EXISTS (SELECT 1"
            " FROM journal_row WHERE table_id = (SELECT t.id FROM journal_table t WHERE t.name = ?)"
            " AND row_id BETWEEN ? AND ?)",
            (*span, table, *span),
        ).fetchone()
        return row is not None and bool(row[0])

    def any_of(self, tables: Iterable[str]) -> bool:
        """Return whether rows of these tables were written."""
        new = self._new()
        return any(table in new or self._has_entries(table) for table in tables)

    def _has_entries(self, table: str) -> bool:
        row = self._connection.execute(
            f"SELECT 1 FROM journal_row WHERE {_ENTRIES} LIMIT 1", (self.first_entry, table)
        ).fetchone()
        return row is not None

    def keep_runs(self) -> set[str]:
        """Write the runs of new rows, once all is done; return the tables of which rows were written."""
        self._runs = self._new()
        for table, span in self._runs.items():
            self._connection.execute(
                "INSERT INTO journal_run(table_id, first_id, last_id, operation_id)"
                " SELECT id, ?, ?, ? FROM journal_table WHERE name = ?",
                (*span, self.operation, table),
            )
        # Not by an index: the entries of the operation are the last.
        rows = self._connection.execute(
            "SELECT name FROM journal_table WHERE id IN (SELECT +table_id FROM journal_row WHERE id >= ?)",
            (self.first_entry,),
        )
        self._changed = {str(r[0]) for r in rows}
        return self._changed | self._runs.keys()

    def customers(self, tables: Iterable[str]) -> set[int]:
        """Return the customers whose rows of these tables were written."""
        found: set[int] = set()
        new = self._new()
        for table in tables:
            if table in _CUSTOMER_OF:
                found |= self._of_entries(table)
                found |= self._of_spans(table, [new[table]] if table in new else [])
        return found

    def index_customers(self, tables: set[str]) -> set[int]:
        """Return the customers whose row of `customer_index` may have to change, after `keep_runs`.

        Args:
            tables: those of which rows were written.
        """
        found: set[int] = set()
        for table in tables & INDEX_SOURCES:
            if table in self._runs:
                found |= self._of_spans(table, self._unknown(table, *self._runs[table]))
            if table in self._changed:
                found |= self._of_entries(table) | self._who_had(table)
        return found | self._of_names(tables)

    def _of_entries(self, table: str) -> set[int]:
        rows = self._connection.execute(
            f"SELECT DISTINCT customer_id FROM journal_row WHERE {_ENTRIES}", (self.first_entry, table)
        )
        return {int(r[0]) for r in rows if r[0] is not None}

    def _unknown(self, table: str, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the spans of a table's new rows that are not `known`, as (first, last)."""
        for after, until in self._known.get(table, []):
            if first <= after:
                yield first, after
            first = until + 1
        if first <= last:
            yield first, last

    def _of_spans(self, table: str, spans: Iterable[tuple[int, int]]) -> set[int]:
        """Return whose the rows are now; their entries tell of those that were changed or removed since."""
        customer = _CUSTOMER_OF[table].format(row="x")
        found: set[int] = set()
        for span in spans:
            rows = self._connection.execute(
                f"SELECT {customer} FROM {table} x WHERE x.id BETWEEN ? AND ?", span
            )
            found.update(r[0] for r in rows if r[0] is not None)
        return found

    def _who_had(self, table: str) -> set[int]:
        """Return the customers whose rows have become another's."""
        columns = self._engine.columns(self._connection, table)
        if "customer_id" not in columns:
            return set()
        had = self._engine.kept_value(columns.index("customer_id"), "before")
        rows = self._connection.execute(
            f"SELECT DISTINCT {had} FROM journal_row WHERE {_ENTRIES}"
            f" AND removed = 0 AND before IS NOT NULL AND {had} IS NOT customer_id",
            (self.first_entry, table),
        )
        return {int(r[0]) for r in rows if r[0] is not None}

    def _of_names(self, tables: set[str]) -> set[int]:
        """Return the customers that wear a tag, or have a value in a field, that changed."""
        found: set[int] = set()
        for table, (column, link, key) in INDEX_NAMES.items():
            if table not in tables:
                continue
            place = self._engine.columns(self._connection, table).index(column)
            was = self._engine.kept_value(place, "r.before")
            rows = self._connection.execute(
                f"SELECT customer_id FROM {link} WHERE {key} IN (SELECT r.row_id FROM"
                f" (SELECT row_id, before FROM journal_row WHERE {_ENTRIES} AND before IS NOT NULL) r"
                f" JOIN {table} x ON x.id = r.row_id WHERE {was} IS NOT x.{column})",
                (self.first_entry, table),
            )
            found.update(int(r[0]) for r in rows)
        return found
