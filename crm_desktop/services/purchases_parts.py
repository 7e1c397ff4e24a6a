"""What selling and giving back share: who buys, what it does for points, what is told afterwards."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from crm_desktop.domain.customers.model import spoken_name
from crm_desktop.domain.loyalty.model import Earned
from crm_desktop.domain.purchases.model import Purchase, SaleDone
from crm_desktop.domain.purchases.stages import RelationshipStage
from crm_desktop.services.changes import Changes
from crm_desktop.services.shop import Shop, changes
from crm_desktop.services.stage_rule import stage_rule
from crm_desktop.shared.errors import NotFoundError
from crm_desktop.shared.i18n import _
from crm_desktop.store.database import Operation


class Buyer(NamedTuple):
    """Who buys: the name as one says it, and whether the file is archived."""

    name: str
    archived: bool


def buyer_of(operation: Operation, customer_id: int | None) -> Buyer | None:
    """Return who buys; None for somebody unknown; raise NotFoundError."""
    if customer_id is None:
        return None
    row = operation.execute(
        "SELECT c.given_name, c.family_name, c.second_family_name, iif(c.kind = 'company', c.company, ''),"
        " c.archived_at IS NOT NULL, i.name FROM customer c"
        " JOIN customer_index i ON i.customer_id = c.id WHERE c.id = ?",
        (customer_id,),
    ).fetchone()
    if row is None:
        raise NotFoundError(_("This customer's file is no longer there."))
    return Buyer(spoken_name(*row[:4]) or str(row[5]), bool(row[4]))


def on_sale(shop: Shop, operation: Operation, purchase: Purchase) -> Earned:
    """Give the points and stamps of a sale, within the operation that writes it."""
    from crm_desktop.services import loyalty_earning

    return loyalty_earning.on_sale(shop, operation, purchase)


def on_return(shop: Shop, operation: Operation, return_: Purchase, sale: Purchase) -> Earned:
    """Take back the points and stamps that a return undoes, within the operation that writes it."""
    from crm_desktop.services import loyalty_earning

    return loyalty_earning.on_return(shop, operation, return_, sale)


def stage_now(shop: Shop, operation: Operation, customer_id: int) -> RelationshipStage:
    """Return a customer's stage as the operation leaves it."""
    row = operation.execute(
        "SELECT purchases, last_day FROM customer_totals WHERE customer_id = ?", (customer_id,)
    ).fetchone()
    purchases, last = row or (0, "")
    last_day = date.fromisoformat(last) if last else None
    return stage_rule(shop).stage_of(purchases, last_day)


def with_earned(done: SaleDone, earned: Earned, stage: RelationshipStage, slip: tuple[str, ...]) -> SaleDone:
    """Return what came of a sale or a return with what it did for the customer's points and stage."""
    return done._replace(
        points=earned.points,
        balance=earned.balance,
        debt=earned.debt,
        stamps=earned.stamps,
        tier=earned.tier,
        vouchers=earned.vouchers,
        stage=stage,
        slip=slip,
    )


def sold_changes(operation: Operation, done: SaleDone) -> Changes[SaleDone]:
    """Return what a sale or a return that has ended changed; its customer is among it."""
    told = changes(operation, done)
    return told._replace(ids=told.ids | {done.customer_id}) if done.customer_id is not None else told
