"""A table of any length: ids first, rows of the visible page when painted.

The model holds the ids of the whole list (an array, 8 bytes each) and the rows of the pages that were looked
at. `data()` and `flags()` never fetch: what is not there is painted empty and asked for by the view (`want`),
in the background. Opening a list of 100,000 therefore costs what opening one of 100 does.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from crm_desktop.gui import later, tasks

R = TypeVar("R")
AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_FLAGS = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
MARGIN = 50  # rows fetched before and after the visible ones, so that a page comes as one query of about 100
KEPT = 5000  # rows kept in memory
REST_MS = 10  # the first page is painted before all ids are read
SAMPLE_NAME = "Fernández Domínguez, Ana"
SAMPLE_PHONE = "+34 600 000 000"


class FirstPage(Protocol):
    """What a service answers first: the ids of the first rows, and how many there are in all."""

    @property
    def ids(self) -> Sequence[int]:
        """Ids in the order of the list."""
        ...

    @property
    def total(self) -> int:
        """How many rows the whole list has."""
        ...


class Cell(NamedTuple):
    """What one cell shows.

    Attributes:
        text: what is written.
        tone: "" or a role of `Colours`: "muted", "late", "near", "done", "accent".
        icon: a Lucide icon before the text, or "".
        dot: "#rrggbb" of a dot before the text (a person's colour), or "".
        bold: the one emphasis.
        chips: write the text's parts, which ", " separates, as chips.
    """

    text: str
    tone: str = ""
    icon: str = ""
    dot: str = ""
    bold: bool = False
    chips: bool = False


class Column(NamedTuple, Generic[R]):
    """One column.

    Attributes:
        key: what the page sorts by, and under which the column is remembered.
        title: its heading, translated.
        cell: row -> what is shown: a text or a Cell. Runs on a reader thread, or, when a hidden
            column is shown, on the window's: it uses neither widgets nor the shop's file.
        width: logical pixels at the normal text size; never less than the heading and the sample need.
        align: numbers are right-aligned.
        sortable: clicking the heading sorts.
        shown: whether it is there until the person chooses otherwise.
        elastic: takes the room that the others leave.
        sample: a long text of the usual kind, which is never cut, such as a telephone number.
        drop: when the list is narrow, the column with the highest gives way first; 0 never does.
    """

    key: str
    title: str
    cell: Callable[[R], str | Cell]
    width: int = 120
    align: Literal["left", "right"] = "left"
    sortable: bool = True
    shown: bool = True
    elastic: bool = False
    sample: str = ""
    drop: int = 0


class _Loaded(NamedTuple, Generic[R]):
    ids: array[int]
    total: int
    rows: dict[int, tuple[R, list[Cell | None]]]


class PagedModel(QAbstractTableModel, Generic[R]):
    """See the module. Made and driven by `PagedTable`.

    Signals:
        loaded(): the list was opened: its total and its first rows are there.
        completed(): all ids are there.
        refreshing(): ids are about to be exchanged after a change.
        refreshed(): they have been; the argument is the array before.
    """

    loaded = Signal()
    completed = Signal()
    refreshing = Signal()
    refreshed = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        rows: Callable[[Sequence[int]], Sequence[R]],
        row_id: Callable[[R], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch, self._row_id = rows, row_id
        self._ids: array[int] = array("q")
        self._total = 0
        self._rows: dict[int, tuple[R, list[Cell | None]]] = {}
        self.shown = frozenset(range(len(self.columns)))  # columns whose cells are written with their rows
        self._asked: tuple[int, int] | None = None
        self._visible = (0, 30)
        self._all_ids: Callable[[], Sequence[int]] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(lambda: later.do(self, self._read_all_ids))
        self._opening = False

    # -- what Qt asks

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        }:
            cell = self.cell(index.row(), index.column())
            return cell.text if cell else ""
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return _FLAGS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                right = self.columns[section].align == "right"
                side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        return None

    # -- what the view and the page ask

    @property
    def total(self) -> int:
        """How many rows the list has."""
        return self._total

    @property
    def complete(self) -> bool:
        """Whether all ids are there."""
        return len(self._ids) == self._total

    def cell(self, row: int, column: int) -> Cell | None:
        """Return a cell, or None while its row is not there."""
        if row < len(self._ids):
            entry = self._rows.get(self._ids[row])
            if entry is not None:
                cells = entry[1]
                if cells[column] is None:  # of a column that was hidden when the row was read
                    cells[column] = self._write(entry[0], column)
                return cells[column]
        return None

    def id_at(self, row: int) -> int | None:
        """Return the id of a row, or None while it is not there."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_at(self, row: int) -> R | None:
        """Return the value of a row, or None while it is not there."""
        wanted = self.id_at(row)
        entry = self._rows.get(wanted) if wanted is not None else None
        return entry[0] if entry else None

    def row_of(self, wanted: int) -> int | None:
        """Return where an id is in the list (as far as ids are there), or None."""
        try:
            return self._ids.index(wanted)
        except ValueError:
            return None

    def ids(self, first: int = 0, last: int | None = None) -> array[int]:
        """Return the ids from row `first` to row `last` (both included; all by default)."""
        return self._ids[first : (self._total if last is None else last + 1)]

    # -- loading

    def open(
        self, first: Callable[[], FirstPage], all_ids: Callable[[], Sequence[int]] | None = None
    ) -> None:
        """Show another list: its first page at once, all ids after.

        Args:
            first: reads the first page and the total.
            all_ids: reads all ids; None when the first page is all there ever is.
        """
        self._all_ids = all_ids or (lambda: first().ids)
        self._cancel()
        self._opening = True
        visible = self._visible[1] - self._visible[0] + 2

        def read() -> _Loaded[R]:
            page = first()
            ids = array("q", page.ids)
            return _Loaded(ids, page.total, self._read_rows(ids[:visible]))

        tasks.run_query(self, read, self._opened, key="open")

    def refresh(self) -> None:
        """Read the same list again after a change; the view keeps its place."""
        all_ids = self._all_ids
        if all_ids is None:
            return
        self._cancel()
        top, bottom = self._visible

        def read() -> _Loaded[R]:
            ids = array("q", all_ids())
            return _Loaded(ids, len(ids), self._read_rows(ids[top : bottom + 1]))

        tasks.run_query(self, read, self._exchange, key="open")

    def want(self, top: int, bottom: int) -> None:
        """Tell which rows are being painted; those that are missing are fetched in the background."""
        self._visible = (top, bottom)
        if self._asked is not None and self._asked[0] <= top and bottom <= self._asked[1]:
            return
        known = len(self._ids)
        if all(self._ids[row] in self._rows for row in range(top, min(bottom + 1, known))):
            return
        low, high = max(0, top - MARGIN), min(known - 1, bottom + MARGIN)
        missing = [wanted for wanted in self._ids[low : high + 1] if wanted not in self._rows]
        self._asked = (low, high)
        tasks.run_query(
            self, lambda: self._read_rows(missing), lambda rows: self._arrived(rows, low, high), key="rows"
        )

    # -- inside

    def _cancel(self) -> None:
        self._rest.stop()
        for key in ("ids", "rows"):
            tasks.cancel_query(self, key)
        self._asked = None

    def _read_rows(self, ids: Sequence[int]) -> dict[int, tuple[R, list[Cell | None]]]:
        """Fetch rows and write their cells; on a reader thread."""
        made: dict[int, tuple[R, list[Cell | None]]] = {}
        shown = [number in self.shown for number in range(len(self.columns))]
        for row in self._fetch(ids) if ids else ():
            cells = [self._write(row, number) if wanted else None for number, wanted in enumerate(shown)]
            made[self._row_id(row)] = (row, cells)
        return made

    def _write(self, row: R, column: int) -> Cell:
        made = self.columns[column].cell(row)
        return made if isinstance(made, Cell) else Cell(made)

    def _opened(self, loaded: _Loaded[R]) -> None:
        self._opening = False
        self.beginResetModel()
        self._ids, self._total, self._rows = loaded.ids, loaded.total, loaded.rows
        self.endResetModel()
        self.loaded.emit()
        if self.complete:
            self.completed.emit()
        else:
            self._rest.start()

    def _read_all_ids(self) -> None:
        if self._all_ids is not None and not self._opening:
            every = self._all_ids
            tasks.run_query(self, lambda: array("q", every()), self._all_arrived, key="ids")

    def _all_arrived(self, ids: array[int]) -> None:
        if len(ids) == self._total:
            self._ids = ids
            self._asked = None
            self._tell(0, self._total - 1)
        else:
            self.beginResetModel()
            self._ids, self._total = ids, len(ids)
            self.endResetModel()
            self.loaded.emit()
        self.completed.emit()

    def _exchange(self, loaded: _Loaded[R]) -> None:
        self.refreshing.emit()
        before = self._ids
        self._rows = loaded.rows
        if loaded.total == self._total:
            self._ids = loaded.ids
            self._tell(0, self._total - 1)
        else:
            self.beginResetModel()
            self._ids, self._total = loaded.ids, loaded.total
            self.endResetModel()
        self.refreshed.emit(before)
        self.completed.emit()

    def _arrived(self, rows: dict[int, tuple[R, list[Cell | None]]], low: int, high: int) -> None:
        self._asked = None
        if len(self._rows) + len(rows) > KEPT:
            for old in list(self._rows)[: len(self._rows) - KEPT // 2]:
                del self._rows[old]
        self._rows.update(rows)
        self._tell(low, high)

    def _tell(self, low: int, high: int) -> None:
        if high >= low:
            self.dataChanged.emit(self.index(low, 0), self.index(high, len(self.columns) - 1))
