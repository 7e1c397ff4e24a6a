"""What a till's file says was given back: bound to its sale when that is known, and never twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crm_desktop.domain.purchases import returns
from crm_desktop.domain.purchases.model import Purchase, PurchaseKind, PurchaseLine, PurchaseSource
from crm_desktop.exchange.till_file import NumberedRow
from crm_desktop.services import vouchers
from crm_desktop.services.imports_purchases_customers import Buyer
from crm_desktop.services.imports_purchases_sales import SaleMaker
from crm_desktop.services.imports_report import Lines
from crm_desktop.services.shop import Shop
from crm_desktop.shared.clock import from_text
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold
from crm_desktop.store import purchase_writes
from crm_desktop.store.bulk_purchases import PurchaseBulk, new_uid
from crm_desktop.store.database import Operation
from crm_desktop.store.queries import purchase_keys, purchases

_Key = tuple[str, str, int | None, int]


@dataclass(frozen=True, slots=True)
class ReturnDraft:
    """Rows of a ticket that give something back.

    Attributes:
        ticket: the number that the return itself has, or "".
        told: the ticket that is given back, as the file says, or "".
        rows: at least one.
        exchanged: whether something was sold with the same ticket: what comes back may be of an earlier one.
    """

    ticket: str
    told: str
    rows: list[NumberedRow]
    buyer: Buyer
    exchanged: bool = False

    @property
    def of(self) -> str:
        """The ticket of the sale: the one that is told, else the one whose number the return has."""
        return self.told or self.ticket

    @property
    def cents(self) -> int:
        """What the file says was paid back."""
        come_to = sum(each.says.amount or 0 for each in self.rows)
        return come_to or max((abs(each.says.total or 0) for each in self.rows), default=0)


class Returns:
    """Writes the returns of one import.

    Args:
        shop, operation: of the import.
        maker: makes instants and lines.
        bulk: gives the ids.
        lines: what is said of each row.
        points: whether the points that a sale gave are taken back.
    """

    def __init__(
        self,
        shop: Shop,
        operation: Operation,
        maker: SaleMaker,
        bulk: PurchaseBulk,
        lines: Lines,
        *,
        points: bool,
    ) -> None:
        self._shop = shop
        self._operation = operation
        self._maker = maker
        self._bulk = bulk
        self._lines = lines
        self._points = points
        self._first_new = bulk.next_id
        self._later: list[ReturnDraft] = []
        self._known: dict[str, Counter[_Key]] = {}

    def take(self, drafts: Sequence[ReturnDraft]) -> None:
        """Write the returns of a batch; those whose sale may come later in the file wait."""
        if drafts:
            self._write(drafts, last=False)

    def finish(self) -> None:
        """Write those that waited: a sale that did not come is not known to the shop."""
        if self._later:
            waiting, self._later = self._later, []
            self._write(waiting, last=True)

    def _write(self, drafts: Sequence[ReturnDraft], *, last: bool) -> None:
        connection = self._operation.connection
        sales = purchase_keys.sales_by_ticket(connection, (draft.of for draft in drafts))
        self._know({d.rows[0].says.day.isoformat() for d in drafts})
        for draft in drafts:
            sale = sales.get(draft.of) if draft.of else None
            if sale is not None:
                self._linked(draft, sale.id)
            elif draft.of and not last:
                self._later.append(draft)
            else:
                self._alone(draft)

    def _know(self, days: set[str]) -> None:
        """Count the returns that the shop had before, so that none comes in twice."""
        new = sorted(day for day in days if day not in self._known)
        self._known.update((day, Counter()) for day in new)
        for each in purchase_keys.of_days(self._operation.connection, new, self._first_new, "return"):
            self._known[each.day][(each.ticket, "", each.return_of, each.total_cents)] += 1

    def _is_known(self, draft: ReturnDraft, sale_id: int | None, cents: int) -> bool:
        day = draft.rows[0].says.day
        counted = self._known[day.isoformat()]
        key = (draft.ticket, "", sale_id, -cents)
        if counted[key] <= 0:
            return False
        counted[key] -= 1
        for row in draft.rows:
            self._say(draft, row, "unchanged", _("The shop has this return already."))
        return True

    def _say(self, draft: ReturnDraft, row: NumberedRow, outcome: str, *texts: str) -> None:
        name = draft.buyer.name or row.says.customer
        self._lines.say(row, outcome, name, *[text for text in texts if text])

    # ---- of a sale that is known

    def _linked(self, draft: ReturnDraft, sale_id: int) -> None:
        cents = draft.cents
        if self._is_known(draft, sale_id, cents):
            return
        sale = purchases.load(self._shop.db, [sale_id])[sale_id]
        try:
            back = self._given_back(draft, sale, cents)
        except InvalidInput as error:
            if draft.exchanged and not draft.told:
                self._alone(draft)
                return
            for row in draft.rows:
                self._say(draft, row, "rejected", f"{draft.of}: {error.sentence}")
            return
        return_ = replace(
            self._purchase(draft, back.cents),
            customer_id=sale.customer_id,
            return_of=sale_id,
            lines=back.lines,
        )
        purchase_writes.insert(self._operation, return_)
        purchase_writes.mark_returned(self._operation, sale, back)
        freed = vouchers.free(self._shop, self._operation, sale_id) if back.all else ""
        if self._points and sale.customer_id is not None:
            from crm_desktop.services.loyalty_earning import on_return

            on_return(self._shop, self._operation, return_, sale)
        self._made(draft, freed)

    def _given_back(self, draft: ReturnDraft, sale: Purchase, cents: int) -> returns.GivenBack:
        """Return what comes back: the lines that the rows name, or all of it; for what the till paid back.

        Raises:
            InvalidInput: it is more than is left, or does not say what of a sale with several lines.
        """
        left = sale.total_cents - sale.returned_cents
        if cents > left or sale.given_back:
            raise InvalidInput(_("No more can come back than was sold and is not yet given back."))
        if not sale.lines:
            return returns.give_back(sale, None, cents)
        quantities = self._quantities(draft, sale.lines)
        if quantities is None and cents != left:
            raise InvalidInput(_("The row does not say which product of this ticket came back."))
        back = returns.give_back(sale, quantities)
        return replace(back, cents=cents) if cents else back

    def _quantities(self, draft: ReturnDraft, lines: Sequence[PurchaseLine]) -> dict[int, int] | None:
        """Return line -> thousandths that come back, by product or name; None when no row names anything."""
        if not any(row.says.product or row.says.code for row in draft.rows):
            return None
        wanted: dict[int, int] = {}
        for row in draft.rows:
            told = self._maker.line(row.says)
            rest = told.quantity
            for line in lines:
                fits = (
                    line.product_id == told.product_id
                    if told.product_id is not None and line.product_id is not None
                    else fold(line.name) == fold(told.name)
                )
                key = line.id or 0
                free = line.quantity_milli - line.returned_milli - wanted.get(key, 0)
                if fits and free > 0 and rest:
                    wanted[key] = wanted.get(key, 0) + min(free, rest)
                    rest -= min(free, rest)
            if rest:
                raise InvalidInput(
                    _("“{product}” was not sold with this ticket, or not so much of it.").format(
                        product=told.name
                    )
                )
        return wanted

    # ---- of a sale that nobody knows

    def _alone(self, draft: ReturnDraft) -> None:
        cents = draft.cents
        if self._is_known(draft, None, cents):
            return
        lines = []
        for row in draft.rows:
            if row.says.is_line:
                told = self._maker.line(row.says)
                lines.append(
                    PurchaseLine(
                        told.name, -told.quantity, told.price, told.discount, -told.total, told.product_id
                    )
                )
        return_ = replace(self._purchase(draft, cents), customer_id=draft.buyer.id, lines=tuple(lines))
        purchase_writes.insert(self._operation, return_)
        remark = ""
        if draft.told:
            remark = _("Ticket {ticket} is not in the shop: the return stands by itself.").format(
                ticket=draft.told
            )
        self._made(draft, remark)

    def _purchase(self, draft: ReturnDraft, cents: int) -> Purchase:
        says = draft.rows[0].says
        return Purchase(
            customer_id=None,
            at=from_text(self._maker.instant(says.day, says.hour)),
            day=says.day,
            total_cents=-cents,
            kind=PurchaseKind.RETURN,
            id=self._bulk.take_id(),
            uid=new_uid(),
            ticket=draft.ticket,
            currency=self._shop.profile.currency,
            source=PurchaseSource.IMPORT,
            notes=says.notes[:2_000],
            created_at=from_text(self._operation.at),
        )

    def _made(self, draft: ReturnDraft, remark: str = "") -> None:
        for place, row in enumerate(draft.rows):
            self._say(draft, row, "updated" if place else "created", remark, draft.buyer.remark)
