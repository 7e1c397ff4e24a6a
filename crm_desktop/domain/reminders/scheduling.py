"""When a follow-up is due: hiding it for a while, moving its date, and what comes after it in a series.

There are two kinds of snooze. "Remind me later" hides a follow-up until an instant and leaves its date alone.
Moving changes the date itself, and takes away a "later" that no longer says anything.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from crm_desktop.domain.reminders.model import Reminder, ReminderState
from crm_desktop.domain.reminders.recurrence import first_date, next_date
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _

MORNING = time(9)
AFTERNOON = time(16, 30)
_MONDAY, _SUNDAY = 0, 6


@dataclass(frozen=True, slots=True)
class LaterChoice:
    """One way to say "remind me later": its words, and the moment in the shop's zone."""

    words: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class DateChoice:
    """One way to say another date: its words, and the date."""

    words: str
    day: date


def is_hidden(reminder: Reminder, now: datetime) -> bool:
    """Return whether "remind me later" still hides a follow-up at an instant (UTC)."""
    return reminder.snoozed_until is not None and reminder.snoozed_until > now


def is_late(reminder: Reminder, today: date) -> bool:
    """Return whether a follow-up is open and its date has passed."""
    return reminder.state is ReminderState.OPEN and reminder.due_date < today


def open_day(day: date) -> date:
    """Return a date, or the Monday after it when it is a Sunday, on which a shop is closed."""
    return day + timedelta(days=1) if day.weekday() == _SUNDAY else day


def later_choices(local: datetime) -> tuple[LaterChoice, ...]:
    """Return what "remind me later" offers at a moment in the shop's zone; all of it lies ahead."""
    hour = local.replace(second=0, microsecond=0) + timedelta(hours=1)
    choices = []
    if hour.date() == local.date():
        choices.append(LaterChoice(_("In one hour"), hour))
    afternoon = local.replace(hour=AFTERNOON.hour, minute=AFTERNOON.minute, second=0, microsecond=0)
    if afternoon - local > timedelta(hours=1):
        choices.append(LaterChoice(_("This afternoon"), afternoon))
    choices.append(LaterChoice(_("Tomorrow morning"), _morning(local, 1)))
    to_monday = (_MONDAY - local.weekday() - 1) % 7 + 1
    if to_monday > 1:
        choices.append(LaterChoice(_("On Monday"), _morning(local, to_monday)))
    choices.append(LaterChoice(_("In a week"), _morning(local, 7)))
    return tuple(choices)


def _morning(local: datetime, days: int) -> datetime:
    """Return nine o'clock some days later, by the clock on the wall (a day may have 23 or 25 hours)."""
    return datetime.combine(local.date() + timedelta(days=days), MORNING, tzinfo=local.tzinfo)


def move_choices(today: date) -> tuple[DateChoice, ...]:
    """Return the dates to which a follow-up is most often moved."""
    to_monday = (_MONDAY - today.weekday() - 1) % 7 + 1
    days = [DateChoice(_("Today"), today), DateChoice(_("Tomorrow"), today + timedelta(days=1))]
    if to_monday > 1:
        days.append(DateChoice(_("On Monday"), today + timedelta(days=to_monday)))
    return (
        *days,
        DateChoice(_("In a week"), today + timedelta(days=7)),
        DateChoice(_("In two weeks"), today + timedelta(days=14)),
        DateChoice(_("In a month"), add_months(today, 1)),
    )


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a month that is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def snoozed(reminder: Reminder, until: datetime, now: datetime) -> Reminder:
    """Return a follow-up that is hidden until an instant; its date stays.

    Args:
        reminder: an open follow-up.
        until: when it comes back (aware).
        now: the instant (UTC).

    Raises:
        InvalidInput: that moment has passed.
    """
    if until <= now:
        sentence = _("Choose a moment that is still to come.")
        raise InvalidInput(sentence, {"until": sentence})
    return replace(reminder, snoozed_until=until)


def moved(reminder: Reminder, day: date) -> Reminder:
    """Return a follow-up with another date and the same hour.

    One of a series keeps its place in it: the next one comes when the series says.
    """
    return replace(reminder, due_date=day, snoozed_until=None)


def started(reminder: Reminder) -> Reminder:
    """Return a follow-up whose series, if any, starts on its date or the first one that its rule allows.

    Raises:
        InvalidInput: the rule gives no date from there on.
    """
    if not reminder.rrule:
        return replace(reminder, series_start=None, occurrence=None)
    first = first_date(reminder.rrule, reminder.due_date)
    if first is None:
        sentence = _("The repetition ends before its first date. Change the date or the end.")
        raise InvalidInput(sentence, {"rrule": sentence})
    return replace(reminder, due_date=first, series_start=first, occurrence=first)


def rescheduled(before: Reminder, after: Reminder) -> Reminder:
    """Return an edited follow-up, its series anchored anew only when its repetition changed.

    Args:
        before: as it was.
        after: as the person left it.
    """
    if after.rrule and after.rrule == before.rrule and before.series_start is not None:
        return replace(after, series_start=before.series_start, occurrence=before.occurrence)
    return started(after)


def next_of_series(reminder: Reminder, done_on: date) -> Reminder | None:
    """Return the follow-up that comes after one of a series, or None when nothing comes.

    It is the first date of the series later than both the date that this one stood for and the day on which
    it was done: dates that went by meanwhile are not made up for, and one done early does not come twice.
    """
    if not reminder.rrule:
        return None
    start = reminder.series_start or reminder.due_date
    due = next_date(reminder.rrule, start, max(reminder.occurrence or reminder.due_date, done_on))
    if due is None:
        return None
    return Reminder(
        customer_id=reminder.customer_id,
        due_date=due,
        due_time=reminder.due_time,
        minutes=reminder.minutes,
        method=reminder.method,
        subject=reminder.subject,
        notes=reminder.notes,
        priority=reminder.priority,
        staff_id=reminder.staff_id,
        source=reminder.source,
        rrule=reminder.rrule,
        series_start=start,
        occurrence=due,
        customer_name=reminder.customer_name,
    )
