"""What a purchase or a return does for a customer's points and stamps, inside the operation that keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.domain.loyalty.earning import kept_of, multiplier, within
from crm_desktop.domain.loyalty.model import (
    Cause,
    Earned,
    EntryKind,
    ExpiryKind,
    Program,
    ProgramKind,
    Rules,
    StampGain,
)
from crm_desktop.services import loyalty_cards, loyalty_gifts, loyalty_slips, loyalty_tiers
from crm_desktop.services.loyalty_facts import (
    Facts,
    asks_birth,
    counts_on,
    days_of,
    earning,
    in_force,
    version_at,
)
from crm_desktop.services.shop import Shop
from crm_desktop.shared.clock import to_text
from crm_desktop.shared.i18n import _
from crm_desktop.store import ledger, ledger_expiry
from crm_desktop.store.database import Operation
from crm_desktop.store.ledger import NewEntry
from crm_desktop.store.queries import loyalty as queries
from crm_desktop.store.queries import loyalty_accounts as account_queries
from crm_desktop.store.queries.loyalty import Version

if TYPE_CHECKING:
    from crm_desktop.domain.purchases.model import Purchase


class Gain(NamedTuple):
    """What a purchase or a return did in one program; `held` is what is there then, below zero a debt."""

    program: Program
    points: int
    held: int
    vouchers: tuple[str, ...] = ()
    full: int = 0


def on_sale(shop: Shop, operation: Operation, purchase: Purchase) -> Earned:
    """Give what a sale earns; call it when the sale and its lines are written, and lines have their totals.

    A sale to somebody unknown, or of a day that no program counts, gives nothing.

    Args:
        shop: the shop.
        operation: the operation that keeps the sale.
        purchase: the sale, with its id.
    """
    if purchase.customer_id is None or purchase.id is None:
        return Earned()
    customer, gains, moves = purchase.customer_id, [], []
    programs = [p for p in in_force(shop) if counts_on(p, purchase.day)]
    versions = queries.versions(shop.db) if programs else {}
    facts = Facts(shop)
    for program in programs:
        version = version_at(versions[program.id or 0], to_text(purchase.at))
        gains.append(_give(shop, operation, purchase, program, version, facts))
        loyalty_gifts.on_first_purchase(shop, operation, purchase, program, version)
        move = loyalty_tiers.look_at(shop, operation, program, customer, bought=True)
        if move:
            moves.append(move)
    return _earned(shop, customer, gains, moves)


def _give(
    shop: Shop, operation: Operation, purchase: Purchase, program: Program, version: Version, facts: Facts
) -> Gain:
    customer, rules = purchase.customer_id or 0, version.rules
    _look_at_days(shop, operation, program, customer, rules, purchase.day)
    points = points_of(shop, purchase, program, rules, facts)
    if points:
        available, expires, renews = days_of(rules, purchase.day)
        ledger.give(
            operation,
            NewEntry(
                program_id=program.id or 0,
                customer_id=customer,
                day=purchase.day.isoformat(),
                kind=EntryKind.EARN,
                points=points,
                cause=Cause.PURCHASE,
                cause_id=purchase.id,
                version_id=version.id,
                available_on=available,
                expires_on=expires,
                renews=renews,
                earned=points,
                words=purchase.ticket,
                staff_id=purchase.staff_id or shop.on_duty,
                at=to_text(purchase.at),
            ),
        )
    full: tuple[str, ...] = ()
    count = 0
    if program.kind is ProgramKind.STAMPS and points:
        full, count = loyalty_cards.exchange(shop, operation, program, customer, points)
    return Gain(program, points, _held(operation, program, customer), full, count)


def _held(operation: Operation, program: Program, customer: int) -> int:
    account = ledger.account(operation, program.id or 0, customer)
    return account.points if account is not None else 0


def _look_at_days(
    shop: Shop, operation: Operation, program: Program, customer: int, rules: Rules, day: date
) -> None:
    """Let points go whose last day has passed, and put off the loss of those that silence would take."""
    if rules.expiry.kind is ExpiryKind.NEVER:
        return
    account = ledger.account(operation, program.id or 0, customer)
    if account is None:
        return
    ledger_expiry.expire(operation, shop.clock.today().isoformat(), _("Expired"), account_id=account.id)
    ledger.renew(operation, account.id, day.isoformat())


def points_of(shop: Shop, purchase: Purchase, program: Program, rules: Rules, facts: Facts) -> int:
    """Return the points or stamps that a purchase earns in a program, its limits kept to; writes nothing."""
    customer, earner = purchase.customer_id or 0, earning(rules)
    percent = multiplier(
        rules,
        purchase.day,
        _tier_percent(shop, program, customer),
        facts.birth(customer) if asks_birth(rules) else "",
        facts.segments(rules, customer),
    )
    points = earner.points(purchase.total_cents, facts.lines(purchase.lines, earner), percent)
    limits = rules.limits
    if not points or (limits.per_day is None and limits.per_month is None):
        return points
    day = purchase.day.isoformat()
    that_day = account_queries.earned_since(shop.db, customer, program.id or 0, day, day)
    month = account_queries.earned_since(shop.db, customer, program.id or 0, day[:7], day[:7] + "-31")
    return within(limits, points, that_day, month)


def _tier_percent(shop: Shop, program: Program, customer: int) -> int:
    if not program.tiers:
        return 100
    state = account_queries.accounts(shop.db, customer).get(program.id or 0)
    return next((t.multiplier_pct for t in program.tiers if state and t.id == state.tier_id), 100)


def on_return(shop: Shop, operation: Operation, return_: Purchase, sale: Purchase) -> Earned:
    """Take back in proportion what a sale gave; call it when the return is written.

    All returns of the sale count together, so that the last of them takes back what is left. Points that were
    spent already become a debt; points that expired are not asked for again.

    Args:
        shop: the shop.
        operation: the operation that keeps the return.
        return_: the return, with its id.
        sale: what is (partly) given back.
    """
    (returned,) = shop.db.read_one(
        "SELECT coalesce(-sum(total_cents), 0) FROM purchase WHERE return_of = ?", (sale.id,)
    ) or (0,)
    total = sale.total_cents
    whole = total <= 0 or returned >= total
    return _take_back(
        shop, operation, sale, return_.day, Cause.RETURN, return_.id, 0 if whole else total - returned
    )


def on_unassigned(shop: Shop, operation: Operation, sale: Purchase) -> Earned:
    """Take back all that a sale gave: it turns out to be somebody else's; call it before that is written."""
    return _take_back(shop, operation, sale, shop.clock.today(), Cause.PURCHASE, sale.id, 0)


