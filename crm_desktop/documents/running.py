"""What runs along every page: above, logo, title and who printed it; below, the shop and the page."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.documents import style
from crm_desktop.domain.sheets.geometry import Rect
from crm_desktop.shared import formats
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from PIL.Image import Image

    from crm_desktop.documents.base import Document
    from crm_desktop.documents.page import Page, Stamp

LOGO_WIDTH = 34.0
# Sharp enough for a logo of 34 mm at 600 dpi, and no more in every PDF.
_LOGO_PIXELS = 800
_LARGEST_PICTURE = 60_000_000


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The shop, as it stands on its pages.

    Attributes:
        name: of the shop.
        details: one line for the foot: street, town, telephone.
        logo: the bytes of a picture (PNG, JPEG, …), or none.
    """

    name: str
    details: str = ""
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands at the top of the pages of one document.

    Attributes:
        title: in large type.
        subtitle: such as the date, in words.
        note: a smaller line.
        printed_by: a person's name, or "".
        printed_at: in the shop's zone.
        locale: how the time is written.
    """

    title: str
    subtitle: str
    note: str
    printed_by: str
    printed_at: datetime
    locale: str


class Running:
    """The head and foot of a document's pages, measured once and drawn on each."""

    def __init__(self, document: Document, letterhead: Letterhead, heading: Heading, area: Rect) -> None:
        self._document = document
        self._letterhead = letterhead
        self._area = area
        self._logo = read_logo(letterhead.logo)
        left = area.x
        if self._logo is not None:
            self._logo_area = _inside(self._logo, Rect(area.x, area.y, LOGO_WIDTH, area.height - 2))
            left = self._logo_area.right + 4
        right_width = min(62.0, area.width * 0.4)
        room = area.right - right_width - 4 - left
        top = area.y
        self._left = left
        self._title = (document.fitted(heading.title, style.TITLE, room, 11), top + 5.6)
        self._subtitle = (document.fitted(heading.subtitle, style.BODY, room, 6.5), top + 10.9)
        self._note = (document.fitted(heading.note, style.SMALL, room, 6), top + 15.0)
        names = document.wrap(letterhead.name, style.BODY_BOLD, right_width)[:2]
        printed = printed_line(heading)
        self._right = [(line, style.BODY_BOLD, top + 4.0 + at * 4.4) for at, line in enumerate(names)]
        self._right += [(*document.fitted(line, style.SMALL, right_width, 6), top + 10.9 + at * 4.1)
                        for at, line in enumerate(printed)]  # fmt: skip

    def head(self, page: Page) -> None:
        """Draw the head and the rule below it."""
        if self._logo is not None:
            page.image(
                self._logo_area,
                self._document.picture(self._logo, self._logo_area.width, self._logo_area.height),
            )
        for (text, look), y in (self._title, self._subtitle, self._note):
            page.text(self._left, y, text, look)
        for line, look, y in self._right:
            page.right(self._area.right, y, line, look)

    def foot(self, page: Page, area: Rect, longest: str, told: str = "") -> None:
        """Draw what of the foot is the same on every page: the shop, and an instruction.

        Args:
            page: to draw on.
            area: the foot.
            longest: the widest text that `place` will write beside it.
            told: the instruction.
        """
        document, letterhead = self._document, self._letterhead
        y = area.bottom - 0.6
        free = area.width - document.width(longest, style.TINY) - 5
        if told:
            page.right(area.x + free, y, told, style.TINY)
            free -= document.width(told, style.TINY) + 5
        # The shop's address stands where there is room for it; its name is in the head in any case.
        shop = "  ·  ".join(part for part in (letterhead.name, letterhead.details) if part)
        if document.width(shop, style.TINY) > free:
            shop = letterhead.name
        page.text(area.x, y, *document.fitted(shop, style.TINY, free, 6))

    def place(self, page: Page, area: Rect, text: str) -> None:
        """Write what differs in the foot: the page's number, see `page_place`."""
        page.right(area.right, area.bottom - 0.6, text, style.TINY)


def page_place(number: int, count: int, code: str = "") -> str:
    """Return the page's place in the document, after its code if it has one."""
    place = _("page {number} of {count}").format(number=number, count=count)
    return f"{code}  ·  {place}" if code else place


def printed_line(heading: Heading) -> list[str]:
    """Return who printed it and when, as lines."""
    when = formats.date_and_time(heading.printed_at, heading.locale)
    if heading.printed_by:
        return [_("Printed by {name}").format(name=heading.printed_by), when]
    return [_("Printed on {when}").format(when=when)]


class Logo(NamedTuple):
    """A logo to be drawn on many pages; its size in mm."""

    stamp: Stamp
    width: float
    height: float


def fitted_logo(document: Document, shop: Letterhead, width: float, height: float) -> Logo | None:
    """Return the shop's logo as large as it can be in a room (mm); None when there is none to be read."""
    picture = read_logo(shop.logo)
    if picture is None:
        return None
    scale = min(width / picture.width, height / picture.height)
    wide, high = picture.width * scale, picture.height * scale
    return Logo(document.picture(picture, wide, high), wide, high)


def read_logo(data: bytes) -> Image | None:
    """Return the picture of a logo on white, small enough for a PDF; None for one that cannot be read.

    A logo that is broken must not keep a shop from printing its list.
    """
    if not data:
        return None
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as opened:
                if opened.width * opened.height > _LARGEST_PICTURE or not opened.width or not opened.height:
                    return None
                opened.draft("RGB", (_LOGO_PIXELS, _LOGO_PIXELS))
                seen = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    seen.thumbnail((_LOGO_PIXELS, _LOGO_PIXELS))
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    return paper


def _inside(picture: Image, area: Rect) -> Rect:
    """Return where a picture lies in an area: as large as fits, at its left, in the middle of its height."""
    scale = min(area.width / picture.width, area.height / picture.height)
    width, height = picture.width * scale, picture.height * scale
    return Rect(area.x, area.y + (area.height - height) / 2, width, height)
