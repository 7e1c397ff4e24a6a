"""A PDF that is drawn page by page: text, lines and rectangles in millimetres from the top-left corner.

The operators are written straight into the page's content and text is measured with cached widths: a list
of ten thousand lines is drawn in a fraction of the time that a table of the library takes. All text goes
through `letters.clean`; call `Document.line` or `wrap` for what people wrote.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast

from crm_desktop.documents.fonts import BUILDING, font_name
from crm_desktop.documents.page import Page, Stamp
from crm_desktop.documents.style import POINTS, TextStyle
from crm_desktop.documents.typesetter import Typesetter
from crm_desktop.domain.sheets.geometry import SHEETS, Sheet
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
        bytes. paper: the size of its sheets. size: theirs, in mm, instead: a card, a roll.
    """

    title: str
    author: str
    language: str
    made_at: datetime
    paper: PaperSize = PaperSize.A4
    lying: bool = False
    size: Sheet | None = None


class Document:
    """A PDF in the making; used as a context manager, because one is made at a time.

    Attributes:
        sheet: the size of the paper, in mm.
    """

    def __init__(self, about: About) -> None:
        self.about = about
        upright = about.size or SHEETS[about.paper]
        self.sheet: Sheet = Sheet(upright.height, upright.width) if about.lying else upright
        self._output = io.BytesIO()
        self._stamps = 0
        self._page: Page | None = None

    def __enter__(self) -> Self:
        BUILDING.acquire()
        try:
            self._open()
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def _leave(self) -> None:
        from reportlab import rl_config

        rl_config.useA85 = self._library_setting
        BUILDING.release()

    def _open(self) -> None:
        from reportlab import rl_config
        from reportlab.pdfgen.canvas import Canvas

        from crm_desktop import __version__

        self._library_setting: int = rl_config.useA85
        rl_config.useA85 = 0  # it makes files a quarter larger, and slowly
        about = self.about
        size = (self.sheet.width * POINTS, self.sheet.height * POINTS)
        # Our own font from the start, or every PDF would name Helvetica, which is not embedded.
        options: dict[str, Any] = {"initialFontName": font_name(), "lang": about.language}
        self.canvas: Canvas = Canvas(self._output, pagesize=size, pageCompression=1, invariant=1, **options)
        self._inside = cast("Any", self.canvas)
        inner = self._inside._doc
        self._type = Typesetter(inner)
        self.canvas.setTitle(about.title)
        self.canvas.setAuthor(about.author)
        self.canvas.setSubject("")  # reportlab's own word for none is English
        self.canvas.setCreator(f"Mostrador {__version__}")
        self._inside.setViewerPreference("DisplayDocTitle", "true")
        _set_time(inner, about.made_at)

    # ------------------------------------------------------------------------------------------------- pages

    def new_page(self) -> Page:
        """End the page before and return an empty one."""
        self._close_page()
        self._page = Page(self.sheet, self._type)
        return self._page

    def _close_page(self) -> None:
        if self._page is not None:
            self._inside._code.append(self._page.content())
            self._inside._formsinuse += sorted(self._page.used)
            self.canvas.showPage()
            self._page = None

    def stamp(self, draw: Callable[[Page], None]) -> Stamp:
        """Draw once what stands on many pages, for `Page.use`."""
        page = Page(self.sheet, self._type)
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
        return self._type.width(text, style)

    def wrap(
        self, text: str, style: TextStyle, width: float, *, indent: float = 0.0, breaks: bool = False
    ) -> list[str]:
        """Return what a person wrote as lines to draw (see `wrapping.wrap`)."""
        return self._type.wrap(text, style, width, indent=indent, breaks=breaks)

    def fitted(self, text: str, style: TextStyle, width: float, least: float) -> tuple[str, TextStyle]:
        """Return one line and a style in which it fits; at `least` points it is cut with an ellipsis."""
        return self._type.fitted(text, style, width, least)

    def picture(self, picture: Any, width: float, height: float) -> Stamp:
        """Keep a picture (a PIL image), drawn in this size in mm, for `Page.image`."""
        from reportlab.lib.utils import ImageReader

        code = self._inside._code
        before = len(code)
        self.canvas.drawImage(ImageReader(picture), 0, 0, width * POINTS, height * POINTS)
        operators = " ".join(code[before:])
        del code[before:]
        return Stamp(self._inside._formsinuse[-1], operators)


def _set_time(inner: Any, made_at: datetime) -> None:
    """Set the time in the file; reportlab itself knows only the computer's, or a fixed one."""
    offset = made_at.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    stamp = inner._timeStamp
    stamp.t = made_at.timestamp()
    stamp.lt = made_at.timetuple()
    stamp.YMDhms = tuple(stamp.lt)[:6]
    stamp.dhh, stamp.dmm = int(minutes / 60), abs(minutes) % 60
