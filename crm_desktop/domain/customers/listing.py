"""What a list of customers asks for, and the rows it gets."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from crm_desktop.domain.purchases.stages import RelationshipStage, StageRule


class CustomerColumn(StrEnum):
    """Columns by which a list can be shown and sorted."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    TOWN = "town"
    TAGS = "tags"
    STAFF = "staff"
    CARD = "card"
    COMPANY = "company"
    BIRTH = "birth"
    NEXT_FOLLOW_UP = "next_follow_up"
    LAST_CONTACT = "last_contact"
    CREATED = "created"
    STAGE = "stage"
    POINTS = "points"
    TIER = "tier"
    SPENT = "spent"
    PURCHASES = "purchases"
    LAST_PURCHASE = "last_purchase"
    LATE = "late"


class CustomerFilter(NamedTuple):
    """Which customers, in which order.

    Attributes:
        text: what was typed in the search box; every word must be found, accents and case ignored.
        tag: a tag's name, or "" for any.
        staff_id: the person who looks after them, or None for any.
        town: folded name of the town, or "" for any.
        archived: False the live ones, True the archived ones, None both.
        sort: the column to sort by; ties are broken by name.
        descending: largest first.
        stage: the stage of the relationship, or None for any.
        tier_id: the tier, or None for any.
        late: only those who, by their own rhythm, ought to have come before today.
        least_points: with so many points at least; 0 for any.
    """

    text: str = ""
    tag: str = ""
    staff_id: int | None = None
    town: str = ""
    archived: bool | None = False
    sort: CustomerColumn = CustomerColumn.NAME
    descending: bool = False
    stage: RelationshipStage | None = None
    tier_id: int | None = None
    late: bool = False
    least_points: int = 0


class CustomerRow(NamedTuple):
    """One row of the list of customers, as the store gives it; dates are read only when they are shown.

    (A named tuple: fifty dataclasses a page would cost as much as the query itself.)

    Attributes:
        name: as lists sort it ("García Muñoz, Ángel").
        phone, email: the first of each, as typed.
        tags: names, separated by ", ".
        birth: as in `Customer.birth`.
        next_follow_up_text: ISO date or "".
        last_contact_text, created_text: instants in UTC as `shared.clock` stores them, or "".
        archived, do_not_contact, has_warning: 0 or 1.
        purchases, spent_cents, points, tier_id, rhythm_days: as in `domain.purchases.listing.Totals`.
        last_purchase_text, expected_text: ISO dates or "".
    """

    id: int
    name: str
    company: str
    phone: str
    email: str
    town: str
    tags: str
    staff_id: int | None
    card: str
    birth: str
    next_follow_up_text: str
    last_contact_text: str
    created_text: str
    archived: int
    do_not_contact: int
    has_warning: int
    purchases: int
    spent_cents: int
    last_purchase_text: str
    points: int
    tier_id: int | None
    rhythm_days: int | None
    expected_text: str

    @property
    def next_follow_up(self) -> date | None:
        """The date of the next open follow-up."""
        return date.fromisoformat(self.next_follow_up_text) if self.next_follow_up_text else None

    @property
    def last_contact(self) -> datetime | None:
        """The instant of the last contact, in UTC."""
        return datetime.fromisoformat(self.last_contact_text) if self.last_contact_text else None

    @property
    def created(self) -> datetime:
        """The instant at which the file was made, in UTC."""
        return datetime.fromisoformat(self.created_text)

    @property
    def last_purchase(self) -> date | None:
        """The day of the last purchase."""
        return date.fromisoformat(self.last_purchase_text) if self.last_purchase_text else None

    def stage(self, rule: StageRule) -> RelationshipStage:
        """Return the stage of the relationship."""
        return rule.stage_of(self.purchases, self.last_purchase)

    def days_late(self, today: date) -> int | None:
        """Return how many days later than expected the customer is; below zero while there is time.

        None for who has no rhythm yet.
        """
        return (today - date.fromisoformat(self.expected_text)).days if self.expected_text else None


class SearchHit(NamedTuple):
    """One customer found from the search over everything.

    Attributes:
        name: as lists sort it ("García Muñoz, Ángel").
        full_name: as one says it ("Ángel García Muñoz").
    """

    id: int
    name: str
    full_name: str
    company: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    town: str
    card: str
