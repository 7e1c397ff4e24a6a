"""The sentence that says a repetition."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from crm_desktop.domain.reminders.recurrence import Repetition, to_rule
from crm_desktop.domain.reminders.recurrence_words import rule_sentence, sentence_of
from tests.domain.reminders.test_recurrence import repetitions


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("", ""),
        ("FREQ=DAILY", "Every day"),
        ("FREQ=DAILY;INTERVAL=3", "Every 3 days"),
        ("FREQ=WEEKLY;BYDAY=TU", "Every week, on Tuesday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH,SA", "Every 2 weeks, on Tuesday, on Thursday and on Saturday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "From Monday to Friday"),
        ("FREQ=MONTHLY;BYMONTHDAY=5", "Every month, on day 5"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "Every month, on the last day"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
            "Every month, on day 30 (or the last one, if the month is shorter)",
        ),
        ("FREQ=MONTHLY;INTERVAL=3;BYDAY=2FR", "Every 3 months, on the second Friday"),
        ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24", "Every year, on November 24"),
        (
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1",
            "Every year, on February 29 (on the 28th if there is none)",
        ),
        ("FREQ=YEARLY;BYMONTH=5;BYDAY=1SU", "Every year, on the first Sunday of May"),
        ("FREQ=DAILY;COUNT=1", "Every day, 1 time in all"),
        ("FREQ=DAILY;COUNT=10", "Every day, 10 times in all"),
        ("FREQ=DAILY;UNTIL=20261231", "Every day, until December 31, 2026"),
        ("FREQ=YEARLY;BYYEARDAY=100", "It repeats by a rule of its own"),
    ],
)
def test_each_rule_is_said_in_words(rule: str, sentence: str) -> None:
    assert rule_sentence(rule) == sentence


@given(repetitions())
def test_every_repetition_that_can_be_picked_has_words(repetition: Repetition) -> None:
    sentence = sentence_of(repetition)
    assert sentence
    assert "{" not in sentence
    assert rule_sentence(to_rule(repetition)) == sentence


def test_a_date_is_said_in_words() -> None:
    assert rule_sentence("FREQ=DAILY;UNTIL=" + f"{date(2027, 1, 2):%Y%m%d}").endswith("January 2, 2027")
