"""Opening a shop where nothing can be written, and where there is no room."""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from crm_desktop.cli import run
from crm_desktop.services import customers, integrity
from crm_desktop.services.shop import Shop, open_shop
from crm_desktop.shared.errors import FileRefused, KnownError, ReadOnlyError, StorageError
from tests.factories import a_clock, a_customer, a_shop
from tests.store.shops import files, look, mounted, paths, python

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows locks folders by other means")


def make(folder: Path) -> Path:
    with closing(a_shop(folder)) as shop:
        customers.save_customer(shop, a_customer())
    return paths(folder).database


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Makes a folder read-only: by mounting it so for root, who may write everywhere, or by its rights."""
    if os.geteuid() == 0:
        with mounted(folder, "bind", "ro"):
            yield
        return
    for path in folder.iterdir():
        path.chmod(stat.S_IRUSR)
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        yield
    finally:
        folder.chmod(stat.S_IRWXU)
        for path in folder.iterdir():
            path.chmod(stat.S_IRUSR | stat.S_IWUSR)


def only_reads(shop: Shop) -> None:
    """Proves that a shop says that it is read-only, is read, and refuses every write with a sentence."""
    assert shop.read_only
    assert customers.get_customer(shop, 1).given_name == "Ángel"
    with pytest.raises(ReadOnlyError, match="reading only"):
        customers.save_customer(shop, a_customer(given_name="Otra"))
    with pytest.raises(ReadOnlyError):
        customers.save_photo(shop, b"\x89PNG\r\n\x1a\n")
    assert shop.db.data_version() == shop.db.data_version()


def test_a_read_only_folder_is_opened_for_reading_and_says_so(tmp_path: Path) -> None:
    path = make(tmp_path)
    before = look(path), files(tmp_path)
    with locked(tmp_path), closing(open_shop(tmp_path, clock=a_clock())) as shop:
        only_reads(shop)
    assert (look(path), files(tmp_path)) == before


def test_in_a_read_only_folder_the_log_of_a_killed_process_is_seen_too(tmp_path: Path) -> None:
    living = make(tmp_path / "viva")
    shop = open_shop(living, clock=a_clock())
    customers.save_customer(shop, a_customer(given_name="Confirmada"))
    copy = tmp_path / "copia"
    copy.mkdir()
    for rest in ("", "-wal"):
        shutil.copy(f"{living}{rest}", copy / f"mostrador.db{rest}")
    shop.close()
    before = look(copy / "mostrador.db"), look(copy / "mostrador.db-wal"), files(copy)
    with locked(copy), closing(open_shop(copy, clock=a_clock())) as frozen:
        only_reads(frozen)
        assert customers.get_customer(frozen, 2).given_name == "Confirmada"
        scratch = frozen.db.path.parent
        assert scratch != copy
    assert not scratch.exists()
    assert (look(copy / "mostrador.db"), look(copy / "mostrador.db-wal"), files(copy)) == before


def test_a_reader_without_rights_sees_what_somebody_else_writes(tmp_path: Path) -> None:
    folder = tmp_path / "tienda"
    make(folder)
    window = tmp_path / "ventana"
    window.mkdir()
    with closing(open_shop(folder, clock=a_clock())) as writer:
        customers.save_customer(writer, a_customer(given_name="Antes"))
        if os.geteuid():
            pytest.skip("only root may mount")
        with mounted(folder, "bind", "ro"), closing(open_shop(folder, clock=a_clock())) as reader:
            only_reads(reader)
            assert customers.get_customer(reader, 2).given_name == "Antes"
            customers.save_customer(writer, a_customer(given_name="Después"))
            assert customers.get_customer(reader, 3).given_name == "Después"


def test_an_older_shop_in_a_read_only_folder_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crm_desktop.store import opening

    path = make(tmp_path)
    before = look(path)
    newest = opening.newest_version()
    monkeypatch.setattr(opening, "newest_version", lambda _folder: newest + 1)
    with locked(tmp_path), pytest.raises(FileRefused, match="read-only"):
        open_shop(tmp_path)
    assert look(path) == before


def test_a_damaged_file_in_a_read_only_folder_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path)
    content = bytearray(path.read_bytes())
    content[100:4096] = bytes(3996)
    path.write_bytes(content)
    with locked(tmp_path), pytest.raises(FileRefused, match="damaged"):
        open_shop(tmp_path)


# ---- a process that was killed while it wrote without a log


def half_written(folder: Path) -> Path:
    """A shop in the middle of a change without a log: pages are written, what they were is beside them."""
    living = make(folder / "viva")
    copy = folder / "copia"
    copy.mkdir()
    with closing(sqlite3.connect(living, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN")
        for number in range(40):
            connection.execute("INSERT INTO picture VALUES(?, '', ?)", (str(number), bytes(20_000)))
        for rest in ("", "-journal"):
            shutil.copy(f"{living}{rest}", copy / f"mostrador.db{rest}")
        connection.execute("ROLLBACK")
    assert (copy / "mostrador.db-journal").stat().st_size
    return copy


def test_a_change_without_a_log_that_was_cut_off_is_rolled_back(tmp_path: Path) -> None:
    copy = half_written(tmp_path)
    with closing(open_shop(copy, clock=a_clock())) as shop:
        assert not shop.read_only
        assert shop.db.read("SELECT count(*) FROM picture") == [(0,)]
        assert integrity.check(shop) == []
        customers.save_customer(shop, a_customer(given_name="Sigue"))
    assert files(copy) == ["mostrador.db"]


def test_in_a_read_only_folder_it_is_rolled_back_in_a_copy(tmp_path: Path) -> None:
    copy = half_written(tmp_path)
    before = look(copy / "mostrador.db"), look(copy / "mostrador.db-journal")
    with locked(copy), closing(open_shop(copy, clock=a_clock())) as shop:
        only_reads(shop)
        assert shop.db.read("SELECT count(*) FROM picture") == [(0,)]
    assert (look(copy / "mostrador.db"), look(copy / "mostrador.db-journal")) == before


# ---- no room


def test_a_new_shop_on_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "disco"
    folder.mkdir()
    with mounted(folder, "tmpfs", "size=128k"):
        with pytest.raises(KnownError, match="full"):
            a_shop(folder / "tienda")
        assert files(folder / "tienda") == []


@pytest.mark.parametrize("free", [0, 8_192])
def test_a_shop_on_a_full_disk_is_read_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], free: int
) -> None:
    whole = make(tmp_path / "entera")
    folder = tmp_path / "disco"
    folder.mkdir()
    with mounted(folder, "tmpfs", f"size={whole.stat().st_size // 1024 + 1024}k"):
        path = folder / "mostrador.db"
        shutil.copy2(whole, path)
        (folder / "sitio").write_bytes(bytes(free))
        fill(folder / "lleno")
        (folder / "sitio").unlink()
        before = look(path)
        with closing(open_shop(folder, clock=a_clock())) as shop:
            only_reads(shop)
            assert shop.why_read_only.startswith("The disk is full")
            with pytest.raises(ReadOnlyError, match="disk is full"):
                customers.save_customer(shop, a_customer(given_name="Otra"))
        assert run(["--data", str(folder), "search", "angel", "--json"]) == 0
        said = capsys.readouterr()
        assert json.loads(said.out)[0]["town"] == "Alboraia"
        assert said.err.startswith("El disco está lleno")
        assert look(path) == before
        (folder / "lleno").unlink()
        with closing(open_shop(folder, clock=a_clock())) as shop:
            assert shop.why_read_only == ""
            customers.save_customer(shop, a_customer(given_name="Ya cabe"))


def test_on_a_full_disk_the_log_of_a_killed_process_is_seen_too(tmp_path: Path) -> None:
    living = make(tmp_path / "viva")
    folder = tmp_path / "disco"
    folder.mkdir()
    with mounted(folder, "tmpfs", "size=2m"):
        with closing(open_shop(living, clock=a_clock())) as shop:
            customers.save_customer(shop, a_customer(given_name="Confirmada"))
            for rest in ("", "-wal"):
                shutil.copy(f"{living}{rest}", folder / f"mostrador.db{rest}")
        fill(folder / "lleno")
        with closing(open_shop(folder, clock=a_clock())) as full:
            assert full.read_only
            assert customers.get_customer(full, 2).given_name == "Confirmada"


def test_an_older_shop_on_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from crm_desktop.store import opening

    whole = make(tmp_path / "entera")
    folder = tmp_path / "disco"
    folder.mkdir()
    newest = opening.newest_version()
    with mounted(folder, "tmpfs", f"size={whole.stat().st_size // 1024 + 16}k"):
        shutil.copy2(whole, folder / "mostrador.db")
        fill(folder / "lleno")
        before = look(folder / "mostrador.db")
        monkeypatch.setattr(opening, "newest_version", lambda _folder: newest + 1)
        with pytest.raises(StorageError, match="full"):
            open_shop(folder)
        assert look(folder / "mostrador.db") == before


def fill(path: Path) -> None:
    """Writes until there is no room for another byte."""
    with suppress(OSError), path.open("wb", buffering=0) as rest:
        while True:
            rest.write(bytes(512))


_LIMITED = """
import resource, sys
from crm_desktop.shared.errors import KnownError
from crm_desktop.services.shop import open_shop
from crm_desktop.cli import run
from crm_desktop.services import customers, integrity
from tests.factories import a_customer
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    shop = open_shop(sys.argv[1])
    customers.save_customer(shop, a_customer())
except KnownError as error:
    print("TOLD", error.sentence)
"""


@pytest.mark.parametrize("limit", [0, 1024, 64 * 1024])
def test_a_limit_on_the_size_of_files_is_told(tmp_path: Path, limit: int) -> None:
    done = python(_LIMITED, str(tmp_path / "nueva"), str(limit))
    assert done.stdout.startswith("TOLD "), done.stderr
    assert resource.getrlimit(resource.RLIMIT_FSIZE)
    assert files(tmp_path / "nueva") == []


@pytest.mark.parametrize("limit", [0, 1024])
def test_a_shop_whose_file_may_not_grow_is_told_and_untouched(tmp_path: Path, limit: int) -> None:
    path = make(tmp_path)
    before = look(path)
    done = python(_LIMITED, str(tmp_path), str(limit))
    assert done.stdout.startswith("TOLD "), done.stderr
    assert look(path) == before
    with closing(open_shop(tmp_path, clock=a_clock())) as shop:
        assert shop.db.engine.sound(shop.db.connection(), quick=False) == []
