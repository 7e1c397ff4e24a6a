"""Whose card is it? However its number is typed."""

from __future__ import annotations

from crm_desktop.domain.customers.cards import card_key
from crm_desktop.store.database import ShopDatabase

# As `card_key` makes it, and as the unique index on cards is written: only so is that index used.
KEY = "replace(replace(lower(card), ' ', ''), '-', '')"


def card_owner(database: ShopDatabase, card: str) -> int | None:
    """Return the id of the customer who has a card, or None.

    Args:
        database: the shop.
        card: as it was typed or scanned; "" is nobody's.
    """
    key = card_key(card)
    if not key:
        return None
    row = database.read_one(f"SELECT id FROM customer WHERE {KEY} = ? AND card <> ''", (key,))
    return int(row[0]) if row else None
