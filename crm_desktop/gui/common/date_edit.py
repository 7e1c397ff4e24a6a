"""Fields for a date and for an hour that understand what people type."""

from __future__ import annotations

from datetime import date, time, timedelta

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.gui import icons
from crm_desktop.gui.common import when
from crm_desktop.gui.common.typed_dates import parse_date, parse_time
from crm_desktop.shared.clock import Clock
from crm_desktop.shared.i18n import _
from crm_desktop.shared.typed import Lean


class DateEdit(QLineEdit):
    """A date. Type "hoy", "mañana", "lun", "+3d", "12/3"; Up and Down move a day, Alt+Down opens a calendar.

    Args:
        clock: tells what day it is.
        lean: what a day without a year means: the next such day, or the last one.
        locale: of the shop, such as "es_ES": whether day or month comes first.

    Signals:
        changed(): the person changed what is typed; `value` may be None and `fault` a sentence.
    """

    changed = Signal()

    def __init__(
        self,
        clock: Clock,
        *,
        lean: Lean = Lean.FUTURE,
        locale: str = "es_ES",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock, self._lean, self._locale = clock, lean, locale
        self._value: date | None = None
        self._understood = True
        self.setPlaceholderText(_("today, tomorrow, Mon, +3d, 12/3"))
        action = self.addAction(icons.icon("calendar", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        action.setToolTip(_("Choose in a calendar (Alt+Down)"))
        action.triggered.connect(self.open_calendar)
        self.textEdited.connect(self._typed)

    def value(self) -> date | None:
        """Return the date, or None when the field is empty or not understood."""
        return self._value

    def set_value(self, value: date | None) -> None:
        """Show a date."""
        self._value, self._understood = value, True
        self.setText(when.weekday_date(value, self._clock.today()) if value else "")

    def fault(self) -> str | None:
        """Return what is wrong with what was typed."""
        if self._understood:
            return None
        return _("This is no date. Type it as 24/11, as +3d (in three days) or as a weekday.")

    def _typed(self, text: str) -> None:
        text = text.strip()
        self._value = self._read(text) if text else None
        self._understood = bool(self._value) or not text
        self.setToolTip(when.long_date(self._value) if self._value else "")
        self.changed.emit()

    def _read(self, text: str) -> date | None:
        return parse_date(text, self._clock.today(), self._locale, self._lean)

    def _put(self, value: date) -> None:
        self.set_value(value)
        self.changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write out the date that was understood."""
        if self._value is not None:
            self.set_value(self._value)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by days, or open the calendar."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Down and alt:
            self.open_calendar()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            step = 1 if key == Qt.Key.Key_Up else -1
            self._put((self._value + timedelta(days=step)) if self._value else self._clock.today())
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._value is not None:
                self.set_value(self._value)
            super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show a month to choose from."""
        popup = QWidget(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(popup)
        column.setContentsMargins(4, 4, 4, 4)
        calendar = QCalendarWidget(popup)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        shown = self._value or self._clock.today()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        column.addWidget(calendar)

        def take(chosen: QDate) -> None:
            self._put(date(chosen.year(), chosen.month(), chosen.day()))
            popup.close()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()
        calendar.setFocus()


class TimeEdit(QLineEdit):
    """An hour, or nothing: "9", "930", "17:30". Up and Down move a quarter of an hour.

    Signals:
        changed(): the person changed what is typed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: time | None = None
        self._understood = True
        self.setPlaceholderText(_("any time"))
        self.textEdited.connect(self._typed)

    def value(self) -> time | None:
        """Return the hour, or None when the field is empty or not understood."""
        return self._value

    def set_value(self, value: time | None) -> None:
        """Show an hour."""
        self._value, self._understood = value, True
        self.setText(when.hour(value) if value else "")

    def fault(self) -> str | None:
        """Return what is wrong with what was typed."""
        return None if self._understood else _("This is no hour. Type it as 9, 9:30 or 17:15.")

    def _typed(self, text: str) -> None:
        text = text.strip()
        self._value = parse_time(text) if text else None
        self._understood = self._value is not None or not text
        self.changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write out the hour that was understood."""
        if self._value is not None:
            self.set_value(self._value)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by quarters of an hour."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            before = self._value or time(9, 0)
            step = 15 if event.key() == Qt.Key.Key_Up else -15
            minutes = (before.hour * 60 + before.minute + (step if self._value else 0)) % (24 * 60)
            self.set_value(time(minutes // 60, minutes % 60))
            self.changed.emit()
        else:
            super().keyPressEvent(event)
