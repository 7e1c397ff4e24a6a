"""The follow-up list: whom to contact, why, and where to tick what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.documents.follow_up.content import (
    FollowUpGroup,
    FollowUpItem,
    FollowUpList,
    PrintedFollowUpList,
)
from crm_desktop.documents.running import Heading, Running, page_place
from crm_desktop.domain.sheets.codes import PageCode, SheetKind
from crm_desktop.domain.sheets.follow_up import FollowUpPage
from crm_desktop.domain.sheets.geometry import SHEETS
from crm_desktop.shared import formats
from crm_desktop.shared.i18n import _, language, ngettext

if TYPE_CHECKING:
    from crm_desktop.documents.page import Page

__all__ = ["FollowUpGroup", "FollowUpItem", "FollowUpList", "PrintedFollowUpList", "build", "print_list"]


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
