"""How many points a purchase gives."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.loyalty.earning import BoughtLine, Earning, is_birthday, kept_of, multiplier, within
from crm_desktop.domain.loyalty.model import (
    Basis,
    BirthdaySpan,
    Combine,
    EarnRule,
    Limits,
    Multiplier,
    MultiplierKind,
    Rounding,
    Rules,
    rules_of,
)

SATURDAY = date(2026, 11, 21)
COFFEE = BoughtLine(7, "Café", 2_000, 1_000)
CUP = BoughtLine(8, "Menaje", 1_000, 500)
CENTS = st.integers(0, 10_000_000)


def points(cents: int, *earn: EarnRule, lines: tuple[BoughtLine, ...] = (), **rules: object) -> int:
    return Earning(Rules(earn=earn or (EarnRule(),), **rules)).points(cents, lines)  # type: ignore[arg-type]


@pytest.mark.parametrize(("cents", "expected"), [(0, 0), (99, 0), (100, 1), (1250, 12), (1299, 12)])
def test_one_point_for_each_whole_unit_of_money(cents: int, expected: int) -> None:
    assert points(cents) == expected


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [(Rounding.DOWN, (1, 1, 1)), (Rounding.NEAREST, (1, 2, 2)), (Rounding.UP, (2, 2, 2))],
)
def test_a_fraction_rounds_as_the_program_says(rounding: Rounding, expected: tuple[int, ...]) -> None:
    assert tuple(points(cents, rounding=rounding) for cents in (149, 150, 199)) == expected
    assert points(200, rounding=rounding) == 2


def test_a_fraction_rounds_once_at_the_end() -> None:
    """Two rules of a third of a point each, and a double, are 1.33 points and not 0."""
    thirds = (EarnRule(points=1, per_cents=300), EarnRule(Basis.VISIT, 0), EarnRule(points=1, per_cents=300))
    earner = Earning(Rules(earn=thirds))
    assert earner.points(100) == 0
    assert earner.points(100, percent=(200, 100)) == 1


def test_points_for_each_purchase_and_for_so_many_units() -> None:
    assert points(350, EarnRule(Basis.VISIT, 5)) == 5
    assert points(350, EarnRule(Basis.VISIT, 5), EarnRule(points=3, per_cents=100)) == 5 + 10
    assert points(2_500, EarnRule(points=1, per_cents=1_000)) == 2


def test_points_for_a_product_by_piece_and_for_a_category_by_money() -> None:
    by_piece = EarnRule(Basis.PRODUCT, 10, per_cents=0, product_id=7)
    by_money = EarnRule(Basis.CATEGORY, 2, per_cents=100, category="Menaje")
    assert points(1_500, by_piece, lines=(COFFEE, CUP)) == 20
    assert points(1_500, by_money, lines=(COFFEE, CUP)) == 10
    assert points(1_500, by_piece, by_money, EarnRule(), lines=(COFFEE, CUP)) == 20 + 10 + 15
    assert points(1_500, by_piece, by_money, lines=(BoughtLine(None, "", 1_000, 1_500),)) == 0


def test_what_has_a_rule_of_its_own_need_not_count_twice() -> None:
    own = EarnRule(Basis.CATEGORY, 3, per_cents=100, category="Menaje", instead=True)
    assert points(1_500, own, EarnRule(), lines=(COFFEE, CUP)) == 15 + 10


def test_a_purchase_that_is_too_small_gives_nothing() -> None:
    assert points(999, min_cents=1_000) == 0
    assert points(1_000, min_cents=1_000) == 10
    assert points(999, EarnRule(Basis.VISIT, 5), min_cents=1_000) == 0


def test_a_purchase_gives_no_more_than_its_limit() -> None:
    assert points(50_000, limits=Limits(per_purchase=100)) == 100


@pytest.mark.parametrize(
    ("limits", "day", "month", "expected"),
    [
        (Limits(), 900, 900, 50),
        (Limits(per_day=100), 70, 0, 30),
        (Limits(per_day=100), 100, 0, 0),
        (Limits(per_day=100), 130, 0, 0),
        (Limits(per_day=100), -40, 0, 50),
        (Limits(per_month=60), 0, 40, 20),
        (Limits(per_day=100, per_month=60), 95, 40, 5),
    ],
)
def test_limits_of_day_and_month(limits: Limits, day: int, month: int, expected: int) -> None:
    assert within(limits, 50, day, month) == expected


def test_more_points_on_some_days_for_some_customers_and_on_birthdays() -> None:
    saturday = Multiplier(MultiplierKind.WEEKDAY, 200, weekdays=(5,))
    monday = Multiplier(MultiplierKind.WEEKDAY, 900, weekdays=(0,))
    best = Multiplier(MultiplierKind.SEGMENT, 150, segment="ready:best")
    birthday = Multiplier(MultiplierKind.BIRTHDAY, 300)
    rules = Rules(multipliers=(saturday, monday, best, birthday))
    assert multiplier(Rules(), SATURDAY) == (1, 1)
    assert multiplier(rules, SATURDAY) == (200, 100)
    assert multiplier(rules, SATURDAY, birth="1980-11-21") == (300, 100)
    assert multiplier(rules, SATURDAY, 500, "", ("ready:best",)) == (500, 100)
    assert multiplier(rules, date(2026, 11, 25), segments=("ready:best",)) == (150, 100)
    times = Rules(multipliers=(saturday, best), combine=Combine.MULTIPLY)
    above, below = multiplier(times, SATURDAY, 120, "", ("ready:best",))
    assert above / below == pytest.approx(2 * 1.5 * 1.2)


@pytest.mark.parametrize(
    ("birth", "day", "span", "expected"),
    [
        ("1980-11-21", SATURDAY, BirthdaySpan.DAY, True),
        ("--11-20", SATURDAY, BirthdaySpan.DAY, False),
        ("--11-18", SATURDAY, BirthdaySpan.WEEK, True),
        ("--11-24", SATURDAY, BirthdaySpan.WEEK, True),
        ("--11-25", SATURDAY, BirthdaySpan.WEEK, False),
        ("--11-01", SATURDAY, BirthdaySpan.MONTH, True),
        ("--12-01", SATURDAY, BirthdaySpan.MONTH, False),
        ("1984-02-29", date(2026, 2, 28), BirthdaySpan.DAY, True),
        ("1984-02-29", date(2028, 2, 28), BirthdaySpan.DAY, False),
        ("1984-02-29", date(2028, 2, 29), BirthdaySpan.DAY, True),
        ("--12-31", date(2027, 1, 2), BirthdaySpan.WEEK, True),
        ("", SATURDAY, BirthdaySpan.MONTH, False),
    ],
)
def test_birthdays_are_near(birth: str, day: date, span: BirthdaySpan, expected: bool) -> None:
    assert is_birthday(birth, day, span) is expected


@pytest.mark.parametrize(
    ("given_", "total", "returned", "expected"),
    [(12, 1_250, 0, 12), (12, 1_250, 1_250, 0), (12, 1_200, 600, 6), (13, 1_300, 650, 7), (1, 100, 51, 0),
     (1, 100, 50, 1), (5, 0, 0, 5)],
)  # fmt: skip
def test_what_a_return_leaves(given_: int, total: int, returned: int, expected: int) -> None:
    assert kept_of(given_, total, returned) == expected


@given(st.integers(0, 10_000), CENTS, CENTS, CENTS)
def test_returns_in_parts_take_back_as_much_as_one(points_: int, total: int, one: int, other: int) -> None:
    one, other = sorted((min(one, total), min(other, total)))
    kept = [kept_of(points_, total, returned) for returned in (0, one, other)]
    assert points_ >= kept[0] >= kept[1] >= kept[2] >= 0


@given(CENTS, CENTS)
def test_a_larger_purchase_never_gives_less(one: int, other: int) -> None:
    earner = Earning(Rules(rounding=Rounding.NEAREST))
    assert earner.points(min(one, other)) <= earner.points(max(one, other))


def test_rules_come_back_from_json_as_they_were() -> None:
    rules = Rules(
        earn=(EarnRule(Basis.PRODUCT, 3, 0, product_id=4, instead=True),),
        multipliers=(Multiplier(MultiplierKind.WEEKDAY, 150, (1, 2)),),
        limits=Limits(1, 2, 3),
        min_cents=5,
        rounding=Rounding.UP,
    )
    assert rules_of(rules.as_json()) == rules
    assert rules_of({"earn": [{"basis": "visit", "unknown": 1}], "later": {}}).earn == (
        EarnRule(Basis.VISIT),
    )
    wrong: list[Any] = [[], {"earn": [{"basis": "of the moon"}]}, {"limits": 5}]
    for broken in wrong:
        with pytest.raises(ValueError):
            rules_of(broken)