def _take_back(
    shop: Shop,
    operation: Operation,
    sale: Purchase,
    day: date,
    cause: Cause,
    cause_id: int | None,
    stays: int,
) -> Earned:
    """Take back what a sale gave but for the part of its cents that stays."""
    if sale.customer_id is None or sale.id is None:
        return Earned()
    given = operation.execute(
        "SELECT id, program_id, points, version_id FROM ledger_entry"
        " WHERE cause_id = ? AND cause = 'purchase' AND kind = 'earn' AND customer_id = ? ORDER BY id",
        (sale.id, sale.customer_id),
    ).fetchall()
    taken: dict[int, int] = {}
    for key, program_id, points, version_id in given:
        entry = NewEntry(
            program_id=program_id,
            customer_id=sale.customer_id,
            day=day.isoformat(),
            kind=EntryKind.REVERSE,
            points=0,
            cause=cause,
            cause_id=cause_id,
            version_id=version_id,
            words=sale.ticket,
            staff_id=shop.on_duty,
        )
        keep = kept_of(points, sale.total_cents, sale.total_cents - stays) if stays else 0
        back = ledger.take_back(operation, replace(entry, reverses=key), key, keep)
        taken[program_id] = taken.get(program_id, 0) + back
    if not stays:
        for program_id, back in loyalty_gifts.on_first_taken_back(shop, operation, sale, day).items():
            taken[program_id] = taken.get(program_id, 0) + back
    gains, moves = [], []
    for program in queries.programs(shop.db):
        if program.id in taken:
            held = _held(operation, program, sale.customer_id)
            gains.append(Gain(program, -taken[program.id], held))
        move = loyalty_tiers.look_at(shop, operation, program, sale.customer_id)
        if move:
            moves.append(move)
    return _earned(shop, sale.customer_id, gains, moves)


def _earned(shop: Shop, customer: int, gains: list[Gain], moves: list[loyalty_tiers.Move]) -> Earned:
    row = shop.db.read_one(
        "SELECT t.points, t.debt, coalesce(l.name, '') FROM customer_totals t"
        " LEFT JOIN loyalty_tier l ON l.id = t.tier_id WHERE t.customer_id = ?",
        (customer,),
    )
    balance, debt, tier = row or (0, 0, "")
    stamps = tuple(
        StampGain(
            program_id=g.program.id or 0,
            name=g.program.name,
            gained=g.points,
            stamps=max(0, g.held),
            needed=g.program.rules.card.size,
            full=g.full,
            debt=max(0, -g.held),
        )
        for g in gains
        if g.program.kind is ProgramKind.STAMPS and g.points
    )
    points = sum(g.points for g in gains if g.program.kind is ProgramKind.POINTS)
    found = Earned(
        points=points,
        balance=balance,
        debt=debt,
        stamps=stamps,
        tier=tier,
        tier_changed=bool(moves),
        vouchers=tuple(code for g in gains for code in g.vouchers),
    )
    return replace(found, lines=loyalty_slips.lines(shop, found))


def on_sales(shop: Shop, operation: Operation, purchases: Iterable[Purchase]) -> int:
    """Give what many sales earn (an import, a sample shop); return how many points and stamps.

    They may come in any order; each customer's are looked at by their instants.
    """
    from crm_desktop.services.loyalty_earning_many import give_many

    return give_many(shop, operation, purchases)
