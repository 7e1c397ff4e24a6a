"""The stage of the relationship, and how it came to be."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.purchases.stages import (
    STAGE_NAMES,
    STAGE_PLURALS,
    RelationshipStage,
    StageChange,
    history,
    stage_of,
)
from tests.factories import TODAY

PROSPECT, ONE_TIME, REPEAT, LAPSED = RelationshipStage


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("purchases", "last", "stage"),
    [
        (0, None, PROSPECT),
        (1, ago(0), ONE_TIME),
        (1, ago(180), ONE_TIME),
        (1, ago(181), LAPSED),
        (2, ago(180), REPEAT),
        (9, ago(181), LAPSED),
    ],
)
def test_a_stage_follows_from_purchases_and_silence(
    purchases: int, last: date | None, stage: RelationshipStage
) -> None:
    assert stage_of(purchases, last, TODAY, 180) is stage


def test_history_tells_each_day_on_which_the_stage_changed() -> None:
    assert history([ago(700), ago(690), ago(400), ago(1)], TODAY, 180) == [
        StageChange(ago(700), ONE_TIME),
        StageChange(ago(690), REPEAT),
        StageChange(ago(690 - 181), LAPSED),
        StageChange(ago(400), REPEAT),
        StageChange(ago(400 - 181), LAPSED),
        StageChange(ago(1), REPEAT),
    ]


def test_two_purchases_on_the_first_day_make_a_repeat_customer_at_once() -> None:
    assert history([TODAY, TODAY], TODAY, 180) == [StageChange(TODAY, REPEAT)]


def test_who_never_bought_has_no_history() -> None:
    assert history([], TODAY, 180) == []


def test_every_stage_has_a_name_for_one_and_for_many() -> None:
    assert list(STAGE_NAMES) == list(STAGE_PLURALS) == list(RelationshipStage)


@given(
    days=st.lists(st.integers(0, 900), max_size=12),
    threshold=st.integers(7, 400),
    when=st.integers(0, 900),
)
def test_history_says_for_every_day_what_the_rule_says(days: list[int], threshold: int, when: int) -> None:
    bought = [ago(d) for d in days]
    told = history(bought, TODAY, threshold)
    day = ago(when)
    until = [b for b in bought if b <= day]
    expected = stage_of(len(until), max(until, default=None), day, threshold)
    before = [change.stage for change in told if change.day <= day]
    assert (before[-1] if before else PROSPECT) is expected
    assert [c.day for c in told] == sorted(c.day for c in told)
    assert all(a.stage is not b.stage for a, b in pairwise(told))
