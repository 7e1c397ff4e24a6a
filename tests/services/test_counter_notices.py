"""What the counter warns of when a customer is served, and says once it is done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.products.model import Product
from crm_desktop.domain.products.wishes import Wish, WishState
from crm_desktop.domain.purchases.model import Sale
from crm_desktop.services import (
    counter,
    loyalty,
    products,
    purchases,
    purchases_returns,
    reminders,
    reminders_bulk,
    settings,
    wishes,
)
from crm_desktop.shared.errors import NotFoundError
from tests.factories import TODAY, a_profile, a_reminder
from tests.services.loyal import a_card, a_person, a_program, a_reward, buy

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop


def notices(shop: Shop, customer: int) -> list[str]:
    return [notice.text for notice in counter.view(shop, customer).notices]


def test_points_and_stamps_that_are_owed_are_told_until_later_ones_have_met_them(shop: Shop) -> None:
    points, stamps = a_program(shop), a_card(shop, 2)
    ana = a_person(shop)
    sales = [buy(shop, ana, 1000) for _sale in range(2)]
    loyalty.redeem(shop, ana, a_reward(shop, points, 15))
    loyalty.redeem(shop, ana, a_reward(shop, stamps, 2, "Tarjeta"))
    for sale in sales:
        purchases_returns.give_back(shop, sale.purchase_id)
    assert "Owes 15 points" in notices(shop, ana)
    assert "Owes 2 stamps" in notices(shop, ana)
    buy(shop, ana, 1000)
    assert "Owes 1 stamp" in notices(shop, ana)
    buy(shop, ana, 1000)
    assert not [words for words in notices(shop, ana) if words.startswith("Owes")]


def test_thousands_of_points_are_written_as_in_the_shops_country(shop: Shop) -> None:
    settings.save_profile(shop, a_profile())
    points, ana = a_program(shop), a_person(shop)
    sold = purchases.sell(shop, Sale(ana, 123_400))
    assert "1.234 points more" in sold.sentence
    loyalty.redeem(shop, ana, a_reward(shop, points, 1_200))
    assert "1.234 points less" in purchases_returns.give_back(shop, sold.value.purchase_id).sentence
    assert "Owes 1.200 points" in notices(shop, ana)


def test_the_reward_of_a_full_card_is_told_before_those_for_points(shop: Shop) -> None:
    points, stamps = a_program(shop), a_card(shop, 2)
    ana = a_person(shop)
    for cost in (1, 2, 3, 4, 5):
        a_reward(shop, points, cost, f"Regalo {cost}")
    a_reward(shop, stamps, 2, "Tarjeta")
    buy(shop, ana, 1000)
    assert counter.view(shop, ana).within_reach[0].reward.name == "Regalo 1"
    buy(shop, ana, 1000)
    assert [reach.reward.name for reach in counter.view(shop, ana).within_reach[:2]] == [
        "Tarjeta",
        "Regalo 1",
    ]


def test_follow_ups_until_today_are_told_the_oldest_first_and_none_of_later_days(shop: Shop) -> None:
    ana, zoe = a_person(shop), a_person(shop, "Zoe")
    for days, subject in ((0, "Hoy"), (-9, "Hace días"), (1, "Mañana")):
        reminders.save(shop, a_reminder(ana, subject=subject, due_date=TODAY + timedelta(days=days)))
    reminders.save(shop, a_reminder(zoe, subject="De otra", due_date=TODAY))
    late = reminders.save(shop, a_reminder(ana, subject="Más tarde", due_date=TODAY)).value
    reminders_bulk.snooze(shop, [late], shop.clock.now() + timedelta(hours=1))
    told = counter.view(shop, ana).reminders
    assert [(due.subject, (TODAY - due.day).days) for due in told] == [("Hace días", 9), ("Hoy", 0)]


def test_what_has_arrived_is_told_before_what_they_still_wait_for(shop: Shop) -> None:
    ana = a_person(shop)
    wool = products.save(shop, Product("Lana")).value
    wishes.save(shop, Wish(ana, "Talla 42"))
    wishes.save(shop, Wish(ana, "azul", product_id=wool))
    wishes.close(shop, [wishes.save(shop, Wish(ana, "Nada")).value], WishState.CANCELLED)
    wishes.arrived(shop, product_id=wool)
    found = counter.view(shop, ana).wishes
    assert [(wish.what, wish.arrived) for wish in found] == [("Lana: azul", True), ("Talla 42", False)]


def test_a_card_is_its_owners_however_it_is_typed(shop: Shop) -> None:
    ana = a_person(shop, card="A-000 042")
    assert counter.card_owner(shop, " a000042 ") == ana
    assert counter.card_owner(shop, "A0000421") is None
    assert counter.card_owner(shop, "") is None
    with pytest.raises(NotFoundError):
        counter.view(shop, 99)
