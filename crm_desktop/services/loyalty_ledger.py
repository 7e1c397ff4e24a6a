"""Taking back what an operation wrote into the ledger, and bringing two customers' points together."""

from __future__ import annotations

from dataclasses import replace

from crm_desktop.domain.loyalty.model import Cause, EntryKind
from crm_desktop.services import loyalty_tiers
from crm_desktop.services.loyalty_redeeming import too_often
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import ConflictError
from crm_desktop.shared.i18n import _
from crm_desktop.store import ledger, ledger_reversal, tier_writes
from crm_desktop.store.database import Operation
from crm_desktop.store.ledger import NewEntry
from crm_desktop.store.queries import loyalty as queries
from crm_desktop.store.queries import loyalty_accounts as account_queries


def reverse_operation(shop: Shop, operation: Operation, undone: int) -> None:
    """Append, within `operation`, the entries that take back those of operation `undone`.

    Call it when the other rows are put back: tiers are looked at by the purchases that are then there.

    Raises:
        ConflictError: a redemption that would be done again, and the points are no longer there, or the
            customer took the reward meanwhile as often as one may.
    """
    _refuse_too_often(shop, operation, undone)
    touched = ledger_reversal.reverse(operation, undone, words=_("Taken back"), staff_id=shop.on_duty)
    touched |= tier_writes.given_by(operation, undone)
    again = tier_writes.done_again(operation, undone)
    programs = {p.id: p for p in queries.programs(shop.db)} if touched else {}
    for program_id, customer_id in sorted(touched):
        if program_id in programs:
            loyalty_tiers.look_at(
                shop, operation, programs[program_id], customer_id, undone=undone, given_by=again
            )
    for program_id in {p for p, _customer in touched}:
        if program_id not in programs or not programs[program_id].tiers:
            tier_writes.clear(operation, program_id)
    if tier_writes.changed_tiers(operation):
        for program in queries.programs(shop.db, "p.state IN ('active', 'paused')"):
            loyalty_tiers.look_at_all(shop, operation, program, forget=False, given_by=again)


def _refuse_too_often(shop: Shop, operation: Operation, undone: int) -> None:
    for customer_id, reward_id in ledger_reversal.redeemed_again(operation, undone):
        (reward,) = queries.rewards(shop.db, "r.id = ?", (reward_id,))
        reason = too_often(reward, account_queries.taken_rewards(shop.db, customer_id).get(reward_id, 0))
        if reason:
            raise ConflictError(reason)


def move(shop: Shop, operation: Operation, from_customer: int, to_customer: int) -> None:
    """Carry all points, stamps and debts of one customer over to another, as two files become one.

    Call it when the purchases are the other customer's, by which the tiers are looked at. Each lot keeps the
    days on which it can be used. The entries of before stay with the file that they were written for; an undo
    takes all back.
    """
    accounts = operation.execute(
        "SELECT id, program_id, points FROM loyalty_account WHERE customer_id = ? AND points <> 0"
        " ORDER BY program_id",
        (from_customer,),
    ).fetchall()
    for account_id, program_id, points in accounts:
        entry = NewEntry(
            program_id=program_id,
            customer_id=from_customer,
            day=shop.clock.today().isoformat(),
            kind=EntryKind.ADJUST,
            points=-points,
            cause=Cause.MERGE,
            cause_id=to_customer,
            words=_("Two files made one"),
            staff_id=shop.on_duty,
        )
        theirs = replace(entry, customer_id=to_customer, cause_id=from_customer)
        if points < 0:
            ledger.give(operation, entry)
            ledger.take(operation, replace(theirs, points=points))
            continue
        lots = ledger.lots(operation, account_id)
        rest = dict(
            operation.execute("SELECT entry_id, renews FROM point_lot WHERE account_id = ?", (account_id,))
        )
        ledger.take(operation, entry)
        for lot in lots:
            ledger.give(
                operation,
                replace(
                    theirs,
                    points=lot.left,
                    day=lot.day,
                    available_on=lot.available_on,
                    expires_on=lot.expires_on,
                    renews=rest[lot.entry_id],
                ),
            )
    for program in queries.programs(shop.db):
        loyalty_tiers.look_at(shop, operation, program, to_customer)
