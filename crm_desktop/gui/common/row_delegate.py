"""Paints one cell of a paged table: calm rows with a hair line, the whole row under the pointer, no grid."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from crm_desktop.gui import colours, icons
from crm_desktop.gui.common.paged_model import Cell, PagedModel

PADDING = 8
_FLAGS = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)


class RowDelegate(QStyledItemDelegate):
    """Draws straight from the model's cells, without a variant in between."""

    def __init__(self, view: QTableView, model: PagedModel[Any]) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self.hovered = -1
        self._points: dict[str, QPixmap] = {}
        self._fonts: tuple[tuple[QFont, QFontMetrics], ...] | None = None

    def forget_fonts(self) -> None:
        """The size of text has changed."""
        self._fonts = None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint background, line, and the cell when its row is there."""
        of = colours.current()
        rect: QRect = option.rect
        row, column = index.row(), index.column()
        selected = self._view.selectionModel().isSelected(index)
        if selected:
            self._fill(painter, rect, of.soft)
        elif row == self.hovered:
            self._fill(painter, rect, of.raised)
        self._fill(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), of.line)
        current = self._view.currentIndex()
        if (
            row == current.row()
            and self._view.hasFocus()
            and self._view.horizontalHeader().visualIndex(column) == 0
        ):
            self._fill(painter, QRect(rect.left(), rect.top(), 3, rect.height() - 1), of.accent)
        cell = self._model.cell(row, column)
        if cell is None or not (cell.text or cell.icon or cell.dot):
            return
        inner = rect.adjusted(PADDING + 2, 0, -PADDING, -1)
        font, metrics = self._font(bold=cell.bold)
        if cell.chips:
            self._chips(painter, cell, inner, metrics, of, selected=selected)
            return
        inner = self._marks(painter, cell, inner, of)
        painter.setFont(font)
        painter.setPen(QColor(getattr(of, cell.tone) if cell.tone else of.text))
        text = self.shown_text(cell, inner.width())
        right = self._model.columns[column].align == "right"
        side = int(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        painter.drawText(inner, _FLAGS | side, text)

    def _fill(self, painter: QPainter, rect: QRect, colour: str) -> None:
        """Fill a part of a row, with a picture of one point: a brush would load all kinds of gradients."""
        point = self._points.get(colour)
        if point is None:
            point = self._points[colour] = QPixmap(1, 1)
            point.fill(QColor(colour))
        painter.drawPixmap(rect, point)

    def shown_text(self, cell: Cell, width: int) -> str:
        """Return what is written in so many pixels: the whole text, or its beginning and "…"."""
        return self._font(bold=cell.bold)[1].elidedText(cell.text, Qt.TextElideMode.ElideRight, width)

    def _font(self, *, bold: bool) -> tuple[QFont, QFontMetrics]:
        if self._fonts is None:
            plain = QFont(self._view.font())
            strong = QFont(plain)
            strong.setWeight(QFont.Weight.DemiBold)
            self._fonts = ((plain, QFontMetrics(plain)), (strong, QFontMetrics(strong)))
        return self._fonts[1 if bold else 0]

    def _marks(self, painter: QPainter, cell: Cell, inner: QRect, of: colours.Colours) -> QRect:
        if cell.dot:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(cell.dot))
            painter.drawEllipse(QRectF(inner.left(), inner.center().y() - 3.5, 8, 8))
            painter.restore()
            inner = inner.adjusted(14, 0, 0, 0)
        if cell.icon:
            side = icons.SMALL
            box = QRectF(inner.left(), inner.center().y() - side / 2 + 0.5, side, side)
            icons.paint(painter, cell.icon, box, getattr(of, cell.tone) if cell.tone else of.muted)
            inner = inner.adjusted(side + 6, 0, 0, 0)
        return inner

    def _chips(
        self,
        painter: QPainter,
        cell: Cell,
        inner: QRect,
        metrics: QFontMetrics,
        of: colours.Colours,
        *,
        selected: bool,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._view.font())
        left, height = inner.left() - 2, metrics.height() + 4
        for part in cell.text.split(", "):
            room = inner.right() - left - 16
            if room < metrics.averageCharWidth() * 3:
                painter.setPen(QColor(of.muted))
                painter.drawText(QRect(left, inner.top(), 16, inner.height()), _FLAGS, "…")
                break
            text = metrics.elidedText(part, Qt.TextElideMode.ElideRight, room)
            width = metrics.horizontalAdvance(text) + 16
            box = QRectF(left, inner.center().y() - height / 2 + 1, width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(of.surface if selected else of.raised))
            painter.drawRoundedRect(box, height / 2, height / 2)
            painter.setPen(QColor(of.muted))
            painter.drawText(box, _FLAGS | int(Qt.AlignmentFlag.AlignHCenter), text)
            left += width + 4
        painter.restore()
