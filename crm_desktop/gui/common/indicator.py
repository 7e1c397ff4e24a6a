"""A figure in large type with its name: the only cards with a background of their own."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from crm_desktop.gui import colours, icons, theme
from crm_desktop.gui.common.labels import Tone

ICON = 26  # logical pixels that the icon takes


class Indicator(QAbstractButton):
    """One figure; pressing it (mouse, Space, Enter) opens what it counts. `clicked` tells."""

    def __init__(self, label: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._icon = label, icon
        self._figure = "–"
        self._tone: Tone = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(label)

    def show_figure(self, figure: str, tone: Tone = "", label: str = "") -> None:
        """Show a figure, such as "14"; its tone says late, near or done; its name may change with it."""
        self._figure, self._tone = figure, tone
        self._label = label or self._label
        self.setAccessibleName(f"{self._label}: {figure}")
        self.update()

    def figure(self) -> str:
        """Return what is shown."""
        return self._figure

    def sizeHint(self) -> QSize:
        big = QFontMetrics(theme.scaled_font(1.7, bold=True)).height()
        return QSize(150, big + self.fontMetrics().height() + 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(110, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, the figure, its name and its icon."""
        of = colours.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(of.accent), 2) if self.hasFocus() else QPen(QColor(of.border)))
        painter.setBrush(QColor(of.raised if self.underMouse() else of.surface))
        painter.drawRoundedRect(inside, 8, 8)
        area = self.rect().adjusted(16, 9, -14, -9)
        big = theme.scaled_font(1.7, bold=True)
        height = QFontMetrics(big).height()
        room = area.width() - ICON
        wide = QFontMetrics(big).horizontalAdvance(self._figure)
        if wide > room > 0:  # an amount in a narrow window
            big.setPointSizeF(big.pointSizeF() * room / wide)
        painter.setFont(big)
        painter.setPen(QColor(getattr(of, self._tone) if self._tone else of.text))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), self._figure)
        painter.setFont(self.font())
        painter.setPen(QColor(of.muted))
        below = QRect(area.left(), area.top() + height + 1, area.width(), area.height() - height)
        text = self.fontMetrics().elidedText(self._label, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        role = self._tone or "muted"
        icons.paint(painter, self._icon, QRectF(area.right() - 20, area.top() + 2, 20, 20), getattr(of, role))
