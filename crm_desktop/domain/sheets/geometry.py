"""Sheets, rectangles, the four corner marks and the place of the page's code."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.domain.shop import PaperSize

# Content keeps 15 mm from every edge. The marks lie between it and the 6 mm that some printers cannot reach.
MARGIN = 15.0
MARK_SIZE = 5.0
MARK_INSET = 7.0
# A tick box: its sides as printed.
BOX_SIZE = 5.0
# The code: 25 modules of 0.6 mm, and 4 modules around it that the QR standard (ISO/IEC 18004) leaves white.
CODE_MODULES = 25
CODE_MODULE_SIZE = 0.6
CODE_SIZE = CODE_MODULES * CODE_MODULE_SIZE
CODE_QUIET = 4 * CODE_MODULE_SIZE


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle: its left and top, its width and height, in mm."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge, in mm from the left of the sheet."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge, in mm from the top of the sheet."""
        return self.y + self.height

    def grown(self, by: float) -> Rect:
        """Return the rectangle with `by` mm more on every side."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def overlaps(self, other: Rect) -> bool:
        """Return whether the two share more than an edge."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def contains(self, other: Rect) -> bool:
        """Return whether the other lies inside, edges included."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper: its size in mm."""

    width: float
    height: float

    @property
    def area(self) -> Rect:
        """The whole sheet."""
        return Rect(0, 0, self.width, self.height)

    @property
    def content(self) -> Rect:
        """What lies inside the margins."""
        return Rect(MARGIN, MARGIN, self.width - 2 * MARGIN, self.height - 2 * MARGIN)

    @property
    def marks(self) -> tuple[Rect, Rect, Rect, Rect]:
        """The corner marks: top left, top right, bottom left, bottom right; filled squares."""
        right = self.width - MARK_INSET - MARK_SIZE
        low = self.height - MARK_INSET - MARK_SIZE
        return (
            Rect(MARK_INSET, MARK_INSET, MARK_SIZE, MARK_SIZE),
            Rect(right, MARK_INSET, MARK_SIZE, MARK_SIZE),
            Rect(MARK_INSET, low, MARK_SIZE, MARK_SIZE),
            Rect(right, low, MARK_SIZE, MARK_SIZE),
        )

    @property
    def code(self) -> Rect:
        """The page's code without its white border: top right, which tells which way is up."""
        return Rect(self.width - MARGIN - CODE_SIZE, MARGIN, CODE_SIZE, CODE_SIZE)


SHEETS: dict[PaperSize, Sheet] = {PaperSize.A4: Sheet(210.0, 297.0), PaperSize.LETTER: Sheet(215.9, 279.4)}
