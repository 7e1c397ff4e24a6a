"""What people type is read strictly, or refused with a sentence."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.shared import formats, typed
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.typed import Lean

TODAY = date(2026, 11, 21)  # a Saturday
LOCALES = ("es_ES", "es_MX", "es_CL", "en_GB", "en_US", "ca_ES", "pt_PT")


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("1.234,50", "es_ES", "1234.5"),
        ("1234,5", "es_ES", "1234.5"),
        (" -3 ", "es_ES", "-3"),
        ("1 234,5", "es_ES", "1234.5"),
        ("12.345.678", "es_ES", "12345678"),
        ("1,234.50", "es_MX", "1234.5"),
        ("1\xa0234,50", "pt_PT", "1234.5"),
        ("0", "es_ES", "0"),
    ],
)
def test_numbers_as_the_locale_writes_them(text: str, locale: str, value: str) -> None:
    assert typed.parse_number(text, locale) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["12.50", "1.23.456", "1,2,3", "", "doce", "1.2345", "0x10", "1e5", "NaN", "٣", "1,5-", "--1"]
)
def test_number_that_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match=r"1\.234,50"):
        typed.parse_number(text, "es_ES")


@given(
    st.integers(-(10**13), 10**13), st.sampled_from(LOCALES), st.sampled_from(("EUR", "MXN", "USD", "CLP"))
)
def test_money_is_read_back_as_it_was_written(cents: int, locale: str, currency: str) -> None:
    assert typed.parse_money(formats.number(Decimal(cents) / 100, locale, 2), currency, locale) == cents
    if cents >= 0:
        assert typed.parse_money(formats.money(cents, currency, locale), currency, locale) == cents


def test_money_with_its_sign_or_word() -> None:
    assert typed.parse_money("12,5 €", "EUR", "es_ES") == 1250
    assert typed.parse_money("12 euros", "EUR", "es_ES") == 1200
    assert typed.parse_money("$12.50", "MXN", "es_MX") == 1250
    with pytest.raises(InvalidInput):
        typed.parse_money("12,505", "EUR", "es_ES")
    with pytest.raises(InvalidInput):
        typed.parse_money("9" * 30, "EUR", "es_ES")


@pytest.mark.parametrize(
    ("text", "locale", "lean", "day"),
    [
        ("12/3/84", "es_ES", Lean.PAST, date(1984, 3, 12)),
        ("12-03-1984", "es_ES", Lean.PAST, date(1984, 3, 12)),
        ("12.3.1984", "es_ES", Lean.PAST, date(1984, 3, 12)),
        ("3/12/84", "en_US", Lean.PAST, date(1984, 3, 12)),
        ("1984-03-12", "es_ES", Lean.PAST, date(1984, 3, 12)),
        ("3 de marzo", "es_ES", Lean.FUTURE, date(2027, 3, 3)),
        ("3 de marzo", "es_ES", Lean.PAST, date(2026, 3, 3)),
        ("3 de marzo de 1984", "es_ES", Lean.PAST, date(1984, 3, 3)),
        ("sábado, 21 de noviembre de 2026", "es_ES", Lean.FUTURE, TODAY),
        ("3 MAR. 84", "es_ES", Lean.PAST, date(1984, 3, 3)),
        ("March 3rd, 1984", "en_GB", Lean.PAST, date(1984, 3, 3)),
        ("5 de setembre de 2027", "ca_ES", Lean.FUTURE, date(2027, 9, 5)),
        ("21/11", "es_ES", Lean.FUTURE, TODAY),
        ("20/11", "es_ES", Lean.FUTURE, date(2027, 11, 20)),
        ("29/2", "es_ES", Lean.FUTURE, date(2028, 2, 29)),
        ("29/2", "es_ES", Lean.PAST, date(2024, 2, 29)),
        ("22/11/26", "es_ES", Lean.PAST, date(1926, 11, 22)),
        ("1/2/46", "es_ES", Lean.FUTURE, date(2046, 2, 1)),
        ("1/2/47", "es_ES", Lean.FUTURE, date(1947, 2, 1)),
        ("mañana", "es_ES", Lean.FUTURE, date(2026, 11, 22)),
        ("Pasado mañana", "es_ES", Lean.FUTURE, date(2026, 11, 23)),
        ("lunes", "es_ES", Lean.FUTURE, date(2026, 11, 23)),
        ("miércoles", "es_ES", Lean.PAST, date(2026, 11, 18)),
        ("sábado", "es_ES", Lean.FUTURE, TODAY),
    ],
)
def test_dates_that_people_type(text: str, locale: str, lean: Lean, day: date) -> None:
    assert typed.parse_date(text, TODAY, locale, lean) == day


@pytest.mark.parametrize(
    "text",
    [
        "31/4/2026",
        "29/2/2025",
        "3/13/2026",
        "",
        "pronto",
        "3",
        "marzo",
        "3 de ma",
        "1/2/0084",
        "12/3-84",
        "1/2/984",
    ],
)
def test_no_such_date_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        typed.parse_date(text, TODAY, "es_ES")


@given(st.dates(date(1000, 1, 1)), st.sampled_from(LOCALES), st.sampled_from(list(Lean)))
def test_written_dates_are_read_back(day: date, locale: str, lean: Lean) -> None:
    assert typed.parse_date(formats.short_date(day, locale), TODAY, locale, lean) == day
    assert typed.parse_date(formats.long_date(day, locale), TODAY, locale, lean) == day
    assert typed.parse_date(formats.date_in_words(day, locale), TODAY, locale, lean) == day


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("12/3/84", "1984-03-12"),
        ("3 de marzo", "--03-03"),
        ("29/2", "--02-29"),
        ("--02-29", "--02-29"),
        ("", ""),
        ("5-6-07", "2007-06-05"),
    ],
)
def test_birth_with_or_without_its_year(text: str, stored: str) -> None:
    assert typed.parse_birth(text, TODAY, "es_ES") == stored


@pytest.mark.parametrize("text", ["30/2", "--02-30", "22/11/2026", "ayer tarde"])
def test_impossible_birth_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        typed.parse_birth(text, TODAY, "es_ES")


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("9:05", time(9, 5)),
        ("9.05", time(9, 5)),
        ("905", time(9, 5)),
        ("1730", time(17, 30)),
        ("17h", time(17)),
        ("17 h", time(17)),
        ("9", time(9)),
        ("5 pm", time(17)),
        ("5:30 p. m.", time(17, 30)),
        ("12 am", time(0)),
        ("12:15 p.m.", time(12, 15)),
    ],
)
def test_hours_that_people_type(text: str, hour: time) -> None:
    assert typed.parse_time(text) == hour


@pytest.mark.parametrize("text", ["24:00", "9:60", "13 pm", "0 am", "", "tarde", "12345", "9:5"])
def test_no_such_hour_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="9:30"):
        typed.parse_time(text)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (
        lambda: typed.parse_number(text),
        lambda: typed.parse_money(text, "EUR"),
        lambda: typed.parse_date(text, TODAY),
        lambda: typed.parse_birth(text, TODAY),
        lambda: typed.parse_time(text),
    ):
        try:
            read()
        except InvalidInput:
            continue
