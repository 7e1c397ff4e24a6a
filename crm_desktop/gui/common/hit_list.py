"""Found customers in a list: two lines each, the telephone at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.domain.customers.listing import SearchHit
from crm_desktop.gui import colours, theme

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LINE = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)


class Hits(QAbstractListModel):
    """What was found."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: list[SearchHit] = []

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ", ".join(
                part for part in (self.hits[index.row()].name, *_about(self.hits[index.row()])) if part
            )
        return None

    def show(self, hits: Sequence[SearchHit]) -> None:
        """Hold these instead."""
        self.beginResetModel()
        self.hits = list(hits)
        self.endResetModel()


def _about(hit: SearchHit) -> tuple[str, str]:
    """What stands under the name, and what stands at the right."""
    company = hit.company if hit.company != hit.name else ""
    return " · ".join(part for part in (company, hit.town, *hit.emails[:1]) if part), next(
        iter(hit.phones), ""
    )


class HitPainter(QStyledItemDelegate):
    """Paints one of them."""

    def __init__(self, view: QListView, model: Hits) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(100, 2 * QFontMetrics(self._view.font()).height() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        of = colours.current()
        rect: QRect = option.rect
        hit = self._model.hits[index.row()]
        under, right = _about(hit)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(of.soft))
        inner = rect.adjusted(14, 6, -14, -6)
        metrics = QFontMetrics(self._view.font())
        painter.setPen(QColor(of.muted))
        painter.setFont(self._view.font())
        painter.drawText(inner, _LINE | int(Qt.AlignmentFlag.AlignRight), right)
        room = inner.width() - metrics.horizontalAdvance(right) - 16
        half = inner.height() // 2
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(
            QRect(inner.left(), inner.top() + half, room, half), _LINE, metrics.elidedText(under, elide, room)
        )
        bold = theme.scaled_font(1.0, bold=True)
        painter.setFont(bold)
        painter.setPen(QColor(of.text))
        name = QFontMetrics(bold).elidedText(hit.name, elide, room)
        painter.drawText(
            QRect(inner.left(), inner.top(), room, half if under else inner.height()), _LINE, name
        )
