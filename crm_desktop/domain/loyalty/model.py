"""Programs, tiers, rewards, vouchers, accounts and entries as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from crm_desktop.domain.loyalty.rules import (
    Basis,
    BirthdayGift,
    BirthdaySpan,
    Combine,
    EarnRule,
    Expiry,
    ExpiryKind,
    GiftKind,
    Limits,
    Multiplier,
    MultiplierKind,
    Referral,
    Rounding,
    Rules,
    StampCard,
    TierBasis,
    TierRules,
    rules_of,
)
from crm_desktop.domain.purchases.model import StampGain
from crm_desktop.shared.i18n import N_

__all__ = [
    "Account",
    "Basis",
    "BirthdayGift",
    "BirthdaySpan",
    "Cause",
    "Combine",
    "EarnRule",
    "Earned",
    "Entry",
    "EntryKind",
    "Expiry",
    "ExpiryKind",
    "GiftKind",
    "Gives",
    "Limits",
    "Multiplier",
    "MultiplierKind",
    "Program",
    "ProgramKind",
    "ProgramState",
    "Redeemed",
    "Referral",
    "Reward",
    "RewardReach",
    "Rounding",
    "Rules",
    "StampCard",
    "StampGain",
    "Statement",
    "Tier",
    "TierBasis",
    "TierRules",
    "rules_of",
]


class ProgramKind(StrEnum):
    """Points, or stamps on a card: the same ledger counts both."""

    POINTS = "points"
    STAMPS = "stamps"


class ProgramState(StrEnum):
    """A paused program gives nothing, but what customers have can be used; an ended one is only looked at."""

    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class Gives(StrEnum):
    """What a reward is: a thing, or a voucher of an amount or a percentage."""

    ITEM = "item"
    AMOUNT = "amount"
    PERCENT = "percent"


class EntryKind(StrEnum):
    """What an entry of the ledger does."""

    EARN = "earn"
    REDEEM = "redeem"
    EXPIRE = "expire"
    ADJUST = "adjust"
    REVERSE = "reverse"


class Cause(StrEnum):
    """What an entry of the ledger comes from."""

    PURCHASE = "purchase"
    RETURN = "return"
    REDEMPTION = "redemption"
    BIRTHDAY = "birthday"
    REFERRAL = "referral"
    EXPIRY = "expiry"
    HAND = "hand"
    UNDO = "undo"
    TIER = "tier"
    IMPORT = "import"
    MERGE = "merge"


KIND_NAMES: dict[ProgramKind, str] = {ProgramKind.POINTS: N_("Points"), ProgramKind.STAMPS: N_("Stamp card")}
STATE_NAMES: dict[ProgramState, str] = {
    ProgramState.DRAFT: N_("Draft"),
    ProgramState.ACTIVE: N_("In force"),
    ProgramState.PAUSED: N_("Paused"),
    ProgramState.ENDED: N_("Ended"),
}
GIVES_NAMES: dict[Gives, str] = {
    Gives.ITEM: N_("A present"),
    Gives.AMOUNT: N_("A voucher of an amount"),
    Gives.PERCENT: N_("A voucher of a percentage"),
}
CAUSE_NAMES: dict[Cause, str] = {
    Cause.PURCHASE: N_("Purchase"),
    Cause.RETURN: N_("Return"),
    Cause.REDEMPTION: N_("Reward"),
    Cause.BIRTHDAY: N_("Birthday"),
    Cause.REFERRAL: N_("Recommendation"),
    Cause.EXPIRY: N_("Expired"),
    Cause.HAND: N_("By hand"),
    Cause.UNDO: N_("Taken back"),
    Cause.TIER: N_("Tier"),
    Cause.IMPORT: N_("Brought in from a file"),
    Cause.MERGE: N_("Two files made one"),
}


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier of a program.

    Attributes:
        threshold: from how much on: cents spent or points earned, as the program's rules say.
        multiplier_pct: 150 gives half as many points again.
        benefits: what the tier brings, in the shop's own words.
        colour: "#rrggbb", or "".
        position: 0 is the lowest.
    """

    name: str
    threshold: int
    id: int | None = None
    program_id: int | None = None
    position: int = 0
    multiplier_pct: int = 100
    benefits: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    """A program with the rules and tiers that are in force.

    Attributes:
        uid: a lasting identity; "" until it is saved.
        from_day, to_day: purchases of these days count (shop's zone); None for no limit.
        version: of the rules; 0 until it is saved. Points that were given keep the version they came by.
        tiers: the lowest first.
    """

    name: str
    kind: ProgramKind = ProgramKind.POINTS
    state: ProgramState = ProgramState.DRAFT
    rules: Rules = field(default_factory=Rules)
    tiers: tuple[Tier, ...] = ()
    from_day: date | None = None
    to_day: date | None = None
    id: int | None = None
    uid: str = ""
    version: int = 0
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reward:
    """What points or stamps can be given for.

    Attributes:
        cost: points or stamps.
        stock: how many there ever were, those that were taken too; None when they do not run out.
        taken: how many customers have taken; not stored here.
        per_customer: the most that one customer may take; None for no limit.
        from_day, to_day: when it can be taken; None for no limit.
        value_cents: of an amount its worth, of a thing what it costs the shop.
        percent_bp: of a percentage, in basis points (1000 is 10 %).
        valid_days: how long its voucher is valid; 0 for ever.
    """

    name: str
    cost: int
    program_id: int
    id: int | None = None
    stock: int | None = None
    taken: int = 0
    per_customer: int | None = None
    from_day: date | None = None
    to_day: date | None = None
    gives: Gives = Gives.ITEM
    value_cents: int = 0
    percent_bp: int = 0
    valid_days: int = 0
    archived_at: datetime | None = None

    @property
    def left(self) -> int | None:
        """How many are left; None when they do not run out."""
        return None if self.stock is None else max(0, self.stock - self.taken)


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
