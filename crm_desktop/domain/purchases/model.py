"""Sales and returns as frozen values. Money is whole cents, quantities are thousandths."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.domain.purchases.stages import RelationshipStage
from crm_desktop.shared.i18n import N_

ONE = 1000  # one unit, in thousandths


class PurchaseKind(StrEnum):
    """What was bought, or brought back."""

    SALE = "sale"
    RETURN = "return"


class PurchaseSource(StrEnum):
    """How a purchase came into the shop's file."""

    COUNTER = "counter"
    COMMAND = "command"
    IMPORT = "import"


PURCHASE_KIND_NAMES: dict[PurchaseKind, str] = {
    PurchaseKind.SALE: N_("Sale"),
    PurchaseKind.RETURN: N_("Return"),
}


@dataclass(frozen=True, slots=True)
class PurchaseLine:
    """One line of a sale or a return.

    Attributes:
        name: what it is called on the ticket; the product's name when nothing was written.
        quantity_milli: thousandths of a unit; below zero in a return.
        price_cents: of one unit.
        discount_cents: taken off the whole line.
        total_cents: what the line comes to; None lets it be worked out from quantity, price and discount.
        returned_milli: how much of it was given back so far.
        return_of_line: the line of the sale that this line of a return gives back.
    """

    name: str = ""
    quantity_milli: int = ONE
    price_cents: int = 0
    discount_cents: int = 0
    total_cents: int | None = None
    product_id: int | None = None
    returned_milli: int = 0
    return_of_line: int | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Purchase:
    """A sale or a return as it is stored.

    Attributes:
        customer_id: None for a sale to somebody unknown.
        at: the instant, in UTC.
        day: its date in the shop's zone, when it was written down.
        return_of: the sale that a return belongs to.
        ticket: the till's number, or "".
        total_cents: below zero, or zero, in a return.
        currency: ISO 4217.
        returned_cents: how much of a sale was given back so far, not below zero.
        given_back: whether all of a sale was given back: it counts as a purchase no more.
        lines: none for a bare total.
        created_at: when it was written down (UTC).
    """

    customer_id: int | None
    at: datetime
    day: date
    total_cents: int
    kind: PurchaseKind = PurchaseKind.SALE
    id: int | None = None
    uid: str = ""
    return_of: int | None = None
    ticket: str = ""
    currency: str = "EUR"
    returned_cents: int = 0
    given_back: bool = False
    staff_id: int | None = None
    source: PurchaseSource = PurchaseSource.COUNTER
    notes: str = ""
    created_at: datetime | None = None
    lines: tuple[PurchaseLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Sale:
    """What the counter, a command or a till gives to be sold.

    Attributes:
        customer_id: None for somebody unknown.
        total_cents: what is to be paid before a voucher; None: the sum of the lines.
        lines: none for a bare total.
        at: when it was (aware); None for now.
        day: on which day, when only that is known: it then counts as sold at noon. `at` goes before it.
        staff_id: who sold; None for who is on duty.
        voucher_code: a voucher that is used up by this sale, or "".
    """

    customer_id: int | None = None
    total_cents: int | None = None
    lines: tuple[PurchaseLine, ...] = ()
    ticket: str = ""
    at: datetime | None = None
    day: date | None = None
    staff_id: int | None = None
    source: PurchaseSource = PurchaseSource.COUNTER
    notes: str = ""
    voucher_code: str = ""


class StampGain(NamedTuple):
    """What a sale did to a stamp card.

    Attributes:
        program_id: the stamp card.
        name: as the shop calls it.
        gained: stamps given; below zero when a return took some back.
        stamps: how many the customer has now.
        needed: how many make the card full.
        full: how many cards this sale made full.
        debt: stamps that a return took back and that had been exchanged: the next ones meet it first.
    """

    program_id: int
    name: str
    gained: int
    stamps: int
    needed: int
    full: int = 0
    debt: int = 0


class SaleDone(NamedTuple):
    """What came of a sale or a return.

    Attributes:
        purchase_id: the sale or the return.
        total_cents: what was paid, a voucher taken off; below zero, or zero, for a return.
        points: given by it, over all programs of points; below zero when a return took them back.
        balance: the customer's points now, never below zero.
        debt: points that a return took back and that had been spent: later points meet it first.
        stamps: of each stamp card that changed.
        stage: the customer's stage after it; None without a customer.
        tier: the name of the customer's tier, or "".
        vouchers: codes of the vouchers that it gave, such as those of a full stamp card.
        slip: what to print or say, line by line, in the user's language.
    """

    purchase_id: int
    customer_id: int | None
    total_cents: int
    points: int = 0
    balance: int = 0
    debt: int = 0
    stamps: tuple[StampGain, ...] = ()
    stage: RelationshipStage | None = None
    tier: str = ""
    vouchers: tuple[str, ...] = ()
    slip: tuple[str, ...] = ()
