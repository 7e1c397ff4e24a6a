"""The follow-up list: whom to contact, why, and where to tick what came of it."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from crm_desktop.documents import samples
from crm_desktop.documents.follow_up.content import (
    FollowUpGroup,
    FollowUpItem,
    FollowUpList,
    PrintedFollowUpList,
)
from crm_desktop.documents.running import Heading, Running, page_place
from crm_desktop.domain.reminders.model import Method, Priority, Result
from crm_desktop.domain.sheets.codes import PageCode, SheetKind
from crm_desktop.domain.sheets.follow_up import FollowUpPage
from crm_desktop.domain.sheets.geometry import SHEETS
from crm_desktop.shared import formats
from crm_desktop.shared.i18n import _, language, ngettext

if TYPE_CHECKING:
    from crm_desktop.documents.page import Page

__all__ = [
    "FollowUpGroup",
    "FollowUpItem",
    "FollowUpList",
    "PrintedFollowUpList",
    "build",
    "example",
    "print_list",
]


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
    from crm_desktop.documents.follow_up.blocks import Blocks

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


def example() -> FollowUpList:
    """Return a list of a day with two people's follow-ups."""

    def item(number: int) -> FollowUpItem:
        person = samples.PEOPLE[number % len(samples.PEOPLE)]
        visit = number % 8 == 6
        return FollowUpItem(
            number=number,
            customer=person[0],
            phone=person[1],
            reason=samples.REASONS[number % len(samples.REASONS)],
            due_date=date(2026, 11, 12) if number % 6 == 5 else samples.DAY,
            due_time=time(9 + number % 9, 30) if number % 3 == 0 else None,
            method=Method.VISIT if visit else Method.CALL,
            priority=Priority.HIGH if number % 10 == 4 else Priority.NORMAL,
            reach=f"{person[2]}, {person[3]} {person[4]}" if visit else "",
            hours="tardes" if number % 5 == 3 else "",
            last_contact=date(2026, 10, number % 28 + 1) if number % 4 else None,
            last_result=Result.NO_ANSWER if number % 7 == 1 else None,
            last_note="quiere verlo con su hermana" if number % 7 == 2 else "",
            warning="Alérgica al níquel" if number == 5 else "",
        )

    items = [item(number) for number in range(1, 25)]
    return FollowUpList(
        shop=samples.SHOP,
        first=samples.DAY,
        last=samples.DAY,
        groups=(
            FollowUpGroup(tuple(items[:14]), person="Marta"),
            FollowUpGroup(tuple(items[14:]), person="Julián"),
        ),
        list_code="00CR",
        printed_at=samples.MADE_AT,
        printed_by="Marta",
    )
