"""SQLite, through sqlcipher3: one known and recent SQLite on every system.

The pragmas, and why: WAL lets readers read while one writes; synchronous=FULL flushes at each commit, so that
a confirmed write survives a power cut; trusted_schema=OFF and cell_size_check=ON keep a doctored file from
running functions or overrunning pages; mmap stays off, because with it a cold start was measured five times
slower.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from crm_desktop.shared import disk
from crm_desktop.shared.errors import FileRefused, KnownError, ReadOnlyError, StorageError
from crm_desktop.shared.i18n import _
from crm_desktop.store.engines.base import Connection, JournaledTable

# "Mstr" in ASCII; marks a file as a shop's (SQLite file format, section 1.3.14: application id at offset 68).
APPLICATION_ID = 0x4D737472
_MAGIC = b"SQLite format 3\x00"
_BUSY_SECONDS = 15.0
_TRIGGERS = (
    ("insert", "NEW", "NULL", "{new}"),
    ("update", "NEW", "{old}", "{new}"),
    ("delete", "OLD", "{old}", "NULL"),
)


class SqliteEngine:
    """The `base.Engine` of one PC."""

    def check_file(self, path: Path, newest: int) -> int:
        """Return the schema version of a shop's file, reading nothing but its header.

        Raises:
            FileRefused: empty, damaged, of another program, or of a newer version.
        """
        try:
            size = path.stat().st_size
            with path.open("rb") as file:
                header = file.read(100)
        except OSError as error:
            raise StorageError(
                _("The shop's file cannot be read: {path}. Check that the disk is connected.").format(
                    path=path
                )
            ) from error
        if size == 0:
            raise FileRefused(
                _(
                    "The shop's file is empty: {path}. Restore the last backup; the file was not touched."
                ).format(path=path)
            )
        if len(header) < 100 or not header.startswith(_MAGIC):
            raise FileRefused(
                _(
                    "This is not a shop's file, or its beginning is damaged: {path}. Choose another file or"
                    " restore the last backup; the file was not touched."
                ).format(path=path)
            )
        user_version, application_id = (
            struct.unpack(">I", header[60:64])[0],
            struct.unpack(">I", header[68:72])[0],
        )
        if application_id != APPLICATION_ID:
            raise FileRefused(
                _(
                    "This file belongs to another program: {path}. Choose another one; it was not touched."
                ).format(path=path)
            )
        if user_version > newest:
            raise FileRefused(
                _(
                    "This shop was made by a newer version of the program: {path}. Install the newest"
                    " version to open it; the file was not touched."
                ).format(path=path)
            )
        page = struct.unpack(">H", header[16:18])[0]
        page = 65536 if page == 1 else page
        if page < 512 or page & (page - 1) or header[18] not in (1, 2) or header[21:24] != b"\x40\x20\x20":
            raise self._damaged(path)
        pages = struct.unpack(">I", header[28:32])[0]
        wal = path.with_name(path.name + "-wal")
        has_wal = wal.exists() and wal.stat().st_size > 0
        if pages * page > size and not has_wal:
            raise self._damaged(path)
        return int(user_version)

    @staticmethod
    def _damaged(path: Path) -> FileRefused:
        return FileRefused(
            _(
                "The shop's file is damaged: {path}. Restore the last backup; the file was not touched."
            ).format(path=path)
        )

    def connect(self, path: Path, *, read_only: bool = False, frozen: bool = False) -> Connection:
        """Open a connection.

        Args:
            path: the file.
            read_only: refuse every write.
            frozen: nobody else can write either (a read-only disk): no lock files are needed.
        """
        mode = "?mode=ro" if read_only else "?mode=rwc"
        if frozen:
            mode += "&immutable=1"
        connection: Any = driver.connect(
            path.as_uri() + mode,
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
            connection.execute("PRAGMA cache_size=-8000")
            if read_only:
                connection.execute("PRAGMA query_only=ON")
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            else:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=FULL")
                connection.execute("PRAGMA temp_store=FILE")
        except BaseException as error:
            connection.close()
            known = self.explain(error)
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

    def install_journal(self, connection: Connection, tables: Sequence[JournaledTable]) -> None:
        """Create, or create again, the triggers that keep the journal.

        Each writes the row before and after as a JSON object under the operation in progress. Without one the
        journal's NOT NULL refuses the row, so that no write escapes the journal.
        """
        old = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type='trigger' AND name GLOB 'journal_*'"
        ).fetchall()
        for (name,) in old:
            connection.execute(f'DROP TRIGGER "{name}"')
        for table in tables:
            texts = {
                "old": self.row_as_text(connection, table.name, "OLD"),
                "new": self.row_as_text(connection, table.name, "NEW"),
            }
            for event, row, before, after in _TRIGGERS:
                customer = table.customer.format(row=row) or "NULL"
                changed = f" WHEN {texts['old']} IS NOT {texts['new']}" if event == "update" else ""
                connection.execute(
                    f"CREATE TRIGGER journal_{table.name}_{event} AFTER {event.upper()}"
                    f" ON {table.name}{changed} BEGIN"
                    " INSERT INTO journal_row(operation_id, table_name, row_id, customer_id, before, after)"
                    f" VALUES((SELECT operation_id FROM journal_current), '{table.name}', {row}.id,"
                    f" {customer}, {before.format(**texts)}, {after.format(**texts)}); END"
                )

    def row_as_text(self, connection: Connection, table: str, row: str) -> str:
        """Return the SQL expression for a whole row as the journal keeps it: a JSON object of its columns."""
        columns = [r[1] for r in connection.execute(f"PRAGMA table_info({table})").fetchall()]
        return "json_object(" + ", ".join(f"'{c}', {row}.{c}" for c in columns) + ")"

    def backup(self, connection: Connection, target: Path) -> None:
        """Write a whole copy, flushed, with SQLite's backup interface (0.98 of a flushed file copy)."""
        copy: Any = driver.connect(str(target), isolation_level=None)
        try:
            connection.backup(copy)  # type: ignore[attr-defined]
            # A copy stands alone: it must not expect a -wal file beside it.
            copy.execute("PRAGMA journal_mode=DELETE")
        finally:
            copy.close()
        with target.open("rb+") as file:
            os.fsync(file.fileno())

    def data_version(self, connection: Connection) -> int:
        """Return SQLite's data_version: it changes when another connection has committed."""
        row = connection.execute("PRAGMA data_version").fetchone()
        return int(row[0]) if row else 0

    def sound(self, connection: Connection, *, quick: bool) -> list[str]:
        """Return what SQLite finds wrong: pages and indices, then references to rows that are not there."""
        check = "quick_check" if quick else "integrity_check"
        found = [str(r[0]) for r in connection.execute(f"PRAGMA {check}(20)").fetchall()]
        faults = [] if found == ["ok"] else found
        faults += [
            f"{r[0]} {r[1]} -> {r[2]}" for r in connection.execute("PRAGMA foreign_key_check").fetchall()[:20]
        ]
        return faults

    def was_interrupted(self, error: BaseException) -> bool:
        """Return whether the query was cancelled."""
        return "interrupted" in str(error) and type(error).__name__ == "OperationalError"

    def explain(self, error: BaseException) -> KnownError | None:
        """Return the sentence for what SQLite or the disk said, or None when it is a fault of the program."""
        if isinstance(error, KnownError):
            return error
        if isinstance(error, OSError):
            return disk.explain(error)
        if not _is_driver_error(error):
            return None
        text = str(error)
        for words, make in _EXPLANATIONS:
            if words in text:
                return make()
        return None


def _is_driver_error(error: BaseException) -> bool:
    # peewee wraps the driver's errors in classes of its own with the same names.
    return isinstance(error, driver.Error) or type(error).__module__ == "peewee"


def _locked() -> KnownError:
    return StorageError(
        _("Another program is writing to the shop's file. Wait a moment and try again; nothing was changed.")
    )


def _read_only() -> KnownError:
    return ReadOnlyError(_("The shop is open for reading only, so nothing can be changed here."))


def _disk() -> KnownError:
    return StorageError(
        _("The disk failed while reading or writing. Check the disk and try again; nothing was changed.")
    )


def _broken() -> KnownError:
    return FileRefused(_("The shop's file is damaged. Restore the last backup; the file was not touched."))


def _gone() -> KnownError:
    return StorageError(
        _("The shop's file cannot be opened. Check that the folder exists and that you may write in it.")
    )


_EXPLANATIONS = (
    ("disk is full", disk.disk_full),
    ("locked", _locked),
    ("busy", _locked),
    ("readonly", _read_only),
    ("disk I/O error", _disk),
    ("malformed", _broken),
    ("not a database", _broken),
    ("unsupported file format", _broken),
    ("unable to open", _gone),
)
