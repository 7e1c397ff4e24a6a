"""Orders and wishes: an arrival becomes the follow-ups of all who wait, once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.domain.products.model import Product
from crm_desktop.domain.products.wishes import Wish, WishFilter, WishKind, WishOrder, WishState
from crm_desktop.domain.reminders.listing import ReminderFilter, View
from crm_desktop.domain.reminders.model import Source
from crm_desktop.services import customers, journal, products, reminders, wishes
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import ConflictError, InvalidInput, NotFoundError
from tests.factories import TODAY, a_customer, a_reminder, a_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(a_shop(tmp_path)) as made:
        for name, fields in (("Ana", {}), ("Eva", {"do_not_contact": True}), ("Luz", {}), ("Pau", {})):
            customers.save_customer(made, a_customer(given_name=name, contacts=(), **fields))
        products.save(made, Product("Lana"))
        customers.archive(made, [4])
        yield made


def follow_ups(shop: Shop) -> list[tuple[int, str]]:
    ids = reminders.list_ids(shop, ReminderFilter(view=View.ALL))
    return [(r.customer_id, r.notes) for r in reminders.get_many(shop, ids)]


def test_an_arrival_makes_one_follow_up_for_each_who_waits_and_no_second_one(shop: Shop) -> None:
    made = [
        wishes.save(shop, wish).value
        for wish in (
            Wish(1, product_id=1),
            Wish(1, "azul", product_id=1),
            Wish(2, product_id=1),
            Wish(3, product_id=1),
            Wish(4, product_id=1),
            Wish(3, "Otra cosa"),
        )
    ]
    done = wishes.arrived(shop, product_id=1)
    assert len(done.value) == 2
    assert "2 follow-ups added" in done.sentence
    assert "1 customer who does not want to be contacted" in done.sentence
    assert "1 archived customer" in done.sentence
    assert sorted(follow_ups(shop)) == [(1, "Lana\nLana: azul"), (3, "Lana")]
    assert {wishes.get(shop, key).state for key in made[:5]} == {WishState.ARRIVED}
    assert wishes.get(shop, made[5]).state is WishState.WAITING
    assert wishes.get(shop, made[1]).reminder_id == wishes.get(shop, made[0]).reminder_id == done.value[0]
    assert {reminders.get(shop, key).source for key in done.value} == {Source.PRODUCT}
    again = wishes.arrived(shop, product_id=1)
    assert (again.value, again.operation) == ([], None)
    assert "Nobody is waiting" in again.sentence
    assert len(follow_ups(shop)) == 2
    assert done.operation is not None
    journal.undo(shop, done.operation)
    assert follow_ups(shop) == []
    assert len(wishes.arrived(shop, product_id=1).value) == 2


def test_some_orders_arrive_with_a_follow_up_of_ones_own(shop: Shop) -> None:
    first, second = (wishes.save(shop, Wish(key, "Falda roja")).value for key in (1, 3))
    template = replace(a_reminder(), due_date=TODAY + timedelta(days=2), subject="Ya está", notes="Talla M")
    done = wishes.arrived(shop, [second, second, 99], template)
    (made,) = reminders.get_many(shop, done.value)
    assert (made.customer_id, made.due_date, made.subject) == (3, TODAY + timedelta(days=2), "Ya está")
    assert made.notes == "Talla M\nFalda roja"
    assert wishes.get(shop, first).state is WishState.WAITING
    with pytest.raises(InvalidInput, match="what has arrived"):
        wishes.arrived(shop)
    with pytest.raises(InvalidInput):
        wishes.arrived(shop, [first], replace(template, subject=""))


def test_what_is_asked_for_is_counted_by_product_and_by_words(shop: Shop) -> None:
    clock: Any = shop.clock
    for wish in (
        Wish(1, "Hilo de ORO", kind=WishKind.WISH),
        Wish(3, product_id=1),
        Wish(1, "hilo de oro"),
        Wish(3, "hilo  de oro."),
        Wish(1, "muy suave", product_id=1),
    ):
        clock.instant += timedelta(minutes=1)
        wishes.save(shop, wish)
    wishes.close(shop, [1], WishState.SOLD)
    wishes.close(shop, [3], WishState.CANCELLED)
    thread, wool = wishes.asked_for(shop)
    assert (thread.product_id, thread.asked, thread.waiting, thread.sold, thread.cancelled) == (
        None,
        3,
        1,
        1,
        1,
    )
    assert (wool.product_id, wool.what, wool.asked, wool.last_at) == (1, "Lana", 2, shop.clock.now())


def test_lists_of_orders_are_filtered_and_sorted(shop: Shop) -> None:
    clock: Any = shop.clock
    for wish in (
        Wish(3, "Zapatos"),
        Wish(1, "Álbum", kind=WishKind.WISH),
        Wish(2, product_id=1),
        Wish(4, "X"),
    ):
        clock.instant += timedelta(minutes=1)
        wishes.save(shop, wish)

    def listed(**wanted: Any) -> list[int]:
        return list(wishes.list_ids(shop, WishFilter(**wanted)))

    assert listed() == [1, 2, 3]
    assert listed(descending=True) == [3, 2, 1]
    assert listed(order=WishOrder.CUSTOMER) == [2, 3, 1]
    assert listed(order=WishOrder.WHAT) == [2, 3, 1]
    assert listed(order=WishOrder.WHAT, descending=True) == [1, 3, 2]
    assert listed(kind=WishKind.WISH) == [2]
    assert listed(customer_id=4) == [4]
    assert listed(text="album") == [2]
    assert listed(text="eva lan") == [3]
    assert listed(state=WishState.SOLD) == []
    rows = wishes.rows(shop, [3, 99, 1])
    assert [(row.id, row.what, row.do_not_contact) for row in rows] == [(3, "Lana", 1), (1, "Zapatos", 0)]


BAD: list[tuple[Wish, str]] = [
    (Wish(1), "Choose a product"),
    (Wish(1, "x" * 201), "too long"),
    (Wish(1, "a\x00"), "cannot be kept"),
    (Wish(1, "Lana", quantity_milli=0), "more than zero"),
    (Wish(1, "Lana", notes="\x07"), "cannot be kept"),
    (Wish(99, "Lana"), "customer"),
    (Wish(1, product_id=99), "product"),
]


@pytest.mark.parametrize(("wish", "sentence"), BAD)
def test_what_cannot_be_ordered_gets_a_sentence(shop: Shop, wish: Wish, sentence: str) -> None:
    with pytest.raises((InvalidInput, NotFoundError), match=sentence):
        wishes.save(shop, wish)
    assert len(wishes.list_ids(shop, WishFilter(state=None))) == 0


def test_an_order_is_changed_until_it_is_closed(shop: Shop) -> None:
    key = wishes.save(shop, Wish(1, "Lana")).value
    kept = wishes.get(shop, key)
    wishes.save(shop, replace(kept, what="Lana azul", state=WishState.SOLD, notes="Urgente"))
    changed = wishes.get(shop, key)
    assert (changed.what, changed.notes, changed.state) == ("Lana azul", "Urgente", WishState.WAITING)
    assert wishes.close(shop, [key, 99], WishState.CANCELLED).value == 1
    assert wishes.close(shop, [key], WishState.SOLD).value == 0
    with pytest.raises(ConflictError, match="closed already"):
        wishes.save(shop, changed)
    with pytest.raises(NotFoundError):
        wishes.get(shop, 99)
