"""Instants are UTC; dates are dates in the shop's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.shared.clock import FixedClock, SystemClock, from_text, to_text

MOMENTS = st.datetimes(
    datetime(1970, 1, 1),  # noqa: DTZ001 - hypothesis wants its limits without a zone
    datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@given(MOMENTS)
def test_a_stored_instant_is_read_back_to_the_millisecond(moment: datetime) -> None:
    text = to_text(moment)
    assert len(text) == 24
    assert text.endswith("Z")
    assert from_text(text) == moment.replace(microsecond=moment.microsecond // 1000 * 1000)


@given(MOMENTS, MOMENTS)
def test_stored_instants_sort_as_text(one: datetime, other: datetime) -> None:
    if one <= other:
        assert to_text(one) <= to_text(other)


def test_an_instant_of_another_zone_is_stored_in_utc() -> None:
    assert (
        to_text(datetime(2026, 11, 21, 9, 5, tzinfo=timezone(timedelta(hours=1))))
        == "2026-11-21T08:05:00.000Z"
    )


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 11, 21, 22, 59, tzinfo=UTC), date(2026, 11, 21)),
        (datetime(2026, 11, 21, 23, 1, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 7, 21, 22, 1, tzinfo=UTC), date(2026, 7, 22)),
    ],
)
def test_midnight_is_the_shops(instant: datetime, day: date) -> None:
    assert FixedClock(instant, "Europe/Madrid").today() == day


def test_a_clock_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        FixedClock(datetime(2026, 11, 21))  # noqa: DTZ001 - that is what is refused
    with pytest.raises((KeyError, ValueError)):
        SystemClock("Marte/Base")


def test_the_computers_clock_goes_on_in_utc() -> None:
    clock = SystemClock("Atlantic/Canary")
    first = clock.now()
    assert first.tzinfo is UTC
    assert clock.now() >= first
    assert clock.local(first) == first
