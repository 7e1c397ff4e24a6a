"""The two short lists at the right: birthdays of the week, and what was just done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.gui.common import when
from crm_desktop.gui.common.labels import ElidedLabel, ElidedLink, Link, PlainLabel, clear, heading
from crm_desktop.gui.theme import scaled_font
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.gui.home.reading import Birthday, Done


class _List(QFrame):
    """A framed list with a heading; `rebuild` frees what was in it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(heading(title))
        self.rows = QVBoxLayout()
        self.rows.setSpacing(6)
        column.addLayout(self.rows)
        column.addStretch()
        self.most = 6

    def show_at_most(self, most: int) -> None:
        """Show so many rows, which depends on the height of the window."""
        if most != self.most:
            self.most = most
            self.rebuild()

    def rebuild(self) -> None:
        """Show the rows again."""

    def clear(self) -> None:
        """Free the rows."""
        clear(self.rows)

    def say(self, sentence: str) -> None:
        """Show a sentence instead of rows."""
        self.rows.addWidget(PlainLabel(sentence, tone="muted", wrap=True))


class BirthdayList(_List):
    """Birthdays of the week.

    Signals:
        opened(int): the customer whose name was pressed.
    """

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Birthdays this week"), parent)
        self._shown: tuple[Sequence[Birthday], date] | None = None

    def show_birthdays(self, birthdays: Sequence[Birthday], today: date) -> None:
        """Show them, today's first."""
        self._shown = (birthdays, today)
        self.rebuild()

    def rebuild(self) -> None:
        if self._shown is None:
            return
        birthdays, today = self._shown
        self.clear()
        if not birthdays:
            self.say(_("No customer has a birthday in the coming seven days."))
        shown = birthdays[: self.most]
        plain, bold = QFontMetrics(scaled_font()), QFontMetrics(scaled_font(bold=True))
        width = 4 + max(
            ((bold if one.day == today else plain).horizontalAdvance(_day(one.day, today)) for one in shown),
            default=0,
        )
        for one in shown:
            self.rows.addWidget(self._row(one, today, width))
        rest = len(birthdays) - self.most
        if rest > 0:
            self.say(ngettext("and {count} more", "and {count} more", rest).format(count=rest))

    def _row(self, one: Birthday, today: date, width: int) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        day = PlainLabel(
            _day(one.day, today), tone="near" if one.day == today else "muted", bold=one.day == today
        )
        day.setFixedWidth(width)
        name = ElidedLink(one.name)
        name.clicked.connect(lambda: self.opened.emit(one.customer_id))
        row.addWidget(day)
        row.addWidget(name, 1)
        if one.age:
            row.addWidget(PlainLabel(_("turns {age}").format(age=one.age), tone="muted"))
        return holder


def _day(day: date, today: date) -> str:
    return when.short_date(day, today) if (day - today).days < 2 else when.weekday_day(day)


class DoneList(_List):
    """What was just done, each with Undo while nothing later stands on it.

    Signals:
        undo_asked(int): the operation to take back.
    """

    undo_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Done lately"), parent)
        self._shown: Sequence[Done] | None = None

    def show_done(self, done: Sequence[Done]) -> None:
        """Show them, newest first."""
        self._shown = done
        self.rebuild()

    def rebuild(self) -> None:
        if self._shown is None:
            return
        done = self._shown[: self.most]
        self.clear()
        if not done:
            self.say(_("What is done in the program appears here, and can be undone from here."))
        for one in done:
            self.rows.addWidget(self._row(one))

    def _row(self, one: Done) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(ElidedLabel(one.words))
        texts.addWidget(PlainLabel(" · ".join(p for p in (one.when, one.who) if p), tone="muted", scale=0.92))
        row.addLayout(texts, 1)
        if one.undoable:
            undo = Link(_("Undo"))
            undo.setAccessibleName(_("Undo: {words}").format(words=one.words))
            undo.clicked.connect(lambda: self.undo_asked.emit(one.operation))
            row.addWidget(undo)
        return holder
