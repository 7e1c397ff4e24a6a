"""The journal: who did what, when, with the rows before and after; and taking it back.

An operation is undone by putting back the rows as they were, as an operation of its own. It is refused as a
whole when any of its rows no longer is as the operation left it. Values are compared, so that an undo of an
undo works, and a row that was changed and changed back is no obstacle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crm_desktop.shared.errors import ConflictError, NotFoundError
from crm_desktop.shared.i18n import _
from crm_desktop.store import undoing
from crm_desktop.store.batches import in_chunks
from crm_desktop.store.database import Operation, ShopDatabase
from crm_desktop.store.engines.base import Connection
from crm_desktop.store.history import Entry, History


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


def of_operation(database: ShopDatabase, operation_id: int) -> list[RowChange]:
    """Return all changes of an operation, newest first."""
    with database.reading() as connection:
        return _changes(connection, History(database.engine, connection).of_operation(operation_id))


def of_customer(
    database: ShopDatabase, customer_id: int, limit: int, tables: Sequence[str]
) -> list[RowChange]:
    """Return the newest changes of a customer's rows, newest first.

    Args:
        database: the shop's.
        customer_id: whose.
        limit: how many at most.
        tables: only rows of these.
    """
    with database.reading() as connection:
        history = History(database.engine, connection)
        return _changes(connection, history.of_customer(customer_id, limit, tables))


def _changes(connection: Connection, entries: list[Entry]) -> list[RowChange]:
    operations: dict[int, OperationRow] = {}
    for marks, some in in_chunks(sorted({e.operation_id for e in entries})):
        rows = connection.execute(f"SELECT {_COLUMNS} FROM journal_operation o WHERE o.id IN ({marks})", some)
        operations.update((r[0], OperationRow(*r)) for r in rows)
    return [RowChange(operations[e.operation_id], e.table, e.row_id, e.before, e.after) for e in entries]


def undo(operation: Operation, undone: int) -> None:
    """Put back every row that operation `undone` changed, within `operation`.

    Raises:
        NotFoundError: there is no such operation.
        ConflictError: it was undone already, or something later changed the same rows or refers to them.
    """
    row = operation.execute("SELECT undone_by FROM journal_operation WHERE id = ?", (undone,)).fetchone()
    if row is None:
        raise NotFoundError(_("That change is no longer in the log."))
    if row[0] is not None:
        raise ConflictError(_("That change was undone already."))
    undoing.put_back(operation, undone)
    operation.execute("UPDATE journal_operation SET undone_by = ? WHERE id = ?", (operation.id, undone))
    # An undo that is undone leaves the first operation in force again.
    operation.execute(
        "UPDATE journal_operation SET undone_by = NULL"
        " WHERE id = (SELECT undo_of FROM journal_operation WHERE id = ?)",
        (undone,),
    )
