"""How dates, times, numbers and money are written, by locale; what people type is read by `shared.typed`.

A locale is a CLDR name such as "es_ES" or "en_GB". Babel is loaded when a text first needs it; what lists
show by the thousand (`short_date`, `clock_time` where the day has 24 hours, `relative_day`) never needs it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING

from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from decimal import Decimal

    from babel import Locale

DEFAULT_LOCALE = "es_ES"
NO_BREAK_SPACE = "\xa0"
# Locales in which an hour is written with 24 hours and without a leading zero; the others are asked of Babel.
_PLAIN_24_HOURS = frozenset({"es", "es_ES"})
_ZERO_24_HOURS = frozenset({"en_GB", "ca_ES", "eu_ES", "gl_ES", "pt_PT", "pt_BR", "fr_FR"})
# The signs between thousands and before decimals where most shops are: the count of a list, painted when the
# window opens, need not wait for Babel (the same as CLDR; a test compares them).
_COMMA, _POINT = (".", ","), (",", ".")
SEPARATORS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(
        ("es", "es_ES", "ca_ES", "eu_ES", "gl_ES", "es_AR", "es_CL", "es_CO", "es_EC", "es_UY"), _COMMA
    ),
    **dict.fromkeys(("es_MX", "es_PE", "es_US", "en", "en_GB", "en_US"), _POINT),
}
_AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?)")
_ISO_BIRTH = re.compile(r"(\d{4}|-)-(\d{2})-(\d{2})")


# ------------------------------------------------------------------------------------------------------ dates


def short_date(day: date, locale: str = DEFAULT_LOCALE) -> str:
    """Return a date in figures with the whole year: "21/11/2026" ("11/21/2026" for en_US). Needs no Babel."""
    first, second, third, mark = _figures(locale)
    parts = {"d": f"{day.day:02d}", "m": f"{day.month:02d}", "y": f"{day.year:04d}"}
    return f"{parts[first]}{mark}{parts[second]}{mark}{parts[third]}"


def long_date(day: date, locale: str = DEFAULT_LOCALE) -> str:
    """Return a date in words with its weekday: "sábado, 21 de noviembre de 2026"."""
    from babel.dates import format_date

    return _tidy(format_date(day, "full", locale=_locale(locale)))


def date_in_words(day: date, locale: str = DEFAULT_LOCALE) -> str:
    """Return a date in words without its weekday: "21 de noviembre de 2026"."""
    from babel.dates import format_date

    return _tidy(format_date(day, "long", locale=_locale(locale)))


def day_and_month(day: date, locale: str = DEFAULT_LOCALE, *, wide: bool = False) -> str:
    """Return a date without its year: "21 nov", or "21 de noviembre" when it is to be `wide`."""
    from babel.dates import format_skeleton

    return _tidy(format_skeleton("MMMMd" if wide else "MMMd", day, locale=_locale(locale)))


def weekday(day: date, locale: str = DEFAULT_LOCALE) -> str:
    """Return the name of the day of the week: "sábado"."""
    from babel.dates import format_date

    return _tidy(format_date(day, "EEEE", locale=_locale(locale)))


def month(day: date, locale: str = DEFAULT_LOCALE) -> str:
    """Return the month and year in which a date lies: "noviembre de 2026"."""
    from babel.dates import format_skeleton

    return _tidy(format_skeleton("yMMMM", day, locale=_locale(locale)))


def birth(stored: str, locale: str = DEFAULT_LOCALE) -> str:
    """Return a birth date as it is stored ("1984-11-24", or "--11-24" without a year) in words.

    Returns:
        "24 de noviembre de 1984" or "24 de noviembre"; "" for ""; a text that is no birth date as it stands.
    """
    found = _ISO_BIRTH.fullmatch(stored)
    if not found:
        return stored
    year, month_number, day_number = found.groups()
    try:
        # 2000 is a leap year: a birthday on 29 February needs one.
        day = date(2000 if year == "-" else int(year), int(month_number), int(day_number))
    except ValueError:
        return stored
    return day_and_month(day, locale, wide=True) if year == "-" else date_in_words(day, locale)


def relative_day(day: date, today: date) -> str:
    """Return how far a day is from today, in the language of the screen: "hoy", "ayer", "hace 3 días".

    From 60 days on it counts calendar months ("hace 2 meses"), from 24 months on years. Needs no Babel.
    """
    days = (day - today).days
    if days == 0:
        return _("today")
    if days == -1:
        return _("yesterday")
    if days == 1:
        return _("tomorrow")
    count = abs(days)
    if count < 60:
        if days < 0:
            return ngettext("{count} day ago", "{count} days ago", count).format(count=count)
        return ngettext("in {count} day", "in {count} days", count).format(count=count)
    early, late = (day, today) if days < 0 else (today, day)
    count = (late.year - early.year) * 12 + late.month - early.month - (late.day < early.day)
    if count < 24:
        if days < 0:
            return ngettext("{count} month ago", "{count} months ago", count).format(count=count)
        return ngettext("in {count} month", "in {count} months", count).format(count=count)
    count //= 12
    if days < 0:
        return ngettext("{count} year ago", "{count} years ago", count).format(count=count)
    return ngettext("in {count} year", "in {count} years", count).format(count=count)


# ------------------------------------------------------------------------------------------------------ times


def clock_time(moment: time | datetime, locale: str = DEFAULT_LOCALE) -> str:
    """Return an hour as people of the locale write it: "9:05", "09:05", "9:05 a. m."; no zone is applied."""
    if locale in _PLAIN_24_HOURS:
        return f"{moment.hour}:{moment.minute:02d}"
    if locale in _ZERO_24_HOURS:
        return f"{moment.hour:02d}:{moment.minute:02d}"
    from babel.dates import format_time

    plain = moment.time() if isinstance(moment, datetime) else moment
    return _tidy(format_time(plain.replace(tzinfo=None), "short", locale=_locale(locale)))


def date_and_time(moment: datetime, locale: str = DEFAULT_LOCALE) -> str:
    """Return a moment in figures: "21/11/2026 9:05". The moment is already in the shop's zone."""
    return f"{short_date(moment, locale)} {clock_time(moment, locale)}"


