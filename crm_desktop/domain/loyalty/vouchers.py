"""Vouchers: money or a percentage off one purchase, their codes, and whether one can be used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from crm_desktop.shared.formats import money, short_date
from crm_desktop.shared.i18n import N_, _

# No letters and digits that look alike, neither on paper nor to a scanner's user: 31 signs.
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXY"
_PREFIX = "V"
CODE_SIGNS = 9


class VoucherKind(StrEnum):
    """An amount or a percentage."""

    AMOUNT = "amount"
    PERCENT = "percent"


class VoucherState(StrEnum):
    """A valid one may still be too early or too late for a day."""

    VALID = "valid"
    USED = "used"
    CANCELLED = "cancelled"


class VoucherCause(StrEnum):
    """Where a voucher comes from."""

    HAND = "hand"
    REWARD = "reward"
    BIRTHDAY = "birthday"
    SEGMENT = "segment"


VOUCHER_STATE_NAMES: dict[VoucherState, str] = {
    VoucherState.VALID: N_("Valid"),
    VoucherState.USED: N_("Used"),
    VoucherState.CANCELLED: N_("Cancelled"),
}
VOUCHER_CAUSE_NAMES: dict[VoucherCause, str] = {
    VoucherCause.HAND: N_("By hand"),
    VoucherCause.REWARD: N_("Reward"),
    VoucherCause.BIRTHDAY: N_("Birthday"),
    VoucherCause.SEGMENT: N_("Segment"),
}


@dataclass(frozen=True, slots=True)
class VoucherOffer:
    """What is given to one customer or many.

    Attributes:
        value_cents: of an amount; percent_bp: of a percentage, in basis points (1000 is 10 %).
        min_cents: the least purchase for which it can be used.
        from_day, to_day: when it can be used; None for no limit.
        text: a line printed on it, in the shop's own words.
    """

    kind: VoucherKind = VoucherKind.AMOUNT
    value_cents: int = 0
    percent_bp: int = 0
    min_cents: int = 0
    from_day: date | None = None
    to_day: date | None = None
    text: str = ""
    cause: VoucherCause = VoucherCause.HAND
    cause_id: int | None = None


@dataclass(frozen=True, slots=True)
class Voucher:
    """One voucher: it can be used once.

    Attributes:
        code: as it is printed and scanned.
        customer_id: whose it is; None when whoever brings it may use it.
        used_at, created_at: instants in UTC.
    """

    id: int
    code: str
    customer_id: int | None
    kind: VoucherKind
    value_cents: int = 0
    percent_bp: int = 0
    min_cents: int = 0
    from_day: date | None = None
    to_day: date | None = None
    state: VoucherState = VoucherState.VALID
    used_at: datetime | None = None
    used_purchase_id: int | None = None
    cause: VoucherCause = VoucherCause.HAND
    cause_id: int | None = None
    text: str = ""
    created_at: datetime | None = None
    customer_name: str = ""

    def discount(self, total_cents: int) -> int:
        """Return what it takes off a purchase, in cents; never more than the purchase."""
        if self.kind is VoucherKind.AMOUNT:
            return min(self.value_cents, max(0, total_cents))
        return (max(0, total_cents) * self.percent_bp + 5_000) // 10_000

    def worth(self, currency: str, locale: str) -> str:
        """Return what it is worth as people write it: "5,00 €", "10 %"."""
        from crm_desktop.shared.formats import percent

        if self.kind is VoucherKind.AMOUNT:
            return money(self.value_cents, currency, locale)
        return percent(self.percent_bp, locale)


@dataclass(frozen=True, slots=True)
class VoucherFilter:
    """Which vouchers a list shows.

    Attributes:
        text: part of a code or of a customer's name.
        state: None for all.
        customer_id: only this customer's.
        on_day: only those that can be used on this day.
    """

    text: str = ""
    state: VoucherState | None = None
    customer_id: int | None = None
    cause: VoucherCause | None = None
    on_day: date | None = None


def code_of(number: int) -> str:
    """Return the code for a number below 31**7 (27,512,614,111): a prefix, seven signs and a check sign.

    The signs are weighted 2 to 8 and the check sign -1, and their sum is a multiple of 31 (a prime), so that
    one wrong sign, or two neighbours that changed places, are always noticed.
    """
    signs = []
    for _place in range(CODE_SIGNS - 2):
        number, rest = divmod(number, len(_SIGNS))
        signs.append(rest)
    return _PREFIX + "".join(_SIGNS[s] for s in signs) + _SIGNS[_check(signs)]


CODES = len(_SIGNS) ** (CODE_SIGNS - 2)


def _check(signs: list[int]) -> int:
    return sum((place + 2) * sign for place, sign in enumerate(signs)) % len(_SIGNS)


def plain_code(text: str) -> str:
    """Return a code as it is stored from how it was typed or scanned: capitals, no blanks, no hyphens."""
    return re.sub(r"[\s\-·.]+", "", text).upper()


def is_mistyped(code: str) -> bool:
    """Tell whether a code looks like one of ours, but one of its signs is wrong."""
    if len(code) != CODE_SIGNS or not code.startswith(_PREFIX):
        return False
    if any(sign not in _SIGNS for sign in code[1:]):
        return True
    signs = [_SIGNS.index(sign) for sign in code[1:]]
    return _check(signs[:-1]) != signs[-1]


def why_not(
    voucher: Voucher, day: date, total_cents: int | None, customer_id: int | None, currency: str, locale: str
) -> str:
    """Return why a voucher cannot be used, in the user's language; "" when it can.

    Args:
        voucher: which.
        day: of the purchase.
        total_cents: of the purchase; None when nobody knows it yet.
        customer_id: who buys; None for nobody known.
        currency: of the shop.
        locale: how amounts and dates are written.
    """
    if voucher.state is VoucherState.USED:
        return _("The voucher {code} was used already.").format(code=voucher.code)
    if voucher.state is VoucherState.CANCELLED:
        return _("The voucher {code} was cancelled.").format(code=voucher.code)
    if voucher.from_day and day < voucher.from_day:
        return _("The voucher {code} can be used from {date} on.").format(
            code=voucher.code, date=short_date(voucher.from_day, locale)
        )
    if voucher.to_day and day > voucher.to_day:
        return _("The voucher {code} was valid until {date}.").format(
            code=voucher.code, date=short_date(voucher.to_day, locale)
        )
    if voucher.customer_id is not None and customer_id != voucher.customer_id:
        if customer_id is None:
            return _("The voucher {code} is a customer's own: find the customer first.").format(
                code=voucher.code
            )
        return _("The voucher {code} belongs to another customer.").format(code=voucher.code)
    if total_cents is not None and total_cents < voucher.min_cents:
        return _("The voucher {code} can be used for a purchase of {amount} or more.").format(
            code=voucher.code, amount=money(voucher.min_cents, currency, locale)
        )
    return ""
