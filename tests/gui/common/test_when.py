"""Dates in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest

from crm_desktop.gui.common import when
from crm_desktop.shared import i18n
from tests.factories import NOW, TODAY, a_clock


@pytest.fixture(autouse=True)
def spanish() -> Iterator[None]:
    i18n.install("es")
    yield
    i18n.install("en")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-12, "12 días tarde"),
        (-1, "Ayer"),
        (0, "Hoy"),
        (1, "Mañana"),
        (3, "mar 24 nov"),
        (60, "mié 20 ene 2027"),
    ],
)
def test_how_far_a_due_date_is(days: int, words: str) -> None:
    assert when.due(TODAY + timedelta(days=days), TODAY) == words


def test_a_date_has_its_year_only_when_it_is_another() -> None:
    assert when.short_date(date(2026, 9, 12), TODAY) == "12 sept"
    assert when.short_date(date(2024, 9, 12), TODAY) == "12 sept 2024"


def test_a_day_of_this_week_is_its_weekday() -> None:
    assert when.weekday_day(date(2026, 11, 23)) == "lun 23"


def test_the_whole_date_in_both_languages() -> None:
    assert when.long_date(TODAY) == "sábado, 21 de noviembre de 2026"
    i18n.install("en")
    assert when.long_date(TODAY) == "Saturday, 21 November 2026"


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=10), "ahora mismo"),
        (timedelta(minutes=5), "hace 5 minutos"),
        (timedelta(hours=2), "hoy a las 7:05"),
        (timedelta(days=1), "ayer a las 9:05"),
        (timedelta(days=9), "hace 9 días"),
        (timedelta(days=300), "hace 10 meses"),
        (timedelta(days=900), "hace 2 años"),
    ],
)
def test_how_long_ago(ago: timedelta, words: str) -> None:
    assert when.ago(NOW - ago, a_clock()) == words


def test_an_hour_is_short() -> None:
    assert when.hour(time(9, 5)) == "9:05"
    assert when.ago(datetime(2026, 11, 20, 23, 30, tzinfo=UTC), a_clock()) == "hoy a las 0:30"
