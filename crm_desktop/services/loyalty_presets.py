"""Programs that a shop can begin with, and writing one with its rewards in one go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from crm_desktop.domain.loyalty.model import (
    Basis,
    EarnRule,
    Gives,
    Program,
    ProgramKind,
    ProgramState,
    Reward,
    Rules,
    StampCard,
    Tier,
    TierBasis,
    TierRules,
)
from crm_desktop.domain.loyalty.validate import checked_program, checked_reward
from crm_desktop.services.changes import Changes
from crm_desktop.services.loyalty_programs import save_reward_within, save_within
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.formats import money
from crm_desktop.shared.i18n import _
from crm_desktop.store.database import Operation

Preset = tuple[Program, tuple[Reward, ...]]


def points(shop: Shop) -> Preset:
    """Return one point for each unit of the shop's money; a hundred of them are a voucher of five units.

    Points can be used at once, without limit, and never expire.
    """
    profile = shop.profile
    worth = money(500, profile.currency, profile.locale).replace(",00", "").replace(".00", "")
    program = Program(_("Points"), state=ProgramState.ACTIVE, rules=Rules(earn=(EarnRule(),)))
    name = _("Voucher of {amount}").format(amount=worth.replace("\xa0", " "))
    return program, (Reward(name, 100, 0, gives=Gives.AMOUNT, value_cents=500),)


def stamp_card(shop: Shop) -> Preset:  # noqa: ARG001 - as the others
    """Return a card with a stamp for each purchase: ten, and the next one is a present."""
    rules = Rules(earn=(EarnRule(Basis.VISIT),), card=StampCard(size=10))
    program = Program(_("Stamp card"), kind=ProgramKind.STAMPS, state=ProgramState.ACTIVE, rules=rules)
    return program, (Reward(_("Full card"), 10, 0, value_cents=300),)


def tiers(shop: Shop) -> Preset:
    """Return the points with three tiers, by what was spent in the last twelve months."""
    program, rewards = points(shop)
    steps = (
        Tier(_("Friend"), 0, colour="#7a8b99"),
        Tier(_("Silver"), 30_000, multiplier_pct=125, colour="#8f9aa3"),
        Tier(_("Gold"), 90_000, multiplier_pct=150, colour="#b8912f"),
    )
    rules = replace(program.rules, tiers=TierRules(TierBasis.SPEND, window_months=12, grace_days=30))
    return replace(program, name=_("Points and tiers"), rules=rules, tiers=steps), rewards


def install(shop: Shop, preset: Preset) -> Changes[int]:
    """Save a program with its rewards, as one operation; return the program's id.

    Raises:
        InvalidInput: a program or a reward of this name is there already.
    """
    program = checked_program(preset[0])
    with shop.operation("save_program") as operation:
        key = write(shop, operation, program, preset[1])
        operation.words = _("Program saved: {name}.").format(name=program.name)
    return changes(operation, key)


def write(shop: Shop, operation: Operation, program: Program, rewards: Iterable[Reward]) -> int:
    """Write a program with its rewards within an operation; return the program's id."""
    key = save_within(shop, operation, checked_program(program))
    for reward in rewards:
        save_reward_within(shop, operation, checked_reward(replace(reward, program_id=key)))
    return key
