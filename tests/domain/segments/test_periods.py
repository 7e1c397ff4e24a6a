"""Relative dates and anniversaries, at the edges of months, years and 29 February."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.customers.birthdays import next_birthday
from crm_desktop.domain.segments.periods import ANNIVERSARY, PARTS, When, as_json, birth_keys, bounds, read

EVERY = tuple(When)


def span(value: Any, today: date) -> tuple[str, str]:
    first, after = bounds(read(value, EVERY), today)
    return (first.isoformat() if first else "", after.isoformat() if after else "")


@pytest.mark.parametrize(
    ("value", "today", "expected"),
    [
        ("today", "2026-11-21", ("2026-11-21", "2026-11-22")),
        ("this_week", "2026-11-22", ("2026-11-16", "2026-11-23")),
        ("this_month", "2026-12-31", ("2026-12-01", "2027-01-01")),
        ("last_month", "2026-01-31", ("2025-12-01", "2026-01-01")),
        ("last_month", "2026-03-31", ("2026-02-01", "2026-03-01")),
        ("next_month", "2026-01-31", ("2026-02-01", "2026-03-01")),
        ("this_year", "2026-01-01", ("2026-01-01", "2027-01-01")),
        ("last_year", "2026-12-31", ("2025-01-01", "2026-01-01")),
        ({"when": "last_days", "days": 1}, "2026-11-21", ("2026-11-21", "2026-11-22")),
        ({"when": "last_days", "days": 30}, "2026-11-21", ("2026-10-23", "2026-11-22")),
        ({"when": "next_days", "days": 7}, "2026-11-21", ("2026-11-21", "2026-11-29")),
        ({"when": "before_days", "days": 30}, "2026-11-21", ("", "2026-10-22")),
        ({"when": "before", "day": "2026-05-01"}, "2026-11-21", ("", "2026-05-01")),
        ({"when": "since", "day": "2026-05-01"}, "2026-11-21", ("2026-05-01", "")),
        (
            {"when": "between", "from": "2026-05-01", "to": "2026-05-01"},
            "2026-11-21",
            ("2026-05-01", "2026-05-02"),
        ),
        ({"when": "month", "month": 12}, "2026-11-21", ("2026-12-01", "2027-01-01")),
        ({"when": "last_days", "days": 36500}, "0010-01-01", ("0001-01-01", "0010-01-02")),
    ],
)  # fmt: skip
def test_bounds(value: Any, today: str, expected: tuple[str, str]) -> None:
    assert span(value, date.fromisoformat(today)) == expected


@pytest.mark.parametrize("when", EVERY)
def test_a_period_is_written_as_it_is_read(when: When) -> None:
    parts = {"days": 3, "day": "2026-01-02", "from": "2026-01-02", "to": "2026-01-03", "month": 4}
    value = {"when": when.value, **{name: parts[name] for name in PARTS.get(when, ())}}
    assert as_json(read(value, EVERY)) == value


births = st.dates(date(1920, 1, 1), date(2024, 12, 31)).map(lambda day: day.isoformat())
periods = st.one_of(
    st.sampled_from([{"when": w.value} for w in ANNIVERSARY if w not in PARTS]),
    st.builds(lambda n: {"when": "next_days", "days": n}, st.integers(1, 500)),
    st.builds(lambda n: {"when": "month", "month": n}, st.integers(1, 12)),
)


@given(births, st.dates(date(2023, 1, 1), date(2029, 12, 31)), periods)
def test_a_birthday_is_in_a_period_when_the_day_on_which_it_is_kept_is(
    birth: str, today: date, value: dict[str, Any]
) -> None:
    period = read(value, ANNIVERSARY)
    found = any(first <= birth[-5:] <= last for first, last in birth_keys(period, today))
    if period.when is When.MONTH:
        assert found == (int(birth[5:7]) == period.month)
        return
    first, after = bounds(period, today)
    assert first
    assert after
    kept = next_birthday(birth, first)
    assert kept
    assert found == (kept < after)


def test_who_was_born_on_29_february_has_the_birthday_on_the_28th_of_other_years() -> None:
    period = read("today", ANNIVERSARY)
    assert birth_keys(period, date(2026, 2, 28)) == [("02-28", "02-29")]
    assert birth_keys(period, date(2028, 2, 28)) == [("02-28", "02-28")]
    assert birth_keys(period, date(2028, 2, 29)) == [("02-29", "02-29")]
    new_year = birth_keys(read({"when": "next_days", "days": 7}, ANNIVERSARY), date(2026, 12, 28))
    assert new_year == [("12-28", "12-31"), ("01-01", "01-04")]


def test_the_last_days_and_not_for_so_many_days_leave_no_day_between_them() -> None:
    today = date(2026, 11, 21)
    first, _after = bounds(read({"when": "last_days", "days": 90}, EVERY), today)
    assert first == today - timedelta(days=89)
