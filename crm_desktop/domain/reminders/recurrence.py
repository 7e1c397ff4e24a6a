"""How a follow-up repeats: rules by RFC 5545 (RRULE), their dates, and the simple ones that a person picks.

A rule is kept as its RRULE text without "RRULE:". It is anchored at the first date of the series, which
counts as the first of COUNT. Dates are dates in the shop's zone; rules by the hour, minute or second are
refused.

A month that lacks the day: "every month on the 31st" means the last day of shorter months, and "every year on
29 February" means the 28th in common years. Both are written so that every other calendar understands the
same (BYMONTHDAY=28,29;BYSETPOS=-1), because a bare BYMONTHDAY=31 skips the month (RFC 5545, section 3.3.10).
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _

WEEKDAY_CODES: tuple[str, ...] = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1
MAX_INTERVAL = 99
MAX_COUNT = 999
# How far ahead a next date is looked for: beyond it a rule is taken as finished (or as one that never comes).
_HORIZON = timedelta(days=366 * 104)
_DATE_PARTS = frozenset(
    {
        "FREQ",
        "INTERVAL",
        "COUNT",
        "UNTIL",
        "WKST",
        "BYDAY",
        "BYMONTHDAY",
        "BYYEARDAY",
        "BYWEEKNO",
        "BYMONTH",
        "BYSETPOS",
    }
)
# The largest number, either way, that a part may list (RFC 5545, section 3.3.10).
_LARGEST = {"BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYMONTH": 12, "BYSETPOS": 366}


class Frequency(StrEnum):
    """The unit of a rule, by its name in RFC 5545."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True)
class Repetition:
    """A rule that a person can pick and that has a sentence of its own.

    Attributes:
        interval: every so many days, weeks, months or years.
        weekdays: of a weekly rule, 0 for Monday, sorted.
        month_day: of a monthly or yearly rule: 1 to 31 (the last day of a shorter month), or LAST, which is
            how a monthly 31 is read back; 0 when the day is given by `nth`.
        nth: of a monthly or yearly rule: the first to the fifth `weekday` of the month, or LAST; 0 when
            the day is given by `month_day`.
        weekday: goes with `nth`; 0 for Monday.
        month: of a yearly rule, 1 to 12.
        until: the last date on which it may come, or None.
        count: how many times in all, the first included; 0 for no end.
    """

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    month_day: int = 0
    nth: int = 0
    weekday: int = 0
    month: int = 0
    until: date | None = None
    count: int = 0


def _clipped(day: int) -> list[str]:
    """Return the parts for a day of the month that falls on the last day of shorter months."""
    if day in {LAST, 31}:
        return ["BYMONTHDAY=-1"]
    if day > 28:
        return ["BYMONTHDAY=" + ",".join(str(n) for n in range(28, day + 1)), "BYSETPOS=-1"]
    return [f"BYMONTHDAY={day}"]


def _month_parts(repetition: Repetition) -> list[str]:
    if repetition.nth:
        return [f"BYDAY={repetition.nth}{WEEKDAY_CODES[repetition.weekday]}"]
    if repetition.month and 0 < repetition.month_day <= calendar.monthrange(2023, repetition.month)[1]:
        return [f"BYMONTHDAY={repetition.month_day}"]
    return _clipped(repetition.month_day)


def to_rule(repetition: Repetition) -> str:
    """Return the RRULE text of a repetition, such as "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"."""
    parts = [f"FREQ={repetition.frequency}"]
    if repetition.interval > 1:
        parts.append(f"INTERVAL={repetition.interval}")
    if repetition.frequency is Frequency.WEEKLY and repetition.weekdays:
        parts.append("BYDAY=" + ",".join(WEEKDAY_CODES[day] for day in sorted(set(repetition.weekdays))))
    elif repetition.frequency is Frequency.MONTHLY:
        parts += _month_parts(replace(repetition, month=0))
    elif repetition.frequency is Frequency.YEARLY:
        parts += [f"BYMONTH={repetition.month}", *_month_parts(repetition)]
    if repetition.until is not None:
        parts.append(f"UNTIL={repetition.until:%Y%m%d}")
    elif repetition.count:
        parts.append(f"COUNT={repetition.count}")
    return ";".join(parts)


