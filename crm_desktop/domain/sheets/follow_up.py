"""The follow-up list as a page that can be read back: where its parts, its blocks and its tick boxes lie.

A page is a header with the code, a line of headings, and blocks from top to bottom, one for each follow-up.
The boxes of a block depend on nothing but the sheet and the block's top, so that page, number and top are
all that must be kept of a printed list to find every box again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from crm_desktop.domain.reminders.model import Result
from crm_desktop.domain.sheets.geometry import BOX_SIZE, CODE_QUIET, CODE_SIZE, Rect, Sheet

# The boxes of every block, from left to right.
CHOICES: tuple[Result, ...] = tuple(Result)
CHOICE_WIDTH = 14.2
HEADER_HEIGHT = CODE_SIZE + 2.0
HEADS_HEIGHT = 7.5
FOOTER_HEIGHT = 5.0
# Tops and heights are whole steps, so that they are kept exactly.
STEP = 0.5
LEAST_BLOCK = 14.5
GROUP_HEIGHT = 7.5
BOX_FROM_TOP = 1.75
FIRST_LINE = 12.75
# Room for a written line, and how many a high block has at most.
LINE_PITCH = 7.0
MOST_LINES = 4
NUMBER_WIDTH = 8.0
PHONE_WIDTH = 35.0
POINTS_WIDTH = 12.0
GAP = 2.5


@dataclass(frozen=True, slots=True)
class TickBox:
    """One box: the follow-up's number on the list, what a cross in it means, and its rectangle in mm."""

    number: int
    choice: Result
    rect: Rect


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """Where a follow-up was printed.

    Attributes:
        number: its number on the list, from 1.
        page: from 1.
        top: of its block, in tenths of a millimetre from the top of the sheet.
    """

    number: int
    page: int
    top: int


@dataclass(frozen=True)
class FollowUpPage:
    """The parts of a page on a sheet.

    Attributes:
        sheet: the paper.
        points: whether a column of points stands beside the customer; the boxes stay where they are.
    """

    sheet: Sheet
    points: bool = False

    @cached_property
    def header(self) -> Rect:
        """Logo, title and date: beside the code, with its white border kept."""
        content = self.sheet.content
        return Rect(content.x, content.y, content.width - CODE_SIZE - CODE_QUIET - 1.5, HEADER_HEIGHT)

    @cached_property
    def heads(self) -> Rect:
        """The line of headings."""
        content = self.sheet.content
        return Rect(content.x, content.y + HEADER_HEIGHT + 1.5, content.width, HEADS_HEIGHT)

    @cached_property
    def body(self) -> Rect:
        """Where the blocks lie; its height is a whole number of steps."""
        content, top = self.sheet.content, self.heads.bottom
        height = (content.bottom - FOOTER_HEIGHT - top) // STEP * STEP
        return Rect(content.x, top, content.width, height)

    @cached_property
    def footer(self) -> Rect:
        """The last line."""
        content = self.sheet.content
        return Rect(content.x, content.bottom - FOOTER_HEIGHT, content.width, FOOTER_HEIGHT)

    @cached_property
    def choices(self) -> tuple[Rect, ...]:
        """The columns of the boxes, from the heads down to the end of the body."""
        left = self.body.right - CHOICE_WIDTH * len(CHOICES)
        height = self.body.bottom - self.heads.y
        return tuple(
            Rect(left + at * CHOICE_WIDTH, self.heads.y, CHOICE_WIDTH, height) for at in range(len(CHOICES))
        )

    @cached_property
    def phone(self) -> Rect:
        """The column of the telephone."""
        left = self.choices[0].x - GAP / 2 - PHONE_WIDTH
        return Rect(left, self.heads.y, PHONE_WIDTH, self.choices[0].height)

    @cached_property
    def points_column(self) -> Rect:
        """The column of the points; no width when it is left out."""
        width = POINTS_WIDTH if self.points else 0.0
        return Rect(self.phone.x - GAP - width, self.heads.y, width, self.phone.height)

    @cached_property
    def number(self) -> Rect:
        """The column of the numbers."""
        return Rect(self.body.x, self.heads.y, NUMBER_WIDTH, self.phone.height)

    @cached_property
    def customer(self) -> Rect:
        """The column of the customer's name, beside points and telephone."""
        left = self.number.right + GAP / 2
        right = self.points_column.x - (GAP if self.points else 0.0)
        return Rect(left, self.heads.y, right - left, self.phone.height)

    @cached_property
    def reason(self) -> Rect:
        """The column of the reason and the last contact: below name and telephone, up to the boxes."""
        right = self.phone.right - GAP / 2
        return Rect(self.customer.x, self.heads.y, right - self.customer.x, self.phone.height)

    @cached_property
    def writing(self) -> Rect:
        """The column of the lines to write on: below the boxes."""
        left = self.choices[0].x
        return Rect(left, self.heads.y, self.body.right - left, self.phone.height)

    def boxes(self, number: int, top: float) -> tuple[TickBox, ...]:
        """Return the boxes of the block of a follow-up whose block begins at `top`."""
        return tuple(
            TickBox(number, choice, Rect(x, top + BOX_FROM_TOP, BOX_SIZE, BOX_SIZE))
            for choice, x in zip(CHOICES, self.box_lefts, strict=True)
        )

    @cached_property
    def box_lefts(self) -> tuple[float, ...]:
        """The left edges of the boxes of any block."""
        return tuple(round(column.x + (column.width - BOX_SIZE) / 2, 2) for column in self.choices)

    def lines(self, top: float, height: float) -> tuple[float, ...]:
        """Return the heights of the lines to write on in a block, from the highest."""
        count = 1 + int((height - LEAST_BLOCK) // LINE_PITCH)
        return tuple(top + FIRST_LINE + at * LINE_PITCH for at in range(min(count, MOST_LINES)))


def boxes_on_page(page: FollowUpPage, items: Iterable[PlacedItem], number: int) -> Iterator[TickBox]:
    """Yield all boxes of the page with this number, from what was kept of a printed list."""
    for item in items:
        if item.page == number:
            yield from page.boxes(item.number, item.top / 10)
