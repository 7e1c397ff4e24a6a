"""What stands on a follow-up list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from crm_desktop.documents.running import Letterhead
from crm_desktop.domain.reminders.follow_up_list import Grouping
from crm_desktop.domain.reminders.model import Method, Priority, Result
from crm_desktop.domain.sheets.follow_up import PlacedItem
from crm_desktop.domain.shop import PaperSize
from crm_desktop.shared import formats


@dataclass(frozen=True, slots=True)
class FollowUpItem:
    """One follow-up on the list.

    Attributes:
        number: on the list, from 1; the results are typed in by it.
        customer: as lists sort the name.
        phone: the telephone to call, as it is to be dialled.
        reason: the subject.
        due_date, due_time: in the shop's zone; the time None for any.
        reach: what a visit or a message needs besides: the address, the e-mail; "" for a call.
        other_phone: a second telephone.
        hours: when the customer likes to be called, in words.
        last_contact: the date, in the shop's zone.
        last_note: what was said then.
        points: the customer's points; the column is left out where no item has any.
        warning: the note that is seen wherever the customer is served.
    """

    number: int
    customer: str
    phone: str
    reason: str
    due_date: date
    due_time: time | None = None
    method: Method = Method.CALL
    priority: Priority = Priority.NORMAL
    notes: str = ""
    reach: str = ""
    other_phone: str = ""
    hours: str = ""
    last_contact: date | None = None
    last_result: Result | None = None
    last_note: str = ""
    points: int | None = None
    warning: str = ""
    do_not_contact: bool = False


@dataclass(frozen=True, slots=True)
class FollowUpGroup:
    """Follow-ups that belong together.

    Attributes:
        person: of a list by person: the name, or "" for nobody's.
        hour: of a list by hour: the whole hour at which they start, or None for any time.
    """

    items: tuple[FollowUpItem, ...]
    person: str = ""
    hour: int | None = None


@dataclass(frozen=True, slots=True)
class FollowUpList:
    """What is printed.

    Attributes:
        first, last: the dates that the list covers, both included.
        groups: in the order of the page, their items numbered through.
        grouping: what the groups are made by.
        list_code: the code of the printed list (see `sheets.codes.list_code`).
        scope: what was chosen besides the dates, in words, such as "para Ana · con la etiqueta VIP".
        printed_at: in the shop's zone; its date is today.
    """

    shop: Letterhead
    first: date
    last: date
    groups: tuple[FollowUpGroup, ...]
    list_code: str
    printed_at: datetime
    printed_by: str = ""
    grouping: Grouping = Grouping.PERSON
    scope: str = ""
    locale: str = formats.DEFAULT_LOCALE
    paper: PaperSize = PaperSize.A4

    @property
    def count(self) -> int:
        """How many follow-ups there are."""
        return sum(len(group.items) for group in self.groups)


@dataclass(frozen=True, slots=True)
class PrintedFollowUpList:
    """The result.

    Attributes:
        pdf: the document.
        pages: how many.
        items: where each follow-up was printed, for reading the sheet back.
    """

    pdf: bytes
    pages: int
    items: tuple[PlacedItem, ...]
