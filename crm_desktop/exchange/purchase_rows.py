"""From the cells of a till's row to what it says of a purchase, by a mapping; made once for a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from crm_desktop.domain.customers import emails
from crm_desktop.domain.customers.phones import read_phone
from crm_desktop.domain.customers.tax_ids import read_tax_id
from crm_desktop.domain.purchases.model import ONE
from crm_desktop.domain.purchases.validate import NAME_LETTERS, TICKET_LETTERS
from crm_desktop.domain.written import forbidden_sentence, has_forbidden, too_long_sentence
from crm_desktop.exchange.drafts import Setting
from crm_desktop.exchange.formula_safety import unprotect
from crm_desktop.exchange.mapping import Mapping
from crm_desktop.exchange.purchase_days import Moments
from crm_desktop.exchange.purchase_row import NO_DAY, PurchaseRow
from crm_desktop.exchange.purchase_values import (
    Amounts,
    is_reduction,
    read_kind_of_sale,
    says_nobody,
)
from crm_desktop.exchange.targets import ALL_TARGETS
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import squeeze

_LONGEST = 500  # letters of a name or a number; a cell may hold a whole file


class PurchaseReader:
    """Reads the rows of one file.

    Args:
        mapping: which column fills which field.
        setting: of the shop.
        currency: the shop's, ISO 4217.
        sample: some rows of the file, to see how it writes what may be written in two ways.
        protected: whether texts carry an apostrophe before what a spreadsheet would take for a formula (CSV).
    """

    def __init__(
        self,
        mapping: Mapping,
        setting: Setting,
        currency: str,
        sample: Sequence[Sequence[str]] = (),
        *,
        protected: bool = True,
    ) -> None:
        self._country = setting.country
        self._currency = currency
        self._protected = protected
        self._width = len(mapping.columns)
        kinds = ("price", "discount", "amount", "total")
        money = [i for i, c in enumerate(mapping.columns) if c.target in kinds]
        days = [i for i, c in enumerate(mapping.columns) if c.target == "day"]
        texts = [row[i] for row in sample for i in money if i < len(row)] if protected else ["0.5"]
        self._amounts = Amounts(currency, setting.locale, texts)
        self._moments = Moments(
            setting.today, setting.locale, [row[i] for row in sample for i in days if i < len(row)]
        )
        steps: dict[str, Callable[[PurchaseRow, str], None]] = {
            "day": self._day, "hour": self._hour, "card": self._card, "phone": self._phone,
            "email": self._email, "tax_id": self._tax_id, "customer": self._customer,
            "quantity": self._quantity, "price": self._price, "amount": self._amount, "total": self._total,
            "kind_of_sale": self._kind, "currency": self._check_currency, "notes": self._notes,
        }  # fmt: skip
        self._steps = [
            (i, steps.get(c.target) or _text_step(c.target))
            for i, c in enumerate(mapping.columns)
            if c.target and c.target != "discount"
        ]
        self._discount = mapping.first("discount")
        header = mapping.columns[self._discount].header if self._discount is not None else ""
        self._percent = "%" in header
        self._titles = {i: _(ALL_TARGETS[c.target].title) for i, c in enumerate(mapping.columns) if c.target}
        self._has_day = bool(days)

    def read(self, cells: Sequence[str]) -> PurchaseRow:
        """Return what a row says, or why it cannot be taken."""
        row = PurchaseRow(tuple(cells))
        if len(cells) > self._width and any(cell.strip() for cell in cells[self._width :]):
            row.problem = _(
                "There are more cells than headings: put texts with the separator in them between"
                " quotation marks."
            )
            return row
        count = len(cells)
        for index, step in self._steps:
            text = cells[index] if index < count else ""
            if not text or text.isspace():
                continue
            if text[0] == "'" and self._protected:
                text = unprotect(text)
            try:
                step(row, text)
            except InvalidInput as error:
                row.problem = row.problem or _("{field}: {sentence}").format(
                    field=self._titles[index], sentence=error.sentence
                )
        if not row.problem:
            try:
                self._finish(row)
            except InvalidInput as error:
                row.problem = error.sentence
        return row

    # ---- cells

    def _day(self, row: PurchaseRow, text: str) -> None:
        row.day, hour = self._moments.day(text)
        row.hour = row.hour or hour

    def _hour(self, row: PurchaseRow, text: str) -> None:
        row.hour = self._moments.hour(text)

    @staticmethod
    def _card(row: PurchaseRow, text: str) -> None:
        plain = squeeze(text)[:_LONGEST]
        if not says_nobody(plain) and plain.strip("0-"):
            row.card = plain

    def _phone(self, row: PurchaseRow, text: str) -> None:
        plain = text.strip(" '")[:_LONGEST]
        normal = read_phone(plain, self._country).normal
        if normal:
            row.phones.append(normal)
        elif plain.strip("0- "):
            row.unread = row.unread or squeeze(plain)

    @staticmethod
    def _email(row: PurchaseRow, text: str) -> None:
        normal = emails.normal_form(text[:_LONGEST])
        if normal:
            row.emails.append(normal)
        else:
            row.unread = row.unread or squeeze(text)[:60]

    def _tax_id(self, row: PurchaseRow, text: str) -> None:
        plain = squeeze(text)[:60]
        if plain.strip("0-"):
            row.tax_id = read_tax_id(plain, self._country).normal or plain.upper()

    @staticmethod
    def _customer(row: PurchaseRow, text: str) -> None:
        plain = squeeze(text)[:_LONGEST]
        row.customer = "" if says_nobody(plain) else plain

    def _quantity(self, row: PurchaseRow, text: str) -> None:
        milli = self._amounts.milli(text)
        if milli == 0:
            raise InvalidInput(_("The quantity is zero."))
        row.back = row.back or milli < 0
        row.quantity = abs(milli)

    def _price(self, row: PurchaseRow, text: str) -> None:
        cents = self._amounts.cents(text)
        row.back = row.back or cents < 0
        row.price = abs(cents)

    def _amount(self, row: PurchaseRow, text: str) -> None:
        cents = self._amounts.cents(text)
        row.back = row.back or cents < 0
        row.amount = abs(cents)

    def _total(self, row: PurchaseRow, text: str) -> None:
        row.total = self._amounts.cents(text)

    @staticmethod
    def _kind(row: PurchaseRow, text: str) -> None:
        if read_kind_of_sale(text):
            row.back = True

    def _check_currency(self, _row: PurchaseRow, text: str) -> None:
        plain = squeeze(text).upper()
        ours = {"€", "EURO", "EUROS"} if self._currency == "EUR" else set()
        if plain not in ours | {self._currency}:
            raise InvalidInput(
                _("The shop counts in {currency}, not in {other}.").format(
                    currency=self._currency, other=plain[:20]
                )
            )

    @staticmethod
    def _notes(row: PurchaseRow, text: str) -> None:
        row.notes = f"{row.notes}\n{text.strip()}" if row.notes else text.strip()

    # ---- the whole row

    def _finish(self, row: PurchaseRow) -> None:
        if not any(cell and not cell.isspace() for cell in row.cells):
            raise InvalidInput(_("This row is empty."))
        if has_forbidden("".join(row.cells)):
            raise InvalidInput(forbidden_sentence())
        if len(row.ticket) > TICKET_LETTERS:
            raise InvalidInput(too_long_sentence(TICKET_LETTERS, len(row.ticket)))
        row.product = row.product[:NAME_LETTERS]
        if row.day == NO_DAY:
            raise InvalidInput(
                _("There is no date in this row.")
                if self._has_day
                else _("No column says on which day the purchase was.")
            )
        if row.total is not None and row.total < 0:
            row.back = True
        row.reduction = row.back and not row.return_of and is_reduction(row.product)
        worked_out = None if row.price is None else (row.price * row.quantity + ONE // 2) // ONE
        row.discount = self._read_discount(row, worked_out)
        if row.amount is None and worked_out is not None:
            row.amount = worked_out - (row.discount or 0)
            if row.amount < 0:
                raise InvalidInput(_("The discount is greater than the price."))
        if row.amount is None and row.total is None:
            raise InvalidInput(_("There is no amount in this row."))

    def _read_discount(self, row: PurchaseRow, worked_out: int | None) -> int | None:
        """Return the discount in cents: an amount, or a percentage where it is one or only that explains."""
        place = self._discount
        text = row.cells[place].strip() if place is not None and place < len(row.cells) else ""
        if not text:
            return None
        percent = self._percent or text.endswith("%")
        number = abs(self._amounts.cents(text.replace("%", "").strip()))
        of = worked_out if worked_out is not None else (row.amount or 0)
        share = (of * number + 5_000) // 10_000 if number <= 10_000 else number
        if not percent and row.amount is not None and worked_out is not None:
            percent = worked_out - number != row.amount and abs(worked_out - share - row.amount) <= 1
        return share if percent else number


def _text_step(target: str) -> Callable[[PurchaseRow, str], None]:
    """Return the step for a column that is taken as it stands."""

    def step(row: PurchaseRow, text: str) -> None:
        setattr(row, target, line_of_text(text))

    return step


def line_of_text(text: str) -> str:
    """Return a text as one line of a length that a name or a number may have."""
    return squeeze(text)[:_LONGEST]
