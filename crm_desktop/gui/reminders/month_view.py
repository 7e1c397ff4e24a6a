"""A month from Monday to Sunday, painted: what is due on each day; worked with the arrows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from crm_desktop.domain.reminders.listing import MonthDay, month_grid
from crm_desktop.domain.reminders.recurrence_words import weekday_name
from crm_desktop.domain.reminders.scheduling import add_months
from crm_desktop.gui import colours, theme
from crm_desktop.gui.common import when
from crm_desktop.shared.clock import Clock
from crm_desktop.shared.i18n import _, ngettext

_DAYS, _WEEKS = 7, 6
_PAD = 6
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class MonthView(QWidget):
    """Shows the 42 days around a month.

    Signals:
        day_changed(object): the current day (a date); its month may be another.
        opened(object): Enter or a double click on a day.
    """

    day_changed = Signal(object)
    opened = Signal(object)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._day = clock.today()
        self._days: dict[date, MonthDay] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Calendar month"))
        self._say()

    def day(self) -> date:
        """Return the current day."""
        return self._day

    def set_day(self, day: date) -> None:
        """Go to a day, without telling."""
        self._day = day
        self._say()
        self.update()

    def show_days(self, days: Sequence[MonthDay]) -> None:
        """Show what is due."""
        self._days = {one.day: one for one in days}
        self._say()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for a line or two in each day."""
        return QSize(640, 480)

    def minimumSizeHint(self) -> QSize:
        """Room for the numbers."""
        return QSize(320, 240)

    # -- where things are

    def _head(self) -> int:
        return self.fontMetrics().height() + 10

    def _first(self) -> date:
        return month_grid(self._day.year, self._day.month)[0]

    def rect_of(self, day: date) -> QRectF:
        """Return where a day is painted."""
        number = (day - self._first()).days
        week, column = divmod(number, _DAYS)
        width = (self.width() - 1) / _DAYS
        height = (self.height() - self._head() - 1) / _WEEKS
        return QRectF(column * width, self._head() + week * height, width, height)

    def day_at(self, at: QPointF) -> date | None:
        """Return the day at a place."""
        if at.y() < self._head():
            return None
        column = int(at.x() * _DAYS / max(1, self.width()))
        week = int((at.y() - self._head()) * _WEEKS / max(1, self.height() - self._head()))
        if 0 <= column < _DAYS and 0 <= week < _WEEKS:
            return self._first() + timedelta(days=week * _DAYS + column)
        return None

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names of the days and the days."""
        of = colours.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = (self.width() - 1) / _DAYS
        painter.setFont(theme.scaled_font(0.9, bold=True))
        painter.setPen(QColor(of.muted))
        for column in range(_DAYS):
            box = QRectF(column * width + _PAD + 2, 0, width - _PAD, self._head())
            name = weekday_name(column)
            painter.drawText(box, _LEFT, name[:1].upper() + name[1:])
        first = self._first()
        for number in range(_DAYS * _WEEKS):
            self._paint_day(painter, first + timedelta(days=number), of)

    def _paint_day(self, painter: QPainter, day: date, of: colours.Colours) -> None:
        box = self.rect_of(day)
        today = self._clock.today()
        inside = day.month == self._day.month
        current = day == self._day
        if current:
            painter.fillRect(box, QColor(of.soft))
        elif not inside:
            painter.fillRect(box, QColor(of.window))
        painter.setPen(QColor(of.line))
        painter.drawLine(box.topLeft(), box.topRight())
        if day.weekday():
            painter.drawLine(box.topLeft(), box.bottomLeft())
        if current and self.hasFocus():
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), QColor(of.accent))
        entry = self._days.get(day)
        late = day < today
        plain, small = theme.scaled_font(), theme.scaled_font(0.92)
        top = box.top() + _PAD
        self._paint_number(painter, day, box, of, is_today=day == today, inside=inside)
        if entry is None:
            return
        if entry.done:
            painter.setFont(small)
            painter.setPen(QColor(of.done if inside else of.muted))
            text = ngettext("{count} done", "{count} done", entry.done).format(count=entry.done)
            where = QRectF(box.left() + 36, top, box.width() - 36 - _PAD, QFontMetrics(plain).height())
            painter.drawText(where, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
        if entry.open:
            self._paint_lines(
                painter, entry, box, small, of.late if late else of.text if inside else of.muted
            )

    @staticmethod
    def _paint_number(
        painter: QPainter, day: date, box: QRectF, of: colours.Colours, *, is_today: bool, inside: bool
    ) -> None:
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold if is_today else QFont.Weight.Normal)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        text = str(day.day)
        mark = QRectF(box.left() + _PAD, box.top() + _PAD - 1, metrics.height() + 4, metrics.height() + 2)
        if is_today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(of.fill))
            painter.drawRoundedRect(mark, mark.height() / 2, mark.height() / 2)
            painter.setPen(QColor(of.on_fill))
            painter.drawText(mark, int(Qt.AlignmentFlag.AlignCenter), text)
        else:
            painter.setPen(QColor(of.text if inside else of.muted))
            painter.drawText(mark.adjusted(2, 0, 0, 0), _LEFT, text)

    @staticmethod
    def _paint_lines(painter: QPainter, entry: MonthDay, box: QRectF, font: QFont, colour: str) -> None:
        """Write as many lines as fit, and how many more there are."""
        metrics = QFontMetrics(font)
        height = metrics.height() + 1
        top = box.top() + _PAD + metrics.height() + 4
        room = max(1, int((box.bottom() - top - 2) // height))
        lines = list(entry.lines)
        if entry.open > room or len(lines) < entry.open:
            keep = min(len(lines), max(0, room - 1))
            rest = entry.open - keep
            more = ngettext("{count} more", "{count} more", rest)
            if not keep:
                more = ngettext("{count} due", "{count} due", rest)
            lines = [*lines[:keep], more.format(count=rest)]
        painter.setFont(font)
        painter.setPen(QColor(colour))
        for number, line in enumerate(lines[:room]):
            where = QRectF(box.left() + _PAD + 2, top + number * height, box.width() - 2 * _PAD, height)
            text = metrics.elidedText(line, Qt.TextElideMode.ElideRight, int(where.width()))
            painter.drawText(where, _LEFT, text)

    # -- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows by days and weeks, Page Up and Down by months, Home today, Enter opens."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._go(self._day + timedelta(days=_STEPS[key]))
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.turn(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_Home:
            self._go(self._clock.today())
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(self._day)
        else:
            super().keyPressEvent(event)

    def turn(self, months: int) -> None:
        """Go some months on or back."""
        self._go(add_months(self._day, months))

    def _go(self, day: date) -> None:
        self.set_day(day)
        self.day_changed.emit(day)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position())
        if day is not None and day != self._day:
            self._go(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self._day)

    def event(self, event: QEvent) -> bool:
        """Say in a tip what is due on a day."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._words(day) if day else "", self)
            return True
        return super().event(event)

    def _words(self, day: date) -> str:
        entry = self._days.get(day)
        count = entry.open if entry else 0
        due = ngettext("{count} due", "{count} due", count).format(count=count) if count else _("nothing due")
        return f"{when.long_date(day)}: {due}"

    def _say(self) -> None:
        """Tell a screen reader where one is."""
        self.setAccessibleDescription(self._words(self._day))
