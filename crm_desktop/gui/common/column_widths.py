"""How wide the columns of a list are: by the font, by the room there is, by what the person chose.

Nothing is cut that need not be: a column is at least as wide as its heading and its sample text. When room is
short, columns become narrower down to their least width, then those that matter least give way altogether;
when room is left, the elastic ones take it first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtGui import QFont, QFontMetrics

from crm_desktop.gui.common.row_delegate import PADDING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHeaderView

    from crm_desktop.gui.common.paged_model import Column

SHRINK = 0.75  # of its normal width, a column that has no sample
GROW = 1.6  # an elastic column takes all room up to this many times its normal width
HEADING_PADDING = 19  # logical pixels, as the style sheet has it, and a hair
INDICATOR = 18  # logical pixels, the arrow of the column that the list is sorted by


class Need(NamedTuple):
    """What a column needs.

    Attributes:
        number: of the column.
        normal: its width when there is room for all, in pixels.
        least: what it can do with, in pixels.
        elastic: it takes the room that is left.
        drop: the highest gives way first when room is short; 0 never.
    """

    number: int
    normal: int
    least: int
    elastic: bool = False
    drop: int = 0


def share_out(needs: Sequence[Need], room: int) -> dict[int, int]:
    """Return the width of each column that has a place, by number.

    Together they fill the room exactly, unless those that never give way need more than there is.

    Args:
        needs: the columns that are wanted, in the order in which they stand.
        room: in pixels.
    """
    kept = list(needs)
    while sum(need.least for need in kept) > room and any(need.drop for need in kept):
        kept.remove(max(kept, key=lambda need: need.drop))
    widths = {need.number: need.normal for need in kept}
    left = room - sum(widths.values())
    if left < 0:
        _take(kept, widths, -left)
    elif kept:
        _give(kept, widths, left)
    return widths


def _take(needs: Sequence[Need], widths: dict[int, int], missing: int) -> None:
    """Make columns narrower, each by its part of what all can spare."""
    spare = sum(need.normal - need.least for need in needs)
    missing = min(missing, spare)
    for need in needs:
        own = need.normal - need.least
        part = round(missing * own / spare) if spare else 0
        widths[need.number] -= part
        missing, spare = missing - part, spare - own


def _give(needs: Sequence[Need], widths: dict[int, int], left: int) -> None:
    """Give the room that is left to the elastic columns, and when they have plenty, to all that may grow."""
    elastic = [need for need in needs if need.elastic]
    first = min(left, sum(round(need.normal * (GROW - 1)) for need in elastic))
    _spread(elastic, widths, first)
    growing = [need for need in needs if need.normal > need.least or need.elastic] or list(needs[-1:])
    _spread(growing, widths, left - first)


def _spread(needs: Sequence[Need], widths: dict[int, int], left: int) -> None:
    whole = sum(need.normal for need in needs)
    for need in needs:
        part = round(left * need.normal / whole) if whole else left
        widths[need.number] += part
        left, whole = left - part, whole - need.normal


class ColumnWidths:
    """Knows the columns of one table, and sets the widths of its header.

    Args:
        header: of the table.
        columns: all that can be chosen.
        kept: what was remembered: key -> [width that the person chose or None, shown, place].
    """

    def __init__(self, header: QHeaderView, columns: Sequence[Column[Any]], kept: Any) -> None:
        self._header, self._columns = header, columns
        remembered = kept if isinstance(kept, dict) else {}
        self.own: dict[int, int] = {}
        self._wanted: list[bool] = []
        self._insisted: set[int] = set()
        self._measured: dict[int, tuple[int, int]] = {}
        self.busy = False
        places: list[tuple[int, int]] = []
        for number, column in enumerate(columns):
            known = remembered.get(column.key)
            width, shown, place = (
                known if isinstance(known, list) and len(known) == 3 else (None, column.shown, number)
            )
            if isinstance(width, int):
                self.own[number] = width
            self._wanted.append(bool(shown) or number == 0)
            places.append((place if isinstance(place, int) else number, number))
        for place, (_kept, number) in enumerate(sorted(places)):
            header.moveSection(header.visualIndex(number), place)
        for number in range(len(columns)):
            header.setSectionHidden(number, not self._wanted[number])

    def wanted(self, number: int) -> bool:
        """Whether a column is to be shown, be there room for it now or not."""
        return self._wanted[number]

    def want(self, number: int, shown: bool) -> None:
        """The person shows or hides a column; one that they ask for does not give way again."""
        self._wanted[number] = shown
        if shown and self._header.isSectionHidden(number):
            self._insisted.add(number)
        else:
            self._insisted.discard(number)

    def remembered(self) -> dict[str, list[Any]]:
        """Return what to remember (see the class)."""
        return {
            column.key: [self.own.get(number), self._wanted[number], self._header.visualIndex(number)]
            for number, column in enumerate(self._columns)
        }

    def forget_fonts(self) -> None:
        """The size of text has changed."""
        self._measured.clear()

    def fit(self, room: int, sorted_by: int) -> None:
        """Set all widths, and hide what has no place.

        Args:
            room: in pixels, the width of the list.
            sorted_by: number of the column with the arrow.
        """
        if self.busy:
            return
        header = self._header
        order = (header.logicalIndex(place) for place in range(header.count()))
        widths = share_out([self._need(n, n == sorted_by) for n in order if self._wanted[n]], room)
        self.busy = True
        try:
            for number in range(len(self._columns)):
                header.setSectionHidden(number, number not in widths)
                if number in widths:
                    header.resizeSection(number, widths[number])
        finally:
            self.busy = False

    def _need(self, number: int, is_sorted: bool) -> Need:
        column = self._columns[number]
        drop = 0 if number in self._insisted else column.drop
        if number in self.own:
            return Need(number, self.own[number], self.own[number], drop=drop)
        heading, normal, least = *self._measure(number), 0
        heading += INDICATOR if is_sorted and column.sortable else 0
        least = max(heading, normal if column.sample else round(normal * SHRINK))
        return Need(number, max(heading, normal), least, column.elastic, drop)

    def _measure(self, number: int) -> tuple[int, int]:
        """Width of the heading, and of what a cell has to show, in the font of the list."""
        if number not in self._measured:
            column, plain = self._columns[number], self._header.font()
            bold = QFont(plain)
            bold.setWeight(QFont.Weight.DemiBold)
            strong = QFontMetrics(bold)  # a cell may be bold
            heading = strong.horizontalAdvance(column.title) + HEADING_PADDING
            width = round(column.width * max(1.0, QFontMetrics(plain).height() / 18))
            if column.sample:
                width = max(width, strong.horizontalAdvance(column.sample) + 2 * PADDING + 4)
            self._measured[number] = (heading if column.title else 0, width)
        return self._measured[number]
