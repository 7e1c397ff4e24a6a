"""What the counter shows of a customer, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.domain.segments.model import ServiceType

if TYPE_CHECKING:
    from crm_desktop.domain.loyalty.model import Account, RewardReach
    from crm_desktop.domain.loyalty.vouchers import Voucher
    from crm_desktop.domain.purchases.listing import PurchaseRow, Totals
    from crm_desktop.domain.purchases.stages import RelationshipStage


class Weight(StrEnum):
    """How much a notice matters while the customer stands there."""

    GOOD = "good"
    NEAR = "near"
    SERIOUS = "serious"


class Notice(NamedTuple):
    """Something to know before serving the customer: a birthday, points owed, no consent.

    Attributes:
        text: a few words, in the user's language.
        about: a sentence that says more, or "".
    """

    weight: Weight
    text: str
    about: str = ""


class Served(NamedTuple):
    """What the counter needs of a customer's file.

    Attributes:
        name: as one says it.
        birth: as it is stored, see `Customer.birth`.
        discount_bp: the usual discount, in basis points.
    """

    id: int
    name: str
    birth: str = ""
    warning: str = ""
    preferred_hours: str = ""
    discount_bp: int = 0
    do_not_contact: bool = False
    archived: bool = False


class Due(NamedTuple):
    """An open follow-up; `day` is in the shop's zone, today or before."""

    subject: str
    day: date


class Wanted(NamedTuple):
    """What a customer waits for, and whether it is there."""

    what: str
    arrived: bool


@dataclass(frozen=True, slots=True)
class CounterView:
    """A customer at the counter.

    Attributes:
        totals: what was bought in sum.
        accounts: of the programs that are in force or paused, points before stamps.
        vouchers: those that can be used today.
        service: how the customer is best served, as their segments say.
        purchases: the last ones, newest first.
        wishes: what the customer waits for; first what has arrived.
        reminders: open follow-ups, due until today; the oldest first.
    """

    customer: Served
    stage: RelationshipStage
    totals: Totals
    accounts: tuple[Account, ...] = ()
    vouchers: tuple[Voucher, ...] = ()
    notices: tuple[Notice, ...] = ()
    service: ServiceType = field(default_factory=ServiceType)
    purchases: tuple[PurchaseRow, ...] = ()
    wishes: tuple[Wanted, ...] = ()
    reminders: tuple[Due, ...] = ()

    @property
    def within_reach(self) -> tuple[RewardReach, ...]:
        """The rewards that the customer can take now: a full card's first, else in the order of the programs.

        There may be many rewards for points and few are shown; who has filled a card expects to be told.
        """
        by_card = sorted(self.accounts, key=lambda account: account.card_size == 0)
        return tuple(r for account in by_card for r in account.rewards if r.within_reach)
