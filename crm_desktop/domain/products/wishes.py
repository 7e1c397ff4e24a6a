"""Orders and wishes: who waits for what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.shared.i18n import N_

ONE = 1000  # one unit, in thousandths


class WishKind(StrEnum):
    """Whether the customer means to buy it, or only asked."""

    ORDER = "order"
    WISH = "wish"


class WishState(StrEnum):
    """What became of it."""

    WAITING = "waiting"
    ARRIVED = "arrived"
    SOLD = "sold"
    CANCELLED = "cancelled"


WISH_KIND_NAMES: dict[WishKind, str] = {WishKind.ORDER: N_("Order"), WishKind.WISH: N_("Wish")}
WISH_STATE_NAMES: dict[WishState, str] = {
    WishState.WAITING: N_("Waiting"),
    WishState.ARRIVED: N_("Arrived"),
    WishState.SOLD: N_("Sold"),
    WishState.CANCELLED: N_("Cancelled"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a customer waits for.

    Attributes:
        product_id: a product of the shop, or None for what the shop does not have.
        what: in words: the product, a size, a novelty; may be "" with a product.
        quantity_milli: thousandths of a unit.
        arrived_at, closed_at, created_at: instants in UTC.
        reminder_id: the follow-up that its arrival made.
    """

    customer_id: int
    what: str = ""
    product_id: int | None = None
    kind: WishKind = WishKind.ORDER
    quantity_milli: int = ONE
    state: WishState = WishState.WAITING
    id: int | None = None
    created_at: datetime | None = None
    arrived_at: datetime | None = None
    closed_at: datetime | None = None
    reminder_id: int | None = None
    staff_id: int | None = None
    notes: str = ""


class WishOrder(StrEnum):
    """How a list of wishes is sorted; ties are broken by age."""

    CREATED = "created"
    CUSTOMER = "customer"
    WHAT = "what"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class WishFilter:
    """Which wishes, in which order.

    Attributes:
        state: None for all.
        kind: None for both.
        text: words of the customer's name, the product or the wish, accents and case ignored.
    """

    state: WishState | None = WishState.WAITING
    kind: WishKind | None = None
    product_id: int | None = None
    customer_id: int | None = None
    text: str = ""
    order: WishOrder = WishOrder.CREATED
    descending: bool = False


class WishRow(NamedTuple):
    """One row of a list of wishes.

    Attributes:
        customer_name: as lists sort it.
        what: the product's name and the customer's own words.
        created_at, arrived_at: in UTC.
        do_not_contact: 0 or 1.
    """

    id: int
    customer_id: int
    customer_name: str
    phone: str
    product_id: int | None
    what: str
    kind: WishKind
    quantity_milli: int
    state: WishState
    created_at: datetime
    arrived_at: datetime | None
    reminder_id: int | None
    notes: str
    do_not_contact: int


class AskedFor(NamedTuple):
    """How often something was asked for, and what became of it.

    Attributes:
        product_id: a product of the shop, or None for something that it does not have.
        what: the product's name, or the words in which it was asked for most.
        asked: how many times.
        waiting, sold, cancelled: of these.
        last_at: when it was asked for last (UTC).
    """

    product_id: int | None
    what: str
    asked: int
    waiting: int
    sold: int
    cancelled: int
    last_at: datetime
