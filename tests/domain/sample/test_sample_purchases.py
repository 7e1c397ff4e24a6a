"""Two years of purchases of the sample shop, before anybody writes them."""

from __future__ import annotations

from datetime import date

import pytest

from crm_desktop.domain.sample.products import catalogue
from crm_desktop.domain.sample.purchases import SampleSale, with_returns
from crm_desktop.domain.sample.shop import Sample
from crm_desktop.domain.sample.wishes import SampleWish
from tests.factories import TODAY


def made(count: int = 300, seed: int = 1, today: date = TODAY, each: float = 5.0) -> Sample:
    """A sample whose customers were read."""
    sample = Sample(count, seed, today, each)
    for _customer in sample.customers():
        pass
    return sample


def sales(sample: Sample) -> list[SampleSale]:
    return list(sample.purchases.sales())


def test_products_have_a_code_a_price_and_a_category_of_their_own() -> None:
    products = [sold.product for sold in catalogue()]
    assert len({p.code for p in products}) == len({p.name for p in products}) == len(products) > 55
    for product in products:
        digits = [int(d) for d in product.code]
        assert sum(d * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10 == 0
        assert product.price_cents
        assert product.category
    assert sum(1 for p in products if p.card) >= 12
    assert sum(1 for p in products if p.steps) >= 6


def test_sales_come_in_the_order_of_their_instants_on_open_days() -> None:
    found = sales(made())
    moments = [sale.moment for sale in found]
    assert moments == sorted(moments)
    assert [sale.number for sale in found] == list(range(1, len(found) + 1))
    assert all(moment.weekday() < 6 and 10 <= moment.hour < 20 for moment in moments)
    assert all(0 < sale.returned <= sale.total for sale in found if sale.back_on)


@pytest.mark.parametrize("each", [0.5, 3.0, 5.0, 10.0])
def test_the_average_is_what_was_asked_for(each: float) -> None:
    found = sales(made(3000, each=each))
    mine = sum(1 for sale in found if sale.customer)
    assert mine / 3000 == pytest.approx(each, rel=0.25, abs=1.2)


def test_a_return_comes_after_its_sale_in_the_order_of_days() -> None:
    sample = made(1500)
    seen: set[int] = set()
    last = date.min
    backs = 0
    for sale, comes_back in with_returns(iter(sales(sample))):
        day = sale.back_on if comes_back else sale.moment.date()
        assert day is not None
        assert day >= last
        last = day
        assert (sale.number in seen) == comes_back
        seen.add(sale.number)
        backs += comes_back
    assert backs > 20


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("seed", [1, 2])
def test_every_month_some_have_their_birthday_and_were_left_alone(month: int, seed: int) -> None:
    sample = made(2000, seed, date(2026, month, 15))
    assert len(sample.purchases.rewarded) >= 4
    assert all(r.customer_id not in sample.purchases.rewarded for r in sample.follow_ups())


def test_wishes_and_consents_lie_in_the_past() -> None:
    sample = made(1500)
    wishes: list[SampleWish] = list(sample.asking.wishes())
    assert 20 < len(wishes) < 80
    for each in wishes:
        wish = each.wish
        assert wish.created_at is not None
        assert wish.what or each.product
        assert wish.created_at.date() < TODAY
        assert wish.closed_at is None or wish.created_at <= wish.closed_at
    consents = list(sample.asking.consents())
    assert any(not consent.given for consent in consents)
    assert all(consent.at is not None and consent.at.date() < TODAY for consent in consents)
