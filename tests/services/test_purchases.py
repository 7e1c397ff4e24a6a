"""Selling: what is written, what follows from it, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crm_desktop.domain.loyalty.vouchers import VoucherKind, VoucherOffer
from crm_desktop.domain.products.model import Product
from crm_desktop.domain.products.wishes import Wish, WishFilter, WishState
from crm_desktop.domain.purchases.listing import PurchaseFilter, PurchaseOrder
from crm_desktop.domain.purchases.model import ONE, PurchaseKind, PurchaseLine, Sale
from crm_desktop.domain.purchases.stages import RelationshipStage
from crm_desktop.services import customers, integrity, journal, products, purchases, stages, vouchers, wishes
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import ConflictError, InvalidInput, NotFoundError
from tests.factories import NOW, TODAY, a_customer, a_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(a_shop(tmp_path)) as made:
        yield made
        assert integrity.check(made) == []


@pytest.fixture
def ana(shop: Shop) -> int:
    return customers.save_customer(shop, a_customer(given_name="Ana", discount_bp=1000)).value


def a_product(shop: Shop, name: str = "Camisa", price: int | None = 1995) -> int:
    return products.save(shop, Product(name, price_cents=price)).value


def test_a_bare_total_is_a_sale(shop: Shop, ana: int) -> None:
    done = purchases.sell(shop, Sale(ana, 1250, ticket=" T-1 ", notes="regalo"))
    assert done.value.stage is RelationshipStage.ONE_TIME
    assert (done.value.total_cents, done.ids) == (1250, frozenset({ana}))
    assert done.kinds >= {"purchases"}
    assert "Ana García Muñoz" in done.sentence
    sold = purchases.get(shop, done.value.purchase_id)
    assert (sold.kind, sold.ticket, sold.day, sold.at) == (PurchaseKind.SALE, "T-1", TODAY, NOW)
    assert (sold.currency, sold.notes, sold.lines) == ("EUR", "regalo", ())
    assert purchases.by_ticket(shop, "T-1").id == sold.id


def test_lines_come_to_the_total_and_have_the_names_of_products(shop: Shop, ana: int) -> None:
    camisa = a_product(shop)
    lines = (
        PurchaseLine(product_id=camisa, quantity_milli=2 * ONE, price_cents=1995, discount_cents=90),
        PurchaseLine("Botones a granel", quantity_milli=350, price_cents=1290),
    )
    sold = purchases.get(shop, purchases.sell(shop, Sale(ana, lines=lines)).value.purchase_id)
    assert [(line.name, line.total_cents) for line in sold.lines] == [
        ("Camisa", 3900),
        ("Botones a granel", 452),
    ]
    assert sold.total_cents == 4352
    (row,) = purchases.of_customer(shop, ana)
    assert (row.what, row.lines, row.customer_name) == (
        "2 × Camisa, Botones a granel",
        2,
        "García Muñoz, Ana",
    )


def test_a_sale_to_somebody_unknown_has_no_customer_and_no_stage(shop: Shop) -> None:
    done = purchases.sell(shop, Sale(total_cents=500))
    assert (done.value.customer_id, done.value.stage, done.ids) == (None, None, frozenset())
    assert list(purchases.list_ids(shop, PurchaseFilter(anonymous=True))) == [done.value.purchase_id]


def test_a_sale_can_be_given_its_customer_later_with_its_returns(shop: Shop, ana: int) -> None:
    sold = purchases.sell(shop, Sale(total_cents=1000)).value.purchase_id
    purchases.give_back(shop, sold, cents=400)
    done = purchases.assign(shop, sold, ana)
    assert (done.value.customer_id, done.ids) == (ana, frozenset({ana}))
    totals = purchases.totals(shop, [ana])[ana]
    assert (totals.purchases, totals.spent_cents) == (1, 600)
    with pytest.raises(ConflictError, match="already"):
        purchases.assign(shop, sold, ana)
    assert done.operation is not None
    journal.undo(shop, done.operation)
    assert purchases.totals(shop, [ana])[ana].purchases == 0


def test_the_same_ticket_is_sold_once_and_the_sentence_says_when(shop: Shop, ana: int) -> None:
    purchases.sell(shop, Sale(ana, 1250, ticket="A1", day=TODAY - timedelta(days=3)))
    with pytest.raises(ConflictError, match=r"A1.*18/11/2026.*12,50"):
        purchases.sell(shop, Sale(ana, 900, ticket="A1"))
    assert purchases.totals(shop, [ana])[ana].purchases == 1


def test_a_voucher_is_taken_off_and_used_up_and_an_undo_brings_it_back(shop: Shop, ana: int) -> None:
    offer = VoucherOffer(VoucherKind.AMOUNT, value_cents=500)
    (key,) = vouchers.issue(shop, [ana], offer).value
    code = vouchers.rows(shop, [key])[0].code
    done = purchases.sell(shop, Sale(ana, 1995, voucher_code=code.lower()))
    assert done.value.total_cents == 1495
    assert vouchers.rows(shop, [key])[0].used_purchase_id == done.value.purchase_id
    with pytest.raises(ConflictError, match=code):
        purchases.sell(shop, Sale(ana, 1995, voucher_code=code))
    assert done.operation is not None
    journal.undo(shop, done.operation)
    assert vouchers.rows(shop, [key])[0].used_purchase_id is None
    assert purchases.sell(shop, Sale(ana, 300, voucher_code=code)).value.total_cents == 0


def test_the_usual_discount_is_offered_and_never_taken_off_by_itself(shop: Shop, ana: int) -> None:
    assert purchases.usual_discount(shop, ana, 1995) == 200
    assert purchases.sell(shop, Sale(ana, 1995)).value.total_cents == 1995


def test_who_was_archived_and_buys_is_back_in_the_lists_and_the_sentence_says_so(
    shop: Shop, ana: int
) -> None:
    customers.archive(shop, [ana])
    done = purchases.sell(shop, Sale(ana, 1000))
    assert "back in the lists" in done.sentence
    assert customers.get_customer(shop, ana).archived_at is None
    assert done.operation is not None
    journal.undo(shop, done.operation)
    assert customers.get_customer(shop, ana).archived_at is not None
    assert purchases.totals(shop, [ana])[ana].purchases == 0


def test_a_sale_of_another_day_counts_on_that_day(shop: Shop, ana: int) -> None:
    sold = purchases.sell(shop, Sale(ana, 1000, day=date(2026, 7, 1))).value.purchase_id
    purchase = purchases.get(shop, sold)
    assert (purchase.day, purchase.at) == (date(2026, 7, 1), datetime(2026, 7, 1, 10, tzinfo=UTC))
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # half past midnight in Madrid
    assert purchases.get(shop, purchases.sell(shop, Sale(ana, 1, at=late)).value.purchase_id).day == TODAY


def test_an_order_for_what_was_bought_is_met(shop: Shop, ana: int) -> None:
    camisa = a_product(shop)
    wish = wishes.save(shop, Wish(ana, product_id=camisa)).value
    other = wishes.save(shop, Wish(ana, "Una falda")).value
    done = purchases.sell(shop, Sale(ana, lines=(PurchaseLine(product_id=camisa, price_cents=1995),)))
    assert [wishes.get(shop, key).state for key in (wish, other)] == [WishState.SOLD, WishState.WAITING]
    assert any("order" in line for line in done.value.slip)
    assert list(wishes.list_ids(shop, WishFilter())) == [other]


BAD: list[tuple[Sale, str]] = [
    (Sale(1), "Type the amount"),
    (Sale(1, -1), "never below zero"),
    (Sale(1, 100_000_001), "too large"),
    (Sale(1, 10**30), "too large"),
    (Sale(1, 100, day=date(1900, 1, 1)), "from 1990"),
    (Sale(1, 100, day=date.min), "from 1990"),
    (Sale(1, 100, day=TODAY + timedelta(days=1)), "still to come"),
    (Sale(1, 100, day=date.max), "still to come"),
    (Sale(1, 100, at=NOW + timedelta(days=2)), "still to come"),
    (Sale(1, 100, ticket="T" * 61), "too long"),
    (Sale(1, 100, ticket="a\x00b"), "cannot be kept"),
    (Sale(1, 100, notes="\x07"), "cannot be kept"),
    (Sale(1, lines=(PurchaseLine(),)), "a product or a few words"),
    (Sale(1, lines=(PurchaseLine("Cosa", 0, 100),)), "more than zero"),
    (Sale(1, lines=(PurchaseLine("Cosa", -ONE, 100),)), "more than zero"),
    (Sale(1, lines=(PurchaseLine("Cosa", 10**12, 1),)), "more than zero"),
    (Sale(1, lines=(PurchaseLine("Cosa", ONE, 100, 101),)), "never below zero"),
    (Sale(1, lines=(PurchaseLine("Cosa", ONE, -100),)), "never below zero"),
    (Sale(1, lines=(PurchaseLine("C" * 201, ONE, 100),)), "too long"),
    (Sale(1, lines=(PurchaseLine("Cosa", ONE, 100),) * 1001), "1000 lines"),
    (Sale(1, 100, voucher_code="NADA"), "voucher"),
]


@pytest.mark.parametrize(("sale", "sentence"), BAD)
def test_what_cannot_be_sold_gets_a_sentence_and_nothing_is_written(
    shop: Shop, ana: int, sale: Sale, sentence: str
) -> None:
    before = journal.recent(shop)
    with pytest.raises((InvalidInput, NotFoundError, ConflictError), match=sentence):
        purchases.sell(shop, replace(sale, customer_id=ana))
    assert journal.recent(shop) == before
    assert purchases.totals(shop, [ana])[ana].purchases == 0


def test_nobody_and_nothing_that_is_not_there_can_be_sold(shop: Shop, ana: int) -> None:
    with pytest.raises(NotFoundError, match="customer"):
        purchases.sell(shop, Sale(ana + 1, 100))
    with pytest.raises(NotFoundError, match="product"):
        purchases.sell(shop, Sale(ana, lines=(PurchaseLine(product_id=7, price_cents=1),)))
    with pytest.raises(NotFoundError):
        purchases.get(shop, 1)
    with pytest.raises(NotFoundError, match="A9"):
        purchases.by_ticket(shop, "A9")


def test_a_sale_that_is_undone_never_was_and_can_be_done_again(shop: Shop, ana: int) -> None:
    done = purchases.sell(shop, Sale(ana, lines=(PurchaseLine("Hilo", ONE, 250),), ticket="T1"))
    assert done.operation is not None
    undone = journal.undo(shop, done.operation)
    assert stages.of(shop, [ana]) == {ana: RelationshipStage.PROSPECT}
    with pytest.raises(NotFoundError):
        purchases.by_ticket(shop, "T1")
    assert undone.operation is not None
    journal.undo(shop, undone.operation)
    assert stages.of(shop, [ana]) == {ana: RelationshipStage.ONE_TIME}
    assert purchases.by_ticket(shop, "T1").lines[0].name == "Hilo"


def test_lists_of_purchases_are_filtered_and_sorted(shop: Shop, ana: int) -> None:
    eva = customers.save_customer(shop, a_customer(given_name="Eva", family_name="Álvarez")).value
    camisa = a_product(shop)
    made = [
        purchases.sell(shop, sale).value.purchase_id
        for sale in (
            Sale(ana, 300, ticket="B-2", day=TODAY - timedelta(days=2)),
            Sale(eva, lines=(PurchaseLine(product_id=camisa, price_cents=100),), ticket="A-1"),
            Sale(None, 200, day=TODAY - timedelta(days=1)),
        )
    ]
    back = purchases.give_back(shop, made[0], cents=100).value.purchase_id
    bought, shirt, unknown = made

    def listed(**wanted: object) -> list[int]:
        return list(purchases.list_ids(shop, PurchaseFilter(**wanted)))  # type: ignore[arg-type]

    assert listed() == [back, shirt, unknown, bought]
    assert listed(limit=2) == [back, shirt]
    assert listed(kind=PurchaseKind.RETURN) == [back]
    assert listed(customer_id=ana) == [back, bought]
    assert listed(first=TODAY) == [back, shirt]
    assert listed(last=TODAY - timedelta(days=2)) == [bought]
    assert listed(product_id=camisa) == [shirt]
    assert listed(text="B-") == [bought]
    assert listed(text="alvarez") == [shirt]
    assert listed(order=PurchaseOrder.TOTAL, descending=False) == [back, shirt, unknown, bought]
    assert listed(order=PurchaseOrder.CUSTOMER, descending=False) == [shirt, bought, back, unknown]
    assert listed(order=PurchaseOrder.TICKET, descending=False) == [shirt, bought, unknown, back]
    assert [row.id for row in purchases.rows(shop, [shirt, 99, back])] == [shirt, back]
