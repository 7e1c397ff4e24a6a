"""A copy of a shop's file as it stands, while nobody writes: as quick as copying any file.

SQLite's backup interface takes a page at a time and was measured two to three times slower on a quick disk.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from crm_desktop.shared import disk
from crm_desktop.store.engines.base import Connection

_BLOCK = 1 << 20
_MAGIC = b"SQLite format 3\x00"
_JOURNAL_AT = 18
# How long is waited for readers of the log and for other writers, before the copy is made in the other way.
_PATIENCE_MS = 200


def copy_still(connection: Connection, source: int, log: Path, target: Path) -> bool:
    """Fold the log into the file, keep everybody from writing, and copy the file.

    Args:
        connection: the writer's, outside of a transaction.
        source: the shop's file, open for reading. Its owner closes it only when no connection is open any
            more: closing any handle of a file takes away the locks that the process has on it (POSIX; see
            "How To Corrupt An SQLite Database File", section 2.2).
        log: the write-ahead log beside it.
        target: where to; flushed to the disk.

    Returns:
        False when somebody reads or writes just now; then nothing was copied.
    """
    patience = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}")
    try:
        folded = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if folded is None or folded[0] or not _hold(connection):
            return False
        try:
            if log.exists() and log.stat().st_size:
                return False  # somebody wrote in between
            need_room(connection, target)
            _copy(source, target)
        finally:
            connection.execute("ROLLBACK")
    finally:
        connection.execute(f"PRAGMA busy_timeout={patience[0] if patience else 0}")
    make_whole(target)
    return True


def _hold(connection: Connection) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except driver.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            return False
        raise
    return True


def _copy(source: int, target: Path) -> None:
    size = os.fstat(source).st_size
    with target.open("wb", buffering=0) as file:
        done = 0
        while done < size:
            os.lseek(source, done, os.SEEK_SET)
            block = os.read(source, min(_BLOCK, size - done))
            if not block:
                break
            done += file.write(block)  # on a disk that gets full, less than the whole block


def need_room(connection: Connection, target: Path) -> None:
    """Raise StorageError when a copy of the file has no room where it is to go."""
    pages, size = (
        (connection.execute(f"PRAGMA {name}").fetchone() or (0,))[0] for name in ("page_count", "page_size")
    )
    if shutil.disk_usage(target.parent).free < pages * size:
        raise disk.disk_full()


def make_whole(target: Path) -> None:
    """Let a copy stand alone, so that it expects no log beside it, and flush it to the disk.

    The two bytes that say "with a write-ahead log" are written over (SQLite file format, section 1.3.3:
    offsets 18 and 19, 1 for a rollback journal); asking SQLite for it took as long as copying a small shop.
    """
    with target.open("rb+") as file:
        if file.read(len(_MAGIC)) == _MAGIC:
            file.seek(_JOURNAL_AT)
            file.write(b"\x01\x01")
            file.flush()
        os.fsync(file.fileno())