def _parts(rule: str) -> dict[str, str]:
    text = rule.strip().upper().removeprefix("RRULE:")
    parts: dict[str, str] = {}
    for part in text.rstrip(";").split(";"):
        name, sign, value = part.partition("=")
        if not sign or not value or name in parts:
            raise ValueError(part)
        parts[name] = value
    return parts


def _with_day(base: Repetition, parts: dict[str, str]) -> Repetition | None:
    """Return a monthly or yearly rule with its month_day, or nth and weekday; None when it says otherwise."""
    by_day, by_month_day, position = parts.get("BYDAY"), parts.get("BYMONTHDAY"), parts.get("BYSETPOS")
    if by_day and not by_month_day and not position:
        number, code = by_day[:-2], by_day[-2:]
        if code in WEEKDAY_CODES and number in {"1", "2", "3", "4", "5", "-1"}:
            return replace(base, nth=int(number), weekday=WEEKDAY_CODES.index(code))
        return None
    if by_day or not by_month_day:
        return None
    if not position and by_month_day == "-1":
        return replace(base, month_day=LAST)
    if not position and by_month_day.isdigit() and 1 <= int(by_month_day) <= 31:
        day = int(by_month_day)
        fits = day <= (calendar.monthrange(2023, base.month)[1] if base.month else 28)
        return replace(base, month_day=day) if fits else None
    for day in (29, 30):
        if position == "-1" and by_month_day == ",".join(str(n) for n in range(28, day + 1)):
            return replace(base, month_day=day)
    return None


def from_rule(rule: str) -> Repetition | None:
    """Return the repetition that a rule stands for, or None when it is of another kind."""
    try:
        parts = _parts(check_rule(rule))
    except InvalidInput:
        return None
    frequency = Frequency(parts.pop("FREQ"))
    until, count = parts.pop("UNTIL", ""), int(parts.pop("COUNT", "0"))
    parts.pop("WKST", None)
    base = Repetition(
        frequency, int(parts.pop("INTERVAL", "1")), until=_until(until) if until else None, count=count
    )
    if frequency is Frequency.DAILY:
        return base if not parts else None
    if frequency is Frequency.WEEKLY:
        codes = parts.pop("BYDAY", "")
        days = codes.split(",") if codes else []
        if parts or any(day not in WEEKDAY_CODES for day in days):
            return None
        return replace(base, weekdays=tuple(sorted({WEEKDAY_CODES.index(day) for day in days})))
    if frequency is Frequency.YEARLY:
        month = parts.pop("BYMONTH", "")
        if not month.isdigit():
            return None
        base = replace(base, month=int(month))
    if not parts.keys() <= {"BYDAY", "BYMONTHDAY", "BYSETPOS"}:
        return None
    return _with_day(base, parts)


def _until(text: str) -> date:
    """Return the date of UNTIL; of an instant, its date as written."""
    return datetime.strptime(text[:8], "%Y%m%d").date()  # noqa: DTZ007 - a date, no instant


def _check_parts(parts: dict[str, str]) -> None:
    """Raise ValueError for what RFC 5545 does not allow and dateutil lets pass."""
    if not parts.keys() <= _DATE_PARTS or {"UNTIL", "COUNT"} <= parts.keys():
        raise ValueError(parts)
    for name, most in _LARGEST.items():
        for number in parts[name].split(",") if name in parts else ():
            if not 1 <= abs(int(number)) <= most or (name == "BYMONTH" and int(number) < 0):
                raise ValueError(number)


