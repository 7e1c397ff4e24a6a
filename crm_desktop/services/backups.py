"""Backups of the shop: made, kept by a schedule, checked, put back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crm_desktop.services.shop import Shop, open_shop
from crm_desktop.shared import disk
from crm_desktop.shared.clock import Clock, to_text
from crm_desktop.shared.errors import FileRefused, KnownError, StorageError
from crm_desktop.shared.i18n import _
from crm_desktop.shared.paths import ShopPaths
from crm_desktop.store import backup as store_backup
from crm_desktop.store.opening import claim

# Grandfather, father, son: how many days, weeks and months keep their newest backup.
DAILY, WEEKLY, MONTHLY = 7, 4, 12


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """A backup as a list shows it.

    Attributes:
        path: the file.
        made: the instant, UTC.
        reason: "manual", "closing", "daily", "upgrade" or "restore".
        size: bytes.
    """

    path: Path
    made: datetime
    reason: str
    size: int


def create(shop: Shop, reason: str = "manual", folder: Path | None = None) -> BackupInfo:
    """Make a backup and check it; then drop those that the schedule no longer keeps.

    Raises:
        KnownError: it could not be made; the older ones are all still there.
    """
    folder = folder or shop.paths.backups
    made = store_backup.create(shop.db, folder, stamp=to_text(shop.clock.now()), reason=reason)
    prune(folder)
    return _info(made)


def listing(shop: Shop) -> list[BackupInfo]:
    """Return the shop's backups, newest first."""
    return list_folder(shop.paths.backups)


def list_folder(folder: Path) -> list[BackupInfo]:
    """Return the backups in a folder, newest first."""
    return [_info(b) for b in store_backup.listing(folder)]


def verify(path: Path) -> None:
    """Prove that a backup is sound and unchanged; raise FileRefused."""
    if not path.exists():
        raise FileRefused(_("There is no backup here: {path}.").format(path=path))
    store_backup.check(path)


def restore(data: Path | str | None, path: Path, *, clock: Clock | None = None) -> Shop:
    """Put a backup in the shop's place and open it.

    The shop as it is now is backed up first, when it is sound; otherwise its files are kept beside it.

    Args:
        data: the shop's folder or file; every connection to it must be closed.
        path: the backup.
        clock: for the names of the files.

    Raises:
        KnownError: the backup is not sound, or the disk said no; the shop is as it was.
    """
    verify(path)
    paths = ShopPaths.of(data)
    moved: list[tuple[Path, Path]] = []
    if paths.database.exists():
        try:
            _keep_present(data, paths, clock)
        except FileRefused:
            moved = _set_aside(paths.database)
    try:
        paths.folder.mkdir(parents=True, exist_ok=True)
        store_backup.put_back(path, paths.database)
    except (KnownError, OSError) as error:
        for there, aside in moved:
            disk.move(aside, there)
        if isinstance(error, OSError):
            raise disk.explain(error) or _unwritable(paths.folder) from error
        raise
    return open_shop(data, clock=clock, create=False)


def _keep_present(data: Path | str | None, paths: ShopPaths, clock: Clock | None) -> None:
    """Back the shop up as it is now; raise FileRefused when it is not sound enough for that."""
    claim(paths.database)
    present = open_shop(data, clock=clock, create=False)
    try:
        store_backup.create(present.db, paths.backups, stamp=to_text(present.clock.now()), reason="restore")
    finally:
        present.close()
    claim(paths.database)


def _set_aside(database: Path) -> list[tuple[Path, Path]]:
    """Move a file that cannot be used, and its log, out of the way; return (from, to)."""
    count = 1
    while (aside := database.with_name(f"{database.name}.anterior-{count}")).exists():
        count += 1
    moved = []
    for rest in ("", "-wal"):
        there, new = database.with_name(database.name + rest), aside.with_name(aside.name + rest)
        if there.exists():
            disk.move(there, new)
            moved.append((there, new))
    return moved


def _unwritable(folder: Path) -> KnownError:
    return StorageError(_("The backup could not be put back to {path}.").format(path=folder))


def due(shop: Shop) -> bool:
    """Return whether no backup was made today and something changed since the last one."""
    newest = next(iter(listing(shop)), None)
    if newest is None:
        return True
    if shop.clock.local(newest.made).date() >= shop.clock.today():
        return False
    row = shop.db.read_one("SELECT at FROM journal_operation ORDER BY id DESC LIMIT 1")
    return bool(row) and row is not None and str(row[0]) > to_text(newest.made)


def prune(folder: Path) -> int:
    """Drop the backups that the schedule no longer keeps; return how many."""
    every = store_backup.listing(folder)
    keep = kept(b.stamp for b in every)
    dropped = [b for b in every if b.stamp not in keep and b.reason in ("closing", "daily", "manual")]
    for backup in dropped:
        store_backup.remove(backup)
    return len(dropped)


def kept(stamps: Iterable[str]) -> set[str]:
    """Return which of these backups (by stamp) the schedule keeps: the newest of each day, week and month."""
    keep: set[str] = set()
    for form, count in (("%Y-%m-%d", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)):
        periods: dict[str, str] = {}
        for stamp in sorted(stamps := list(stamps), reverse=True):
            periods.setdefault(_instant(stamp).strftime(form), stamp)
        keep |= set(sorted(periods.values(), reverse=True)[:count])
    newest_day = max((_instant(s).strftime("%Y-%m-%d") for s in stamps), default="")
    return keep | {s for s in stamps if _instant(s).strftime("%Y-%m-%d") == newest_day}


def _instant(stamp: str) -> datetime:
    return datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def _info(backup: store_backup.Backup) -> BackupInfo:
    return BackupInfo(backup.path, _instant(backup.stamp), backup.reason, backup.size)
