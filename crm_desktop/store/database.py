"""One open shop: one writer, a reader for each thread, and operations that are whole or not at all."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import peewee

from crm_desktop.shared.errors import Cancelled, ReadOnlyError
from crm_desktop.shared.i18n import _
from crm_desktop.store import customer_index
from crm_desktop.store.engines.base import Connection, Engine, Row
from crm_desktop.store.schema import INDEX_SOURCES, KIND_OF_TABLE
from crm_desktop.store.tables.base import Table


class WriterDatabase(peewee.SqliteDatabase):
    """peewee over a connection that the engine opened."""

    def __init__(self, engine: Engine, path: Path) -> None:
        super().__init__(str(path), thread_safe=False, autoconnect=False)
        self._engine = engine
        self._path = path

    def _connect(self) -> Connection:
        return self._engine.connect(self._path)

    def raw(self) -> Connection:
        """Return the connection itself."""
        connection: Connection = self.connection()  # type: ignore[no-untyped-call]
        return connection


@cache
def _insert_text(table: type[peewee.Model], given: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    """Return the statement that inserts these columns of a table, and the defaults of others.

    Kept, because building one takes peewee 0.1 to 0.3 ms (measured): as long as the disk takes to write it.
    """
    defaults = {
        field.column_name: field.default
        for field in table._meta.sorted_fields
        if field.name not in given and field.default is not None
    }
    columns = (*given, *defaults)
    marks = ", ".join("?" * len(columns))
    text = f"INSERT INTO {table._meta.table_name}({', '.join(columns)}) VALUES({marks})"
    return text, tuple(defaults.values())


class Operation:
    """A write in progress: one named transaction of the journal.

    Attributes:
        id: the operation in the journal.
        peewee: run a model's query here: `query.execute(operation.peewee)`.
        words: what happened, in the user's language; set it before the operation ends.
        at: the instant of the operation as stored text.
    """

    def __init__(
        self, database: ShopDatabase, connection: Connection, peewee_db: WriterDatabase, at: str
    ) -> None:
        self._database = database
        self.connection = connection
        self.peewee = peewee_db
        self.at = at
        self.id = 0
        self.words = ""
        self.kinds: frozenset[str] = frozenset()
        self.customers: frozenset[int] = frozenset()
        self.written = False
        self._touched: set[int] = set()

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """Run a statement within the operation and return its cursor."""
        return self.connection.execute(sql, parameters)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for many rows within the operation."""
        self.connection.executemany(sql, rows)

    def insert(self, table: type[Table], **values: Any) -> int:
        """Insert one row and return its id."""
        text, defaults = _insert_text(table, tuple(values))
        return int(self.connection.execute(text, (*values.values(), *defaults)).lastrowid or 0)

    def update(self, table: type[Table], row_id: int, **values: Any) -> None:
        """Change one row."""
        table.update(**values).where(table.id == row_id).execute(self.peewee)

    def delete(self, table: type[Table], row_id: int) -> None:
        """Delete one row."""
        table.delete().where(table.id == row_id).execute(self.peewee)

    def touch(self, customer_ids: Iterable[int]) -> None:
        """Say that what is worked out for these customers changes, though no row of theirs does.

        A tag's new name is such a change.
        """
        self._touched.update(customer_ids)

    def next_id(self, table: str) -> int:
        """Return the first free id of a table, for rows that are inserted many at once."""
        row = self.connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()
        return int(row[0]) if row else 1

    def _finish(self) -> None:
        """Work out what changed; called once, just before the commit."""
        tables = {
            str(r[0])
            for r in self.execute(
                "SELECT DISTINCT table_name FROM journal_row WHERE operation_id = ?", (self.id,)
            )
        }
        self.written = bool(tables)
        if not self.written:
            return
        self.kinds = frozenset(KIND_OF_TABLE[t] for t in tables)
        touched = self._touched
        if tables & INDEX_SOURCES:
            rows = self.execute(
                "SELECT DISTINCT customer_id FROM journal_row"
                " WHERE operation_id = ? AND customer_id IS NOT NULL",
                (self.id,),
            )
            touched = touched | {int(r[0]) for r in rows}
        if touched:
            customer_index.refresh(self.connection, sorted(touched))
        self.customers = frozenset(touched) if len(touched) <= 10_000 else frozenset()
        self.execute("UPDATE journal_operation SET words = ? WHERE id = ?", (self.words, self.id))
        self.execute("UPDATE journal_current SET operation_id = NULL")


