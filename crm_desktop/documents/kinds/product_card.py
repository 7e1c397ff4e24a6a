"""What to know about a product on one sheet: for the staff, or for the customer to take away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from crm_desktop.documents import samples
from crm_desktop.documents.running import Heading, Letterhead, Running, page_place
from crm_desktop.domain.sheets.geometry import Rect
from crm_desktop.domain.shop import PaperSize
from crm_desktop.shared import formats
from crm_desktop.shared.i18n import _, language

if TYPE_CHECKING:
    from crm_desktop.documents.base import Document
    from crm_desktop.documents.page import Page
    from crm_desktop.documents.style import TextStyle

HEADER_HEIGHT, FOOTER_HEIGHT = 17.0, 5.0
_SIZES = (12.0, 11.0, 10.0, 9.5)


@dataclass(frozen=True, slots=True)
class ProductSheet:
    """What is printed.

    Attributes:
        name: of the product.
        about: a line under it: code, category, price.
        parts: heading and text of each part that has something to say, in order.
        plan: lines of the after-sales plan.
        for_customer: it is given away: nothing of it is for the staff alone.
        printed_at: in the shop's zone.
    """

    shop: Letterhead
    name: str
    about: str
    parts: tuple[tuple[str, str], ...]
    printed_at: datetime
    plan: tuple[str, ...] = ()
    for_customer: bool = False
    printed_by: str = ""
    locale: str = formats.DEFAULT_LOCALE
    paper: PaperSize = PaperSize.A4


def build(content: ProductSheet) -> bytes:
    """Return the PDF, in the largest type in which it keeps to one sheet; what is longer goes on overleaf."""
    from crm_desktop.documents.base import About, Document

    about = About(content.name, content.shop.name, language(), content.printed_at, content.paper)
    with Document(about) as document:
        area = document.sheet.content
        header = Rect(area.x, area.y, area.width, HEADER_HEIGHT)
        footer = Rect(area.x, area.bottom - FOOTER_HEIGHT, area.width, FOOTER_HEIGHT)
        body = Rect(area.x, header.bottom + 4, area.width, footer.y - header.bottom - 8)
        for size in _SIZES:
            pages = _placed(document, body, content, size)
            if len(pages) == 1:
                break
        running = Running(document, content.shop, _heading(content), header)

        def draw_frame(page: Page) -> None:
            running.head(page)
            running.foot(page, footer, page_place(len(pages), len(pages)))

        frame = document.stamp(draw_frame)
        for number, lines in enumerate(pages, start=1):
            page = document.new_page()
            page.use(frame)
            for text, look, y in lines:
                page.text(body.x, y, text, look)
            running.place(page, footer, page_place(number, len(pages)))
        return document.finish()


def _placed(
    document: Document, body: Rect, content: ProductSheet, size: float
) -> list[list[tuple[str, TextStyle, float]]]:
    """Return the lines of each page with their baselines."""
    from crm_desktop.documents import style

    title, text = style.HEADING.sized(size + 2), style.BODY.sized(size)
    pages: list[list[tuple[str, TextStyle, float]]] = [[]]
    y = body.y

    def write(line: str, look: TextStyle, before: float, keep: float) -> None:
        """Write a line; `keep` is what has to fit below it, so that no heading is left alone."""
        nonlocal y
        if y + before + look.leading + keep > body.bottom:
            pages.append([])
            y = body.y
            before = 0.0
        y += before + look.leading
        pages[-1].append((line, look, y))

    parts = [*content.parts]
    if content.plan:
        parts.append((_("After the sale"), "\n".join(content.plan)))
    for number, (heading, words) in enumerate(parts):
        write(heading, title, 5.0 if number else 0.0, text.leading * 2)
        for line in document.wrap(words, text, body.width, breaks=True):
            write(line, text, 0.6, 0.0)
    return pages


def _heading(content: ProductSheet) -> Heading:
    return Heading(
        title=content.name,
        subtitle=content.about,
        note="" if content.for_customer else _("For the staff"),
        printed_by="" if content.for_customer else content.printed_by,
        printed_at=content.printed_at,
        locale=content.locale,
    )


def example() -> ProductSheet:
    """Return the sheet of a coffee maker."""
    return ProductSheet(
        shop=samples.SHOP,
        name="Cafetera italiana, seis tazas",
        about="8400000000017 · Menaje · 34,90 €",
        parts=(
            ("Para qué sirve", "Café intenso en cinco minutos, en gas, vitrocerámica e inducción."),
            ("Para quién", "Quien toma café a diario, como Ángel García Muñoz, y no quiere cápsulas."),
            (
                "Dudas que surgen",
                "¿Se puede lavar en el lavavajillas? No: basta agua caliente.\n¿Vale para inducción? Sí.",
            ),
            ("Cuidado y uso", "Cambiar la goma una vez al año. No apretar el café."),
            ("Qué va con ella", "Café molido 250 g, goma de recambio, taza con asa."),
            ("Qué ofrecer en su lugar", "La de tres tazas, si viven solos."),
        ),
        plan=("Puesta en marcha: llamada a los 7 días", "Mantenimiento: cada 12 meses"),
        printed_at=samples.MADE_AT,
        printed_by="Marta",
    )
