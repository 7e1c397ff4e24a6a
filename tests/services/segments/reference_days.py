"""Days, periods and birthdays as somebody would work them out with a calendar; today is `TODAY`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tests.factories import TODAY, a_clock


def local(instant: datetime) -> date:
    return a_clock().local(instant).date()


def in_period(day: date | None, period: Any) -> bool:
    if day is None:
        return False
    when = period if isinstance(period, str) else period["when"]
    ago = (TODAY - day).days
    match when:
        case "today":
            return ago == 0
        case "this_week":
            return day.isocalendar()[:2] == TODAY.isocalendar()[:2]
        case "this_month":
            return (day.year, day.month) == (TODAY.year, TODAY.month)
        case "last_month":
            return (day.year, day.month) == (2026, 10)
        case "next_month":
            return (day.year, day.month) == (2026, 12)
        case "this_year":
            return day.year == TODAY.year
        case "last_year":
            return day.year == TODAY.year - 1
        case "last_days":
            return bool(0 <= ago < period["days"])
        case "next_days":
            return bool(0 <= -ago <= period["days"])
        case "before_days":
            return bool(ago > period["days"])
        case "before":
            return day < date.fromisoformat(period["day"])
        case "since":
            return day >= date.fromisoformat(period["day"])
        case "between":
            return date.fromisoformat(period["from"]) <= day <= date.fromisoformat(period["to"])
    raise LookupError(when)


def birthday_in(birth: str, period: Any) -> bool:
    if not birth:
        return False
    month, day = int(birth[-5:-3]), int(birth[-2:])
    when = period if isinstance(period, str) else period["when"]
    if when == "month":
        return bool(month == period["month"])
    for year in (TODAY.year, TODAY.year + 1):
        leap = year % 4 == 0
        on = date(year, month, 28 if (month, day) == (2, 29) and not leap else day)
        if in_period(on, period):
            return True
    return False


def age(birth: str) -> int | None:
    if not birth or birth.startswith("-"):
        return None
    born = (int(birth[5:7]), int(birth[8:]))
    return TODAY.year - int(birth[:4]) - ((TODAY.month, TODAY.day) < born)
