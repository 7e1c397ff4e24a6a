"""A discount over several lines: to the cent, in proportion, never below zero."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.purchases.discounts import share_of, spread
from crm_desktop.domain.purchases.model import PurchaseLine

totals = st.lists(st.integers(0, 100_000), min_size=1, max_size=12)


def lines_of(cents: list[int]) -> list[PurchaseLine]:
    return [PurchaseLine(f"Line {n}", price_cents=c, total_cents=c) for n, c in enumerate(cents)]


@given(totals, st.integers(-10, 200_000))
def test_all_lines_together_lose_just_the_discount(cents: list[int], off: int) -> None:
    spread_out = spread(lines_of(cents), off)
    left = [line.total_cents or 0 for line in spread_out]
    assert sum(left) == sum(cents) - max(0, min(off, sum(cents)))
    assert all(0 <= now <= before for now, before in zip(left, cents, strict=True))
    assert all(
        line.discount_cents == before - now for line, before, now in zip(spread_out, cents, left, strict=True)
    )


@given(totals, st.integers(0, 200_000))
def test_each_line_loses_its_share_within_a_cent(cents: list[int], off: int) -> None:
    whole = sum(cents)
    if not 0 < off <= whole:
        return
    for line, before in zip(spread(lines_of(cents), off), cents, strict=True):
        assert abs(line.discount_cents - before * off / whole) < 1


def test_a_share_is_rounded_up_from_half_a_cent() -> None:
    assert share_of(1005, 1000) == 101
    assert share_of(1004, 1000) == 100
    assert share_of(0, 10_000) == 0
