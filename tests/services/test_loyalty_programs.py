"""Programs and rewards: what is saved, and a sentence for each thing that cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from crm_desktop.domain.loyalty.model import (
    Basis,
    BirthdayGift,
    EarnRule,
    Expiry,
    ExpiryKind,
    GiftKind,
    Gives,
    Limits,
    Multiplier,
    MultiplierKind,
    Program,
    ProgramKind,
    ProgramState,
    Referral,
    Reward,
    Rules,
    StampCard,
    Tier,
    TierRules,
)
from crm_desktop.domain.segments.tree import from_json
from crm_desktop.services import journal, loyalty, loyalty_ledger, loyalty_presets, segments
from crm_desktop.shared.errors import ConflictError, InvalidInput, NotFoundError
from tests.factories import TODAY
from tests.services.loyal import a_card, a_person, a_program, a_reward, buy, held

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop


def test_a_program_comes_back_as_it_was_saved(shop: Shop) -> None:
    rules = Rules(
        earn=(EarnRule(Basis.VISIT, 2), EarnRule(points=1, per_cents=500)),
        multipliers=(Multiplier(MultiplierKind.SEGMENT, 150, segment="ready:best"),),
        limits=Limits(per_month=500),
        expiry=Expiry(ExpiryKind.INACTIVITY, 365, 30),
        tiers=TierRules(window_months=6, keep_months=3, grace_days=10),
        birthday=BirthdayGift(GiftKind.AMOUNT, value_cents=500),
        referral=Referral(50),
    )
    program = Program(
        "  Club   Alameda ",
        rules=rules,
        tiers=(Tier("Oro", 500, colour="#aa8800"), Tier("Plata", 100, benefits="Café gratis")),
        from_day=TODAY,
        to_day=TODAY + timedelta(days=365),
    )
    key = loyalty.save_program(shop, program).value
    found = loyalty.get_program(shop, key)
    assert (found.name, found.rules, found.version) == ("Club Alameda", rules, 1)
    assert [(t.name, t.position) for t in found.tiers] == [("Plata", 0), ("Oro", 1)]
    assert (found.from_day, found.to_day) == (TODAY, TODAY + timedelta(days=365))
    again = loyalty.save_program(shop, replace(found, name="Club"))
    assert loyalty.get_program(shop, key).version == 1
    assert loyalty.get_program(shop, key).tiers == found.tiers
    journal.undo(shop, again.operation or 0)
    assert loyalty.get_program(shop, key) == found


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no name": ({"name": "  "}, "name"),
    "a long name": ({"name": "x" * 101}, "name"),
    "a name with what cannot be kept": ({"name": "a\x00"}, "name"),
    "days the wrong way round": ({"from_day": TODAY, "to_day": TODAY - timedelta(days=1)}, "to_day"),
    "a tier without a name": ({"tiers": (Tier(" ", 5),)}, "tiers"),
    "two tiers of one name": ({"tiers": (Tier("A", 5), Tier("a", 6))}, "tiers"),
    "two tiers from the same on": ({"tiers": (Tier("A", 5), Tier("B", 5))}, "tiers"),
    "a tier below zero": ({"tiers": (Tier("A", -5),)}, "tiers"),
    "a tier that gives less": ({"tiers": (Tier("A", 5, multiplier_pct=50),)}, "tiers"),
    "a card without stamps": ({"kind": ProgramKind.STAMPS, "rules": Rules(card=StampCard(0))}, "card"),
    "points for nothing": ({"rules": Rules(earn=(EarnRule(per_cents=0),))}, "earn"),
    "negative points": ({"rules": Rules(earn=(EarnRule(points=-1),))}, "earn"),
    "no product": ({"rules": Rules(earn=(EarnRule(Basis.PRODUCT),))}, "earn"),
    "no category": ({"rules": Rules(earn=(EarnRule(Basis.CATEGORY),))}, "earn"),
    "no weekday": ({"rules": Rules(multipliers=(Multiplier(MultiplierKind.WEEKDAY),))}, "multipliers"),
    "no segment": ({"rules": Rules(multipliers=(Multiplier(MultiplierKind.SEGMENT),))}, "multipliers"),
    "less than once": (
        {"rules": Rules(multipliers=(Multiplier(MultiplierKind.BIRTHDAY, 99),))},
        "multipliers",
    ),
    "a limit of none": ({"rules": Rules(limits=Limits(per_day=0))}, "limits"),
    "a negative minimum": ({"rules": Rules(min_cents=-1)}, "min_cents"),
    "a negative lock": ({"rules": Rules(lock_days=-1)}, "lock_days"),
    "expiry of minus one day": ({"rules": Rules(expiry=Expiry(ExpiryKind.AGE, -1))}, "expiry"),
    "expiry of no day": ({"rules": Rules(expiry=Expiry(ExpiryKind.INACTIVITY, 0))}, "expiry"),
    "a warning before there is anything": (
        {"rules": Rules(expiry=Expiry(ExpiryKind.AGE, 5, warn_days=6))},
        "expiry",
    ),
    "expired before they can be used": (
        {"rules": Rules(lock_days=9, expiry=Expiry(ExpiryKind.AGE, 5))},
        "lock_days",
    ),
    "months below zero": ({"rules": Rules(tiers=TierRules(window_months=-1))}, "tier_rules"),
    "grace below zero": ({"rules": Rules(tiers=TierRules(grace_days=-1))}, "tier_rules"),
    "a gift of nothing": ({"rules": Rules(birthday=BirthdayGift())}, "birthday"),
    "a gift of 200 %": (
        {"rules": Rules(birthday=BirthdayGift(GiftKind.PERCENT, percent_bp=20_000))},
        "birthday",
    ),
    "a recommendation of nothing": ({"rules": Rules(referral=Referral())}, "referral"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_saved_is_told_by_its_field(shop: Shop, case: str) -> None:
    fields, field = BAD[case]
    with pytest.raises(InvalidInput) as caught:
        loyalty.save_program(shop, Program(**{"name": "Puntos", **fields}))
    assert set(caught.value.fields) == {field}
    assert caught.value.fields[field] in caught.value.sentence
    assert loyalty.programs(shop) == []


def test_two_programs_of_one_name_are_refused(shop: Shop) -> None:
    a_program(shop)
    with pytest.raises(InvalidInput, match="called Puntos already"):
        loyalty.save_program(shop, Program("Puntos"))


def test_points_do_not_become_stamps_once_some_were_given(shop: Shop) -> None:
    program = a_program(shop)
    saved = loyalty.get_program(shop, program)
    loyalty.save_program(shop, replace(saved, kind=ProgramKind.STAMPS))
    loyalty.save_program(shop, saved)
    buy(shop, a_person(shop), 1_000)
    with pytest.raises(ConflictError, match="Make a new program"):
        loyalty.save_program(shop, replace(saved, kind=ProgramKind.STAMPS))


def test_nobody_keeps_a_tier_that_a_paused_program_no_longer_has(shop: Shop) -> None:
    key = a_program(shop, tiers=(Tier("Plata", 1_000), Tier("Oro", 5_000)))
    ana = a_person(shop)
    buy(shop, ana, 6_000)
    loyalty.set_state(shop, key, ProgramState.PAUSED)
    program = loyalty.get_program(shop, key)
    done = loyalty.save_program(shop, replace(program, tiers=program.tiers[:1]))
    silver = from_json({"condition": "tier", "operator": "any_of", "value": ["Plata"]})
    assert (loyalty.account(shop, ana)[0].tier, segments.count(shop, silver)) == (program.tiers[0], 1)
    assert done.operation is not None
    journal.undo(shop, done.operation)
    assert (loyalty.account(shop, ana)[0].tier, segments.count(shop, silver)) == (program.tiers[1], 0)


def test_two_files_made_one_reach_a_tier_together_though_no_points_are_left(shop: Shop) -> None:
    key = a_program(shop, tiers=(Tier("Oro", 5_000),))
    reward = a_reward(shop, key, 30)
    ana, zoe = a_person(shop), a_person(shop, "Zoe")
    for who in (ana, zoe):
        buy(shop, who, 3_000)
        loyalty.redeem(shop, who, reward)
    with shop.operation("merge") as operation:
        operation.execute("UPDATE purchase SET customer_id = ? WHERE customer_id = ?", (zoe, ana))
        loyalty_ledger.move(shop, operation, ana, zoe)
    tier = loyalty.account(shop, zoe)[0].tier
    assert tier is not None
    assert tier.name == "Oro"


def test_ended_programs_can_be_left_out_of_the_list(shop: Shop) -> None:
    program, card = a_program(shop), a_card(shop)
    loyalty.set_state(shop, program, ProgramState.ENDED)
    assert [p.id for p in loyalty.programs(shop)] == [program, card]
    assert [p.id for p in loyalty.programs(shop, ended=False)] == [card]
    assert loyalty.set_state(shop, program, ProgramState.ENDED).operation is None
    with pytest.raises(NotFoundError):
        loyalty.set_state(shop, 99, ProgramState.ACTIVE)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"cost": 0}, "cost"),
        ({"cost": -100}, "cost"),
        ({"stock": -1}, "stock"),
        ({"per_customer": 0}, "per_customer"),
        ({"valid_days": -1}, "valid_days"),
        ({"from_day": TODAY, "to_day": TODAY - timedelta(days=1)}, "to_day"),
        ({"gives": Gives.AMOUNT}, "value_cents"),
        ({"value_cents": -1}, "value_cents"),
        ({"gives": Gives.PERCENT}, "percent_bp"),
        ({"gives": Gives.PERCENT, "percent_bp": 10_001}, "percent_bp"),
    ],
)
def test_a_reward_that_cannot_be_saved_is_told_by_its_field(
    shop: Shop, fields: dict[str, Any], field: str
) -> None:
    program = a_program(shop)
    with pytest.raises(InvalidInput) as caught:
        loyalty.save_reward(shop, Reward(**{"name": "Vale", "cost": 5, "program_id": program, **fields}))
    assert set(caught.value.fields) == {field}
    assert loyalty.rewards(shop) == []


def test_rewards_are_listed_changed_archived_and_found_by_name(shop: Shop) -> None:
    program = a_program(shop)
    with pytest.raises(NotFoundError, match="no rewards yet"):
        loyalty.reward_named(shop, "Vale")
    large, small = a_reward(shop, program, 50, "Señal"), a_reward(shop, program, 5, "Café")
    assert [r.id for r in loyalty.rewards(shop)] == [small, large]
    assert loyalty.reward_named(shop, " SENAL ").id == large
    with pytest.raises(NotFoundError, match="There is: Café; Señal"):
        loyalty.reward_named(shop, "Otro")
    with pytest.raises(InvalidInput, match="called Café already"):
        a_reward(shop, program, 9, "Café")
    loyalty.archive_reward(shop, small)
    assert [r.id for r in loyalty.rewards(shop, program)] == [large]
    assert [r.id for r in loyalty.rewards(shop, archived=True)] == [small, large]
    a_reward(shop, program, 9, "Café")
    with pytest.raises(NotFoundError):
        a_reward(shop, 99, 9, "De nadie")


def test_stock_counts_what_was_taken(shop: Shop) -> None:
    ana, program = a_person(shop), a_program(shop)
    buy(shop, ana, 10_000)
    reward = a_reward(shop, program, 1, stock=3)
    loyalty.redeem(shop, ana, reward)
    loyalty.redeem(shop, ana, reward)
    found = loyalty.get_reward(shop, reward)
    assert (found.stock, found.taken, found.left) == (3, 2, 1)
    with pytest.raises(InvalidInput, match="2 were given already"):
        loyalty.save_reward(shop, replace(found, stock=1))
    loyalty.save_reward(shop, replace(found, stock=2))
    assert loyalty.get_reward(shop, reward).left == 0
    loyalty.save_reward(shop, replace(found, stock=None))
    assert loyalty.get_reward(shop, reward).left is None


@pytest.mark.parametrize(
    "preset", [loyalty_presets.points, loyalty_presets.stamp_card, loyalty_presets.tiers]
)
def test_a_ready_made_program_works_at_once(shop: Shop, preset: Any) -> None:
    ana = a_person(shop)
    key = loyalty_presets.install(shop, preset(shop)).value
    (reward,) = loyalty.rewards(shop, key)
    for _time in range(10):
        buy(shop, ana, 1_000)
    assert loyalty.redeem(shop, ana, reward.id or 0).value.points == reward.cost
    assert held(shop, ana, key) == (0, 0)
