"""Taking an operation back: every row that it changed is put back as it was.

All rows of a table are put back by one statement each for those that go, change and come back. What an
operation did to one row more than once counts as one change. When that order breaks a rule on the way (two
cards that changed places), the rows are put back one by one, newest change first, through states that the
file has had before; only what the operation made goes first: what is unique with more rows is so with fewer.
"""

from __future__ import annotations

import json

from crm_desktop.shared.errors import ConflictError, KnownError
from crm_desktop.shared.i18n import _
from crm_desktop.store.history import History, covering_run
from crm_desktop.store.operation import Operation
from crm_desktop.store.schema import JOURNALED

# The oldest and the newest entry of each row that was there before, or came back; and of each row, those too
# that the operation made, the first entry after it.
_NET, _LATER = "temp.undo_net", "temp.undo_later"


def put_back(operation: Operation, undone: int) -> None:
    """Put back every row that operation `undone` changed, within `operation`.

    Raises:
        ConflictError: something later changed the same rows; nothing was changed.
    """
    operation.refused = conflict()
    back = _Back(operation, undone)
    back.gather()
    back.refuse_changed_later()
    operation.execute("SAVEPOINT undoing")
    try:
        back.all_at_once()
    except Exception as error:
        operation.execute("ROLLBACK TO undoing")
        if not operation.engine.broke_a_rule(error):
            raise
        back.one_by_one()
    operation.execute("RELEASE undoing")
    back.forget()


