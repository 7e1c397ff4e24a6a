"""The two kinds of connection, the one writer and a reader for each thread; and what their errors become."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any
from weakref import WeakValueDictionary

from crm_desktop.shared.errors import Cancelled, KnownError, ShopClosed
from crm_desktop.shared.i18n import _
from crm_desktop.store.engines.base import Connection, Cursor, Engine

_PATIENCE = 0.02  # seconds between two interruptions


class Writer:
    """The one connection that writes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def raw(self) -> Connection:
        """Return the connection itself."""
        return self._connection

    def close(self) -> None:
        """Close it."""
        self._connection.close()


class Reader:
    """One thread's connection for reading; closed when nobody holds it any more."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.lock = threading.RLock()
        self.depth = 0
        self._closed = False

    def run(self, sql: str, parameters: Sequence[Any]) -> Cursor:
        """Run a query; hold the lock meanwhile."""
        if self._closed:
            raise closed()
        return self.connection.execute(sql, parameters)

    def interrupt(self) -> None:
        """Stop the query that is running."""
        with suppress(Exception):
            self.connection.interrupt()

    def close(self) -> None:
        """Close the connection; a query that another thread runs is interrupted."""
        self._closed = True
        while not self.lock.acquire(timeout=_PATIENCE):
            self.interrupt()
        try:
            with suppress(Exception):
                self.connection.close()
        finally:
            self.lock.release()

    def __del__(self) -> None:
        self.close()


class Readers:
    """The readers of all threads.

    Args:
        connect: opens a connection for reading.
        first: one that is open already.
    """

    def __init__(self, connect: Callable[[], Connection], first: Connection | None = None) -> None:
        self._connect = connect
        self._guard = threading.Lock()
        self._of_thread: WeakValueDictionary[int, Reader] = WeakValueDictionary()
        self._local = threading.local()
        self._spare = Reader(first) if first is not None else None
        self._closed = False

    def __len__(self) -> int:
        return len(self._of_thread)

    def mine(self) -> Reader:
        """Return the reader of this thread, opened when first needed."""
        mine: Reader | None = getattr(self._local, "reader", None)
        if mine is None:
            with self._guard:
                if self._closed:
                    raise closed()
                mine, self._spare = self._spare, None
                mine = mine or Reader(self._connect())
                self._of_thread[threading.get_ident()] = mine
            self._local.reader = mine
        return mine

    def interrupt(self, thread: int) -> None:
        """Stop the query that a thread's reader is running."""
        with self._guard:
            reader = self._of_thread.get(thread)
            if reader is not None:
                reader.interrupt()

    def leave(self) -> None:
        """Close the reader of this thread."""
        mine = self._let_go()
        if mine is not None:
            mine.close()

    def lend(self) -> None:
        """Leave the reader of this thread to the thread that next needs one.

        A new connection reads the whole schema first (measured: 7 ms); the window's thread, which has opened
        the shop, has no more to read.
        """
        mine = self._let_go()
        if mine is None:
            return
        with self._guard:
            if self._spare is None and not self._closed:
                self._spare, mine = mine, None
        if mine is not None:
            mine.close()

    def _let_go(self) -> Reader | None:
        mine: Reader | None = getattr(self._local, "reader", None)
        if mine is not None:
            self._local.reader = None
            with self._guard:
                self._of_thread.pop(threading.get_ident(), None)
        return mine

    def close(self) -> None:
        """Close them all; a query that is still running is interrupted."""
        with self._guard:
            self._closed = True
            readers = list(self._of_thread.values())
            self._of_thread.clear()
            if self._spare is not None:
                readers.append(self._spare)
            self._spare = None
            for reader in readers:
                reader.close()
        self._local = threading.local()


class Sentences:
    """`with sentences:` raises what the person is told instead of the engine's errors, and Cancelled."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            return
        if self._engine.was_interrupted(error):
            raise Cancelled from error
        known = self._engine.explain(error)
        if known is not None and known is not error:
            raise known from error


def closed() -> KnownError:
    """Return what is said when somebody still asks a shop that was closed."""
    return ShopClosed(_("The shop was closed. Open it again."))


def read_only_sentence(*, full: bool) -> str:
    """Return what is said where nothing can be changed.

    Args:
        full: because there is no room on the disk.
    """
    if full:
        return _("The disk is full, so the shop is open for reading only. Free some space and open it again.")
    return _("The shop is open for reading only, so nothing can be changed here.")
