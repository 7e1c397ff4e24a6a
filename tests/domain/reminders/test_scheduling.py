"""Remind me later, another date, and what comes next in a series."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.domain.reminders.recurrence import occurrences, to_rule
from crm_desktop.domain.reminders.scheduling import (
    add_months,
    is_hidden,
    is_late,
    later_choices,
    move_choices,
    moved,
    next_of_series,
    rescheduled,
    snoozed,
    started,
)
from crm_desktop.shared.errors import InvalidInput
from tests.domain.reminders.test_recurrence import repetitions
from tests.factories import NOW, TODAY, a_clock, a_reminder

TUESDAYS = "FREQ=WEEKLY;BYDAY=TU"


def test_later_hides_until_the_moment_and_leaves_the_date() -> None:
    later = snoozed(a_reminder(), NOW + timedelta(hours=2), NOW)
    assert later.due_date == TODAY
    assert is_hidden(later, NOW)
    assert not is_hidden(later, NOW + timedelta(hours=2))


def test_later_cannot_be_in_the_past() -> None:
    with pytest.raises(InvalidInput) as caught:
        snoozed(a_reminder(), NOW, NOW)
    assert "until" in caught.value.fields


def test_moving_changes_the_date_and_shows_it_again() -> None:
    reminder = replace(a_reminder(due_time=time(10)), snoozed_until=NOW + timedelta(days=3))
    after = moved(reminder, TODAY + timedelta(days=1))
    assert (after.due_date, after.due_time, after.snoozed_until) == (
        TODAY + timedelta(days=1),
        time(10),
        None,
    )


def test_late_means_open_and_before_today() -> None:
    assert is_late(a_reminder(due_date=TODAY - timedelta(days=1)), TODAY)
    assert not is_late(a_reminder(), TODAY)


@given(st.integers(0, 2 * 365 * 24 * 60))
def test_every_later_choice_lies_ahead_and_has_words(minutes: int) -> None:
    clock = a_clock(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))
    choices = later_choices(clock.local(clock.now()))
    assert len(choices) >= 2
    assert len({choice.words for choice in choices}) == len(choices)
    for choice in choices:
        assert choice.moment.astimezone(UTC) > clock.now()


def test_tomorrow_morning_is_nine_by_the_clock_when_the_hour_changes() -> None:
    clock = a_clock(datetime(2026, 10, 24, 10, 0, tzinfo=UTC))  # the night before winter time
    tomorrow = next(c for c in later_choices(clock.local(clock.now())) if c.words == "Tomorrow morning")
    assert tomorrow.moment.astimezone(UTC) == datetime(2026, 10, 25, 8, 0, tzinfo=UTC)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_move_choices_are_in_order_without_repeating_a_name(today: date) -> None:
    choices = move_choices(today)
    assert choices[0].day == today
    assert len({choice.words for choice in choices}) == len(choices)
    assert [choice.day for choice in choices] == sorted(choice.day for choice in choices)


def test_a_month_later_than_the_31st_is_the_last_day() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 12, 31), 2) == date(2027, 2, 28)


def test_a_series_starts_on_its_first_date() -> None:
    reminder = started(a_reminder(due_date=date(2026, 11, 21), rrule=TUESDAYS))
    assert reminder.due_date == reminder.series_start == reminder.occurrence == date(2026, 11, 24)


def test_a_series_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(InvalidInput):
        started(a_reminder(rrule="FREQ=DAILY;UNTIL=20200101"))


def test_one_that_does_not_repeat_has_no_series() -> None:
    reminder = started(a_reminder(series_start=TODAY, occurrence=TODAY))
    assert reminder.series_start is None
    assert reminder.occurrence is None


def test_editing_something_else_leaves_the_series_where_it_was() -> None:
    before = started(a_reminder(due_date=date(2026, 11, 3), rrule=TUESDAYS))
    after = rescheduled(before, replace(before, subject="Otro asunto", due_date=date(2026, 11, 5)))
    assert (after.series_start, after.occurrence) == (date(2026, 11, 3), date(2026, 11, 3))
    assert after.due_date == date(2026, 11, 5)


def test_a_new_rule_starts_a_new_series() -> None:
    before = started(a_reminder(due_date=date(2026, 11, 3), rrule=TUESDAYS))
    after = rescheduled(before, replace(before, rrule="FREQ=WEEKLY;BYDAY=FR"))
    assert after.series_start == date(2026, 11, 6)


def test_done_late_goes_to_the_next_date_ahead() -> None:
    reminder = started(a_reminder(due_date=date(2026, 11, 3), rrule=TUESDAYS))
    following = next_of_series(reminder, date(2026, 11, 21))
    assert following is not None
    assert following.due_date == date(2026, 11, 24)
    assert following.series_start == date(2026, 11, 3)
    assert following.id is None


def test_done_early_does_not_come_twice() -> None:
    reminder = moved(started(a_reminder(due_date=date(2026, 11, 24), rrule=TUESDAYS)), date(2026, 11, 20))
    following = next_of_series(reminder, date(2026, 11, 20))
    assert following is not None
    assert following.due_date == date(2026, 12, 1)


def test_a_series_ends_after_its_count() -> None:
    reminder = started(a_reminder(due_date=date(2026, 11, 3), rrule=TUESDAYS + ";COUNT=2"))
    second = next_of_series(reminder, date(2026, 11, 3))
    assert second is not None
    assert next_of_series(second, date(2026, 11, 10)) is None
    assert next_of_series(a_reminder(), TODAY) is None


@settings(deadline=None, max_examples=60)
@given(
    repetitions(), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.lists(st.integers(-20, 60), max_size=6)
)
def test_a_series_done_in_any_way_gives_rising_dates_of_its_rule(
    repetition: object, day: date, delays: list[int]
) -> None:
    rule = to_rule(repetition)  # type: ignore[arg-type]
    try:
        reminder = started(a_reminder(due_date=day, rrule=rule))
    except InvalidInput:
        return
    start = reminder.due_date
    for delay in delays:
        following = next_of_series(reminder, reminder.due_date + timedelta(days=delay))
        if following is None:
            break
        assert following.due_date > reminder.due_date
        assert following.due_date in set(occurrences(rule, start, until=following.due_date))
        reminder = following
