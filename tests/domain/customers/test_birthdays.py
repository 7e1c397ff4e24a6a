from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.customers import birthdays
from crm_desktop.shared.errors import InvalidInput

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("24/11/1984", "1984-11-24"),
        ("24-11-1984", "1984-11-24"),
        ("24.11.1984", "1984-11-24"),
        ("4/1/1984", "1984-01-04"),
        ("24/11/84", "1984-11-24"),
        ("24/11", "--11-24"),
        ("24-11", "--11-24"),
        ("24 nov", "--11-24"),
        ("24 de noviembre", "--11-24"),
        ("24 de noviembre de 1984", "1984-11-24"),
        ("1984-11-24", "1984-11-24"),
        ("1984-11-24 00:00:00", "1984-11-24"),
        ("24/11/1984 0:00:00", "1984-11-24"),
        ("--11-24", "--11-24"),
        ("--1124", "--11-24"),
        ("19841124", "1984-11-24"),
        ("11/24/1984", "1984-11-24"),
        ("29/2", "--02-29"),
        ("29/2/2000", "2000-02-29"),
        ("  ", ""),
    ],
)
def test_birth_dates_are_read(typed: str, stored: str) -> None:
    assert birthdays.read_birth(typed, TODAY) == stored


@pytest.mark.parametrize(
    "typed", ["29/2/2001", "31/4", "22/11/2026", "1/1/2100", "24/11/1899", "ayer fue", "32/1/1980"]
)
def test_what_no_customer_can_have_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        birthdays.read_birth(typed, TODAY)
    assert refused.value.sentence


def test_american_order_is_read_where_the_shop_writes_so() -> None:
    assert birthdays.read_birth("03/04/1984", TODAY, "en_US") == "1984-03-04"
    assert birthdays.read_birth("03/04/1984", TODAY, "es_ES") == "1984-04-03"


@given(st.dates(date(1900, 1, 1), TODAY))
def test_what_is_stored_is_read_back(born: date) -> None:
    stored = born.isoformat()
    assert birthdays.is_stored_form(stored)
    for typed in (stored, f"{born.day}/{born.month}/{born.year}", stored.replace("-", "")):
        assert birthdays.read_birth(typed, TODAY) == stored
    assert birthdays.read_birth("-" + stored[4:], TODAY) == "-" + stored[4:]


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        stored = birthdays.read_birth(text, TODAY)
    except InvalidInput:
        return
    assert stored == "" or birthdays.is_stored_form(stored)


@given(st.dates(date(1900, 1, 1), TODAY), st.dates(date(2020, 1, 1), date(2050, 1, 1)))
def test_the_next_birthday_is_within_a_year(born: date, start: date) -> None:
    coming = birthdays.next_birthday(born.isoformat(), start)
    assert coming is not None
    assert start <= coming <= start + timedelta(days=366)
    assert birthdays.days_until("-" + born.isoformat()[4:], start) == (coming - start).days
    if born < start:
        age = birthdays.age_on(born.isoformat(), coming)
        assert age == coming.year - born.year


def test_who_was_born_on_29_february_is_greeted_on_the_28th() -> None:
    assert birthdays.next_birthday("2000-02-29", date(2027, 1, 1)) == date(2027, 2, 28)
    assert birthdays.next_birthday("2000-02-29", date(2028, 1, 1)) == date(2028, 2, 29)
    assert birthdays.next_birthday("2000-02-29", date(2027, 3, 1)) == date(2028, 2, 29)
    assert birthdays.age_on("2000-02-29", date(2027, 2, 28)) == 27


def test_age_counts_from_the_birthday() -> None:
    assert birthdays.age_on("1984-11-24", TODAY) == 41
    assert birthdays.age_on("1984-11-21", TODAY) == 42
    assert birthdays.age_on("--11-24", TODAY) is None
    assert birthdays.age_on("2030-01-01", TODAY) is None
    assert birthdays.age_on("", TODAY) is None


@pytest.mark.parametrize(
    ("stored", "sentence"),
    [
        ("1984-11-24", "Turns 42 on 24 Nov"),
        ("--11-24", "Birthday on 24 Nov"),
        ("1984-11-21", "Turns 42 today"),
        ("--11-21", "Birthday today"),
        ("1984-11-22", "Turns 42 tomorrow"),
        ("--11-22", "Birthday tomorrow"),
        ("", ""),
    ],
)
def test_birthdays_are_told(stored: str, sentence: str) -> None:
    assert birthdays.sentence(stored, TODAY) == sentence


@pytest.mark.parametrize("text", ["1984-2-3", "1984-02-30", "--02-30", "84-02-03", "", "1984/02/03"])
def test_only_the_stored_form_is_the_stored_form(text: str) -> None:
    assert not birthdays.is_stored_form(text)
