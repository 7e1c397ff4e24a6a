"""What a customer has: balance, what can be used, what is about to expire, tier, rewards within reach."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from crm_desktop.domain.loyalty.lots import Lot, is_expired
from crm_desktop.domain.loyalty.model import (
    Account,
    Cause,
    EntryKind,
    Program,
    ProgramKind,
    ProgramState,
    Reward,
    RewardReach,
    Statement,
)
from crm_desktop.domain.loyalty.tiers import next_above
from crm_desktop.domain.loyalty.validate import checked_points
from crm_desktop.services.changes import Changes
from crm_desktop.services.loyalty_facts import days_of
from crm_desktop.services.loyalty_programs import get_program, programs, rewards
from crm_desktop.services.loyalty_redeeming import customer_name, why_not
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.clock import to_text
from crm_desktop.shared.errors import ConflictError
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.shared.moments import instant_of
from crm_desktop.store import ledger, ledger_bulk
from crm_desktop.store.ledger import NewEntry
from crm_desktop.store.queries import loyalty as program_queries
from crm_desktop.store.queries import loyalty_accounts as queries
from crm_desktop.store.queries.loyalty import day_of
from crm_desktop.store.queries.loyalty_accounts import AccountState

_NOTHING = AccountState(0, 0, 0, 0, None, "", "")


def balance(shop: Shop, customer_id: int, program_id: int) -> int:
    """Return the points or stamps that a customer has, never below zero."""
    return queries.balance(shop.db, customer_id, program_id)


def account(shop: Shop, customer_id: int) -> list[Account]:
    """Return what a customer has in every program, with the rewards within reach.

    Drafts are left out, and ended programs in which the customer has nothing.
    """
    today = shop.clock.today()
    with shop.db.reading():
        states = queries.accounts(shop.db, customer_id)
        taken = queries.taken_rewards(shop.db, customer_id)
        lots = queries.lots(shop.db, customer_id)
        offered: dict[int, list[Reward]] = {}
        for reward in rewards(shop):
            offered.setdefault(reward.program_id, []).append(reward)
        found = []
        for program in programs(shop):
            state = states.get(program.id or 0, _NOTHING)
            shown = program.state in (ProgramState.ACTIVE, ProgramState.PAUSED)
            if shown or (program.state is ProgramState.ENDED and state.points):
                found.append(
                    _account(shop, customer_id, program, state, lots.get(state.id, ()), offered, taken, today)
                )
    return found


def _account(
    shop: Shop,
    customer_id: int,
    program: Program,
    state: AccountState,
    lots: Sequence[Lot],
    offered: dict[int, list[Reward]],
    taken: dict[int, int],
    today: date,
) -> Account:
    text = today.isoformat()
    # What has expired since the last daily run is gone already for who looks.
    gone = sum(lot.left for lot in lots if is_expired(lot, text))
    there = [lot for lot in lots if not is_expired(lot, text)]
    held = max(0, state.points - gone)
    locked = [lot for lot in there if lot.available_on > text]
    locked_sum = sum(lot.left for lot in locked)
    more: dict[str, Any] = _tier(shop, customer_id, program, state, today) if program.tiers else {}
    expiring, expires_on = _expiring(there)
    return Account(
        program_id=program.id or 0,
        program=program.name,
        kind=program.kind,
        state=program.state,
        balance=held,
        debt=max(0, -state.points),
        locked=locked_sum,
        locked_until=day_of(min(lot.available_on for lot in locked)) if locked else None,
        expiring=expiring,
        expires_on=expires_on,
        earned_total=state.earned_total,
        card_size=program.rules.card.size if program.kind is ProgramKind.STAMPS else 0,
        rewards=tuple(
            RewardReach(
                reward,
                max(0, reward.cost - (held - locked_sum)),
                why_not(shop, program, reward, taken.get(reward.id or 0, 0), today),
            )
            for reward in offered.get(program.id or 0, ())
        ),
        **more,
    )


def _expiring(lots: Sequence[Lot]) -> tuple[int, date | None]:
    """Return how many points are lost next, and their last day."""
    days = [lot.expires_on for lot in lots if lot.expires_on]
    if not days:
        return 0, None
    first = min(days)
    return sum(lot.left for lot in lots if lot.expires_on == first), date.fromisoformat(first)


def _tier(shop: Shop, customer_id: int, program: Program, state: AccountState, today: date) -> dict[str, Any]:
    value = queries.tier_value(shop.db, customer_id, program.id or 0, program.rules.tiers, today)
    tier = next((t for t in program.tiers if t.id == state.tier_id), None)
    above = next_above(program.tiers, tier)
    return {
        "tier": tier,
        "tier_since": day_of(state.tier_since) if tier else None,
        "tier_until": day_of(state.tier_until) if tier else None,
        "tier_value": value,
        "tier_basis": program.rules.tiers.basis,
        "next_tier": above,
        "next_lacking": max(0, above.threshold - value) if above else 0,
    }


def statement(shop: Shop, customer_id: int, first: date, last: date) -> list[Statement]:
    """Return what happened with a customer's points between two days (shop's zone), for each program.

    Entries stand as they were written, so that each balance follows from the one before.
    """
    start = to_text(instant_of(shop.clock, first, time()))
    after = last if last == date.max else last + timedelta(days=1)
    until = to_text(instant_of(shop.clock, after, time()))
    found = []
    with shop.db.reading():
        for each in account(shop, customer_id):
            opening = queries.sum_before(shop.db, customer_id, each.program_id, start)
            entries = queries.entries(shop.db, customer_id, each.program_id, start, until, opening)
            closing = opening + sum(entry.points for entry in entries)
            found.append(Statement(each, first, last, opening, closing, tuple(entries)))
    return found


def adjust(shop: Shop, customer_ids: Sequence[int], program_id: int, points: int, words: str) -> Changes[int]:
    """Give points to customers by hand, or take them away; return how many customers.

    Of many customers, those who have too few are left with none; one customer alone is not.

    Raises:
        InvalidInput: no points, or no reason.
        ConflictError: the one customer has too few points, is archived, or the program has ended.
        NotFoundError: the program or the customer is no longer there.
    """
    reason = checked_points(points, words)
    wanted = list(dict.fromkeys(customer_ids))
    with shop.operation("adjust_points") as operation:
        program = get_program(shop, program_id)
        if program.state is ProgramState.ENDED:
            raise ConflictError(_("The program {program} is not in force.").format(program=program.name))
        name = customer_name(shop, wanted[0]) if len(wanted) == 1 else ""
        version = program_queries.newest_version(shop.db, program_id)
        today = shop.clock.today()
        available, expires, renews = days_of(version.rules, today) if points > 0 else ("", "", 0)
        there = queries.living(shop.db, wanted)
        plan = []
        for customer in (c for c in wanted if c in there):
            has = 0 if points > 0 else queries.balance(shop.db, customer, program_id)
            if points < 0 and len(wanted) == 1 and has < -points:
                raise ConflictError(_not_enough(shop, name, has))
            given = points if points > 0 else max(points, -has)
            if given:
                plan.append(
                    NewEntry(
                        program_id=program_id,
                        customer_id=customer,
                        day=today.isoformat(),
                        kind=EntryKind.ADJUST,
                        points=given,
                        cause=Cause.HAND,
                        version_id=version.id,
                        available_on=available,
                        expires_on=expires,
                        renews=renews,
                        words=reason,
                        staff_id=shop.on_duty,
                    )
                )
        if points > 0:
            ledger_bulk.give_many(operation, plan)
        else:
            for entry in plan:
                ledger.take(operation, entry)
        operation.words = _adjusted(shop, program, points, len(plan), name)
    return changes(operation, len(plan))


def _not_enough(shop: Shop, name: str, has: int) -> str:
    return ngettext(
        "{name} has {count} point, so not so many can be taken.",
        "{name} has {count} points, so not so many can be taken.",
        has,
    ).format(name=name, count=number(has, shop.profile.locale))


def _adjusted(shop: Shop, program: Program, points: int, customers: int, name: str) -> str:
    signed = ("+" if points > 0 else "−") + number(abs(points), shop.profile.locale)
    if name:
        return _("{program}: {points} for {name}.").format(program=program.name, points=signed, name=name)
    return ngettext(
        "{program}: {points} for {count} customer.", "{program}: {points} for {count} customers.", customers
    ).format(program=program.name, points=signed, count=number(customers, shop.profile.locale))
