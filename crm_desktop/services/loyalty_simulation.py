"""Running a program over the past purchases before it is switched on, with its cost; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crm_desktop.domain.loyalty.earning import Earning
from crm_desktop.domain.loyalty.model import MultiplierKind, Program, Reward
from crm_desktop.domain.loyalty.past import Known
from crm_desktop.domain.loyalty.simulation import Simulation
from crm_desktop.domain.loyalty.simulator import Simulator, reward_of
from crm_desktop.domain.loyalty.validate import checked_program
from crm_desktop.services.loyalty_facts import asks_birth, members
from crm_desktop.services.loyalty_programs import rewards as stored_rewards
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _
from crm_desktop.store.queries import loyalty_past as queries


def simulate(
    shop: Shop,
    program: Program,
    first: date,
    last: date,
    *,
    rewards: Sequence[Reward] | None = None,
    share_pct: int = 100,
) -> Simulation:
    """Run a program, saved or not, over the purchases of a period without writing anything.

    Args:
        shop: the shop.
        program: with the rules to be tried; its own first and last day are not looked at.
        first: the first day of the period (shop's zone).
        last: the last one.
        rewards: what points can be given for; None for those that the saved program has.
        share_pct: of a hundred customers who reach the reward, how many take it (an assumption).

    Raises:
        InvalidInput: the program could not be saved, the days are the wrong way round, or no such share.
    """
    wanted = checked_program(program)
    if last < first:
        sentence = _("The last day lies before the first.")
        raise InvalidInput(sentence, {"last": sentence})
    if not 0 <= share_pct <= 100:
        sentence = _("Type a percentage from 0 to 100.")
        raise InvalidInput(sentence, {"share_pct": sentence})
    offered = rewards
    if offered is None:
        offered = stored_rewards(shop, wanted.id) if wanted.id is not None else []
    days = (first.isoformat(), last.isoformat())
    rules, earning = wanted.rules, Earning(wanted.rules)
    with shop.db.reading():
        known = Known(
            births=queries.births(shop.db) if rules.birthday is not None or asks_birth(rules) else {},
            members={
                m.segment: members(shop, m.segment)
                for m in rules.multipliers
                if m.kind is MultiplierKind.SEGMENT
            },
            lines=queries.lines(shop.db, *days) if earning.needs_lines else {},
            recommended=queries.recommended(shop.db, *days) if rules.referral is not None else (),
        )
        run = Simulator(wanted, reward_of(wanted, offered), first, last, share_pct, known)
        return run.run(queries.sales(shop.db, *days))
