"""peewee over a connection that the engine opened: what the migrations run on."""

from __future__ import annotations

from pathlib import Path

import peewee

from crm_desktop.store.engines.base import Connection, Engine


class PeeweeDatabase(peewee.SqliteDatabase):
    """A peewee database whose connection has the engine's pragmas."""

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
