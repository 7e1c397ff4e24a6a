"""Dates and hours in the short forms of people who plan: "lun", "+3d", "en 2 semanas", "fin de mes", "15".

What is written out ("12/3", "15 de mayo", "17:30") is read by `shared.typed`. No Qt.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, time, timedelta

from crm_desktop.shared import typed
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.text import fold, squeeze
from crm_desktop.shared.typed import Lean

_DAYS = {
    "hoy": 0, "today": 0, "manana": 1, "tomorrow": 1, "ayer": -1, "yesterday": -1,
    "pasado": 2, "pasado manana": 2, "anteayer": -2, "antes de ayer": -2,
}  # fmt: skip
_WEEKDAYS = (
    ("lunes", "monday", "l"), ("martes", "tuesday", "m"), ("miercoles", "wednesday", "x"),
    ("jueves", "thursday", "j"), ("viernes", "friday", "v"), ("sabado", "saturday", "s"),
    ("domingo", "sunday", "d"),
)  # fmt: skip
_NEXT_WEEK = {
    "semana que viene", "la semana que viene", "proxima semana", "la proxima semana", "next week",
}  # fmt: skip
_RELATIVE = re.compile(r"(en |dentro de |in )?([+-]?) ?(\d{1,4}) ?([a-z]*)")
_LEAD = re.compile(r"(?:(?:el|la|este|esta|proximo|proxima|next|on) )+")
_UNITS = {
    **dict.fromkeys(("d", "dia", "dias", "day", "days"), "days"),
    **dict.fromkeys(("s", "sem", "semana", "semanas", "w", "week", "weeks"), "weeks"),
    **dict.fromkeys(("m", "mes", "meses", "month", "months"), "months"),
    **dict.fromkeys(("a", "ano", "anos", "y", "year", "years"), "years"),
}


def parse_date(text: str, today: date, locale: str = "es_ES", lean: Lean = Lean.FUTURE) -> date | None:
    """Return the date that a person means, or None when it cannot be told (yet).

    Args:
        text: what was typed; accents and case are ignored.
        today: the date in the shop's zone.
        locale: whether day or month comes first in figures.
        lean: whether a day without a year, or the name of a weekday, is the next one or the last one.
    """
    wanted = squeeze(fold(text)).strip(" .")
    if wanted in _DAYS:
        return today + timedelta(days=_DAYS[wanted])
    if wanted in {"fin de mes", "end of month"}:
        return today.replace(day=monthrange(today.year, today.month)[1])
    if wanted in _NEXT_WEEK:
        return today + timedelta(days=7 - today.weekday())
    short = _LEAD.sub("", wanted).removesuffix(" que viene")
    found = _weekday(short, today, lean) or _relative(short, today) or _day_of_month(short, today, lean)
    if found is not None or not re.match(r"(?:[^\d]*\d).*\d|.*\d.*[a-z]{3}|.*[a-z]{3}.*\d", wanted):
        return found
    try:
        return typed.parse_date(text, today, locale, lean)
    except InvalidInput:
        return None


def parse_time(text: str) -> time | None:
    """Return the hour that a person means ("9", "930", "17:30", "5 de la tarde"), or None."""
    wanted = squeeze(fold(text)).removeprefix("a las ").removeprefix("las ")
    spoken = re.fullmatch(r"(.*\d) ?(?:de la |por la )?(manana|tarde|noche)", wanted)
    if spoken:
        wanted = spoken[1] + ("am" if spoken[2] == "manana" else "pm")
    try:
        return typed.parse_time(wanted)
    except InvalidInput:
        return None


def _weekday(text: str, today: date, lean: Lean) -> date | None:
    for number, (*names, letter) in enumerate(_WEEKDAYS):
        if text == letter or (len(text) >= 2 and any(name.startswith(text) for name in names)):
            ahead = (number - today.weekday() - 1) % 7 + 1
            return today + timedelta(days=ahead - 7 if lean is Lean.PAST else ahead)
    return None


def _relative(text: str, today: date) -> date | None:
    match = _RELATIVE.fullmatch(text)
    if not match:
        return None
    lead, sign, digits, word = match.groups()
    unit = _UNITS.get(word) if word else "days" if sign or lead else None
    count = -int(digits) if sign == "-" else int(digits)
    try:
        if unit in {"days", "weeks"}:
            return today + timedelta(days=count * (7 if unit == "weeks" else 1))
        return _in_months(today, count * (12 if unit == "years" else 1)) if unit else None
    except (OverflowError, ValueError):
        return None


def _in_months(start: date, count: int) -> date:
    """The same day so many months later; the last day of a shorter month."""
    year, index = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, index + 1, min(start.day, monthrange(year, index + 1)[1]))


def _day_of_month(text: str, today: date, lean: Lean) -> date | None:
    """The next (or last) day of this number: "15"."""
    if not re.fullmatch(r"\d{1,2}", text):
        return None
    step = 1 if lean is Lean.FUTURE else -1
    for ahead in range(0, 13 * step, step):
        start = _in_months(today.replace(day=1), ahead)
        if 1 <= int(text) <= monthrange(start.year, start.month)[1]:
            found = start.replace(day=int(text))
            if (found >= today) if lean is Lean.FUTURE else (found <= today):
                return found
    return None
