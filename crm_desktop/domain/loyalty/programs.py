"""Programs, tiers and rewards as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from crm_desktop.domain.loyalty.kinds import Gives, ProgramKind, ProgramState
from crm_desktop.domain.loyalty.rules import Rules


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
