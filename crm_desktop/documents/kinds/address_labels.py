"""Sheets of address labels, from the label where the last sheet was left off; written as the country does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from crm_desktop.documents import samples
from crm_desktop.documents.postal import PostalAddress, lines
from crm_desktop.domain.sheets.geometry import SHEETS, Rect
from crm_desktop.domain.shop import PaperSize
from crm_desktop.shared import formats
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _, language

if TYPE_CHECKING:
    from crm_desktop.documents.base import Document
    from crm_desktop.documents.style import TextStyle

# What printers cannot reach at the edge of the sheet, and the room inside a label.
_UNREACHED = 6.0
_INSIDE = 3.5
_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet of labels as it is sold; lengths in mm.

    Attributes:
        code: its name in the shop's settings.
        left, top: of the first label.
        pitch_x, pitch_y: from one label to the next.
    """

    code: str
    paper: PaperSize
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    pitch_x: float
    pitch_y: float

    @property
    def count(self) -> int:
        """How many labels a sheet has."""
        return self.columns * self.rows

    @property
    def title(self) -> str:
        """What a person chooses it by: "70 × 37 mm, 3 × 8"."""
        size = _("{width} × {height} mm, {columns} × {rows} labels")
        return size.format(
            width=f"{self.width:g}", height=f"{self.height:g}", columns=self.columns, rows=self.rows
        )

    def label(self, place: int) -> Rect:
        """Return a label, counted from 0 along the rows."""
        row, column = divmod(place, self.columns)
        x, y = self.left + column * self.pitch_x, self.top + row * self.pitch_y
        return Rect(x, y, self.width, self.height)

    def room(self, place: int) -> Rect:
        """Return where a label may be written on: inside it, and where a printer can reach."""
        label, sheet = self.label(place), SHEETS[self.paper]
        left = max(label.x + _INSIDE, _UNREACHED)
        top = max(label.y + _INSIDE, _UNREACHED)
        right = min(label.right - _INSIDE, sheet.width - _UNREACHED)
        bottom = min(label.bottom - _INSIDE, sheet.height - _UNREACHED)
        return Rect(left, top, right - left, bottom - top)


# The measures that makers print on their boxes.
LABEL_SHEETS: tuple[LabelSheet, ...] = (
    LabelSheet("a4-3x8", PaperSize.A4, 3, 8, 70.0, 37.0, 0.0, 0.5, 70.0, 37.0),
    LabelSheet("a4-3x7", PaperSize.A4, 3, 7, 63.5, 38.1, 7.2, 15.1, 66.0, 38.1),
    LabelSheet("a4-2x7", PaperSize.A4, 2, 7, 99.1, 38.1, 4.7, 15.1, 101.6, 38.1),
    LabelSheet("a4-2x8", PaperSize.A4, 2, 8, 99.1, 33.9, 4.7, 12.9, 101.6, 33.9),
    LabelSheet("a4-2x4", PaperSize.A4, 2, 4, 99.1, 67.7, 4.7, 13.1, 101.6, 67.7),
    LabelSheet("letter-3x10", PaperSize.LETTER, 3, 10, 66.7, 25.4, 4.8, 12.7, 69.8, 25.4),
    LabelSheet("letter-2x10", PaperSize.LETTER, 2, 10, 101.6, 25.4, 4.0, 12.7, 106.4, 25.4),
    LabelSheet("letter-2x5", PaperSize.LETTER, 2, 5, 101.6, 50.8, 4.0, 12.7, 106.4, 50.8),
)


@dataclass(frozen=True, slots=True)
class AddressLabels:
    """What is printed.

    Attributes:
        shop_name: for the file's metadata only; labels carry none.
        addresses: one label each, in this order.
        sheet: the code of a `LabelSheet`.
        first_label: where the first goes on a sheet that has been used before, from 1.
        country: the shop's (ISO 3166 alpha-2).
        made_at: in the shop's zone.
    """

    shop_name: str
    addresses: tuple[PostalAddress, ...]
    sheet: str
    made_at: datetime
    first_label: int = 1
    country: str = "ES"
    locale: str = formats.DEFAULT_LOCALE


