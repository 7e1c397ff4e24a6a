"""Small tables of the import: the rows of a file as they stand in it, and what is said of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from crm_desktop.services.imports_report import Finding
from crm_desktop.shared.i18n import _

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
MOST_COLUMNS = 60  # of a file's preview; more are no help to anybody
_CELL_LETTERS = 120
LEAST_WIDTH, MOST_WIDTH = 60, 240  # of a column of the preview, logical pixels
_BESIDE = 24  # logical pixels around a text in a cell
_LOOKED_AT = 30  # rows whose texts count


class TextModel(QAbstractTableModel):
    """Rows of texts that are all there already."""

    def __init__(self) -> None:
        super().__init__()
        self._headings: list[str] = []
        self._rows: Sequence[Sequence[str]] = ()

    def show_rows(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._headings, self._rows = list(headings)[:MOST_COLUMNS], rows
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            cells = self._rows[index.row()]
            text = cells[index.column()] if index.column() < len(cells) else ""
            return " ".join(text[:_CELL_LETTERS].split())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


class FindingsModel(QAbstractTableModel):
    """What is said of rows: rejections first, then remarks; nothing is copied, whatever their number."""

    def __init__(self) -> None:
        super().__init__()
        self._rejections: Sequence[Finding] = ()
        self._remarks: Sequence[Finding] = ()

    def show_findings(self, rejections: Sequence[Finding], remarks: Sequence[Finding]) -> None:
        """Show other findings."""
        self.beginResetModel()
        self._rejections, self._remarks = rejections, remarks
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rejections) + len(self._remarks)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else 3

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole and column == 0:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        rejected = index.row() < len(self._rejections)
        found = (
            self._rejections[index.row()] if rejected else self._remarks[index.row() - len(self._rejections)]
        )
        if column == 0:
            return str(found.line)
        if column == 1:
            return _("Rejected") if rejected else _("Taken, but")
        return found.reason

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Line"), _("Result"), _("Reason"))[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section else Qt.AlignmentFlag.AlignRight
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


def a_table(name: str, model: QAbstractTableModel) -> QTableView:
    """Return a quiet table to look at."""
    table = QTableView()
    table.setModel(model)
    table.setProperty("kind", "lines")
    table.setAccessibleName(name)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(28)
    table.setShowGrid(False)
    table.setAlternatingRowColors(False)
    table.setWordWrap(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setTextElideMode(Qt.TextElideMode.ElideRight)
    header.setDefaultSectionSize(140)
    return table


def fit_columns(table: QTableView) -> None:
    """Give each column the width of its heading and of the rows that are seen, within reason."""
    header, model = table.horizontalHeader(), table.model()
    bold = QFont(header.font())
    bold.setWeight(QFont.Weight.DemiBold)
    strong, plain = QFontMetrics(bold), table.fontMetrics()
    for column in range(model.columnCount()):
        heading = model.headerData(column, Qt.Orientation.Horizontal)
        rows = range(min(model.rowCount(), _LOOKED_AT))
        texts = max((plain.horizontalAdvance(model.index(row, column).data()) for row in rows), default=0)
        wanted = max(strong.horizontalAdvance(heading), min(texts, MOST_WIDTH)) + _BESIDE
        header.resizeSection(column, max(wanted, LEAST_WIDTH))


def findings_table(model: FindingsModel) -> QTableView:
    """Return the table of what is said of rows; its last column takes the room."""
    table = a_table(_("What is said of the rows"), model)
    header = table.horizontalHeader()
    header.resizeSection(0, 70)
    header.resizeSection(1, 110)
    header.setStretchLastSection(True)
    return table
