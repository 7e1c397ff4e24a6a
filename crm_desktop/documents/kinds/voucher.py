"""Vouchers, three to a sheet, to cut out: what each is worth, for whom, until when, and its code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
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

PER_PAGE = 3
_INSIDE = 13.0
_LOGO = (34.0, 15.0)


@dataclass(frozen=True, slots=True)
class PrintedVoucher:
    """One voucher.

    Attributes:
        code: as it is read at the counter.
        worth: as people write it: "5,00 €", "10 %".
        holder: the customer's name, or "" for whoever brings it.
        from_day, to_day: when it can be used.
        min_cents: the least purchase.
        text: a line of the shop.
    """

    code: str
    worth: str
    holder: str = ""
    from_day: date | None = None
    to_day: date | None = None
    min_cents: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Vouchers:
    """What is printed; `made_at` in the shop's zone."""

    shop: Letterhead
    vouchers: tuple[PrintedVoucher, ...]
    made_at: datetime
    currency: str = "EUR"
    locale: str = formats.DEFAULT_LOCALE
    paper: PaperSize = PaperSize.A4


def build(content: Vouchers) -> bytes:
    """Return the PDF."""
    from crm_desktop.documents import style
    from crm_desktop.documents.base import About, Document

    about = About(_("Vouchers"), content.shop.name, language(), content.made_at, content.paper)
    with Document(about) as document:
        height = document.sheet.height / PER_PAGE
        logo = fitted_logo(document, content.shop, *_LOGO)
        page = document.new_page()
        for number, voucher in enumerate(content.vouchers):
            place = number % PER_PAGE
            if number and not place:
                page = document.new_page()
            area = Rect(0, place * height, document.sheet.width, height)
            if place:
                page.line(0, area.y, area.right, area.y, style.Stroke(0.2, grey=0.4, dashes=(2.0, 1.5)))
            _voucher(document, page, area.grown(-_INSIDE), voucher, content, logo)
        return document.finish()


def _voucher(
    document: Document,
    page: Page,
    room: Rect,
    voucher: PrintedVoucher,
    content: Vouchers,
    logo: Logo | None,
) -> None:
    from crm_desktop.documents import barcodes, style

    page.frame(room.grown(4.0), style.RULE)
    code_width = 62.0
    left_width = room.width - code_width - 8
    top = room.y
    if logo is not None:
        stamp, width, height = logo
        page.image(Rect(room.x, top, width, height), stamp)
        page.text(
            room.x + width + 5,
            top + 6,
            *document.fitted(content.shop.name, style.HEADING.sized(13), left_width - width - 5, 8),
        )
        top += max(height, 10)
    else:
        page.text(
            room.x, top + 5, *document.fitted(content.shop.name, style.HEADING.sized(14), left_width, 8)
        )
        top += 8
    page.text(room.x, top + 8, _("Voucher"), style.SMALL.sized(11))
    worth, look = document.fitted(voucher.worth, style.TITLE.sized(40), left_width, 16)
    page.text(room.x, top + 23, worth, look)
    lines = [(voucher.holder, style.BODY_BOLD.sized(12))] if voucher.holder else []
    lines += [(line, style.BODY.sized(11)) for line in _conditions(voucher, content)]
    y = top + 31
    for text, look in lines:
        for line in document.wrap(text, look, left_width)[:2]:
            page.text(room.x, y, line, look)
            y += look.leading
    right = room.right - code_width
    code_area = Rect(right, room.y + 12, code_width, 22)
    barcodes.code128(page, code_area, voucher.code)
    page.centre(right + code_width / 2, code_area.bottom + 6, voucher.code, style.BODY_BOLD.sized(13))
    # A telephone number that is broken over two lines is read wrongly: the address is broken at its joints.
    foot = [
        line
        for part in content.shop.details.split(" · ")
        for line in document.wrap(part, style.SMALL, code_width)
    ][:4]
    told = _("One use. Show it before you pay.")
    for at, line in enumerate([told, *foot]):
        base = code_area.bottom + 13 + at * 4
        if base < room.bottom + 2:
            page.centre(right + code_width / 2, base, line, style.SMALL)


def _conditions(voucher: PrintedVoucher, content: Vouchers) -> list[str]:
    """Return until when, and for which purchases, a voucher can be used."""
    found = [voucher.text] if voucher.text else []
    first, last = voucher.from_day, voucher.to_day
    if first and last:
        found.append(
            _("From {first} to {last}").format(
                first=formats.short_date(first, content.locale), last=formats.short_date(last, content.locale)
            )
        )
    elif last:
        found.append(_("Until {day}").format(day=formats.long_date(last, content.locale)))
    elif first:
        found.append(_("From {day} on").format(day=formats.long_date(first, content.locale)))
    if voucher.min_cents:
        amount = formats.money(voucher.min_cents, content.currency, content.locale)
        found.append(_("For purchases of {amount} or more").format(amount=amount))
    return found


def example() -> Vouchers:
    """Return four vouchers: one more than a sheet holds."""
    names = [samples.spoken(name) for name, *_rest in samples.PEOPLE]
    return Vouchers(
        samples.SHOP,
        (
            PrintedVoucher("V23456789X", "5,00 €", "Ángel García Muñoz", to_day=date(2026, 12, 31)),
            PrintedVoucher(
                "V3456789A2", "10 %", names[1], date(2026, 12, 1), date(2027, 1, 6), 3000, "Feliz cumpleaños"
            ),
            PrintedVoucher("V456789AB3", "20,00 €"),
            PrintedVoucher("V56789ABC4", "5,00 €", names[7], to_day=date(2026, 12, 31)),
        ),
        samples.MADE_AT,
    )
