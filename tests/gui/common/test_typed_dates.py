"""Dates and hours as people type them."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.gui.common.typed_dates import parse_date, parse_time
from crm_desktop.shared.typed import Lean

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hoy", "2026-11-21"), ("HOY ", "2026-11-21"), ("mañana", "2026-11-22"), ("manana", "2026-11-22"),
        ("pasado mañana", "2026-11-23"), ("pasado", "2026-11-23"), ("ayer", "2026-11-20"),
        ("tomorrow", "2026-11-22"),
        ("lun", "2026-11-23"), ("lunes", "2026-11-23"), ("el lunes", "2026-11-23"),
        ("lunes que viene", "2026-11-23"),
        ("próximo viernes", "2026-11-27"), ("sáb", "2026-11-28"), ("sabado", "2026-11-28"),
        ("x", "2026-11-25"),
        ("mon", "2026-11-23"), ("+3d", "2026-11-24"), ("+3", "2026-11-24"), ("3d", "2026-11-24"),
        ("en 3 días", "2026-11-24"), ("dentro de 2 semanas", "2026-12-05"), ("+1s", "2026-11-28"),
        ("+2m", "2027-01-21"),
        ("+1 mes", "2026-12-21"), ("+1a", "2027-11-21"), ("-1d", "2026-11-20"), ("fin de mes", "2026-11-30"),
        ("la semana que viene", "2026-11-23"), ("15", "2026-12-15"), ("25", "2026-11-25"),
        ("12/3", "2027-03-12"),
        ("24/11", "2026-11-24"), ("24-11-26", "2026-11-24"), ("24/11/2026", "2026-11-24"),
        ("2026-12-01", "2026-12-01"),
        ("15 de mayo", "2027-05-15"), ("1 dic", "2026-12-01"),
    ],
)  # fmt: skip
def test_short_and_long_forms(text: str, wanted: str) -> None:
    assert parse_date(text, TODAY) == date.fromisoformat(wanted)


@pytest.mark.parametrize(
    "text", ["", "h", "ho", "12/", "31/2", "40", "0", "99/99", "+", "d d", "mañanita", "12/3/"]
)
def test_what_is_not_a_date_yet_is_none(text: str) -> None:
    assert parse_date(text, TODAY) is None


def test_a_day_without_a_year_may_lie_behind() -> None:
    assert parse_date("24/11", TODAY, lean=Lean.PAST) == date(2025, 11, 24)
    assert parse_date("15", TODAY, lean=Lean.PAST) == date(2026, 11, 15)
    assert parse_date("lunes", TODAY, lean=Lean.PAST) == date(2026, 11, 16)


def test_a_month_more_ends_with_the_shorter_month() -> None:
    assert parse_date("+1m", date(2026, 1, 31)) == date(2026, 2, 28)
    assert parse_date("+1a", date(2028, 2, 29)) == date(2029, 2, 28)


@given(st.text(max_size=12))
def test_no_text_is_a_fault(text: str) -> None:
    found = parse_date(text, TODAY)
    assert found is None or isinstance(found, date)
    parse_time(text)


@given(st.integers(1, 3650))
def test_days_ahead_are_counted(days: int) -> None:
    found = parse_date(f"+{days}d", TODAY)
    assert found is not None
    assert (found - TODAY).days == days


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("9", time(9)), ("930", time(9, 30)), ("9:30", time(9, 30)), ("17h", time(17)),
     ("5 de la tarde", time(17)),
     ("a las 10", time(10)), ("8 de la mañana", time(8)), ("25", None), ("9:70", None), ("luego", None)],
)  # fmt: skip
def test_hours(text: str, wanted: time | None) -> None:
    assert parse_time(text) == wanted
