"""The look of printed pages: sizes, greys and strokes. Black on white first; colour only in the logo."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from crm_desktop.documents.fonts import Weight

POINTS = 72 / 25.4  # points in a millimetre


@dataclass(frozen=True, eq=False)
class TextStyle:
    """How a text looks; each is one of a kind, so that it is found quickly.

    Attributes:
        size: in points.
        weight: regular or bold.
        grey: 0 black, 1 white.
        spacing: from baseline to baseline, as a multiple of the size.
    """

    size: float
    weight: Weight = Weight.REGULAR
    grey: float = 0.0
    spacing: float = 1.25

    @cached_property
    def leading(self) -> float:
        """From baseline to baseline, in mm."""
        return self.size * self.spacing / POINTS

    @lru_cache(maxsize=256)  # noqa: B019 - styles live as long as the program
    def sized(self, size: float) -> TextStyle:
        """Return the same style in another size."""
        return replace(self, size=size)


@dataclass(frozen=True, eq=False)
class Stroke:
    """How a line looks: width in mm, grey, and the lengths of dashes and gaps in mm (none: unbroken)."""

    width: float
    grey: float = 0.0
    dashes: tuple[float, ...] = ()
    round_ends: bool = False

    @cached_property
    def operators(self) -> str:
        """The operators that select it."""
        pattern = " ".join(f"{length * POINTS:.2f}" for length in self.dashes)
        return f"{self.width * POINTS:.2f} w {self.grey:g} G [{pattern}] 0 d {int(self.round_ends)} J"


# Text that must be found at a glance, read, and only looked up.
TITLE = TextStyle(17, Weight.BOLD)
HEADING = TextStyle(11, Weight.BOLD)
BODY = TextStyle(9.5)
BODY_BOLD = TextStyle(9.5, Weight.BOLD)
SMALL = TextStyle(8, grey=0.3)
SMALL_BOLD = TextStyle(8, Weight.BOLD)
TINY = TextStyle(7, grey=0.3)

RULE = Stroke(0.45)
HAIRLINE = Stroke(0.15, grey=0.55)
BOX_LINE = Stroke(0.3)
# Dots rather than a line, so that handwriting on it stays readable.
WRITING_LINE = Stroke(0.3, grey=0.35, dashes=(0.0, 1.0), round_ends=True)
PALE = 0.93  # at most a tenth of grey
