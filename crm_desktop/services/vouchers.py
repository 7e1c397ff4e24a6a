"""Vouchers: given, found by their code, used once, cancelled."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from crm_desktop.domain.loyalty.validate import checked_offer
from crm_desktop.domain.loyalty.vouchers import (
    Voucher,
    VoucherFilter,
    VoucherOffer,
    VoucherState,
    is_mistyped,
    plain_code,
    why_not,
)
from crm_desktop.services import left_out, loyalty_vouchers
from crm_desktop.services.changes import Changes
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.errors import ConflictError, InvalidInput, NotFoundError
from crm_desktop.shared.formats import short_date
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.store.database import Operation
from crm_desktop.store.queries import loyalty_accounts
from crm_desktop.store.queries import vouchers as queries


def issue(shop: Shop, customer_ids: Sequence[int | None], offer: VoucherOffer) -> Changes[list[int]]:
    """Give a voucher to each customer (None: to whoever brings it), in one operation; return their ids.

    Customers who are archived, or gone, are left out and counted in the sentence.

    Raises:
        InvalidInput: with a sentence for each field of the offer that cannot be saved.
    """
    wanted = checked_offer(offer, shop.clock.today())
    named = list(dict.fromkeys(c for c in customer_ids if c is not None))
    with shop.operation("issue_vouchers") as operation:
        there = loyalty_accounts.living(shop.db, named)
        owners: list[int | None] = [c for c in named if c in there]
        owners += [None] * sum(1 for c in customer_ids if c is None)
        made = loyalty_vouchers.write(shop, operation, owners, wanted)
        worth = _worth(shop, wanted)
        sentence = ngettext(
            "{count} voucher of {worth} given.", "{count} vouchers of {worth} given.", len(made)
        ).format(count=len(made), worth=worth)
        sentence = " ".join([sentence, *left_out.sentences(archived=len(named) - len(there))])
        operation.words = sentence
    done = changes(operation, [key for key, _code in made])
    return done if made else done._replace(sentence=sentence)


def _worth(shop: Shop, offer: VoucherOffer) -> str:
    shown = Voucher(0, "", None, offer.kind, offer.value_cents, offer.percent_bp)
    return shown.worth(shop.profile.currency, shop.profile.locale)


def find(shop: Shop, code: str) -> Voucher:
    """Return a voucher by its code as typed or scanned.

    Raises:
        InvalidInput: one of its signs is wrong.
        NotFoundError: there is no such voucher.
    """
    plain = plain_code(code)
    found = queries.by_code(shop.db, plain) if plain else None
    if found is None:
        if is_mistyped(plain):
            sentence = _("The code {code} is not complete or mistyped: look at each sign again.")
            raise InvalidInput(sentence.format(code=plain), {"voucher_code": sentence.format(code=plain)})
        raise NotFoundError(_("There is no voucher with the code {code}.").format(code=plain or "—"))
    return found


def usable(shop: Shop, code: str, customer_id: int | None, total_cents: int | None = None) -> Voucher:
    """Return a voucher that can be used now; `Voucher.discount` says what it takes off.

    Args:
        shop: the shop.
        code: as typed or scanned.
        customer_id: who buys; None for nobody known.
        total_cents: of the purchase before the voucher; None when nobody knows it yet.

    Raises:
        InvalidInput: the code was mistyped.
        NotFoundError: there is no such voucher.
        ConflictError: with the reason why it cannot be used.
    """
    voucher = find(shop, code)
    profile = shop.profile
    reason = why_not(voucher, shop.clock.today(), total_cents, customer_id, profile.currency, profile.locale)
    if reason:
        raise ConflictError(reason)
    return voucher


def use(shop: Shop, operation: Operation, voucher: Voucher, purchase_id: int) -> None:
    """Mark a voucher as used by a purchase, within the operation that keeps the purchase.

    Raises:
        ConflictError: somebody else was quicker.
    """
    done = operation.execute(
        "UPDATE voucher SET state = 'used', used_at = ?, used_purchase_id = ?"
        " WHERE id = ? AND state = 'valid'",
        (operation.at, purchase_id, voucher.id),
    )
    if not done.rowcount:
        now = queries.load(shop.db, [voucher.id]).get(voucher.id)
        if now is None:
            raise NotFoundError(_("There is no voucher with the code {code}.").format(code=voucher.code))
        used = _("The voucher {code} was used already.").format(code=voucher.code)
        raise ConflictError(used)


def free(shop: Shop, operation: Operation, purchase_id: int) -> str:
    """Let the voucher of a sale that was given back whole be used again, within the return's operation.

    What was paid comes back in money, and the voucher is not money. One that ended meanwhile stays used.

    Returns:
        What to tell the customer, see `freed_words`.
    """
    voucher = queries.of_purchase(shop.db, purchase_id)
    if voucher is not None and voucher.state is VoucherState.USED and not _ended(shop, voucher):
        # The sale stays named: its receipt tells what was taken off.
        operation.update("voucher", voucher.id, state=VoucherState.VALID.value, used_at=None)
    return freed_words(shop, purchase_id)


def freed_words(shop: Shop, purchase_id: int) -> str:
    """Return what became of the voucher of a sale that was given back whole, in the user's language.

    It is "" when the sale was paid without one, or its voucher was used again or cancelled since.
    """
    voucher = queries.of_purchase(shop.db, purchase_id)
    if voucher is None or voucher.state is VoucherState.CANCELLED:
        return ""
    if voucher.state is VoucherState.VALID:
        return _("The voucher {code} can be used again.").format(code=voucher.code)
    return _("The voucher {code} is not given back: it ended on {date}.").format(
        code=voucher.code, date=short_date(voucher.to_day or shop.clock.today(), shop.profile.locale)
    )


def _ended(shop: Shop, voucher: Voucher) -> bool:
    return voucher.to_day is not None and voucher.to_day < shop.clock.today()


def cancel(shop: Shop, ids: Sequence[int]) -> Changes[int]:
    """Cancel vouchers that were not used; return how many."""
    with shop.operation("cancel_vouchers") as operation:
        done = 0
        for key in ids:
            cursor = operation.execute(
                "UPDATE voucher SET state = ? WHERE id = ? AND state = 'valid'",
                (VoucherState.CANCELLED.value, key),
            )
            done += cursor.rowcount
        operation.words = ngettext("{count} voucher cancelled.", "{count} vouchers cancelled.", done).format(
            count=done
        )
    return changes(operation, done)


def list_ids(shop: Shop, wanted: VoucherFilter) -> array[int]:
    """Return the ids of a whole list, the newest first."""
    return queries.ids(shop.db, wanted)


def rows(shop: Shop, ids: Sequence[int]) -> list[Voucher]:
    """Return the vouchers of one page of a list, in the order of the ids; ids that are gone are left out."""
    found = queries.load(shop.db, ids)
    return [found[key] for key in ids if key in found]


def of_customer(shop: Shop, customer_id: int) -> list[Voucher]:
    """Return a customer's vouchers that can be used today, those that end first before the others."""
    return queries.usable_by(shop.db, customer_id, shop.clock.today())
