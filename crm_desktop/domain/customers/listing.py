"""What a list of customers asks for, and the rows it gets."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


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
    """

    text: str = ""
    tag: str = ""
    staff_id: int | None = None
    town: str = ""
    archived: bool | None = False
    sort: CustomerColumn = CustomerColumn.NAME
    descending: bool = False


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
