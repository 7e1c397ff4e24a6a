"""The floor of the list of customers: a plain Qt table over the same rows, filtered and sorted by a proxy."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QEventLoop,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QVBoxLayout, QWidget

from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.gui.common.paged_model import Cell, Column
from crm_desktop.services import customers
from crm_desktop.services.shop import Shop

_NOWHERE = QModelIndex()


def key_event(letter: str) -> QKeyEvent:
    """A key press that types a letter."""
    return QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)


class PaintWatch(QObject):
    """Tells when a widget has been painted: once the event loop goes on after its paint event."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._then: Callable[[], object] | None = None
        widget.installEventFilter(self)

    def next_paint(self, then: Callable[[], object]) -> None:
        """Call `then` after the next paint event."""
        self._then = then

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._then is not None:
            QTimer.singleShot(0, self, self._then)
            self._then = None
        return super().eventFilter(watched, event)


class Rows(QAbstractTableModel):
    """Rows as tuples of texts."""

    def __init__(self, rows: list[tuple[str, ...]], titles: Sequence[str]) -> None:
        super().__init__()
        self._rows = rows
        self._titles = titles

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return None


class PlainList(QWidget):
    """A box to filter by, over a QTableView on a QSortFilterProxyModel."""

    def __init__(self, shop: Shop, columns: Sequence[Column[Any]], size: tuple[int, int]) -> None:
        super().__init__()
        ids = customers.list_ids(shop, CustomerFilter())
        rows: list[tuple[str, ...]] = []
        for start in range(0, len(ids), 5000):
            for row in customers.rows(shop, ids[start : start + 5000]):
                cells = (column.cell(row) for column in columns)
                rows.append(tuple(cell.text if isinstance(cell, Cell) else cell for cell in cells))
        self.box = QLineEdit()
        self.table = QTableView()
        # Shown, it alone costs half a second for each key at 100,000 rows: a fair floor hides it.
        self.table.verticalHeader().hide()
        self.proxy = QSortFilterProxyModel()
        self.rows = Rows(rows, [column.title for column in columns])
        self.proxy.setSourceModel(self.rows)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.proxy.setFilterKeyColumn(-1)
        self.table.setModel(self.proxy)
        column = QVBoxLayout(self)
        column.addWidget(self.box)
        column.addWidget(self.table)
        self.box.textChanged.connect(self.proxy.setFilterFixedString)
        self.watch = PaintWatch(self.table.viewport())
        self.resize(*size)
        self.show()
        self.painted_after(self.table.viewport().update)

    def press(self, letter: str) -> None:
        """Type a letter in the box."""
        QApplication.sendEvent(self.box, key_event(letter))

    def sort(self, column: int, descending: bool) -> None:
        """Sort by a column."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.proxy.sort(column, order)

    def painted_after(self, act: Callable[[], object]) -> float:
        """Milliseconds from `act` to the table's being painted."""
        loop = QEventLoop()
        ends: list[float] = []
        start = time.perf_counter()
        act()

        def painted() -> None:
            ends.append(time.perf_counter())
            loop.quit()

        self.watch.next_paint(painted)
        self.table.viewport().update()
        loop.exec()
        return (ends[0] - start) * 1000
