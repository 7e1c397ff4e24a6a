"""While a rule is edited, known conditions are put together without the file, and never against it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from crm_desktop.domain.segments.ready import READY_BY_KEY
from crm_desktop.domain.segments.rfm import RfmClass
from crm_desktop.domain.segments.tree import Group, to_json
from crm_desktop.services import customers, segments
from crm_desktop.services.segments_around import start_of_day
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.clock import FixedClock
from crm_desktop.shared.errors import Cancelled, InvalidInput
from crm_desktop.store.queries import segments as queries
from tests.domain.segments.samples import rule
from tests.factories import NOW, TODAY, a_clock, a_customer, a_shop
from tests.services.segments.world import World, make_world

VIPS = rule(("tag", "any_of", ["vip"]))
BUYERS = rule(("purchases", "at_least", 1))
BOTH = rule(("tag", "any_of", ["vip"]), ("purchases", "at_least", 1))


@pytest.fixture
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    made = a_shop(tmp_path_factory.mktemp("live"))
    yield made
    made.close()


@pytest.fixture
def world(shop: Shop) -> World:
    return make_world(shop, seed=3, people=40)


def test_what_was_asked_once_is_known_in_any_tree(shop: Shop, world: World) -> None:
    live = segments.LiveCount(shop)
    assert not live.knows(VIPS)
    live.count(VIPS)
    assert live.knows(VIPS)
    assert not live.knows(BOTH)
    live.count(BUYERS)
    assert live.knows(BOTH)
    assert live.count(BOTH) == segments.count(shop, BOTH)
    shop.db.close_reader()
    assert live.knows(rule(*[{"none": [each]} for each in _conditions(BOTH)]))
    assert live.condition_counts(BOTH) == {
        "0": segments.count(shop, VIPS),
        "1": segments.count(shop, BUYERS),
    }
    assert live.count(Group()) == segments.count(shop, Group())


def _conditions(tree: Group) -> list[dict[str, object]]:
    found = to_json(tree)["all"]
    assert isinstance(found, list)
    return found


def test_a_change_makes_unknown_what_depends_on_it(shop: Shop, world: World) -> None:
    live = segments.LiveCount(shop)
    consent = rule(("consent", "yes", "telephone"))
    for asked in (VIPS, consent):
        live.count(asked)
    person = next(p for p in world.people if "vip" not in p.tags and p.customer.archived_at is None)
    before = live.count(VIPS)
    with shop.operation("test") as operation:
        operation.insert(
            "consent", customer_id=person.id, purpose="telephone", given=1, at="2026-11-21T09:00:00Z"
        )

    live.changed(changes(operation, None))
    assert live.knows(VIPS)
    assert not live.knows(consent)
    assert live.count(consent) == segments.count(shop, consent)
    live.changed(customers.tag(shop, [person.id], ["vip"]))
    assert not live.knows(VIPS)
    assert live.count(VIPS) == before + 1
    live.changed(customers.save_customer(shop, a_customer(tags=("vip",), contacts=())))
    assert live.count(VIPS) == before + 2 == live.ask(VIPS).count
    live.changed()
    assert not live.knows(VIPS)


def test_a_new_day_makes_everything_unknown(shop: Shop, world: World) -> None:
    clock = a_clock()
    shop.clock = clock
    live = segments.LiveCount(shop)
    today = rule(("last_purchase", "in", "today"))
    live.count(today)
    clock.instant = NOW + timedelta(days=1)
    assert not live.knows(today)
    assert live.count(today) == segments.count(shop, today) == 0


def test_an_unfinished_rule_is_refused_and_the_rest_stays_known(shop: Shop, world: World) -> None:
    live = segments.LiveCount(shop)
    live.count(VIPS)
    with pytest.raises(InvalidInput) as refused:
        live.ask(rule(("tag", "any_of", ["vip"]), ("points", "at_least")))
    assert list(refused.value.fields) == ["1"]
    assert live.knows(VIPS)


def test_what_is_read_while_something_changes_serves_only_once(
    shop: Shop, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = segments.LiveCount(shop)
    expected = segments.count(shop, VIPS)
    real = queries.bits

    def changing(*arguments: Any) -> list[int]:
        live.changed()
        return real(*arguments)

    monkeypatch.setattr(queries, "bits", changing)
    assert live.count(VIPS) == expected
    assert not live.knows(VIPS)


def test_a_count_that_is_cancelled_leaves_nothing_half_known(
    shop: Shop, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = segments.LiveCount(shop)

    def cancelled(*arguments: Any) -> list[int]:
        raise Cancelled

    with monkeypatch.context() as patch:
        patch.setattr(queries, "bits", cancelled)
        with pytest.raises(Cancelled):
            live.count(VIPS)
    assert live.count(VIPS) == segments.count(shop, VIPS)


def test_an_empty_shop_has_nobody(shop: Shop) -> None:
    live = segments.LiveCount(shop)
    answer = live.ask(BUYERS)
    assert (answer.count, answer.first) == (0, ())
    assert all(row.count == 0 for row in segments.all_segments(shop))
    assert set(segments.rfm_counts(shop).values()) == {0}


def test_classes_count_everybody_who_is_not_archived_once(shop: Shop, world: World) -> None:
    counts = segments.rfm_counts(shop)
    assert list(counts) == list(RfmClass)
    assert sum(counts.values()) == segments.count(shop, Group())
    for each in RfmClass:
        assert counts[each] == segments.count(shop, rule(("rfm", "any_of", [each.value])))
    rows = {row.key: row.count for row in segments.all_segments(shop)}
    assert rows["rfm_champions"] == counts[RfmClass.CHAMPIONS]
    assert rows["best"] == segments.count(shop, READY_BY_KEY["best"].tree)


def test_the_borders_of_a_small_shop_follow_each_sale(shop: Shop, world: World) -> None:
    nobody = next(p for p in world.people if not p.bought and p.customer.archived_at is None)
    key = {"customer_id": nobody.id, "at": "2026-11-21T09:00:00Z", "currency": "EUR", "created_at": "x"}
    assert "Without purchases" not in segments.rfm_counts(shop)
    before = segments.rfm_counts(shop)[RfmClass.NONE]
    with shop.operation("test") as operation:
        for number in range(9):
            day = (TODAY - timedelta(days=number)).isoformat()
            operation.insert("purchase", uid=f"n{number}", day=day, total_cents=99_000, **key)
    assert segments.rfm_counts(shop)[RfmClass.NONE] == before - 1
    assert "rfm_champions" in {row.key for row in segments.of_customer(shop, nobody.id)}


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("Europe/Madrid", "2026-11-21", "2026-11-20T23:00:00.000Z"),
        ("Europe/Madrid", "2026-03-29", "2026-03-28T23:00:00.000Z"),
        ("Europe/Madrid", "2026-03-30", "2026-03-29T22:00:00.000Z"),
        ("Europe/Madrid", "2026-10-26", "2026-10-25T23:00:00.000Z"),
        ("America/Mexico_City", "2026-11-21", "2026-11-21T06:00:00.000Z"),
        ("America/Santiago", "2026-09-06", "2026-09-06T04:00:00.000Z"),
        ("Pacific/Auckland", "2026-11-21", "2026-11-20T11:00:00.000Z"),
        ("UTC", "0001-01-01", "1-01-01T00:00:00.000Z"),
    ],
)
def test_a_day_begins_when_it_begins_in_the_shops_zone(zone: str, day: str, expected: str) -> None:
    found = start_of_day(FixedClock(NOW, zone), date.fromisoformat(day))
    assert found.lstrip("0") == expected
