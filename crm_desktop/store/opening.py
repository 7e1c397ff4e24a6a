"""Opening a shop: made new, brought up to date, or refused untouched."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from crm_desktop.shared import disk
from crm_desktop.shared.errors import DiskFull, FileRefused, ReadOnlyError, StorageError
from crm_desktop.shared.i18n import _
from crm_desktop.shared.log import logger
from crm_desktop.shared.paths import ShopPaths
from crm_desktop.store.connections import Sentences
from crm_desktop.store.database import ShopDatabase
from crm_desktop.store.engines.base import Connection, Engine
from crm_desktop.store.engines.sqlite import SqliteEngine
from crm_desktop.store.schema import JOURNALED
from crm_desktop.store.versions import MIGRATIONS, newest_version

__all__ = ["MIGRATIONS", "claim", "newest_version", "open_database"]

_DRAFT = ".nueva-"
# A draft is made in a second; one that is older than this belongs to a program that was killed.
_ABANDONED_SECONDS = 3600


def open_database(
    paths: ShopPaths,
    *,
    stamp: str,
    create: bool = True,
    engine: Engine | None = None,
    migrations: Path = MIGRATIONS,
) -> ShopDatabase:
    """Open the shop's file; make it when there is none.

    Args:
        paths: where the shop is.
        stamp: the instant as text, for the name of the backup before an upgrade.
        create: make a new shop when there is none.
        engine: the engine; SQLite by default.
        migrations: the folder of the migrations.

    Raises:
        FileRefused: not a shop's file, damaged, empty, or newer than this program; it was not touched.
        StorageError: the disk said no.
    """
    engine = engine or SqliteEngine()
    path = paths.database
    newest = newest_version(migrations)
    with Sentences(engine):
        if not path.exists():
            if not create:
                raise FileRefused(_("There is no shop here: {path}.").format(path=path))
            _make(engine, paths, newest, migrations)
        engine.check_file(path, newest)
        try:
            if not _writable(paths.folder, path):
                return _open_read_only(engine, path, newest)
            version, reader = _looked_into(engine, path, newest)
            if version >= newest:
                return _proved(ShopDatabase(engine, path, reader=reader))
            reader.close()
        except Exception as error:
            full = engine.explain(error)
            if not isinstance(full, DiskFull):
                raise
            return _open_full(engine, path, newest, full)
        _upgrade(engine, paths, newest, migrations, stamp)
        return _proved(ShopDatabase(engine, path))


def claim(path: Path, engine: Engine | None = None) -> None:
    """Prove that a shop's file is one and that nobody has it open; leave it whole by itself, without a log.

    Raises:
        FileRefused: not a shop's file, damaged, empty, or newer than this program.
        StorageError: somebody has it open, or the disk said no.
    """
    engine = engine or SqliteEngine()
    with Sentences(engine):
        engine.check_file(path, newest_version())
        engine.claim(path)


def _version(engine: Engine, path: Path, newest: int) -> int:
    version, reader = _looked_into(engine, path, newest)
    reader.close()
    return version


def _looked_into(engine: Engine, path: Path, newest: int) -> tuple[int, Connection]:
    """Return the schema version, and the connection that has read it.

    A process that was killed while it folded the log into the file leaves a journal, which has to be rolled
    back before anything can be read; a reader may not do that.
    """
    try:
        connection = engine.connect(path, read_only=True)
    except ReadOnlyError:
        engine.connect(path).close()
        connection = engine.connect(path, read_only=True)
    try:
        version = engine.version(connection)
        engine.refuse_newer(path, version, newest)
    except BaseException:
        connection.close()
        raise
    return version, connection


def _proved(database: ShopDatabase) -> ShopDatabase:
    """Return the shop once its first pages have been read."""
    try:
        database.read_one("SELECT id FROM journal_operation ORDER BY id DESC LIMIT 1")
        database.read_one("SELECT id FROM customer LIMIT 1")
        database.read_one("SELECT name_rank FROM customer_index LIMIT 1")
    except BaseException:
        database.close(fold=False)
        raise
    return database


def _make(engine: Engine, paths: ShopPaths, newest: int, migrations: Path) -> None:
    """Make a new shop beside its place and move it there whole, so that no half-made file is ever found."""
    try:
        paths.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            _("The shop's folder cannot be made: {path}. Choose another one.").format(path=paths.folder)
        ) from error
    handle, name = tempfile.mkstemp(prefix=_DRAFT, suffix=".db", dir=paths.folder)
    os.close(handle)
    draft = Path(name)
    _remove_old_drafts(draft)
    try:
        connection = engine.connect(draft)
        try:
            engine.prepare_new(connection)
        finally:
            connection.close()
        _migrate(engine, draft, newest, migrations)
        connection = engine.connect(draft)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another start of the program was quicker: its file stays
            _move_new(draft, paths.database)
            disk.flush_folder(paths.folder)
    finally:
        for rest in ("", "-wal", "-shm"):
            draft.with_name(draft.name + rest).unlink(missing_ok=True)


def _remove_old_drafts(mine: Path) -> None:
    """Take away what a program that was killed while it made a shop left here."""
    for old in mine.parent.glob(f"{_DRAFT}*"):
        with suppress(OSError):
            if old.stat().st_mtime < mine.stat().st_mtime - _ABANDONED_SECONDS:
                old.unlink()


def _move_new(draft: Path, target: Path) -> None:
    """Move a file to its place unless something is there already."""
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links (FAT on a USB stick)
        if target.exists():
            raise FileExistsError(target) from None
        disk.move(draft, target)


def _migrate(engine: Engine, path: Path, newest: int, migrations: Path) -> None:
    """Run all pending migrations in one transaction, and renew the journal's triggers."""
    from playhouse.migrations import Runner

    from crm_desktop.store.peewee_database import PeeweeDatabase

    database = PeeweeDatabase(engine, path)
    database.connect()
    try:
        # Tables are rebuilt by some migrations; references are proved as a whole at the end.
        database.raw().execute("PRAGMA foreign_keys=OFF")
        # Whoever comes second waits here, and then finds nothing left to do.
        with database.atomic("IMMEDIATE"):
            runner: Any = Runner(database, str(migrations))  # type: ignore[no-untyped-call]
            runner.up()
            connection = database.raw()
            engine.install_journal(connection, JOURNALED)
            engine.set_version(connection, newest)
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
            if broken is not None:
                raise RuntimeError(f"a migration left a broken reference: {broken}")
    finally:
        database.close()


