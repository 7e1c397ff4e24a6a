"""What a list of purchases asks for, and the rows it gets; and a customer's purchases in sum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.domain.purchases.model import PurchaseKind


class PurchaseOrder(StrEnum):
    """How a list is sorted; ties are broken by the day, and then by what was written down first."""

    DAY = "day"
    CUSTOMER = "customer"
    TOTAL = "total"
    TICKET = "ticket"


@dataclass(frozen=True, slots=True)
class PurchaseFilter:
    """Which purchases, in which order.

    Attributes:
        first, last: days, both included; None leaves that side open.
        kind: None for sales and returns alike.
        customer_id: only this customer's.
        anonymous: only those without a customer.
        product_id: only those with a line of this product.
        staff_id: who sold; None for anyone.
        text: the beginning of a ticket's number, or words of the customer's name, accents and case ignored.
        descending: newest, or largest, first.
        limit: at most so many; 0 for all.
    """

    first: date | None = None
    last: date | None = None
    kind: PurchaseKind | None = None
    customer_id: int | None = None
    anonymous: bool = False
    product_id: int | None = None
    staff_id: int | None = None
    text: str = ""
    order: PurchaseOrder = PurchaseOrder.DAY
    descending: bool = True
    limit: int = 0


class PurchaseRow(NamedTuple):
    """One row of a list of purchases.

    Attributes:
        customer_name: as lists sort it, "" for a sale to somebody unknown.
        at: the instant, in UTC.
        returned_cents: how much of a sale was given back.
        what: the first lines, in words: "2 × Camisa, Botones".
        lines: how many lines it has.
    """

    id: int
    customer_id: int | None
    customer_name: str
    at: datetime
    day: date
    kind: PurchaseKind
    ticket: str
    total_cents: int
    currency: str
    returned_cents: int
    given_back: bool
    staff_id: int | None
    return_of: int | None
    what: str
    lines: int


class Totals(NamedTuple):
    """What a customer has bought in sum, and the points.

    Attributes:
        purchases: sales that were not wholly given back.
        spent_cents: paid, less what was given back.
        days: days on which something was bought.
        first_day, last_day: of those days; None without any.
        rhythm_days: the average gap between those days; None below three of them.
        expected_day: when the customer is expected again, by that rhythm.
        points, debt: see `domain.loyalty`.
        tier_id: the tier, or None.
    """

    purchases: int = 0
    spent_cents: int = 0
    days: int = 0
    first_day: date | None = None
    last_day: date | None = None
    rhythm_days: int | None = None
    expected_day: date | None = None
    points: int = 0
    debt: int = 0
    tier_id: int | None = None

    def days_late(self, today: date) -> int | None:
        """Return how many days later than expected the customer is; below zero while there is time."""
        return (today - self.expected_day).days if self.expected_day else None
