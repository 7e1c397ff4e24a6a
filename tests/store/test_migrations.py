"""Bringing an older shop up to date: after a verified backup, and all or nothing."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.services import customers, journal
from crm_desktop.services.shop import Shop, open_shop
from crm_desktop.shared.errors import FileRefused, StorageError
from crm_desktop.store import backup as store_backup
from crm_desktop.store import journal as store_journal
from crm_desktop.store import opening
from crm_desktop.store.database import ShopDatabase
from crm_desktop.store.engines.sqlite import SqliteEngine
from crm_desktop.store.opening import MIGRATIONS, open_database
from crm_desktop.store.schema import JOURNALED
from tests.factories import a_clock, a_customer, a_shop
from tests.store.shops import AT, all_rows, files, paths

NEXT = opening.newest_version() + 1
GOOD = """
def up(migrator, db):
    db.execute_sql("ALTER TABLE customer ADD COLUMN nickname TEXT NOT NULL DEFAULT ''")
    db.execute_sql("UPDATE customer SET nickname = 'apodo ' || id")
"""
BROKEN_IN_THE_MIDDLE = GOOD + '    raise RuntimeError("the power of the programmer failed")\n'
BREAKS_A_REFERENCE = """
def up(migrator, db):
    db.execute_sql("DELETE FROM journal_operation")
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A shop of today's version with three customers; returns its file."""
    with closing(a_shop(tmp_path / "tienda")) as shop:
        for name in ("Ana", "Íñigo", "Zoe"):
            customers.save_customer(shop, a_customer(given_name=name, contacts=(), tags=("vip",)))
    return paths(tmp_path / "tienda").database


def steps(folder: Path, *sources: str) -> Path:
    """Returns a folder with today's migrations and others after them."""
    target = folder / "migrations"
    shutil.copytree(MIGRATIONS, target, ignore=shutil.ignore_patterns("__pycache__"))
    for number, source in enumerate(sources, NEXT):
        (target / f"{number:04d}_next.py").write_text(source, encoding="utf-8")
    return target


def rows_of(database: ShopDatabase) -> dict[str, list[tuple[object, ...]]]:
    return {t.name: database.read(f"SELECT * FROM {t.name} ORDER BY id") for t in JOURNALED}


def test_an_older_shop_is_brought_up_to_date_after_a_backup(tmp_path: Path, old: Path) -> None:
    shutil.copy(old, tmp_path / "antes.db")
    database = open_database(paths(old.parent), stamp=AT, migrations=steps(tmp_path, GOOD))
    with closing(database):
        assert database.engine.version(database.connection()) == NEXT
        names = database.read("SELECT given_name, nickname FROM customer ORDER BY id")
        assert names == [("Ana", "apodo 1"), ("Íñigo", "apodo 2"), ("Zoe", "apodo 3")]
        assert database.engine.sound(database.connection(), quick=False) == []
    (made,) = store_backup.listing(old.parent / "copias")
    assert (made.reason, made.stamp) == ("upgrade", "20261121T080500Z")
    store_backup.check(made.path)
    with closing(sqlite3.connect(made.path)) as copy, closing(sqlite3.connect(tmp_path / "antes.db")) as was:
        query = "SELECT id, given_name, updated_at FROM customer"
        assert copy.execute(query).fetchall() == was.execute(query).fetchall()


def test_the_journal_keeps_new_columns_after_an_upgrade(tmp_path: Path, old: Path) -> None:
    database = open_database(paths(old.parent), stamp=AT, migrations=steps(tmp_path, GOOD))
    with closing(Shop(database, paths(old.parent), a_clock(), "command")) as shop:
        with shop.operation("nickname") as operation:
            operation.execute("UPDATE customer SET nickname = 'Nan' WHERE id = 1")
        (change,) = store_journal.of_operation(shop.db, operation.id)
        assert change.before is not None
        assert change.before["nickname"] == "apodo 1"
        assert change.after == change.before | {"nickname": "Nan"}
        journal.undo(shop, operation.id)
        assert shop.db.read_one("SELECT nickname FROM customer WHERE id = 1") == ("apodo 1",)