def check_rule(rule: str) -> str:
    """Return the rule in its normal form.

    Raises:
        InvalidInput: it is no RRULE, it counts hours or less, or it has no date at all.
    """
    from dateutil.rrule import rrulestr

    sentence = _("This repetition cannot be understood. Choose one from the list.")
    try:
        parts = _parts(rule)
        Frequency(parts.get("FREQ", ""))
        _check_parts(parts)
        interval, count = int(parts.get("INTERVAL", "1")), int(parts.get("COUNT", "1"))
        if "UNTIL" in parts:
            parts["UNTIL"] = f"{_until(parts['UNTIL']):%Y%m%d}"
        text = ";".join(f"{name}={value}" for name, value in parts.items())
        rrulestr(text, dtstart=datetime(2000, 1, 1))  # noqa: DTZ001 - dates only
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidInput(sentence, {"rrule": sentence}) from error
    if not 1 <= interval <= MAX_INTERVAL:
        sentence = _("The repetition goes from 1 to {most}.").format(most=MAX_INTERVAL)
        raise InvalidInput(sentence, {"interval": sentence})
    if not 1 <= count <= MAX_COUNT:
        sentence = _("It can be repeated from 1 to {most} times.").format(most=MAX_COUNT)
        raise InvalidInput(sentence, {"count": sentence})
    return text


def occurrences(rule: str, start: date, *, until: date | None = None) -> Iterator[date]:
    """Yield the dates of a rule anchored at `start`, in order.

    Args:
        rule: a rule that `check_rule` accepts.
        start: the first date of the series.
        until: where to stop; by default some hundred years after `start`.
    """
    from dateutil.rrule import rrulestr

    parts = _parts(rule)
    last = until or start + min(_HORIZON, date.max - start)
    if "UNTIL" in parts:
        last = min(last, _until(parts.pop("UNTIL")))
    count = int(parts.pop("COUNT", "0"))
    parts["UNTIL"] = f"{last:%Y%m%d}" if last.year > 999 else f"{last.year:04d}{last:%m%d}"
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    for number, instant in enumerate(rrulestr(text, dtstart=datetime.combine(start, time.min)), start=1):
        yield instant.date()
        if number == count:
            return


def next_date(rule: str, start: date, after: date) -> date | None:
    """Return the first date of the series that is later than `after`, or None when the series has ended.

    Args:
        rule: an RRULE, or "" for something that does not repeat.
        start: the first date of the series.
        after: usually the later of the date that was due and the day on which it was done.
    """
    if not rule:
        return None
    horizon = max(after, start)
    until = horizon + min(_HORIZON, date.max - horizon)
    return next((day for day in occurrences(rule, start, until=until) if day > after), None)


def first_date(rule: str, day: date) -> date | None:
    """Return the first date on or after `day` on which a series with this rule can start, or None."""
    parts = _parts(rule)
    parts.pop("INTERVAL", None)
    every = ";".join(f"{name}={value}" for name, value in parts.items())
    return next(occurrences(every, day), None)


def presets(day: date) -> tuple[Repetition, ...]:
    """Return the repetitions that a person is offered for a follow-up on `day`."""
    weekday, nth = day.weekday(), (day.day - 1) // 7 + 1
    days_in_month = calendar.monthrange(day.year, day.month)[1]
    monthly = Repetition(Frequency.MONTHLY, month_day=LAST if day.day == 31 else day.day)
    last_one = day.day + 7 > days_in_month
    at_the_end = day.day == days_in_month and day.day < 31
    return (
        Repetition(Frequency.DAILY),
        Repetition(Frequency.WEEKLY, weekdays=(weekday,)),
        Repetition(Frequency.WEEKLY, interval=2, weekdays=(weekday,)),
        monthly,
        *((replace(monthly, month_day=LAST),) if at_the_end else ()),
        *((Repetition(Frequency.MONTHLY, nth=nth, weekday=weekday),) if nth < 5 else ()),
        *((Repetition(Frequency.MONTHLY, nth=LAST, weekday=weekday),) if last_one else ()),
        replace(monthly, interval=3),
        replace(monthly, interval=6),
        Repetition(Frequency.YEARLY, month=day.month, month_day=day.day),
    )
