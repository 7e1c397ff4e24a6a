"""Backups of the store: whole, checked, and never half there."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.services import customers, integrity
from crm_desktop.services.shop import Shop
from crm_desktop.shared import disk
from crm_desktop.shared.errors import FileRefused, StorageError
from crm_desktop.store import backup as store_backup
from tests.factories import a_customer, a_shop
from tests.store.shops import AT, files, look, mounted


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(a_shop(tmp_path / "tienda")) as made:
        customers.save_customer(made, a_customer())
        yield made


def make(shop: Shop, reason: str = "manual", stamp: str = AT) -> store_backup.Backup:
    return store_backup.create(shop.db, shop.paths.backups, stamp=stamp, reason=reason)


def test_a_backup_stands_alone_and_has_everything(shop: Shop) -> None:
    made = make(shop)
    assert made.path.name == "mostrador-20261121T080500Z-manual.copia.db"
    assert files(shop.paths.backups) == [made.path.name, made.path.name + ".sha256"]
    assert made.size == made.path.stat().st_size
    with closing(sqlite3.connect(f"{made.path.as_uri()}?mode=ro", uri=True)) as copy:
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert copy.execute("SELECT given_name FROM customer").fetchall() == [("Ángel",)]
    store_backup.check(made.path)
    assert files(shop.paths.backups) == [made.path.name, made.path.name + ".sha256"]


def test_backups_of_the_same_second_get_names_of_their_own(shop: Shop) -> None:
    made = [make(shop) for _ in range(3)]
    assert len({b.path for b in made}) == 3
    assert [b.path for b in store_backup.listing(shop.paths.backups)] == [b.path for b in reversed(made)]


def test_listing_knows_when_and_why_and_leaves_other_files_alone(shop: Shop) -> None:
    make(shop, "daily", "2026-11-20T08:00:00.000Z")
    make(shop, "manual", "2026-11-21T08:00:00.000Z")
    folder = shop.paths.backups
    names = [
        "mostrador-20261121T080000Z-manual (copia en conflicto).copia.db",
        "mostrador-ayer-manual.copia.db",
        "mostrador-20261121T080000Z.copia.db",
        "foto.copia.db",
        "mostrador-20261121T080000Z-manual.copia.db.parte",
    ]
    for name in names:
        (folder / name).write_bytes(b"x")
    assert [(b.stamp, b.reason) for b in store_backup.listing(folder)] == [
        ("20261121T080000Z", "manual"),
        ("20261120T080000Z", "daily"),
    ]
    assert store_backup.listing(folder / "no existe") == []


@pytest.mark.parametrize("part", [0.0, 0.3, 0.6, 0.999])
def test_one_flipped_bit_is_found(shop: Shop, part: float) -> None:
    made = make(shop)
    content = bytearray(made.path.read_bytes())
    content[int(len(content) * part)] ^= 1
    made.path.write_bytes(content)
    before = look(made.path)
    with pytest.raises(FileRefused):
        store_backup.check(made.path)
    assert look(made.path) == before


def test_a_damaged_backup_is_found_without_its_digest_too(shop: Shop) -> None:
    made = make(shop)
    made.path.with_name(made.path.name + ".sha256").unlink()
    store_backup.check(made.path)
    content = bytearray(made.path.read_bytes())
    content[4096 * 2 : 4096 * 20] = bytes(4096 * 18)
    made.path.write_bytes(content)
    with pytest.raises(FileRefused, match="damaged"):
        store_backup.check(made.path)


def _half(content: bytearray) -> None:
    del content[4097:]


def _zeros(content: bytearray) -> None:
    content[4096 : 4096 * 8] = bytes(4096 * 7)


def _beginning(content: bytearray) -> None:
    content[:16] = b"no soy una copia"


@pytest.mark.parametrize("spoil", [bytearray.clear, _beginning, _zeros, _half])
def test_a_backup_that_is_damaged_is_never_called_the_shops_file(
    shop: Shop, spoil: Callable[[bytearray], None]
) -> None:
    made = make(shop)
    made.path.with_name(made.path.name + ".sha256").unlink()
    content = bytearray(made.path.read_bytes())
    spoil(content)
    made.path.write_bytes(content)
    with pytest.raises(FileRefused, match=r"This backup is damaged: .*Use another one"):
        store_backup.check(made.path)


@pytest.mark.parametrize("digest", [b"", b"\xff\xfe", b"abc  x"])
def test_a_digest_that_is_not_one_is_not_believed(shop: Shop, digest: bytes) -> None:
    made = make(shop)
    made.path.with_name(made.path.name + ".sha256").write_bytes(digest)
    with pytest.raises(FileRefused, match="changed since"):
        store_backup.check(made.path)


def test_a_shop_that_is_damaged_gives_no_backup_and_says_so(shop: Shop) -> None:
    (row,) = shop.db.read("SELECT rootpage FROM sqlite_schema WHERE name = 'interaction_customer'")
    shop.close()
    content = bytearray(shop.paths.database.read_bytes())
    content[4096 * (row[0] - 1) : 4096 * row[0]] = b"\xa5" * 4096
    shop.paths.database.write_bytes(content)
    with closing(a_shop(shop.paths.folder)) as again:
        with pytest.raises(FileRefused, match="shop's file is damaged"):
            make(again)
        assert files(again.paths.backups) == []


def test_a_backup_made_while_others_write_is_whole(shop: Shop) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            customers.save_customer(
                shop, a_customer(given_name=f"N{number}", contacts=(), tags=(f"t{number % 5}",))
            )
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [make(shop) for _ in range(5)]
    finally:
        stop.set()
        writer.join()
    for backup in made:
        with closing(a_shop_of(backup.path)) as copy:
            assert customers.get_customer(copy, 1).given_name == "Ángel"
            assert integrity.check(copy) == []


def a_shop_of(path: Path) -> Shop:
    folder = path.parent / path.stem
    folder.mkdir()
    shutil.copy(path, folder / "mostrador.db")
    return a_shop(folder)


@pytest.mark.parametrize("step", ["_sha256", "_write_flushed"])
def test_a_backup_that_fails_leaves_nothing_and_the_older_ones_stay(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    older = make(shop)
    there = files(shop.paths.backups)

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store_backup, step, full)
    with pytest.raises(StorageError, match="full"):
        make(shop)
    monkeypatch.undo()
    monkeypatch.setattr(disk, "move", full)
    with pytest.raises(StorageError, match="full"):
        make(shop)
    assert files(shop.paths.backups) == there
    store_backup.check(older.path)


def test_a_backup_on_a_full_disk_is_told(shop: Shop, tmp_path: Path) -> None:
    folder = tmp_path / "disco"
    folder.mkdir()
    with mounted(folder, "tmpfs", "size=64k"):
        with pytest.raises(StorageError, match="full"):
            store_backup.create(shop.db, folder / "copias", stamp=AT, reason="manual")
        assert files(folder / "copias") == []


def test_a_folder_that_cannot_be_made_is_told(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "archivo").touch()
    with pytest.raises(StorageError):
        store_backup.create(shop.db, tmp_path / "archivo" / "copias", stamp=AT, reason="manual")


def test_putting_back_replaces_the_file_and_takes_its_log_away(shop: Shop) -> None:
    made = make(shop)
    shop.close()
    target = shop.paths.database
    for rest in ("-wal", "-shm"):
        target.with_name(target.name + rest).write_bytes(b"of another file")
    target.write_bytes(b"damaged")
    store_backup.put_back(made.path, target)
    assert target.read_bytes() == made.path.read_bytes()
    assert files(target.parent) == ["mostrador.db"]


def test_a_put_back_that_fails_leaves_the_file_as_it_was(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make(shop)
    shop.close()
    target = shop.paths.database
    before = look(target)

    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied", "x")

    monkeypatch.setattr(disk, "move", refuse)
    with pytest.raises(StorageError, match="cannot be written"):
        store_backup.put_back(made.path, target)
    assert look(target) == before
    assert files(target.parent) == ["mostrador.db"]


def test_a_removed_backup_takes_its_digest_with_it(shop: Shop) -> None:
    made = make(shop)
    store_backup.remove(made)
    store_backup.remove(made)
    assert files(shop.paths.backups) == []


def test_pieces_that_killed_processes_left_long_ago_go_with_the_next_backup(shop: Shop) -> None:
    made = make(shop)
    folder = made.path.parent
    kept = ("notas.txt", "mostrador-20261120T080500Z-daily.copia.db", "ajena.parte")
    old = ("x.copia.db.parte", "x.copia.db.parte-journal", "y.copia.db.sha256")
    for name in (*kept, *old, "de-ahora.copia.db.parte"):
        (folder / name).write_bytes(b"medio")
        if not name.startswith("de-ahora"):
            os.utime(folder / name, (1_700_000_000, 1_700_000_000))
    os.utime(made.path, (1_700_000_000, 1_700_000_000))
    os.utime(made.path.with_name(made.path.name + ".sha256"), (1_700_000_000, 1_700_000_000))
    before = set(files(folder))
    make(shop, stamp="2026-11-22T08:05:00.000Z")
    assert before - set(files(folder)) == set(old)
    store_backup.check(made.path)
