"""The sale that a ticket's rows tell of: its instant, its lines, what it comes to; and knowing it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from crm_desktop.domain.purchases.model import ONE
from crm_desktop.domain.purchases.validate import NOTES_LETTERS
from crm_desktop.exchange.purchase_row import PurchaseRow
from crm_desktop.services.imports_purchases_products import ProductNames
from crm_desktop.shared.clock import to_text
from crm_desktop.shared.formats import money
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold
from crm_desktop.store.queries.purchase_keys import StoredLine, StoredPurchase

NOON = time(12)  # when a file tells only the day


@dataclass(frozen=True, slots=True)
class SaleLine:
    """A line of a sale; amounts in cents, the quantity in thousandths."""

    product_id: int | None
    name: str
    quantity: int
    price: int
    discount: int
    total: int

    def columns(self, purchase_id: int, position: int) -> tuple[Any, ...]:
        """Return its row in the order of `bulk_purchases.LINE_COLUMNS`."""
        return (
            purchase_id, position, self.product_id, self.name, self.quantity, self.price, self.discount,
            self.total, 0, None,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class BuiltSale:
    """A sale as a file tells of it.

    Attributes:
        at: the instant as stored text.
        lines: none for a bare total.
        remark: something doubtful, or "".
        problem: why there can be no such sale, or "".
    """

    day: date
    at: str
    total: int
    lines: tuple[SaleLine, ...]
    notes: str
    remark: str = ""
    problem: str = ""


class SaleMaker:
    """Makes sales of rows.

    Args:
        products: of the import.
        to_utc: makes an instant in UTC of a naive moment in the shop's zone.
        currency, locale: the shop's, for sentences.
    """

    def __init__(
        self,
        products: ProductNames,
        to_utc: Callable[[datetime], datetime],
        currency: str,
        locale: str,
    ) -> None:
        self._products = products
        self._to_utc = to_utc
        self._currency = currency
        self._locale = locale
        self._offsets: dict[date, timedelta | None] = {}

    def instant(self, day: date, hour: time | None) -> str:
        """Return a moment of the shop's day as stored text; noon when there is no hour."""
        moment = datetime.combine(day, hour or NOON)
        if day not in self._offsets:
            ends = [datetime.combine(day, end) for end in (time(), time(23, 59))]
            first, last = (end.replace(tzinfo=UTC) - self._to_utc(end) for end in ends)
            self._offsets[day] = first if first == last else None
        offset = self._offsets[day]
        if offset is None:  # the clocks change on this day
            return to_text(self._to_utc(moment))
        return (moment - offset).isoformat(timespec="milliseconds") + "Z"

    def line(self, row: PurchaseRow) -> SaleLine:
        """Return the line that a row tells of."""
        product = self._products.of(row)
        total, discount = row.amount or 0, row.discount or 0
        price = row.price
        if price is None:
            price = ((total + discount) * ONE + row.quantity // 2) // row.quantity
        return SaleLine(product.id, product.name, row.quantity, price, discount, total)

    def sale(self, rows: Sequence[PurchaseRow]) -> BuiltSale:
        """Return the sale of these rows; those that take something off are no lines of it."""
        head = rows[0]
        if len(rows) == 1 and head.total is None and not head.reduction:  # most of them
            lines: tuple[SaleLine, ...] = (self.line(head),) if head.is_line else ()
            at = self.instant(head.day, head.hour)
            return BuiltSale(head.day, at, head.amount or 0, lines, head.notes[:NOTES_LETTERS])
        counted = [row for row in rows if not row.reduction]
        told = any(row.is_line for row in counted)
        lines = tuple(self.line(row) for row in counted) if told else ()
        come_to = sum(row.amount or 0 for row in counted)
        off = sum(row.amount or abs(row.total or 0) for row in rows if row.reduction)
        total, remark = come_to - off, ""
        said = next((row.total for row in rows if row.total is not None), None)
        if said is not None and said >= 0 and said != total:
            if any(row.amount is not None for row in counted):
                remark = _("The lines come to {lines} and the ticket to {total}: {total} was taken.").format(
                    lines=money(total, self._currency, self._locale),
                    total=money(said, self._currency, self._locale),
                )
            elif len(lines) == 1 and not lines[0].total:
                one = lines[0]
                price = (said * ONE + one.quantity // 2) // one.quantity
                lines = (SaleLine(one.product_id, one.name, one.quantity, price, 0, said),)
            total = said
        notes = list(dict.fromkeys(row.notes for row in rows if row.notes))
        notes += [
            f"{row.product}: -{money(row.amount or 0, self._currency, self._locale)}"
            for row in rows
            if row.reduction
        ]
        hour = next((row.hour for row in rows if row.hour is not None), None)
        problem = _("This ticket takes off more than it comes to.") if total < 0 else ""
        at = self.instant(head.day, hour)
        return BuiltSale(head.day, at, total, lines, "\n".join(notes)[:NOTES_LETTERS], remark, problem)


def content(sale: BuiltSale) -> list[tuple[str, int, int]]:
    """Return what a sale's lines say, to compare it with one that the shop has."""
    return sorted((fold(line.name), line.quantity, line.total) for line in sale.lines)


def stored_content(lines: Iterable[StoredLine]) -> list[tuple[str, int, int]]:
    """Return the same of a sale that the shop has."""
    return sorted((fold(line.name), line.quantity_milli, line.total_cents) for line in lines)


def same(sale: BuiltSale, stored: StoredPurchase, lines: Sequence[StoredLine]) -> bool:
    """Tell whether a sale of the file is the one that the shop has under the same number.

    One that was typed in as a bare total is the same when day and total are.
    """
    if stored.day != sale.day.isoformat() or stored.total_cents != sale.total:
        return False
    return not lines or not sale.lines or stored_content(lines) == content(sale)


def fingerprint(sale: BuiltSale, customer_id: int | None) -> int:
    """Return what a sale without a ticket is known by: who, when, for how much, and what."""
    return hash((customer_id, sale.at, sale.total, tuple(content(sale))))


def stored_fingerprint(stored: StoredPurchase, lines: Sequence[StoredLine]) -> int:
    """Return the same of a sale that the shop has."""
    return hash((stored.customer_id, stored.at, stored.total_cents, tuple(stored_content(lines))))
