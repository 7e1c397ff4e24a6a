"""The journal: no write escapes it, and what it keeps is what was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.services import customers, integrity, journal, staff
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import NotFoundError
from crm_desktop.store import journal as store_journal
from crm_desktop.store.schema import INDEX_NAMES, INDEX_SOURCES, JOURNALED, KIND_OF_TABLE, REVERSED
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
    "program": ("to_day", "'2027-01-01'"),
    "program_version": ("from_at", "'2027-01-01T00:00:00.000Z'"),
    "loyalty_tier": ("benefits", "'cambiado'"),
    "reward": ("value_cents", "value_cents + 1"),
    "voucher": ("text", "'cambiado'"),
    "redemption": ("points", "points + 1"),
    "gift_given": ("year_or_other", "year_or_other + 1"),
    "segment": ("needs", "'cambiado'"),
    "segment_member": ("segment_id", "segment_id + 1000"),
}


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Shop]:
    """A shop with rows in every table."""
    make(tmp_path)
    with closing(a_shop(tmp_path)) as shop:
        yield shop


def kept(shop: Shop, operation_id: int) -> list[tuple[Any, ...]]:
    """Returns (table, row, before, after) of an operation, oldest first."""
    changes = store_journal.of_operation(shop.db, operation_id)
    return [(c.table, c.row_id, c.before, c.after) for c in reversed(changes)]


def test_every_table_with_data_of_the_shop_is_journaled(full: Shop) -> None:
    tables = {
        str(r[0])
        for r in full.db.read(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    }
    prefixes = ("customer_index", "customer_search", "customer_totals", "journal_")
    worked_out = {t for t in tables if t.startswith(prefixes)}
    # The ledger is its own journal, and accounts and lots follow from it.
    worked_out |= REVERSED | {"loyalty_account", "point_lot", "lot_use"}
    # How large a segment was in a month is taken by itself, and nobody changes it.
    worked_out |= {"segment_size"}
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
    (last,) = full.db.read_one("SELECT coalesce(max(id), 0) FROM journal_row") or ()
    with full.operation("change") as change:
        change.execute(f"UPDATE {table} SET {column} = {value} WHERE id = ?", (row_id,))
    (now,) = full.db.read(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
    before, after = dict(zip(names, was, strict=True)), dict(zip(names, now, strict=True))
    assert before != after
    owner = before.get("customer_id", row_id if table == "customer" else None)
    assert kept(full, change.id) == [(table, row_id, before, after)]
    with full.operation("remove") as removal:
        removal.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
    assert kept(full, removal.id) == [(table, row_id, after, None)]
    with full.operation("insert") as insertion:
        insertion.execute(f"INSERT INTO {table} VALUES({', '.join('?' * len(names))})", now)
    assert kept(full, insertion.id) == [(table, row_id, None, after)]
    entries = full.db.read("SELECT customer_id FROM journal_row WHERE row_id = ? AND id > ?", (row_id, last))
    assert entries == [(owner,)] * 3


def test_a_row_that_replace_pushes_out_is_kept_too(full: Shop) -> None:
    with full.operation("tag") as operation:
        operation.execute("INSERT INTO tag(id, name, colour) VALUES(98, 'suelta', '')")
    with full.operation("replace") as operation:
        operation.execute("REPLACE INTO tag(id, name, colour) VALUES(99, 'suelta', '#123456')")
    made = {"id": 99, "name": "suelta", "colour": "#123456"}
    assert sorted(kept(full, operation.id), key=lambda r: int(r[1])) == [
        ("tag", 98, made | {"id": 98, "colour": ""}, None),
        ("tag", 99, None, made),
    ]


def test_an_update_that_changes_nothing_leaves_no_trace(full: Shop) -> None:
    before = full.db.read("SELECT (SELECT count(*) FROM journal_row), (SELECT count(*) FROM journal_run)")
    with full.operation("same") as operation:
        operation.execute("UPDATE customer SET town = town")
    assert not operation.written
    after = full.db.read("SELECT (SELECT count(*) FROM journal_row), (SELECT count(*) FROM journal_run)")
    assert after == before


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
    made = customers.save_customer(full, a_customer(given_name="Nueva", contacts=(a_mobile("600", ""),)))
    changes = store_journal.of_customer(full.db, made.value, 10, TABLES)
    assert [(c.table, c.before is None) for c in changes] == [("contact_point", True), ("customer", True)]
    assert changes[1].after is not None
    assert changes[1].after["given_name"] == "Nueva"
    assert changes[0].operation.id == made.operation


def test_new_rows_leave_one_run_for_each_table_however_many(full: Shop) -> None:
    with full.operation("write") as operation:
        operation.executemany(
            "INSERT INTO note(customer_id, at, text) VALUES(1, '', ?)", ((str(n),) for n in range(1000))
        )
        assert not operation.changed("tag", "customer")
        operation.insert("tag", name="otra", colour="")
        assert operation.changed("tag", "customer")
    runs = full.db.read(
        "SELECT last_id - first_id + 1 FROM journal_run WHERE operation_id = ? ORDER BY 1", (operation.id,)
    )
    assert runs == [(1,), (1000,)]
    assert not full.db.read("SELECT 1 FROM journal_row WHERE operation_id = ?", (operation.id,))
    assert len(kept(full, operation.id)) == 1001


def test_an_insertion_that_is_ignored_is_no_change(full: Shop) -> None:
    with full.operation("nothing") as operation:
        operation.execute("INSERT OR IGNORE INTO tag(name, colour) SELECT name, '' FROM tag")
        assert not operation.changed("tag")
    assert not operation.written


def test_a_row_that_passes_to_another_customer_is_worked_out_again_for_both(full: Shop) -> None:
    with full.operation("move") as operation:
        operation.execute(
            "UPDATE contact_point SET customer_id = 1 WHERE customer_id = 2 AND kind = 'mobile'"
        )
    assert operation.customers == {1, 2}
    assert integrity.check(full) == []
    told = store_journal.of_customer(full.db, 1, 50, TABLES)
    moved = next(c for c in told if c.operation.id == operation.id)
    assert moved.before is not None
    assert moved.before["customer_id"] == 2
    added = next(c for c in told if c.row_id == moved.row_id and c.before is None and c.table == moved.table)
    assert added.after == moved.before


def test_what_was_removed_is_still_told_of_its_customer(full: Shop) -> None:
    made = customers.add_note(full, 1, "una")
    customers.remove_note(full, made.value)
    removed, added, *_older = store_journal.of_customer(full.db, 1, 10, TABLES)
    assert (removed.table, removed.row_id, removed.after) == ("note", made.value, None)
    assert (added.table, added.row_id, added.before) == ("note", made.value, None)
    assert removed.before == added.after
    assert store_journal.of_customer(full.db, 1, 1, ["customer"])[0].table == "customer"
