"""How dates, times, numbers and money are written."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from crm_desktop.shared import formats, i18n

DAY = date(2026, 11, 21)
NB = "\xa0"


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("es_ES", "21/11/2026"),
        ("es_MX", "21/11/2026"),
        ("en_GB", "21/11/2026"),
        ("en_US", "11/21/2026"),
        ("es_CL", "21-11-2026"),
        ("eu_ES", "2026/11/21"),
    ],
)
def test_short_date_has_the_whole_year_in_the_order_of_the_locale(locale: str, text: str) -> None:
    assert formats.short_date(DAY, locale) == text


def test_dates_in_words() -> None:
    assert formats.long_date(DAY, "es_ES") == "sábado, 21 de noviembre de 2026"
    assert formats.long_date(DAY, "en_GB") == "Saturday, 21 November 2026"
    assert formats.date_in_words(DAY, "es_MX") == "21 de noviembre de 2026"
    assert formats.day_and_month(DAY, "es_ES") == "21 nov"
    assert formats.day_and_month(DAY, "es_ES", wide=True) == "21 de noviembre"
    assert formats.month(DAY, "es_ES") == "noviembre de 2026"
    assert formats.weekday(DAY, "ca_ES") == "dissabte"


def test_birth_is_written_with_or_without_its_year() -> None:
    assert formats.birth("1984-11-24", "es_ES") == "24 de noviembre de 1984"
    assert formats.birth("--02-29", "es_ES") == "29 de febrero"
    assert formats.birth("", "es_ES") == ""
    assert formats.birth("1984-02-30", "es_ES") == "1984-02-30"


@pytest.mark.parametrize(
    ("locale", "morning", "evening"),
    [
        ("es_ES", "9:05", "21:30"),
        ("en_GB", "09:05", "21:30"),
        ("es_MX", f"9:05{NB}a.m.", f"9:30{NB}p.m."),
        ("es_CO", f"9:05{NB}a.{NB}m.", f"9:30{NB}p.{NB}m."),
    ],
)
def test_hours(locale: str, morning: str, evening: str) -> None:
    assert formats.clock_time(time(9, 5), locale) == morning
    assert formats.clock_time(datetime(2026, 11, 21, 21, 30, tzinfo=UTC), locale) == evening


def test_moment_is_date_and_hour() -> None:
    assert formats.date_and_time(datetime(2026, 11, 21, 9, 5, tzinfo=UTC), "es_ES") == "21/11/2026 9:05"


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (0, "today"),
        (-1, "yesterday"),
        (1, "tomorrow"),
        (-3, "3 days ago"),
        (3, "in 3 days"),
        (-59, "59 days ago"),
        (-61, "2 months ago"),
        (92, "in 3 months"),
        (-800, "2 years ago"),
        (800, "in 2 years"),
    ],
)
def test_relative_day(days: int, text: str) -> None:
    i18n.install("en")
    assert formats.relative_day(DAY + timedelta(days=days), DAY) == text


def test_months_are_counted_by_the_calendar() -> None:
    i18n.install("en")
    # 20 November to 21 January is two months and a day; one day fewer than two months is still one month.
    assert formats.relative_day(date(2026, 9, 21), DAY) == "2 months ago"
    assert formats.relative_day(date(2026, 9, 22), DAY) == "1 month ago"


@pytest.mark.parametrize(
    ("cents", "currency", "locale", "text"),
    [
        (123450, "EUR", "es_ES", f"1.234,50{NB}€"),
        (-123450, "EUR", "es_ES", f"-1.234,50{NB}€"),
        (5, "EUR", "es_ES", f"0,05{NB}€"),
        (123450, "MXN", "es_MX", "$1,234.50"),
        (-123450, "MXN", "es_MX", "-$1,234.50"),
        (123400, "CLP", "es_CL", "$1.234"),
        (123450, "CLP", "es_CL", "$1.234,50"),
        (-123400, "CLP", "es_CL", "$-1.234"),
        (123450, "PEN", "es_PE", f"S/{NB}1,234.50"),
        (123450, "GBP", "en_GB", "£1,234.50"),
        (10**15, "EUR", "pt_PT", f"10{NB}000{NB}000{NB}000{NB}000,00{NB}€"),
    ],
)
def test_money(cents: int, currency: str, locale: str, text: str) -> None:
    assert formats.money(cents, currency, locale) == text


def test_numbers() -> None:
    assert formats.number(1905, "es_ES") == "1.905"
    assert formats.number(Decimal("1234.50"), "es_ES") == "1.234,50"
    assert formats.number(Decimal("1234.567"), "en_GB", 1) == "1,234.6"
    assert formats.number(Decimal("1E+3"), "es_ES") == "1.000"
    assert formats.percent(1250, "es_ES") == f"12,5{NB}%"
    assert formats.percent(1000, "en_GB") == "10%"


def test_countries_have_their_name_in_the_language() -> None:
    assert formats.country_name("FR", "es_ES") == "Francia"
    assert formats.country_name("fr", "en_GB") == "France"
    assert formats.country_name("XQ", "es_ES") == "XQ"


def test_unknown_locale_is_taken_by_its_language() -> None:
    assert formats.long_date(DAY, "es_XX").startswith("sábado")
    assert formats.long_date(DAY, "nonsense").startswith("sábado")


def test_what_lists_show_needs_no_babel() -> None:
    """Babel costs a noticeable part of the start; dates and hours of lists must not load it."""
    program = (
        "import sys, datetime as d; from crm_desktop.shared import formats as f;"
        "f.short_date(d.date(2026,1,2),'es_ES'); f.relative_day(d.date(2026,1,2), d.date(2026,3,9));"
        "f.clock_time(d.time(9,5),'es_ES'); f.number(8214, 'es_ES'); sys.exit('babel' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("locale", formats.SEPARATORS)
def test_separators_that_are_known_are_those_of_the_library(locale: str) -> None:
    from babel import Locale
    from babel.numbers import get_decimal_symbol, get_group_symbol

    known = Locale.parse(locale)
    assert formats.separators(locale) == (get_group_symbol(known), get_decimal_symbol(known))