# ---------------------------------------------------------------------------------------------------- numbers


def number(value: int | Decimal, locale: str = DEFAULT_LOCALE, decimals: int | None = None) -> str:
    """Return a number: "1.234,5"; `decimals` are the figures after the comma, None those that it has."""
    if isinstance(value, int):
        if not decimals:
            return _grouped(f"{value:,d}", locale)
        from decimal import Decimal

        value = Decimal(value)
    exponent = value.as_tuple().exponent
    own = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return _written(value, locale, own if decimals is None else decimals)


def percent(basis_points: int, locale: str = DEFAULT_LOCALE) -> str:
    """Return basis points as a percentage: 1250 is "12,5 %"."""
    from decimal import Decimal

    text = number((Decimal(basis_points) / 100).normalize() + 0, locale)
    return f"{text}{'' if locale.startswith('en') else NO_BREAK_SPACE}%"


def money(cents: int, currency: str, locale: str = DEFAULT_LOCALE) -> str:
    """Return an amount of money: "1.234,50 €".

    Args:
        cents: hundredths of the currency's unit, for every currency; one that has no coins below its unit
            (such as CLP) is written without decimals unless the amount has some.
        currency: ISO 4217.
        locale: decides the separators and where the sign of the currency stands.
    """
    from decimal import Decimal

    before, after, before_negative, after_negative, usual = _money_frame(currency, locale)
    decimals = 2 if cents % 100 else usual
    text = _written(Decimal(abs(cents)) / 100, locale, decimals)
    return f"{before_negative}{text}{after_negative}" if cents < 0 else f"{before}{text}{after}"


def country_name(code: str, locale: str = DEFAULT_LOCALE) -> str:
    """Return the name of a country (ISO 3166 alpha-2) in the locale's language; else the code itself."""
    return str(_locale(locale).territories.get(code.upper(), code))


def language_name(code: str, locale: str = DEFAULT_LOCALE) -> str:
    """Return the name of a language ("ca") in the locale's language; else the code itself."""
    return str(_locale(locale).languages.get(code.lower(), code))


# ---------------------------------------------------------------------------------------------------- helpers


@lru_cache(maxsize=64)
def _locale(name: str) -> Locale:
    """Return Babel's locale; one that it does not know is taken by its language, then as Spanish."""
    from babel import Locale, UnknownLocaleError

    for candidate in (name, name.split("_", maxsplit=1)[0]):
        try:
            return Locale.parse(candidate)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(DEFAULT_LOCALE)


@lru_cache(maxsize=64)
def _figures(locale: str) -> tuple[str, str, str, str]:
    """Return the order of day, month and year in figures, and the mark between them."""
    if locale in {"en_US", "es_US", "en_PH"}:
        return ("m", "d", "y", "/")
    if locale.startswith("eu"):
        return ("y", "m", "d", "/")
    return ("d", "m", "y", "-" if locale in {"es_CL", "nl_NL"} else "/")


def month_comes_first(locale: str) -> bool:
    """Return whether the locale writes the month before the day ("11/21/2026")."""
    return _figures(locale)[0] == "m"


@lru_cache(maxsize=16)
def month_names(locale: str) -> dict[int, str]:
    """Return the whole names of the months by their numbers, January being 1."""
    return dict(_locale(locale).months["stand-alone"]["wide"])


@lru_cache(maxsize=64)
def separators(locale: str) -> tuple[str, str]:
    """Return the sign between thousands and the sign before decimals: (".", ",") for es_ES."""
    if locale in SEPARATORS:
        return SEPARATORS[locale]
    from babel.numbers import get_decimal_symbol, get_group_symbol

    known = _locale(locale)
    return _tidy(get_group_symbol(known)), get_decimal_symbol(known)


def _written(amount: Decimal, locale: str, decimals: int) -> str:
    # Grouped by three, as in every locale that the program knows; rounding is half to even, as in ledgers.
    return _grouped(f"{amount:,.{decimals}f}", locale)


def _grouped(text: str, locale: str) -> str:
    group, point = separators(locale)
    return text.replace(",", "\0").replace(".", point).replace("\0", group)


@lru_cache(maxsize=64)
def _money_frame(currency: str, locale: str) -> tuple[str, str, str, str, int]:
    """Return what stands before and after an amount, the same for a negative one, and its usual decimals."""
    from decimal import Decimal

    from babel.numbers import format_currency, get_currency_precision

    frame: list[str] = []
    for sample in (1, -1):
        text = _tidy(format_currency(Decimal(sample), currency, locale=_locale(locale)))
        before, _amount, after = _AMOUNT.split(text, maxsplit=1)
        frame += [before, after]
    return (frame[0], frame[1], frame[2], frame[3], get_currency_precision(currency))


def _tidy(text: str) -> str:
    """Return text whose narrow no-break spaces are common ones: not every font has the narrow one."""
    return text.replace("\u202f", NO_BREAK_SPACE).replace("\u200f", "").replace("\u200e", "")
