"""The calendar: a month at the left, the follow-ups of the current day at the right."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from crm_desktop.domain.reminders.listing import NOBODY, MonthDay, ReminderFilter, ReminderRow, View
from crm_desktop.domain.reminders.model import ReminderState
from crm_desktop.domain.reminders.recurrence_words import month_name
from crm_desktop.gui import icons, tasks
from crm_desktop.gui.common import when
from crm_desktop.gui.common.empty_state import EmptyState
from crm_desktop.gui.common.filter_button import FilterButton
from crm_desktop.gui.common.labels import button as labelled
from crm_desktop.gui.common.labels import card, heading
from crm_desktop.gui.common.paged_table import PagedTable
from crm_desktop.gui.common.split_view import SplitView
from crm_desktop.gui.reminders.columns import Words
from crm_desktop.gui.reminders.month_view import MonthView
from crm_desktop.services import reminders
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.staff import StaffMember
    from crm_desktop.gui.common.screen import Context


@dataclass(frozen=True, slots=True)
class _Ids:
    ids: array[int]

    @property
    def total(self) -> int:
        return len(self.ids)


def month_title(day: date) -> str:
    """Return the month and its year: "Noviembre de 2026"."""
    text = _("{month} {year}").format(month=month_name(day.month), year=day.year)
    return text[:1].upper() + text[1:]


class CalendarPanel(QWidget):
    """The month and its day.

    Signals:
        new_asked(object): plan a follow-up on this date.
    """

    new_asked = Signal(object)

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        self._shop, self._words = context.shop, words
        self._month: tuple[int, int] | None = None
        self.month = MonthView(words.clock)
        self.table: PagedTable[ReminderRow] = PagedTable(
            words.day_columns(),
            lambda ids: reminders.rows(self._shop, ids),
            lambda row: row.id,
            state=context.state,
            name="reminders.day",
            accessible=_("Follow-ups of the day"),
        )
        self.table.horizontalHeader().setSortIndicatorShown(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(
            SplitView(
                self._month_card(), self._day_card(), state=context.state, name="reminders.month", share=66
            )
        )
        self.month.day_changed.connect(self._day_changed)
        self.month.opened.connect(lambda _day: self.focus_list())
        self.staff_filter.chosen.connect(lambda _value: self.reload())
        self.table.total_changed.connect(
            lambda total: self._stack.setCurrentWidget(self.table if total else self.empty)
        )

    # -- building

    def _month_card(self) -> QWidget:
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 12, 1, 1)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setContentsMargins(14, 0, 12, 0)
        top.setSpacing(4)
        self.title = heading()
        top.addWidget(self.title)
        top.addStretch()
        self.staff_filter = FilterButton(_("Who"), _("anybody"))
        top.addWidget(self.staff_filter)
        top.addSpacing(8)
        for icon, text, months in (
            ("chevron-left", _("The month before"), -1),
            ("", _("Today"), 0),
            ("chevron-right", _("The month after"), 1),
        ):
            button = QToolButton() if icon else QPushButton(text)
            if isinstance(button, QToolButton):
                button.setIcon(icons.icon(icon, "muted"))
                button.setToolTip(text)
                button.setAccessibleName(text)
            if months:
                button.clicked.connect(lambda _on=False, months=months: self.month.turn(months))
            else:
                button.clicked.connect(self.go_today)
            top.addWidget(button)
        column.addLayout(top)
        column.addWidget(self.month, 1)
        return frame

    def _day_card(self) -> QWidget:
        frame = card()
        frame.setMinimumWidth(300)
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 14, 1, 12)
        column.setSpacing(8)
        self.day_title = heading()
        self.day_title.setWordWrap(True)
        holder = QHBoxLayout()
        holder.setContentsMargins(14, 0, 14, 0)
        holder.addWidget(self.day_title)
        column.addLayout(holder)
        self.empty = EmptyState("calendar", _("Nothing on this day"), "")
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column.addLayout(self._stack, 1)
        self.new_button = labelled(_("Plan a follow-up for this day"), "plus")
        self.new_button.clicked.connect(lambda: self.new_asked.emit(self.month.day()))
        below = QHBoxLayout()
        below.setContentsMargins(14, 0, 14, 0)
        below.addWidget(self.new_button)
        column.addLayout(below)
        return frame

    # -- showing

    def show_people(self, people: Sequence[StaffMember]) -> None:
        """Offer these people in the filter."""
        options = [(member.id, member.name) for member in people if member.active]
        self.staff_filter.set_options([*options, (NOBODY, _("Nobody in particular"))])

    def reload(self) -> None:
        """Read the month and the day anew."""
        self._read_month()
        self._read_day()

    def refresh(self) -> None:
        """Read the same again after a change."""
        self._read_month()
        self.table.refresh()

    def go_today(self) -> None:
        """Go to today."""
        self.month.set_day(self._words.clock.today())
        self._day_changed(self.month.day())

    def focus_list(self) -> None:
        """Go to the follow-ups of the day."""
        if self.table.paged.total:
            self.table.setFocus()
            self.table.select_row(0)

    def _day_changed(self, day: date) -> None:
        if (day.year, day.month) != self._month:
            self._read_month()
        self._read_day()

    def _read_month(self) -> None:
        day, shop, whose = self.month.day(), self._shop, self.staff_filter.value()
        self._month = (day.year, day.month)
        self.title.setText(month_title(day))

        def show(days: list[MonthDay]) -> None:
            self.month.show_days(days)

        tasks.run_query(self, lambda: reminders.month(shop, day.year, day.month, whose), show, key="month")

    def _read_day(self) -> None:
        day, shop = self.month.day(), self._shop
        text = when.long_date(day)
        self.day_title.setText(text[:1].upper() + text[1:])
        asked = ReminderFilter(
            view=View.PERIOD, first=day, last=day, staff_id=self.staff_filter.value(), hidden=True
        )

        def ids() -> array[int]:
            """Those that wait, and then those that are done."""
            done = replace(asked, state=ReminderState.DONE)
            return reminders.list_ids(shop, asked) + reminders.list_ids(shop, done)

        self.table.open(lambda: _Ids(ids()), ids)
