"""A rule finds the same customers in SQL, as sets of bits, and with a pencil from the records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from hypothesis import given, settings

from crm_desktop.domain.segments.conditions import CONDITIONS
from crm_desktop.domain.segments.kinds import ConditionKind
from crm_desktop.domain.segments.tree import Condition, Group, GroupKind, from_json
from crm_desktop.services import segments
from crm_desktop.services.shop import Shop
from tests.factories import a_shop
from tests.services.segments.random_rules import conditions, trees
from tests.services.segments.reference import members
from tests.services.segments.world import World, make_world

Place = tuple[Shop, World, segments.LiveCount]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    shop = a_shop(tmp_path_factory.mktemp("segments"))
    yield shop, make_world(shop), segments.LiveCount(shop)
    shop.close()


def prove(place: Place, rule: Group) -> None:
    shop, world, live = place
    expected = members(rule, world)
    found = segments.ids(shop, rule)
    assert set(found) == expected
    assert len(found) == len(expected)
    assert segments.count(shop, rule) == len(expected)
    answer = live.ask(rule, 5)
    assert (answer.count, list(answer.first)) == (len(found), list(found[:5]))
    assert live.ids(rule) == found
    assert live.knows(rule)
    some = world.people[len(expected) % len(world.people)].id
    assert bool(segments.why(shop, rule, some)) == (some in expected)


@pytest.mark.parametrize("kind", CONDITIONS, ids=lambda kind: cast(ConditionKind, kind).name)
def test_each_condition_finds_whom_the_records_say(place: Place, kind: ConditionKind) -> None:
    @settings(max_examples=12)
    @given(conditions(kind))
    def holds(condition: Condition) -> None:
        prove(place, Group(GroupKind.ALL, (condition,)))
        prove(place, Group(GroupKind.NONE, (condition,)))

    holds()


@settings(max_examples=150)
@given(trees())
def test_any_tree_finds_whom_the_records_say(place: Place, rule: Group) -> None:
    prove(place, rule)


VIP = {"condition": "tag", "operator": "any_of", "value": ["vip"]}


@pytest.mark.parametrize(
    "empty", [{"all": []}, {"any": []}, {"none": []}, {"any": [{"none": [{"all": []}]}]}]
)
def test_a_group_that_asks_for_nothing_counts_nowhere(place: Place, empty: dict[str, object]) -> None:
    for kind in GroupKind:
        with_it, without = from_json({kind.value: [VIP, empty]}), from_json({kind.value: [VIP]})
        prove(place, with_it)
        assert segments.ids(place[0], with_it) == segments.ids(place[0], without)
        assert segments.count(place[0], from_json({kind.value: [empty]})) == segments.count(place[0], Group())
