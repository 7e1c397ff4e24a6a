"""The loyalty card: one at a time for a card or label printer, or sheets of them to cut out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from crm_desktop.documents import samples
from crm_desktop.documents.running import Letterhead
from crm_desktop.domain.sheets.geometry import SHEETS, Rect, Sheet
from crm_desktop.domain.shop import PaperSize
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import N_, _, language

if TYPE_CHECKING:
    from crm_desktop.documents.base import Document
    from crm_desktop.documents.page import Page, Stamp

CARD = Sheet(85.6, 53.98)  # ID-1 of ISO/IEC 7810
_INSIDE = 4.5
_MARK = 3.0


@dataclass(frozen=True, slots=True)
class CardLayout:
    """How cards lie on what is printed on.

    Attributes:
        code: its name.
        title: msgid.
        paper: a sheet of so many cards to cut out; None for one card a page, of `size` (mm).
    """

    code: str
    title: str
    size: Sheet
    paper: PaperSize | None = None
    columns: int = 1
    rows: int = 1

    @property
    def count(self) -> int:
        """How many cards a page has."""
        return self.columns * self.rows

    def place(self, number: int) -> Rect:
        """Return where a card lies on its page, counted from 0 along the rows."""
        if self.paper is None:
            return self.size.area
        sheet = SHEETS[self.paper]
        row, column = divmod(number, self.columns)
        left = (sheet.width - self.columns * self.size.width) / 2
        top = (sheet.height - self.rows * self.size.height) / 2
        return Rect(
            left + column * self.size.width, top + row * self.size.height, self.size.width, self.size.height
        )


CARD_LAYOUTS: tuple[CardLayout, ...] = (
    CardLayout("a4", N_("A4, ten cards to cut out"), CARD, PaperSize.A4, 2, 5),
    CardLayout("letter", N_("Letter, eight cards to cut out"), CARD, PaperSize.LETTER, 2, 4),
    CardLayout("card", N_("Card printer, 85.6 × 54 mm"), CARD),
    CardLayout("label", N_("Label printer, 89 × 41 mm"), Sheet(89.0, 41.0)),
)


@dataclass(frozen=True, slots=True)
class CardFace:
    """What stands on one card.

    Attributes:
        name: the customer, as one says it.
        number: of the card, as it is read.
        program: what the shop calls its program, or "".
        tier: the customer's tier, or "".
    """

    name: str
    number: str
    program: str = ""
    tier: str = ""


@dataclass(frozen=True, slots=True)
class LoyaltyCards:
    """What is printed.

    Attributes:
        cards: one each, in this order.
        layout: the code of a `CardLayout`.
        first_place: where the first goes on a sheet that was used before, from 1.
        qr: draw a QR code instead of bars.
        made_at: in the shop's zone.
    """

    shop: Letterhead
    cards: tuple[CardFace, ...]
    made_at: datetime
    layout: str = "a4"
    first_place: int = 1
    qr: bool = False


def card_layout(code: str) -> CardLayout:
    """Return the layout with this code; raise InvalidInput when there is none."""
    for layout in CARD_LAYOUTS:
        if layout.code == code:
            return layout
    raise InvalidInput(_("Choose on what the cards are printed."))


def build(content: LoyaltyCards) -> bytes:
    """Return the PDF.

    Raises:
        InvalidInput: there is no such layout, or no such first place on its sheet.
    """
    from crm_desktop.documents.base import About, Document
    from crm_desktop.documents.running import read_logo

    layout = card_layout(content.layout)
    if not 1 <= content.first_place <= layout.count:
        raise InvalidInput(_("This sheet has room for {count} cards.").format(count=layout.count))
    about = About(
        _("Loyalty cards"),
        content.shop.name,
        language(),
        content.made_at,
        layout.paper or PaperSize.A4,
        size=None if layout.paper else layout.size,
    )
    with Document(about) as document:
        logo = read_logo(content.shop.logo)
        stamp: tuple[Stamp, float, float] | None = None
        if logo is not None:
            scale = min(22.0 / logo.width, 11.0 / logo.height)
            width, height = logo.width * scale, logo.height * scale
            stamp = (document.picture(logo, width, height), width, height)
        page = document.new_page()
        pages = 1
        for number, face in enumerate(content.cards):
            turn, place = divmod(number + content.first_place - 1, layout.count)
            if turn == pages:
                page = document.new_page()
                pages += 1
            area = layout.place(place)
            if layout.paper is not None:
                _cut_marks(page, area)
            _card(document, page, area, face, content, stamp)
        return document.finish()


def _cut_marks(page: Page, area: Rect) -> None:
    """Draw where to cut: short lines at the corners, so that no line is left on a card cut a little off."""
    from crm_desktop.documents import style

    for x, to_x in ((area.x, 1), (area.right, -1)):
        for y, to_y in ((area.y, 1), (area.bottom, -1)):
            page.line(x, y, x + to_x * _MARK, y, style.HAIRLINE)
            page.line(x, y, x, y + to_y * _MARK, style.HAIRLINE)


def _card(
    document: Document,
    page: Page,
    area: Rect,
    face: CardFace,
    content: LoyaltyCards,
    logo: tuple[Stamp, float, float] | None,
) -> None:
    from crm_desktop.documents import barcodes, style

    room = area.grown(-_INSIDE)
    left, top = room.x, room.y
    if logo is not None:
        stamp, width, height = logo
        page.image(Rect(left, top, width, height), stamp)
        left += width + 3
    shop, look = document.fitted(content.shop.name, style.HEADING, room.right - left, 7)
    page.text(left, top + 4.2, shop, look)
    about = "  ·  ".join(part for part in (face.program, face.tier) if part)
    page.text(left, top + 8.6, *document.fitted(about, style.SMALL, room.right - left, 6))
    code_height = min(13.0, room.height * 0.34)
    drawn = False
    low = room.bottom - 4.2
    if not content.qr and face.number:
        drawn = barcodes.code128(page, Rect(room.x, low - code_height, room.width, code_height), face.number)
    if drawn:
        page.centre(room.x + room.width / 2, room.bottom - 0.4, face.number, style.BODY)
        name_base = low - code_height - 3.2
        name_width = room.width
    else:
        side = min(23.0, room.height * 0.6)
        if face.number:
            barcodes.qr_code(page, Rect(room.right - side, room.bottom - side, side, side), face.number)
        name_width = room.width - side - 3
        page.text(room.x, room.bottom - 0.8, *document.fitted(face.number, style.BODY, name_width, 6))
        name_base = room.bottom - 7
    _name(document, page, room.x, name_base, face.name, name_width)


def _name(document: Document, page: Page, x: float, base: float, name: str, width: float) -> None:
    """Write a name on one line in large type, or on two in a smaller one, that end at a baseline."""
    from crm_desktop.documents import style

    for size in (12.0, 11.0, 10.0):
        look = style.BODY_BOLD.sized(size)
        lines = document.wrap(name, look, width)
        if len(lines) <= 1:
            break
    else:
        look = style.BODY_BOLD.sized(9)
        lines = document.wrap(name, look, width)[:2]
    for at, line in enumerate(lines):
        page.text(x, base - (len(lines) - 1 - at) * look.leading, line, look)


def example() -> LoyaltyCards:
    """Return a sheet of cards."""
    faces = [
        CardFace(samples.spoken(name), f"A{number:06d}", "Puntos", ("", "Plata", "Oro")[number % 3])
        for number, (name, *_rest) in enumerate(samples.PEOPLE * 2, start=41)
    ]
    return LoyaltyCards(
        samples.SHOP,
        (CardFace("Ángel García Muñoz", "A000040", "Puntos", "Plata"), *faces[:11]),
        samples.MADE_AT,
    )
