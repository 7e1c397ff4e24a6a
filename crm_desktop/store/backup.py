"""Backups: made whole, checked, named by their instant, and put back.

A backup is a database file with, beside it, its SHA-256: `integrity_check` passes many flipped bits,
a digest none.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.shared import disk
from crm_desktop.shared.errors import FileDamaged, FileRefused, StorageError
from crm_desktop.shared.i18n import _
from crm_desktop.store.connections import Sentences
from crm_desktop.store.database import ShopDatabase
from crm_desktop.store.engines.base import Engine
from crm_desktop.store.engines.sqlite import SqliteEngine
from crm_desktop.store.versions import newest_version

_SUFFIX = ".copia.db"
# A backup is made in seconds; a piece that is older than this belongs to a program that was killed.
_ABANDONED_SECONDS = 3600
# A folder synchroniser adds words of its own to names; such files are no backups of ours.
_NAME = re.compile(r"mostrador-(?P<stamp>\d{8}T\d{6}Z)-(?P<reason>[a-z]+)(?:-(?P<count>\d+))?\.copia\.db")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup on the disk.

    Attributes:
        stamp: when it was made, UTC, as `20261121T090500Z`.
        reason: "manual", "closing", "daily", "upgrade", "restore".
        size: bytes.
        count: its place among those of the same second, from 1.
    """

    path: Path
    stamp: str
    reason: str
    size: int
    count: int = 1


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
            _refuse_damaged(draft, database)
            _write_flushed(_digest_path(path), f"{_sha256(draft)}  {path.name}\n")
            disk.move(draft, path)
            disk.flush_folder(folder)
            _remove_abandoned(path)
        except BaseException:
            if not path.exists():
                _digest_path(path).unlink(missing_ok=True)
            raise
        finally:
            for rest in ("", "-journal"):
                draft.with_name(draft.name + rest).unlink(missing_ok=True)
    except OSError as error:
        known = database.engine.explain(error)
        raise known or StorageError(
            _("The backup could not be written to {path}.").format(path=folder)
        ) from error
    return Backup(path, compact, reason, path.stat().st_size)


def _remove_abandoned(made: Path) -> None:
    """Take away the pieces that processes left here which were killed long before this backup was made."""
    with suppress(OSError):
        before = made.stat().st_mtime - _ABANDONED_SECONDS
        pieces = [*made.parent.glob(f"*{_SUFFIX}.parte*"), *made.parent.glob(f"*{_SUFFIX}.sha256")]
        for piece in pieces:
            alone = piece.suffix != ".sha256" or not piece.with_suffix("").exists()
            if alone and piece.stat().st_mtime < before:
                piece.unlink()


def _free_name(folder: Path, stem: str) -> Path:
    path = folder / f"{stem}{_SUFFIX}"
    count = 2
    while path.exists():
        path = folder / f"{stem}-{count}{_SUFFIX}"
        count += 1
    return path


def listing(folder: Path) -> list[Backup]:
    """Return the backups in a folder, newest first; files with other names are left out."""
    found = []
    for path in folder.glob(f"*{_SUFFIX}"):
        parts = _NAME.fullmatch(path.name)
        with suppress(OSError):  # it was taken away in this very moment
            if parts:
                count = int(parts["count"] or 1)
                found.append(Backup(path, parts["stamp"], parts["reason"], path.stat().st_size, count))
    return sorted(found, key=lambda b: (b.stamp, b.count, b.path.name), reverse=True)


def check(path: Path, engine: Engine | None = None) -> None:
    """Prove that a backup is a sound shop's file and, when its digest is beside it, exactly what was written.

    Raises:
        FileRefused: it is not.
    """
    engine = engine or SqliteEngine()
    damaged = FileRefused(_("This backup is damaged: {path}. Use another one.").format(path=path))
    try:
        engine.check_file(path, newest_version())
    except FileDamaged as error:
        raise damaged from error
    digest = _digest_path(path)
    if digest.exists() and digest.read_text("utf-8", errors="replace").split()[:1] != [_sha256(path)]:
        raise FileRefused(
            _("This backup has changed since it was made: {path}. Use another one.").format(path=path)
        )
    try:
        sound = not _faults(path, engine)
    except FileDamaged as error:
        raise damaged from error
    if not sound:
        raise damaged


def _refuse_damaged(draft: Path, database: ShopDatabase) -> None:
    """Raise FileRefused when a copy that was just made is not sound: then the shop's file is not."""
    if _faults(draft, database.engine):
        raise FileRefused(
            _(
                "The shop's file is damaged: {path}. Restore the last backup; the file was not touched."
            ).format(path=database.path)
        )


def _faults(path: Path, engine: Engine) -> list[str]:
    with Sentences(engine):
        connection = engine.connect(path, read_only=True, frozen=True)
        try:
            return engine.sound(connection, quick=True)
        finally:
            connection.close()


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
        disk.move(draft, target)
        disk.flush_folder(target.parent)
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
    import hashlib  # opens the system's cryptography, which the first look at the window need not wait for

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_flushed(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
