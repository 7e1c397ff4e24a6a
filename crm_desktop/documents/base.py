"""A PDF that is drawn page by page: text, lines and rectangles in millimetres from the top-left corner.

The operators are written straight into the page's content and text is measured with cached widths: a list
of ten thousand lines is drawn in a fraction of the time that a table of the library takes. All text goes
through `letters.clean`; call `Document.line` or `wrap` for what people wrote.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Self, cast

from crm_desktop.documents.direction import visual
from crm_desktop.documents.fonts import BUILDING, Encoder, Typeface, Weight, typeface
from crm_desktop.documents.letters import clean, is_plain
from crm_desktop.documents.style import POINTS, Stroke, TextStyle
from crm_desktop.documents.wrapping import shorten, wrap
from crm_desktop.domain.sheets.geometry import SHEETS, Rect, Sheet
from crm_desktop.domain.shop import PaperSize

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True, slots=True)
class About:
    """What a PDF says of itself.

    Attributes:
        title: as the window of a reader shows it. author: the shop. language: of the text, such as "es".
        made_at: aware, in the shop's zone; the only time in the file, so that the same input gives the same
        bytes. paper: the size of its sheets.
    """

    title: str
    author: str
    language: str
    made_at: datetime
    paper: PaperSize = PaperSize.A4


class Stamp(NamedTuple):
    """What stands on many pages and is kept once: its name in the PDF, and the operator that draws it."""

    name: str
    operator: str


class Document:
    """A PDF in the making; used as a context manager, because one is made at a time.

    Attributes:
        sheet: the size of the paper, in mm.
    """

    def __init__(self, about: About) -> None:
        self.about = about
        self.sheet: Sheet = SHEETS[about.paper]
        self._output = io.BytesIO()
        self._stamps = 0
        self._page: Page | None = None

    def __enter__(self) -> Self:
        BUILDING.acquire()
        try:
            self._open()
        except BaseException:
            BUILDING.release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        from reportlab import rl_config

        rl_config.useA85 = self._library_setting
        BUILDING.release()

    def _open(self) -> None:
        from reportlab import rl_config
        from reportlab.pdfgen.canvas import Canvas

        from crm_desktop import __version__

        self._library_setting = rl_config.useA85
        rl_config.useA85 = 0  # it makes files a quarter larger, and slowly
        about = self.about
        self._faces: tuple[Typeface, ...] = tuple(typeface(weight) for weight in Weight)
        size = (self.sheet.width * POINTS, self.sheet.height * POINTS)
        # Our own font from the start, or every PDF would name Helvetica, which is not embedded.
        options: dict[str, Any] = {"initialFontName": self._faces[0].font(0).fontName, "lang": about.language}
        self.canvas: Canvas = Canvas(self._output, pagesize=size, pageCompression=1, invariant=1, **options)
        self._inside = cast("Any", self.canvas)
        inner = self._inside._doc
        self._encoders = tuple(Encoder(face, inner) for face in self._faces)
        self.pens: dict[TextStyle, tuple[str, Encoder, str]] = {}
        self._pictures: dict[int, tuple[str, str]] = {}
        self.canvas.setTitle(about.title)
        self.canvas.setAuthor(about.author)
        self.canvas.setCreator(f"Mostrador {__version__}")
        self.canvas.setSubject("")
        self._inside.setViewerPreference("DisplayDocTitle", "true")
        _set_time(inner, about.made_at)

    # ------------------------------------------------------------------------------------------------- pages

    def new_page(self) -> Page:
        """End the page before and return an empty one."""
        self._close_page()
        self._page = Page(self)
        return self._page

    def _close_page(self) -> None:
        if self._page is not None:
            self._inside._code.append(self._page.content())
            self._inside._formsinuse += sorted(self._page.used)
            self.canvas.showPage()
            self._page = None

    def stamp(self, draw: Callable[[Page], None]) -> Stamp:
        """Draw once what stands on many pages, for `Page.use`."""
        page = Page(self)
        draw(page)
        name = f"stamp{self._stamps}"
        self._stamps += 1
        self.canvas.beginForm(name)
        self._inside._code.append(page.content())
        self._inside._formsinuse += sorted(page.used)
        self.canvas.endForm()
        return Stamp(name, f"/{self._inside._doc.getXObjectName(name)} Do")

    def finish(self) -> bytes:
        """Return the PDF."""
        self._close_page()
        self.canvas.save()
        return self._output.getvalue()

    # ----------------------------------------------------------------------------------------------- measures

    def width(self, text: str, style: TextStyle) -> float:
        """Return the width of a clean text, in mm."""
        return self._faces[style.weight].width(text) * style.size / (1000 * POINTS)

    def wrap(
        self, text: str, style: TextStyle, width: float, *, indent: float = 0.0, breaks: bool = False
    ) -> list[str]:
        """Return what a person wrote as lines to draw (see `wrapping.wrap`)."""
        return wrap(self._faces[style.weight], text, style, width, indent=indent, breaks=breaks)

    def fitted(self, text: str, style: TextStyle, width: float, least: float) -> tuple[str, TextStyle]:
        """Return one line and a style in which it fits; at `least` points it is cut with an ellipsis."""
        text = clean(text)
        wide = self.width(text, style)
        if wide <= width:
            return (text if is_plain(text) else visual(text)), style
        smaller = style.sized(max(least, int(style.size * width / wide * 4) / 4))
        return shorten(self._faces[style.weight], text, smaller, width), smaller

    def pen(self, style: TextStyle) -> tuple[str, Encoder, str]:
        """Return the operators that select a style, its letters' codes, and its size."""
        known = self.pens.get(style)
        if known is None:
            encoder, size = self._encoders[style.weight], f"{style.size:g}"
            known = self.pens[style] = (f"{encoder.first} {size} Tf {style.grey:g} g", encoder, size)
        return known

    def picture(self, picture: Any, width: float, height: float) -> tuple[str, str]:
        """Return the operators that draw a picture (a PIL image) at the origin in points, and its name."""
        known = self._pictures.get(id(picture))
        if known is None:
            from reportlab.lib.utils import ImageReader

            code = self._inside._code
            before = len(code)
            self.canvas.drawImage(ImageReader(picture), 0, 0, width * POINTS, height * POINTS)
            operators = " ".join(code[before:])
            del code[before:]
            known = self._pictures[id(picture)] = (operators, self._inside._formsinuse[-1])
        return known