class ShopDatabase:
    """One open shop's file."""

    def __init__(self, engine: Engine, path: Path, *, read_only: bool = False, frozen: bool = False) -> None:
        self.engine = engine
        self.path = path
        self.read_only = read_only
        self._frozen = frozen
        self._lock = threading.RLock()
        self._writer: WriterDatabase | None = None
        self._writing: int | None = None
        self._readers: dict[int, Connection] = {}
        self._local = threading.local()
        self._last_data_version = 0
        self._closed = False

    # ---- reading

    def connection(self) -> Connection:
        """Return this thread's connection: the writer's inside an operation, else a reader of its own."""
        me = threading.get_ident()
        if self._writing == me and self._writer is not None:
            return self._writer.raw()
        mine: Connection | None = getattr(self._local, "reader", None)
        if mine is None:
            mine = self.engine.connect(self.path, read_only=True, frozen=self._frozen)
            self._local.reader = mine
            self._readers[me] = mine
        return mine

    def read(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """Return all rows of a query.

        Raises:
            Cancelled: the query was interrupted.
            KnownError: the disk or the file said no.
        """
        try:
            return self.connection().execute(sql, parameters).fetchall()
        except Exception as error:
            raise self._explained(error) from error

    def read_one(self, sql: str, parameters: Sequence[Any] = ()) -> Row | None:
        """Return the first row of a query, or None; raises as `read` does."""
        try:
            return self.connection().execute(sql, parameters).fetchone()
        except Exception as error:
            raise self._explained(error) from error

    def interrupt(self, thread: int) -> None:
        """Interrupt the query that a thread's reader is running; it raises Cancelled there."""
        reader = self._readers.get(thread)
        if reader is not None:
            with suppress(Exception):  # it may have been closed in this very moment
                reader.interrupt()

    def close_reader(self) -> None:
        """Close this thread's reader; call it when a worker thread ends."""
        mine: Connection | None = getattr(self._local, "reader", None)
        if mine is not None:
            self._local.reader = None
            self._readers.pop(threading.get_ident(), None)
            mine.close()

    def data_version(self) -> int:
        """Return a number that changes when another process has changed the shop (not when this one has)."""
        if self.read_only or not self._lock.acquire(blocking=False):
            return self._last_data_version
        try:
            self._last_data_version = self.engine.data_version(self.writer().raw())
            return self._last_data_version
        finally:
            self._lock.release()

    # ---- writing

    def writer(self) -> WriterDatabase:
        """Return the one writer, opened when first needed."""
        if self.read_only:
            raise ReadOnlyError(_("The shop is open for reading only, so nothing can be changed here."))
        if self._writer is None:
            database = WriterDatabase(self.engine, self.path)
            database.connect()
            self._writer = database
        return self._writer

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Run a write that the journal does not keep (pictures, remembered mappings), whole or not at all."""
        with self._lock:
            connection = self._begin()
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException as error:
                self._roll_back(connection)
                raise self._explained(error) from error
            finally:
                self._writing = None

    @contextmanager
    def operation(
        self, kind: str, *, at: str, staff_id: int | None, origin: str, undo_of: int | None = None
    ) -> Iterator[Operation]:
        """Run one named operation: all its writes and their journal are kept together, or none is.

        Args:
            kind: the operation's name in code, such as "save_customer".
            at: the instant, as `clock.to_text` writes it (UTC).
            staff_id: who is on duty.
            origin: "window" or "command".
            undo_of: the operation that this one undoes.

        Raises:
            KnownError: the disk or the file said no; nothing was changed.
        """
        with self._lock:
            connection = self._begin()
            operation = Operation(self, connection, self.writer(), at)
            try:
                cursor = connection.execute(
                    "INSERT INTO journal_operation(at, staff_id, kind, words, origin, undo_of)"
                    " VALUES(?, ?, ?, '', ?, ?)",
                    (at, staff_id, kind, origin, undo_of),
                )
                operation.id = int(cursor.lastrowid or 0)
                connection.execute("UPDATE journal_current SET operation_id = ?", (operation.id,))
                yield operation
                operation._finish()
                connection.execute("COMMIT" if operation.written else "ROLLBACK")
            except BaseException as error:
                self._roll_back(connection)
                raise self._explained(error) from error
            finally:
                self._writing = None

    def _begin(self) -> Connection:
        if self._writing is not None:
            raise RuntimeError("an operation is already in progress")
        try:
            connection = self.writer().raw()
            connection.execute("BEGIN IMMEDIATE")
        except Exception as error:
            raise self._explained(error) from error
        self._writing = threading.get_ident()
        return connection

    @staticmethod
    def _roll_back(connection: Connection) -> None:
        with suppress(Exception):  # after a full disk SQLite has rolled back by itself
            connection.execute("ROLLBACK")

    def _explained(self, error: BaseException) -> BaseException:
        if self.engine.was_interrupted(error):
            return Cancelled()
        return self.engine.explain(error) or error

    # ---- whole file

    def backup(self, target: Path) -> None:
        """Write a whole, consistent copy of the shop to `target`."""
        try:
            self.engine.backup(self.connection(), target)
        except Exception as error:
            raise self._explained(error) from error

    def close(self) -> None:
        """Close every connection; the last one folds the write-ahead log into the file."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            for reader in list(self._readers.values()):
                with suppress(Exception):
                    reader.close()
            self._readers.clear()
            self._local = threading.local()
            if self._writer is not None:
                self._writer.close()
                self._writer = None
