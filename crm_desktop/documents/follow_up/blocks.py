"""The blocks of the follow-up list: measured, put on pages, drawn. Their places come from `domain.sheets`."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

from crm_desktop.documents import signs, style
from crm_desktop.documents.follow_up.lines import FIRST_BASELINE, SIGN, Line, Lines
from crm_desktop.documents.fonts import Weight
from crm_desktop.documents.style import TextStyle
from crm_desktop.domain.reminders.follow_up_list import Grouping
from crm_desktop.domain.reminders.model import RESULT_NAMES
from crm_desktop.domain.sheets.follow_up import (
    CHOICES,
    GROUP_HEIGHT,
    LEAST_BLOCK,
    STEP,
    FollowUpPage,
    PlacedItem,
)
from crm_desktop.domain.sheets.geometry import Rect
from crm_desktop.shared import formats
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.documents.base import Document
    from crm_desktop.documents.follow_up.content import FollowUpGroup, FollowUpItem, FollowUpList
    from crm_desktop.documents.page import Page, Stamp

HEAD = TextStyle(6.5, grey=0.2, spacing=1.2)
GROUP = TextStyle(10.5, Weight.BOLD)
GROUP_INDENT = 2.0
BOTTOM = 1.35
# A block that is higher than a page begins where at least this much of a page is left, in mm.
LEAST_BEGINNING = 60.0


@dataclass(slots=True)
class Piece:
    """Something on a page: the title of a group, or a block or the rest of one.

    Attributes:
        top: in mm.
        height: in mm.
        lines: of the customer's column.
        item: the follow-up, None for the title of a group.
        first: whether it has the boxes; the rest of a block that did not fit on a page has none.
    """

    top: float
    height: float
    lines: list[Line]
    item: FollowUpItem | None = None
    first: bool = True


class Blocks:
    """All blocks of one list."""

    def __init__(self, document: Document, layout: FollowUpPage, content: FollowUpList) -> None:
        self._document = document
        self._layout = layout
        self._content = content
        self._lines = Lines(document, content, layout)
        self._pages: list[list[Piece]] = [[]]
        self._top = layout.body.y
        self._answer: Stamp | None = None

    def placed(self) -> list[list[Piece]]:
        """Return the pieces of each page; at least one page."""
        self._pages, self._top = [[]], self._layout.body.y
        for group in self._content.groups:
            self._place_group(group)
        return self._pages

    def _place_group(self, group: FollowUpGroup) -> None:
        """Put a group's blocks on pages; its title stands above them on each, and never alone."""
        title = self._group_title(group)
        titled_page = 0
        for item in group.items:
            lines = self._lines.of(item)
            height = _height(lines)
            titled = not title or titled_page == len(self._pages)
            needed = height + (0.0 if titled else GROUP_HEIGHT)
            if needed > self._layout.body.height:
                needed = LEAST_BEGINNING
            if self._pages[-1] and needed > self._room():
                self._turn()
                titled = not title
            if not titled:
                self._add(self._title(title, len(group.items), continued=titled_page > 0))
                titled_page = len(self._pages)
            self._place(item, lines, height)

    def _place(self, item: FollowUpItem, lines: list[Line], height: float) -> None:
        """Put a block on the page; one that is higher than a page goes on overleaf."""
        first = True
        while lines and height > self._room():
            part, lines = _divided(lines, self._room())
            self._add(Piece(self._top, self._room(), part, item, first))
            self._turn()
            first = False
            if lines:
                lines = [self._lines.goes_on(item), *lines]
                height = _height(lines, least=0.0)
        if lines:
            self._add(Piece(self._top, height, lines, item, first))

    def _room(self) -> float:
        return self._layout.body.bottom - self._top

    def _turn(self) -> None:
        self._pages.append([])
        self._top = self._layout.body.y

    def _add(self, piece: Piece) -> None:
        self._pages[-1].append(piece)
        self._top += piece.height

    def items(self) -> Iterator[PlacedItem]:
        """Yield where each follow-up has its boxes."""
        for number, pieces in enumerate(self._pages, start=1):
            for piece in pieces:
                if piece.item is not None and piece.first:
                    yield PlacedItem(piece.item.number, number, round(piece.top * 10))

    def _title(self, title: str, count: int, *, continued: bool) -> Piece:
        """Return the title of a group, with how many there are where it begins."""
        told = ngettext("{count} follow-up", "{count} follow-ups", count)
        right = "" if continued else told.format(count=formats.number(count, self._content.locale))
        room = self._layout.body.width - 2 * GROUP_INDENT
        indent = room - self._document.width(right, style.SMALL)
        text = _("{title} (continued)").format(title=title) if continued else title
        text, look = self._document.fitted(text, GROUP, indent - GROUP_INDENT, 7)
        down = GROUP_HEIGHT / 2 + 1.3
        lines = [Line(down, 0.0, text, look), Line(0.0, indent, right, style.SMALL)]
        return Piece(self._top, GROUP_HEIGHT, lines)

    def _group_title(self, group: FollowUpGroup) -> str:
        match self._content.grouping:
            case Grouping.PERSON:
                return group.person or _("Nobody in particular")
            case Grouping.HOUR:
                return _("At any time") if group.hour is None else self._lines.hour(time(group.hour))
        return ""

    # ------------------------------------------------------------------------------------------------ drawing

    def draw_heads(self, page: Page) -> None:
        """Draw the line of headings."""
        layout, document = self._layout, self._document
        heads = layout.heads
        page.line(heads.x, heads.y, heads.right, heads.y, style.RULE)
        page.line(heads.x, heads.bottom, heads.right, heads.bottom, style.HAIRLINE)
        base = heads.bottom - 1.7
        page.right(layout.number.right - 1.5, base, _("No."), HEAD)
        page.text(layout.customer.x, base, _("Customer and reason"), HEAD)
        page.text(layout.phone.x, base, _("Telephone"), HEAD)
        if layout.points:
            page.right(layout.points_column.right, base, _("Points"), HEAD)
        for choice, column in zip(CHOICES, layout.choices, strict=True):
            # In two lines where there are two words, so that neighbours never touch.
            name = _(RESULT_NAMES[choice])
            longest = max(document.width(word, HEAD) for word in name.split())
            lines = document.wrap(name, HEAD, max(longest + 0.01, column.width - 3.5))
            for at, text in enumerate(lines):
                up = (len(lines) - 1 - at) * HEAD.leading
                line, look = document.fitted(text, HEAD, column.width - 1.0, 4.5)
                page.centre(column.x + column.width / 2, base - up, line, look)

    def draw(self, page: Page, pieces: list[Piece]) -> None:
        """Draw a page's blocks; a page without any says so."""
        if not pieces:
            text = _("There is nobody to follow up.")
            page.text(self._layout.customer.x, self._layout.body.y + 10, text, style.BODY)
        for piece in pieces:
            self._draw_piece(page, piece)

    def _draw_piece(self, page: Page, piece: Piece) -> None:
        layout, item = self._layout, piece.item
        left = layout.body.x + GROUP_INDENT if item is None else layout.customer.x
        y = piece.top
        for line in piece.lines:
            y += line.down
            if line.sign:
                getattr(signs, line.sign)(page, left, y + 0.1, SIGN)
            if line.lead:
                page.text(left, y, line.lead, style.BODY_BOLD)
            page.text(left + line.indent, y, line.text, line.style)
        bottom = piece.top + piece.height
        if item is None:
            page.fill(Rect(layout.body.x, piece.top, layout.body.width, piece.height), style.PALE)
        else:
            page.line(layout.body.x, bottom, layout.body.right, bottom, style.HAIRLINE)
            page.right(
                layout.number.right - 1.5, piece.top + FIRST_BASELINE, str(item.number), style.BODY_BOLD
            )
            if piece.first:
                self._draw_answer(page, item, piece)

    def _draw_answer(self, page: Page, item: FollowUpItem, piece: Piece) -> None:
        """Draw the telephone, the boxes to tick and the lines to write on."""
        layout = self._layout
        phone, writing = layout.phone, layout.writing
        y = piece.top + FIRST_BASELINE
        for text, look in self._lines.phone(item.phone):
            page.text(phone.x, y, text, look)
            y += look.leading
        if item.points is not None:
            points = formats.number(item.points, self._content.locale)
            text, look = self._document.fitted(points, style.BODY, layout.points_column.width, 6)
            page.right(layout.points_column.right, piece.top + FIRST_BASELINE, text, look)
        page.use(self._answer_stamp(), piece.top)
        for y in layout.lines(piece.top, piece.height)[1:]:
            page.line(writing.x, y, writing.right, y, style.WRITING_LINE)

    def _answer_stamp(self) -> Stamp:
        """Return the boxes and the first line to write on, of a block at the top of the sheet."""
        if self._answer is None:
            self._answer = self._document.stamp(self._draw_boxes)
        return self._answer

    def _draw_boxes(self, page: Page) -> None:
        writing = self._layout.writing
        for box in self._layout.boxes(0, 0.0):
            page.frame(box.rect, style.BOX_LINE)
        for y in self._layout.lines(0.0, LEAST_BLOCK):
            page.line(writing.x, y, writing.right, y, style.WRITING_LINE)


def _height(lines: list[Line], least: float = LEAST_BLOCK) -> float:
    """Return the height of a block in whole steps."""
    height = sum(line.down for line in lines) + BOTTOM
    return max(least, math.ceil(height / STEP) * STEP)


def _divided(lines: list[Line], room: float) -> tuple[list[Line], list[Line]]:
    """Return the lines that fit into a height, and the rest; at least two lines stay."""
    taken = BOTTOM
    for at, line in enumerate(lines):
        taken += line.down
        if taken > room and at > 1:
            return lines[:at], lines[at:]
    return lines, []