def test_an_upgraded_shop_is_not_upgraded_again(tmp_path: Path, old: Path) -> None:
    migrations = steps(tmp_path, GOOD)
    open_database(paths(old.parent), stamp=AT, migrations=migrations).close()
    open_database(paths(old.parent), stamp=AT, migrations=migrations).close()
    assert len(store_backup.listing(old.parent / "copias")) == 1


@pytest.mark.parametrize(
    "source", [BROKEN_IN_THE_MIDDLE, BREAKS_A_REFERENCE, "def up(migrator, db): db.nothing()"]
)
def test_an_upgrade_that_fails_leaves_the_shop_as_it_was(tmp_path: Path, old: Path, source: str) -> None:
    with closing(open_shop(old.parent, clock=a_clock())) as shop:
        before = all_rows(shop)
    with pytest.raises(StorageError, match="as it was before"):
        open_database(paths(old.parent), stamp=AT, migrations=steps(tmp_path, GOOD, source))
    with closing(open_shop(old.parent, clock=a_clock())) as shop:
        assert shop.db.engine.version(shop.db.connection()) == NEXT - 1
        assert all_rows(shop) == before
        customers.save_customer(shop, a_customer(given_name="Después"))
    (made,) = store_backup.listing(old.parent / "copias")
    store_backup.check(made.path)
    assert files(old.parent) == ["mostrador.db"]


def test_a_file_that_an_upgrade_ruined_is_replaced_by_the_backup(
    tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_shop(old.parent, clock=a_clock())) as shop:
        before = all_rows(shop)
    migrate = opening._migrate

    def ruin(engine: SqliteEngine, path: Path, newest: int, migrations: Path) -> None:
        migrate(engine, path, newest, migrations)
        engine.claim(path)
        content = bytearray(path.read_bytes())
        content[4096 * 3 : 4096 * 12] = os_noise(4096 * 9)
        path.write_bytes(content)

    monkeypatch.setattr(opening, "_migrate", ruin)
    with pytest.raises(StorageError, match="as it was before"):
        open_database(paths(old.parent), stamp=AT, migrations=steps(tmp_path, GOOD))
    monkeypatch.undo()
    with closing(open_shop(old.parent, clock=a_clock())) as shop:
        assert all_rows(shop) == before


def os_noise(count: int) -> bytes:
    return bytes(i * 7 % 251 for i in range(count))


def test_a_shop_that_somebody_has_open_is_not_upgraded_under_them(tmp_path: Path, old: Path) -> None:
    with closing(open_shop(old.parent, clock=a_clock())) as shop:
        customers.get_customer(shop, 1)
        with pytest.raises(StorageError, match="another window"):
            open_database(paths(old.parent), stamp=AT, migrations=steps(tmp_path, GOOD))
        customers.save_customer(shop, a_customer(given_name="Sigue"))
    with closing(open_shop(old.parent, clock=a_clock())) as shop:
        assert customers.get_customer(shop, 4).given_name == "Sigue"


def test_without_a_backup_there_is_no_upgrade(
    tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store_backup, "_write_flushed", full)
    with pytest.raises(StorageError, match="full"):
        open_database(paths(old.parent), stamp=AT, migrations=steps(tmp_path, GOOD))
    assert files(old.parent / "copias") == []
    with closing(open_shop(old.parent, clock=a_clock())) as shop:
        assert shop.db.engine.version(shop.db.connection()) == NEXT - 1


def test_every_trigger_of_the_journal_is_made_again(tmp_path: Path, old: Path) -> None:
    source = """
def up(migrator, db):
    names = db.execute_sql("SELECT name FROM sqlite_schema WHERE name GLOB 'journal_*_insert'").fetchall()
    for (name,) in names:
        db.execute_sql(f'DROP TRIGGER "{name}"')
"""
    database = open_database(paths(old.parent), stamp=AT, migrations=steps(tmp_path, source))
    with closing(database):
        found = database.read(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'journal_*'"
        )
        assert found == [(3 * len(JOURNALED),)]


