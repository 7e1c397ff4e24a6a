"""The receipt of a sale with its points, on a roll of 80 mm or on A6. It is no invoice, and says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from crm_desktop.documents import samples
from crm_desktop.documents.running import Letterhead
from crm_desktop.domain.sheets.geometry import Rect, Sheet
from crm_desktop.shared import formats
from crm_desktop.shared.i18n import N_, _, language

if TYPE_CHECKING:
    from PIL.Image import Image

    from crm_desktop.documents.base import Document
    from crm_desktop.documents.style import TextStyle


class SlipPaper(StrEnum):
    """What it is printed on."""

    ROLL = "roll"
    A6 = "a6"


SLIP_PAPER_NAMES: dict[SlipPaper, str] = {
    SlipPaper.ROLL: N_("Roll of 80 mm"),
    SlipPaper.A6: N_("Sheet of A6"),
}
ROLL_WIDTH, ROLL_MARGIN = 80.0, 4.0  # a head of 72 mm prints on a roll of 80
A6 = Sheet(105.0, 148.0)
A6_MARGIN = 8.0
_LOGO = (40.0, 14.0)
_UNDER_NAME = 0.8  # the tails of its letters are longer than the small line under it is high


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One line: what it is, how much of it ("2 ×"; "" for one) and what it comes to, in cents."""

    name: str
    cents: int
    quantity: str = ""


@dataclass(frozen=True, slots=True)
class SaleSlip:
    """What is printed.

    Attributes:
        title: "Receipt", or "Return".
        number: the ticket, or the sale's number in the shop's file.
        at: in the shop's zone.
        total_cents: what was paid; below zero was paid back.
        off: what was taken off in words and cents, such as a voucher.
        customer: the name, or "".
        loyalty: what the points and stamps did, a line each.
        served_by: a person's name, or "".
    """

    shop: Letterhead
    title: str
    number: str
    at: datetime
    total_cents: int
    lines: tuple[SlipLine, ...] = ()
    off: tuple[SlipLine, ...] = ()
    customer: str = ""
    loyalty: tuple[str, ...] = ()
    served_by: str = ""
    currency: str = "EUR"
    locale: str = formats.DEFAULT_LOCALE
    paper: SlipPaper = SlipPaper.ROLL


def build(content: SaleSlip) -> bytes:
    """Return the PDF; a roll is as long as what stands on it."""
    from crm_desktop.documents.base import About, Document
    from crm_desktop.documents.running import read_logo

    logo = read_logo(content.shop.logo)
    roll = content.paper is SlipPaper.ROLL
    # The roll is measured on a page of its own first: its length is known only when all lines are wrapped.
    sheet = Sheet(ROLL_WIDTH, 2_000.0) if roll else A6
    if roll:
        with Document(About("", "", language(), content.at, size=sheet)) as measured:
            sheet = Sheet(ROLL_WIDTH, max(60.0, _Slip(measured, content, logo).draw() + ROLL_MARGIN * 2))
    about = About(content.title, content.shop.name, language(), content.at, size=sheet)
    with Document(about) as document:
        _Slip(document, content, logo).draw()
        return document.finish()


class _Slip:
    """Draws from the top down; a sheet that is full goes on overleaf."""

    def __init__(self, document: Document, content: SaleSlip, logo: Image | None) -> None:
        self._document, self._content, self._logo = document, content, logo
        margin = ROLL_MARGIN if content.paper is SlipPaper.ROLL else A6_MARGIN
        self._left, self._right = margin, document.sheet.width - margin
        self._low = document.sheet.height - margin
        self._top = margin
        self._page = document.new_page()
        self._y = margin

    def draw(self) -> float:
        """Draw it all; return where it ends, in mm from the top."""
        from crm_desktop.documents import style

        content = self._content
        if self._logo is not None:
            scale = min(_LOGO[0] / self._logo.width, _LOGO[1] / self._logo.height)
            width, height = self._logo.width * scale, self._logo.height * scale
            area = Rect((self._left + self._right - width) / 2, self._y, width, height)
            self._page.image(area, self._document.picture(self._logo, width, height))
            self._y += height + 2
        self._centred(content.shop.name, style.HEADING.sized(12))
        self._y += _UNDER_NAME
        self._centred(content.shop.details, style.SMALL)
        self._rule()
        when = formats.date_and_time(content.at, content.locale)
        self._pair(f"{content.title} {content.number}".strip(), when, style.SMALL)
        if content.served_by:
            self._lines(_("Served by {name}").format(name=content.served_by), style.SMALL)
        if content.customer:
            self._lines(content.customer, style.BODY_BOLD)
        self._rule()
        for line in content.lines:
            name = f"{line.quantity} {line.name}".strip()
            self._pair(name, self._money(line.cents), style.BODY)
        for line in content.off:
            self._pair(line.name, self._money(line.cents), style.BODY)
        if content.lines or content.off:
            self._rule()
        self._pair(_("Total"), self._money(content.total_cents), style.HEADING.sized(13))
        if content.loyalty:
            self._rule()
            for sentence in content.loyalty:
                self._lines(sentence, style.BODY)
        self._rule()
        self._centred(_("This is not an invoice."), style.TINY)
        self._centred(_("Thank you for your visit."), style.BODY)
        return self._y

    def _money(self, cents: int) -> str:
        return formats.money(cents, self._content.currency, self._content.locale)

    def _down(self, by: float) -> None:
        if self._y + by > self._low:
            self._page = self._document.new_page()
            self._y = self._top
        self._y += by

    def _centred(self, text: str, look: TextStyle) -> None:
        for line in self._document.wrap(text, look, self._right - self._left):
            self._down(look.leading)
            self._page.centre((self._left + self._right) / 2, self._y, line, look)

    def _lines(self, text: str, look: TextStyle) -> None:
        for line in self._document.wrap(text, look, self._right - self._left):
            self._down(look.leading)
            self._page.text(self._left, self._y, line, look)

    def _pair(self, text: str, figure: str, look: TextStyle) -> None:
        """Write a text, wrapped, and a figure at the right of its last line."""
        room = self._right - self._left - self._document.width(figure, look) - 3
        for line in self._document.wrap(text, look, room) or [""]:
            self._down(look.leading)
            self._page.text(self._left, self._y, line, look)
        self._page.right(self._right, self._y, figure, look)

    def _rule(self) -> None:
        from crm_desktop.documents import style

        self._down(2.2)
        self._page.line(self._left, self._y, self._right, self._y, style.HAIRLINE)
        self._y += 1.2


def example() -> SaleSlip:
    """Return the receipt of a sale with a voucher."""
    return SaleSlip(
        shop=samples.SHOP,
        title="Recibo",
        number="T-000455",
        at=samples.MADE_AT,
        total_cents=5060,
        lines=(
            SlipLine("Cafetera italiana de seis tazas, acero inoxidable", 3490),
            SlipLine("Café molido 250 g", 1570, "2 ×"),
            SlipLine("Taza con asa", 500),
        ),
        off=(SlipLine("Vale V23456789X", -500),),
        customer="Ángel García Muñoz",
        loyalty=("Ganas 50 puntos con esta compra.", "Tienes 555 puntos.", "Café: 6 de 10 sellos."),
        served_by="Marta",
    )
