"""Letters to many customers: what the shop wrote, filled in for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.domain.customers.mailings import MailField, checked, filled, shown
from crm_desktop.services import settings
from crm_desktop.services.changes import Changes
from crm_desktop.services.printing_customers import address_of
from crm_desktop.services.printing_shop import letterhead
from crm_desktop.services.shop import Shop
from crm_desktop.shared.formats import date_in_words, number
from crm_desktop.shared.i18n import _
from crm_desktop.store.queries import purchases as purchase_queries
from crm_desktop.store.queries.customers import iterate

if TYPE_CHECKING:
    from crm_desktop.domain.customers.model import Customer
    from crm_desktop.domain.purchases.listing import Totals

__all__ = ["PrintedLetters", "keep_text", "kept_text", "letters"]

SETTING = "letter_text"


@dataclass(frozen=True, slots=True)
class PrintedLetters:
    """Letters that were made.

    Attributes:
        pdf: the document; empty when nobody gets one.
        count: how many letters.
        unwilling: the names of customers who do not want to be contacted, and get none.
        without_address: the names of those whose letter has no whole address.
    """

    pdf: bytes
    count: int
    unwilling: tuple[str, ...] = ()
    without_address: tuple[str, ...] = ()


def kept_text(shop: Shop) -> str:
    """Return the letter that was written last, as people read it; one to begin with when there is none."""
    kept = settings.get(shop, SETTING)
    return shown(kept) if isinstance(kept, str) and kept else shown(_beginning())


def _beginning() -> str:
    return _(
        "{greeting}\n\nThank you for buying at {shop}. You have {points} points: come and use them whenever"
        " you like.\n\nSee you soon,\n{shop}"
    )


def keep_text(shop: Shop, text: str) -> Changes[None]:
    """Keep a letter for the next time.

    Raises:
        InvalidInput: it is empty, too long, or names what cannot be filled in; see `mailings.checked`.
    """
    return settings.put(shop, SETTING, checked(text), _("Letter kept."))


def letters(shop: Shop, ids: Sequence[int], text: str) -> PrintedLetters:
    """Return a letter for each customer as PDF; who does not want to be contacted gets none and is named.

    Args:
        shop: the shop.
        ids: which customers, in the order of the letters.
        text: as it was typed.

    Raises:
        InvalidInput: the text is empty, too long, or names what cannot be filled in.
    """
    from crm_desktop.documents import postal
    from crm_desktop.documents.kinds.customer_letter import CustomerLetter, CustomerLetters, build

    kept, profile = checked(text), shop.profile
    tiers: dict[int | None, str] = dict(shop.db.read("SELECT id, name FROM loyalty_tier"))
    made: list[CustomerLetter] = []
    unwilling: list[str] = []
    without: list[str] = []
    with shop.db.reading() as connection:
        totals = purchase_queries.totals(shop.db, ids)
        for customer in iterate(connection, ids):
            if customer.do_not_contact:
                unwilling.append(customer.list_name)
                continue
            address = address_of(customer)
            if not address.is_complete:
                without.append(customer.list_name)
            said = filled(kept, _values(shop, customer, totals.get(customer.id or 0), tiers))
            lines = postal.lines(address, profile.country, profile.locale) if address.is_complete else ()
            made.append(CustomerLetter(customer.full_name, said, tuple(lines)))
    if not made:
        return PrintedLetters(b"", 0, tuple(unwilling))
    now = shop.clock.local(shop.clock.now())
    content = CustomerLetters(letterhead(shop), tuple(made), now, profile.town, profile.locale, profile.paper)
    return PrintedLetters(build(content), len(made), tuple(unwilling), tuple(without))


def _values(
    shop: Shop, customer: Customer, totals: Totals | None, tiers: dict[int | None, str]
) -> dict[MailField, str]:
    locale = shop.profile.locale
    name = customer.given_name or customer.full_name
    last = totals.last_day if totals is not None else None
    return {
        MailField.GREETING: _("Hello, {name}:").format(name=name),
        MailField.NAME: name,
        MailField.FULL_NAME: customer.full_name,
        MailField.POINTS: number(totals.points if totals is not None else 0, locale),
        MailField.TIER: tiers.get(totals.tier_id, "") if totals is not None else "",
        MailField.LAST_PURCHASE: date_in_words(last, locale) if last is not None else "",
        MailField.DATE: date_in_words(shop.clock.today(), locale),
        MailField.SHOP: shop.profile.name,
    }
