"""Relative dates: "the last 90 days", "this month", "between two dates"; and birthdays in a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from crm_desktop.shared import formats
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import N_, _, ngettext

MOST_DAYS = 36_500


class When(StrEnum):
    """The kinds of period. Weeks begin on Monday; "last N days" ends today, "next N days" begins today."""

    TODAY = "today"
    THIS_WEEK = "this_week"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    NEXT_MONTH = "next_month"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    LAST_DAYS = "last_days"
    NEXT_DAYS = "next_days"
    BEFORE_DAYS = "before_days"
    BEFORE = "before"
    SINCE = "since"
    BETWEEN = "between"
    MONTH = "month"


WHEN_TITLES: dict[When, str] = {
    When.TODAY: N_("today"),
    When.THIS_WEEK: N_("this week"),
    When.THIS_MONTH: N_("this month"),
    When.LAST_MONTH: N_("last month"),
    When.NEXT_MONTH: N_("next month"),
    When.THIS_YEAR: N_("this year"),
    When.LAST_YEAR: N_("last year"),
    When.LAST_DAYS: N_("in the last days"),
    When.NEXT_DAYS: N_("in the next days"),
    When.BEFORE_DAYS: N_("more than some days ago"),
    When.BEFORE: N_("before a date"),
    When.SINCE: N_("since a date"),
    When.BETWEEN: N_("between two dates"),
    When.MONTH: N_("in one month of the year"),
}

PAST: tuple[When, ...] = (
    When.LAST_DAYS, When.BEFORE_DAYS, When.TODAY, When.THIS_WEEK, When.THIS_MONTH, When.LAST_MONTH,
    When.THIS_YEAR, When.LAST_YEAR, When.BEFORE, When.SINCE, When.BETWEEN,
)  # fmt: skip
COMING: tuple[When, ...] = (
    When.TODAY, When.THIS_WEEK, When.THIS_MONTH, When.NEXT_MONTH, When.NEXT_DAYS, When.BEFORE, When.SINCE,
    When.BETWEEN,
)  # fmt: skip
ANNIVERSARY: tuple[When, ...] = (
    When.THIS_MONTH, When.TODAY, When.THIS_WEEK, When.NEXT_MONTH, When.NEXT_DAYS, When.MONTH,
)  # fmt: skip
# What each kind needs besides "when".
PARTS: dict[When, tuple[str, ...]] = {
    When.LAST_DAYS: ("days",),
    When.NEXT_DAYS: ("days",),
    When.BEFORE_DAYS: ("days",),
    When.BEFORE: ("day",),
    When.SINCE: ("day",),
    When.BETWEEN: ("from", "to"),
    When.MONTH: ("month",),
}


@dataclass(frozen=True, slots=True)
class Period:
    """A period.

    Attributes:
        days: of "last", "next" and "more than … ago".
        first, last: of "since", "before" (its day is `last`, no part of it) and "between" (both are part).
        month: 1 to 12.
    """

    when: When
    days: int = 0
    first: date | None = None
    last: date | None = None
    month: int = 0


def read(value: Any, allowed: tuple[When, ...]) -> Period:
    """Read a period as JSON holds it: `{"when": "last_days", "days": 90}`, or "this_month".

    Raises:
        InvalidInput: something is missing, or it is none of those that are allowed.
    """
    given: Mapping[str, Any] = {"when": value} if isinstance(value, str) else value
    if not isinstance(given, Mapping) or not given.get("when"):
        raise InvalidInput(_("Choose the period."))
    names = {each.value: each for each in allowed}
    when = names.get(str(given["when"]))
    if when is None:
        raise InvalidInput(
            _("“{name}” is no period for this condition. Choose one of these: {names}.").format(
                name=given["when"], names=", ".join(names)
            )
        )
    if not given.keys() <= {"when", *PARTS.get(when, ())}:
        raise InvalidInput(_("There is more in this period than belongs to it."))
    match when:
        case When.LAST_DAYS | When.NEXT_DAYS | When.BEFORE_DAYS:
            return Period(when, days=_whole(given.get("days"), 1, MOST_DAYS, _("Write how many days.")))
        case When.BEFORE:
            return Period(when, last=_day(given.get("day")))
        case When.SINCE:
            return Period(when, first=_day(given.get("day")))
        case When.BETWEEN:
            first, last = _day(given.get("from")), _day(given.get("to"))
            if first > last:
                raise InvalidInput(_("The first date comes after the second. Change them round."))
            return Period(when, first=first, last=last)
        case When.MONTH:
            return Period(when, month=_whole(given.get("month"), 1, 12, _("Choose the month.")))
        case _:
            return Period(when)


def _whole(value: Any, least: int, most: int, missing: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidInput(missing)
    if not least <= value <= most:
        raise InvalidInput(
            _("The number must lie between {least} and {most}.").format(least=least, most=most)
        )
    return value


def _day(value: Any) -> date:
    if not value:
        raise InvalidInput(_("Choose the date."))
    try:
        return date.fromisoformat(value) if len(value) == 10 else _no_day(value)
    except (TypeError, ValueError):
        return _no_day(value)


def _no_day(value: Any) -> date:
    raise InvalidInput(_("“{value}” is not a date. Write it like 2026-11-24.").format(value=str(value)[:40]))


def as_json(period: Period) -> dict[str, Any]:
    """Return a period as JSON holds it."""
    found: dict[str, Any] = {"when": period.when.value}
    match period.when:
        case When.LAST_DAYS | When.NEXT_DAYS | When.BEFORE_DAYS:
            found["days"] = period.days
        case When.BEFORE:
            found["day"] = period.last.isoformat() if period.last else ""
        case When.SINCE:
            found["day"] = period.first.isoformat() if period.first else ""
        case When.BETWEEN:
            found["from"] = period.first.isoformat() if period.first else ""
            found["to"] = period.last.isoformat() if period.last else ""
        case When.MONTH:
            found["month"] = period.month
        case _:
            pass
    return found


def bounds(period: Period, today: date) -> tuple[date | None, date | None]:
    """Return the first day of a period, and the first day after it; None where it has no end.

    "The last 30 days" are today and the 29 days before it; "the next 30 days" today and the 30 after it.
    """
    month = today.replace(day=1)
    match period.when:
        case When.TODAY:
            return today, _plus(today, 1)
        case When.THIS_WEEK:
            monday = _plus(today, -today.weekday())
            return monday, _plus(monday, 7)
        case When.THIS_MONTH:
            return month, _next_month(month)
        case When.LAST_MONTH:
            return _plus(month, -1).replace(day=1), month
        case When.NEXT_MONTH:
            return _next_month(month), _next_month(_next_month(month))
        case When.THIS_YEAR:
            return today.replace(month=1, day=1), date(today.year + 1, 1, 1)
        case When.LAST_YEAR:
            return date(today.year - 1, 1, 1), date(today.year, 1, 1)
        case When.LAST_DAYS:
            return _plus(today, 1 - period.days), _plus(today, 1)
        case When.NEXT_DAYS:
            return today, _plus(today, period.days + 1)
        case When.BEFORE_DAYS:
            return None, _plus(today, -period.days)
        case When.BEFORE:
            return None, period.last
        case When.SINCE:
            return period.first, None
        case When.BETWEEN:
            return period.first, _plus(period.last, 1) if period.last else None
        case When.MONTH:
            found = date(today.year, period.month, 1)
            return found, _next_month(found)


def _plus(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _next_month(first: date) -> date:
    return _plus(first, 31).replace(day=1)


def birth_keys(period: Period, today: date) -> list[tuple[str, str]]:
    """Return the days of the year ("11-24") of a period, as pairs of the first and the last.

    Who was born on 29 February has the birthday on the 28th in other years.
    """
    first, after = bounds(period, today)
    if first is None or after is None or (after - first).days > 365:
        return [("01-01", "12-31")]
    last = after - timedelta(days=1)
    begin, end = f"{first:%m-%d}", f"{last:%m-%d}"
    if end == "02-28" and after.month == 3:
        end = "02-29"
    return [(begin, end)] if first.year == last.year else [(begin, "12-31"), ("01-01", end)]


def words(period: Period, locale: str) -> str:
    """Return a period as it stands in a sentence: "in the last 90 days", "this month"."""
    match period.when:
        case When.LAST_DAYS:
            text = ngettext("in the last day", "in the last {days} days", period.days)
            return text.format(days=period.days)
        case When.NEXT_DAYS:
            text = ngettext("today or tomorrow", "in the next {days} days", period.days)
            return text.format(days=period.days)
        case When.BEFORE_DAYS:
            text = ngettext("more than {days} day ago", "more than {days} days ago", period.days)
            return text.format(days=period.days)
        case When.BEFORE:
            return _("before {day}").format(day=_shown(period.last, locale))
        case When.SINCE:
            return _("since {day}").format(day=_shown(period.first, locale))
        case When.BETWEEN:
            return _("between {first} and {last}").format(
                first=_shown(period.first, locale), last=_shown(period.last, locale)
            )
        case When.MONTH:
            return _("in {month}").format(month=formats.month_names(locale)[period.month])
        case _:
            return _(WHEN_TITLES[period.when])


def _shown(day: date | None, locale: str) -> str:
    return formats.short_date(day, locale) if day else ""
