"""Taking an operation back: every row that it changed is put back as it was.

All rows of a table are put back by one statement each for those that go, change and come back. What an
operation did to one row more than once counts as one change. When that order breaks a rule on the way (two
cards that changed places), the rows are put back one by one, newest change first, through states that the
file has had before.
"""

from __future__ import annotations

import json

from crm_desktop.shared.errors import ConflictError, KnownError
from crm_desktop.shared.i18n import _
from crm_desktop.store.operation import Operation
from crm_desktop.store.schema import JOURNALED

_NET = "temp.undo_net"
# The oldest and the newest change of each row; their texts stay in the journal.
_ROWS = (
    f"{_NET} n JOIN journal_row f ON f.id = n.oldest JOIN journal_row l ON l.id = n.newest"
    " AND n.table_name = '{table}'"
)


def put_back(operation: Operation, undone: int) -> None:
    """Put back every row that operation `undone` changed, within `operation`.

    Raises:
        ConflictError: something later changed the same rows; nothing was changed.
    """
    operation.refused = conflict()
    run = operation.execute
    run(f"DROP TABLE IF EXISTS {_NET}")
    run(
        "CREATE TEMP TABLE undo_net(table_name TEXT, row_id INTEGER, oldest INTEGER, newest INTEGER,"
        " PRIMARY KEY(table_name, row_id)) WITHOUT ROWID"
    )
    run(
        f"INSERT INTO {_NET} SELECT table_name, row_id, min(id), max(id) FROM journal_row"
        " WHERE operation_id = ? GROUP BY table_name, row_id",
        (undone,),
    )
    changed = {str(r[0]) for r in run(f"SELECT DISTINCT table_name FROM {_NET}").fetchall()}
    tables = [t.name for t in JOURNALED if t.name in changed]
    for table in tables:
        _refuse_changed_later(operation, table)
    run("SAVEPOINT undoing")
    try:
        for table in tables:
            _table_back(operation, table)
    except Exception as error:
        run("ROLLBACK TO undoing")
        if not operation.engine.broke_a_rule(error):
            raise
        _one_by_one(operation, undone)
    run("RELEASE undoing")
    run(f"DROP TABLE {_NET}")


def _refuse_changed_later(operation: Operation, table: str) -> None:
    now = operation.engine.row_as_text(operation.connection, table, "x")
    found = operation.execute(
        f"SELECT 1 FROM {_ROWS.format(table=table)} LEFT JOIN {table} x ON x.id = n.row_id"
        f" WHERE l.after IS NOT CASE WHEN x.id IS NOT NULL THEN {now} END LIMIT 1"
    )
    if found.fetchone() is not None:
        raise conflict()


def _table_back(operation: Operation, table: str) -> None:
    run, engine, rows = operation.execute, operation.engine, _ROWS.format(table=table)
    columns = [c for c in engine.columns(operation.connection, table) if c != "id"]
    values = [engine.kept_value(c, "f.before") for c in columns]
    run(f"DELETE FROM {table} WHERE id IN (SELECT n.row_id FROM {rows} WHERE f.before IS NULL)")
    pairs = ", ".join(f"{c} = {value}" for c, value in zip(columns, values, strict=True))
    run(
        f"UPDATE {table} SET {pairs} FROM {rows}"
        f" WHERE {table}.id = n.row_id AND f.before IS NOT NULL AND l.after IS NOT NULL"
    )
    run(
        f"INSERT INTO {table}(id, {', '.join(columns)}) SELECT n.row_id, {', '.join(values)} FROM {rows}"
        " WHERE f.before IS NOT NULL AND l.after IS NULL ORDER BY n.row_id"
    )


def _one_by_one(operation: Operation, undone: int) -> None:
    changes = operation.execute(
        "SELECT table_name, row_id, before, after FROM journal_row WHERE operation_id = ? ORDER BY id DESC",
        (undone,),
    ).fetchall()
    for table, row_id, before, after in changes:
        if before is None:
            operation.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
            continue
        row = json.loads(before)
        columns, values = list(row), list(row.values())
        if after is None:
            operation.execute(
                f"INSERT INTO {table}({', '.join(columns)}) VALUES({', '.join('?' * len(columns))})", values
            )
        else:
            pairs = ", ".join(f"{c} = ?" for c in columns)
            operation.execute(f"UPDATE {table} SET {pairs} WHERE id = ?", [*values, row_id])


def conflict() -> KnownError:
    """Return what is said when something later changed what would be put back."""
    return ConflictError(
        _(
            "This cannot be undone any more, because something later changed the same data."
            " Correct it by hand."
        )
    )
