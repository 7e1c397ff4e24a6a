"""What goes on a printed list: the days, for whom, which tag, grouped by what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.domain.reminders.follow_up_list import Grouping, ListRequest
from crm_desktop.domain.reminders.listing import NOBODY, week_of
from crm_desktop.domain.staff import StaffMember
from crm_desktop.gui.common.date_edit import DateEdit
from crm_desktop.gui.common.fields import CheckField, ChoiceField, DateField
from crm_desktop.gui.common.form import Form
from crm_desktop.shared.clock import Clock
from crm_desktop.shared.i18n import _


class Days(StrEnum):
    """Which days."""

    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"
    NEXT_WEEK = "next_week"
    PERIOD = "period"


class PrintForm(QWidget):
    """The choices of the list.

    Signals:
        changed(): something was chosen; `request` may raise no more, or is None while a date is missing.
    """

    changed = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.form = Form(spacing=10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        options = [
            (Days.TODAY, _("Today")),
            (Days.TOMORROW, _("Tomorrow")),
            (Days.WEEK, _("This week")),
            (Days.NEXT_WEEK, _("Next week")),
            (Days.PERIOD, _("From one day to another…")),
        ]
        self.days = ChoiceField("days", _("Days"), options)
        self.first = DateField("first", _("First day"), DateEdit(clock))
        self.last = DateField("last", _("Last day"), DateEdit(clock))
        self.overdue = CheckField("overdue", _("The overdue ones, too"))
        self.person = ChoiceField("staff_id", _("Who"), [(None, _("Everybody"))])
        self.tag = ChoiceField("tag", _("Only with the tag"), [("", _("Any tag or none"))])
        groupings = [
            (Grouping.PERSON, _("By person")),
            (Grouping.HOUR, _("By hour")),
            (Grouping.NONE, _("Not grouped")),
        ]
        self.grouping = ChoiceField("grouping", _("Grouped"), groupings)
        self.form.row(self.days)
        self.form.row(self.first, self.last)
        for field in (self.overdue, self.person, self.tag, self.grouping):
            self.form.row(field)
        self.form.add_stretch()
        self.form.load({"overdue": True, "days": Days.TODAY, "grouping": Grouping.PERSON})
        self._show_dates()
        self.form.changed.connect(self._typed)

    def offer(self, people: Sequence[StaffMember], tags: Sequence[tuple[str, int]]) -> None:
        """Offer people and tags."""
        persons: list[tuple[Any, str]] = [(None, _("Everybody"))]
        persons += [(member.id, member.name) for member in people]
        persons.append((NOBODY, _("Nobody in particular")))
        self.person.set_options(persons)
        self.tag.set_options(
            [("", _("Any tag or none")), *((name, f"{name}  {count}") for name, count in tags)]
        )
        self.person.setVisible(bool(people))
        self.tag.setVisible(bool(tags))

    def preset(
        self, *, first: date | None = None, last: date | None = None, staff_id: int | None = None
    ) -> None:
        """Begin with these days and this person, where the list on the screen has them."""
        if first is not None:
            self.days.load(Days.PERIOD)
            self.first.load(first)
            self.last.load(last or first)
        self.person.load(staff_id)
        self._show_dates()

    def request(self) -> ListRequest | None:
        """Return what is asked for; None while a date is missing or not understood."""
        span = self._span()
        if span is None:
            return None
        return ListRequest(
            *span,
            staff_id=self.person.value(),
            tag=self.tag.value() or "",
            grouping=self.grouping.value(),
            overdue=self.overdue.value(),
        )

    def _span(self) -> tuple[date, date] | None:
        today = self._clock.today()
        match self.days.value():
            case Days.TODAY:
                return today, today
            case Days.TOMORROW:
                return today + timedelta(days=1), today + timedelta(days=1)
            case Days.WEEK:
                return today, week_of(today)[1]
            case Days.NEXT_WEEK:
                return week_of(today + timedelta(days=7))
            case _:
                first, last = self.first.value(), self.last.value()
                return None if first is None or last is None else (first, last)

    def _typed(self, key: str) -> None:
        if key == "days":
            if self.days.value() == Days.PERIOD and self.first.value() is None:
                today = self._clock.today()
                self.first.load(today)
                self.last.load(today + timedelta(days=6))
            self._show_dates()
        self.changed.emit()

    def _show_dates(self) -> None:
        period = self.days.value() == Days.PERIOD
        self.first.setVisible(period)
        self.last.setVisible(period)
