"""The search over everything, from anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.domain.customers.listing import SearchHit
from crm_desktop.services.shop import Shop
from crm_desktop.store.queries import customer_lists


def search(shop: Shop, text: str, limit: int = 50) -> list[SearchHit]:
    """Return the first customers, by name, in which every word of `text` is found; archived ones come last.

    Names, telephones (any part of three figures or more), e-mails, company, address, notes, tags, card
    number, tax id and the shop's own fields are searched; accents and case are ignored.
    """
    return customer_lists.hits(shop.db, text, limit) if text.strip() else []


def hits_of(shop: Shop, ids: Sequence[int]) -> list[SearchHit]:
    """Return these customers as the search tells them, in the order of the ids."""
    return customer_lists.hits_of(shop.db, ids)
