"""The cells of the follow-ups: when one is due, in a few words."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from crm_desktop.domain.reminders.listing import ReminderRow
from crm_desktop.domain.reminders.model import Method, Priority, ReminderState
from crm_desktop.gui.reminders.columns import Words
from tests.factories import TODAY, a_clock


def due(day: date, at: time | None) -> str:
    row = ReminderRow(
        id=1, customer_id=1, customer_name="García, Ana", phone="", due_date=day, due_time=at,
        method=Method.CALL, subject="Avisar", notes="", priority=Priority.NORMAL, staff_id=None, rrule="",
        snoozed_until=None,
        state=ReminderState.OPEN, result=None, last_contact=None, last_result=None, last_note="", warning="",
        do_not_contact=False,
    )  # fmt: skip
    return Words(a_clock()).due(row).text


@pytest.mark.parametrize(
    ("days", "at", "words"),
    [
        (-9, time(17, 45), "9 days late"),
        (-9, None, "9 days late"),
        (0, time(17, 45), "17:45"),
        (0, None, "Today"),
        (1, time(9, 0), "Tomorrow, 9:00"),
    ],
)
def test_the_hour_is_told_while_it_can_still_be_kept(days: int, at: time | None, words: str) -> None:
    assert due(TODAY + timedelta(days=days), at) == words
