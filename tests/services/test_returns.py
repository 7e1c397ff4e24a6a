"""Giving back: linked to its sale, never more than was sold, and what followed from the sale goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from crm_desktop.domain.loyalty.vouchers import VoucherKind, VoucherOffer, VoucherState
from crm_desktop.domain.products.model import AfterSalesStep, Product, StepKind
from crm_desktop.domain.purchases.model import ONE, PurchaseKind, PurchaseLine, Sale
from crm_desktop.domain.purchases.stages import RelationshipStage
from crm_desktop.domain.reminders.listing import ReminderFilter, View
from crm_desktop.domain.reminders.model import ReminderState, Result, Source
from crm_desktop.services import customers, integrity, journal, products, purchases, reminders, vouchers
from crm_desktop.services.printing_sales import sale_slip
from crm_desktop.services.shop import Shop
from crm_desktop.shared.clock import FixedClock
from crm_desktop.shared.errors import ConflictError, InvalidInput, NotFoundError
from tests.documents.pdfs import text
from tests.factories import TODAY, a_customer, a_shop, a_staff_member


@pytest.fixture
def shop(tmp_path: Path, clock: FixedClock) -> Iterator[Shop]:
    with closing(a_shop(tmp_path, clock)) as made:
        yield made
        assert integrity.check(made) == []


@pytest.fixture
def ana(shop: Shop) -> int:
    return customers.save_customer(shop, a_customer(given_name="Ana")).value


def follow_ups(shop: Shop, state: ReminderState | None = ReminderState.OPEN) -> list[int]:
    return list(reminders.list_ids(shop, ReminderFilter(view=View.ALL, state=state)))


def a_boiler(shop: Shop, *steps: AfterSalesStep) -> int:
    return products.save(shop, Product("Caldera", price_cents=90_000, steps=steps)).value


def test_a_return_is_linked_and_the_sale_counts_no_more(shop: Shop, ana: int) -> None:
    sold = purchases.sell(shop, Sale(ana, lines=(PurchaseLine("Camisa", 2 * ONE, 1995),), ticket="T1")).value
    part = purchases.give_back(shop, sold.purchase_id, {1: ONE}, notes="Talla")
    assert (part.value.total_cents, part.value.stage) == (-1995, RelationshipStage.ONE_TIME)
    assert part.ids == {ana}
    rest = purchases.give_back(shop, sold.purchase_id)
    assert rest.value.stage is RelationshipStage.PROSPECT
    back = purchases.get(shop, part.value.purchase_id)
    assert (back.kind, back.return_of, back.customer_id, back.notes) == (
        PurchaseKind.RETURN,
        sold.purchase_id,
        ana,
        "Talla",
    )
    (line,) = back.lines
    assert (line.quantity_milli, line.total_cents, line.return_of_line) == (-ONE, -1995, 1)
    sale = purchases.by_ticket(shop, "T1")
    assert (sale.returned_cents, sale.given_back) == (3990, True)
    totals = purchases.totals(shop, [ana])[ana]
    assert (totals.purchases, totals.spent_cents, totals.last_day) == (0, 0, None)


def test_nothing_comes_back_twice_and_no_return_comes_back(shop: Shop, ana: int) -> None:
    sold = purchases.sell(shop, Sale(ana, 1000)).value.purchase_id
    back = purchases.give_back(shop, sold, cents=400).value.purchase_id
    with pytest.raises(InvalidInput, match="No more can come back"):
        purchases.give_back(shop, sold, cents=601)
    with pytest.raises(ConflictError, match="return already"):
        purchases.give_back(shop, back)
    purchases.give_back(shop, sold)
    with pytest.raises(ConflictError, match=r"given back already, on 21/11/2026"):
        purchases.give_back(shop, sold)
    with pytest.raises(NotFoundError):
        purchases.give_back(shop, 99)
    with pytest.raises(InvalidInput):
        purchases.give_back(shop, sold, notes="\x00")


def test_a_free_sale_comes_back_once(shop: Shop, ana: int) -> None:
    sold = purchases.sell(shop, Sale(ana, 0)).value.purchase_id
    purchases.give_back(shop, sold)
    with pytest.raises(ConflictError):
        purchases.give_back(shop, sold)


def test_the_voucher_of_a_sale_can_be_used_again_once_all_of_it_came_back(shop: Shop, ana: int) -> None:
    offer = VoucherOffer(value_cents=500, from_day=TODAY, to_day=TODAY + timedelta(days=30))
    vouchers.issue(shop, [ana], offer)
    (voucher,) = vouchers.of_customer(shop, ana)
    sold = purchases.sell(shop, Sale(ana, 2_000, voucher_code=voucher.code)).value
    part = purchases.give_back(shop, sold.purchase_id, cents=500)
    assert not any(voucher.code in line for line in part.value.slip)
    with pytest.raises(ConflictError, match="used already"):
        vouchers.usable(shop, voucher.code, ana)
    rest = purchases.give_back(shop, sold.purchase_id)
    assert rest.value.total_cents == -1_000
    assert rest.value.slip[-1] == f"The voucher {voucher.code} can be used again."
    assert "vouchers" in rest.kinds
    assert "can be used again" in text(sale_slip(shop, rest.value.purchase_id))
    assert "again" not in text(sale_slip(shop, part.value.purchase_id))
    said = " ".join(text(sale_slip(shop, sold.purchase_id)).split())
    assert f"The voucher {voucher.code}, of 5,00 €, is taken off already." in said
    # The return was a mistake: the sale has its voucher again.
    journal.undo(shop, rest.operation or 0)
    assert vouchers.find(shop, voucher.code).used_purchase_id == sold.purchase_id
    rest = purchases.give_back(shop, sold.purchase_id)
    purchases.sell(shop, Sale(ana, 2_000, voucher_code=voucher.code))
    with pytest.raises(ConflictError):
        journal.undo(shop, rest.operation or 0)


def test_a_voucher_that_ended_meanwhile_does_not_come_back(shop: Shop, ana: int, clock: FixedClock) -> None:
    vouchers.issue(shop, [ana], VoucherOffer(VoucherKind.PERCENT, percent_bp=1_000, to_day=TODAY))
    (voucher,) = vouchers.of_customer(shop, ana)
    sold = purchases.sell(shop, Sale(ana, 2_000, voucher_code=voucher.code)).value
    clock.instant += timedelta(days=1)
    slip = purchases.give_back(shop, sold.purchase_id).value.slip
    assert slip[-1] == f"The voucher {voucher.code} is not given back: it ended on 21/11/2026."
    assert vouchers.find(shop, voucher.code).state is VoucherState.USED


def test_a_sale_cannot_be_undone_once_something_of_it_came_back(shop: Shop, ana: int) -> None:
    sold = purchases.sell(shop, Sale(ana, 1000))
    back = purchases.give_back(shop, sold.value.purchase_id, cents=1)
    assert sold.operation is not None
    assert back.operation is not None
    with pytest.raises(ConflictError):
        journal.undo(shop, sold.operation)
    journal.undo(shop, back.operation)
    assert purchases.get(shop, sold.value.purchase_id).returned_cents == 0
    journal.undo(shop, sold.operation)
    assert purchases.totals(shop, [ana])[ana].purchases == 0


def test_the_plan_of_a_product_becomes_follow_ups_of_who_bought_it(shop: Shop) -> None:
    luis = customers.save_customer(shop, a_customer(staff_id=None)).value
    from crm_desktop.services import staff

    lucia = staff.save_staff(shop, a_staff_member()).value
    customers.assign(shop, [luis], lucia)
    boiler = a_boiler(
        shop,
        AfterSalesStep(StepKind.INSTALLATION, after_days=2, subject="Instalar la caldera"),
        AfterSalesStep(StepKind.MAINTENANCE, after_days=365, every_months=12, times=3),
        AfterSalesStep(StepKind.WARRANTY, after_days=730),
    )
    done = purchases.sell(shop, Sale(luis, lines=(PurchaseLine(product_id=boiler, price_cents=90_000),)))
    planned = reminders.get_many(shop, follow_ups(shop))
    assert [(r.due_date - TODAY).days for r in planned] == [2, 365, 730]
    assert [r.subject for r in planned] == [
        "Instalar la caldera",
        "Maintenance: Caldera",
        "End of the warranty: Caldera",
    ]
    assert [r.rrule for r in planned] == ["", "FREQ=MONTHLY;INTERVAL=12;COUNT=3", ""]
    assert {(r.source, r.staff_id, r.customer_id) for r in planned} == {(Source.PRODUCT, lucia, luis)}
    assert any("3 follow-ups" in line for line in done.value.slip)
    assert done.operation is not None
    journal.undo(shop, done.operation)
    assert follow_ups(shop) == []


def test_a_plan_is_nobodys_who_does_not_want_to_be_contacted(shop: Shop) -> None:
    eva = customers.save_customer(shop, a_customer(do_not_contact=True)).value
    boiler = a_boiler(shop, AfterSalesStep(StepKind.WARRANTY, after_days=10))
    line = PurchaseLine(product_id=boiler, price_cents=90_000)
    purchases.sell(shop, Sale(eva, lines=(line,)))
    purchases.sell(shop, Sale(None, lines=(line,)))
    assert follow_ups(shop, None) == []


def test_what_a_plan_would_have_asked_for_in_the_past_is_left_out(shop: Shop, ana: int) -> None:
    boiler = a_boiler(
        shop,
        AfterSalesStep(StepKind.INSTALLATION, after_days=2),
        AfterSalesStep(StepKind.MAINTENANCE, after_days=30, every_months=1, times=3),
        AfterSalesStep(StepKind.MAINTENANCE, after_days=10, every_months=1, times=2),
        AfterSalesStep(StepKind.MAINTENANCE, after_days=30, every_months=6),
    )
    line = PurchaseLine(product_id=boiler, price_cents=90_000)
    purchases.sell(shop, Sale(ana, lines=(line,), day=TODAY - timedelta(days=70)))
    planned = reminders.get_many(shop, follow_ups(shop))
    assert [(r.due_date.isoformat(), r.rrule) for r in planned] == [
        ("2026-12-12", ""),
        ("2027-04-12", "FREQ=MONTHLY;INTERVAL=6"),
    ]


def test_a_return_cancels_the_follow_ups_of_its_lines_that_are_still_open(shop: Shop, ana: int) -> None:
    boiler = a_boiler(
        shop,
        AfterSalesStep(StepKind.INSTALLATION, after_days=0),
        AfterSalesStep(StepKind.MAINTENANCE, after_days=1, every_months=1),
    )
    line = PurchaseLine(product_id=boiler, quantity_milli=2 * ONE, price_cents=90_000)
    purchases.sell(shop, Sale(ana, lines=(line,)))
    sold = purchases.sell(shop, Sale(ana, lines=(line,))).value
    installation, repeated = follow_ups(shop)[1], follow_ups(shop)[3]
    first, second = sorted((installation, repeated))
    reminders.complete(shop, first, Result.CONTACTED)
    reminders.complete(shop, second, Result.CONTACTED)
    assert len(follow_ups(shop)) == 3  # two of the other sale, and the next of the one that repeats
    purchases.give_back(shop, sold.purchase_id, {2: ONE})
    assert len(follow_ups(shop)) == 3
    done = purchases.give_back(shop, sold.purchase_id)
    assert sorted(follow_ups(shop)) == [1, 2]
    assert any("1 follow-up" in text for text in done.value.slip)
    assert reminders.get(shop, first).state is ReminderState.DONE
    assert done.operation is not None
    journal.undo(shop, done.operation)
    assert len(follow_ups(shop)) == 3


def test_what_came_back_before_the_sale_was_somebodys_makes_no_follow_up(shop: Shop, ana: int) -> None:
    boiler = a_boiler(shop, AfterSalesStep(StepKind.INSTALLATION, after_days=2))
    line = PurchaseLine(product_id=boiler, price_cents=90_000)
    sold = purchases.sell(shop, Sale(None, lines=(line, line))).value.purchase_id
    purchases.give_back(shop, sold, {1: ONE})
    purchases.assign(shop, sold, ana)
    assert len(follow_ups(shop)) == 1
    purchases.give_back(shop, sold)
    assert follow_ups(shop) == []
