"""Dates typed in a hurry."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.reminders.when import parse_when
from crm_desktop.shared.errors import InvalidInput
from tests.factories import TODAY


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("hoy", TODAY),
        ("Mañana", date(2026, 11, 22)),
        ("pasado", date(2026, 11, 23)),
        ("pasado mañana", date(2026, 11, 23)),
        ("lun", date(2026, 11, 23)),
        ("Lunes", date(2026, 11, 23)),
        ("el martes", date(2026, 11, 24)),
        ("mié.", date(2026, 11, 25)),
        ("sábado", date(2026, 11, 28)),  # today is one: the next
        ("fri", date(2026, 11, 27)),
        ("+3", date(2026, 11, 24)),
        ("+3d", date(2026, 11, 24)),
        ("+ 2 semanas", date(2026, 12, 5)),
        ("+1m", date(2026, 12, 21)),
        ("+1a", date(2027, 11, 21)),
        ("24/11", date(2026, 11, 24)),
        ("3/1", date(2027, 1, 3)),
        ("3 de marzo", date(2027, 3, 3)),
        ("24/11/2026", date(2026, 11, 24)),
    ],
)
def test_it_is_understood(typed: str, day: date) -> None:
    assert parse_when(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "  ", "luego", "31/2", "+999999d", "+3z", "m", "ayer no"])
def test_what_is_no_date_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_when(typed, TODAY)
    assert caught.value.sentence


def test_a_date_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(InvalidInput):
        parse_when("+999a", date(9500, 1, 1))


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_is_refused(text: str) -> None:
    with suppress(InvalidInput):
        assert isinstance(parse_when(text, TODAY), date)
