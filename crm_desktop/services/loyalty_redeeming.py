"""Giving a reward for points: who comes second to the last one, or to the same points, is told so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from crm_desktop.domain.customers.model import spoken_name
from crm_desktop.domain.loyalty.model import (
    Cause,
    EntryKind,
    Gives,
    Program,
    ProgramKind,
    ProgramState,
    Redeemed,
    Reward,
)
from crm_desktop.domain.loyalty.vouchers import VoucherCause, VoucherKind, VoucherOffer
from crm_desktop.services import loyalty_vouchers
from crm_desktop.services.changes import Changes
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.errors import ConflictError, NotFoundError
from crm_desktop.shared.formats import number, short_date
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.store import ledger, ledger_expiry
from crm_desktop.store.database import Operation
from crm_desktop.store.ledger import NewEntry
from crm_desktop.store.queries import loyalty as queries
from crm_desktop.store.queries import loyalty_accounts as account_queries


def redeem(shop: Shop, customer_id: int, reward_id: int) -> Changes[Redeemed]:
    """Give a customer a reward for points; the oldest points go first.

    Raises:
        NotFoundError: the reward or the customer is no longer there.
        ConflictError: too few points, none left, not now, or the customer took it as often as one may.
    """
    with shop.operation("redeem") as operation:
        done, words = redeem_within(shop, operation, customer_id, reward_id)
        operation.words = words
    return changes(operation, done)


def redeem_within(shop: Shop, operation: Operation, customer_id: int, reward_id: int) -> tuple[Redeemed, str]:
    """Give a reward within an operation; return it and the sentence for it; raises as `redeem` does."""
    today = shop.clock.today()
    name = customer_name(shop, customer_id)
    found = queries.rewards(shop.db, "r.id = ?", (reward_id,))
    if not found:
        raise NotFoundError(_("This reward is no longer there."))
    reward = found[0]
    program = queries.programs(shop.db, "p.id = ?", (reward.program_id,))[0]
    taken = account_queries.taken_rewards(shop.db, customer_id).get(reward_id, 0)
    reason = why_not(shop, program, reward, taken, today)
    if reason:
        raise ConflictError(reason)
    entry = NewEntry(
        program_id=reward.program_id,
        customer_id=customer_id,
        day=today.isoformat(),
        kind=EntryKind.REDEEM,
        points=-reward.cost,
        cause=Cause.REDEMPTION,
        words=reward.name,
        staff_id=shop.on_duty,
    )
    account = ledger.account(operation, reward.program_id, customer_id)
    if account:
        ledger_expiry.expire(
            operation, today.isoformat(), _("Expired"), account_id=account.id, staff_id=shop.on_duty
        )
    # A number that the entry can name before the row is there: nobody else writes meanwhile.
    redemption = operation.next_id("redemption")
    written, lacking = ledger.spend_usable(operation, replace(entry, cause_id=redemption))
    if written is None:
        raise ConflictError(too_few(shop, program, reward, lacking, name))
    voucher = _voucher(shop, operation, customer_id, reward, redemption, today)
    operation.insert(
        "redemption",
        id=redemption,
        customer_id=customer_id,
        reward_id=reward_id,
        program_id=reward.program_id,
        at=operation.at,
        points=reward.cost,
        voucher_id=voucher[0] if voucher else None,
        staff_id=shop.on_duty,
    )
    balance = account_queries.balance(shop.db, customer_id, reward.program_id)
    words = _("{reward} given to {name}.").format(reward=reward.name, name=name)
    done = Redeemed(
        redemption,
        reward.name,
        reward.cost,
        balance,
        voucher[1] if voucher else "",
        voucher[0] if voucher else None,
    )
    return done, words


def _voucher(
    shop: Shop, operation: Operation, customer_id: int, reward: Reward, redemption: int, today: date
) -> tuple[int, str] | None:
    if reward.gives is Gives.ITEM:
        return None
    offer = VoucherOffer(
        kind=VoucherKind.AMOUNT if reward.gives is Gives.AMOUNT else VoucherKind.PERCENT,
        value_cents=reward.value_cents if reward.gives is Gives.AMOUNT else 0,
        percent_bp=reward.percent_bp if reward.gives is Gives.PERCENT else 0,
        from_day=today,
        to_day=today + timedelta(days=reward.valid_days) if reward.valid_days else None,
        text=reward.name,
        cause=VoucherCause.REWARD,
        cause_id=redemption,
    )
    return loyalty_vouchers.write(shop, operation, [customer_id], offer)[0]


def why_not(shop: Shop, program: Program, reward: Reward, taken: int, today: date) -> str:
    """Return what stands against a reward, the customer's points left aside; "" when nothing does.

    Args:
        shop: the shop.
        program: of the reward.
        reward: which.
        taken: how often the customer took it already.
        today: in the shop's zone.
    """
    locale = shop.profile.locale
    if reward.archived_at is not None:
        return _("The reward {reward} is no longer given.").format(reward=reward.name)
    if program.state not in (ProgramState.ACTIVE, ProgramState.PAUSED):
        return _("The program {program} is not in force.").format(program=program.name)
    if reward.from_day and today < reward.from_day:
        return _("The reward {reward} is given from {date} on.").format(
            reward=reward.name, date=short_date(reward.from_day, locale)
        )
    if reward.to_day and today > reward.to_day:
        return _("The reward {reward} was given until {date}.").format(
            reward=reward.name, date=short_date(reward.to_day, locale)
        )
    if reward.left == 0:
        return _("None of the reward {reward} is left.").format(reward=reward.name)
    return too_often(reward, taken + 1)


def too_often(reward: Reward, times: int) -> str:
    """Return what stands against a customer taking a reward so many times in all; "" when nothing does."""
    if reward.per_customer is None or times <= reward.per_customer:
        return ""
    return ngettext(
        "Each customer may take the reward {reward} {count} time at most.",
        "Each customer may take the reward {reward} {count} times at most.",
        reward.per_customer,
    ).format(reward=reward.name, count=reward.per_customer)


def too_few(shop: Shop, program: Program, reward: Reward, lacking: int, name: str) -> str:
    """Return the sentence for too few points or stamps."""
    locale = shop.profile.locale
    if program.kind is ProgramKind.STAMPS:
        sentence = ngettext(
            "{name} lacks {count} stamp for {reward}: it takes {cost}.",
            "{name} lacks {count} stamps for {reward}: it takes {cost}.",
            lacking,
        )
    else:
        sentence = ngettext(
            "{name} lacks {count} point for {reward}: it takes {cost}.",
            "{name} lacks {count} points for {reward}: it takes {cost}.",
            lacking,
        )
    return sentence.format(
        name=name, count=number(lacking, locale), reward=reward.name, cost=number(reward.cost, locale)
    )


def customer_name(shop: Shop, customer_id: int) -> str:
    """Return a customer's name as one says it.

    Raises:
        NotFoundError: there is no such customer.
        ConflictError: the customer is archived.
    """
    row = shop.db.read_one(
        "SELECT given_name, family_name, second_family_name, iif(kind = 'company', company, ''),"
        " archived_at IS NOT NULL FROM customer WHERE id = ?",
        (customer_id,),
    )
    if row is None:
        raise NotFoundError(_("This customer's file is no longer there."))
    name = spoken_name(*row[:4])
    if row[4]:
        raise ConflictError(_("The file of {name} is archived: bring it back first.").format(name=name))
    return name
