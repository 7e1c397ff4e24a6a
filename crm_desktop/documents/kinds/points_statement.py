"""The statement of a customer's points: what came and went between two days, and what is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from crm_desktop.documents import samples
from crm_desktop.documents.running import Heading, Letterhead, Running, page_place
from crm_desktop.domain.sheets.geometry import Rect
from crm_desktop.domain.shop import PaperSize
from crm_desktop.shared import formats
from crm_desktop.shared.i18n import _, language, ngettext

if TYPE_CHECKING:
    from crm_desktop.documents.page import Page

HEADER_HEIGHT, FOOTER_HEIGHT, SUMMARY_HEIGHT = 17.0, 5.0, 20.0
EXPIRING_HEIGHT = 6.0  # more, where points are lost soon


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One entry: its day, what it was, what it added (below zero: took) and what was left after it."""

    day: date
    what: str
    points: int
    balance: int


@dataclass(frozen=True, slots=True)
class PointsStatement:
    """What is printed, for one program.

    Attributes:
        customer: the name as one says it.
        first, last: the days of the period.
        opening, closing: points before and after; below zero they are owed.
        expiring, expires_on: how many are lost next, and the last day on which they can be used.
        lines: oldest first.
        printed_at: in the shop's zone.
    """

    shop: Letterhead
    customer: str
    program: str
    first: date
    last: date
    opening: int
    closing: int
    lines: tuple[StatementLine, ...]
    printed_at: datetime
    card: str = ""
    tier: str = ""
    expiring: int = 0
    expires_on: date | None = None
    printed_by: str = ""
    locale: str = formats.DEFAULT_LOCALE
    paper: PaperSize = PaperSize.A4


def build(content: PointsStatement) -> bytes:
    """Return the PDF."""
    from crm_desktop.documents import style
    from crm_desktop.documents.base import About, Document
    from crm_desktop.documents.table import Column, Table

    about = About(_("Statement of points"), content.shop.name, language(), content.printed_at, content.paper)
    with Document(about) as document:
        area = document.sheet.content
        header = Rect(area.x, area.y, area.width, HEADER_HEIGHT)
        footer = Rect(area.x, area.bottom - FOOTER_HEIGHT, area.width, FOOTER_HEIGHT)
        warned = bool(content.expiring and content.expires_on)
        top = header.bottom + SUMMARY_HEIGHT + (EXPIRING_HEIGHT if warned else 0.0)
        body = Rect(area.x, top, area.width, footer.y - top - 2.5)
        table = Table(
            document,
            body,
            [
                Column(_("Date")),
                Column(_("What"), grows=True),
                Column(_("Points"), right=True),
                Column(_("Left"), right=True),
            ],
        )
        rows = [_row(line, content.locale) for line in content.lines]
        pages = table.placed(rows, [""] * len(rows))
        running = Running(document, content.shop, _heading(content), header)

        def draw_frame(page: Page) -> None:
            running.head(page)
            running.foot(page, footer, page_place(len(pages), len(pages)))
            table.draw_heads(page)
            y = header.bottom + 7
            page.text(
                area.x, y, *document.fitted(content.customer, style.HEADING.sized(14), area.width * 0.6, 9)
            )
            about_them = "  ·  ".join(part for part in (content.card, content.tier) if part)
            page.text(area.x, y + 6, *document.fitted(about_them, style.BODY, area.width * 0.6, 7))
            page.right(area.right, y + 1.5, _sum(content.closing, content.locale), style.TITLE.sized(20))
            page.right(area.right, y + 7.5, _opening(content), style.SMALL)
            if content.expiring and content.expires_on:
                told = ngettext(
                    "{count} point is lost after {day}.",
                    "{count} points are lost after {day}.",
                    content.expiring,
                ).format(
                    count=formats.number(content.expiring, content.locale),
                    day=formats.long_date(content.expires_on, content.locale),
                )
                page.text(area.x, y + 13, *document.fitted(told, style.BODY, area.width, 7))

        frame = document.stamp(draw_frame)
        for number, placed in enumerate(pages, start=1):
            page = document.new_page()
            page.use(frame)
            table.draw(page, placed, _("Nothing happened in this period."))
            running.place(page, footer, page_place(number, len(pages)))
        return document.finish()


def _row(line: StatementLine, locale: str) -> tuple[str, ...]:
    sign = "+" if line.points > 0 else "−" if line.points < 0 else ""
    left = formats.number(abs(line.balance), locale)
    return (
        formats.short_date(line.day, locale),
        line.what,
        sign + formats.number(abs(line.points), locale),
        f"−{left}" if line.balance < 0 else left,
    )


def _sum(points: int, locale: str) -> str:
    if points < 0:
        return ngettext("{count} point owed", "{count} points owed", -points).format(
            count=formats.number(-points, locale)
        )
    return ngettext("{count} point", "{count} points", points).format(count=formats.number(points, locale))


def _opening(content: PointsStatement) -> str:
    day = formats.short_date(content.first, content.locale)
    return _("Before {day}: {points}").format(day=day, points=_sum(content.opening, content.locale))


def _heading(content: PointsStatement) -> Heading:
    return Heading(
        title=_("Statement of points"),
        subtitle=content.program,
        note=_("From {first} to {last}").format(
            first=formats.short_date(content.first, content.locale),
            last=formats.short_date(content.last, content.locale),
        ),
        printed_by=content.printed_by,
        printed_at=content.printed_at,
        locale=content.locale,
    )


def example() -> PointsStatement:
    """Return a quarter of a good customer."""
    lines, balance = [], 480
    for number, (what, points) in enumerate(
        (
            ("Compra, ticket T-000381", 25), ("Compra, ticket T-000402", 61), ("Vale de 5 €", -100),
            ("Cumpleaños", 50), ("Devolución del ticket T-000402", -61), ("Compra, ticket T-000455", 50),
        )
    ):  # fmt: skip
        balance += points
        lines.append(StatementLine(date(2026, 9, 3 + number * 4), what, points, balance))
    return PointsStatement(
        shop=samples.SHOP,
        customer="Ángel García Muñoz",
        program="Puntos",
        first=date(2026, 9, 1),
        last=date(2026, 11, 21),
        opening=480,
        closing=balance,
        lines=tuple(lines),
        printed_at=samples.MADE_AT,
        card="A000041",
        tier="Plata",
        expiring=120,
        expires_on=date(2026, 12, 31),
        printed_by="Marta",
    )
