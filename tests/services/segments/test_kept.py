"""What the counter asks of all segments is kept, and made again as soon as anything that it says changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from crm_desktop.domain.purchases.model import Sale
from crm_desktop.domain.segments.model import Segment
from crm_desktop.domain.segments.rfm import RfmClass
from crm_desktop.domain.segments.tree import Group
from crm_desktop.services import customers, purchases, segments, segments_kept, settings, stages
from crm_desktop.services.shop import Shop
from crm_desktop.shared import i18n
from tests.domain.segments.samples import rule
from tests.factories import NOW, a_clock, a_customer, a_shop

ANA = 1


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = a_shop(tmp_path)
    customers.save_customer(
        made, a_customer(given_name="Ana", town="Valencia", tags=("vip",), birth="1984-11-24")
    )
    yield made
    made.close()


def keep(shop: Shop, name: str, tree: Group) -> str:
    return segments.save(shop, Segment(name, tree=tree)).value


def names(shop: Shop) -> set[str]:
    return {each.name for each in segments.of_customer(shop, ANA)}


def test_what_was_put_together_is_asked_again(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(shop, "Los vip", rule(("tag", "any_of", ["vip"])))
    first = names(shop)
    monkeypatch.setattr(segments_kept, "filter_of", None)
    purchases.sell(shop, Sale(customer_id=ANA, total_cents=100))
    assert "Los vip" in first & names(shop)
    assert names(shop) != first  # one who bought is no prospect any more


def test_a_segment_that_is_made_changed_or_archived_counts_at_once(shop: Shop) -> None:
    before = names(shop)
    key = keep(shop, "De aquí", rule(("town", "any_of", ["valencia"])))
    assert names(shop) == before | {"De aquí"}
    segments.save(shop, replace(segments.get(shop, key), tree=rule(("town", "any_of", ["gandia"]))))
    assert names(shop) == before
    segments.save(shop, replace(segments.get(shop, key), tree=rule(("town", "any_of", ["valencia"]))))
    assert names(shop) == before | {"De aquí"}
    segments.archive(shop, key)
    assert names(shop) == before


def test_a_rule_whose_tag_goes_is_left_out_and_comes_back_with_it(shop: Shop) -> None:
    keep(shop, "Los vip", rule(("tag", "any_of", ["vip"])))
    assert "Los vip" in names(shop)
    customers.remove_tag(shop, "vip")
    assert "Los vip" not in names(shop)


def test_rules_follow_the_day_the_threshold_and_the_language(shop: Shop) -> None:
    clock = a_clock()
    shop.clock = clock
    assert "Birthdays of the month" in names(shop)
    clock.instant = NOW + timedelta(days=31)
    assert "Birthdays of the month" not in names(shop)
    clock.instant = NOW
    purchases.sell(shop, Sale(customer_id=ANA, total_cents=100))
    clock.instant = NOW + timedelta(days=40)
    before = names(shop)
    stages.set_lapsed_days(shop, 30)
    assert names(shop) != before
    spoken = i18n.language()
    i18n.install("es")
    try:
        assert "Exclientes" in names(shop)
    finally:
        i18n.install(spoken)


def test_who_has_no_country_lives_in_the_shops(shop: Shop) -> None:
    live = segments.LiveCount(shop)
    abroad, here = rule(("country", "none_of", ["ES"])), rule(("country", "any_of", ["España"]))
    keep(shop, "De fuera", abroad)
    for each in (here, abroad):
        assert live.count(each) == segments.count(shop, each)
    assert "De fuera" not in names(shop)
    assert (segments.count(shop, abroad), segments.count(shop, here)) == (0, segments.count(shop, Group()))
    live.changed(settings.save_profile(shop, shop.profile._replace(country="PT")))
    assert "De fuera" in names(shop)
    for each in (here, abroad):
        assert live.count(each) == segments.count(shop, each)
    assert segments.count(shop, here) == 0


def test_marks_follow_what_is_bought(shop: Shop) -> None:
    keep(shop, "Sin marca", rule(("rfm", "any_of", [RfmClass.NONE.value])))
    assert "Sin marca" in names(shop)
    purchases.sell(shop, Sale(customer_id=ANA, total_cents=100))
    assert "Sin marca" not in names(shop)