class _Back:
    """One operation on its way back."""

    def __init__(self, operation: Operation, undone: int) -> None:
        self.run = operation.execute
        self.undone = undone
        self.operation = operation
        history = History(operation.engine, operation.connection)
        self.shapes = history.shapes
        self.names = history.tables
        row = self.run(
            "SELECT first_entry, last_entry FROM journal_operation WHERE id = ?", (undone,)
        ).fetchone()
        self.first, self.last = int(row[0]), int(row[1])
        self.tables: list[int] = []

    def gather(self) -> None:
        """Find what the operation did to each row."""
        self.forget()
        for table, columns in ((_NET, "oldest INTEGER, newest INTEGER"), (_LATER, "next INTEGER")):
            self.run(
                f"CREATE TABLE {table}(table_id INTEGER, row_id INTEGER, {columns},"
                " PRIMARY KEY(table_id, row_id)) WITHOUT ROWID"
            )
        self.run(
            f"INSERT INTO {_NET} SELECT e.table_id, e.row_id, min(e.id), max(e.id)"
            " FROM (SELECT * FROM journal_row WHERE id BETWEEN ? AND ?) e"
            f" WHERE NOT EXISTS (SELECT 1 FROM journal_run r WHERE {covering_run('e.table_id', 'e.row_id')}"
            "  AND r.operation_id = ?)"
            " GROUP BY e.table_id, e.row_id",
            (self.first, self.last, self.undone),
        )
        touched = self.run(
            f"SELECT table_id FROM {_NET} UNION SELECT table_id FROM journal_run WHERE operation_id = ?",
            (self.undone,),
        ).fetchall()
        left = {self.names[r[0]]: int(r[0]) for r in touched}
        self.tables = [left.pop(t.name) for t in JOURNALED if t.name in left]
        if left:  # a table that this version of the program has no more
            raise conflict()

    def forget(self) -> None:
        """Take away what was gathered."""
        for table in (_NET, _LATER):
            self.run(f"DROP TABLE IF EXISTS {table}")

    def refuse_changed_later(self) -> None:
        """Raise ConflictError unless every row is as the operation left it.

        A row without a later entry is. One that has been changed, and changed back, is as well.
        """
        self.run(
            f"INSERT INTO {_LATER} SELECT l.table_id, l.row_id, min(l.id)"
            f" FROM {_NET} n JOIN journal_row l ON l.table_id = n.table_id AND l.row_id = n.row_id"
            " WHERE l.id > ? GROUP BY l.table_id, l.row_id",
            (self.last,),
        )
        self.run(
            f"INSERT INTO {_LATER} SELECT l.table_id, l.row_id, min(l.id)"
            " FROM (SELECT * FROM journal_run WHERE operation_id = ?) r JOIN journal_row l"
            " ON l.table_id = r.table_id AND l.row_id BETWEEN r.first_id AND r.last_id"
            " WHERE l.id > ? GROUP BY l.table_id, l.row_id",
            (self.undone, self.last),
        )
        later = (
            f"(SELECT row_id, next FROM {_LATER} WHERE table_id = ?) u JOIN journal_row l ON l.id = u.next"
        )
        for table in self.tables:
            shapes = self.run(f"SELECT DISTINCT l.shape_id FROM {later}", (table,)).fetchall()
            for (shape,) in shapes:
                if shape is None:
                    differs = "x.id IS NOT NULL"
                else:
                    pairs = self._values(table, shape, "l.before", with_id=True)
                    differs = "x.id IS NULL OR " + " OR ".join(f"{v} IS NOT x.{c}" for c, v in pairs)
                found = self.run(
                    f"SELECT 1 FROM {later} LEFT JOIN {self.names[table]} x ON x.id = u.row_id"
                    f" WHERE l.shape_id IS ? AND ({differs}) LIMIT 1",
                    (table, shape),
                )
                if found.fetchone() is not None:
                    raise conflict()

    def _values(self, table: int, shape: int, image: str, *, with_id: bool = False) -> list[tuple[str, str]]:
        """Return the columns that an image of a shape has of a table as it is now, and their SQL values."""
        engine = self.operation.engine
        there = set(engine.columns(self.operation.connection, self.names[table]))
        return [
            (column, engine.kept_value(place, image))
            for place, column in enumerate(self.shapes[shape])
            if column in there and (with_id or column != "id")
        ]

    def all_at_once(self) -> None:
        """Put all rows back, table by table."""
        # Those that refer to others go first, and come last.
        for table in reversed(self.tables):
            self._remove_new(table)
            self.run(
                f"DELETE FROM {self.names[table]} WHERE id IN (SELECT n.row_id FROM {_NET} n"
                " JOIN journal_row f ON f.id = n.oldest WHERE n.table_id = ? AND f.before IS NULL)",
                (table,),
            )
        for table in self.tables:
            rows = (
                f"(SELECT row_id, oldest, newest FROM {_NET} WHERE table_id = ?) n"
                " CROSS JOIN journal_row f ON f.id = n.oldest CROSS JOIN journal_row l ON l.id = n.newest"
            )
            shapes = self.run(
                f"SELECT DISTINCT f.shape_id FROM {rows} WHERE f.shape_id IS NOT NULL", (table,)
            ).fetchall()
            for (shape,) in shapes:
                self._change_back(table, shape, rows)

    def _remove_new(self, table: int) -> None:
        name = self.names[table]
        self.run(
            f"DELETE FROM {name} WHERE id IN (SELECT x.id FROM journal_run r"
            f" CROSS JOIN {name} x ON x.id BETWEEN r.first_id AND r.last_id"
            " WHERE r.operation_id = ? AND r.table_id = ?)",
            (self.undone, table),
        )

    def _change_back(self, table: int, shape: int, rows: str) -> None:
        name, pairs = self.names[table], self._values(table, shape, "f.before")
        if not pairs:
            return
        self.run(
            f"UPDATE {name} SET {', '.join(f'{c} = {v}' for c, v in pairs)} FROM {rows}"
            f" WHERE {name}.id = n.row_id AND f.shape_id = ? AND l.removed = 0",
            (table, shape),
        )
        self.run(
            f"INSERT INTO {name}(id, {', '.join(c for c, _v in pairs)})"
            f" SELECT n.row_id, {', '.join(v for _c, v in pairs)} FROM {rows}"
            " WHERE f.shape_id = ? AND l.removed = 1 ORDER BY n.row_id",
            (table, shape),
        )

    def one_by_one(self) -> None:
        """Put the rows back in the opposite order of what was done to them."""
        for table in reversed(self.tables):
            self._remove_new(table)
        changes = self.run(
            "SELECT e.table_id, e.row_id, e.removed, e.shape_id, e.before"
            f" FROM journal_row e CROSS JOIN {_NET} n ON n.table_id = e.table_id AND n.row_id = e.row_id"
            " WHERE e.id BETWEEN ? AND ? ORDER BY e.id DESC",
            (self.first, self.last),
        ).fetchall()
        for table, row_id, removed, shape, before in changes:
            name = self.names[table]
            if before is None:
                self.run(f"DELETE FROM {name} WHERE id = ?", (row_id,))
                continue
            there = {column for column, _value in self._values(table, shape, "", with_id=True)}
            image = zip(self.shapes[shape], json.loads(before), strict=True)
            row = {column: value for column, value in image if column in there}
            if removed:
                marks = ", ".join("?" * len(row))
                self.run(f"INSERT INTO {name}({', '.join(row)}) VALUES({marks})", list(row.values()))
            else:
                pairs = ", ".join(f"{column} = ?" for column in row)
                self.run(f"UPDATE {name} SET {pairs} WHERE id = ?", [*row.values(), row_id])


def conflict() -> KnownError:
    """Return what is said when something later changed what would be put back."""
    return ConflictError(
        _(
            "This cannot be undone any more, because something later changed the same data."
            " Correct it by hand."
        )
    )
