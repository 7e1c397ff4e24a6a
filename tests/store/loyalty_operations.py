"""Examples of the operations of loyalty, and the programs that they want."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from crm_desktop.domain.loyalty.model import (
    EarnRule,
    Expiry,
    ExpiryKind,
    Gives,
    Program,
    ProgramState,
    Reward,
    Rules,
    Tier,
)
from crm_desktop.domain.loyalty.vouchers import VoucherOffer
from crm_desktop.domain.purchases.model import Sale
from crm_desktop.services import loyalty, purchases, vouchers
from crm_desktop.services.changes import Changes
from crm_desktop.services.shop import Shop
from tests.factories import TODAY

ANA, ZOE = 1, 3
POINTS, SHORT = 1, 2
VOUCHER = 1


def prepare(shop: Shop) -> None:
    """Two programs of points, one of which lets them go after a day; a reward, a voucher, two sales."""
    tiers = (Tier("Plata", 10_000), Tier("Oro", 50_000))
    active = ProgramState.ACTIVE
    loyalty.save_program(shop, Program("Puntos", state=active, tiers=tiers))
    short = Rules(earn=(EarnRule(),), expiry=Expiry(ExpiryKind.AGE, 1))
    loyalty.save_program(shop, Program("Puntos del día", state=active, rules=short))
    loyalty.save_reward(shop, Reward("Vale", 50, POINTS, gives=Gives.AMOUNT, value_cents=500, stock=2))
    vouchers.issue(shop, [ANA], VoucherOffer(value_cents=300))
    for customer in (ANA, ZOE):
        purchases.sell(shop, Sale(customer, 12_000, day=TODAY - timedelta(days=3)))


def _changed(shop: Shop) -> Program:
    program = loyalty.get_program(shop, POINTS)
    rules = replace(program.rules, min_cents=100)
    return replace(program, rules=rules, tiers=(replace(program.tiers[0], threshold=20_000),))


EXAMPLES: dict[str, Callable[[Shop], Changes[Any]]] = {
    "save_program": lambda shop: loyalty.save_program(shop, _changed(shop)),
    "save_program new": lambda shop: loyalty.save_program(
        shop, Program("Otros", state=ProgramState.ACTIVE, tiers=(Tier("Única", 100),))
    ),
    "set_program_state": lambda shop: loyalty.set_state(shop, POINTS, ProgramState.PAUSED),
    "save_reward": lambda shop: loyalty.save_reward(shop, Reward("Otro", 5, POINTS)),
    "archive_reward": lambda shop: loyalty.archive_reward(shop, 1),
    "redeem": lambda shop: loyalty.redeem(shop, ANA, 1),
    "adjust_points": lambda shop: loyalty.adjust(shop, [ANA, ZOE], POINTS, -1_000, "Error"),
    "adjust_points more": lambda shop: loyalty.adjust(shop, [ANA, ZOE], POINTS, 70, "Gracias"),
    "loyalty_daily": loyalty.run_daily,
    "issue_vouchers": lambda shop: vouchers.issue(shop, [ANA, ZOE, None], VoucherOffer(value_cents=500)),
    "cancel_vouchers": lambda shop: vouchers.cancel(shop, [VOUCHER]),
    "sell with points": lambda shop: purchases.sell(shop, Sale(ZOE, 60_000)),
    "give_back with points": lambda shop: purchases.give_back(shop, 2, cents=5_000),
}
