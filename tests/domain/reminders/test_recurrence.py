"""Rules by RFC 5545: which dates they give, what a person picks, and what is refused."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from crm_desktop.domain.reminders.recurrence import (
    LAST,
    Frequency,
    Repetition,
    check_rule,
    first_date,
    from_rule,
    next_date,
    occurrences,
    presets,
    to_rule,
)
from crm_desktop.shared.errors import InvalidInput

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@st.composite
def repetitions(draw: st.DrawFn) -> Repetition:
    """Any repetition that the editor can make for some date."""
    day = draw(DAYS)
    base = draw(st.sampled_from(presets(day)))
    interval = draw(st.integers(1, 12))
    if base.frequency is Frequency.WEEKLY and draw(st.booleans()):
        weekdays = tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1))))
    else:
        weekdays = base.weekdays
    until, count = None, 0
    match draw(st.sampled_from(["never", "until", "count"])):
        case "until":
            until = day + timedelta(days=draw(st.integers(0, 4000)))
        case "count":
            count = draw(st.integers(1, 40))
    return Repetition(
        base.frequency,
        interval,
        weekdays=weekdays,
        month_day=base.month_day,
        nth=base.nth,
        weekday=base.weekday,
        month=base.month,
        until=until,
        count=count,
    )


def dates(rule: str, start: date, most: int = 6) -> list[date]:
    return list(islice(occurrences(rule, start), most))


@given(repetitions())
def test_what_was_picked_reads_back_the_same(repetition: Repetition) -> None:
    rule = to_rule(repetition)
    assert from_rule(rule) == repetition
    assert check_rule("rrule:" + rule.lower()) == rule


@settings(deadline=None)
@given(repetitions(), DAYS)
def test_dates_rise_and_start_where_the_series_can_start(repetition: Repetition, day: date) -> None:
    rule = to_rule(repetition)
    start = first_date(rule, day)
    assume(start is not None)
    assert start is not None
    assert start >= day
    found = dates(rule, start, 8)
    assert found[0] == start
    assert all(earlier < later for earlier, later in pairwise(found))


@settings(deadline=None)
@given(repetitions(), DAYS, st.integers(0, 900))
def test_next_date_is_the_first_one_later(repetition: Repetition, day: date, days: int) -> None:
    rule = to_rule(repetition)
    start = first_date(rule, day)
    assume(start is not None)
    assert start is not None
    after = start + timedelta(days=days)
    expected = next((found for found in occurrences(rule, start) if found > after), None)
    assert next_date(rule, start, after) == expected


@settings(deadline=None)
@given(repetitions(), DAYS)
def test_the_end_of_a_series_is_kept(repetition: Repetition, day: date) -> None:
    rule = to_rule(repetition)
    start = first_date(rule, day)
    assume(start is not None)
    assert start is not None
    found = dates(rule, start, 50)
    if repetition.until is not None:
        assert all(one <= repetition.until for one in found)
    if repetition.count:
        every = list(occurrences(rule, start, until=date(3000, 1, 1)))
        assert len(every) == repetition.count
        assert next_date(rule, start, every[-1]) is None


@given(st.sampled_from([29, 30, 31]), st.integers(1, 12), DAYS)
def test_a_day_that_a_month_lacks_is_its_last_day(day: int, interval: int, near: date) -> None:
    rule = to_rule(Repetition(Frequency.MONTHLY, interval, month_day=day))
    start = first_date(rule, near)
    assert start is not None
    found = dates(rule, start, 14)
    assert len(found) == 14
    for one in found:
        assert one.day == min(day, calendar.monthrange(one.year, one.month)[1])
    months = [one.year * 12 + one.month for one in found]
    assert all(later - earlier == interval for earlier, later in pairwise(months))


def test_every_week_on_tuesday() -> None:
    assert dates("FREQ=WEEKLY;BYDAY=TU", date(2026, 11, 24), 3) == [
        date(2026, 11, 24),
        date(2026, 12, 1),
        date(2026, 12, 8),
    ]


def test_29_february_is_the_28th_in_common_years() -> None:
    rule = to_rule(Repetition(Frequency.YEARLY, month=2, month_day=29))
    assert dates(rule, date(2024, 2, 29), 5) == [
        date(2024, 2, 29),
        date(2025, 2, 28),
        date(2026, 2, 28),
        date(2027, 2, 28),
        date(2028, 2, 29),
    ]


def test_a_series_every_two_weeks_starts_on_the_nearest_of_its_days() -> None:
    assert first_date("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", date(2026, 11, 25)) == date(2026, 12, 1)


def test_a_fifth_monday_waits_for_a_month_that_has_one() -> None:
    found = dates("FREQ=MONTHLY;BYDAY=5MO", date(2026, 11, 30), 3)
    assert found == [date(2026, 11, 30), date(2027, 3, 29), date(2027, 5, 31)]


def test_next_date_of_something_that_does_not_repeat_is_none() -> None:
    assert next_date("", date(2026, 11, 21), date(2026, 11, 21)) is None


def test_a_date_that_never_comes_ends_quickly() -> None:
    assert first_date("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", date(2026, 1, 1)) is None


def test_dates_at_the_end_of_the_calendar_do_not_overflow() -> None:
    assert next_date("FREQ=DAILY", date(9999, 12, 30), date(9999, 12, 31)) is None


def test_a_rule_of_another_program_gives_its_dates_though_it_has_no_words() -> None:
    rule = check_rule("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;WKST=SU")
    assert from_rule(rule) is None
    assert next_date(rule, date(2026, 1, 1), date(2026, 1, 1)) is not None


def test_until_with_an_hour_keeps_its_date() -> None:
    assert check_rule("FREQ=DAILY;UNTIL=20261231T225959Z") == "FREQ=DAILY;UNTIL=20261231"


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "cada martes",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYHOUR=9",
        "FREQ=DAILY;COUNT=2;UNTIL=20261231",
        "FREQ=DAILY;UNTIL=20261331",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=dos",
        "FREQ=DAILY;COUNT=100000",
        "FREQ=MONTHLY;BYMONTHDAY=40",
        "FREQ=MONTHLY;BYSETPOS=0;BYMONTHDAY=1",
        "INTERVAL=2",
        ";;;",
    ],
)
def test_what_is_no_rule_is_refused_with_a_sentence(rule: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        check_rule(rule)
    assert caught.value.sentence.endswith(".")
    assert caught.value.fields
    assert from_rule(rule) is None


@given(st.text(alphabet="FREQDAILYWKMONTHUS=;0123456789BYPO-, \n", max_size=60))
def test_any_text_is_a_rule_or_is_refused(text: str) -> None:
    try:
        rule = check_rule(text)
    except InvalidInput:
        return
    assert check_rule(rule) == rule


def test_presets_follow_the_date() -> None:
    offered = presets(date(2026, 11, 24))
    assert Repetition(Frequency.WEEKLY, weekdays=(1,)) in offered
    assert Repetition(Frequency.MONTHLY, nth=4, weekday=1) in offered
    assert Repetition(Frequency.YEARLY, month=11, month_day=24) in offered
    assert Repetition(Frequency.MONTHLY, nth=LAST, weekday=0) in presets(date(2026, 11, 30))
    assert Repetition(Frequency.MONTHLY, month_day=LAST) in presets(date(2026, 11, 30))
    assert Repetition(Frequency.MONTHLY, month_day=LAST) in presets(date(2026, 12, 31))
