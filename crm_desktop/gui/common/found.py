"""Customers found while typing, as a list of hits shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.domain.customers.listing import SearchHit
    from crm_desktop.services.shop import Shop


def find(shop: Shop, text: str, most: int) -> list[SearchHit]:
    """Search over everything; telephones come as they are read aloud. Runs on a reader thread."""
    from crm_desktop.domain.customers.phones import display
    from crm_desktop.services.search import search

    country = shop.profile.country
    return [
        hit._replace(phones=tuple(display(phone, country) for phone in hit.phones))
        for hit in search(shop, text, most)
    ]
