"""The journal: who did what, when, with the rows before and after; and taking it back.

An operation is undone by putting back the rows as they were, as an operation of its own. It is refused as a
whole when any of its rows no longer is as the operation left it. Both are compared as the text that the
journal keeps, so that an undo of an undo works, and a row that was changed and changed back is no obstacle.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from crm_desktop.shared.errors import ConflictError, NotFoundError
from crm_desktop.shared.i18n import _
from crm_desktop.store.database import Operation, ShopDatabase
from crm_desktop.store.engines.base import Connection, Row
from crm_desktop.store.schema import JOURNALED

_ROWS = (
    "SELECT id, table_name, row_id, before, after FROM journal_row"
    " WHERE operation_id = ? AND id < ? ORDER BY id DESC LIMIT 5000"
)


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One operation of the journal.

    Attributes:
        at: the instant, stored text (UTC).
        kind: its name in code.
        words: what happened, in the language that was in force.
        origin: "window" or "command".
        undo_of: the operation that this one took back.
        undone_by: the operation that took this one back.
    """

    id: int
    at: str
    staff_id: int | None
    kind: str
    words: str
    origin: str
    undo_of: int | None
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that an operation changed; `before` is None when it was made, `after` when it was removed."""

    operation: OperationRow
    table: str
    row_id: int
    before: dict[str, object] | None
    after: dict[str, object] | None


_COLUMNS = "o.id, o.at, o.staff_id, o.kind, o.words, o.origin, o.undo_of, o.undone_by"


def recent(database: ShopDatabase, limit: int) -> list[OperationRow]:
    """Return the newest operations, newest first."""
    rows = database.read(f"SELECT {_COLUMNS} FROM journal_operation o ORDER BY o.id DESC LIMIT ?", (limit,))
    return [OperationRow(*r) for r in rows]


def get(database: ShopDatabase, operation_id: int) -> OperationRow:
    """Return one operation; raise NotFoundError."""
    row = database.read_one(f"SELECT {_COLUMNS} FROM journal_operation o WHERE o.id = ?", (operation_id,))
    if row is None:
        raise NotFoundError(_("That change is no longer in the log."))
    return OperationRow(*row)


def last_undoable(database: ShopDatabase, *, origin: str | None = None) -> OperationRow | None:
    """Return the newest operation that was neither undone nor is itself an undo."""
    row = database.read_one(
        f"SELECT {_COLUMNS} FROM journal_operation o WHERE o.undone_by IS NULL AND o.undo_of IS NULL"
        " AND (? IS NULL OR o.origin = ?) ORDER BY o.id DESC LIMIT 1",
        (origin, origin),
    )
    return OperationRow(*row) if row else None


def of_customer(database: ShopDatabase, customer_id: int, limit: int) -> list[RowChange]:
    """Return the newest changes of a customer's rows, newest first."""
    rows = database.read(
        f"SELECT {_COLUMNS}, r.table_name, r.row_id, r.before, r.after FROM journal_row r"
        " JOIN journal_operation o ON o.id = r.operation_id WHERE r.customer_id = ?"
        " ORDER BY r.id DESC LIMIT ?",
        (customer_id, limit),
    )
    return [
        RowChange(
            OperationRow(*r[:8]),
            r[8],
            r[9],
            json.loads(r[10]) if r[10] else None,
            json.loads(r[11]) if r[11] else None,
        )
        for r in rows
    ]


def undo(operation: Operation, database: ShopDatabase, undone: int) -> None:
    """Put back every row that operation `undone` changed, within `operation`.

    Raises:
        ConflictError: it was undone already, or something later changed the same rows or refers to them.
    """
    row = database.read_one("SELECT undone_by FROM journal_operation WHERE id = ?", (undone,))
    if row is None:
        raise NotFoundError(_("That change is no longer in the log."))
    if row[0] is not None:
        raise ConflictError(_("That change was undone already."))
    texts = {t.name: database.engine.row_as_text(operation.connection, t.name, "x") for t in JOURNALED}
    last = 1 << 62
    while True:
        rows = operation.execute(_ROWS, (undone, last)).fetchall()
        if not rows:
            break
        last = rows[-1][0]
        for table, chunk in _runs(rows):
            _put_back(operation, table, chunk, texts[table])
    operation.execute("UPDATE journal_operation SET undone_by = ? WHERE id = ?", (operation.id, undone))
    # An undo that is undone leaves the first operation in force again.
    operation.execute(
        "UPDATE journal_operation SET undone_by = NULL WHERE undone_by = ? AND id <> ?", (undone, undone)
    )
    if operation.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise _conflict()


def _runs(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Split rows, newest first, into runs of one table in which no row comes twice."""
    runs: list[tuple[str, list[Row]]] = []
    seen: set[int] = set()
    for row in rows:
        if not runs or runs[-1][0] != row[1] or row[2] in seen:
            runs.append((row[1], []))
            seen = set()
        runs[-1][1].append(row)
        seen.add(row[2])
    return runs


def _put_back(operation: Operation, table: str, rows: list[Row], text: str) -> None:
    now = _current(operation.connection, table, [r[2] for r in rows], text)
    for _id, _table, row_id, _before, after in rows:
        if now.get(row_id) != after:
            raise _conflict()
    deleted = [(r[2],) for r in rows if r[3] is None]
    if deleted:
        operation.executemany(f"DELETE FROM {table} WHERE id = ?", deleted)
    restored = [json.loads(r[3]) for r in rows if r[3] is not None and r[4] is None]
    if restored:
        columns = list(restored[0])
        operation.executemany(
            f"INSERT INTO {table}({', '.join(columns)}) VALUES({', '.join('?' * len(columns))})",
            ([values.get(c) for c in columns] for values in restored),
        )
    changed = [(r[2], json.loads(r[3])) for r in rows if r[3] is not None and r[4] is not None]
    if changed:
        columns = [c for c in changed[0][1] if c != "id"]
        operation.executemany(
            f"UPDATE {table} SET {', '.join(f'{c} = ?' for c in columns)} WHERE id = ?",
            ([*(values.get(c) for c in columns), row_id] for row_id, values in changed),
        )


def _current(connection: Connection, table: str, ids: Sequence[int], text: str) -> dict[int, str]:
    marks = ",".join("?" * len(ids))
    rows = connection.execute(f"SELECT x.id, {text} FROM {table} x WHERE x.id IN ({marks})", ids).fetchall()
    return {r[0]: r[1] for r in rows}


def _conflict() -> ConflictError:
    return ConflictError(
        _(
            "This cannot be undone any more, because something later changed the same data."
            " Correct it by hand."
        )
    )
