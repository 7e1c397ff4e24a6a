"""RFM: how recently, how often and for how much a customer buys, as three marks from 1 to 5; classes of them.

A mark says in which fifth of those who have bought a customer lies. The fifths are told by their borders: the
mark is one more than the number of borders that the value exceeds, so that equal values have equal marks, and
when most have bought once, they have the lowest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from crm_desktop.shared.i18n import N_

FIFTHS = 5


class RfmClass(StrEnum):
    """The classes, the best first."""

    CHAMPIONS = "champions"
    LOYAL = "loyal"
    GENEROUS = "generous"
    PROMISING = "promising"
    NEW = "new"
    COOLING = "cooling"
    NOT_TO_LOSE = "not_to_lose"
    AT_RISK = "at_risk"
    DORMANT = "dormant"
    LOST = "lost"
    NONE = "none"


RFM_TITLES: dict[RfmClass, str] = {
    RfmClass.CHAMPIONS: N_("Champions"),
    RfmClass.LOYAL: N_("Loyal"),
    RfmClass.GENEROUS: N_("Big purchases"),
    RfmClass.PROMISING: N_("Promising"),
    RfmClass.NEW: N_("New arrivals"),
    RfmClass.COOLING: N_("Cooling down"),
    RfmClass.NOT_TO_LOSE: N_("Not to be lost"),
    RfmClass.AT_RISK: N_("At risk"),
    RfmClass.DORMANT: N_("Dormant"),
    RfmClass.LOST: N_("Long gone"),
    RfmClass.NONE: N_("Without purchases"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """From which marks on, and up to which, a customer is of a class; both ends belong to it."""

    rfm_class: RfmClass
    recency: tuple[int, int] = (1, FIFTHS)
    frequency: tuple[int, int] = (1, FIFTHS)
    money: tuple[int, int] = (1, FIFTHS)


# The first one that fits decides; the last one fits all.
RULES: tuple[Rule, ...] = (
    Rule(RfmClass.CHAMPIONS, (4, 5), (4, 5), (4, 5)),
    Rule(RfmClass.LOYAL, (3, 5), (4, 5)),
    Rule(RfmClass.GENEROUS, (3, 5), money=(4, 5)),
    Rule(RfmClass.NEW, (4, 5), (1, 1)),
    Rule(RfmClass.PROMISING, (4, 5)),
    Rule(RfmClass.COOLING, (3, 3)),
    Rule(RfmClass.NOT_TO_LOSE, (1, 2), (4, 5), (4, 5)),
    Rule(RfmClass.AT_RISK, (1, 2), (3, 5)),
    Rule(RfmClass.AT_RISK, (1, 2), money=(4, 5)),
    Rule(RfmClass.DORMANT, (2, 2)),
    Rule(RfmClass.LOST),
)


@dataclass(frozen=True, slots=True)
class Borders:
    """The borders between the fifths, four of each, rising.

    Attributes:
        recency: days of the last purchase, as ISO text.
        frequency: numbers of purchases.
        money: cents spent.
    """

    recency: tuple[str, ...] = ()
    frequency: tuple[int, ...] = ()
    money: tuple[int, ...] = ()


_T = TypeVar("_T", str, int)


def mark(value: _T, borders: Sequence[_T]) -> int:
    """Return the mark of a value, 1 to 5."""
    return 1 + sum(1 for border in borders if value > border)


def class_of(purchases: int, spent: int, last_day: str, borders: Borders) -> RfmClass:
    """Return the class of a customer.

    Args:
        purchases: how many.
        spent: cents.
        last_day: ISO date of the last purchase, "" without any.
        borders: between the fifths of those who have bought.
    """
    if purchases <= 0:
        return RfmClass.NONE
    marks = (
        mark(last_day, borders.recency),
        mark(purchases, borders.frequency),
        mark(spent, borders.money),
    )
    for rule in RULES:
        wanted = (rule.recency, rule.frequency, rule.money)
        if all(least <= each <= most for each, (least, most) in zip(marks, wanted, strict=True)):
            return rule.rfm_class
    return RfmClass.LOST


def borders_of(values: Sequence[int]) -> tuple[int, ...]:
    """Return the four borders between the fifths of sorted values: the last value of each but the last."""
    count = len(values)
    return tuple(values[-(-fifth * count // FIFTHS) - 1] for fifth in range(1, FIFTHS)) if count else ()
