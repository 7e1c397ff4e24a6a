"""One open shop: one writer, a reader for each thread, and operations that are whole or not at all."""

from __future__ import annotations

import os
import shutil
import threading
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from crm_desktop.shared.errors import ReadOnlyError
from crm_desktop.store.connections import Readers, Sentences, Writer, closed, read_only_sentence
from crm_desktop.store.engines.base import Connection, Engine, Row
from crm_desktop.store.operation import Operation

__all__ = ["Operation", "ShopDatabase"]


class ShopDatabase:
    """One open shop's file."""

    def __init__(
        self,
        engine: Engine,
        path: Path,
        *,
        read_only: bool = False,
        frozen: bool = False,
        scratch: Path | None = None,
        reader: Connection | None = None,
    ) -> None:
        """Stand for a shop's file; connections are opened when they are first needed.

        Args:
            engine: what opens it.
            path: the file.
            read_only: refuse every write.
            frozen: nobody else can write it either.
            scratch: a folder of temporary files that goes when the shop is closed.
            reader: a connection for reading that is open already.
        """
        self.engine = engine
        self.path = path
        self.read_only = read_only
        self.disk_full = False  # why it is only read
        self._scratch = scratch
        self._lock = threading.RLock()
        self._writer: Writer | None = None
        self._writing: int | None = None
        self._aside = False  # the writing thread reads what there was before
        self._readers = Readers(lambda: engine.connect(path, read_only=True, frozen=frozen), reader)
        self._last_data_version = 0
        self._closed = False
        self._sentences = Sentences(engine)
        # The file itself, for copying it; closed after all connections (see `engines.sqlite_copy`).
        self._file: int | None = None

    # ---- reading

    def connection(self) -> Connection:
        """Return this thread's connection: the writer's inside an operation, else a reader of its own.

        What is read with it directly raises the engine's errors; `reading` is better.
        """
        if self._inside() and self._writer is not None:
            return self._writer.raw()
        return self._readers.mine().connection

    def _inside(self) -> bool:
        """Return whether this thread reads what its own operation has written so far."""
        return self._writing == threading.get_ident() and not self._aside

    def read(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """Return all rows of a query.

        Raises:
            Cancelled: the query was interrupted.
            KnownError: the disk or the file said no.
        """
        with self._sentences:
            if self._inside():
                return self.connection().execute(sql, parameters).fetchall()
            reader = self._readers.mine()
            with reader.lock:
                return reader.run(sql, parameters).fetchall()

    def read_one(self, sql: str, parameters: Sequence[Any] = ()) -> Row | None:
        """Return the first row of a query, or None; raises as `read` does."""
        with self._sentences:
            if self._inside():
                return self.connection().execute(sql, parameters).fetchone()
            reader = self._readers.mine()
            with reader.lock:
                return reader.run(sql, parameters).fetchone()

    def read_ids(self, sql: str, parameters: Sequence[Any] = ()) -> array[int]:
        """Return a whole list of ids, in the order of a query of one column, `id`; raises as `read` does."""
        row = self.read_one(self.engine.ids_query(sql), parameters)
        return self.engine.ids_of(row[0] if row else None)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection on which several queries see the shop at one moment; raises as `read` does."""
        with self._sentences:
            if self._inside():
                yield self.connection()
                return
            reader = self._readers.mine()
            with reader.lock:
                if reader.depth:
                    yield reader.connection
                    return
                reader.run("BEGIN", ())
                reader.depth += 1
                try:
                    yield reader.connection
                finally:
                    reader.depth -= 1
                    with suppress(Exception):  # nothing was written, so nothing can be lost
                        reader.connection.execute("ROLLBACK")

    @contextmanager
    def before_operation(self) -> Iterator[None]:
        """Read within it what there was before the operation that this thread is writing, if it is."""
        if not self._inside():
            yield
            return
        self._aside = True
        try:
            yield
        finally:
            self._aside = False

    def interrupt(self, thread: int) -> None:
        """Interrupt the query that a thread's reader is running; it raises Cancelled there."""
        self._readers.interrupt(thread)

    def close_reader(self) -> None:
        """Close this thread's reader; call it when a worker thread ends."""
        self._readers.leave()

    def lend_reader(self) -> None:
        """Leave this thread's reader to the thread that next needs one (see `Readers.lend`)."""
        self._readers.lend()

    def data_version(self) -> int:
        """Return a number that changes when another process has changed the shop (not when this one has)."""
        if self.read_only or self._closed or not self._lock.acquire(blocking=False):
            return self._last_data_version
        try:
            with self._sentences:
                self._last_data_version = self.engine.data_version(self.writer().raw())
            return self._last_data_version
        finally:
            self._lock.release()

    # ---- writing

    def why_read_only(self) -> str:
        """Return the sentence that says why nothing can be changed; only for a shop that is `read_only`."""
        return read_only_sentence(full=self.disk_full)

    def writer(self) -> Writer:
        """Return the one writer, opened when first needed."""
        if self.read_only:
            raise ReadOnlyError(self.why_read_only())
        if self._closed:
            raise closed()
        if self._writer is None:
            self._writer = Writer(self.engine.connect(self.path))
        return self._writer

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Run a write that the journal does not keep (pictures, remembered mappings), whole or not at all."""
        with self._lock, self._sentences:
            connection = self._begin()
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                self._roll_back(connection)
                raise
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
        with self._lock, self._sentences:
            connection = self._begin()
            operation = Operation(self.engine, connection, at)
            try:
                operation.begin(kind, staff_id, origin, undo_of)
                yield operation
                operation.finish()
                connection.execute("COMMIT" if operation.written else "ROLLBACK")
            except BaseException as error:
                self._roll_back(connection)
                if operation.refused is not None and self.engine.broke_a_rule(error):
                    raise operation.refused from error
                raise
            finally:
                self._writing = None

    def _begin(self) -> Connection:
        if self._writing is not None:
            raise RuntimeError("an operation is already in progress")
        connection = self.writer().raw()
        connection.execute("BEGIN IMMEDIATE")
        self._writing = threading.get_ident()
        return connection

    def _roll_back(self, connection: Connection) -> None:
        with suppress(Exception):
            connection.execute("ROLLBACK")
            return
        # SQLite has rolled back by itself, or the disk failed again: a new connection starts clean.
        if self._writer is not None:
            with suppress(Exception):
                self._writer.close()
            self._writer = None

    # ---- whole file

    def backup(self, target: Path) -> None:
        """Write a whole, consistent copy of the shop to `target`."""
        with self._sentences:
            if not self._copied_still(target):
                with self.reading() as connection:
                    self.engine.backup(connection, target)

    def _copied_still(self, target: Path) -> bool:
        """Copy the file as it stands, when nobody is writing; writers wait meanwhile."""
        if self.read_only or not self._lock.acquire(blocking=False):
            return False
        try:
            if self._writing is not None:
                return False
            writer = self.writer().raw()
            if self._file is None:
                self._file = os.open(self.path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            return self.engine.copy_still(writer, self._file, self.path, target)
        finally:
            self._lock.release()

    def close(self, *, fold: bool = True) -> None:
        """Close every connection.

        Queries that are still running in other threads raise Cancelled; an operation is waited for.

        Args:
            fold: fold the write-ahead log into the file, if nobody else has it open.
        """
        with self._lock:
            if self._closed:
                return
            if fold and not self.read_only:
                # Only a writer folds in a log that a killed process left, and takes the log's files away.
                with suppress(Exception):
                    self.writer()
            self._closed = True
            self._readers.close()
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            if self._file is not None:
                os.close(self._file)
                self._file = None
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
