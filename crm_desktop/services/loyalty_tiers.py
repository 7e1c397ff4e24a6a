"""Looking at which tier customers are in: after a purchase, when something was taken back, and daily."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from crm_desktop.domain.loyalty.model import Program, Tier, TierBasis
from crm_desktop.domain.loyalty.tiers import Standing, moved, window_start
from crm_desktop.services.shop import Shop
from crm_desktop.store import tier_writes
from crm_desktop.store.database import Operation
from crm_desktop.store.ledger import KIND
from crm_desktop.store.queries.loyalty import day_of, text_of


class Move(NamedTuple):
    """A customer whose tier changed; None for no tier."""

    customer_id: int
    old: Tier | None
    new: Tier | None


def look_at(
    shop: Shop,
    operation: Operation,
    program: Program,
    customer_id: int,
    *,
    bought: bool = False,
    undone: int | None = None,
    given_by: int | None = None,
) -> Move | None:
    """Look at one customer's tier after a purchase, or after something was taken back.

    Args:
        shop: the shop.
        operation: the write in progress.
        program: which.
        customer_id: whose tier.
        bought: whether a purchase is the reason.
        undone: an operation that is taken back: a tier that it gave is lost at once when it is not reached.
        given_by: the operation that gives a new tier, when it is not this one: it is done again.
    """
    if not program.tiers or program.id is None:
        return None
    tier_writes.open_account(operation, program.id, customer_id)
    found = _look(
        shop,
        operation,
        program,
        tier_writes.ONE,
        (customer_id,),
        bought=bought,
        undone=undone,
        given_by=given_by,
    )
    return found[0] if found else None


def look_at_all(
    shop: Shop,
    operation: Operation,
    program: Program,
    *,
    forget: bool = True,
    given_by: int | None = None,
) -> list[Move]:
    """Look at everybody's tier: the tiers or the rules changed, a program begins, many purchases came in.

    Args:
        shop: the shop.
        operation: the write in progress.
        program: which.
        forget: nobody keeps a tier that is not reached (any more).
        given_by: the operation that gives new tiers, when it is not this one: it is done again.
    """
    if program.id is None:
        return []
    if not program.tiers:
        tier_writes.clear(operation, program.id)
        return []
    rules = program.rules.tiers
    if rules.basis is TierBasis.SPEND:
        start = text_of(window_start(rules, shop.clock.today()))
        tier_writes.open_accounts(operation, program.id, start, program.tiers[0].threshold)
    return _look(
        shop, operation, program, tier_writes.EVERYBODY, (), bought=True, forget=forget, given_by=given_by
    )


def look_daily(shop: Shop, operation: Operation, program: Program) -> list[Move]:
    """Look at those whose tier's last sure day has come: only they can go down."""
    if not program.tiers or program.id is None:
        return []
    soon = shop.clock.today() + timedelta(days=program.rules.tiers.grace_days)
    return _look(shop, operation, program, tier_writes.SURE_UNTIL, (soon.isoformat(),), bought=False)


def _look(
    shop: Shop,
    operation: Operation,
    program: Program,
    where: str,
    parameters: Sequence[object],
    *,
    bought: bool,
    undone: int | None = None,
    given_by: int | None = None,
    forget: bool = False,
) -> list[Move]:
    today, rules = shop.clock.today(), program.rules.tiers
    start = text_of(window_start(rules, today))
    tiers = {t.id: t for t in program.tiers}
    moves, written = [], []
    for row in tier_writes.rows(operation, program.id or 0, rules.basis, start, where, parameters):
        was = Standing(row.tier_id, day_of(row.since), day_of(row.until))
        unsure = forget or (undone is not None and row.operation_id == undone)
        old = was._replace(until=None) if unsure else was
        now = moved(old, program.tiers, row.value, today, rules, bought=bought)
        if now == was:
            continue
        by = row.operation_id
        if now.tier_id != was.tier_id:
            by = given_by or operation.id
            moves.append(Move(row.customer_id, tiers.get(was.tier_id), tiers.get(now.tier_id)))
        written.append((now.tier_id, text_of(now.since), text_of(now.until), by, row.account_id))
    tier_writes.write(operation, written)
    if written:
        operation.wrote(KIND, [move.customer_id for move in moves[:10_001]])
    return moves
