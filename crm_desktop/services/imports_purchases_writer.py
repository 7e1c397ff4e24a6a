"""The work of an import of purchases within its operation: tickets in, sales and returns out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm_desktop.domain.purchases.model import PurchaseKind, PurchaseSource
from crm_desktop.exchange.drafts import Setting
from crm_desktop.exchange.mapping import Mapping
from crm_desktop.exchange.till_file import NumberedRow, TillFile
from crm_desktop.services.imports_purchases_customers import ANONYMOUS, Buyer, Buyers
from crm_desktop.services.imports_purchases_products import ProductNames
from crm_desktop.services.imports_purchases_returns import ReturnDraft, Returns
from crm_desktop.services.imports_purchases_sales import (
    BuiltSale,
    SaleMaker,
    fingerprint,
    same,
    stored_fingerprint,
)
from crm_desktop.services.imports_purchases_tickets import (
    Ticket,
    anew_each_year,
    of_its_year,
    repeated_remark,
    scattered,
    tickets,
)
from crm_desktop.services.imports_report import ImportReport, Lines
from crm_desktop.services.imports_shared import in_batches
from crm_desktop.services.imports_staff import StaffNames
from crm_desktop.services.shop import Shop
from crm_desktop.shared.formats import short_date
from crm_desktop.shared.i18n import _
from crm_desktop.store.bulk_purchases import PurchaseBulk, new_uid
from crm_desktop.store.database import Operation
from crm_desktop.store.queries import purchase_keys
from crm_desktop.store.queries.purchase_keys import StoredLine, StoredPurchase

_FIRST_NAMES = 20


@dataclass(frozen=True, slots=True)
class PurchaseOptions:
    """How purchases are brought in.

    Attributes:
        points: give the points of the programs in force, each purchase by the rules of its day; without it,
            the past earns none, because nobody was promised any.
        unknown: keep purchases of customers whom the shop does not know, without a customer.
        products: make products of those that the shop lacks; without it, their names stay on the lines.
        yearly: the till begins its tickets anew each year: they are kept as "2026/0001".
    """

    points: bool = False
    unknown: bool = False
    products: bool = False
    yearly: bool = False


@dataclass(slots=True)
class _Batch:
    """The sales that some tickets make."""

    purchases: list[tuple[Any, ...]]
    lines: list[tuple[Any, ...]]
    returns: list[ReturnDraft]
    stored: dict[str, StoredPurchase]
    stored_lines: dict[int, list[StoredLine]]


class PurchaseImportWriter:
    """Writes one file into the shop.

    Args:
        shop: where the purchases go.
        operation: the import's.
        source: the file.
        options: how.
        to_utc: makes an instant in UTC of a naive moment in the shop's zone.
        report, lines: are filled in.
    """

    def __init__(
        self,
        shop: Shop,
        operation: Operation,
        source: TillFile,
        options: PurchaseOptions,
        to_utc: Callable[[datetime], datetime],
        report: ImportReport,
        lines: Lines,
    ) -> None:
        self._shop = shop
        self._operation = operation
        self._source = source
        self._options = options
        self._lines = lines
        self._report = report
        profile = shop.profile
        self._currency, self._locale = profile.currency, profile.locale
        self._buyers = Buyers(operation.connection)
        self._products = ProductNames(operation, make=options.products)
        self._maker = SaleMaker(self._products, to_utc, self._currency, self._locale)
        self._staff = StaffNames(shop, operation)
        self._bulk = PurchaseBulk(operation)
        self._first_new = self._bulk.next_id
        self._returns = Returns(shop, operation, self._maker, self._bulk, lines, points=options.points)
        # Sales without a ticket that the shop had before, by day: how many of each.
        self._known: dict[str, Counter[int]] = {}

    def run(
        self,
        mapping: Mapping,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        """Read the whole file and write it.

        Raises:
            KnownError: the file cannot be read to its end.
            Cancelled: the person said so.
        """
        profile = self._shop.profile
        setting = Setting(profile.country, profile.locale, self._shop.clock.today())

        def rows() -> Iterator[NumberedRow]:
            found = self._source.rows(mapping, setting, profile.currency)
            return map(of_its_year, found) if self._options.yearly else found

        numbered = mapping.first("ticket") is not None
        # The ticket's number alone is read much faster than a whole row, but does not tell of which year.
        numbers = (r.says.ticket for r in rows()) if self._options.yearly else self._source.tickets(mapping)
        stream = tickets(rows(), scattered(numbers) if numbered else {})
        for some in in_batches(stream, lambda: self._source.progress, progress, cancelled):
            self._write(some)
        self._returns.finish()
        self._bulk.finish()

    # ---- a batch

    def _write(self, some: list[Ticket]) -> None:
        says = [row.says for ticket in some for row in ticket.rows]
        self._buyers.look_up(says)
        connection = self._operation.connection
        stored = purchase_keys.sales_by_ticket(connection, (ticket.number for ticket in some))
        there = purchase_keys.lines_of(connection, sorted(sale.id for sale in stored.values()))
        self._know_days({row.day.isoformat() for row in says if not row.ticket})
        batch = _Batch([], [], [], stored, there)
        for ticket in some:
            for row in ticket.repeated:
                self._lines.say(row, "unchanged", "", repeated_remark(ticket.number))
            self._take(ticket, batch)
        ids = self._bulk.write(batch.purchases, batch.lines)
        self._give_points(ids)
        self._returns.take(batch.returns)

    def _know_days(self, days: set[str]) -> None:
        new = sorted(day for day in days if day not in self._known)
        if not new:
            return
        self._known.update((day, Counter()) for day in new)
        connection = self._operation.connection
        sales = purchase_keys.of_days(connection, new, self._first_new, "sale")
        lines = purchase_keys.lines_of(connection, [sale.id for sale in sales])
        for sale in sales:
            self._known[sale.day][stored_fingerprint(sale, lines[sale.id])] += 1

    def _take(self, ticket: Ticket, batch: _Batch) -> None:
        problem = ticket.problem
        if problem:
            bad = next(row for row in ticket.rows if row.says.problem)
            for row in ticket.rows:
                why = row.says.problem or _(
                    "Row {row} of this ticket cannot be taken, so none of it was: {why}"
                ).format(row=bad.row, why=problem)
                self._lines.say(row, "rejected", row.says.customer, why)
            return
        buyer = self._buyer(ticket)
        if buyer.problem and not self._options.unknown:
            for row in ticket.rows:
                self._lines.say(row, "rejected", row.says.customer, buyer.problem)
            return
        sold = [row for row in ticket.rows if not row.says.back or row.says.reduction]
        back = [row for row in ticket.rows if row.says.back and not row.says.reduction]
        if sold:
            sold = self._agreeing(ticket, sold, buyer) if len(sold) > 1 else sold
            self._sale(ticket, sold, buyer, batch)
        targets: dict[str, list[NumberedRow]] = {}
        for row in back:
            targets.setdefault(row.says.return_of, []).append(row)
        for told, rows in targets.items():
            batch.returns.append(ReturnDraft(ticket.number, told, rows, buyer, exchanged=bool(sold)))

    def _buyer(self, ticket: Ticket) -> Buyer:
        """Return who bought: the first row tells that names somebody."""
        first = ANONYMOUS
        for row in ticket.rows:
            if row.says.names_somebody:
                found = self._buyers.of(row.says)
                if found.id is not None:
                    return found
                first = found if first is ANONYMOUS else first
        return first

    def _agreeing(self, ticket: Ticket, rows: list[NumberedRow], buyer: Buyer) -> list[NumberedRow]:
        """Return the rows that are of one purchase; another day, or another customer, is another ticket."""
        head = rows[0]
        taken = []
        for row in rows:
            other = self._buyers.of(row.says) if row is not head and row.says.names_somebody else buyer
            if row.says.day == head.says.day and other.id in {None, buyer.id}:
                taken.append(row)
                continue
            day = short_date(head.says.day, self._locale)
            said = _("Ticket {ticket} stands in row {row} already, of another day or customer ({day}).")
            self._lines.say(
                row,
                "rejected",
                other.name or row.says.customer,
                said.format(ticket=ticket.number, row=head.row, day=day)
                + anew_each_year(row.says.day.year, head.says.day.year),
            )
        return taken

    def _sale(self, ticket: Ticket, rows: list[NumberedRow], buyer: Buyer, batch: _Batch) -> None:
        sale = self._maker.sale([row.says for row in rows])
        outcome, reason = self._outcome(ticket, sale, buyer, batch)
        remarks = [text for text in (buyer.problem, buyer.remark, sale.remark) if text]
        for place, row in enumerate(rows):
            said = outcome if place == 0 or outcome in {"rejected", "unchanged"} else "updated"
            if said == "rejected" or place == 0:
                texts = [reason] if said == "rejected" else [*row.says.remarks, reason, *remarks]
                self._lines.say(row, said, buyer.name or row.says.customer, *filter(None, texts))
            else:
                self._lines.say(row, said, buyer.name or row.says.customer, *row.says.remarks)

    def _outcome(self, ticket: Ticket, sale: BuiltSale, buyer: Buyer, batch: _Batch) -> tuple[str, str]:
        """Put a sale into the batch if it is new; return what became of it, and why or a remark."""
        if sale.problem:
            return "rejected", sale.problem
        known = batch.stored.get(ticket.number) if ticket.number else None
        if known is not None:
            return self._again(ticket, sale, buyer, known, batch)
        if not ticket.number:
            counted = self._known[sale.day.isoformat()]
            key = fingerprint(sale, buyer.id)
            if counted[key] > 0:
                counted[key] -= 1
                return "unchanged", _("The shop has this purchase already.")
        remarks: list[str] = []
        seller = next((row.says.seller for row in ticket.rows if row.says.seller), "")
        staff_id = self._staff.id_of(seller, remarks)
        new_id = self._bulk.next_id + len(batch.purchases)
        batch.purchases.append(
            (
                new_uid(), buyer.id, sale.at, sale.day.isoformat(), PurchaseKind.SALE.value, None,
                ticket.number, sale.total, self._currency, 0, 0, staff_id, PurchaseSource.IMPORT.value,
                sale.notes, self._operation.at,
            )
        )  # fmt: skip
        batch.lines += [line.columns(new_id, place) for place, line in enumerate(sale.lines)]
        if len(self._report.names) < _FIRST_NAMES:
            self._report.names.append(f"{ticket.number} {buyer.name}".strip())
        return "created", " ".join(remarks)

    def _again(
        self, ticket: Ticket, sale: BuiltSale, buyer: Buyer, known: StoredPurchase, batch: _Batch
    ) -> tuple[str, str]:
        """Return what becomes of a ticket that the shop has; one without a customer may get its customer."""
        if not same(sale, known, batch.stored_lines[known.id]):
            said = _("Ticket {ticket} is in the shop already, with another day, amount or lines.")
            hint = anew_each_year(sale.day.year, int(known.day[:4]))
            return "rejected", said.format(ticket=ticket.number) + hint
        if buyer.id is None or buyer.id == known.customer_id:
            return "unchanged", ""
        if known.customer_id is not None:
            return "rejected", _("Ticket {ticket} is in the shop already, of another customer.").format(
                ticket=ticket.number
            )
        self._operation.update("purchase", known.id, customer_id=buyer.id)
        return "updated", _("The purchase was there without a customer.")

    def _give_points(self, ids: range) -> None:
        if not self._options.points or not ids:
            return
        from crm_desktop.services.loyalty_earning import on_sales
        from crm_desktop.store.queries.purchases import load

        loaded = load(self._shop.db, list(ids))
        on_sales(
            self._shop,
            self._operation,
            [loaded[i] for i in ids if loaded[i].customer_id is not None],
        )
