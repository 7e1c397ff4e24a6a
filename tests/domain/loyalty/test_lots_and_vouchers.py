"""Which points go first, and codes of vouchers that a slip of the finger never turns into another's."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.loyalty.lots import Lot, is_expired, order, spend, usable
from crm_desktop.domain.loyalty.vouchers import (
    CODES,
    Voucher,
    VoucherKind,
    VoucherState,
    code_of,
    is_mistyped,
    plain_code,
    why_not,
)

TODAY = "2026-11-21"
DAYS = st.sampled_from(["", "2026-11-20", TODAY, "2026-11-22"])
LOTS = st.lists(st.builds(Lot, st.integers(1, 99), st.integers(0, 20), DAYS, DAYS, DAYS), max_size=8)


def test_what_expires_first_goes_first_then_the_oldest() -> None:
    never, soon = Lot(1, 5, "2026-01-01"), Lot(2, 5, "2026-10-01", "", "2026-12-01")
    later, same = Lot(3, 5, "2026-02-01", "", "2026-12-31"), Lot(4, 5, "2026-02-01", "", "2026-12-31")
    assert sorted([never, same, later, soon], key=order) == [soon, later, same, never]


def test_locked_and_expired_points_cannot_be_used() -> None:
    lots = [
        Lot(1, 5, TODAY, "2026-11-22"),
        Lot(2, 5, TODAY, TODAY),
        Lot(3, 5, "2026-01-01", "", "2026-11-20"),
        Lot(4, 5, "2026-01-01", "", TODAY),
        Lot(5, 0, TODAY),
    ]
    assert [lot.entry_id for lot in usable(lots, TODAY)] == [4, 2]
    assert [lot.entry_id for lot in lots if is_expired(lot, TODAY)] == [3]


@given(LOTS, st.integers(0, 100))
def test_never_more_is_taken_than_there_is(lots: list[Lot], points: int) -> None:
    there = usable(lots, TODAY)
    uses, lacking = spend(there, points)
    taken = sum(p for _lot, p in uses)
    assert taken + lacking == points
    assert taken <= sum(lot.left for lot in there)
    assert all(0 < p <= lot.left for lot, (_key, p) in zip(there, uses, strict=False))
    assert not lacking or taken == sum(lot.left for lot in there)


@given(st.integers(0, CODES - 1), st.integers(1, 8), st.integers(0, 7), st.sampled_from("23456789ABCDEFGHXY"))
def test_a_slip_of_the_finger_is_noticed(number: int, place: int, swap: int, sign: str) -> None:
    code = code_of(number)
    assert not is_mistyped(code)
    wrong = code[:place] + sign + code[place + 1 :]
    assert (wrong == code) is not is_mistyped(wrong)
    at = max(1, swap)
    turned = code[:at] + code[at + 1 : at + 2] + code[at] + code[at + 2 :]
    assert (turned == code) is not is_mistyped(turned)


def test_codes_are_read_as_people_type_them() -> None:
    assert plain_code(" vgg6-622 2f ") == "VGG66222F"
    assert not is_mistyped("OTRA-COSA")


@pytest.mark.parametrize(
    ("voucher", "total", "expected"),
    [
        (Voucher(1, "V", None, VoucherKind.AMOUNT, 500), 2_000, 500),
        (Voucher(1, "V", None, VoucherKind.AMOUNT, 500), 300, 300),
        (Voucher(1, "V", None, VoucherKind.PERCENT, percent_bp=1_000), 1_995, 200),
        (Voucher(1, "V", None, VoucherKind.PERCENT, percent_bp=10_000), 1_995, 1_995),
    ],
)
def test_what_a_voucher_takes_off(voucher: Voucher, total: int, expected: int) -> None:
    assert voucher.discount(total) == expected


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, ""),
        ({"state": VoucherState.USED}, "used already"),
        ({"state": VoucherState.CANCELLED}, "cancelled"),
        ({"from_day": date(2026, 11, 22)}, "from 22/11/2026 on"),
        ({"to_day": date(2026, 11, 20)}, "until 20/11/2026"),
        ({"customer_id": 9}, "another customer"),
        ({"min_cents": 5_000}, "50,00"),
    ],
)
def test_why_a_voucher_cannot_be_used(fields: dict[str, object], says: str) -> None:
    voucher = Voucher(1, "V1", **{"customer_id": None, "kind": VoucherKind.AMOUNT, **fields})  # type: ignore[arg-type]
    reason = why_not(voucher, date(2026, 11, 21), 2_000, 3, "EUR", "es_ES")
    assert (says in reason) if says else reason == ""
