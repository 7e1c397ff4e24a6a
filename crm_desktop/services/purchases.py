"""Purchases: selling at the counter, by a command or a till; giving back is reached from here too."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from uuid import uuid4

from crm_desktop.domain.loyalty.vouchers import Voucher
from crm_desktop.domain.purchases.listing import PurchaseFilter, PurchaseRow, Totals
from crm_desktop.domain.purchases.model import Purchase, PurchaseKind, PurchaseLine, Sale, SaleDone
from crm_desktop.domain.purchases.validate import checked
from crm_desktop.services import after_sales
from crm_desktop.services.changes import Changes
from crm_desktop.services.purchases_parts import (
    Buyer,
    buyer_of,
    on_sale,
    sold_changes,
    stage_now,
    with_earned,
)
from crm_desktop.services.purchases_returns import give_back, take_back
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import ConflictError, InvalidInput, NotFoundError
from crm_desktop.shared.formats import money, number, short_date
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.shared.moments import instant_of
from crm_desktop.store import purchase_writes
from crm_desktop.store.database import Operation
from crm_desktop.store.queries import products as product_queries
from crm_desktop.store.queries import purchases as queries

__all__ = [
    "assign",
    "by_ticket",
    "get",
    "give_back",
    "list_ids",
    "of_customer",
    "rows",
    "sell",
    "totals",
    "usual_discount",
]

_NOON = time(12)

# ---- reading


def get(shop: Shop, purchase_id: int) -> Purchase:
    """Return a sale or a return with its lines; raise NotFoundError."""
    found = queries.load(shop.db, [purchase_id]).get(purchase_id)
    if found is None:
        raise NotFoundError(_("This purchase is no longer there."))
    return found


def by_ticket(shop: Shop, ticket: str) -> Purchase:
    """Return the sale with a ticket's number; raise NotFoundError, or InvalidInput for no number at all."""
    if not ticket.strip():
        raise InvalidInput(_("Type the ticket’s number."))
    found = queries.by_ticket(shop.db, ticket)
    if found is None:
        raise NotFoundError(_("There is no sale with the ticket {ticket}.").format(ticket=ticket.strip()))
    return get(shop, found)


def of_customer(shop: Shop, customer_id: int, limit: int = 20) -> list[PurchaseRow]:
    """Return a customer's newest purchases, newest first."""
    return queries.newest_rows(shop.db, customer_id, limit)


def list_ids(shop: Shop, wanted: PurchaseFilter) -> array[int]:
    """Return the ids of a whole list of purchases, in its order."""
    return queries.ids(shop.db, wanted)


def rows(shop: Shop, ids: Sequence[int]) -> list[PurchaseRow]:
    """Return the rows of one page of a list, in the order of the ids."""
    return queries.rows(shop.db, ids)


def totals(shop: Shop, customer_ids: Sequence[int]) -> dict[int, Totals]:
    """Return what customers bought in sum, their rhythm and their points; ids that are gone are left out."""
    return queries.totals(shop.db, customer_ids)


def usual_discount(shop: Shop, customer_id: int, total_cents: int) -> int:
    """Return what the customer's usual discount would take off an amount, in cents.

    It is offered, never taken off by itself: whoever sells decides.
    """
    row = shop.db.read_one("SELECT discount_bp FROM customer WHERE id = ?", (customer_id,))
    return (total_cents * int(row[0]) + 5_000) // 10_000 if row else 0


# ---- writing


def sell(shop: Shop, sale: Sale) -> Changes[SaleDone]:
    """Write a sale down, with all that comes of it: points, stamps, follow-ups, orders that are met.

    The file of an archived customer who buys comes back to the lists, and the sentence says so.

    Raises:
        InvalidInput: with a sentence for each field that cannot be saved.
        ConflictError: the ticket was sold already, or the voucher cannot be used.
        NotFoundError: the customer, a product or the voucher is not there.
    """
    at, day = _moment(shop, sale)
    sale = checked(sale, day, shop.clock.today())
    with shop.operation("sell") as operation:
        buyer = buyer_of(operation, sale.customer_id)
        _refuse_sold(shop, sale.ticket)
        voucher, paid = _voucher(shop, sale)
        purchase = Purchase(
            customer_id=sale.customer_id,
            at=at,
            day=day,
            total_cents=paid,
            uid=uuid4().hex,
            ticket=sale.ticket,
            currency=shop.profile.currency,
            staff_id=sale.staff_id if sale.staff_id is not None else shop.on_duty,
            source=sale.source,
            notes=sale.notes,
            created_at=shop.clock.now(),
            lines=_named(shop, sale.lines),
        )
        key, line_ids = purchase_writes.insert(operation, purchase)
        purchase = replace(
            purchase,
            id=key,
            lines=tuple(replace(line, id=i) for i, line in zip(line_ids, purchase.lines, strict=True)),
        )
        if voucher is not None:
            from crm_desktop.services import vouchers

            vouchers.use(shop, operation, voucher, key)
        done = come_of(shop, operation, purchase, buyer)
        operation.words = _sentence(shop, purchase, done, buyer)
    return sold_changes(operation, done)


