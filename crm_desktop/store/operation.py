"""A write in progress: one named operation of the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from crm_desktop.store.batches import run_many
from crm_desktop.store.schema import INDEX_NAMES, KIND_OF_TABLE
from crm_desktop.store.touched import Touched

if TYPE_CHECKING:
    from crm_desktop.domain.customers.model import Customer
    from crm_desktop.shared.errors import KnownError
    from crm_desktop.store.engines.base import Connection, Engine
    from crm_desktop.store.index_rows import IndexRows

# Of more customers than this, an operation only says that customers changed.
_NAMED_CUSTOMERS = 10_000


# The texts are kept, because building one takes peewee 0.1 to 0.3 ms (measured): as long as the disk takes.
@lru_cache(maxsize=256)
def _insert_text(table: str, given: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    """Return the statement that inserts these columns of a table, and the defaults of others."""
    # Not before something is written: peewee would make the window open a tenth of a second later.
    from crm_desktop.store.tables import named

    defaults = {
        field.column_name: field.default
        for field in named(table)._meta.sorted_fields
        if field.name not in given and field.default is not None
    }
    columns = (*given, *defaults)
    marks = ", ".join("?" * len(columns))
    text = f"INSERT INTO {table}({', '.join(columns)}) VALUES({marks})"
    return text, tuple(defaults.values())


@lru_cache(maxsize=256)
def _update_text(table: str, given: tuple[str, ...]) -> str:
    return f"UPDATE {table} SET {', '.join(f'{c} = ?' for c in given)} WHERE id = ?"


def _index_rows(connection: Connection) -> IndexRows:
    # Not before something is written: the window opens without knowing how a customer is indexed.
    from crm_desktop.store.index_rows import IndexRows

    return IndexRows(connection)


class Operation:
    """A write in progress: one named transaction of the journal.

    Attributes:
        id: the operation in the journal.
        words: what happened, in the user's language; set it before the operation ends.
        at: the instant of the operation as stored text.
        refused: what is said instead when the file's rules (a number that is taken, a reference to nothing)
            forbid what the operation wrote.
        kinds, customers, written: what changed; known when the operation has ended.
    """

    def __init__(self, engine: Engine, connection: Connection, at: str) -> None:
        self.engine = engine
        self.connection = connection
        self.at = at
        self.id = 0
        self.words = ""
        self.refused: KnownError | None = None
        self.kinds: frozenset[str] = frozenset()
        self.customers: frozenset[int] = frozenset()
        self.written = False
        self._rows = _index_rows(connection)
        self._added: set[int] = set()
        self._also: set[str] = set()
        self._touched = Touched(engine, connection)

    def begin(self, kind: str, staff_id: int | None, origin: str, undo_of: int | None) -> None:
        """Open the operation in the journal; called once, just after the transaction began."""
        first = self._touched.begin()
        cursor = self.execute(
            "INSERT INTO journal_operation(at, staff_id, kind, words, origin, undo_of, first_entry)"
            " VALUES(?, ?, ?, '', ?, ?, ?)",
            (self.at, staff_id, kind, origin, undo_of, first),
        )
        self.id = self._touched.operation = int(cursor.lastrowid or 0)

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """Run a statement within the operation and return its cursor."""
        return self.connection.execute(sql, parameters)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for many rows within the operation; an INSERT takes many at a time."""
        run_many(self.connection, sql, rows)

    def insert(self, table: str, **values: Any) -> int:
        """Insert one row and return its id; columns not given have the defaults of `store.tables`."""
        text, defaults = _insert_text(table, tuple(values))
        return int(self.connection.execute(text, (*values.values(), *defaults)).lastrowid or 0)

    def update(self, table: str, row_id: int, **values: Any) -> None:
        """Change one row."""
        self.connection.execute(_update_text(table, tuple(values)), (*values.values(), row_id))

    def delete(self, table: str, row_id: int) -> None:
        """Delete one row."""
        self.connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))

    @contextmanager
    def new_customers(self, customers: Sequence[tuple[int, Customer]]) -> Iterator[None]:
        """Take whole new customers, by id, into the lists and the search while their rows are written.

        Nothing of theirs is read again then; what changes later in the operation is seen all the same.
        """
        with self._touched.known():
            yield
        self._take_in(customers)

    def new_customer(self, customer_id: int, customer: Customer, rows: Mapping[str, Sequence[int]]) -> None:
        """Take a whole new customer into the lists and the search, as `new_customers` does.

        Args:
            customer_id: the id.
            customer: as written.
            rows: table -> the ids of the customer's rows there, one after the other.
        """
        for table, ids in rows.items():
            if ids:
                self._touched.know(table, ids[0], ids[-1])
        self._take_in([(customer_id, customer)])

    def _take_in(self, customers: Sequence[tuple[int, Customer]]) -> None:
        from crm_desktop.store import customer_index

        customer_index.add_new(self._rows, self.connection, customers)
        if len(self._added) <= _NAMED_CUSTOMERS:
            self._added.update(key for key, _customer in customers)

    def customers_of(self, table: str) -> set[int]:
        """Return the customers of whom the operation has changed rows of a table."""
        return self._touched.customers([table])

    def changed(self, *tables: str) -> bool:
        """Return whether the operation has written rows of these tables."""
        return self._touched.any_of(tables)

    def wrote(self, kind: str, customers: Iterable[int] = ()) -> None:
        """Say that rows were written which the journal does not keep, because they are their own journal.

        Args:
            kind: as `Changes.kinds` names it.
            customers: whose they are.
        """
        self._also.add(kind)
        if len(self._added) <= _NAMED_CUSTOMERS:
            self._added.update(customers)

    def next_id(self, table: str) -> int:
        """Return the first id of a table that no row ever had, for rows that are inserted many at once."""
        return self.engine.next_id(self.connection, table)

    def finish(self) -> None:
        """Work out what changed; called once, just before the commit."""
        tables = self._touched.keep_runs()
        self.written = bool(tables or self._also)
        if not self.written:
            return
        touched = self._touched.index_customers(tables)
        if touched or self._rows.waiting:
            from crm_desktop.store import customer_index

            customer_index.refresh(self.connection, sorted(touched), self._rows)
        kinds = {KIND_OF_TABLE[t] for t in tables} | self._also
        self.kinds = frozenset(kinds | {"customers"} if touched and tables & INDEX_NAMES.keys() else kinds)
        all_of_them = touched | self._added
        self.customers = frozenset(all_of_them) if len(all_of_them) <= _NAMED_CUSTOMERS else frozenset()
        self.execute(
            "UPDATE journal_operation SET words = ?,"
            " last_entry = (SELECT coalesce(max(id), 0) FROM journal_row) WHERE id = ?",
            (self.words, self.id),
        )
