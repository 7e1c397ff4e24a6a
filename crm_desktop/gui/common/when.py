"""Dates in words, as a person at the counter says them: "hoy", "ayer", "hace 3 días", "12 sept"."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QTime

from crm_desktop.shared.i18n import _, language, ngettext

if TYPE_CHECKING:
    from crm_desktop.shared.clock import Clock


def _locale() -> QLocale:
    return QLocale(QLocale.Language.Spanish if language() == "es" else QLocale.Language.English)


def _write(day: date, pattern: str) -> str:
    return _locale().toString(QDate(day.year, day.month, day.day), pattern)


def short_date(day: date, today: date) -> str:
    """Return "Today", "Tomorrow", "Yesterday", "12 Sept" or, in another year, "12 Sept 2024"."""
    near = {0: _("Today"), 1: _("Tomorrow"), -1: _("Yesterday")}.get((day - today).days)
    return near or _write(day, "d MMM" if day.year == today.year else "d MMM yyyy")


def weekday_date(day: date, today: date) -> str:
    """Return the date with its weekday: "Thu 12 Mar"; with the year when it is another."""
    return _write(day, "ddd d MMM" if day.year == today.year else "ddd d MMM yyyy")


def weekday_day(day: date) -> str:
    """Return a near date by its weekday: "Thu 12"."""
    return _write(day, "ddd d")


def long_date(day: date) -> str:
    """Return the whole date: "Saturday, 21 November 2026" ("sábado, 21 de noviembre de 2026")."""
    pattern = "dddd, d 'de' MMMM 'de' yyyy" if language() == "es" else "dddd, d MMMM yyyy"
    return _write(day, pattern)


def day_month(day: date) -> str:
    """Return a date without its year: "24 Nov"."""
    return _write(day, "d MMM")


def hour(at: time) -> str:
    """Return an hour: "17:30"."""
    return _locale().toString(QTime(at.hour, at.minute), "H:mm")


def due(day: date, today: date) -> str:
    """Return how far a due date is: "3 days late", "Today", "Tomorrow", "Thu 12 Mar"."""
    days = (day - today).days
    if days < -1:
        return ngettext("{count} day late", "{count} days late", -days).format(count=-days)
    if days > 1:
        return weekday_date(day, today)
    return short_date(day, today)


def ago(instant: datetime, clock: Clock) -> str:
    """Return how long ago something was, such as "just now", "today at 9:05", "3 days ago"."""
    now, local = clock.now(), clock.local(instant)
    minutes = int((now - instant).total_seconds() // 60)
    if -1 <= minutes < 1:
        return _("just now")
    if 1 <= minutes < 60:
        return ngettext("{count} minute ago", "{count} minutes ago", minutes).format(count=minutes)
    days = (clock.today() - local.date()).days
    if days == 0:
        return _("today at {time}").format(time=hour(local.time()))
    if days == 1:
        return _("yesterday at {time}").format(time=hour(local.time()))
    return days_ago(local.date(), clock.today())


def days_ago(day: date, today: date) -> str:
    """Return how long ago a day was, in days, months or years."""
    days = (today - day).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 45:
        return ngettext("{count} day ago", "{count} days ago", days).format(count=days)
    months = round(days / 30.44)
    if months < 24:
        return ngettext("{count} month ago", "{count} months ago", months).format(count=months)
    years = round(days / 365.25)
    return ngettext("{count} year ago", "{count} years ago", years).format(count=years)
