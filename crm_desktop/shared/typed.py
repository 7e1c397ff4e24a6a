"""What people type: numbers, money, dates and hours, read strictly or refused with a sentence that shows how.

Nothing is guessed: "12.50" is refused in es_ES, where a dot separates thousands, rather than taken for 1250.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from crm_desktop.shared import formats
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold, squeeze, words

LARGEST_CENTS = 10**14  # a million millions: beyond it, a finger stayed on a key
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_FIGURES = re.compile(r"(\d{1,4})([/.\- ])(\d{1,2})(?:\2(\d{4}|\d{2}))?", re.ASCII)
_HOUR = re.compile(r"(\d{1,2})(?:[:.,h ](\d{2}))?(?:h|hs|hrs|horas)?(am|pm)?", re.ASCII)
_BARE_HOUR = re.compile(r"(\d{1,2})(\d{2})(am|pm)?", re.ASCII)
# Words that stand between the parts of a date: "3 de marzo del 84", "the 3rd of March", "sábado, 21".
_BETWEEN = frozenset({"de", "del", "d", "el", "dia", "the", "of", "on"})
_RELATIVE = {
    "hoy": 0, "today": 0, "ayer": -1, "yesterday": -1, "anteayer": -2, "antier": -2,
    "manana": 1, "tomorrow": 1, "pasado manana": 2,
}  # fmt: skip


class Lean(Enum):
    """Which year is meant where it is not typed, or typed with two figures."""

    PAST = "past"  # birth dates, purchases: the latest such day that is not after today
    FUTURE = "future"  # follow-ups: the earliest such day that is not before today


# ---------------------------------------------------------------------------------------------------- numbers


def parse_number(text: str, locale: str = formats.DEFAULT_LOCALE) -> Decimal:
    """Read a number as the locale writes it: "1.234,50", "1234,5" or "-3" for es_ES.

    Raises:
        InvalidInput: it is no number, or could be taken for two.
    """
    group, point = formats.separators(locale)
    typed = squeeze(text).replace("−", "-")
    groups = "[ \xa0']" if group.isspace() else f"[{re.escape(group)} ]"
    plain = re.fullmatch(
        rf"([+-]?)\s*(\d+|\d{{1,3}}(?:{groups}\d{{3}})+)(?:{re.escape(point)}(\d+))?", typed, re.ASCII
    )
    if not plain or len(typed) > 40:
        example = formats.number(Decimal("1234.5"), locale, 2)
        raise InvalidInput(_("This is not a number. Write it like this: {example}").format(example=example))
    sign, whole, fraction = plain.groups()
    return Decimal(f"{sign}{re.sub('[^0-9]', '', whole)}.{fraction or '0'}").normalize() + 0


def parse_money(text: str, currency: str, locale: str = formats.DEFAULT_LOCALE) -> int:
    """Read an amount of money, with or without the sign of its currency.

    Returns:
        The amount in cents (hundredths of the unit).

    Raises:
        InvalidInput: it is no amount, has more than two decimals, or is absurdly large.
    """
    typed = squeeze(text)
    for sign in currency_signs(currency, locale):
        if typed.upper().startswith(sign):
            typed = typed[len(sign) :].strip()
            break
        if typed.upper().endswith(sign):
            typed = typed[: -len(sign)].strip()
            break
    cents = parse_number(typed, locale) * 100
    if cents != cents.to_integral_value():
        raise InvalidInput(_("An amount has at most two decimals."))
    if abs(cents) > LARGEST_CENTS:
        raise InvalidInput(_("This amount is too large."))
    return int(cents)


@lru_cache(maxsize=16)
def currency_signs(currency: str, locale: str) -> tuple[str, ...]:
    """Return how people write a currency beside an amount, in capitals, the longest first."""
    from babel.numbers import get_currency_symbol

    signs = {currency} | {get_currency_symbol(currency, locale=each) for each in (locale, "en")}
    signs |= {"EUROS", "EURO"} if currency == "EUR" else {"$"} if "$" in "".join(signs) else set()
    return tuple(sorted((sign.upper() for sign in signs), key=len, reverse=True))


# ------------------------------------------------------------------------------------------------------ dates


def parse_date(
    text: str, today: date, locale: str = formats.DEFAULT_LOCALE, lean: Lean = Lean.FUTURE
) -> date:
    """Read a date: "12/3/84", "12-03-1984", "1984-03-12", "3 de marzo", "3 mar 2026", "mañana", "lunes".

    Raises:
        InvalidInput: there is no such day, or it is not a date.
    """
    typed = squeeze(text)
    folded = " ".join(words(typed))
    if folded in _RELATIVE:
        return today + timedelta(days=_RELATIVE[folded])
    coming = _weekdays(locale).get(folded)
    if coming is not None:
        ahead = (coming - today.weekday()) % 7
        return today + timedelta(days=ahead if lean is Lean.FUTURE else ahead - 7 if ahead else 0)
    day, month, year = _parts(typed, locale)
    return _complete(day, month, year, today, lean)


def parse_birth(text: str, today: date, locale: str = formats.DEFAULT_LOCALE) -> str:
    """Read a birth date, whose year may be missing.

    Returns:
        As it is stored: "1984-03-12", or "--03-12" without a year; "" for an empty text.

    Raises:
        InvalidInput: there is no such day, it is not a date, or it lies ahead.
    """
    typed = squeeze(text)
    if not typed:
        return ""
    if re.fullmatch(r"--\d\d-\d\d", typed):
        day, month, year = int(typed[5:]), int(typed[2:4]), None
    else:
        day, month, year = _parts(typed, locale)
    if year is None:
        _made(2000, month, day)  # a leap year: somebody is born on 29 February
        return f"--{month:02d}-{day:02d}"
    born = _complete(day, month, year, today, Lean.PAST)
    if born > today:
        raise InvalidInput(_("This date of birth is in the future."))
    return born.isoformat()


def parse_time(text: str) -> time:
    """Read an hour: "9:05", "9.05", "905", "17h", "5 pm", "5:30 p. m.".

    Raises:
        InvalidInput: it is no hour of the day.
    """
    typed = re.sub(r"([ap])\s*\.?\s*m\.?$", r" \1m", fold(squeeze(text)))
    typed = re.sub(r"\s+(am|pm|h|hs|hrs|horas)\b", r"\1", typed).strip(" .")
    found = _HOUR.fullmatch(typed) or _BARE_HOUR.fullmatch(typed)
    if found:
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
            half = None
        if hour < 24 and minute < 60 and not half:
            return time(hour, minute)
    raise InvalidInput(_("This is not an hour. Write it like this: {example}").format(example="9:30"))


# ---------------------------------------------------------------------------------------------------- helpers


def _parts(typed: str, locale: str) -> tuple[int, int, int | None]:
    """Return day, month and year (None when it was not typed; below 100 when typed with two figures)."""
    iso = _ISO_DATE.fullmatch(typed)
    if iso:
        return int(iso[3]), int(iso[2]), int(iso[1])
    figures = _FIGURES.fullmatch(typed)
    if figures and len(figures[1]) <= 2:
        first, second, year = int(figures[1]), int(figures[3]), figures[4]
        day, month = (second, first) if formats.month_comes_first(locale) else (first, second)
        return day, month, _year(year)
    return _parts_in_words(typed, locale)


def _parts_in_words(typed: str, locale: str) -> tuple[int, int, int | None]:
    """Read "3 de marzo", "3 mar. 84", "March 3rd, 1984", with or without a day of the week in front."""
    spoken = " ".join(words(typed.replace("’", " ")))  # "d’abril"
    for name in _weekdays(locale):
        if spoken.startswith(name + " "):
            spoken = spoken[len(name) :]
            break
    parts = [
        re.sub(r"^(\d+)(?:st|nd|rd|th)$", r"\1", word) for word in spoken.split() if word not in _BETWEEN
    ]
    months = [_month(word, locale) for word in parts]
    numbers = [word for word, month in zip(parts, months, strict=True) if month is None]
    named = [month for month in months if month is not None]
    ordered = len(parts) in {2, 3} and months[0 if months[0] else 1] is not None
    plain = all(re.fullmatch(r"\d{1,2}|\d{4}", word, re.ASCII) for word in numbers)
    if len(named) == 1 and ordered and plain and len(numbers[0]) <= 2:
        return int(numbers[0]), named[0], _year(numbers[1]) if len(numbers) == 2 else None
    raise _not_a_date(locale)


def _year(typed: str | None) -> int | None:
    """Return a typed year; two figures stay below 100, and the year 0084 is none."""
    if typed is None:
        return None
    if len(typed) == 4 and int(typed) < 1000:
        raise InvalidInput(_("The year has four figures, such as {example}.").format(example="1984"))
    return int(typed)


def _complete(day: int, month: int, year: int | None, today: date, lean: Lean) -> date:
    """Return the date, with the year that is meant."""
    if year is None:
        # A day that exists only in leap years is looked for in the eight years around today (2100 is none).
        step = 1 if lean is Lean.FUTURE else -1
        for candidate in range(today.year, today.year + 9 * step, step):
            if not (month == 2 and day == 29) or _leap(candidate):
                found = _made(candidate, month, day)
                if (found >= today) if lean is Lean.FUTURE else (found <= today):
                    return found
        return _made(today.year, month, day)
    if year < 100:
        # Two figures: the past hundred years for what has happened, twenty years ahead at most for what will.
        newest = today.year + (0 if lean is Lean.PAST else 20)
        year += newest - newest % 100
        year -= 100 if year > newest else 0
        if lean is Lean.PAST and year == today.year and _made(year, month, day) > today:
            year -= 100
    return _made(year, month, day)


def _made(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise InvalidInput(
            _("There is no such day: {day}/{month}/{year}. Look at the day and the month.").format(
                day=day, month=month, year=year
            )
        ) from None


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _not_a_date(locale: str) -> InvalidInput:
    example = formats.short_date(date(1984, 3, 12), locale)
    return InvalidInput(_("This is not a date. Write it like this: {example}").format(example=example))


@lru_cache(maxsize=16)
def _month_names(locale: str) -> dict[str, int]:
    names = {"set": 9, "setiembre": 9, "sept": 9}
    for each in ("en", "es", locale):
        for number, name in formats.month_names(each).items():
            names[fold(name)] = number
    return names


def _month(word: str, locale: str) -> int | None:
    """Return the month that a folded word names: whole, or at least its first three letters."""
    names = _month_names(locale)
    if word in names:
        return names[word]
    if len(word) < 3 or word.isdigit():
        return None
    found = {number for name, number in names.items() if name.startswith(word)}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=16)
def _weekdays(locale: str) -> dict[str, int]:
    """Return names of days as folded words (Monday is 0), in Spanish, English and the locale's language."""
    monday = date(2024, 1, 1)
    return {
        " ".join(words(formats.weekday(monday + timedelta(days=number), each))): number
        for each in ("en", "es", locale)
        for number in range(7)
    }
