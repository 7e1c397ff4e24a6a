"""A program in words: what it gives and when, a sentence a line, as a shop owner would tell a customer."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from crm_desktop.domain.loyalty.model import Gives, Program, ProgramKind, Reward, Tier
from crm_desktop.domain.loyalty.rules import (
    SPAN_NAMES,
    Basis,
    BirthdayGift,
    EarnRule,
    ExpiryKind,
    GiftKind,
    Multiplier,
    MultiplierKind,
    Rules,
    TierBasis,
)
from crm_desktop.shared import formats
from crm_desktop.shared.i18n import N_, _, ngettext

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


class Teller:
    """Tells programs, rewards and tiers in the shop's money and manner.

    Args:
        currency: ISO 4217.
        locale: how numbers and money are written.
        products: product id -> its name.
        segments: key -> the segment's name.
    """

    def __init__(
        self,
        currency: str,
        locale: str,
        products: Mapping[int, str] | None = None,
        segments: Mapping[str, str] | None = None,
    ) -> None:
        self._currency, self._locale = currency, locale
        self._products, self._segments = products or {}, segments or {}

    def money(self, cents: int) -> str:
        """Return an amount as people write it."""
        return formats.money(cents, self._currency, self._locale)

    def number(self, value: int) -> str:
        """Return a whole number as people write it."""
        return formats.number(value, self._locale)

    def units(self, kind: ProgramKind, count: int) -> str:
        """Return "15 points" or "15 stamps"."""
        if kind is ProgramKind.STAMPS:
            said = ngettext("{count} stamp", "{count} stamps", count)
        else:
            said = ngettext("{count} point", "{count} points", count)
        return said.format(count=self.number(count))

    # -- programs

    def lines(self, program: Program) -> list[str]:
        """Return what a program does, a sentence a line."""
        rules, kind = program.rules, program.kind
        found = [self._earn(rule, kind) for rule in rules.earn]
        found += [self._more(rule) for rule in rules.multipliers]
        if kind is ProgramKind.STAMPS:
            found.append(
                ngettext("The card is full with {count} stamp.", "The card is full with {count} stamps.",
                         rules.card.size).format(count=self.number(rules.card.size))
            )  # fmt: skip
        if rules.min_cents:
            found.append(
                _("Purchases of less than {amount} give nothing.").format(amount=self.money(rules.min_cents))
            )
        found += self._limits(rules, kind)
        if rules.lock_days:
            found.append(
                ngettext("They can be used after {count} day.", "They can be used after {count} days.",
                         rules.lock_days).format(count=rules.lock_days)
            )  # fmt: skip
        found += self._expiry(rules)
        if rules.birthday is not None:
            found.append(self._birthday(rules.birthday, kind))
        if rules.referral is not None:
            if rules.referral.points:
                found.append(
                    _("Who brings a new customer is given {units}.").format(
                        units=self.units(kind, rules.referral.points)
                    )
                )
            if rules.referral.friend_points:
                found.append(
                    _("A new customer who was recommended is given {units}.").format(
                        units=self.units(kind, rules.referral.friend_points)
                    )
                )
        found += self._days(program)
        return found

    def _earn(self, rule: EarnRule, kind: ProgramKind) -> str:
        units = self.units(kind, rule.points)
        amount = self.money(rule.per_cents)
        if rule.basis is Basis.VISIT:
            return _("{units} for each purchase.").format(units=units)
        if rule.basis is Basis.AMOUNT:
            return _("{units} for each {amount}.").format(units=units, amount=amount)
        if rule.basis is Basis.PRODUCT:
            what = self._products.get(rule.product_id or 0) or _("a product that is no longer there")
        else:
            what = rule.category
        if rule.per_cents:
            return _("{units} for each {amount} of {what}.").format(units=units, amount=amount, what=what)
        return _("{units} for each piece of {what}.").format(units=units, what=what)

    def _more(self, rule: Multiplier) -> str:
        times = formats.number((Decimal(rule.percent) / 100).normalize(), self._locale)
        if rule.kind is MultiplierKind.WEEKDAY:
            days = ", ".join(_(WEEKDAYS[day]) for day in rule.weekdays)
            return _("× {times} on {days}.").format(times=times, days=days)
        if rule.kind is MultiplierKind.SEGMENT:
            name = self._segments.get(rule.segment) or _("a segment that is no longer there")
            return _("× {times} for “{segment}”.").format(times=times, segment=name)
        return _("× {times} for the birthday: {span}.").format(
            times=times, span=_(SPAN_NAMES[rule.span]).lower()
        )

    def _limits(self, rules: Rules, kind: ProgramKind) -> list[str]:
        limits = rules.limits
        found = []
        for most, sentence in (
            (limits.per_purchase, _("{units} for one purchase at most.")),
            (limits.per_day, _("{units} a day at most.")),
            (limits.per_month, _("{units} a month at most.")),
        ):
            if most is not None:
                found.append(sentence.format(units=self.units(kind, most)))
        return found

    def _expiry(self, rules: Rules) -> list[str]:
        expiry = rules.expiry
        if expiry.kind is ExpiryKind.NEVER:
            return []
        if expiry.kind is ExpiryKind.AGE:
            said = ngettext("They expire {count} day after they were given.",
                            "They expire {count} days after they were given.", expiry.days)  # fmt: skip
        else:
            said = ngettext("They expire after {count} day without buying.",
                            "They expire after {count} days without buying.", expiry.days)  # fmt: skip
        found = [said.format(count=self.number(expiry.days))]
        if expiry.warn_days:
            warned = ngettext(
                "A follow-up warns {count} day before.",
                "A follow-up warns {count} days before.",
                expiry.warn_days,
            )
            found.append(warned.format(count=expiry.warn_days))
        return found

    def _birthday(self, gift: BirthdayGift, kind: ProgramKind) -> str:
        if gift.gives is GiftKind.POINTS:
            what = self.units(kind, gift.points)
        elif gift.gives is GiftKind.AMOUNT:
            what = _("a voucher of {worth}").format(worth=self.money(gift.value_cents))
        else:
            what = _("a voucher of {worth}").format(worth=formats.percent(gift.percent_bp, self._locale))
        return _("On their birthday: {what}.").format(what=what)

    def _days(self, program: Program) -> list[str]:
        first, last = program.from_day, program.to_day
        if first and last:
            return [
                _("From {first} to {last}").format(
                    first=formats.short_date(first, self._locale), last=formats.short_date(last, self._locale)
                )
                + "."
            ]
        if first:
            return [_("From {day} on").format(day=formats.short_date(first, self._locale)) + "."]
        if last:
            return [_("Until {day}").format(day=formats.short_date(last, self._locale)) + "."]
        return []

    # -- tiers and rewards

    def tier(self, tier: Tier, basis: TierBasis) -> str:
        """Return "Silver: from 300,00 €, points × 1,5"."""
        if tier.threshold == 0:
            said = _("{name}: from the start").format(name=tier.name)
        elif basis is TierBasis.SPEND:
            said = _("{name}: from {amount}").format(name=tier.name, amount=self.money(tier.threshold))
        else:
            units = self.units(ProgramKind.POINTS, tier.threshold)
            said = _("{name}: from {amount}").format(name=tier.name, amount=units)
        if tier.multiplier_pct != 100:
            times = formats.number((Decimal(tier.multiplier_pct) / 100).normalize(), self._locale)
            said += ", " + _("points × {times}").format(times=times)
        return f"{said}. {tier.benefits}" if tier.benefits else said

    def reward(self, reward: Reward, kind: ProgramKind) -> str:
        """Return "100 points · a voucher of 5,00 € · 3 left"."""
        parts = [self.units(kind, reward.cost)]
        if reward.gives is Gives.AMOUNT:
            parts.append(_("a voucher of {worth}").format(worth=self.money(reward.value_cents)))
        elif reward.gives is Gives.PERCENT:
            parts.append(
                _("a voucher of {worth}").format(worth=formats.percent(reward.percent_bp, self._locale))
            )
        elif reward.value_cents:
            parts.append(_("costs the shop {amount}").format(amount=self.money(reward.value_cents)))
        if reward.left is not None:
            parts.append(
                ngettext("{count} left", "{count} left", reward.left).format(count=self.number(reward.left))
            )
        if reward.per_customer is not None:
            each = ngettext("{count} for each customer", "{count} for each customer", reward.per_customer)
            parts.append(each.format(count=self.number(reward.per_customer)))
        return " · ".join(parts)