class Page:
    """What is drawn on one sheet: surfaces, lines, pictures, and text in the order of the calls."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.sheet = document.sheet
        self._pens = document.pens
        self._height = document.sheet.height * POINTS
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
        select, encoder, size = self._pens.get(style) or self.document.pen(style)
        if style is not self._style:
            self._texts.append(select)
            self._style = style
        shown = encoder.show(text, size)
        self._texts.append(f"1 0 0 1 {x * POINTS:.1f} {self._height - y * POINTS:.1f} Tm {shown}")

    def right(self, x: float, y: float, text: str, style: TextStyle) -> None:
        """Write a clean line that ends at x."""
        self.text(x - self.document.width(text, style), y, text, style)

    def centre(self, x: float, y: float, text: str, style: TextStyle) -> None:
        """Write a clean line around x."""
        self.text(x - self.document.width(text, style) / 2, y, text, style)

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

    def path(self, points: tuple[tuple[float, float], ...], stroke: Stroke, *, closed: bool = False) -> None:
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

    def image(self, rect: Rect, picture: Any) -> None:
        """Draw a picture (a PIL image) over a rectangle."""
        operators, name = self.document.picture(picture, rect.width, rect.height)
        left, low = rect.x * POINTS, self._height - rect.bottom * POINTS
        self._drawn.append(f"q 1 0 0 1 {left:.2f} {low:.2f} cm {operators} Q")
        self.used.add(name)

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


def _set_time(inner: Any, made_at: datetime) -> None:
    """Set the time in the file; reportlab itself knows only the computer's, or a fixed one."""
    offset = made_at.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    stamp = inner._timeStamp
    stamp.t = made_at.timestamp()
    stamp.lt = made_at.timetuple()
    stamp.YMDhms = tuple(stamp.lt)[:6]
    stamp.dhh, stamp.dmm = int(minutes / 60), abs(minutes) % 60
