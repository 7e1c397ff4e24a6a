"""A list of customers with the columns that were chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from crm_desktop.documents import samples
from crm_desktop.documents.running import Heading, Letterhead, Running, page_place
from crm_desktop.domain.customers.listing import CustomerColumn
from crm_desktop.domain.sheets.geometry import Rect
from crm_desktop.domain.shop import PaperSize
from crm_desktop.shared import formats
from crm_desktop.shared.i18n import N_, _, language, ngettext

if TYPE_CHECKING:
    from crm_desktop.documents.page import Page

HEADER_HEIGHT = 17.0
FOOTER_HEIGHT = 5.0
# From so many columns on, the sheet lies on its side.
MOST_UPRIGHT = 5

COLUMN_TITLES: dict[CustomerColumn, str] = {
    CustomerColumn.NAME: N_("Name"),
    CustomerColumn.PHONE: N_("Telephone"),
    CustomerColumn.EMAIL: N_("E-mail"),
    CustomerColumn.TOWN: N_("Town"),
    CustomerColumn.TAGS: N_("Tags"),
    CustomerColumn.STAFF: N_("Looked after by"),
    CustomerColumn.CARD: N_("Card"),
    CustomerColumn.COMPANY: N_("Company"),
    CustomerColumn.BIRTH: N_("Birthday"),
    CustomerColumn.NEXT_FOLLOW_UP: N_("Next follow-up"),
    CustomerColumn.LAST_CONTACT: N_("Last contact"),
    CustomerColumn.CREATED: N_("Customer since"),
    CustomerColumn.STAGE: N_("Stage"),
    CustomerColumn.POINTS: N_("Points"),
    CustomerColumn.TIER: N_("Tier"),
    CustomerColumn.SPENT: N_("Spent"),
    CustomerColumn.PURCHASES: N_("Purchases"),
    CustomerColumn.LAST_PURCHASE: N_("Last purchase"),
    CustomerColumn.LATE: N_("Days late"),
}
_DAYS = frozenset(
    {
        CustomerColumn.NEXT_FOLLOW_UP,
        CustomerColumn.LAST_CONTACT,
        CustomerColumn.CREATED,
        CustomerColumn.LAST_PURCHASE,
    }
)


@dataclass(frozen=True, slots=True)
class CustomerLine:
    """One customer on the list; the names are those of `CustomerColumn`.

    Attributes:
        name: as lists sort it.
        birth: as it is stored: "1984-11-24", "--11-24" or "".
        next_follow_up, last_contact, created: dates in the shop's zone.
        stage, tier, spent: in words, such as "1.234,50 €".
        late: days later than expected by the customer's own rhythm; below zero while there is time.
        do_not_contact, has_warning: shown as a sign before the name.
    """

    name: str
    phone: str = ""
    email: str = ""
    town: str = ""
    tags: str = ""
    staff: str = ""
    card: str = ""
    company: str = ""
    birth: str = ""
    next_follow_up: date | None = None
    last_contact: date | None = None
    created: date | None = None
    stage: str = ""
    points: int | None = None
    tier: str = ""
    spent: str = ""
    purchases: int | None = None
    last_purchase: date | None = None
    late: int | None = None
    do_not_contact: bool = False
    has_warning: bool = False


@dataclass(frozen=True, slots=True)
class CustomerList:
    """What is printed.

    Attributes:
        columns: in the order of the page; the name comes first whether it is named or not.
        lines: in the order of the page.
        scope: what was chosen, in words, such as "con la etiqueta VIP"; "" for all.
        printed_at: in the shop's zone.
    """

    shop: Letterhead
    columns: tuple[CustomerColumn, ...]
    lines: tuple[CustomerLine, ...]
    printed_at: datetime
    printed_by: str = ""
    scope: str = ""
    locale: str = formats.DEFAULT_LOCALE
    paper: PaperSize = PaperSize.A4


def build(content: CustomerList) -> bytes:
    """Return the PDF."""
    from crm_desktop.documents.base import About, Document
    from crm_desktop.documents.table import Column, Table

    chosen = tuple(dict.fromkeys((CustomerColumn.NAME, *content.columns)))
    about = About(
        _("List of customers"),
        content.shop.name,
        language(),
        content.printed_at,
        content.paper,
        lying=len(chosen) > MOST_UPRIGHT,
    )
    with Document(about) as document:
        area = document.sheet.content
        header = Rect(area.x, area.y, area.width, HEADER_HEIGHT)
        footer = Rect(area.x, area.bottom - FOOTER_HEIGHT, area.width, FOOTER_HEIGHT)
        body = Rect(area.x, header.bottom + 1.5, area.width, footer.y - header.bottom - 2.5)
        columns = [Column(_(COLUMN_TITLES[column]), bold=column is CustomerColumn.NAME) for column in chosen]
        cells = [_cell(column, content.locale) for column in chosen]
        table = Table(document, body, columns)
        pages = table.placed([[cell(line) for cell in cells] for line in content.lines], _signs(content))
        running = Running(document, content.shop, _heading(content), header)

        def draw_frame(page: Page) -> None:
            running.head(page)
            running.foot(page, footer, page_place(len(pages), len(pages)))
            table.draw_heads(page)

        frame = document.stamp(draw_frame)
        for number, rows in enumerate(pages, start=1):
            page = document.new_page()
            page.use(frame)
            table.draw(page, rows, _("There are no customers on this list."))
            running.place(page, footer, page_place(number, len(pages)))
        return document.finish()


def _heading(content: CustomerList) -> Heading:
    count = len(content.lines)
    told = ngettext("{count} customer", "{count} customers", count).format(
        count=formats.number(count, content.locale)
    )
    return Heading(
        title=_("List of customers"),
        subtitle=content.scope[:1].upper() + content.scope[1:] if content.scope else told,
        note=told if content.scope else "",
        printed_by=content.printed_by,
        printed_at=content.printed_at,
        locale=content.locale,
    )


def _signs(content: CustomerList) -> list[str]:
    """Return the sign before each name: the name of a function of `signs`, or ""."""
    return [
        "no_contact" if line.do_not_contact else "warning" if line.has_warning else ""
        for line in content.lines
    ]


def _cell(column: CustomerColumn, locale: str) -> Callable[[CustomerLine], str]:
    """Return what writes a column's value."""

    def day(line: CustomerLine) -> str:
        value: date | None = getattr(line, column.value)
        return formats.short_date(value, locale) if value else ""

    def birth(line: CustomerLine) -> str:
        return formats.birth(line.birth, locale)

    def text(line: CustomerLine) -> str:
        value = getattr(line, column.value)
        return formats.number(value, locale) if isinstance(value, int) else str(value or "")

    if column is CustomerColumn.BIRTH:
        return birth
    return day if column in _DAYS else text


def example() -> CustomerList:
    """Return a list with the columns that shops choose most."""
    return CustomerList(
        shop=samples.SHOP,
        columns=(
            CustomerColumn.PHONE,
            CustomerColumn.EMAIL,
            CustomerColumn.TOWN,
            CustomerColumn.LAST_CONTACT,
        ),
        lines=tuple(
            CustomerLine(
                name=name,
                phone=phone,
                email=f"{mail}@example.com",
                town=town,
                last_contact=date(2026, 10, number % 28 + 1) if number % 4 else None,
                has_warning=number == 5,
            )
            for number, (name, phone, _street, _postcode, town, _province, mail) in enumerate(
                samples.PEOPLE * 4
            )
        ),
        printed_at=samples.MADE_AT,
        printed_by="Marta",
        scope="con la etiqueta Hogar",
    )
