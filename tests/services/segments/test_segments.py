"""Segments: kept, mended, made by hand, compared, followed over time, and what they say for serving."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.domain.customers.own_fields import OwnField
from crm_desktop.domain.segments.model import Segment, SegmentKind
from crm_desktop.domain.segments.ready import READY
from crm_desktop.domain.segments.tree import Condition, Group, to_json
from crm_desktop.domain.service import Initiative, ServiceMode
from crm_desktop.services import customers, integrity, journal, own_fields, segments
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import ConflictError, InvalidInput, NotFoundError
from tests.domain.segments.samples import rule
from tests.factories import NOW, a_clock, a_customer, a_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = a_shop(tmp_path)
    for name, town, tags in (
        ("Ana", "Valencia", ("vip",)),
        ("Blai", "València", ()),
        ("Cloe", "Gandia", ("vip",)),
    ):
        customers.save_customer(
            made,
            a_customer(
                given_name=name,
                family_name="",
                second_family_name="",
                town=town,
                tags=tags,
                birth="1984-11-24",
            ),
        )
    yield made
    made.close()


ANA, BLAI, CLOE = 1, 2, 3
IN_TOWN = rule(("town", "any_of", ["valencia"]))
VIPS = rule(("tag", "any_of", ["vip"]))


def keep(shop: Shop, name: str = "De aquí", tree: Group = IN_TOWN, **fields: Any) -> str:
    return segments.save(shop, Segment(name, tree=tree, **fields)).value


def row(shop: Shop, key: str) -> Any:
    return next(each for each in segments.all_segments(shop) if each.key == key)


def test_a_segment_is_kept_found_again_and_counted(shop: Shop) -> None:
    key = keep(
        shop, " De  aquí ", mode=ServiceMode.TELEPHONE, initiative=Initiative.REACTIVE, needs=" Llamar "
    )
    found = segments.get(shop, key)
    assert (found.name, found.kind, found.tree) == ("De aquí", SegmentKind.RULE, IN_TOWN)
    assert (found.mode, found.initiative, found.needs) == (
        ServiceMode.TELEPHONE,
        Initiative.REACTIVE,
        "Llamar",
    )
    assert list(segments.ids(shop, key)) == [ANA, BLAI]
    assert segments.count(shop, key) == row(shop, key).count == 2
    assert segments.sample(shop, key, 1) == [ANA]
    segments.save(shop, replace(found, name="De Valencia", tree=VIPS))
    assert segments.get(shop, key).name == "De Valencia"
    assert list(segments.ids(shop, key)) == [ANA, CLOE]


def test_own_segments_come_before_ready_made_ones_in_the_order_that_was_chosen(shop: Shop) -> None:
    first, second = keep(shop, "Uno"), keep(shop, "Dos")
    segments.keep_order(shop, [second, first, "best", "segment:99"])
    keys = [each.key for each in segments.list_segments(shop)]
    assert keys == [second, first, *(each.key for each in READY)]


def test_saving_and_removing_can_be_undone(shop: Shop) -> None:
    saved = segments.save(shop, Segment("De aquí", tree=IN_TOWN))
    assert saved.kinds == {"segments"}
    assert "De aquí" in saved.sentence
    removed = segments.archive(shop, saved.value)
    with pytest.raises(NotFoundError):
        segments.get(shop, saved.value)
    assert removed.operation is not None
    journal.undo(shop, removed.operation)
    assert segments.get(shop, saved.value).name == "De aquí"
    assert saved.operation is not None
    journal.undo(shop, saved.operation)
    with pytest.raises(NotFoundError):
        segments.count(shop, saved.value)


def test_the_name_of_a_removed_segment_is_free_and_then_the_removal_stays(shop: Shop) -> None:
    removed = segments.archive(shop, keep(shop))
    keep(shop)
    assert removed.operation is not None
    with pytest.raises(ConflictError):
        journal.undo(shop, removed.operation)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 90}, "name"),
        ({"name": "AMIGOS"}, "name"),
        ({"name": "amígos"}, "name"),
        ({"name": "best customers"}, "name"),
        ({"needs": "x" * 3000}, "needs"),
        ({"needs": "a\x00b"}, "needs"),
        ({"tree": rule(("card", "yes"), ("points", "at_least"))}, "1"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(
    shop: Shop, changed: dict[str, Any], field: str
) -> None:
    keep(shop, "Amigos")
    with pytest.raises(InvalidInput) as refused:
        segments.save(shop, replace(Segment("Otros"), **changed))
    assert list(refused.value.fields) == [field]
    assert len(segments.list_segments(shop)) == 1 + len(READY)


def test_a_renamed_tag_is_followed(shop: Shop) -> None:
    key = keep(shop, tree=VIPS)
    customers.rename_tag(shop, "vip", "preferentes")
    assert list(segments.ids(shop, key)) == [ANA, CLOE]
    assert "preferentes" in segments.sentence(shop, segments.get(shop, key).tree)


def test_a_segment_with_a_removed_tag_asks_for_mending_and_breaks_nothing_else(shop: Shop) -> None:
    key = keep(shop, tree=VIPS)
    other = keep(shop, "De los nuestros", rule(("segment", "any_of", [key])))
    removed = customers.remove_tag(shop, "vip")
    assert row(shop, key).count is None
    assert "“vip”" in row(shop, key).problem
    assert "De aquí" in row(shop, other).problem
    assert segments.problems(shop, segments.get(shop, key).tree).keys() == {"0"}
    with pytest.raises(InvalidInput) as refused:
        segments.count(shop, other)
    assert "0" in refused.value.fields
    assert {each.key for each in segments.of_customer(shop, ANA)} == {
        "prospect",
        "birthdays",
        "without_consent",
    }
    assert segments.take_snapshots(shop) == len(READY)
    assert removed.operation is not None
    journal.undo(shop, removed.operation)
    assert row(shop, other).count == 2


def test_a_removed_field_and_a_removed_segment_ask_for_mending(shop: Shop) -> None:
    field = own_fields.save_field(shop, OwnField("Talla")).value
    with_field = keep(shop, "Con talla", rule(("own_field", "filled", "talla")))
    inner = keep(shop, "Dentro")
    outer = keep(shop, "Fuera", rule(("segment", "none_of", ["dentro"])))
    assert row(shop, outer).count == 1
    own_fields.remove_field(shop, field)
    segments.archive(shop, inner)
    assert "“Talla”" in row(shop, with_field).problem
    assert "“Dentro”" in row(shop, outer).problem


def test_a_stored_rule_that_another_version_wrote_is_shown_and_asks_for_mending(shop: Shop) -> None:
    key = keep(shop)
    for text in ("not json", '{"all": [{"condition": "from_the_future", "operator": "is"}]}', '{"xor": []}'):
        with shop.operation("test") as operation:
            operation.update("segment", 1, rule=text)
        assert row(shop, key).count is None
        assert row(shop, key).problem
        assert segments.sentence(shop, segments.get(shop, key).tree)


def test_segments_cannot_be_made_from_each_other_in_a_circle(shop: Shop) -> None:
    first = keep(shop, "Buenos")
    second = keep(shop, "Vecinos", rule(("segment", "any_of", ["Buenos"])))
    circle = rule(("card", "yes"), ("segment", "any_of", ["Vecinos"]))
    with pytest.raises(InvalidInput) as refused:
        segments.save(shop, replace(segments.get(shop, first), tree=circle))
    assert "Buenos → Vecinos → Buenos" in refused.value.sentence
    assert list(refused.value.fields) == ["1"]
    assert list(segments.problems(shop, circle, first)) == ["1"]
    assert segments.problems(shop, circle) == {}
    itself = replace(segments.get(shop, second), tree=rule(("segment", "any_of", [second])))
    with pytest.raises(InvalidInput):
        segments.save(shop, itself)


def test_members_are_put_in_and_taken_out_by_hand(shop: Shop) -> None:
    key = segments.save(shop, Segment("A mano", SegmentKind.HAND)).value
    added = segments.add_members(shop, key, [ANA, CLOE, 99])
    assert (added.value, added.kinds) == (2, frozenset({"segments"}))
    assert segments.add_members(shop, key, [ANA]).value == 0
    assert list(segments.ids(shop, key)) == [ANA, CLOE]
    assert segments.why(shop, key, ANA) == ["Put into it by hand"]
    customers.archive(shop, [CLOE])
    assert segments.count(shop, key) == 1
    assert segments.remove_members(shop, key, [ANA, BLAI]).value == 1
    assert added.operation is not None
    with pytest.raises(ConflictError):
        journal.undo(shop, added.operation)
    with pytest.raises(InvalidInput):
        segments.add_members(shop, keep(shop), [ANA])
    with pytest.raises(InvalidInput):
        segments.add_members(shop, "best", [ANA])


def test_why_says_the_conditions_that_hold_with_the_customers_values(shop: Shop) -> None:
    key = keep(shop, tree=rule(("town", "any_of", ["valencia"]), {"any": [to_json(c) for c in (
        Condition("card", "yes"), Condition("birthday", "in", {"when": "this_month"}),
    )]}, {"none": [to_json(Condition("tag", "any_of", ["vip"]))]}))  # fmt: skip
    assert segments.why(shop, key, BLAI) == [
        "Of valencia (València)",
        "Whose birthday is this month (24 de noviembre de 1984, 41 years old)",
        "Except customers with the tag vip",
    ]
    assert segments.why(shop, key, ANA) == []
    assert segments.why(shop, key, 99) == []
    assert segments.why(shop, keep(shop, "Todos", Group()), ANA) == ["The segment takes everybody"]


def test_why_tells_days_as_they_are_in_the_shops_zone(shop: Shop) -> None:
    with shop.operation("test") as operation:
        operation.insert(
            "interaction",
            customer_id=ANA,
            at="2026-10-31T23:30:00.000Z",
            channel="call",
            initiative="proactive",
            topic="Encargo",
        )
    silent = rule(("last_contact", "not_for", 20))
    assert segments.why(shop, silent, ANA) == ["Without contact for 20 days (01/11/2026, 20 days ago)"]
    assert segments.why(shop, silent, BLAI) == ["Without contact for 20 days"]
    assert not segments.contains(shop, rule(("last_contact", "not_for", 21)), ANA)
    assert segments.contains(shop, silent, ANA)


def test_two_segments_are_compared(shop: Shop) -> None:
    found = segments.compare(shop, keep(shop), VIPS)
    assert (list(found.both), list(found.only_first), list(found.only_second)) == ([ANA], [BLAI], [CLOE])


def test_sizes_are_kept_once_a_month(shop: Shop) -> None:
    clock = a_clock()
    shop.clock = clock
    key = keep(shop)
    assert segments.take_snapshots(shop) == 1 + len(READY)
    customers.archive(shop, [ANA])
    assert segments.take_snapshots(shop) == 0
    later = keep(shop, "Más tarde")
    assert segments.take_snapshots(shop) == 1
    clock.instant = NOW + timedelta(days=31)
    assert segments.take_snapshots(shop) == 2 + len(READY)
    assert [(each.month, each.count) for each in segments.sizes(shop, key)] == [
        ("2026-11", 2),
        ("2026-12", 1),
    ]
    assert [each.month for each in segments.sizes(shop, later)] == ["2026-11", "2026-12"]


def test_what_segments_say_for_serving_a_customer_is_put_together(shop: Shop) -> None:
    keep(shop, mode=ServiceMode.IN_PERSON, needs="Hablar en valenciano")
    told = segments.service_type(shop, BLAI)
    assert told.segments == ("De aquí", "Prospects", "Birthdays of the month", "Without consent")
    assert told.modes == (ServiceMode.IN_PERSON, ServiceMode.TELEPHONE)
    assert told.initiatives == (Initiative.REACTIVE, Initiative.PROACTIVE)
    assert told.needs[0] == "Hablar en valenciano"
    assert len(told.needs) == 4
    assert segments.service_type(shop, 99).segments == ()


def test_a_ready_made_segment_keeps_what_the_shop_changes_until_it_is_given_back(shop: Shop) -> None:
    before = segments.get(shop, "prospect")
    changed = replace(before, mode=ServiceMode.VIRTUAL, initiative=None, needs="Regalar un catálogo")
    for _twice in range(2):
        segments.save(shop, replace(changed, name="Otro", tree=VIPS, id=None))
    found = segments.get(shop, "prospect")
    assert (found.name, found.tree) == (before.name, before.tree)
    assert (found.mode, found.initiative, found.needs) == (ServiceMode.VIRTUAL, None, "Regalar un catálogo")
    assert row(shop, "prospect").needs == "Regalar un catálogo"
    assert "Regalar un catálogo" in segments.service_type(shop, ANA).needs
    with pytest.raises(InvalidInput):
        segments.archive(shop, "prospect")
    segments.restore_ready(shop, "prospect")
    assert segments.get(shop, "prospect") == before


def test_a_segment_is_found_by_its_name_whatever_the_accents(shop: Shop) -> None:
    key = keep(shop, "Los de Alzira")
    for name in ("los de alzira", "LOS  DE ALZÍRA", key):
        assert segments.named(shop, name).key == key
    assert segments.named(shop, "best").name == "Best customers"
    with pytest.raises(NotFoundError) as unknown:
        segments.named(shop, "los de alcira")
    assert "Los de Alzira" in unknown.value.sentence
    with pytest.raises(NotFoundError):
        segments.named(shop, "")


def test_counts_over_purchases_follow_who_is_archived_whatever_the_way(shop: Shop) -> None:
    everybody = rule(("purchases", "at_least", 0))
    assert segments.count(shop, everybody) == 3
    archived = customers.archive(shop, [ANA, BLAI])
    assert segments.count(shop, everybody) == 1
    assert integrity.check(shop) == []
    assert archived.operation is not None
    journal.undo(shop, archived.operation)
    assert segments.count(shop, everybody) == 3
    put_away = customers.save_customer(shop, a_customer(archived_at=NOW, contacts=()))
    assert segments.count(shop, everybody) == 3
    customers.unarchive(shop, [put_away.value])
    assert segments.count(shop, everybody) == len(segments.ids(shop, everybody)) == 4
    assert integrity.check(shop) == []
    with shop.db.transaction() as connection:
        connection.execute("UPDATE customer_totals SET archived = 1 WHERE customer_id = 1")
    assert integrity.check(shop) == ["customer_totals 1"]
