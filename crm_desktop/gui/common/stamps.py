"""A stamp card as a row of dots: those that are stamped are filled."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.gui import colours
from crm_desktop.shared.i18n import _

MOST_DOTS = 20  # a larger card says its numbers only


class StampRow(QWidget):
    """The dots of one card, with "6 of 10" beside them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._count, self._size = "", 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_card(self, name: str, count: int, size: int) -> None:
        """Show a card.

        Args:
            name: as the shop calls it.
            count: stamps on it.
            size: how many make it full.
        """
        self._name, self._count, self._size = name, count, size
        self.setAccessibleName(f"{name}: {self._words()}")
        self.setToolTip(f"{name}: {self._words()}")
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return what it says."""
        return f"{self._name}: {self._words()}"

    def _words(self) -> str:
        return _("{count} of {size}").format(count=self._count, size=self._size)

    def sizeHint(self) -> QSize:
        return QSize(200, QFontMetrics(self.font()).height() + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the name, the dots and the numbers."""
        of = colours.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(self.font())
        line = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        step = round(metrics.height() * 0.95)
        dots = min(self._size, MOST_DOTS) if self._size <= MOST_DOTS else 0
        numbers = metrics.horizontalAdvance(self._words())
        room = self.width() - numbers - 12 - dots * step
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, max(40, room - 12))
        painter.setPen(QColor(of.text))
        painter.drawText(0, 0, self.width(), self.height(), line, name)
        x = metrics.horizontalAdvance(name) + 14.0
        radius = step * 0.34
        for place in range(dots):
            filled = place < self._count
            painter.setPen(QPen(QColor(of.accent if filled else of.control), 1.4))
            painter.setBrush(QColor(of.accent) if filled else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(x + step / 2, self.height() / 2), radius, radius)
            x += step
        painter.setPen(QColor(of.muted))
        painter.drawText(int(x + 8), 0, numbers + 4, self.height(), line, self._words())
