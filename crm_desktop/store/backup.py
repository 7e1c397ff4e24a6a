"""Backups: made whole, checked, named by their instant, and put back.

A backup is a database file with, beside it, its SHA-256: `integrity_check` passes many flipped bits,
a digest none.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.shared.errors import FileRefused, StorageError
from crm_desktop.shared.i18n import _
from crm_desktop.store.database import ShopDatabase
from crm_desktop.store.engines.base import Engine
from crm_desktop.store.engines.sqlite import SqliteEngine

_SUFFIX = ".copia.db"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup on the disk.

    Attributes:
        stamp: when it was made, UTC, as `20261121T090500Z`.
        reason: "manual", "closing", "daily", "upgrade", "restore".
        size: bytes.
    """

    path: Path
    stamp: str
    reason: str
    size: int


def create(database: ShopDatabase, folder: Path, *, stamp: str, reason: str) -> Backup:
    """Make a backup, check it, and only then give it its name.

    Args:
        database: the open shop.
        folder: where backups are kept; made if missing.
        stamp: the instant, `clock.to_text` form or `20261121T090500Z`.
        reason: a word for its name.

    Raises:
        StorageError: no space, no permission, or the copy is not sound; no half backup is left.
    """
    compact = stamp.replace("-", "").replace(":", "").split(".")[0].rstrip("Z") + "Z"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _free_name(folder, f"mostrador-{compact}-{reason}")
        draft = path.with_name(path.name + ".parte")
        try:
            database.backup(draft)
            check(draft, database.engine)
            digest = _sha256(draft)
            _write_flushed(_digest_path(path), f"{digest}  {path.name}\n")
            draft.replace(path)
            _flush_folder(folder)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        known = database.engine.explain(error)
        raise known or StorageError(
            _("The backup could not be written to {path}.").format(path=folder)
        ) from error
    return Backup(path, compact, reason, path.stat().st_size)


def _free_name(folder: Path, stem: str) -> Path:
    path = folder / f"{stem}{_SUFFIX}"
    count = 2
    while path.exists():
        path = folder / f"{stem}-{count}{_SUFFIX}"
        count += 1
    return path


def listing(folder: Path) -> list[Backup]:
    """Return the backups in a folder, newest first."""
    found = []
    for path in folder.glob(f"mostrador-*{_SUFFIX}"):
        parts = path.name.removesuffix(_SUFFIX).split("-")
        found.append(Backup(path, parts[1], parts[2] if len(parts) > 2 else "", path.stat().st_size))
    return sorted(found, key=lambda b: (b.stamp, b.path.name), reverse=True)


def check(path: Path, engine: Engine | None = None) -> None:
    """Prove that a backup is a sound shop's file and, when its digest is beside it, exactly what was written.

    Raises:
        FileRefused: it is not.
    """
    from crm_desktop.store.opening import newest_version

    engine = engine or SqliteEngine()
    engine.check_file(path, newest_version())
    digest = _digest_path(path)
    if digest.exists() and digest.read_text("utf-8").split()[:1] != [_sha256(path)]:
        raise FileRefused(
            _("This backup has changed since it was made: {path}. Use another one.").format(path=path)
        )
    connection = engine.connect(path, read_only=True, frozen=True)
    try:
        faults = engine.sound(connection, quick=True)
    except Exception as error:
        known = engine.explain(error)
        raise known or error from error
    finally:
        connection.close()
    if faults:
        raise FileRefused(_("This backup is damaged: {path}. Use another one.").format(path=path))


def put_back(backup: Path, target: Path) -> None:
    """Put a backup in the shop's place; every connection to the shop must be closed.

    The file is written beside its place and moved there. A write-ahead log of the old file is removed first:
    beside another file it would corrupt it.
    """
    draft = target.with_name(target.name + ".vuelta")
    try:
        with backup.open("rb") as source, draft.open("wb") as copy:
            while block := source.read(1 << 20):
                copy.write(block)
            copy.flush()
            os.fsync(copy.fileno())
        for rest in ("-wal", "-shm"):
            target.with_name(target.name + rest).unlink(missing_ok=True)
        draft.replace(target)
        _flush_folder(target.parent)
    except OSError as error:
        raise SqliteEngine().explain(error) or StorageError(
            _("The backup could not be put back to {path}.").format(path=target)
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def remove(backup: Backup) -> None:
    """Delete a backup and its digest."""
    backup.path.unlink(missing_ok=True)
    _digest_path(backup.path).unlink(missing_ok=True)


def _digest_path(path: Path) -> Path:
    return path.with_name(path.name + ".sha256")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_flushed(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no handle to flush a folder by
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
