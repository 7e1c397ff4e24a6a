"""What a list of follow-ups asks for, and the rows it gets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.domain.reminders.model import Method, Priority, ReminderState, Result

NOBODY = 0  # as `ReminderFilter.staff_id`: those that nobody has been given


class View(StrEnum):
    """Which dates a list covers."""

    TODAY = "today"
    OVERDUE = "overdue"
    WEEK = "week"
    PERIOD = "period"
    ALL = "all"


class ReminderOrder(StrEnum):
    """How a list is sorted; ties are broken by date, hour, urgency and name."""

    DUE = "due"
    CUSTOMER = "customer"
    SUBJECT = "subject"
    METHOD = "method"
    STAFF = "staff"
    LAST_CONTACT = "last_contact"


@dataclass(frozen=True, slots=True)
class ReminderFilter:
    """Which follow-ups, in which order.

    Attributes:
        view: which dates; PERIOD takes `first` and `last`.
        first, last: both included; None leaves that side open.
        staff_id: who does them; None for anyone, NOBODY for those that nobody has been given.
        tag: only customers with this tag; "" for any.
        method: how; None for any.
        state: None for open, done and cancelled alike.
        customer_id: only this customer's.
        text: words found in the customer's name or the subject, accents and case ignored.
        hidden: with those that "remind me later" hides now.
        order, descending: how they are sorted.
        limit: at most so many rows; 0 for all.
    """

    view: View = View.TODAY
    first: date | None = None
    last: date | None = None
    staff_id: int | None = None
    tag: str = ""
    method: Method | None = None
    state: ReminderState | None = ReminderState.OPEN
    customer_id: int | None = None
    text: str = ""
    hidden: bool = False
    order: ReminderOrder = ReminderOrder.DUE
    descending: bool = False
    limit: int = 0

    def dates(self, today: date) -> tuple[date | None, date | None]:
        """Return the first and the last date that the list covers, None where it is open."""
        match self.view:
            case View.TODAY:
                return today, today
            case View.OVERDUE:
                return None, today - timedelta(days=1)
            case View.WEEK:
                return week_of(today)
            case View.PERIOD:
                return self.first, self.last
            case View.ALL:
                return None, None


class ReminderRow(NamedTuple):
    """One row of a list of follow-ups.

    Attributes:
        customer_name: as lists sort it ("García Muñoz, Ángel").
        phone: the customer's first telephone, as typed.
        last_contact: when the customer was last in contact (UTC), or None.
        last_result: what came of the last follow-up that was done, or None.
        last_note: what was said then, or the latest note, whichever is later.
        warning: the customer's warning note, or "".
        snoozed_until: an instant in UTC, or None; it may have passed.
        rrule: not empty when it repeats.
    """

    id: int
    customer_id: int
    customer_name: str
    phone: str
    due_date: date
    due_time: time | None
    method: Method
    subject: str
    notes: str
    priority: Priority
    staff_id: int | None
    rrule: str
    snoozed_until: datetime | None
    state: ReminderState
    result: Result | None
    last_contact: datetime | None
    last_result: Result | None
    last_note: str
    warning: str
    do_not_contact: bool


class Counts(NamedTuple):
    """How many open follow-ups wait, those that "remind me later" hides left out.

    Attributes:
        overdue: those whose date has passed.
        today: those of today.
        week: those of this week, Monday to Sunday, late ones among them included.
    """

    overdue: int = 0
    today: int = 0
    week: int = 0


class StaffCount(NamedTuple):
    """How many open follow-ups a person has; `staff_id` None for those that nobody has been given."""

    staff_id: int | None
    late: int
    all: int


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One day of the calendar month: how many open follow-ups, how many done, and the first few as lines."""

    day: date
    open: int
    done: int
    lines: tuple[str, ...] = ()


def week_of(day: date) -> tuple[date, date]:
    """Return the Monday and the Sunday of the week in which a day lies."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def month_grid(year: int, month: int) -> tuple[date, date]:
    """Return the first and last date of the six weeks, from Monday on, that show a month."""
    first, _last = week_of(date(year, month, 1))
    return first, first + timedelta(days=41)
