"""Letters to customers: the address where the window of an envelope is, and what the shop wrote."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from crm_desktop.documents import samples
from crm_desktop.documents.running import Letterhead, Logo, fitted_logo
from crm_desktop.domain.sheets.geometry import Rect
from crm_desktop.domain.shop import PaperSize
from crm_desktop.shared import formats
from crm_desktop.shared.i18n import _, language

if TYPE_CHECKING:
    from crm_desktop.documents.base import Document
    from crm_desktop.documents.page import Page
    from crm_desktop.documents.style import TextStyle

_LEFT, _RIGHT, _BOTTOM = 25.0, 22.0, 22.0  # mm
_HEAD, _BODY_TOP = 15.0, 108.0
_LOGO = (40.0, 20.0)
_TEXT_SIZE = 11.0
# Where the address is seen through the window, in mm: DL envelopes in Spain have it at the right, those of
# Letter paper (number 10) at the left. Both fold the sheet in three.
_WINDOWS = {PaperSize.A4: Rect(110.0, 50.0, 82.0, 36.0), PaperSize.LETTER: Rect(25.0, 52.0, 90.0, 26.0)}


@dataclass(frozen=True, slots=True)
class CustomerLetter:
    """One letter.

    Attributes:
        text: all of it, paragraphs as lines; an empty line is a gap.
        address: line by line, as the post wants it; () when nobody knows it whole.
        name: of the customer, when there is no address.
    """

    name: str
    text: str
    address: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerLetters:
    """What is printed; `made_at` in the shop's zone, `town` where the shop is, or ""."""

    shop: Letterhead
    letters: tuple[CustomerLetter, ...]
    made_at: datetime
    town: str = ""
    locale: str = formats.DEFAULT_LOCALE
    paper: PaperSize = PaperSize.A4


def build(content: CustomerLetters) -> bytes:
    """Return the PDF: each letter begins on a sheet of its own, and goes on where one is too little."""
    from crm_desktop.documents import style
    from crm_desktop.documents.base import About, Document

    about = About(_("Letters to customers"), content.shop.name, language(), content.made_at, content.paper)
    with Document(about) as document:
        look = replace(style.BODY.sized(_TEXT_SIZE), spacing=1.4)
        logo = fitted_logo(document, content.shop, *_LOGO)
        for letter in content.letters:
            _letter(document, letter, content, look, logo)
        if not content.letters:
            document.new_page()
        return document.finish()


def _letter(
    document: Document,
    letter: CustomerLetter,
    content: CustomerLetters,
    look: TextStyle,
    logo: Logo | None,
) -> None:
    from crm_desktop.documents import style

    width = document.sheet.width - _LEFT - _RIGHT
    lines = [
        wrapped
        for line in letter.text.splitlines()
        for wrapped in (document.wrap(line, look, width) if line.strip() else [""])
    ]
    page, y = document.new_page(), _BODY_TOP
    _head(document, page, content, logo)
    _address(document, page, letter, content)
    place, bottom = 1, document.sheet.height - _BOTTOM
    for at, line in enumerate(lines):
        if y > bottom and any(rest.strip() for rest in lines[at:]):
            page, place, y = document.new_page(), place + 1, _HEAD + 12
            page.text(_LEFT, _HEAD + 2, *document.fitted(letter.name, style.SMALL, width * 0.7, 6))
            page.right(
                document.sheet.width - _RIGHT, _HEAD + 2, _("page {number}").format(number=place), style.SMALL
            )
        if line:
            page.text(_LEFT, y, line, look)
        y += look.leading


def _head(document: Document, page: Page, content: CustomerLetters, logo: Logo | None) -> None:
    from crm_desktop.documents import style

    left, room = _LEFT, document.sheet.width - _LEFT - _RIGHT
    if logo is not None:
        stamp, width, height = logo
        page.image(Rect(left, _HEAD, width, height), stamp)
        left, room = left + width + 6, room - width - 6
    page.text(left, _HEAD + 5, *document.fitted(content.shop.name, style.HEADING.sized(15), room, 9))
    page.text(left, _HEAD + 11, *document.fitted(content.shop.details, style.SMALL, room, 6))
    third = document.sheet.height / 3
    for fold in (third, 2 * third):
        page.line(4, fold, 8, fold, style.HAIRLINE)


def _address(document: Document, page: Page, letter: CustomerLetter, content: CustomerLetters) -> None:
    from crm_desktop.documents import style

    window = _WINDOWS[content.paper]
    look = style.BODY.sized(10.5)
    lines = [w for line in letter.address or (letter.name,) for w in document.wrap(line, look, window.width)]
    most = int(window.height / look.leading)
    for at, line in enumerate(lines[:most]):
        page.text(window.x, window.y + 4 + at * look.leading, line, look)
    day = formats.date_in_words(content.made_at.date(), content.locale)
    said = _("{town}, {day}").format(town=content.town, day=day) if content.town else day
    page.right(document.sheet.width - _RIGHT, _BODY_TOP - 12, said, style.BODY.sized(10.5))


def example() -> CustomerLetters:
    """Return two letters: one short, one that goes on to a second sheet, to somebody without an address."""
    name, _phone, street, postcode, town, province, _mail = samples.PEOPLE[0]
    short = CustomerLetter(
        samples.spoken(name),
        "Hola, Ángel:\n\nTienes 480 puntos guardados. Ven a gastarlos cuando quieras.\n\n"
        "Un saludo,\nTienda de muestra",
        (samples.spoken(name), street, f"{postcode} {town} ({province})"),
    )
    long = "Hola, Pilar:\n\n" + "Esta es una carta larga de muestra, para ver cómo sigue. " * 90
    return CustomerLetters(
        samples.SHOP, (short, CustomerLetter("Pilar Núñez Ortuño", long)), samples.MADE_AT, "Madrid"
    )
