"""The journal: no write escapes it, and what it keeps is what was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.services import customers, journal, staff
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import NotFoundError
from crm_desktop.store.schema import INDEX_NAMES, INDEX_SOURCES, JOURNALED, KIND_OF_TABLE
from tests.factories import a_customer, a_mobile, a_shop, a_staff_member
from tests.migrations.keep import make
from tests.store.shops import all_rows

TABLES = [t.name for t in JOURNALED]
# A column of each table that may be changed without breaking a rule, and what it is changed to.
CHANGE = {
    "staff": ("name", "'Otra'"),
    "setting": ("value", "'{}'"),
    "customer": ("notes", "'cambiado'"),
    "contact_point": ("label", "'cambiado'"),
    "tag": ("colour", "'#ffffff'"),
    "customer_tag": ("tag_id", "tag_id + 1000"),
    "relation": ("note", "'cambiado'"),
    "own_field": ("position", "position + 1"),
    "own_value": ("value", "'cambiado'"),
    "note": ("text", "'cambiado'"),
    "reminder": ("notes", "'cambiado'"),
    "interaction": ("summary", "'cambiado'"),
    "printed_list": ("title", "'cambiado'"),
    "printed_item": ("top", "top + 1"),
    "product": ("notes", "'cambiado'"),
    "after_sales_step": ("after_days", "after_days + 1"),
    "purchase": ("notes", "'cambiado'"),
    "purchase_line": ("name", "'cambiado'"),
    "after_sales_reminder": ("line_id", "line_id + 1000"),
    "wish": ("notes", "'cambiado'"),
    "consent": ("text", "'cambiado'"),
}


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Shop]:
    """A shop with rows in every table."""
    make(tmp_path)
    with closing(a_shop(tmp_path)) as shop:
        yield shop


def kept(shop: Shop, operation_id: int) -> list[tuple[Any, ...]]:
    """Returns (table, row, customer, before, after) of an operation, the rows as dictionaries."""
    rows = shop.db.read(
        "SELECT table_name, row_id, customer_id, before, after FROM journal_row"
        " WHERE operation_id = ? ORDER BY id",
        (operation_id,),
    )
    return [(*r[:3], *(json.loads(text) if text else None for text in r[3:])) for r in rows]


def test_every_table_with_data_of_the_shop_is_journaled(full: Shop) -> None:
    tables = {
        str(r[0])
        for r in full.db.read(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    }
    prefixes = ("customer_index", "customer_search", "customer_totals", "journal_")
    worked_out = {t for t in tables if t.startswith(prefixes)}
    # Pictures are named by what they hold and never change; how columns were read is only convenience.
    assert tables - worked_out - set(TABLES) == {"picture", "import_mapping", "schema_migration"}
    assert set(TABLES) == set(KIND_OF_TABLE) == set(CHANGE)
    assert set(TABLES) >= INDEX_SOURCES | INDEX_NAMES.keys()


@pytest.mark.parametrize("table", TABLES)
def test_a_write_outside_an_operation_is_refused(full: Shop, table: str) -> None:
    column, value = CHANGE[table]
    writer = full.db.writer().raw()
    writer.execute("PRAGMA foreign_keys=OFF")
    before = all_rows(full)
    names = ", ".join(full.db.engine.columns(writer, table)[1:])
    for statement in (
        f"UPDATE {table} SET {column} = {value}",
        f"DELETE FROM {table}",
        f"INSERT INTO {table}({names}) SELECT {names} FROM {table} LIMIT 1",
        f"REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
    ):
        with pytest.raises(Exception, match=r"journal_row\.operation_id|UNIQUE"):
            writer.execute(statement)
    assert all_rows(full) == before


@pytest.mark.parametrize("table", TABLES)
def test_change_removal_and_insertion_keep_the_row_before_and_after(full: Shop, table: str) -> None:
    column, value = CHANGE[table]
    full.db.writer().raw().execute("PRAGMA foreign_keys=OFF")
    names = full.db.engine.columns(full.db.connection(), table)
    (was,) = full.db.read(f"SELECT * FROM {table} ORDER BY id LIMIT 1")
    row_id = was[0]
    with full.operation("change") as change:
        change.execute(f"UPDATE {table} SET {column} = {value} WHERE id = ?", (row_id,))
    (now,) = full.db.read(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
    before, after = dict(zip(names, was, strict=True)), dict(zip(names, now, strict=True))
    assert before != after
    owner = before.get("customer_id", row_id if table == "customer" else None)
    assert kept(full, change.id) == [(table, row_id, owner, before, after)]
    with full.operation("remove") as removal:
        removal.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
    assert kept(full, removal.id) == [(table, row_id, owner, after, None)]
    with full.operation("insert") as insertion:
        insertion.execute(f"INSERT INTO {table} VALUES({', '.join('?' * len(names))})", now)
    assert kept(full, insertion.id) == [(table, row_id, owner, None, after)]


def test_a_row_that_replace_pushes_out_is_kept_too(full: Shop) -> None:
    with full.operation("tag") as operation:
        operation.execute("INSERT INTO tag(id, name, colour) VALUES(98, 'suelta', '')")
    with full.operation("replace") as operation:
        operation.execute("REPLACE INTO tag(id, name, colour) VALUES(99, 'suelta', '#123456')")
    assert [(r[0], r[1], r[3] is None, r[4] is None) for r in kept(full, operation.id)] == [
        ("tag", 98, False, True),
        ("tag", 99, True, False),
    ]


def test_an_update_that_changes_nothing_leaves_no_trace(full: Shop) -> None:
    before = full.db.read("SELECT count(*) FROM journal_row")
    with full.operation("same") as operation:
        operation.execute("UPDATE customer SET town = town")
    assert not operation.written
    assert full.db.read("SELECT count(*) FROM journal_row") == before


def test_no_id_is_ever_given_twice(full: Shop) -> None:
    for _again in range(2):
        note = customers.add_note(full, 1, "una")
        customers.remove_note(full, note.value)
        other = customers.add_note(full, 1, "otra")
        assert other.value == note.value + 1
        with full.operation("look") as operation:
            assert operation.next_id("note") == other.value + 1
        journal.undo(full, other.operation or 0)


def test_who_when_and_what_is_kept(full: Shop) -> None:
    full.on_duty = staff.save_staff(full, a_staff_member("Vicent")).value
    saved = customers.save_customer(full, a_customer(given_name="Nueva", contacts=()))
    (row, *_older) = journal.recent(full)
    assert (row.id, row.staff_id, row.kind, row.origin) == (
        saved.operation,
        full.on_duty,
        "save_customer",
        "command",
    )
    assert row.at == "2026-11-21T08:05:00.000Z"
    assert row.words == saved.sentence == "Nueva García Muñoz added to the customers."
    assert journal.last_undoable(full) == row


def test_an_operation_says_what_kinds_and_which_customers_it_touched(full: Shop) -> None:
    saved = customers.save_customer(full, a_customer(given_name="Nueva", contacts=(), tags=("recién",)))
    assert saved.kinds == {"customers", "tags"}
    assert saved.ids == {saved.value}
    renamed = customers.rename_tag(full, "recién", "reciente")
    assert renamed.kinds == {"customers", "tags"}
    assert renamed.ids == {saved.value}
    noted = customers.add_note(full, saved.value, "hola")
    assert noted.kinds == {"notes"}


def test_an_error_within_an_operation_takes_everything_back(full: Shop) -> None:
    before = all_rows(full), full.db.read("SELECT count(*) FROM journal_operation")
    with pytest.raises(ZeroDivisionError), full.operation("broken") as operation:
        operation.insert("note", customer_id=1, at=operation.at, text="a medias")
        operation.update("note", 1, text="cambiada")
        raise ZeroDivisionError
    assert (all_rows(full), full.db.read("SELECT count(*) FROM journal_operation")) == before
    assert customers.add_note(full, 1, "y sigue").operation


def test_an_operation_that_is_gone_is_told(full: Shop) -> None:
    with pytest.raises(NotFoundError):
        journal.undo(full, 4711)


def test_changes_of_a_customer_come_newest_first(full: Shop) -> None:
    from crm_desktop.store import journal as store_journal

    made = customers.save_customer(full, a_customer(given_name="Nueva", contacts=(a_mobile("600", ""),)))
    changes = store_journal.of_customer(full.db, made.value, 10)
    assert [(c.table, c.before is None) for c in changes] == [("contact_point", True), ("customer", True)]
    assert changes[1].after is not None
    assert changes[1].after["given_name"] == "Nueva"
    assert changes[0].operation.id == made.operation
