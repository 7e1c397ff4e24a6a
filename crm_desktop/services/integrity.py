"""Is the shop's file sound?"""

from __future__ import annotations

from crm_desktop.services.shop import Shop
from crm_desktop.store import customer_index


def check(shop: Shop, *, quick: bool = False) -> list[str]:
    """Return what is wrong with the shop's file; an empty list when it is sound.

    The file itself is looked at (pages, indices, references), and what is worked out is proved against the
    rows that it comes from.
    """
    connection = shop.db.connection()
    faults = shop.db.engine.sound(connection, quick=quick)
    if not faults:
        faults = customer_index.faults(connection)
    return faults
