"""Dates and hours as people type them: "hoy", "mañana", "lun", "+3d", "12/3", "15 de mayo", "17:30".

No Qt.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Literal

from crm_desktop.shared.text import fold, squeeze

Prefer = Literal["future", "past", "year"]

_DAYS = {
    "hoy": 0, "today": 0, "manana": 1, "man": 1, "tomorrow": 1, "tom": 1, "ayer": -1, "yesterday": -1,
    "pasado": 2, "pasado manana": 2, "anteayer": -2, "antes de ayer": -2,
}  # fmt: skip
_WEEKDAYS = (
    ("lunes", "monday", "l"), ("martes", "tuesday", "m"), ("miercoles", "wednesday", "x"),
    ("jueves", "thursday", "j"), ("viernes", "friday", "v"), ("sabado", "saturday", "s"),
    ("domingo", "sunday", "d"),
)  # fmt: skip
_MONTHS = (
    ("enero", "january"), ("febrero", "february"), ("marzo", "march"), ("abril", "april"), ("mayo", "may"),
    ("junio", "june"), ("julio", "july"), ("agosto", "august"), ("septiembre", "setiembre", "september"),
    ("octubre", "october"), ("noviembre", "november"), ("diciembre", "december"),
)  # fmt: skip
_RELATIVE = re.compile(r"(?:en |dentro de |in )?([+-]?)\s*(\d{1,4})\s*([a-z]*)(?: ago)?")
_NUMERIC = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})(?:\s*[/.\- ]\s*(\d{4}|\d{2}))?")
_NAMED = re.compile(
    r"(\d{1,2})\s*(?:de |del |of |[/.\-])?\s*([a-z]{3,})\.?(?:\s*(?:de |del |[/.\-,])?\s*(\d{4}|\d{2}))?"
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_LEAD = re.compile(r"^(?:el |la |este |esta |proximo |next |on )+")


def parse_date(text: str, today: date, prefer: Prefer = "future") -> date | None:
    """Return the date that a person means, or None when it cannot be told.

    Args:
        text: what was typed; accents and case are ignored.
        today: the date in the shop's zone.
        prefer: what a day without a year means: the next such day from today on, the last one up to today, or
            the one of this year.
    """
    wanted = squeeze(fold(text)).strip(" .")
    if wanted in _DAYS:
        return today + timedelta(days=_DAYS[wanted])
    if wanted in {"fin de mes", "end of month"}:
        return _shift_months(today.replace(day=1), 1) - timedelta(days=1)
    if wanted in {
        "semana que viene",
        "la semana que viene",
        "proxima semana",
        "la proxima semana",
        "next week",
    }:
        return today + timedelta(days=7 - today.weekday())
    wanted = _LEAD.sub("", wanted).removesuffix(" que viene")
    return _weekday(wanted, today, prefer) or _relative(wanted, today) or _calendar(wanted, today, prefer)


def _weekday(text: str, today: date, prefer: Prefer) -> date | None:
    for number, names in enumerate(_WEEKDAYS):
        if text == names[2] or (len(text) >= 2 and any(name.startswith(text) for name in names[:2])):
            ahead = (number - today.weekday() - 1) % 7 + 1
            return today + timedelta(days=ahead - 7 if prefer == "past" else ahead)
    return None


def _relative(text: str, today: date) -> date | None:
    match = _RELATIVE.fullmatch(text)
    if not match:
        return None
    sign, digits, unit = match.groups()
    marked = sign or not text[0].isdigit()
    count = -int(digits) if sign == "-" or text.endswith(" ago") else int(digits)
    try:
        if unit in {"d", "dia", "dias", "day", "days"} or (not unit and marked):
            return today + timedelta(days=count)
        if unit in {"s", "sem", "semana", "semanas", "w", "week", "weeks"}:
            return today + timedelta(weeks=count)
        if unit in {"m", "mes", "meses", "month", "months"}:
            return _shift_months(today, count)
        if unit in {"a", "ano", "anos", "y", "year", "years"}:
            return _shift_months(today, 12 * count)
    except (OverflowError, ValueError):
        return None
    return None


def _shift_months(start: date, count: int) -> date:
    month = start.year * 12 + start.month - 1 + count
    year, index = divmod(month, 12)
    for day in range(start.day, start.day - 4, -1):
        try:
            return date(year, index + 1, day)
        except ValueError:
            if day < 29:
                raise
    raise ValueError(start)


def _calendar(text: str, today: date, prefer: Prefer) -> date | None:
    iso = _ISO.fullmatch(text)
    if iso:
        return _made(int(iso[1]), int(iso[2]), int(iso[3]))
    if text.isdigit() and len(text) <= 2:
        return _day_of_month(int(text), today, prefer)
    match = _NUMERIC.fullmatch(text)
    month = int(match[2]) if match else 0
    if not match:
        match = _NAMED.fullmatch(text)
        if not match:
            return None
        month = next(
            (n for n, names in enumerate(_MONTHS, 1) if any(m.startswith(match[2]) for m in names)), 0
        )
    if not 1 <= month <= 12:
        return None
    day, year = int(match[1]), match[3]
    if year:
        return _made(_whole_year(year, today, prefer), month, day)
    return _without_year(month, day, today, prefer)


def _whole_year(year: str, today: date, prefer: Prefer) -> int:
    if len(year) == 4:
        return int(year)
    full = today.year // 100 * 100 + int(year)
    return full - 100 if prefer == "past" and full > today.year else full


def _without_year(month: int, day: int, today: date, prefer: Prefer) -> date | None:
    step = -1 if prefer == "past" else 1
    for year in range(today.year, today.year + 9 * step, step):
        found = _made(year, month, day)
        if found is None:
            continue
        if prefer == "year" or (found >= today if prefer == "future" else found <= today):
            return found
    return None


def _day_of_month(day: int, today: date, prefer: Prefer) -> date | None:
    step = -1 if prefer == "past" else 1
    for ahead in range(0, 13 * step, step):
        start = _shift_months(today.replace(day=1), ahead)
        found = _made(start.year, start.month, day)
        if found and (prefer == "year" or (found >= today if prefer == "future" else found <= today)):
            return found
    return None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_TIME = re.compile(
    r"(?:a las )?(\d{1,2})(?:\s*[:.h]\s*(\d{2})?|(\d{2}))?\s*h?"
    r"\s*(am|pm|de la manana|de la tarde|tarde|noche)?"
)


def parse_time(text: str) -> time | None:
    """Return the hour that a person means ("9", "930", "17:30", "17h", "5 pm", "5 de la tarde"), or None."""
    match = _TIME.fullmatch(squeeze(fold(text)))
    if not match:
        return None
    hour, minute, half = int(match[1]), int(match[2] or match[3] or 0), match[4] or ""
    if half in {"pm", "de la tarde", "tarde", "noche"} and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None
