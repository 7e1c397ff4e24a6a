"""An hour of a day in the shop's zone, where the clocks are changed too."""

from __future__ import annotations

import time as system_time
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import pytest

from crm_desktop.shared.clock import FixedClock, SystemClock
from crm_desktop.shared.moments import instant_of
from tests.factories import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = [
    ("Europe/Madrid", "2026-11-21 00:00", "2026-11-20 23:00"),
    ("Europe/Madrid", "2026-03-29 02:30", "2026-03-29 01:30"),  # left out: the clocks go from 2 to 3
    ("Europe/Madrid", "2026-10-25 02:30", "2026-10-25 00:30"),  # comes twice
    ("America/Santiago", "2026-09-06 00:00", "2026-09-06 04:00"),  # left out: the day begins at 1
    ("America/Santiago", "2026-09-07 00:00", "2026-09-07 03:00"),
    ("America/Havana", "2026-03-08 00:00", "2026-03-08 05:00"),
    ("America/Havana", "2026-11-01 00:00", "2026-11-01 04:00"),  # comes twice
    ("Pacific/Auckland", "2026-11-21 00:00", "2026-11-20 11:00"),
]


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The computer's own zone for the time of a test."""
    monkeypatch.setenv("TZ", request.param)
    system_time.tzset()
    yield request.param
    monkeypatch.undo()
    system_time.tzset()


@pytest.mark.parametrize(("name", "local", "expected"), CASES)
def test_an_hour_in_a_zone_that_is_named(name: str, local: str, expected: str) -> None:
    wanted = datetime.fromisoformat(local)
    found = instant_of(FixedClock(NOW, name), wanted.date(), wanted.time())
    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.skipif(not hasattr(system_time, "tzset"), reason="the zone of a process is Unix's")
@pytest.mark.parametrize(("zone", "local", "expected"), CASES, indirect=["zone"])
def test_an_hour_in_the_computers_own_zone(zone: str, local: str, expected: str) -> None:
    wanted = datetime.fromisoformat(local)
    found = instant_of(SystemClock(), wanted.date(), wanted.time())
    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC), zone


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_the_last_day_have_hours_too(day: date) -> None:
    for name in ("Europe/Madrid", "America/Lima"):
        assert instant_of(FixedClock(NOW, name), day, time(12)).date() == day
