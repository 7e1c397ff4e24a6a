"""Vouchers: given to many, found by their code, used once, taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from crm_desktop.domain.loyalty.vouchers import VoucherFilter, VoucherKind, VoucherOffer, VoucherState
from crm_desktop.domain.purchases.model import Sale
from crm_desktop.services import customers, journal, purchases, vouchers
from crm_desktop.shared.errors import ConflictError, InvalidInput, NotFoundError
from tests.factories import TODAY
from tests.services.loyal import a_person

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop
    from crm_desktop.shared.clock import FixedClock

FIVE = VoucherOffer(value_cents=500)


def listed(shop: Shop, **wanted: Any) -> list[int]:
    return list(vouchers.list_ids(shop, VoucherFilter(**wanted)))


def test_vouchers_for_many_are_one_step_and_can_be_undone(shop: Shop) -> None:
    people = [a_person(shop, f"Persona {n}") for n in range(3)]
    customers.archive(shop, people[2:])
    change = vouchers.issue(shop, [*people, people[0], None], FIVE)
    assert len(change.value) == 3
    assert change.sentence == ("3 vouchers of 5,00\xa0€ given. 1 archived customer was left out.")
    found = vouchers.rows(shop, change.value)
    assert [v.customer_id for v in found] == [people[0], people[1], None]
    assert len({v.code for v in found}) == 3
    assert listed(shop) == change.value[::-1]
    journal.undo(shop, change.operation or 0)
    assert listed(shop) == []


def test_nobody_to_give_to_is_said(shop: Shop) -> None:
    ana = a_person(shop)
    customers.archive(shop, [ana])
    change = vouchers.issue(shop, [ana], FIVE)
    assert (change.value, change.operation) == ([], None)
    assert "1 archived customer was left out" in change.sentence


@pytest.mark.parametrize(
    ("offer", "field"),
    [
        (VoucherOffer(), "value_cents"),
        (VoucherOffer(value_cents=-5), "value_cents"),
        (VoucherOffer(VoucherKind.PERCENT), "percent_bp"),
        (VoucherOffer(VoucherKind.PERCENT, percent_bp=10_001), "percent_bp"),
        (VoucherOffer(value_cents=5, min_cents=-1), "min_cents"),
        (VoucherOffer(value_cents=5, from_day=TODAY, to_day=TODAY - timedelta(days=1)), "to_day"),
        (VoucherOffer(value_cents=5, to_day=TODAY - timedelta(days=1)), "to_day"),
        (VoucherOffer(value_cents=5, text="x" * 1_001), "text"),
    ],
)
def test_a_bad_offer_is_told_by_its_field(shop: Shop, offer: VoucherOffer, field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        vouchers.issue(shop, [None], offer)
    assert set(caught.value.fields) == {field}
    assert listed(shop) == []


def test_a_voucher_is_used_once_and_an_undone_sale_gives_it_back(shop: Shop) -> None:
    (key,) = vouchers.issue(shop, [None], FIVE).value
    (voucher,) = vouchers.rows(shop, [key])
    sold = purchases.sell(shop, Sale(None, 2_000, voucher_code=voucher.code.lower()))
    assert sold.value.total_cents == 1_500
    (used,) = vouchers.rows(shop, [key])
    assert (used.state, used.used_purchase_id) == (VoucherState.USED, sold.value.purchase_id)
    with pytest.raises(ConflictError, match="used already"):
        purchases.sell(shop, Sale(None, 2_000, voucher_code=voucher.code))
    journal.undo(shop, sold.operation or 0)
    assert vouchers.rows(shop, [key]) == [voucher]


def test_who_was_slower_is_told_so(shop: Shop) -> None:
    (key,) = vouchers.issue(shop, [None], FIVE).value
    (voucher,) = vouchers.rows(shop, [key])
    purchases.sell(shop, Sale(None, 2_000, voucher_code=voucher.code))
    with pytest.raises(ConflictError, match="used already"), shop.operation("x") as operation:
        vouchers.use(shop, operation, voucher, 1)


def test_a_voucher_is_its_customers_own_and_has_its_days(shop: Shop, clock: FixedClock) -> None:
    ana, zoe = a_person(shop), a_person(shop, "Zoe")
    offer = VoucherOffer(
        VoucherKind.PERCENT,
        percent_bp=2_000,
        from_day=TODAY,
        to_day=TODAY + timedelta(days=3),
        min_cents=1_000,
    )
    (voucher,) = vouchers.rows(shop, vouchers.issue(shop, [ana], offer).value)
    assert vouchers.usable(shop, voucher.code, ana, 1_000).discount(1_000) == 200
    for customer, total, says in (
        (zoe, 5_000, "another"),
        (None, 5_000, "find the customer"),
        (ana, 999, "10,00"),
    ):
        with pytest.raises(ConflictError, match=says):
            vouchers.usable(shop, voucher.code, customer, total)
    assert vouchers.of_customer(shop, ana) == [voucher]
    clock.instant += timedelta(days=4)
    with pytest.raises(ConflictError, match="until 24/11/2026"):
        vouchers.usable(shop, voucher.code, ana, 5_000)
    assert vouchers.of_customer(shop, ana) == []


def test_codes_that_are_wrong_are_told_apart(shop: Shop) -> None:
    (voucher,) = vouchers.rows(shop, vouchers.issue(shop, [None], FIVE).value)
    last = "3" if voucher.code[-1] == "2" else "2"
    with pytest.raises(InvalidInput, match="mistyped"):
        vouchers.find(shop, voucher.code[:-1] + last)
    for code in ("NADA", "", "   "):
        with pytest.raises(NotFoundError):
            vouchers.find(shop, code)


def test_cancelling_leaves_used_ones_alone(shop: Shop) -> None:
    keys = vouchers.issue(shop, [None, None], FIVE).value
    codes = [v.code for v in vouchers.rows(shop, keys)]
    purchases.sell(shop, Sale(None, 2_000, voucher_code=codes[0]))
    change = vouchers.cancel(shop, keys)
    assert change.value == 1
    with pytest.raises(ConflictError, match="cancelled"):
        vouchers.usable(shop, codes[1], None)
    journal.undo(shop, change.operation or 0)
    assert vouchers.usable(shop, codes[1], None).code == codes[1]


def test_vouchers_are_found_by_code_name_state_and_day(shop: Shop) -> None:
    ana, zoe = a_person(shop, "Ánxela"), a_person(shop, "Zoe")
    (first,) = vouchers.issue(shop, [ana], FIVE).value
    late = VoucherOffer(value_cents=5, from_day=TODAY + timedelta(days=1))
    (second,) = vouchers.issue(shop, [zoe], late).value
    (found,) = vouchers.rows(shop, [first])
    assert found.customer_name == "García Muñoz, Ánxela"
    assert listed(shop, text="anxela") == [first]
    assert listed(shop, text=found.code[2:6].lower()) == [first]
    assert listed(shop, customer_id=zoe) == [second]
    assert listed(shop, on_day=TODAY) == [first]
    vouchers.cancel(shop, [first])
    assert listed(shop, state=VoucherState.VALID) == [second]
    assert vouchers.rows(shop, [99, second])[0].id == second