@dataclass(frozen=True, slots=True)
class PrintedLabels:
    """The result.

    Attributes:
        pdf: the document.
        pages: how many sheets are needed.
        cut: the places in `addresses` of those that did not fit on their label even in the smallest type.
    """

    pdf: bytes
    pages: int
    cut: tuple[int, ...]


def label_sheet(code: str) -> LabelSheet:
    """Return the sheet with this code.

    Raises:
        InvalidInput: there is none.
    """
    for sheet in LABEL_SHEETS:
        if sheet.code == code:
            return sheet
    raise InvalidInput(_("Choose a sheet of labels."))


def build(content: AddressLabels) -> bytes:
    """Return the PDF."""
    return print_labels(content).pdf


def print_labels(content: AddressLabels) -> PrintedLabels:
    """Return the PDF and which addresses did not fit.

    Raises:
        InvalidInput: there is no such sheet, or it has no such first label.
    """
    from crm_desktop.documents.base import About, Document

    sheet = label_sheet(content.sheet)
    if not 1 <= content.first_label <= sheet.count:
        raise InvalidInput(_("This sheet has {count} labels.").format(count=sheet.count))
    about = About(_("Address labels"), content.shop_name, language(), content.made_at, sheet.paper)
    cut: list[int] = []
    with Document(about) as document:
        page = document.new_page()
        pages = 1
        for number, address in enumerate(content.addresses):
            turn, place = divmod(number + content.first_label - 1, sheet.count)
            if turn == pages:
                page = document.new_page()
                pages += 1
            room = sheet.room(place)
            written = lines(address, content.country, content.locale)
            placed, fits = _fitted(document, written, room)
            if not fits:
                cut.append(number)
            for text, look, y in placed:
                page.text(room.x, y, text, look)
        pdf = document.finish()
    return PrintedLabels(pdf, pages, tuple(cut))


def _fitted(
    document: Document, written: list[str], room: Rect
) -> tuple[list[tuple[str, TextStyle, float]], bool]:
    """Return the lines of an address in the largest type in which all fit, and whether they do."""
    from crm_desktop.documents.wrapping import ELLIPSIS

    for size in _SIZES:
        attempt = _written(document, written, room.width, size)
        height = sum(look.leading for _text, look in attempt)
        if height <= room.height:
            break
    fits = height <= room.height
    while height > room.height:
        height -= attempt.pop()[1].leading
    if not fits and attempt:
        attempt[-1] = (attempt[-1][0][:-1] + ELLIPSIS, attempt[-1][1])
    y = room.y + (room.height - height) / 2
    placed = []
    for text, look in attempt:
        y += look.leading
        placed.append((text, look, y - look.leading * 0.25))
    return placed, fits


def _written(
    document: Document, written: list[str], width: float, size: float
) -> list[tuple[str, TextStyle]]:
    """Return the lines of an address in a size, the first bold; long ones wrap."""
    from crm_desktop.documents import style

    looks = [style.BODY_BOLD.sized(size), *[style.BODY.sized(size)] * (len(written) - 1)]
    return [
        (line, look)
        for text, look in zip(written, looks, strict=False)
        for line in document.wrap(text, look, width)
    ]


def example() -> AddressLabels:
    """Return labels for a sheet that has been begun."""
    addresses = [PostalAddress(name, *place) for name, _phone, *place, _mail in samples.PEOPLE * 2]
    addresses[3] = PostalAddress("Jeanne Dupont", "12 rue des Exemples", "75002", "Paris", country="FR")
    return AddressLabels(
        shop_name="Tienda de muestra",
        addresses=tuple(addresses),
        sheet="a4-3x8",
        made_at=samples.MADE_AT,
        first_label=4,
    )
