"""What the rules of a program can choose among, and how each choice is called."""

from __future__ import annotations

from enum import StrEnum

from crm_desktop.shared.i18n import N_


class Basis(StrEnum):
    """What points are given for."""

    AMOUNT = "amount"
    VISIT = "visit"
    PRODUCT = "product"
    CATEGORY = "category"


class MultiplierKind(StrEnum):
    """When there are more points."""

    WEEKDAY = "weekday"
    SEGMENT = "segment"
    BIRTHDAY = "birthday"


class BirthdaySpan(StrEnum):
    """How near the birthday is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Combine(StrEnum):
    """What several multipliers make together: the highest of them, or one times the other."""

    HIGHEST = "highest"
    MULTIPLY = "multiply"


class Rounding(StrEnum):
    """How a fraction of a point rounds."""

    DOWN = "down"
    NEAREST = "nearest"
    UP = "up"


class ExpiryKind(StrEnum):
    """When points are lost: never, so many days after they were given, or after so many days of silence."""

    NEVER = "never"
    AGE = "age"
    INACTIVITY = "inactivity"


class TierBasis(StrEnum):
    """What a tier is reached by."""

    SPEND = "spend"
    POINTS = "points"


class GiftKind(StrEnum):
    """What a birthday gift is."""

    POINTS = "points"
    AMOUNT = "amount"
    PERCENT = "percent"


BASIS_NAMES: dict[Basis, str] = {
    Basis.AMOUNT: N_("For what is spent"),
    Basis.VISIT: N_("For each purchase"),
    Basis.PRODUCT: N_("For a product"),
    Basis.CATEGORY: N_("For a category"),
}
MULTIPLIER_NAMES: dict[MultiplierKind, str] = {
    MultiplierKind.WEEKDAY: N_("Days of the week"),
    MultiplierKind.SEGMENT: N_("A segment"),
    MultiplierKind.BIRTHDAY: N_("Birthday"),
}
SPAN_NAMES: dict[BirthdaySpan, str] = {
    BirthdaySpan.DAY: N_("The day itself"),
    BirthdaySpan.WEEK: N_("Three days before to three days after"),
    BirthdaySpan.MONTH: N_("The whole month"),
}
COMBINE_NAMES: dict[Combine, str] = {
    Combine.HIGHEST: N_("Only the highest counts"),
    Combine.MULTIPLY: N_("One times the other"),
}
ROUNDING_NAMES: dict[Rounding, str] = {
    Rounding.DOWN: N_("Down"),
    Rounding.NEAREST: N_("To the nearest"),
    Rounding.UP: N_("Up"),
}
EXPIRY_NAMES: dict[ExpiryKind, str] = {
    ExpiryKind.NEVER: N_("They never expire"),
    ExpiryKind.AGE: N_("Some days after they were given"),
    ExpiryKind.INACTIVITY: N_("After some days without buying"),
}
TIER_BASIS_NAMES: dict[TierBasis, str] = {
    TierBasis.SPEND: N_("By what is spent"),
    TierBasis.POINTS: N_("By the points that are earned"),
}
GIFT_NAMES: dict[GiftKind, str] = {
    GiftKind.POINTS: N_("Points"),
    GiftKind.AMOUNT: N_("A voucher of an amount"),
    GiftKind.PERCENT: N_("A voucher of a percentage"),
}