def test_an_old_program_refuses_the_upgraded_shop(tmp_path: Path, old: Path) -> None:
    open_database(paths(old.parent), stamp=AT, migrations=steps(tmp_path, GOOD)).close()
    with pytest.raises(FileRefused, match="newer version"):
        open_shop(old.parent)


def test_models_and_schema_say_the_same(tmp_path: Path) -> None:
    from crm_desktop.store.tables import TABLES

    models = {model._meta.table_name: model for model in TABLES}
    with closing(a_shop(tmp_path)) as shop:
        assert {t.name for t in JOURNALED} <= models.keys()
        for name, model in models.items():
            columns = shop.db.read(f"PRAGMA table_info({name})")
            fields = {f.column_name: f for f in model._meta.sorted_fields}
            assert [column[1] for column in columns] == list(fields), name
            for _place, column, kind, required, _default, key in columns:
                field = fields[column]
                assert (
                    field.field_type.replace("AUTO", "INTEGER").replace("INT", "INTEGER")[:4] == kind[:4]
                ), column
                assert key or field.null != bool(required), f"{name}.{column}"


def test_what_was_done_before_an_upgrade_is_told_and_undone_after_it(tmp_path: Path, old: Path) -> None:
    with closing(open_shop(old.parent, clock=a_clock())) as shop:
        changed = customers.archive(shop, [1]).operation or 0
        with shop.operation("remove") as removed:
            removed.execute("DELETE FROM customer_tag WHERE customer_id = 2")
            removed.execute("DELETE FROM customer WHERE id = 2")
        made = customers.save_customer(shop, a_customer(given_name="Nueva", contacts=())).operation or 0
    source = f"""{GOOD}
    db.execute_sql("ALTER TABLE customer_tag ADD COLUMN rank INTEGER NOT NULL DEFAULT 7")
"""
    database = open_database(paths(old.parent), stamp=AT, migrations=steps(tmp_path, source))
    with closing(Shop(database, paths(old.parent), a_clock(), "command")) as shop:
        (archived,) = store_journal.of_operation(shop.db, changed)
        assert archived.before is not None
        assert archived.after is not None
        assert "nickname" not in archived.after
        assert {c for c in archived.before if archived.before[c] != archived.after[c]} == {"archived_at"}
        for operation in (made, removed.id, changed):
            journal.undo(shop, operation)
        rows = shop.db.read("SELECT id, given_name, nickname, archived_at FROM customer ORDER BY id")
        assert rows == [(1, "Ana", "apodo 1", None), (2, "Íñigo", "", None), (3, "Zoe", "apodo 3", None)]
        assert shop.db.read("SELECT rank FROM customer_tag WHERE customer_id = 2") == [(7,)]
        again = journal.undo(shop, journal.recent(shop, 1)[0].id)
        assert shop.db.read_one("SELECT archived_at IS NULL FROM customer WHERE id = 1") == (0,)
        assert again.kinds == {"customers"}


def test_a_row_that_a_migration_made_is_nobodys_and_comes_back_by_undo(tmp_path: Path, old: Path) -> None:
    source = """
def up(migrator, db):
    db.execute_sql("DROP TRIGGER journal_tag_insert")
    db.execute_sql("INSERT INTO tag(id, name, colour) VALUES(50, 'de fábrica', '')")
"""
    database = open_database(paths(old.parent), stamp=AT, migrations=steps(tmp_path, source))
    with closing(Shop(database, paths(old.parent), a_clock(), "command")) as shop:
        with shop.operation("remove") as removal:
            removal.execute("DELETE FROM tag WHERE id = 50")
        undone = journal.undo(shop, removal.id).operation or 0
        (change,) = store_journal.of_operation(shop.db, undone)
        assert (change.row_id, change.before) == (50, None)
        journal.undo(shop, undone)
        assert shop.db.read("SELECT id FROM tag WHERE id = 50") == []
