"""Giving back what was sold, whole or in part: never more than was sold, and what followed goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import uuid4

from crm_desktop.domain.purchases import returns
from crm_desktop.domain.purchases.model import Purchase, PurchaseKind, PurchaseSource, SaleDone
from crm_desktop.domain.purchases.validate import NOTES_LETTERS
from crm_desktop.domain.written import forbidden_sentence, has_forbidden, too_long_sentence
from crm_desktop.services import after_sales, vouchers
from crm_desktop.services.changes import Changes
from crm_desktop.services.purchases_parts import buyer_of, on_return, sold_changes, stage_now, with_earned
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import ConflictError, InvalidInput, NotFoundError
from crm_desktop.shared.formats import money, number, short_date
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.store import purchase_writes
from crm_desktop.store.database import Operation
from crm_desktop.store.queries import purchases as queries


def give_back(
    shop: Shop,
    purchase_id: int,
    lines: Mapping[int, int] | None = None,
    *,
    cents: int | None = None,
    notes: str = "",
    source: PurchaseSource = PurchaseSource.COUNTER,
) -> Changes[SaleDone]:
    """Give a sale back, whole or in part; its points go, and its follow-ups still open are cancelled.

    With the last of it, the voucher that it was paid with can be used again.

    Args:
        shop: the shop.
        purchase_id: the sale.
        lines: line -> thousandths that come back; None for all that is left.
        cents: of a sale without lines, how much; None for all that is left.
        notes: why, in the shop's words.
        source: how it came in.

    Raises:
        InvalidInput: it is more than was sold and is left.
        ConflictError: it is no sale, or nothing of it is left.
        NotFoundError: the sale is no longer there.
    """
    notes = notes.strip()
    if has_forbidden(notes):
        raise InvalidInput(forbidden_sentence(), {"notes": forbidden_sentence()})
    if len(notes) > NOTES_LETTERS:
        sentence = too_long_sentence(NOTES_LETTERS, len(notes))
        raise InvalidInput(sentence, {"notes": sentence})
    with shop.operation("give_back") as operation:
        sale = _sale(shop, purchase_id)
        back = returns.give_back(sale, lines, cents)
        return_ = Purchase(
            customer_id=sale.customer_id,
            at=shop.clock.now(),
            day=shop.clock.today(),
            total_cents=-back.cents,
            kind=PurchaseKind.RETURN,
            uid=uuid4().hex,
            return_of=purchase_id,
            currency=sale.currency,
            staff_id=shop.on_duty,
            source=source,
            notes=notes,
            created_at=shop.clock.now(),
            lines=back.lines,
        )
        key, line_ids = purchase_writes.insert(operation, return_)
        return_ = replace(
            return_,
            id=key,
            lines=tuple(replace(line, id=i) for i, line in zip(line_ids, back.lines, strict=True)),
        )
        purchase_writes.mark_returned(operation, sale, back)
        done = take_back(shop, operation, return_, sale)
        gone = [line.id or 0 for line in back.sold if line.returned_milli == line.quantity_milli]
        ended = after_sales.cancel(shop, operation, gone)
        if ended:
            sentence = ngettext(
                "{count} follow-up of its after-sales plan was cancelled.",
                "{count} follow-ups of its after-sales plan were cancelled.",
                ended,
            ).format(count=ended)
            done = done._replace(slip=(*done.slip, sentence))
        freed = vouchers.free(shop, operation, purchase_id) if back.all else ""
        if freed:
            done = done._replace(slip=(*done.slip, freed))
        operation.words = _sentence(shop, operation, return_, done)
    return sold_changes(operation, done)


def _sale(shop: Shop, purchase_id: int) -> Purchase:
    """Return a sale of which something is left; raise ConflictError or NotFoundError."""
    sale = queries.load(shop.db, [purchase_id]).get(purchase_id)
    if sale is None:
        raise NotFoundError(_("This purchase is no longer there."))
    if sale.kind is not PurchaseKind.SALE:
        raise ConflictError(_("This is a return already. Choose the sale that it belongs to."))
    if sale.given_back:
        row = shop.db.read_one("SELECT max(day) FROM purchase WHERE return_of = ?", (purchase_id,))
        day = date.fromisoformat(row[0]) if row and row[0] else sale.day
        raise ConflictError(
            _("All of this sale was given back already, on {date}.").format(
                date=short_date(day, shop.profile.locale)
            )
        )
    return sale


def take_back(shop: Shop, operation: Operation, return_: Purchase, sale: Purchase) -> SaleDone:
    """Do, within `operation`, what follows for the customer from a return that is written."""
    done = SaleDone(return_.id or 0, sale.customer_id, return_.total_cents)
    if sale.customer_id is None:
        return done
    earned = on_return(shop, operation, return_, sale)
    return with_earned(done, earned, stage_now(shop, operation, sale.customer_id), earned.lines)


def _sentence(shop: Shop, operation: Operation, return_: Purchase, done: SaleDone) -> str:
    amount = money(-return_.total_cents, return_.currency, shop.profile.locale)
    buyer = buyer_of(operation, return_.customer_id)
    if buyer is None:
        return _("Return of {amount}.").format(amount=amount)
    sentences = [_("Return of {amount} by {name}.").format(amount=amount, name=buyer.name)]
    if done.points < 0:
        sentences.append(
            ngettext("{count} point less.", "{count} points less.", -done.points).format(
                count=number(-done.points, shop.profile.locale)
            )
        )
    return " ".join(sentences)
