"""Who may have a file already, while one is being typed."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.domain.customers.model import Customer
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.store.queries import customer_matches
from crm_desktop.store.queries.customers import load


@dataclass(frozen=True, slots=True)
class DuplicateHint:
    """A file that may be of the same customer.

    Attributes:
        name: as it is said.
        why: reasons in the user's language, such as "same telephone".
        archived: it was put away.
    """

    customer_id: int
    name: str
    why: str
    archived: bool


def duplicates_of(shop: Shop, customer: Customer, limit: int = 5) -> list[DuplicateHint]:
    """Return files that may be of the same customer, those with most reasons first."""
    from crm_desktop.domain.customers.duplicates import reasons
    from crm_desktop.domain.customers.validate import check

    checked = check(customer, shop.profile.country, shop.clock.today()).customer
    try:
        with shop.db.reading() as connection:
            candidates = customer_matches.candidates(shop.db, checked)
            candidates.discard(customer.id or 0)
            others = load(connection, sorted(candidates))
    except InvalidInput:  # a character that nobody's file can hold: the field says so when it is saved
        return []
    found: list[tuple[int, DuplicateHint]] = []
    for other in others.values():
        why = reasons(checked, other)
        if why and other.id is not None:
            hint = DuplicateHint(other.id, other.full_name, ", ".join(why), other.archived_at is not None)
            found.append((len(why), hint))
    found.sort(key=lambda f: (-f[0], f[1].archived, f[1].name))
    return [hint for _count, hint in found[:limit]]
