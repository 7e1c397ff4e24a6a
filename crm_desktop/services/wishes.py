"""Orders and wishes: who waits for what; an arrival becomes the follow-ups of all who wait, once."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from crm_desktop.domain.products.validate import checked_wish
from crm_desktop.domain.products.wishes import AskedFor, Wish, WishFilter, WishRow, WishState
from crm_desktop.domain.reminders.model import Reminder, Source
from crm_desktop.domain.reminders.scheduling import started
from crm_desktop.domain.reminders.validate import checked
from crm_desktop.services import left_out
from crm_desktop.services.changes import Changes
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.errors import ConflictError, InvalidInput, NotFoundError
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.store import reminder_writes, wish_writes
from crm_desktop.store.queries import reminders as reminder_queries
from crm_desktop.store.queries import wishes as queries

__all__ = ["AskedFor", "arrived", "asked_for", "close", "get", "list_ids", "rows", "save"]


def get(shop: Shop, wish_id: int) -> Wish:
    """Return a wish; raise NotFoundError."""
    found = queries.load(shop.db, [wish_id]).get(wish_id)
    if found is None:
        raise NotFoundError(_("This order is no longer there."))
    return found


def list_ids(shop: Shop, wanted: WishFilter) -> array[int]:
    """Return the ids of a whole list of orders and wishes, in its order."""
    return queries.ids(shop.db, wanted)


def rows(shop: Shop, ids: Sequence[int]) -> list[WishRow]:
    """Return the rows of one page of a list, in the order of the ids."""
    return queries.rows(shop.db, ids)


def asked_for(shop: Shop) -> list[AskedFor]:
    """Return what is asked for, by product or by words, the most frequent first."""
    return queries.asked_for(shop.db)


def save(shop: Shop, wish: Wish) -> Changes[int]:
    """Save an order or a wish, new or changed; return its id.

    Raises:
        InvalidInput: with a sentence for each field that cannot be saved.
        ConflictError: it is closed.
        NotFoundError: it, its customer or its product is no longer there.
    """
    wanted = checked_wish(wish)
    with shop.operation("save_wish") as operation:
        operation.refused = NotFoundError(_("This product is no longer there."))
        name = _customer_name(shop, wanted.customer_id)
        if wanted.id is None:
            key = wish_writes.insert(
                operation,
                replace(
                    wanted,
                    state=WishState.WAITING,
                    created_at=shop.clock.now(),
                    staff_id=wanted.staff_id if wanted.staff_id is not None else shop.on_duty,
                ),
            )
            operation.words = _("{name}'s order written down.").format(name=name)
        else:
            key, old = wanted.id, get(shop, wanted.id)
            if old.state in {WishState.SOLD, WishState.CANCELLED}:
                raise ConflictError(_("This order is closed already, so it cannot be changed."))
            wish_writes.update(operation, old, wanted)
            operation.words = _("{name}'s order saved.").format(name=name)
    return changes(operation, key)


def _customer_name(shop: Shop, customer_id: int) -> str:
    row = shop.db.read_one("SELECT name FROM customer_index WHERE customer_id = ?", (customer_id,))
    if row is None:
        raise NotFoundError(_("This customer's file is no longer there."))
    return str(row[0])


def arrived(
    shop: Shop,
    wish_ids: Sequence[int] | None = None,
    template: Reminder | None = None,
    *,
    product_id: int | None = None,
) -> Changes[list[int]]:
    """Say that what customers wait for is there: each of them gets one follow-up, and no second one.

    Orders that do not wait any more are left alone. Customers who do not want to be contacted, and archived
    ones, get none and are counted in the sentence; their orders have arrived all the same.

    Args:
        shop: the shop.
        wish_ids: which orders; None for all that wait for `product_id`.
        template: the follow-up (its customer is not looked at); None for a call today.
        product_id: what arrived, when `wish_ids` is None.

    Returns:
        The ids of the new follow-ups.

    Raises:
        InvalidInput: the follow-up cannot be saved, or nothing was said to have arrived.
    """
    if wish_ids is None and product_id is None:
        raise InvalidInput(_("Choose what has arrived."))
    usual = Reminder(
        0, shop.clock.today(), _("Tell them that their order has arrived"), source=Source.PRODUCT
    )
    first = started(checked(template or usual))
    with shop.operation("wishes_arrived") as operation:
        ids = queries.waiting_for(shop.db, product_id or 0) if wish_ids is None else wish_ids
        found = queries.load(shop.db, list(dict.fromkeys(ids)))
        waiting = [w for w in found.values() if w.state is WishState.WAITING]
        by_customer: dict[int, list[int]] = {}
        for wish in sorted(waiting, key=lambda w: w.id or 0):
            by_customer.setdefault(wish.customer_id, []).append(wish.id or 0)
        reachable, unwilling, archived = reminder_queries.reachable(shop.db, list(by_customer))
        what = {row.id: row.what for row in queries.rows(shop.db, [w.id or 0 for w in waiting])}
        now = shop.clock.now()
        made = reminder_writes.insert_many(
            operation,
            [
                replace(
                    first,
                    id=None,
                    customer_id=customer_id,
                    uid=uuid4().hex,
                    created_at=now,
                    notes="\n".join(
                        part
                        for part in (first.notes, *(what.get(i, "") for i in by_customer[customer_id]))
                        if part
                    ),
                )
                for customer_id in reachable
            ],
        )
        for customer_id, reminder_id in zip(reachable, made, strict=True):
            wish_writes.set_arrived(operation, by_customer.pop(customer_id), reminder_id)
        for left in by_customer.values():
            wish_writes.set_arrived(operation, left, None)
        sentence = _arrived_sentence(len(waiting), len(made), unwilling, archived)
        operation.words = sentence
    return changes(operation, made)._replace(sentence=sentence)


def _arrived_sentence(waiting: int, made: int, unwilling: int, archived: int) -> str:
    if not waiting:
        return _("Nobody is waiting for it any more, so no follow-up was added.")
    added = ngettext("{count} follow-up added.", "{count} follow-ups added.", made).format(count=made)
    return " ".join([added, *left_out.sentences(unwilling, archived)])


def close(shop: Shop, ids: Sequence[int], state: WishState) -> Changes[int]:
    """Close orders as sold or cancelled; return how many were open.

    Raises:
        ValueError: another state was asked for.
    """
    if state not in {WishState.SOLD, WishState.CANCELLED}:
        raise ValueError(state)
    with shop.operation("close_wishes") as operation:
        done = wish_writes.close(operation, ids, state)
        if state is WishState.SOLD:
            sentence = ngettext("{count} order sold.", "{count} orders sold.", done)
        else:
            sentence = ngettext("{count} order cancelled.", "{count} orders cancelled.", done)
        operation.words = sentence.format(count=done)
    return changes(operation, done)
