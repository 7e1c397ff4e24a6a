"""The triggers that keep the journal in SQLite.

- A change and a removal leave the row as it was: its image, a JSON array of its columns in the order that
  `journal_shape` tells.
- A row that comes back (an undo) leaves an entry without an image.
- A new row leaves nothing by itself (measured: the smallest entry for each makes an insertion take twice the
  time). Ids only grow, so that the new rows of an operation are those above the highest id before it: that is
  one run, which `store.touched` writes at its end. The runs of a table never overlap, and the first that the
  journal knows of a row is its run.

Without an operation in progress every one of them makes an entry, which the NOT NULL of `operation_id`
refuses, and with it the write: no write escapes the journal.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from crm_desktop.store.engines.base import Connection, JournaledTable

# The operation in progress: the newest, as long as it has no last entry.
_NOW = "(SELECT CASE WHEN last_entry IS NULL THEN id END FROM journal_operation ORDER BY id DESC LIMIT 1)"
# The highest id that a row of the table had before the operation in progress.
_HIGHEST = (
    "coalesce((SELECT last_id FROM journal_run WHERE table_id = {table} ORDER BY first_id DESC LIMIT 1), 0)"
)
# The highest id that a row ever had, of each table whose runs end before it.
UNKEPT = (
    f"SELECT t.name, {_HIGHEST.format(table='t.id')} AS kept, s.seq FROM sqlite_sequence s"
    " JOIN journal_table t ON t.name = s.name WHERE s.seq > kept"
)
# A row that the operation itself has made and taken away comes back, too.
_CAME_BACK = (
    f"{_NOW} IS NULL OR NEW.id <= {_HIGHEST}"
    " OR EXISTS(SELECT 1 FROM journal_row WHERE table_id = {table} AND row_id = NEW.id)"
)
_INSERTED = (
    "INSERT INTO journal_row(operation_id, table_id, row_id, customer_id, removed)"
    f" VALUES({_NOW}, {{table}}, NEW.id, {{customer}}, 0);"
)
_CHANGED = (
    "INSERT INTO journal_row(operation_id, table_id, row_id, customer_id, removed, shape_id, before)"
    f" VALUES({_NOW}, {{table}}, {{row}}.id, {{customer}}, {{removed}}, {{shape}}, json_array({{image}}));"
)


def install(connection: Connection, tables: Sequence[tuple[JournaledTable, Sequence[str], int]]) -> None:
    """Create, or create again, the triggers, and tell the journal the tables' shapes.

    Args:
        connection: the writer's, within a transaction.
        tables: each with its columns in their order, and the highest id that its rows ever had.
    """
    old = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type='trigger' AND name GLOB 'journal_*'"
    ).fetchall()
    for (name,) in old:
        connection.execute(f'DROP TRIGGER "{name}"')
    for table, columns, highest in tables:
        key = _key(connection, table.name)
        shape = _shape(connection, key, columns)
        _keep_older(connection, key, highest)
        body = _INSERTED.format(table=key, customer=_customer(table, "NEW"))
        _trigger(connection, table, "INSERT", body, _CAME_BACK.format(table=key))
        image = ", ".join(f"OLD.{c}" for c in columns)
        for event, row, removed in (("UPDATE", "NEW", 0), ("DELETE", "OLD", 1)):
            body = _CHANGED.format(
                table=key, row=row, customer=_customer(table, row), removed=removed, shape=shape, image=image
            )
            differs = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in columns)
            _trigger(connection, table, event, body, differs if event == "UPDATE" else "")


def _customer(table: JournaledTable, row: str) -> str:
    return table.customer.format(row=row) or "NULL"


def _trigger(connection: Connection, table: JournaledTable, event: str, body: str, when: str = "") -> None:
    condition = f" WHEN {when}" if when else ""
    connection.execute(
        f"CREATE TRIGGER journal_{table.name}_{event.lower()} AFTER {event} ON {table.name}{condition}"
        f" BEGIN {body} END"
    )


def _key(connection: Connection, name: str) -> int:
    """Return the number by which the journal knows a table."""
    connection.execute("INSERT OR IGNORE INTO journal_table(name) VALUES(?)", (name,))
    row = connection.execute("SELECT id FROM journal_table WHERE name = ?", (name,)).fetchone()
    return int(row[0]) if row else 0


def _keep_older(connection: Connection, table: int, highest: int) -> None:
    """Tell the journal of rows that a migration made: a run of no operation."""
    row = connection.execute(f"SELECT {_HIGHEST.format(table=table)}").fetchone()
    last = int(row[0]) if row else 0
    if highest > last:
        connection.execute(
            "INSERT INTO journal_run(table_id, first_id, last_id) VALUES(?, ?, ?)", (table, last + 1, highest)
        )


def _shape(connection: Connection, table: int, columns: Sequence[str]) -> int:
    """Return the number of a table's shape."""
    values = (table, json.dumps(list(columns)))
    connection.execute("INSERT OR IGNORE INTO journal_shape(table_id, columns) VALUES(?, ?)", values)
    row = connection.execute(
        "SELECT id FROM journal_shape WHERE table_id = ? AND columns = ?", values
    ).fetchone()
    return int(row[0]) if row else 0
