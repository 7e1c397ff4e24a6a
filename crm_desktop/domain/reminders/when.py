"""A date as it is typed in a hurry: "mañana", "lun", "+3d", "+2s", "+1m", or any date in figures or words."""

from __future__ import annotations

import re
from datetime import date, timedelta

from crm_desktop.domain.reminders.scheduling import add_months
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.formats import DEFAULT_LOCALE
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold, squeeze
from crm_desktop.shared.typed import parse_date

_AHEAD = re.compile(r"\+\s*(\d{1,3})\s*([a-z]*)")
# The first letters of days, weeks, months and years, in Spanish and English ("s" for semana, "w" for week).
_UNITS = {"d": "days", "s": "weeks", "w": "weeks", "m": "months", "a": "years", "y": "years"}
# Whole and shortened names, without accents; Monday is 0.
_WEEKDAYS = (
    ("lunes", "monday"),
    ("martes", "tuesday"),
    ("miercoles", "wednesday"),
    ("jueves", "thursday"),
    ("viernes", "friday"),
    ("sabado", "saturday"),
    ("domingo", "sunday"),
)


def parse_when(text: str, today: date, locale: str = DEFAULT_LOCALE) -> date:
    """Read the date of a follow-up.

    "+3" and "+3d" are days, "+2s" weeks, "+1m" months, "+1a" years; the name of a day, or its first letters
    (two or more), is the next such day after today; a day and a month are the next ones to come.

    Raises:
        InvalidInput: it is no date.
    """
    typed = fold(squeeze(text)).rstrip(".")
    ahead = _AHEAD.fullmatch(typed)
    if ahead and (not ahead[2] or ahead[2][0] in _UNITS):
        return _ahead(int(ahead[1]), _UNITS[ahead[2][0]] if ahead[2] else "days", today)
    if typed == "pasado":
        return _ahead(2, "days", today)
    weekday = _weekday(typed.removeprefix("el ").removeprefix("este "))
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if not typed:
        raise InvalidInput(
            _("A date is missing: for instance {example}.").format(example=_("tomorrow, mon, +3d"))
        )
    return parse_date(text, today, locale)


def _ahead(count: int, unit: str, today: date) -> date:
    try:
        if unit == "days":
            return today + timedelta(days=count)
        if unit == "weeks":
            return today + timedelta(weeks=count)
        return add_months(today, count if unit == "months" else count * 12)
    except (OverflowError, ValueError):
        raise InvalidInput(_("This date is too far away.")) from None


def _weekday(word: str) -> int | None:
    if len(word) < 2 or not word.isalpha():
        return None
    found = {number for number, names in enumerate(_WEEKDAYS) for name in names if name.startswith(word)}
    return found.pop() if len(found) == 1 else None
