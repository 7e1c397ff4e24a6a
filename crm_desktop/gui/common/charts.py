"""Charts: bars and lines, labelled directly, readable in black and white and by a screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.gui import colours, theme

HEIGHT = 170  # logical pixels
GAP = 4


class Bar(NamedTuple):
    """One value of a chart.

    Attributes:
        label: under it, such as a month.
        value: its height; not below zero.
        text: what it says; "" leaves it to the label alone.
    """

    label: str
    value: float
    text: str = ""


class _Chart(QWidget):
    """What both kinds share: values, their labels, and room for both."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.values: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    def show_values(self, values: Sequence[Bar]) -> None:
        """Show these, from the left."""
        self.values = tuple(values)
        said = "; ".join(f"{bar.label}: {bar.text or f'{bar.value:g}'}" for bar in self.values)
        self.setAccessibleName(f"{self._title}. {said}" if said else self._title)
        self.setToolTip("\n".join(f"{bar.label}: {bar.text or f'{bar.value:g}'}" for bar in self.values))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, HEIGHT)

    def _small(self) -> QFontMetrics:
        return QFontMetrics(theme.scaled_font(0.85))

    def _area(self) -> QRectF:
        """Return where values are drawn: figures above, labels below."""
        high = self._small().height()
        return QRectF(2, high + GAP, self.width() - 4, self.height() - 2 * (high + GAP))

    def _labels(self, painter: QPainter, middles: Sequence[float], room: float) -> None:
        """Write the labels, leaving out as many as would run into each other."""
        metrics = self._small()
        painter.setFont(theme.scaled_font(0.85))
        painter.setPen(QColor(colours.current().muted))
        widest = max((metrics.horizontalAdvance(bar.label) for bar in self.values), default=0) + 6
        step = max(1, -(-int(widest) // max(1, int(room))))
        last = len(self.values) - 1
        for place in range(last, -1, -step):  # the newest is always named
            text = self.values[place].label
            left = middles[place] - metrics.horizontalAdvance(text) / 2
            left = min(max(0.0, left), self.width() - metrics.horizontalAdvance(text))
            painter.drawText(QPointF(left, self.height() - metrics.descent() - 1.0), text)

    def _figure(self, painter: QPainter, x: float, y: float, text: str) -> None:
        metrics = self._small()
        wide = metrics.horizontalAdvance(text)
        left = min(max(0.0, x - wide / 2), self.width() - wide)
        painter.setFont(theme.scaled_font(0.85))
        painter.setPen(QColor(colours.current().text))
        painter.drawText(QPointF(left, y - GAP), text)


class BarChart(_Chart):
    """Bars side by side, the figure over each when there is room, else over the highest and the last."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars, their figures and labels."""
        if not self.values:
            return
        of, area = colours.current(), self._area()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        slot = area.width() / len(self.values)
        wide = min(36.0, slot * 0.7)
        top = max(bar.value for bar in self.values) or 1.0
        widest = max(self._small().horizontalAdvance(bar.text) for bar in self.values)
        highest = max(range(len(self.values)), key=lambda i: self.values[i].value)
        middles = []
        painter.setPen(QPen(QColor(of.border)))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        for place, bar in enumerate(self.values):
            middle = area.left() + slot * (place + 0.5)
            middles.append(middle)
            high = area.height() * max(0.0, bar.value) / top
            rect = QRectF(middle - wide / 2, area.bottom() - high, wide, high)
            painter.fillRect(rect, QColor(of.accent))
            if bar.text and (widest + 6 <= slot or place in {highest, len(self.values) - 1}):
                self._figure(painter, middle, rect.top(), bar.text)
        self._labels(painter, middles, slot)


class LineChart(_Chart):
    """A line through the values, the first, the highest and the last named."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, its points, their figures and labels."""
        if not self.values:
            return
        of, area = colours.current(), self._area().adjusted(8, 0, -8, 0)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = max(bar.value for bar in self.values) or 1.0
        step = area.width() / max(1, len(self.values) - 1)
        single = len(self.values) == 1
        points = [
            QPointF(
                area.center().x() if single else area.left() + step * place,
                area.bottom() - area.height() * max(0.0, bar.value) / top,
            )
            for place, bar in enumerate(self.values)
        ]
        painter.setPen(QPen(QColor(of.border)))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(QPen(QColor(of.accent), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(QPolygonF(points))
        named = {0, len(points) - 1, max(range(len(points)), key=lambda i: self.values[i].value)}
        for place, point in enumerate(points):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(of.accent))
            painter.drawEllipse(point, 3, 3)
            if place in named and self.values[place].text:
                self._figure(painter, point.x(), point.y() - 3, self.values[place].text)
        self._labels(painter, [point.x() for point in points], step)
