"""The list of every screen: a table of any length, with columns to choose, sorting, and selection by ids."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from crm_desktop.gui.common.column_widths import ColumnWidths
from crm_desktop.gui.common.paged_model import AnyIndex, Column, FirstPage, PagedModel
from crm_desktop.gui.common.row_delegate import RowDelegate
from crm_desktop.gui.common.ui_state import UiState

R = TypeVar("R")
_ROWS = QItemSelectionModel.SelectionFlag.Rows
RESELECT = 2000  # single selected rows that are found again after a refresh


class PagedTable(QTableView, Generic[R]):
    """A table that shows ids first and fetches what is painted. The vertical header stays hidden.

    Args:
        columns: all that can be chosen.
        rows: reads the rows of these ids, in their order; runs on a reader thread.
        row_id: row -> id.
        state: remembers columns, widths and sorting under `name`.
        name: of this list, such as "customers".
        accessible: what a screen reader calls it.

    Signals:
        current_changed(object): the id of the current row, or None.
        chosen(int): Enter or a double click on a row.
        selection_count_changed(int)
        sort_asked(str, bool): key of a column, descending; the page opens the list anew.
        total_changed(int): rows in the list.
        menu_asked(QPoint): the context menu at this place on the screen.
        typed(str): letters typed while the list has the focus; they belong in the search box.
    """

    current_changed = Signal(object)
    chosen = Signal(int)
    selection_count_changed = Signal(int)
    sort_asked = Signal(str, bool)
    total_changed = Signal(int)
    menu_asked = Signal(QPoint)
    typed = Signal(str)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        rows: Callable[[Sequence[int]], Sequence[R]],
        row_id: Callable[[R], int],
        *,
        state: UiState,
        name: str,
        accessible: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.paged: PagedModel[R] = PagedModel(columns, rows, row_id, self)
        self._state, self._name = state, f"list.{name}"
        self._current: int | None = None
        self._quiet = False
        self._kept: tuple[int, list[tuple[int, int]]] = (0, [])
        self._waiting: list[Callable[[array[int]], None]] = []
        self.setAccessibleName(accessible)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self._delegate = RowDelegate(self, self.paged)
        self.setItemDelegate(self._delegate)
        self.setModel(self.paged)
        self._font = self.font()
        self._size_rows()
        self._set_up_header()
        self.customContextMenuRequested.connect(
            lambda at: self.menu_asked.emit(self.viewport().mapToGlobal(at))
        )
        self.doubleClicked.connect(lambda index: self._choose(index.row()))
        self.paged.loaded.connect(self._on_loaded)
        self.paged.completed.connect(self._on_completed)
        self.paged.refreshing.connect(self._on_refreshing)
        self.paged.refreshed.connect(self._on_refreshed)

    # -- the list

    def open(
        self, first: Callable[[], FirstPage], all_ids: Callable[[], Sequence[int]] | None = None
    ) -> None:
        """Show another list from its top: the first page at once, all ids after (see `PagedModel.open`)."""
        self.paged.open(first, all_ids)

    def refresh(self) -> None:
        """Read the same list again after a change: current row, selection and place are kept."""
        self.paged.refresh()

    # -- current and selected rows

    def current_id(self) -> int | None:
        """Return the id of the current row."""
        return self.paged.id_at(self.currentIndex().row())

    def select_id(self, wanted: int) -> bool:
        """Go to the row of an id; False when it is not in the list (or not yet there)."""
        row = self.paged.row_of(wanted)
        if row is not None:
            self.select_row(row)
        return row is not None

    def select_row(self, row: int) -> None:
        """Make a row the current and only selected one, also while Ctrl is held (as in Ctrl+Enter)."""
        if 0 <= row < self.paged.total:
            index = self.paged.index(row, self._first_column())
            self.selectionModel().setCurrentIndex(
                index, _ROWS | QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.scrollTo(index)

    def selected_count(self) -> int:
        """Return how many rows are selected."""
        return sum(bottom - top + 1 for top, bottom in self._selected_parts())

    def _selected_parts(self) -> list[tuple[int, int]]:
        """First and last row of each run of selected rows, from the top down: cheap even for 100,000."""
        selection = self.selectionModel().selection()
        parts = (selection.at(number) for number in range(selection.count()))
        return sorted((part.top(), part.bottom()) for part in parts)

    def selected_ids(self) -> array[int]:
        """Return the ids of the selected rows, in the order of the list (as far as ids are there)."""
        found: array[int] = array("q")
        for top, bottom in self._selected_parts():
            found.extend(self.paged.ids(top, bottom))
        return found

    def with_selected_ids(self, then: Callable[[array[int]], None]) -> None:
        """Call `then(ids)` with the selected ids, now, or as soon as all ids of the list are there."""
        if self.paged.complete:
            then(self.selected_ids())
        else:
            self._waiting.append(then)

    # -- columns and sorting

    def sorting(self) -> tuple[str, bool]:
        """Return the key of the column that the list is sorted by, and whether descending; as remembered."""
        kept = self._state.get(f"{self._name}.sort")
        keys = {column.key for column in self.paged.columns if column.sortable}
        if isinstance(kept, list) and len(kept) == 2 and kept[0] in keys:
            return str(kept[0]), bool(kept[1])
        return self.paged.columns[0].key, False

    def columns_menu(self) -> QMenu:
        """Return a menu in which columns are chosen; it frees itself."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, column in enumerate(self.paged.columns):
            action = QAction(column.title, menu)
            action.setCheckable(True)
            action.setChecked(self._widths.wanted(number))
            action.setEnabled(number > 0)
            action.toggled.connect(lambda on, number=number: self.show_column(number, on))
            menu.addAction(action)
        return menu

    def show_column(self, number: int, shown: bool) -> None:
        """Show or hide a column and remember it."""
        self._widths.want(number, shown)
        self._tell_shown()
        self._keep_columns()
        self._fit_columns()

    def column_wanted(self, number: int) -> bool:
        """Whether a column was chosen; a narrow list may have no room for it now."""
        return self._widths.wanted(number)

    def columns_shown(self) -> list[str]:
        """Return the keys of the columns that were chosen, in the order in which they stand."""
        header, columns = self.horizontalHeader(), self.paged.columns
        places = (header.logicalIndex(place) for place in range(header.count()))
        return [columns[number].key for number in places if self._widths.wanted(number)]

    def _tell_shown(self) -> None:
        """Let only the cells of chosen columns be written with their rows."""
        columns = range(len(self.paged.columns))
        self.paged.shown = frozenset(number for number in columns if self._widths.wanted(number))

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # A header that knows the selection asks for the flags of every selected row each time it is painted:
        # two seconds for 100,000. This one knows of none.
        header.setSelectionModel(QItemSelectionModel(self.paged, header))
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(24)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._widths = ColumnWidths(header, self.paged.columns, self._state.get(f"{self._name}.columns"))
        self._tell_shown()
        key, descending = self.sorting()
        header.setSortIndicatorShown(True)
        self._indicate(key, descending)
        header.sectionClicked.connect(self._sort_by)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(lambda *_what: self._keep_columns())
        header.customContextMenuRequested.connect(
            lambda at: self.columns_menu().popup(header.mapToGlobal(at))
        )

    def _indicate(self, key: str, descending: bool) -> None:
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        columns = enumerate(self.paged.columns)
        # A list in an order of its own, which no heading changes, has no arrow on any (-1).
        number = next((n for n, column in columns if column.key == key and column.sortable), -1)
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(number, order)
        header.blockSignals(False)
        self._fit_columns()

    def _sort_by(self, number: int) -> None:
        column = self.paged.columns[number]
        key, descending = self.sorting()
        if column.sortable:
            self.set_sorting(column.key, not descending if key == column.key else False)
        else:
            self._indicate(key, descending)

    def set_sorting(self, key: str, descending: bool) -> None:
        """Sort by a column: remembers it and asks the page to open the list anew."""
        self._state.put(f"{self._name}.sort", [key, descending])
        self._indicate(key, descending)
        self.sort_asked.emit(key, descending)

    def _keep_columns(self) -> None:
        self._state.put(f"{self._name}.columns", self._widths.remembered())

    def _resized(self, number: int, _before: int, after: int) -> None:
        """The person drew a column wider or narrower: it keeps that width."""
        if not self._widths.busy and after:
            self._widths.own[number] = after
            self._keep_columns()
            self._fit_columns()

    def _fit_columns(self) -> None:
        # The header is as wide as the viewport. Asking Qt for a widget of its own making, which may be of any
        # kind, loads the types of all kinds there are: thirty milliseconds, which no list should wait for.
        header = self.horizontalHeader()
        self._widths.fit(header.width(), header.sortIndicatorSection())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _first_column(self) -> int:
        header = self.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        return next((number for number in places if not self.isColumnHidden(number)), 0)

    # -- what happens

    def _choose(self, row: int) -> None:
        wanted = self.paged.id_at(row)
        if wanted is not None:
            self.chosen.emit(wanted)

    def _on_loaded(self) -> None:
        self.scrollToTop()
        self._current = None
        self.current_changed.emit(None)
        self.total_changed.emit(self.paged.total)
        self.selection_count_changed.emit(self.selected_count())

    def _on_completed(self) -> None:
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then(self.selected_ids())

    def _on_refreshing(self) -> None:
        """Remember the place and the selection, which Qt forgets when the length changes."""
        self._quiet = True
        self._kept = (self.verticalScrollBar().value(), self._selected_parts())

    def _on_refreshed(self, before: array[int]) -> None:
        """Find the current and the selected rows again by their ids."""
        place, parts = self._kept
        current = self._current
        count = sum(bottom - top + 1 for top, bottom in parts)
        everything = count == len(before) and count > 1
        ids = [before[row] for top, bottom in parts for row in range(top, min(bottom + 1, len(before)))]
        if everything:
            self.selectAll()
        elif count <= RESELECT:
            self._select_ids(ids)
        row = self.paged.row_of(current) if current is not None else None
        if row is not None:
            flag = (
                QItemSelectionModel.SelectionFlag.NoUpdate
                if ids
                else _ROWS | QItemSelectionModel.SelectionFlag.Select
            )
            self.selectionModel().setCurrentIndex(self.paged.index(row, self._first_column()), flag)
        self._quiet = False
        self.verticalScrollBar().setValue(place)
        if row is None and current is not None:
            self._current = None
            self.current_changed.emit(self.current_id())
        self.total_changed.emit(self.paged.total)
        self.selection_count_changed.emit(self.selected_count())

    def _select_ids(self, ids: list[int]) -> None:
        selection, last = QItemSelection(), len(self.paged.columns) - 1
        for wanted in ids:
            row = self.paged.row_of(wanted)
            if row is not None:
                selection.select(self.paged.index(row, 0), self.paged.index(row, last))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if self._quiet:
            return
        wanted = self.paged.id_at(current.row())
        if wanted != self._current:
            self._current = wanted
            self.current_changed.emit(wanted)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._quiet:
            self.selection_count_changed.emit(self.selected_count())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters go to the search box."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._choose(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Hand typed letters on instead of walking all rows."""
        self.typed.emit(search)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say which rows are painted, then paint."""
        top = self.rowAt(0)
        if top >= 0:
            bottom = self.rowAt(self.height() - 1)
            self.paged.want(top, bottom if bottom >= 0 else self.paged.total - 1)
        super().paintEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            before, self._delegate.hovered = self._delegate.hovered, row
            for changed in (before, row):
                for column in range(len(self.paged.columns)):
                    self.update(self.paged.index(changed, column))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "_font"):
            if self._font == self.font():  # a new parent, or other colours
                return
            self._font = self.font()
            self._delegate.forget_fonts()
            self._size_rows()
            self._widths.forget_fonts()
            self._fit_columns()

    def _size_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 15)
