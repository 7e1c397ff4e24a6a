"""Is the shop's file sound?"""

from __future__ import annotations

from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import FileRefused
from crm_desktop.store import customer_index, ledger_checks, totals


def tidy(shop: Shop) -> None:
    """Put in order what a day's small writes left scattered in the file; nothing that it says changes."""
    with shop.db.transaction() as connection:
        shop.db.engine.tidy(connection)


def check(shop: Shop, *, quick: bool = False) -> list[str]:
    """Return what is wrong with the shop's file; an empty list when it is sound.

    The file itself is looked at (pages, indices, references), and what is worked out is proved against the
    rows that it comes from.
    """
    try:
        with shop.db.reading() as connection:
            faults = shop.db.engine.sound(connection, quick=quick) or customer_index.faults(connection)
            faults = faults or totals.faults(connection) or ledger_checks.faults(connection)
            if not faults and not quick:
                faults = shop.db.engine.search_faults(connection) + ledger_checks.proof_of_lots(connection)
    except FileRefused as error:
        return [error.sentence]
    return faults