def _upgrade(engine: Engine, paths: ShopPaths, newest: int, migrations: Path, stamp: str) -> None:
    """Bring an older shop up to date after a verified backup; put the backup back if anything fails."""
    from crm_desktop.store import backup

    engine.claim(paths.database)
    database = ShopDatabase(engine, paths.database)
    try:
        made = backup.create(database, paths.backups, stamp=stamp, reason="upgrade")
    finally:
        database.close(fold=False)
    try:
        _migrate(engine, paths.database, newest, migrations)
        proof = engine.connect(paths.database, read_only=True)
        try:
            faults = engine.sound(proof, quick=True)
        finally:
            proof.close()
        if faults:
            raise RuntimeError(f"the upgraded file is not sound: {faults[0]}")
    except Exception as error:
        logger().exception("upgrade failed")
        backup.put_back(made.path, paths.database)
        known = engine.explain(error)
        sentence = _("The shop could not be brought up to date; it is as it was before. {reason}").format(
            reason=known.sentence if known else _("Please report this fault, with the log.")
        )
        raise StorageError(sentence) from error


def _writable(folder: Path, path: Path) -> bool:
    """Return whether files can be made in the folder and the shop's file changed, by trying it."""
    try:
        handle, name = tempfile.mkstemp(prefix=".prueba-", dir=folder)
        os.close(handle)
        Path(name).unlink()
        with path.open("rb+"):
            return True
    except OSError as error:
        if disk.refused(error):
            return False
        raise


def _open_full(engine: Engine, path: Path, newest: int, full: DiskFull) -> ShopDatabase:
    """Open a shop for reading where there is no room even for the small files of one that is written to."""
    logger().warning("the disk is full: %s is only read", path)
    if engine.check_file(path, newest) < newest:
        raise full
    database = _open_read_only(engine, path, newest)
    database.disk_full = True
    return database


def _open_read_only(engine: Engine, path: Path, newest: int) -> ShopDatabase:
    """Open a shop in a place where nothing can be written."""
    try:
        version = _version(engine, path, newest)
        database = ShopDatabase(engine, path, read_only=True)
    except Exception as error:
        known = engine.explain(error)
        if known is None or isinstance(known, FileRefused):
            raise
        # Without the files of a log a reader needs the file for itself; what is only in a log is folded into
        # a copy.
        scratch = _folded_copy(engine, path)
        seen = scratch / path.name if scratch else path
        database = ShopDatabase(engine, seen, read_only=True, frozen=True, scratch=scratch)
        version = engine.version(database.connection())
    if version < newest:
        database.close()
        raise FileRefused(
            _(
                "This shop is of an older version and its folder is read-only, so it cannot be brought up to"
                " date: {path}. Copy it to a folder where you may write."
            ).format(path=path)
        )
    return _proved(database)


def _folded_copy(engine: Engine, path: Path) -> Path | None:
    """Return a folder with a copy into which the log was folded, or None when there is no log."""
    beside = [path.with_name(path.name + rest) for rest in ("-wal", "-journal")]
    logs = [log for log in beside if log.exists() and log.stat().st_size]
    if not logs:
        return None
    scratch = Path(tempfile.mkdtemp(prefix="mostrador-"))
    try:
        copy = scratch / path.name
        shutil.copyfile(path, copy)
        for log in logs:
            shutil.copyfile(log, copy.with_name(log.name))
        engine.claim(copy)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    return scratch
