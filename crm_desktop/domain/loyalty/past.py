"""What the simulator is told of the past."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crm_desktop.domain.loyalty.earning import BoughtLine


class Past(NamedTuple):
    """One past sale, what was given back of it taken off; nobody known is customer 0."""

    customer_id: int
    day: str
    cents: int
    id: int


class Known(NamedTuple):
    """What is known beside the purchases.

    Attributes:
        births: customer -> birth date as it is stored.
        members: segment -> its customers.
        lines: purchase -> its lines.
        recommended: customers who bought for the first time in the period and had been recommended.
    """

    births: Mapping[int, str] = {}
    members: Mapping[str, Collection[int]] = {}
    lines: Mapping[int, Sequence[BoughtLine]] = {}
    recommended: Collection[int] = frozenset()


class PastDay(NamedTuple):
    """A day, its number in the calendar, and the month of the period that it is in (the first is 0)."""

    day: date
    number: int
    month: int
