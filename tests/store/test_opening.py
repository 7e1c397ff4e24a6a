"""Opening a shop: made whole when there is none, refused untouched when it cannot be used."""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.services import customers
from crm_desktop.services.shop import open_shop
from crm_desktop.shared.errors import FileRefused, KnownError, StorageError
from crm_desktop.store import opening
from crm_desktop.store.engines.sqlite import SqliteEngine
from crm_desktop.store.engines.sqlite_header import APPLICATION_ID, check_header
from crm_desktop.store.opening import open_database
from tests.factories import a_clock, a_customer, a_shop
from tests.store.shops import AT, files, look, paths, python


def make(folder: Path) -> Path:
    """Makes a shop with one customer; returns its file."""
    with closing(a_shop(folder)) as shop:
        customers.save_customer(shop, a_customer())
    return paths(folder).database


def refused(path: Path) -> str:
    """Opens what cannot be opened; returns the sentence, once sure that nothing was touched."""
    before, there = look(path), files(path.parent)
    with pytest.raises(FileRefused) as caught:
        open_shop(path, clock=a_clock())
    assert look(path) == before
    assert files(path.parent) == there
    assert str(path) in caught.value.sentence
    return caught.value.sentence


def test_a_new_shop_is_made_whole_with_nothing_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "La tienda de Íñigo (año 2026)" / "datos"
    with closing(a_shop(folder)) as shop:
        assert not shop.read_only
        assert customers.save_customer(shop, a_customer()).value == 1
    assert files(folder) == ["mostrador.db"]
    header = (folder / "mostrador.db").read_bytes()[:100]
    assert struct.unpack(">I", header[68:72])[0] == APPLICATION_ID
    assert struct.unpack(">I", header[60:64])[0] == opening.newest_version()


@pytest.mark.parametrize("name", ["100% ¿qué? #1 & co.db", "espacio y ñ.db", "a?mode=memory.db"])
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    with closing(open_shop(tmp_path / name, clock=a_clock())) as shop:
        customers.save_customer(shop, a_customer())
    assert (tmp_path / name).stat().st_size > 0
    with closing(open_shop(tmp_path / name, clock=a_clock())) as shop:
        assert customers.get_customer(shop, 1).given_name == "Ángel"


def test_a_path_of_more_than_200_letters_will_do(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["una carpeta con un nombre de cincuenta letras justas"] * 5)
    with closing(a_shop(folder)) as shop:
        customers.save_customer(shop, a_customer())
    assert files(folder) == ["mostrador.db"]


def test_there_is_no_shop_where_none_may_be_made(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="no shop here"):
        open_shop(tmp_path / "nada", create=False)
    assert not (tmp_path / "nada").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "archivo").write_text("no soy una carpeta")
    with pytest.raises(StorageError, match="cannot be made"):
        open_shop(tmp_path / "archivo" / "tienda")


def test_whoever_makes_the_shop_second_opens_the_first_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = opening._move_new
    quicker = make(tmp_path / "la más rápida")

    def slower(draft: Path, target: Path) -> None:
        shutil.copy(quicker, target)
        move(draft, target)

    monkeypatch.setattr(opening, "_move_new", slower)
    with closing(a_shop(tmp_path / "tienda")) as shop:
        assert customers.get_customer(shop, 1).given_name == "Ángel"
    assert files(tmp_path / "tienda") == ["mostrador.db"]


def test_making_a_shop_can_fail_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("half made")

    monkeypatch.setattr(opening, "_migrate", broken)
    with pytest.raises(RuntimeError):
        a_shop(tmp_path / "tienda")
    assert files(tmp_path / "tienda") == []


_KILLED = """
import os, sys
from crm_desktop.store import opening
def die(*_arguments):
    os._exit(9)
opening._move_new = die
opening.open_database(opening.ShopPaths.of(sys.argv[1]), stamp="x")
"""


def test_a_program_killed_while_it_made_the_shop_leaves_no_half_one(tmp_path: Path) -> None:
    assert python(_KILLED, str(tmp_path)).returncode == 9
    left = [p for p in tmp_path.iterdir() if p.name.startswith(".nueva-")]
    assert left
    assert not paths(tmp_path).database.exists()
    old = left[0].stat().st_mtime - 2 * opening._ABANDONED_SECONDS
    for path in left:
        os.utime(path, (old, old))
    make(tmp_path)
    assert files(tmp_path) == ["mostrador.db"]


# ---- refused


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mostrador.db"
    path.touch()
    assert "empty" in refused(path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mostrador.db"
    path.write_bytes(b"Nombre;Apellidos\r\n" * 100)
    assert "not a shop's file" in refused(path)


def test_a_file_shorter_than_a_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mostrador.db"
    path.write_bytes(b"SQLite format 3\x00")
    assert "not a shop's file" in refused(path)


def test_a_file_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "fotos.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE photo(id INTEGER PRIMARY KEY)")
        other.commit()
    assert "another program" in refused(path)


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path)
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version={opening.newest_version() + 1}")
        newer.execute("PRAGMA journal_mode=DELETE")
    assert "newer version" in refused(path)


