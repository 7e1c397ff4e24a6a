"""One page of a PDF: what is drawn on it, in millimetres from its top-left corner."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.documents.style import POINTS, Stroke, TextStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.documents.typesetter import Typesetter
    from crm_desktop.domain.sheets.geometry import Rect, Sheet


class Stamp(NamedTuple):
    """What stands on many pages and is kept once: its name in the PDF, and the operator that draws it."""

    name: str
    operator: str


class Page:
    """What is drawn on one sheet: surfaces, lines, pictures, and text in the order of the calls."""

    def __init__(self, sheet: Sheet, typesetter: Typesetter) -> None:
        self.sheet = sheet
        self._type = typesetter
        self._pens = typesetter.pens
        self._height = sheet.height * POINTS
        self._fills: dict[float, list[str]] = {}
        self._strokes: dict[Stroke, list[str]] = {}
        self._drawn: list[str] = []
        self._texts: list[str] = []
        self._style: TextStyle | None = None
        self.used: set[str] = set()

    # --------------------------------------------------------------------------------------------------- text

    def text(self, x: float, y: float, text: str, style: TextStyle) -> None:
        """Write a clean line whose baseline starts at x, y."""
        if not text:
            return
        select, encoder, size = self._pens.get(style) or self._type.pen(style)
        if style is not self._style:
            self._texts.append(select)
            self._style = style
        shown = encoder.show(text, size)
        self._texts.append(f"1 0 0 1 {x * POINTS:.1f} {self._height - y * POINTS:.1f} Tm {shown}")

    def right(self, x: float, y: float, text: str, style: TextStyle) -> None:
        """Write a clean line that ends at x."""
        self.text(x - self._type.width(text, style), y, text, style)

    def centre(self, x: float, y: float, text: str, style: TextStyle) -> None:
        """Write a clean line around x."""
        self.text(x - self._type.width(text, style) / 2, y, text, style)

    # ------------------------------------------------------------------------------------------------- shapes

    def fill(self, rect: Rect, grey: float = 0.0) -> None:
        """Fill a rectangle: grey 0 is black, 1 white."""
        self._fills.setdefault(grey, []).append(self._rectangle(rect))

    def frame(self, rect: Rect, stroke: Stroke) -> None:
        """Draw the outline of a rectangle; the line lies half inside, half outside."""
        self._strokes.setdefault(stroke, []).append(self._rectangle(rect))

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: Stroke) -> None:
        """Draw a straight line."""
        high = self._height
        self._strokes.setdefault(stroke, []).append(
            f"{x1 * POINTS:.2f} {high - y1 * POINTS:.2f} m {x2 * POINTS:.2f} {high - y2 * POINTS:.2f} l"
        )

    def path(self, points: Sequence[tuple[float, float]], stroke: Stroke, *, closed: bool = False) -> None:
        """Draw a line through points."""
        high = self._height
        steps = [
            f"{x * POINTS:.2f} {high - y * POINTS:.2f} {'l' if at else 'm'}"
            for at, (x, y) in enumerate(points)
        ]
        self._strokes.setdefault(stroke, []).append(" ".join(steps) + (" h" if closed else ""))

    def _rectangle(self, rect: Rect) -> str:
        return (
            f"{rect.x * POINTS:.2f} {self._height - rect.bottom * POINTS:.2f}"
            f" {rect.width * POINTS:.2f} {rect.height * POINTS:.2f} re"
        )

    def scaled(self, x: float, y: float, unit: float, path: str) -> None:
        """Fill a path of PDF operators whose origin is x, y, whose y goes up, and whose unit is in mm."""
        scale = unit * POINTS
        left, low = x * POINTS, self._height - y * POINTS
        self._drawn.append(f"q {scale:.4f} 0 0 {scale:.4f} {left:.2f} {low:.2f} cm 0 g {path} f Q")

    def image(self, rect: Rect, picture: Stamp) -> None:
        """Draw a picture that `Document.picture` keeps in the size of this rectangle."""
        left, low = rect.x * POINTS, self._height - rect.bottom * POINTS
        self._drawn.append(f"q 1 0 0 1 {left:.2f} {low:.2f} cm {picture.operator} Q")
        self.used.add(picture.name)

    def use(self, stamp: Stamp, down: float = 0.0) -> None:
        """Draw a stamp, so many mm further down than it was made."""
        self._drawn.append(
            f"q 1 0 0 1 0 {-down * POINTS:.2f} cm {stamp.operator} Q" if down else stamp.operator
        )
        self.used.add(stamp.name)

    def content(self) -> str:
        """Return the page's operators."""
        parts = []
        for grey, paths in self._fills.items():
            parts.append(f"{grey:g} g")
            parts += [*paths, "f"]
        for stroke, paths in self._strokes.items():
            parts.append(stroke.operators)
            parts += [*paths, "S"]
        parts += self._drawn
        if self._texts:
            parts += ["BT", *self._texts, "ET"]
        return "\n".join(parts)
