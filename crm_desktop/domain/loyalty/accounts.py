"""What customers have, what happened with it, and what a purchase did, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from crm_desktop.domain.loyalty.kinds import Cause, EntryKind, ProgramKind, ProgramState
from crm_desktop.domain.loyalty.programs import Reward, Tier
from crm_desktop.domain.loyalty.rules import TierBasis
from crm_desktop.domain.purchases.model import StampGain


@dataclass(frozen=True, slots=True)
class RewardReach:
    """A reward, as far as one customer is concerned.

    Attributes:
        lacking: points or stamps that are still missing; 0 when there are enough.
        why_not: what else stands against it, in the user's language; "" when nothing does.
    """

    reward: Reward
    lacking: int = 0
    why_not: str = ""

    @property
    def within_reach(self) -> bool:
        """Whether the customer can take it now."""
        return not self.lacking and not self.why_not


@dataclass(frozen=True, slots=True)
class Account:
    """What a customer has in one program.

    Attributes:
        balance: points or stamps, never below zero; `locked` of them cannot be used yet.
        debt: points to be met by later ones; when there are any, the balance is zero.
        locked_until: the first day on which some of the locked ones can be used.
        expiring, expires_on: how many are lost next, and the last day on which they can be used.
        tier_until: the tier is sure until that day.
        tier_value: what counts for the tier: cents or points, as `tier_basis` says.
        next_tier, next_lacking: the tier above, and what is missing to it.
        card_size: of a stamp program; 0 otherwise.
        rewards: the cheapest first.
    """

    program_id: int
    program: str
    kind: ProgramKind
    state: ProgramState
    balance: int = 0
    debt: int = 0
    locked: int = 0
    locked_until: date | None = None
    expiring: int = 0
    expires_on: date | None = None
    earned_total: int = 0
    tier: Tier | None = None
    tier_since: date | None = None
    tier_until: date | None = None
    tier_value: int = 0
    tier_basis: TierBasis = TierBasis.SPEND
    next_tier: Tier | None = None
    next_lacking: int = 0
    card_size: int = 0
    rewards: tuple[RewardReach, ...] = ()

    @property
    def available(self) -> int:
        """What can be used now."""
        return self.balance - self.locked


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the ledger.

    Attributes:
        at: the instant (UTC); `day` its date in the shop's zone.
        points: what it adds (or takes, when negative).
        cause_id: the purchase, redemption, operation … that it comes from.
        reverses: the entry that it takes back.
        available_on, expires_on: the first and the last day on which the points can be used; None for no such
            day.
        words: in the shop's language.
        balance, debt: after it; worked out when the entry is read as part of a statement.
    """

    id: int
    program_id: int
    customer_id: int
    at: datetime
    day: date
    kind: EntryKind
    points: int
    cause: Cause
    words: str = ""
    cause_id: int | None = None
    version_id: int | None = None
    reverses: int | None = None
    available_on: date | None = None
    expires_on: date | None = None
    operation_id: int | None = None
    staff_id: int | None = None
    balance: int = 0
    debt: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """What happened with a customer's points in one program between two days.

    Attributes:
        opening, closing: the signed sums before and after; below zero they are a debt.
    """

    account: Account
    first: date
    last: date
    opening: int
    closing: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Earned:
    """What a purchase or a return did for a customer's loyalty.

    Attributes:
        points: of all points programs together; negative when a return took some back.
        balance, debt: of all points programs together, afterwards.
        tier: the name of the customer's tier, "" for none.
        tier_changed: whether this purchase changed it.
        vouchers: codes of vouchers that full cards gave.
        lines: sentences for the receipt, in the shop's language.
    """

    points: int = 0
    balance: int = 0
    debt: int = 0
    stamps: tuple[StampGain, ...] = ()
    tier: str = ""
    tier_changed: bool = False
    vouchers: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Redeemed:
    """A reward that was taken.

    Attributes:
        points: what was given for it.
        balance: what is left in the program.
        voucher: the code of its voucher; "" when it is a thing.
    """

    redemption_id: int
    reward: str
    points: int
    balance: int
    voucher: str = ""
    voucher_id: int | None = None
