"""What a return gives back: to the cent what was paid, and never more than was sold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.purchases.model import Purchase, PurchaseLine
from crm_desktop.domain.purchases.returns import give_back
from crm_desktop.domain.purchases.validate import line_total
from crm_desktop.shared.errors import InvalidInput
from tests.factories import TODAY

AT = datetime(2026, 11, 21, 8, tzinfo=UTC)


def a_sale(*lines: tuple[int, int], total: int | None = None) -> Purchase:
    """A sale of lines of (thousandths, price)."""
    made = [
        PurchaseLine(f"Cosa {i}", quantity_milli=milli, price_cents=price, id=i)
        for i, (milli, price) in enumerate(lines, start=1)
    ]
    whole = tuple(replace(line, total_cents=line_total(line)) for line in made)
    paid = sum(line.total_cents or 0 for line in whole) if total is None else total
    return Purchase(1, AT, TODAY, paid, id=1, lines=whole)


def after(sale: Purchase, quantities: dict[int, int] | None = None, cents: int | None = None) -> Purchase:
    """The sale once something was given back."""
    back = give_back(sale, quantities, cents)
    sold = {line.id: line for line in back.sold}
    return replace(
        sale,
        returned_cents=sale.returned_cents + back.cents,
        given_back=back.all,
        lines=tuple(sold.get(line.id, line) for line in sale.lines),
    )


def test_a_line_comes_back_for_what_was_paid_for_it() -> None:
    back = give_back(a_sale((2000, 1995), (1000, 500)), {1: 1000})
    assert (back.cents, back.all) == (1995, False)
    (line,) = back.lines
    assert (line.quantity_milli, line.total_cents, line.return_of_line) == (-1000, -1995, 1)
    assert [s.returned_milli for s in back.sold] == [1000]


def test_what_a_voucher_took_off_is_not_paid_back() -> None:
    sale = a_sale((1000, 1000), (1000, 1000), total=1500)
    assert give_back(sale, {1: 1000}).cents == 750
    assert give_back(sale).cents == 1500


def test_all_of_it_is_all_that_is_left() -> None:
    sale = after(a_sale((3000, 333), total=1000), {1: 1000})
    rest = give_back(sale)
    assert sale.returned_cents + rest.cents == 1000
    assert rest.all


def test_a_bare_total_comes_back_whole_or_in_part() -> None:
    sale = after(a_sale(total=1000), cents=400)
    assert not sale.given_back
    assert give_back(sale).cents == 600
    with pytest.raises(InvalidInput, match="No more can come back"):
        give_back(sale, cents=601)


@pytest.mark.parametrize(
    ("quantities", "cents", "sentence"),
    [
        ({1: 2001}, None, "No more can come back"),
        ({7: 1000}, None, "not of this sale"),
        ({1: -1}, None, "more than zero"),
        ({}, None, "Choose what comes back"),
        ({1: 0}, None, "Choose what comes back"),
        (None, 100, "Choose the lines"),
    ],
)
def test_nothing_but_what_was_sold_comes_back(
    quantities: dict[int, int] | None, cents: int | None, sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        give_back(a_sale((2000, 1995)), quantities, cents)


@given(
    lines=st.lists(st.tuples(st.integers(1, 5000), st.integers(0, 5000)), min_size=1, max_size=4),
    off=st.integers(0, 100),
    parts=st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3000)), max_size=8),
)
def test_parts_of_a_return_come_to_what_was_paid(
    lines: list[tuple[int, int]], off: int, parts: list[tuple[int, int]]
) -> None:
    sale = a_sale(*lines)
    paid = sale.total_cents * (100 - off) // 100
    sale = replace(sale, total_cents=paid)
    for place, milli in parts:
        if place > len(sale.lines) or sale.given_back:
            continue
        line = sale.lines[place - 1]
        left = line.quantity_milli - line.returned_milli
        if left:
            before = sale.returned_cents
            sale = after(sale, {place: min(left, milli)})
            assert before <= sale.returned_cents <= paid
    if not sale.given_back:
        sale = after(sale)
    assert sale.given_back
    assert sale.returned_cents == paid
