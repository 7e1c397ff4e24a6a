"""Marks and classes by how recently, how often and for how much."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.segments.rfm import RULES, Borders, RfmClass, borders_of, class_of, mark

BORDERS = Borders(
    ("2026-01-01", "2026-03-01", "2026-06-01", "2026-09-01"), (1, 2, 4, 8), (100, 200, 300, 400)
)
DAYS = ("2025-12-31", "2026-02-01", "2026-05-01", "2026-08-01", "2026-11-01")
COUNTS = (1, 2, 3, 8, 9)
CENTS = (100, 150, 300, 400, 401)


def test_every_combination_of_marks_has_a_class_and_every_class_can_be_had() -> None:
    found = {
        class_of(COUNTS[f], CENTS[m], DAYS[r], BORDERS) for r, f, m in product(range(5), range(5), range(5))
    }
    assert found == set(RfmClass) - {RfmClass.NONE}
    assert {rule.rfm_class for rule in RULES} == found


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((5, 5, 5), RfmClass.CHAMPIONS), ((3, 4, 1), RfmClass.LOYAL), ((4, 2, 5), RfmClass.GENEROUS),
        ((5, 1, 1), RfmClass.NEW), ((5, 2, 1), RfmClass.PROMISING), ((3, 1, 1), RfmClass.COOLING),
        ((1, 5, 5), RfmClass.NOT_TO_LOSE), ((2, 3, 1), RfmClass.AT_RISK), ((1, 1, 5), RfmClass.AT_RISK),
        ((2, 1, 1), RfmClass.DORMANT), ((1, 1, 1), RfmClass.LOST),
    ],
)  # fmt: skip
def test_classes(marks: tuple[int, int, int], expected: RfmClass) -> None:
    r, f, m = (each - 1 for each in marks)
    day = DAYS[r]
    count = (1, 2, 3, 5, 9)[f]
    assert class_of(count, (100, 150, 250, 350, 401)[m], day, BORDERS) is expected


def test_without_purchases_there_is_no_mark() -> None:
    assert class_of(0, 0, "", BORDERS) is RfmClass.NONE
    assert borders_of([]) == ()


@given(st.lists(st.integers(0, 50), min_size=1, max_size=200))
def test_equal_values_have_equal_marks_and_larger_ones_none_that_is_lower(values: list[int]) -> None:
    borders = borders_of(sorted(values))
    marks = [mark(value, borders) for value in sorted(values)]
    assert marks == sorted(marks)
    assert set(marks) <= {1, 2, 3, 4, 5}


@given(st.permutations(range(100)))
def test_values_that_all_differ_fall_into_fifths(values: list[int]) -> None:
    borders = borders_of(sorted(values))
    marks = [mark(value, borders) for value in values]
    assert [marks.count(each) for each in range(1, 6)] == [20] * 5


def test_when_most_bought_once_they_have_the_lowest_mark() -> None:
    borders = borders_of(sorted([1] * 90 + [2] * 10))
    assert (mark(1, borders), mark(2, borders)) == (1, 5)
