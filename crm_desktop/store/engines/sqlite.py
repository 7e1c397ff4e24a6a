"""SQLite, through sqlcipher3: one known and recent SQLite on every system.

The pragmas, and why: WAL lets readers read while one writes; synchronous=FULL flushes at each commit, so that
a confirmed write survives a power cut; trusted_schema=OFF and cell_size_check=ON keep a doctored file from
running functions or overrunning pages; mmap stays off, because with it a cold start was measured five times
slower.
"""

from __future__ import annotations

import os
import sys
from array import array
from collections.abc import Sequence
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlcipher3 import dbapi2 as driver

from crm_desktop.shared import disk
from crm_desktop.shared.errors import KnownError, StorageError
from crm_desktop.shared.i18n import _
from crm_desktop.store.engines import sqlite_copy, sqlite_errors, sqlite_journal
from crm_desktop.store.engines.base import Connection, JournaledTable
from crm_desktop.store.engines.sqlite_header import APPLICATION_ID, check_header, refuse_newer

_BUSY_SECONDS = 15.0
_CLAIM_MILLISECONDS = 1_000
# The write-ahead log is cut back to this when a great import has made it large.
_LOG_BYTES = 16 * 1024 * 1024


class SqliteEngine:
    """The `base.Engine` of one PC."""

    def check_file(self, path: Path, newest: int) -> int:
        """Return the schema version of a shop's file, reading nothing but its header; raise FileRefused."""
        return check_header(path, newest)

    def refuse_newer(self, path: Path, version: int, newest: int) -> None:
        """Raise FileRefused when a schema version is newer than this program's."""
        refuse_newer(path, version, newest)

    def connect(self, path: Path, *, read_only: bool = False, frozen: bool = False) -> Connection:
        """Open a connection.

        Args:
            path: the file.
            read_only: refuse every write.
            frozen: nobody else can write either (a read-only disk): no lock files are needed.
        """
        uri = _uri(path, "ro" if read_only else "rw")
        connection: Any = driver.connect(
            uri + "&immutable=1" if frozen else uri,
            uri=True,
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        try:
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA cell_size_check=ON")
            connection.execute("PRAGMA foreign_keys=ON")
            # So that a row that REPLACE pushes out is journaled too.
            connection.execute("PRAGMA recursive_triggers=ON")
            # A reader leaves caching to the system (each thread has one); the writer needs room for imports.
            connection.execute(f"PRAGMA cache_size={-2000 if read_only else -8000}")
            if read_only:
                connection.execute("PRAGMA query_only=ON")
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            else:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=FULL")
                connection.execute("PRAGMA temp_store=FILE")
                connection.execute(f"PRAGMA journal_size_limit={_LOG_BYTES}")
        except BaseException as error:
            connection.close()
            known = self.explain(error)
            if known is not None and "disk I/O error" in str(error) and disk.is_full(path.parent):
                known = disk.disk_full()  # there was no room for the files of the log
            if known is not None:
                raise known from error
            raise
        return connection  # type: ignore[no-any-return]

    def prepare_new(self, connection: Connection) -> None:
        """Mark a new file as a shop's."""
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")

    def version(self, connection: Connection) -> int:
        """Return the schema version."""
        row = connection.execute("PRAGMA user_version").fetchone()
        return int(row[0]) if row else 0

    def set_version(self, connection: Connection, version: int) -> None:
        """Set the schema version, within the transaction in progress."""
        connection.execute(f"PRAGMA user_version={int(version)}")

    def next_id(self, connection: Connection, table: str) -> int:
        """Return the first id that no row of the table ever had."""
        row = connection.execute(
            "SELECT max((SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?),"
            f" (SELECT coalesce(max(id), 0) FROM {table})) + 1",
            (table,),
        ).fetchone()
        return int(row[0]) if row else 1

    def highest_ids(self, connection: Connection) -> dict[str, int]:
        """Return the highest id that a row ever had, of each table that had one."""
        return dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())

    def unkept_ids(self, connection: Connection) -> dict[str, tuple[int, int]]:
        """Return, of each table of the journal that has ids above its runs, the first and the last."""
        rows = connection.execute(sqlite_journal.UNKEPT).fetchall()
        return {name: (kept + 1, last) for name, kept, last in rows}

    def install_journal(self, connection: Connection, tables: Sequence[JournaledTable]) -> None:
        """Create, or create again, the triggers that keep the journal, and tell it the tables' shapes."""
        highest = self.highest_ids(connection)
        sqlite_journal.install(
            connection, [(t, self.columns(connection, t.name), highest.get(t.name, 0)) for t in tables]
        )

    def kept_value(self, place: int, image: str) -> str:
        """Return the SQL expression for the value at a place (0 is the first) of an image of the journal."""
        return f"json_extract({image}, '$[{place}]')"

    def columns(self, connection: Connection, table: str) -> list[str]:
        """Return the names of a table's columns, in their order."""
        return [str(r[1]) for r in connection.execute(f"PRAGMA table_info({table})").fetchall()]

    def claim(self, path: Path) -> None:
        """Prove that nobody else has the shop open, and fold its write-ahead log into the file."""
        connection = self.connect(path)
        try:
            # Leaving WAL needs the file for oneself alone: another connection holds a lock as long as it is
            # open.
            connection.execute(f"PRAGMA busy_timeout={_CLAIM_MILLISECONDS}")
            row = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
            alone = row is not None and row[0] == "delete"
        except Exception as error:
            if not sqlite_errors.is_driver_error(error) or "is locked" not in str(error):
                raise
            alone = False
        finally:
            connection.close()
        if not alone:
            raise StorageError(
                _("The shop is open in another window or program. Close it there, and then try again.")
            )

    def backup(self, connection: Connection, target: Path) -> None:
        """Write a whole copy with SQLite's backup interface: others may read and write meanwhile."""
        sqlite_copy.need_room(connection, target)
        copy: Any = driver.connect(str(target), isolation_level=None)
        try:
            connection.backup(copy)  # type: ignore[attr-defined]
        finally:
            copy.close()
        sqlite_copy.make_whole(target)

    def copy_still(self, connection: Connection, source: int, path: Path, target: Path) -> bool:
        """Write a whole copy of the file as it stands, while nobody else writes."""
        return sqlite_copy.copy_still(connection, source, path.with_name(path.name + "-wal"), target)

    def ids_query(self, sql: str) -> str:
        """Return the query that gives a whole list of ids as one value, which `ids_of` reads.

        One value instead of a row for each: SQLite makes it without Python's lock, so that the window's
        thread goes on meanwhile, and at 100,000 ids it takes half the time.
        """
        return f"SELECT group_concat(printf('%016x', id), '') FROM ({sql})"

    def ids_of(self, value: Any) -> array[int]:
        """Return the ids of such a value."""
        ids = array("q", bytes.fromhex(value or ""))
        if sys.byteorder == "little":
            ids.byteswap()
        return ids

    def data_version(self, connection: Connection) -> int:
        """Return SQLite's data_version: it changes when another connection has committed."""
        row = connection.execute("PRAGMA data_version").fetchone()
        return int(row[0]) if row else 0

    def tidy(self, connection: Connection) -> None:
        """Write anew the index over what customers bought in sum, see `base.Engine`."""
        connection.execute("REINDEX customer_totals_counts")

    def sound(self, connection: Connection, *, quick: bool) -> list[str]:
        """Return what SQLite finds wrong: pages and indices, then references to rows that are not there."""
        check = "quick_check" if quick else "integrity_check"
        found = [str(r[0]) for r in connection.execute(f"PRAGMA {check}(20)").fetchall()]
        faults = [] if found == ["ok"] else found
        faults += [
            f"{r[0]} {r[1]} -> {r[2]}" for r in connection.execute("PRAGMA foreign_key_check").fetchall()[:20]
        ]
        return faults

    def search_faults(self, connection: Connection) -> list[str]:
        """Return where the search index differs from the texts that it is made from.

        A second index is made from the texts, in a temporary file, and both are compared word by word.
        """
        made = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'customer_search'").fetchone()
        scratch: Any = driver.connect("", isolation_level=None)
        try:
            scratch.execute(made[0] if made else "")
            scratch.execute("BEGIN")
            texts = connection.execute("SELECT name_rank, search_text FROM customer_index ORDER BY name_rank")
            scratch.executemany("INSERT INTO customer_search(rowid, text) VALUES(?, ?)", texts)
            scratch.execute("COMMIT")
            wanted, there = self._words(scratch), self._words(connection)
            differing = (a or b for a, b in zip_longest(wanted, there) if a != b)
            return [f"customer_search {word}" for word in islice(differing, 5)]
        finally:
            scratch.close()

    @staticmethod
    def _words(connection: Connection) -> Any:
        """Return a cursor over (word, key of a customer) of a search index."""
        # A window onto the index, of this connection only; a reader may not even make that.
        connection.execute("PRAGMA query_only=OFF")
        connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.customer_words"
            " USING fts5vocab(main, customer_search, instance)"
        )
        return connection.execute("SELECT DISTINCT term, doc FROM temp.customer_words ORDER BY term, doc")

    def was_interrupted(self, error: BaseException) -> bool:
        """Return whether the query was cancelled."""
        return sqlite_errors.was_interrupted(error)

    def broke_a_rule(self, error: BaseException) -> bool:
        """Return whether the error says that a write broke a rule of the schema."""
        return sqlite_errors.is_driver_error(error) and type(error).__name__ == "IntegrityError"

    def explain(self, error: BaseException) -> KnownError | None:
        """Return the sentence for what SQLite or the disk said, or None when it is a fault of the program."""
        return sqlite_errors.explain(error)


def _uri(path: Path, mode: str) -> str:
    """Return SQLite's name for a file; of a folder in the network, the server is part of the path."""
    plain = os.fsencode(path.as_posix())
    slash = "" if plain.startswith(b"/") else "/"
    return f"file://{slash}{quote(plain, safe='/:')}?mode={mode}"
