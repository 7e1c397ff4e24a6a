"""Lists of customers: what is read to show one; what writes stands apart, for a window to open without."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.domain.customers.listing import CustomerFilter, CustomerRow
from crm_desktop.services.shop import Shop
from crm_desktop.services.stage_rule import stage_rule
from crm_desktop.store.queries import customer_lists

if TYPE_CHECKING:
    from crm_desktop.domain.purchases.stages import StageRule


class TierName(NamedTuple):
    """A tier of a program, for showing and choosing.

    Attributes:
        colour: "#rrggbb" or "".
    """

    id: int
    name: str
    colour: str


class Page(NamedTuple):
    """The first ids of a list, and how many there are in all."""

    ids: array[int]
    total: int


def list_ids(shop: Shop, wanted: CustomerFilter) -> array[int]:
    """Return the ids of a whole list, in its order."""
    return customer_lists.ids(shop.db, wanted, rule=_rule(shop, wanted))


def first_page(shop: Shop, wanted: CustomerFilter, limit: int = 200) -> Page:
    """Return the first ids of a list and its length: enough to paint it before all ids are there."""
    rule = _rule(shop, wanted)
    ids = customer_lists.ids(shop.db, wanted, limit, rule)
    total = len(ids) if len(ids) < limit else customer_lists.count(shop.db, wanted, rule)
    return Page(ids, total)


def count(shop: Shop, wanted: CustomerFilter) -> int:
    """Return how many customers a filter asks for."""
    return customer_lists.count(shop.db, wanted, _rule(shop, wanted))


def _rule(shop: Shop, wanted: CustomerFilter) -> StageRule | None:
    """Return what tells the stages, where a filter asks for them."""
    return told_by(shop) if customer_lists.needs_rule(wanted) else None


def rows(shop: Shop, ids: Sequence[int]) -> list[CustomerRow]:
    """Return the rows of one page of a list, in the order of the ids."""
    return customer_lists.rows(shop.db, ids)


def tag_counts(shop: Shop) -> list[tuple[str, int]]:
    """Return every tag with how many live customers wear it."""
    return customer_lists.tag_counts(shop.db)


def town_counts(shop: Shop) -> list[tuple[str, int]]:
    """Return the towns with the most live customers."""
    return customer_lists.town_counts(shop.db)


def tiers(shop: Shop) -> list[TierName]:
    """Return the tiers of all programs, the lowest first."""
    return [
        TierName(int(key), str(name), str(colour))
        for key, name, colour in shop.db.read(
            "SELECT id, name, colour FROM loyalty_tier ORDER BY program_id, position, id"
        )
    ]


def told_by(shop: Shop) -> StageRule:
    """Return what the stages of the rows are told by."""
    return stage_rule(shop)
