"""A table that fills its page: widths from what the columns hold, text that wraps, heads on every page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.documents import signs, style
from crm_desktop.documents.fonts import Weight
from crm_desktop.documents.style import TextStyle
from crm_desktop.domain.sheets.geometry import Rect

if TYPE_CHECKING:
    from crm_desktop.documents.base import Document
    from crm_desktop.documents.page import Page

HEAD = TextStyle(7.5, grey=0.2, spacing=1.2)
CELL = TextStyle(8.5)
CELL_BOLD = TextStyle(8.5, Weight.BOLD)
HEAD_HEIGHT = 8.0
ABOVE, BELOW = 3.9, 1.7
GAP = 3.0
SIGN = 2.2
# A column is as wide as the widest of so many cells, evenly taken; one more wraps.
_SAMPLE = 400
_NARROWEST, _WIDEST = 12.0, 70.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: its heading.
        bold: its cells are.
        right: its cells end at its right edge, as figures do.
        grows: it takes the room that no column needs; without one, all do, up to a point.
    """

    title: str
    bold: bool = False
    right: bool = False
    grows: bool = False

    @property
    def look(self) -> TextStyle:
        """How its cells look."""
        return CELL_BOLD if self.bold else CELL


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row on a page, or as much of one as fits: its top in mm and the lines of its cells."""

    top: float
    cells: tuple[tuple[str, ...], ...]
    sign: str = ""


class Table:
    """The columns of a document's table in an area that is the same on every page."""

    def __init__(self, document: Document, area: Rect, columns: Sequence[Column]) -> None:
        self._document = document
        self._area = area
        self._columns = tuple(columns)
        self._places: list[tuple[float, float]] = []

    def placed(self, rows: Sequence[Sequence[str]], row_signs: Sequence[str]) -> list[list[PlacedRow]]:
        """Return the rows of each page; at least one page.

        Args:
            rows: a text for each column.
            row_signs: the name of the function of `signs` to draw before each row, or "".
        """
        self._places = self._measured(rows)
        pages: list[list[PlacedRow]] = [[]]
        first, last = self._area.y + HEAD_HEIGHT, self._area.bottom
        most = int((last - first - ABOVE - BELOW) // CELL.leading) + 1
        top = first
        for row, sign in zip(rows, row_signs, strict=True):
            cells = self._wrapped(row, sign)
            count = max(map(len, cells))
            at = 0
            while True:  # a row that is higher than a page goes on overleaf
                part = tuple(cell[at : at + most] for cell in cells)
                high = ABOVE + BELOW + (max(1, *map(len, part)) - 1) * CELL.leading
                if top + high > last and pages[-1]:
                    pages.append([])
                    top = first
                pages[-1].append(PlacedRow(top, part, sign if at == 0 else ""))
                top += high
                at += most
                if at >= count:
                    break
        return pages

    def _wrapped(self, row: Sequence[str], sign: str) -> list[tuple[str, ...]]:
        cells: list[tuple[str, ...]] = []
        for text, column, (_x, width) in zip(row, self._columns, self._places, strict=True):
            indent = SIGN + 1.2 if sign and not cells else 0.0
            cells.append(tuple(self._document.wrap(text, column.look, width, indent=indent)))
        return cells

    def _measured(self, rows: Sequence[Sequence[str]]) -> list[tuple[float, float]]:
        """Return the left edge and the width of each column: what it wants, or a fair share of it."""
        width = self._document.width
        step = max(1, len(rows) // _SAMPLE)
        wanted = []
        for number, column in enumerate(self._columns):
            widest = max((width(row[number], column.look) for row in rows[::step]), default=0.0)
            words = max(width(word, HEAD) for word in column.title.split())
            wanted.append(max(words, _NARROWEST, min(widest + 0.2, _WIDEST)))
        free = self._area.width - GAP * (len(wanted) - 1)
        growing = [number for number, column in enumerate(self._columns) if column.grows]
        if sum(wanted) <= free and growing:
            extra = (free - sum(wanted)) / len(growing)
            wanted = [each + extra * (number in growing) for number, each in enumerate(wanted)]
        elif sum(wanted) <= free:
            # What is left over goes to all alike, up to a point: columns far apart are hard to read along.
            extra = min((free - sum(wanted)) / len(wanted), 12.0)
            wanted = [each + extra for each in wanted]
        else:
            wanted = _shared(wanted, free)
        places = []
        x = self._area.x
        for each in wanted:
            places.append((x, each))
            x += each + GAP
        return places

    def draw_heads(self, page: Page) -> None:
        """Draw the line of headings."""
        area = self._area
        page.line(area.x, area.y, area.right, area.y, style.RULE)
        base = area.y + HEAD_HEIGHT - 1.8
        page.line(area.x, area.y + HEAD_HEIGHT, area.right, area.y + HEAD_HEIGHT, style.HAIRLINE)
        for column, (x, width) in zip(self._columns, self._places, strict=True):
            lines = self._document.wrap(column.title, HEAD, width)[:2]
            for at, line in enumerate(lines):
                low = base - (len(lines) - 1 - at) * HEAD.leading
                if column.right:
                    page.right(x + width, low, line, HEAD)
                else:
                    page.text(x, low, line, HEAD)

    def draw(self, page: Page, rows: Sequence[PlacedRow], nothing: str) -> None:
        """Draw the rows of a page, or a sentence where there are none."""
        area = self._area
        if not rows:
            page.text(area.x, area.y + HEAD_HEIGHT + 8, nothing, style.BODY)
        for row in rows:
            base = row.top + ABOVE
            if row.sign:
                getattr(signs, row.sign)(page, area.x, base + 0.1, SIGN)
            for cell, column, (x, width) in zip(row.cells, self._columns, self._places, strict=True):
                for at, line in enumerate(cell):
                    if column.right:
                        page.right(x + width, base + at * CELL.leading, line, column.look)
                        continue
                    right = SIGN + 1.2 if row.sign and x == area.x and at == 0 else 0.0
                    page.text(x + right, base + at * CELL.leading, line, column.look)
            low = base + (max(1, *map(len, row.cells)) - 1) * CELL.leading + BELOW
            page.line(area.x, low, area.right, low, style.HAIRLINE)


def _shared(wanted: list[float], free: float) -> list[float]:
    """Return widths that fill `free`: what a column does not need of its share goes to the others."""
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    given = [0.0] * len(wanted)
    left, rest = free, len(wanted)
    for number in order:
        given[number] = math.floor(min(wanted[number], left / rest) * 100) / 100
        left -= given[number]
        rest -= 1
    return given