def come_of(shop: Shop, operation: Operation, purchase: Purchase, buyer: Buyer | None) -> SaleDone:
    """Do, within `operation`, what follows from a sale that is written: points, follow-ups, orders met."""
    done = SaleDone(purchase.id or 0, purchase.customer_id, purchase.total_cents)
    if purchase.customer_id is None:
        return done
    if buyer is not None and buyer.archived:
        operation.update("customer", purchase.customer_id, archived_at=None, updated_at=operation.at)
    earned = on_sale(shop, operation, purchase)
    kept = [line for line in purchase.lines if line.returned_milli < line.quantity_milli]
    lines = [(line.id or 0, line) for line in kept]
    planned = after_sales.plan(shop, operation, purchase.customer_id, purchase.day, lines)
    slip = list(earned.lines)
    if planned:
        slip.append(
            ngettext("{count} follow-up was planned.", "{count} follow-ups were planned.", planned).format(
                count=planned
            )
        )
    met = purchase_writes.meet_orders(operation, replace(purchase, lines=tuple(kept)))
    if met:
        slip.append(
            ngettext("{count} order is met by it.", "{count} orders are met by it.", met).format(count=met)
        )
    return with_earned(done, earned, stage_now(shop, operation, purchase.customer_id), tuple(slip))


def assign(shop: Shop, purchase_id: int, customer_id: int) -> Changes[SaleDone]:
    """Say whose a sale is that was made to somebody unknown; its returns, its points and its plan follow.

    Raises:
        ConflictError: it is somebody's already, or no sale.
        NotFoundError: the sale or the customer is no longer there.
    """
    with shop.operation("assign_purchase") as operation:
        sale = get(shop, purchase_id)
        if sale.kind is not PurchaseKind.SALE:
            raise ConflictError(_("Choose the sale itself; its returns go with it."))
        if sale.customer_id is not None:
            raise ConflictError(_("This sale is a customer's already."))
        buyer = buyer_of(operation, customer_id)
        operation.execute(
            "UPDATE purchase SET customer_id = ? WHERE id = ? OR return_of = ?",
            (customer_id, purchase_id, purchase_id),
        )
        sale = replace(sale, customer_id=customer_id)
        done = come_of(shop, operation, sale, buyer)
        for return_ in queries.returns_of(shop.db, purchase_id):
            done = take_back(shop, operation, return_, sale)._replace(purchase_id=purchase_id)
        operation.words = _("The sale of {date} is {name}'s now.").format(
            date=short_date(sale.day, shop.profile.locale), name=buyer.name if buyer else ""
        )
    return sold_changes(operation, done)


def _moment(shop: Shop, sale: Sale) -> tuple[datetime, date]:
    """Return when a sale was, and on which day in the shop's zone."""
    now, today = shop.clock.now(), shop.clock.today()
    if sale.at is not None:
        return sale.at, shop.clock.local(sale.at).date()
    if sale.day is None or sale.day == today:
        return now, today
    try:
        return instant_of(shop.clock, sale.day, _NOON), sale.day
    except (OverflowError, ValueError):  # the first days that a calendar has
        return now, sale.day


def _refuse_sold(shop: Shop, ticket: str) -> None:
    """Refuse a ticket that was sold already, and say when."""
    found = queries.by_ticket(shop.db, ticket) if ticket else None
    if found is None:
        return
    sold = get(shop, found)
    locale = shop.profile.locale
    raise ConflictError(
        _("The ticket {ticket} was sold already on {date}, for {amount}. Nothing was written.").format(
            ticket=sold.ticket,
            date=short_date(sold.day, locale),
            amount=money(sold.total_cents, sold.currency, locale),
        )
    )


def _voucher(shop: Shop, sale: Sale) -> tuple[Voucher | None, int]:
    """Return the voucher of a sale, if any, and what is to be paid."""
    total = sale.total_cents or 0
    if not sale.voucher_code.strip():
        return None, total
    from crm_desktop.services import vouchers

    voucher = vouchers.usable(shop, sale.voucher_code, sale.customer_id, total)
    return voucher, total - voucher.discount(total)


def _named(shop: Shop, lines: Sequence[PurchaseLine]) -> tuple[PurchaseLine, ...]:
    """Return lines with the product's name where nothing was written; refuse products that are not there."""
    wanted = sorted({line.product_id for line in lines if line.product_id is not None})
    names = product_queries.names(shop.db, wanted) if wanted else {}
    if len(names) < len(wanted):
        raise NotFoundError(_("This product is no longer there."))
    return tuple(line if line.name else replace(line, name=names[line.product_id or 0]) for line in lines)


def _sentence(shop: Shop, purchase: Purchase, done: SaleDone, buyer: Buyer | None) -> str:
    amount = money(purchase.total_cents, purchase.currency, shop.profile.locale)
    if buyer is None:
        return _("Sale of {amount}.").format(amount=amount)
    sentences = [_("Sale of {amount} to {name}.").format(amount=amount, name=buyer.name)]
    if done.points:
        sentences.append(
            ngettext("{count} point more.", "{count} points more.", done.points).format(
                count=number(done.points, shop.profile.locale)
            )
        )
    if buyer.archived:
        sentences.append(_("The file was archived and is back in the lists."))
    return " ".join(sentences)
