"""What a list of customers asks for, and the rows it gets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class CustomerFilter:
    """Which customers, in which order.

    Attributes:
        text: what was typed in the search box; every word must be found, accents and case ignored.
        tag: a tag's name, or "" for any.
        staff_id: the person who looks after them, or None for any.
        town: folded name of the town, or "" for any.
        archived: False the live ones, True the archived ones, None both.
        sort: the column to sort by; ties are broken by name.
        descending: largest first.
    """

    text: str = ""
    tag: str = ""
    staff_id: int | None = None
    town: str = ""
    archived: bool | None = False
    sort: CustomerColumn = CustomerColumn.NAME
    descending: bool = False


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One row of the list of customers.

    Attributes:
        name: as lists sort it ("García Muñoz, Ángel").
        phone, email: the first of each, as typed.
        tags: names, separated by ", ".
        birth: as in `Customer.birth`.
        next_follow_up: the date of the next open follow-up.
        last_contact, created: instants in UTC.
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
    next_follow_up: date | None
    last_contact: datetime | None
    created: datetime
    archived: bool
    do_not_contact: bool
    has_warning: bool


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One customer found from the search over everything."""

    id: int
    name: str
    company: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    town: str
    card: str
