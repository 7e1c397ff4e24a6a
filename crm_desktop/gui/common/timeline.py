"""What happened with a customer in one column, newest first: a date, a dot, a title, a detail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from crm_desktop.gui import colours, icons

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


class TimelineItem(NamedTuple):
    """One entry as it is shown; all texts are written already.

    Attributes:
        when: such as "Hoy" or "12 sept".
        title, detail: what happened; more about it.
        icon: a Lucide icon.
        tone: colour of the icon: "muted", "accent", "late", "near" or "done".
        ref: handed back when the entry is opened; None for one that cannot be.
    """

    when: str
    title: str
    detail: str = ""
    icon: str = "circle"
    tone: str = "muted"
    ref: Any = None


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: list[TimelineItem] = []

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            item = self.items[index.row()]
            return ". ".join(part for part in (item.when, item.title, item.detail) if part)
        return None

    def show(self, items: Sequence[TimelineItem]) -> None:
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    """Draws an entry: the date in its own column, the icon on the line, the texts wrapped."""

    def __init__(self, view: Timeline, model: _Model) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def _places(self, width: int) -> tuple[int, int]:
        """Where the icon and the text begin."""
        metrics = QFontMetrics(self._view.font())
        widest = max((metrics.horizontalAdvance(item.when) for item in self._model.items), default=0)
        date = min(widest + 12, width // 3)
        return date, date + 28

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        width = self._view.viewport().width()
        item = self._model.items[index.row()]
        metrics = QFontMetrics(self._view.font())
        room = max(40, width - self._places(width)[1] - 4)
        height = metrics.boundingRect(0, 0, room, 4000, _WRAP, item.title or " ").height()
        if item.detail:
            height += metrics.boundingRect(0, 0, room, 4000, _WRAP, item.detail).height() + 1
        return QSize(width, height + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        of = colours.current()
        rect: QRect = option.rect
        state = option.state
        item = self._model.items[index.row()]
        metrics = QFontMetrics(self._view.font())
        icon_at, text_at = self._places(rect.width())
        painter.save()
        if state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.fillRect(rect, QColor(of.soft))
        middle = rect.left() + icon_at + 8
        painter.setPen(QColor(of.line))
        if index.row() > 0:
            painter.drawLine(middle, rect.top(), middle, rect.top() + 4)
        if index.row() < len(self._model.items) - 1:
            painter.drawLine(middle, rect.top() + 26, middle, rect.bottom())
        painter.setFont(self._view.font())
        painter.setPen(QColor(of.muted))
        top = rect.top() + 5
        painter.drawText(QRect(rect.left(), top, icon_at - 4, metrics.height()), _WRAP, item.when)
        box = QRectF(
            rect.left() + icon_at, top + (metrics.height() - icons.SMALL) / 2, icons.SMALL, icons.SMALL
        )
        icons.paint(painter, item.icon, box, getattr(of, item.tone))
        area = QRect(rect.left() + text_at, top, rect.width() - text_at - 4, rect.height())
        painter.setPen(QColor(of.text))
        painter.drawText(area, _WRAP, item.title)
        if item.detail:
            used = metrics.boundingRect(0, 0, area.width(), 4000, _WRAP, item.title or " ").height()
            painter.setPen(QColor(of.muted))
            painter.drawText(area.adjusted(0, used + 1, 0, 0), _WRAP, item.detail)
        painter.restore()


class Timeline(QListView):
    """Shows entries; as high as they are, so the detail around it scrolls as one.

    Signals:
        opened(object): the `ref` of an entry that was opened by Enter or a double click.
    """

    opened = Signal(object)

    def __init__(self, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.setAccessibleName(accessible)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self, self._model))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "timeline")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def show_items(self, items: Sequence[TimelineItem]) -> None:
        """Show these entries, in this order."""
        self._model.show(items)
        self._fit()

    def items(self) -> list[TimelineItem]:
        """Return what is shown."""
        return list(self._model.items)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._model.items) and self._model.items[row].ref is not None:
            self.opened.emit(self._model.items[row].ref)

    def _fit(self) -> None:
        option = QStyleOptionViewItem()
        delegate = self.itemDelegate()
        rows = range(self._model.rowCount())
        self.setFixedHeight(
            sum(delegate.sizeHint(option, self._model.index(row)).height() for row in rows) + 2
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_model"):
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
