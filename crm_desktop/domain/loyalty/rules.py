"""The rules of a program as frozen values, and as the JSON that a version of the program keeps."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from crm_desktop.domain.loyalty.rule_kinds import (
    BASIS_NAMES,
    COMBINE_NAMES,
    EXPIRY_NAMES,
    GIFT_NAMES,
    MULTIPLIER_NAMES,
    ROUNDING_NAMES,
    SPAN_NAMES,
    TIER_BASIS_NAMES,
    Basis,
    BirthdaySpan,
    Combine,
    ExpiryKind,
    GiftKind,
    MultiplierKind,
    Rounding,
    TierBasis,
)

__all__ = [
    "BASIS_NAMES",
    "COMBINE_NAMES",
    "EXPIRY_NAMES",
    "GIFT_NAMES",
    "MULTIPLIER_NAMES",
    "ROUNDING_NAMES",
    "SPAN_NAMES",
    "TIER_BASIS_NAMES",
    "Basis",
    "BirthdayGift",
    "BirthdaySpan",
    "Combine",
    "EarnRule",
    "Expiry",
    "ExpiryKind",
    "GiftKind",
    "Limits",
    "Multiplier",
    "MultiplierKind",
    "Referral",
    "Rounding",
    "Rules",
    "StampCard",
    "TierBasis",
    "TierRules",
    "rules_of",
]


@dataclass(frozen=True, slots=True)
class EarnRule:
    """Points (or stamps) for something that is bought.

    Attributes:
        points: how many for each amount, purchase or piece.
        per_cents: for each so many cents; of a product or category, 0 means for each piece.
        product_id, category: which, for `Basis.PRODUCT` and `Basis.CATEGORY`.
        instead: what this rule counts does not count again in the rule for what is spent.
    """

    basis: Basis = Basis.AMOUNT
    points: int = 1
    per_cents: int = 100
    product_id: int | None = None
    category: str = ""
    instead: bool = False


@dataclass(frozen=True, slots=True)
class Multiplier:
    """More points at certain times, or for certain customers.

    Attributes:
        percent: 200 is double.
        weekdays: 0 is Monday.
        segment: its key, as `services.segments` names it.
        span: around the birthday.
    """

    kind: MultiplierKind
    percent: int = 200
    weekdays: tuple[int, ...] = ()
    segment: str = ""
    span: BirthdaySpan = BirthdaySpan.DAY


@dataclass(frozen=True, slots=True)
class Limits:
    """The most points that one customer is given; None for no limit."""

    per_purchase: int | None = None
    per_day: int | None = None
    per_month: int | None = None


@dataclass(frozen=True, slots=True)
class Expiry:
    """When points are lost.

    Attributes:
        days: of age or of silence; points can still be used on the last of them.
        warn_days: a follow-up so many days before; 0 for none.
    """

    kind: ExpiryKind = ExpiryKind.NEVER
    days: int = 0
    warn_days: int = 0


@dataclass(frozen=True, slots=True)
class TierRules:
    """How tiers are reached and lost.

    Attributes:
        basis: cents spent, or points earned.
        window_months: what counts is what happened in so many months until today; 0 for all there ever was.
        keep_months: a tier that a purchase reached or confirmed is kept at least so long.
        grace_days: how long a tier still stays when it is no longer reached.
    """

    basis: TierBasis = TierBasis.SPEND
    window_months: int = 12
    keep_months: int = 0
    grace_days: int = 0


@dataclass(frozen=True, slots=True)
class BirthdayGift:
    """What a customer is given once a year; who was born on 29 February, on the 28th of other years.

    Attributes:
        min_cents: the least purchase for which a voucher can be used.
        valid_days: how long a voucher is valid, from the birthday on.
        buyers_only: only for those who have bought something.
    """

    gives: GiftKind = GiftKind.POINTS
    points: int = 0
    value_cents: int = 0
    percent_bp: int = 0
    min_cents: int = 0
    valid_days: int = 30
    buyers_only: bool = True


@dataclass(frozen=True, slots=True)
class Referral:
    """Points when someone who was recommended buys for the first time.

    Attributes:
        points: for the customer who recommended.
        friend_points: for the new customer.
        min_cents: the least first purchase that counts.
    """

    points: int = 0
    friend_points: int = 0
    min_cents: int = 0


@dataclass(frozen=True, slots=True)
class StampCard:
    """A card of stamps.

    Attributes:
        size: how many stamps fill it.
        reward_id: what a full card gives; None for the cheapest reward of the program.
        automatic: a full card is exchanged at once; otherwise when the customer asks.
    """

    size: int = 10
    reward_id: int | None = None
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of one version of a program.

    Attributes:
        min_cents: a smaller purchase gives nothing.
        lock_days: points can be used so many days after they were given; 0 at once.
        birthday, referral: None for none.
        card: of a stamp program.
    """

    earn: tuple[EarnRule, ...] = (EarnRule(),)
    multipliers: tuple[Multiplier, ...] = ()
    combine: Combine = Combine.HIGHEST
    limits: Limits = field(default_factory=Limits)
    min_cents: int = 0
    rounding: Rounding = Rounding.DOWN
    lock_days: int = 0
    expiry: Expiry = field(default_factory=Expiry)
    tiers: TierRules = field(default_factory=TierRules)
    birthday: BirthdayGift | None = None
    referral: Referral | None = None
    card: StampCard = field(default_factory=StampCard)

    def as_json(self) -> dict[str, Any]:
        """Return what JSON can hold; `rules_of` reads it."""
        plain: dict[str, Any] = _plain(self)
        return plain


def _plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if hasattr(value, "__dataclass_fields__"):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return value.value if isinstance(value, StrEnum) else value


def rules_of(stored: dict[str, Any]) -> Rules:
    """Return the rules that JSON holds; what it does not know has its default, what is unknown is left out.

    Raises:
        ValueError: it is no set of rules.
    """
    if not isinstance(stored, dict):
        raise ValueError("rules are a JSON object")
    try:
        earn = [EarnRule(**_known(EarnRule, e, basis=Basis)) for e in stored.get("earn", [])]
        more = [
            Multiplier(**_known(Multiplier, m, kind=MultiplierKind, weekdays=tuple, span=BirthdaySpan))
            for m in stored.get("multipliers", [])
        ]
        parts: dict[str, Any] = {"earn": tuple(earn), "multipliers": tuple(more)}
        for name, made, changed in _PARTS:
            if stored.get(name) is not None:
                parts[name] = made(**_known(made, stored[name], **changed))
        plain = _known(Rules, stored, combine=Combine, rounding=Rounding)
        return Rules(**{**{k: v for k, v in plain.items() if k not in _NAMES}, **parts})
    except (TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error


_PARTS: tuple[tuple[str, Any, dict[str, Any]], ...] = (
    ("limits", Limits, {}),
    ("expiry", Expiry, {"kind": ExpiryKind}),
    ("tiers", TierRules, {"basis": TierBasis}),
    ("birthday", BirthdayGift, {"gives": GiftKind}),
    ("referral", Referral, {}),
    ("card", StampCard, {}),
)
_NAMES = frozenset({"earn", "multipliers", *(name for name, _made, _changed in _PARTS)})


def _known(made: Any, stored: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """Return the fields of a value that JSON names, each as the value wants it."""
    names = {f.name for f in fields(made)}
    found = {k: v for k, v in stored.items() if k in names}
    return {k: changed[k](v) if k in changed else v for k, v in found.items()}
