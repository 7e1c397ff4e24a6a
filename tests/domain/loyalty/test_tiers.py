"""Up at once, down by the rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.loyalty.model import Tier, TierRules
from crm_desktop.domain.loyalty.tiers import Standing, months_later, moved, next_above, reached, window_start

TIERS = (Tier("Plata", 100, 1), Tier("Oro", 500, 2))
TODAY = date(2026, 11, 21)
PLAIN = TierRules(window_months=12)


@pytest.mark.parametrize(
    ("value", "expected"), [(0, None), (99, None), (100, 1), (499, 1), (500, 2), (9_999, 2)]
)
def test_the_highest_tier_that_is_reached(value: int, expected: int | None) -> None:
    tier = reached(TIERS, value)
    assert (tier.id if tier else None) == expected


def test_the_next_tier_above() -> None:
    assert [next_above(TIERS, tier) for tier in (None, *TIERS)] == [TIERS[0], TIERS[1], None]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 21), -12, date(2025, 11, 21)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_later(day: date, months: int, expected: date) -> None:
    assert months_later(day, months) == expected


def test_the_window_is_so_many_months_with_today() -> None:
    assert window_start(PLAIN, TODAY) == date(2025, 11, 22)
    assert window_start(TierRules(window_months=0), TODAY) is None


def test_up_at_once_and_down_when_the_last_sure_day_has_passed() -> None:
    gold = moved(Standing(), TIERS, 700, TODAY, PLAIN, bought=True)
    assert gold == Standing(2, TODAY, TODAY)
    assert moved(gold, TIERS, 200, TODAY, PLAIN, bought=False) == gold
    tomorrow = TODAY + timedelta(days=1)
    assert moved(gold, TIERS, 200, tomorrow, PLAIN, bought=False) == Standing(1, tomorrow, tomorrow)
    assert moved(gold, TIERS, 0, tomorrow, PLAIN, bought=False) == Standing()


def test_a_tier_is_kept_for_months_and_has_a_grace() -> None:
    rules = TierRules(window_months=12, keep_months=6, grace_days=30)
    gold = moved(Standing(), TIERS, 700, TODAY, rules, bought=True)
    assert gold.until == date(2027, 6, 20)
    assert moved(gold, TIERS, 0, date(2027, 6, 20), rules, bought=False) == gold
    assert moved(gold, TIERS, 0, date(2027, 6, 21), rules, bought=False) == Standing()
    later = moved(gold, TIERS, 700, date(2027, 6, 1), rules, bought=False)
    assert later == Standing(2, TODAY, date(2027, 7, 1))


def test_a_purchase_that_confirms_a_tier_makes_it_sure_anew() -> None:
    rules = TierRules(keep_months=3)
    gold = moved(Standing(), TIERS, 500, TODAY, rules, bought=True)
    again = moved(gold, TIERS, 500, TODAY + timedelta(days=10), rules, bought=True)
    assert again == Standing(2, TODAY, date(2027, 3, 1))
    smaller = moved(again, TIERS, 100, TODAY + timedelta(days=20), rules, bought=True)
    assert smaller == again


@given(st.integers(0, 1_000), st.integers(0, 1_000), st.integers(1, 900), st.booleans())
def test_a_clock_that_goes_back_takes_no_tier_away(before: int, now: int, days: int, bought: bool) -> None:
    rules = TierRules(keep_months=1, grace_days=2)
    was = moved(Standing(), TIERS, before, TODAY, rules, bought=True)
    then = moved(was, TIERS, now, TODAY - timedelta(days=days), rules, bought=bought)
    old, new = (next((t.threshold for t in TIERS if t.id == s.tier_id), -1) for s in (was, then))
    assert new >= old
    if new == old and was.until is not None:
        assert then.until is not None
        assert then.until >= was.until
