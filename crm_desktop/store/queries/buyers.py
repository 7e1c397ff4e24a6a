"""Who has this telephone?"""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.store.database import ShopDatabase

_LARGEST = 2**63 - 1


class Hit(NamedTuple):
    """A customer who has a telephone; the name as lists sort it."""

    id: int
    name: str
    archived: bool


def by_phone(database: ShopDatabase, typed: str, normal: str) -> list[Hit]:
    """Return who has a telephone, by name.

    Args:
        database: the shop.
        typed: as it was typed; what has no normal form is compared so.
        normal: its normal form, or "".
    """
    condition = "p.normal = ? AND p.normal <> ''" if normal else "p.normal = '' AND p.value = ?"
    rows = database.read(
        "SELECT DISTINCT i.customer_id, i.name, i.archived, i.name_rank FROM contact_point p"
        " JOIN customer_index i ON i.customer_id = p.customer_id"
        f" WHERE p.kind IN ('mobile', 'phone') AND {condition} ORDER BY i.name_rank",
        (normal or typed.strip(),),
    )
    return [Hit(int(r[0]), str(r[1]), bool(r[2])) for r in rows]


def exists(database: ShopDatabase, customer_id: int) -> bool:
    """Return whether there is such a customer."""
    if not 0 < customer_id <= _LARGEST:
        return False
    return database.read_one("SELECT 1 FROM customer WHERE id = ?", (customer_id,)) is not None
