"""Figures of the sales of a day; apart from what sells, for a window to open without it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from crm_desktop.services.shop import Shop


class DaySales(NamedTuple):
    """The sales of one day.

    Attributes:
        sales: how many; returns are none.
        cents: what came in, what was given back taken off.
    """

    sales: int
    cents: int


def of_day(shop: Shop, day: date) -> DaySales | None:
    """Return the sales of a day (shop's zone); None in a shop that has never sold anything."""
    if shop.db.read_one("SELECT 1 FROM purchase LIMIT 1") is None:
        return None
    row = shop.db.read_one(
        "SELECT coalesce(sum(kind = 'sale'), 0), coalesce(sum(total_cents), 0) FROM purchase WHERE day = ?",
        (day.isoformat(),),
    )
    return DaySales(int(row[0]), int(row[1])) if row else None
