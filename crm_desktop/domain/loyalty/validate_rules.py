"""What is wrong with the rules of a program: a sentence for each part."""

from __future__ import annotations

from collections.abc import Iterator

from crm_desktop.domain.loyalty.rules import (
    Basis,
    EarnRule,
    ExpiryKind,
    GiftKind,
    Multiplier,
    MultiplierKind,
    Rules,
)
from crm_desktop.shared.i18n import _

_MOST = 1_000_000
_DAYS = 36_500


def problems(rules: Rules) -> dict[str, str]:
    """Return a sentence for each part of the rules that cannot be saved, by the name of the part."""
    found: dict[str, str] = {}
    for part, sentence in _all(rules):
        found.setdefault(part, sentence)
    return found


def _all(rules: Rules) -> Iterator[tuple[str, str]]:
    for earn in rules.earn:
        yield from _earn(earn)
    for more in rules.multipliers:
        yield from _multiplier(more)
    limits = rules.limits
    for limit in (limits.per_purchase, limits.per_day, limits.per_month):
        if limit is not None and limit < 1:
            yield "limits", _("A limit is 1 or more; leave it empty for none.")
    if not 0 <= rules.min_cents <= 100 * _MOST:
        yield "min_cents", _("The least purchase is zero or more.")
    if not 0 <= rules.lock_days <= _DAYS:
        yield "lock_days", _("Points can be used after 0 days or more.")
    yield from _expiry(rules)
    tiers = rules.tiers
    if not 0 <= tiers.window_months <= 1_200 or not 0 <= tiers.keep_months <= 1_200:
        yield "tier_rules", _("Months are zero or more.")
    if not 0 <= tiers.grace_days <= _DAYS:
        yield "tier_rules", _("Days are zero or more.")
    yield from _gifts(rules)


def _earn(rule: EarnRule) -> Iterator[tuple[str, str]]:
    if not 1 <= rule.points <= _MOST:
        yield "earn", _("Each rule gives 1 point or more.")
    if rule.per_cents < 0 or (rule.basis is Basis.AMOUNT and rule.per_cents == 0):
        yield "earn", _("Points are given for an amount of more than zero.")
    if rule.basis is Basis.PRODUCT and rule.product_id is None:
        yield "earn", _("Choose the product that points are given for.")
    if rule.basis is Basis.CATEGORY and not rule.category.strip():
        yield "earn", _("Choose the category that points are given for.")


def _multiplier(rule: Multiplier) -> Iterator[tuple[str, str]]:
    if not 100 <= rule.percent <= 100_000:
        yield "multipliers", _("Points are multiplied by 1 or more.")
    if rule.kind is MultiplierKind.WEEKDAY and (
        not rule.weekdays or any(not 0 <= day <= 6 for day in rule.weekdays)
    ):
        yield "multipliers", _("Choose the days of the week on which there are more points.")
    if rule.kind is MultiplierKind.SEGMENT and not rule.segment:
        yield "multipliers", _("Choose the segment that is given more points.")


def _expiry(rules: Rules) -> Iterator[tuple[str, str]]:
    expiry = rules.expiry
    if expiry.kind is not ExpiryKind.NEVER and not 1 <= expiry.days <= _DAYS:
        yield "expiry", _("Points expire after 1 day or more.")
    elif expiry.kind is not ExpiryKind.NEVER and not 0 <= expiry.warn_days <= expiry.days:
        yield "expiry", _("The warning comes before the points expire, not before they are given.")
    elif expiry.kind is not ExpiryKind.NEVER and rules.lock_days > expiry.days:
        yield "lock_days", _("Points would expire before they can be used.")


def _gifts(rules: Rules) -> Iterator[tuple[str, str]]:
    gift, referral = rules.birthday, rules.referral
    if gift is not None:
        if gift.gives is GiftKind.POINTS and not 1 <= gift.points <= _MOST:
            yield "birthday", _("The birthday gift is 1 point or more.")
        if gift.gives is GiftKind.AMOUNT and not 1 <= gift.value_cents <= 100 * _MOST:
            yield "birthday", _("The birthday voucher is worth more than zero.")
        if gift.gives is GiftKind.PERCENT and not 1 <= gift.percent_bp <= 10_000:
            yield "birthday", _("The birthday voucher takes off more than 0 and at most 100 per cent.")
        if gift.min_cents < 0 or not 0 <= gift.valid_days <= _DAYS:
            yield "birthday", _("The least purchase and the days of the birthday voucher are zero or more.")
    if referral is not None:
        given = (referral.points, referral.friend_points)
        if any(not 0 <= points <= _MOST for points in given) or not any(given) or referral.min_cents < 0:
            yield "referral", _("A recommendation gives 1 point or more to one of the two.")
