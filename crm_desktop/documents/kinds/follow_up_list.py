"""The follow-up list: whom to contact, why, and where to tick what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from crm_desktop.documents.running import Heading, Letterhead, Running, page_place
from crm_desktop.domain.reminders.follow_up_list import Grouping
from crm_desktop.domain.reminders.model import Method, Priority, Result
from crm_desktop.domain.sheets.codes import PageCode, SheetKind
from crm_desktop.domain.sheets.follow_up import FollowUpPage, PlacedItem
from crm_desktop.domain.sheets.geometry import SHEETS
from crm_desktop.domain.shop import PaperSize
from crm_desktop.shared import formats
from crm_desktop.shared.i18n import _, language, ngettext

if TYPE_CHECKING:
    from crm_desktop.documents.base import Page


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


def build(content: FollowUpList) -> bytes:
    """Return the PDF."""
    return print_list(content).pdf


def print_list(content: FollowUpList) -> PrintedFollowUpList:
    """Return the PDF and where each follow-up lies on it.

    Raises:
        BadCode: the list's code cannot be printed, or there are more than 9,999 pages.
    """
    from crm_desktop.documents import signs
    from crm_desktop.documents.base import About, Document
    from crm_desktop.documents.follow_up_blocks import Blocks

    about = About(_title(content), content.shop.name, language(), content.printed_at, content.paper)
    with Document(about) as document:
        points = any(item.points is not None for group in content.groups for item in group.items)
        layout = FollowUpPage(SHEETS[content.paper], points)
        blocks = Blocks(document, layout, content)
        pages = blocks.placed()
        running = Running(document, content.shop, _heading(content), layout.header)

        codes = [
            PageCode(SheetKind.FOLLOW_UP_LIST, content.list_code, number)
            for number in range(1, len(pages) + 1)
        ]
        told = _("Mark with a cross; a box filled in completely does not count.")

        def draw_frame(page: Page) -> None:
            signs.marks(page)
            running.head(page)
            running.foot(page, layout.footer, page_place(len(pages), len(pages), codes[-1].spoken), told)
            blocks.draw_heads(page)

        frame = document.stamp(draw_frame)
        for code, pieces in zip(codes, pages, strict=True):
            page = document.new_page()
            page.use(frame)
            signs.code(page, code.text)
            blocks.draw(page, pieces)
            running.place(page, layout.footer, page_place(code.page, len(pages), code.spoken))
        pdf = document.finish()
    return PrintedFollowUpList(pdf, len(pages), tuple(blocks.items()))


def _title(content: FollowUpList) -> str:
    return _("Follow-up list: {period}").format(period=_period(content))


def _period(content: FollowUpList) -> str:
    if content.first == content.last:
        return formats.long_date(content.first, content.locale)
    if content.first.year == content.last.year:
        first = formats.day_and_month(content.first, content.locale, wide=True)
    else:
        first = formats.date_in_words(content.first, content.locale)
    last = formats.date_in_words(content.last, content.locale)
    return _("{first} to {last}").format(first=first, last=last)


def _heading(content: FollowUpList) -> Heading:
    count = content.count
    period = _period(content)
    told = ngettext("{count} follow-up", "{count} follow-ups", count).format(
        count=formats.number(count, content.locale)
    )
    return Heading(
        title=_("Follow-up list"),
        subtitle=period[:1].upper() + period[1:],
        note="  ·  ".join(part for part in (told, content.scope) if part),
        printed_by=content.printed_by,
        printed_at=content.printed_at,
        locale=content.locale,
    )
