"""Which points are spent first: each entry that gives points is a lot, of which some are left.

Days are texts as they are stored ("2026-11-21"); "" stands for no such day.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Lot(NamedTuple):
    """What is left of the points that one entry gave.

    Attributes:
        entry_id: the entry; a later one has a greater number.
        left: points.
        day: when they were given.
        available_on, expires_on: the first and the last day on which they can be used.
    """

    entry_id: int
    left: int
    day: str
    available_on: str = ""
    expires_on: str = ""


def order(lot: Lot) -> tuple[bool, str, str, int]:
    """Return what lots are sorted by to be spent: what expires first, then the oldest, then as they came."""
    return not lot.expires_on, lot.expires_on, lot.day, lot.entry_id


def usable(lots: Iterable[Lot], day: str) -> list[Lot]:
    """Return the lots that can be used on a day, in the order in which they are spent."""
    found = [
        lot
        for lot in lots
        if lot.left > 0 and lot.available_on <= day and (not lot.expires_on or lot.expires_on >= day)
    ]
    return sorted(found, key=order)


def spend(lots: Iterable[Lot], points: int) -> tuple[list[tuple[int, int]], int]:
    """Take points from lots in the order in which they come.

    Returns:
        How many are taken from which (entry, points); and how many are lacking.
    """
    uses: list[tuple[int, int]] = []
    for lot in lots:
        if points <= 0:
            break
        taken = min(lot.left, points)
        if taken > 0:
            uses.append((lot.entry_id, taken))
            points -= taken
    return uses, max(0, points)


def is_expired(lot: Lot, today: str) -> bool:
    """Tell whether what is left of a lot is lost: its last day has passed."""
    return lot.left > 0 and bool(lot.expires_on) and lot.expires_on < today