def test_a_file_that_is_newer_only_by_its_log_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "tienda")
    newer = sqlite3.connect(path, isolation_level=None)
    newer.execute(f"PRAGMA user_version={opening.newest_version() + 1}")
    copy = tmp_path / "copia" / "mostrador.db"
    copy.parent.mkdir()
    for rest in ("", "-wal"):
        shutil.copy(f"{path}{rest}", f"{copy}{rest}")
    newer.close()
    wal = copy.with_name(copy.name + "-wal")
    before = look(copy), look(wal)
    with pytest.raises(FileRefused, match="newer version"):
        open_shop(copy)
    assert (look(copy), look(wal)) == before


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9])
def test_a_file_that_was_cut_off_is_refused(tmp_path: Path, cut: float) -> None:
    path = make(tmp_path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * cut)])
    assert "damaged" in refused(path)


def _flip(offset: int) -> Callable[[bytearray], None]:
    def change(content: bytearray) -> None:
        content[offset] ^= 0xFF

    return change


@pytest.mark.parametrize("offset", [0, 9, 16, 18, 21, 22, 68])
def test_a_damaged_header_is_refused(tmp_path: Path, offset: int) -> None:
    path = make(tmp_path)
    content = bytearray(path.read_bytes())
    _flip(offset)(content)
    path.write_bytes(content)
    refused(path)


def test_a_damaged_first_page_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path)
    content = bytearray(path.read_bytes())
    content[100:4096] = bytes(3996)
    path.write_bytes(content)
    before = look(path)
    with pytest.raises(FileRefused, match="damaged"):
        open_shop(path)
    assert look(path) == before


def test_the_header_alone_tells_that_a_file_is_newer(tmp_path: Path) -> None:
    path = make(tmp_path)
    with pytest.raises(FileRefused, match="newer version"):
        check_header(path, opening.newest_version() - 1)


def test_a_damaged_shop_keeps_the_log_that_was_beside_it(tmp_path: Path) -> None:
    shop = a_shop(tmp_path / "tienda")
    customers.save_customer(shop, a_customer())
    pages = shop.db.read(
        "SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'customer_index' AND rootpage > 0"
    )
    copy = tmp_path / "copia" / "mostrador.db"
    copy.parent.mkdir()
    shop.db.writer().raw().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    customers.add_note(shop, 1, "solo en el registro")
    for rest in ("", "-wal"):
        shutil.copy(f"{shop.paths.database}{rest}", f"{copy}{rest}")
    shop.close()
    content = bytearray(copy.read_bytes())
    for (page,) in pages:
        content[4096 * (page - 1) : 4096 * page] = b"\xa5" * 4096
    copy.write_bytes(content)
    before = look(copy), look(copy.with_name("mostrador.db-wal"))
    with pytest.raises(FileRefused, match="damaged"):
        open_shop(copy)
    assert (look(copy), look(copy.with_name("mostrador.db-wal"))) == before


def test_the_sentences_are_said_in_spanish(tmp_path: Path) -> None:
    from crm_desktop.shared import i18n

    path = tmp_path / "mostrador.db"
    path.touch()
    i18n.install("es")
    with pytest.raises(FileRefused) as caught:
        open_shop(path)
    assert "vacío" in caught.value.sentence
    assert "empty" not in caught.value.sentence


# ---- the log of a process that was killed

_WRITER = """
import os, sys
from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.services import customers
from crm_desktop.services.shop import open_shop
from tests.factories import a_customer
shop = open_shop(sys.argv[1])
customers.save_customer(shop, a_customer(given_name="Confirmada"))
os._exit(9)
"""


def test_what_a_killed_process_confirmed_is_there_and_its_log_is_folded_in(tmp_path: Path) -> None:
    path = make(tmp_path)
    assert python(_WRITER, str(tmp_path)).returncode == 9
    assert path.with_name(path.name + "-wal").stat().st_size > 0
    with closing(open_shop(tmp_path, clock=a_clock())) as shop:
        assert customers.get_customer(shop, 2).given_name == "Confirmada"
    assert files(tmp_path) == ["mostrador.db"]
    with closing(sqlite3.connect(path)) as alone:
        assert alone.execute("SELECT given_name FROM customer WHERE id = 2").fetchone() == ("Confirmada",)


def test_half_a_log_is_cut_at_the_last_whole_operation(tmp_path: Path) -> None:
    path = make(tmp_path)
    assert python(_WRITER, str(tmp_path)).returncode == 9
    wal = path.with_name(path.name + "-wal")
    wal.write_bytes(wal.read_bytes()[:-2000])
    path.with_name(path.name + "-shm").unlink()
    with closing(open_shop(tmp_path, clock=a_clock())) as shop:
        assert customers.count(shop, CustomerFilter()) == 1
        assert shop.db.engine.sound(shop.db.connection(), quick=False) == []


def test_a_file_that_goes_away_is_told_and_never_made_anew(tmp_path: Path) -> None:
    path = make(tmp_path)
    database = open_database(paths(tmp_path), stamp=AT, engine=SqliteEngine())
    try:
        for rest in ("", "-wal", "-shm"):
            path.with_name(path.name + rest).unlink(missing_ok=True)
        with (
            pytest.raises(KnownError, match="cannot be opened"),
            database.operation("x", at=AT, staff_id=None, origin="command"),
        ):
            pass
    finally:
        database.close()
    assert not path.exists()
