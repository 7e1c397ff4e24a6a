"""Who buys: the customer whom a till or a command names by card, telephone or number."""

from __future__ import annotations

from crm_desktop.domain.customers.phones import read_phone
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import ConflictError, NotFoundError
from crm_desktop.shared.i18n import _
from crm_desktop.store.queries import buyers
from crm_desktop.store.queries.cards import card_owner

_NAMED = 3


def by_card(shop: Shop, card: str) -> int:
    """Return the customer who has a card, archived or not, however its number is typed.

    Raises:
        NotFoundError: nobody has it.
    """
    found = card_owner(shop.db, card)
    if found is None:
        raise NotFoundError(
            _("No customer has the card {card}. Nothing was written.").format(card=card.strip() or "“”")
        )
    return found


def by_phone(shop: Shop, phone: str) -> int:
    """Return the one customer who has a telephone, whatever its spaces and prefix; archived ones come last.

    Raises:
        NotFoundError: nobody has it.
        ConflictError: several have it.
    """
    normal = read_phone(phone, shop.profile.country).normal
    found = buyers.by_phone(shop.db, phone, normal)
    live = [hit for hit in found if not hit.archived] or found
    if not live:
        raise NotFoundError(
            _("No customer has the telephone {phone}. Nothing was written.").format(
                phone=phone.strip() or "“”"
            )
        )
    if len(live) > 1:
        names = [hit.name for hit in live[:_NAMED]] + (["…"] if len(live) > _NAMED else [])
        raise ConflictError(
            _(
                "The telephone {phone} is of several customers: {names}. Say which one by card or number."
            ).format(phone=phone.strip(), names="; ".join(names))
        )
    return live[0].id


def by_number(shop: Shop, customer_id: int) -> int:
    """Return a customer's number if there is such a customer; raise NotFoundError."""
    if not buyers.exists(shop.db, customer_id):
        raise NotFoundError(
            _("There is no customer number {number}. Nothing was written.").format(number=customer_id)
        )
    return customer_id
