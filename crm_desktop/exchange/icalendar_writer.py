"""Follow-ups as iCalendar (RFC 5545), for the calendar of a telephone or a mail program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import takewhile
from typing import TYPE_CHECKING

from crm_desktop.domain.reminders.model import METHOD_NAMES, Priority, Reminder, ReminderState
from crm_desktop.domain.reminders.recurrence import occurrences
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from icalendar import Event, Todo

_MINUTES = 15  # how long a follow-up with an hour takes when nobody said
# RFC 5545, 3.8.1.9: 1 is the highest, 5 medium, 9 the lowest.
_PRIORITIES = {Priority.HIGH: 1, Priority.NORMAL: 5, Priority.LOW: 9}


def write_calendar(
    reminders: Iterable[Reminder],
    now: datetime,
    zone: tzinfo | None,
    *,
    shop: str = "",
    phones: Mapping[int, str] | None = None,
    as_tasks: bool = False,
) -> bytes:
    """Return a calendar with a follow-up each.

    Args:
        reminders: with `uid` and `customer_name`.
        now: the instant at which the file is made (UTC).
        zone: the shop's; hours are written in it, with its rules, so that they hold in summer and winter.
            None leaves hours as those of wherever the calendar is looked at.
        shop: the shop's name, for the name of the calendar.
        phones: customer id -> a telephone to be seen beside the follow-up.
        as_tasks: write tasks (VTODO) instead of events, for programs that show them.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Mostrador//crm-desktop//ES")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = _("Follow-ups of {shop}").format(shop=shop) if shop else _("Follow-ups")
    calendar.add("x-wr-calname", name)
    for reminder in reminders:
        phone = (phones or {}).get(reminder.customer_id, "")
        repeats = bool(reminder.rrule) and reminder.state is ReminderState.OPEN
        entry = _entry(reminder, now, phone, as_tasks=as_tasks)
        if not repeats:
            _add_times(entry, reminder, reminder.due_date, zone, as_tasks=as_tasks)
            calendar.add_component(entry)
            continue
        # The series begins at the date that its rule gave; a follow-up that was moved is told beside it.
        first = reminder.occurrence or reminder.due_date
        _add_times(entry, reminder, first, zone, as_tasks=as_tasks)
        _add_rule(entry, reminder, first, zone)
        calendar.add_component(entry)
        if first != reminder.due_date:
            moved = _entry(reminder, now, phone, as_tasks=as_tasks)
            moved.add("recurrence-id", _start(reminder, first, zone))
            _add_times(moved, reminder, reminder.due_date, zone, as_tasks=as_tasks)
            calendar.add_component(moved)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _entry(reminder: Reminder, now: datetime, phone: str, *, as_tasks: bool) -> Event | Todo:
    from icalendar import Event, Todo

    entry: Event | Todo = Todo() if as_tasks else Event()
    entry.add("uid", f"{reminder.uid or reminder.id}@mostrador")
    entry.add("dtstamp", now.astimezone(UTC))
    if reminder.created_at is not None:
        entry.add("created", reminder.created_at.astimezone(UTC))
    entry.add("summary", _summary(reminder))
    texts = [text for text in (phone, reminder.notes) if text]
    if texts:
        entry.add("description", "\n".join(texts))
    entry.add("priority", _PRIORITIES[reminder.priority])
    entry.add("categories", [_(METHOD_NAMES[reminder.method])])
    if as_tasks:
        done = reminder.state is ReminderState.DONE
        cancelled = reminder.state is ReminderState.CANCELLED
        entry.add("status", "COMPLETED" if done else "CANCELLED" if cancelled else "NEEDS-ACTION")
        if reminder.done_at is not None:
            entry.add("completed", reminder.done_at.astimezone(UTC))
    elif reminder.state is ReminderState.CANCELLED:
        entry.add("status", "CANCELLED")
    return entry


def _summary(reminder: Reminder) -> str:
    if reminder.customer_name and reminder.subject:
        return f"{reminder.customer_name}: {reminder.subject}"
    return reminder.customer_name or reminder.subject


def _start(reminder: Reminder, day: date, zone: tzinfo | None) -> date | datetime:
    """Return when it starts: a date without an hour is a whole day."""
    return datetime.combine(day, reminder.due_time, tzinfo=zone) if reminder.due_time else day


def _add_times(
    entry: Event | Todo, reminder: Reminder, day: date, zone: tzinfo | None, *, as_tasks: bool
) -> None:
    """Put the times in: a whole day without an hour, else from then for as long as it takes."""
    start = _start(reminder, day, zone)
    entry.add("dtstart", start)
    if isinstance(start, datetime):
        entry.add("due" if as_tasks else "dtend", start + timedelta(minutes=reminder.minutes or _MINUTES))
        return
    entry.add("due" if as_tasks else "dtend", start + timedelta(days=1))
    if not as_tasks:
        entry.add("transp", "TRANSPARENT")  # a call some time that day leaves the day free


def _add_rule(entry: Event | Todo, reminder: Reminder, first: date, zone: tzinfo | None) -> None:
    """Put the rule in, as what is left of it from `first` on."""
    from icalendar import vRecur

    rule = vRecur.from_ical(reminder.rrule)
    if "COUNT" in rule and reminder.series_start is not None:
        over = sum(
            1 for _day in takewhile(lambda d: d < first, occurrences(reminder.rrule, reminder.series_start))
        )
        rule["COUNT"] = [max(1, int(rule["COUNT"][0]) - over)]
    if "UNTIL" in rule and reminder.due_time is not None:
        # RFC 5545, 3.3.10: beside a start with an hour, UNTIL is an instant in UTC.
        last = rule["UNTIL"][0]
        day = last.date() if isinstance(last, datetime) else last
        end = datetime.combine(day, time(23, 59, 59), tzinfo=zone)
        rule["UNTIL"] = [end.astimezone(UTC) if zone is not None else end]
    entry.add("rrule", rule)
