"""What one row of a till's file says, as a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time

from crm_desktop.domain.purchases.model import ONE

NO_DAY = date.min


@dataclass(slots=True)
class PurchaseRow:
    """What one row says: a line of a ticket, or a whole one.

    Attributes:
        cells: the row as it stands in the file, to know it again.
        ticket: the till's number, or "".
        day, hour: in the shop's zone; `NO_DAY` and None when the row does not tell.
        card, tax_id: as customers' files hold them; "" when not told.
        phones, emails: in normal form.
        customer: the name, or "" when nobody is named.
        unread: a telephone, e-mail or card that could not be read, for the sentence that says so.
        quantity: in thousandths, above zero.
        price, discount: in cents; None when not told.
        amount: what the line comes to, in cents, not below zero; None when neither told nor to be worked out.
        total: of the whole ticket, in cents, with its sign; None when not told.
        back: whether it is given back.
        reduction: whether it takes something off the ticket.
        return_of: the ticket that is given back, or "".
        problem: why it cannot be taken, or "".
    """

    cells: tuple[str, ...] = ()
    ticket: str = ""
    day: date = NO_DAY
    hour: time | None = None
    card: str = ""
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    tax_id: str = ""
    customer: str = ""
    unread: str = ""
    product: str = ""
    code: str = ""
    category: str = ""
    quantity: int = ONE
    price: int | None = None
    discount: int | None = None
    amount: int | None = None
    total: int | None = None
    back: bool = False
    reduction: bool = False
    seller: str = ""
    return_of: str = ""
    notes: str = ""
    remarks: list[str] = field(default_factory=list)
    problem: str = ""

    @property
    def names_somebody(self) -> bool:
        """Whether any column says who bought."""
        return bool(self.card or self.phones or self.emails or self.tax_id or self.customer or self.unread)

    @property
    def is_line(self) -> bool:
        """Whether it says what was bought, and not only for how much."""
        return bool(self.product or self.code or self.price is not None)
