"""Birth dates, with or without a year: read, checked, counted, and told.

Stored as ISO 8601: "1984-11-24", or "--11-24" when nobody knows the year. Who was born on 29 February has
    their
birthday on the 28th in other years, so that a greeting is never late.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.formats import DEFAULT_LOCALE, month_comes_first
from crm_desktop.shared.i18n import _, pgettext
from crm_desktop.shared.typed import parse_birth

OLDEST_YEAR = 1900
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
_BASIC = re.compile(r"(?:([0-9]{4})|--)-?([0-9]{2})-?([0-9]{2})")  # vCard: "19841124", "--1124"
_FIGURES = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})(?: 0?0:00(?::00)?)?")
_STORED = re.compile(r"(?:[0-9]{4}|-)-[0-9]{2}-[0-9]{2}")


def read_birth(text: str, today: date, locale: str = DEFAULT_LOCALE) -> str:
    """Read a birth date as people, spreadsheets and address books write it.

    Args:
        text: "24/11/1984", "24-11", "24 nov", "24 de noviembre del 84", "1984-11-24", "--11-24", "19841124"…
        today: in the shop's zone.
        locale: decides whether the day or the month comes first; where only one order makes a date, that one
            is taken.

    Returns:
        The stored form; "" for an empty text.

    Raises:
        InvalidInput: it is no date, or one that no living customer can have.
    """
    plain = text.strip()
    if not plain:
        return ""
    stored = _plain(plain, locale) or parse_birth(plain, today, locale)
    if not stored.startswith("-"):
        born = date.fromisoformat(stored)
        if born > today:
            raise InvalidInput(_("This date of birth is in the future."))
        if born.year < OLDEST_YEAR:
            raise InvalidInput(_("The year cannot be before {year}.").format(year=OLDEST_YEAR))
    return stored


def _plain(text: str, locale: str) -> str:
    """Return the stored form of a date in figures, or "" for what needs a closer look."""
    figures = _FIGURES.fullmatch(text)
    if figures:
        first, second, year = int(figures[1]), int(figures[2]), int(figures[3])
        day, month = (second, first) if month_comes_first(locale) else (first, second)
        return _stored(year, month, day) or _stored(year, day, month)
    iso = _ISO.fullmatch(text) or _BASIC.fullmatch(text)
    if iso:
        return _stored(int(iso[1]) if iso[1] else None, int(iso[2]), int(iso[3]))
    return ""


def _stored(year: int | None, month: int, day: int) -> str:
    try:
        date(2000 if year is None else year, month, day)  # 2000 was a leap year
    except ValueError:
        return ""
    return f"--{month:02d}-{day:02d}" if year is None else f"{year:04d}-{month:02d}-{day:02d}"


@lru_cache(maxsize=4096)
def is_stored_form(text: str) -> bool:
    """Tell whether a text is a birth date as it is stored."""
    return bool(_STORED.fullmatch(text)) and _stored(_year(text), int(text[-5:-3]), int(text[-2:])) == text


def _year(stored: str) -> int | None:
    return None if stored.startswith("-") else int(stored[:4])


def next_birthday(stored: str, start: date) -> date | None:
    """Return the first birthday on `start` or after it, or None without a birth date."""
    if not stored:
        return None
    month, day = int(stored[-5:-3]), int(stored[-2:])
    found = _in_year(start.year, month, day)
    return found if found >= start else _in_year(start.year + 1, month, day)


def _in_year(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:  # 29 February in a common year
        return date(year, month, day - 1)


def age_on(stored: str, day: date) -> int | None:
    """Return the age in whole years on a day, or None without a year (or before the birth)."""
    year = _year(stored) if stored else None
    if year is None:
        return None
    had_birthday = _in_year(day.year, int(stored[-5:-3]), int(stored[-2:])) <= day
    age = day.year - year - (not had_birthday)
    return age if age >= 0 else None


def days_until(stored: str, today: date) -> int | None:
    """Return how many days are left until the next birthday (0 today), or None without a birth date."""
    found = next_birthday(stored, today)
    return (found - today).days if found else None


def sentence(stored: str, today: date) -> str:
    """Return what to tell of the birthday: "Turns 42 today", "Birthday on 24 Nov"; "" without one."""
    coming = next_birthday(stored, today)
    if coming is None:
        return ""
    age = age_on(stored, coming)
    if coming == today:
        return _("Turns {age} today").format(age=age) if age else _("Birthday today")
    if coming == today + timedelta(days=1):
        return _("Turns {age} tomorrow").format(age=age) if age else _("Birthday tomorrow")
    day = short_day(coming)
    return (
        _("Turns {age} on {day}").format(age=age, day=day) if age else _("Birthday on {day}").format(day=day)
    )


def short_day(day: date) -> str:
    """Return a day and its month as short as can be, "24 nov.", without loading any library."""
    return pgettext("day and month", "{day} {month}").format(day=day.day, month=_months()[day.month - 1])


def short_month(day: date) -> str:
    """Return the month and the year of a day as short as can be: "nov. 2026"."""
    return pgettext("month and year", "{month} {year}").format(month=_months()[day.month - 1], year=day.year)


def _months() -> tuple[str, ...]:
    return (
        pgettext("month", "Jan"),
        pgettext("month", "Feb"),
        pgettext("month", "Mar"),
        pgettext("month", "Apr"),
        pgettext("month", "May"),
        pgettext("month", "Jun"),
        pgettext("month", "Jul"),
        pgettext("month", "Aug"),
        pgettext("month", "Sep"),
        pgettext("month", "Oct"),
        pgettext("month", "Nov"),
        pgettext("month", "Dec"),
    )
