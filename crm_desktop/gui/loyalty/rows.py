"""The lines of a program's form: earning, multiplying, tiers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from crm_desktop.domain.loyalty.model import Tier
from crm_desktop.domain.loyalty.rules import (
    BASIS_NAMES,
    MULTIPLIER_NAMES,
    SPAN_NAMES,
    Basis,
    BirthdaySpan,
    EarnRule,
    Multiplier,
    MultiplierKind,
)
from crm_desktop.domain.loyalty.words import WEEKDAYS
from crm_desktop.domain.purchases.amounts import parse_amount
from crm_desktop.gui.common.filter_button import ChipToggle
from crm_desktop.gui.common.lines import Line
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.formats import money, number
from crm_desktop.shared.i18n import _

MOST = 1_000_000


class Choices:
    """What the lines of a program may choose among; read before the form is shown.

    Attributes:
        products: (id, name); categories: names; segments: (key, name).
        currency, locale: how money is written.
    """

    def __init__(
        self,
        currency: str = "EUR",
        locale: str = "es_ES",
        products: Sequence[tuple[int, str]] = (),
        categories: Sequence[str] = (),
        segments: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.currency, self.locale = currency, locale
        self.products, self.categories, self.segments = tuple(products), tuple(categories), tuple(segments)

    def money(self, cents: int) -> str:
        """Return an amount as it is written in a field."""
        return money(cents, self.currency, self.locale)


class EarnLine(Line[EarnRule]):
    """Such as "1 point for each 1,00 € of coffee"."""

    def __init__(self, rule: EarnRule, choices: Choices) -> None:
        super().__init__()
        self._choices = choices
        self._kinds = tuple(BASIS_NAMES)
        self.points = self.figure(rule.points, 1, MOST, _("How many points or stamps"))
        self.basis = self.choice(
            [_(n) for n in BASIS_NAMES.values()], self._kinds.index(rule.basis), _("For what")
        )
        keys = [key for key, _name in choices.products]
        self.product = self.choice(
            [name for _key, name in choices.products],
            keys.index(rule.product_id) if rule.product_id in keys else 0,
            _("Product"),
        )
        known = choices.categories
        self.category = self.choice(
            known, known.index(rule.category) if rule.category in known else 0, _("Category")
        )
        self.each = self.word(_("for each"))
        self.amount = self.text(
            choices.money(rule.per_cents) if rule.per_cents else "", _("For each amount"), _("piece")
        )
        self.row.addStretch()
        self.end()
        self.fit()

    def fit(self) -> None:
        """Show what the basis needs."""
        basis = self._kinds[self.basis.currentIndex()]
        self.product.setVisible(basis is Basis.PRODUCT)
        self.category.setVisible(basis is Basis.CATEGORY)
        self.amount.setVisible(basis is not Basis.VISIT)
        self.each.setVisible(basis is not Basis.VISIT)

    def fault(self) -> str | None:
        """Return what is wrong with the amount."""
        typed = self.amount.text().strip()
        if self.amount.isHidden() or (
            not typed and self._kinds[self.basis.currentIndex()] is not Basis.AMOUNT
        ):
            return None
        try:
            parse_amount(typed, self._choices.locale)
        except InvalidInput as error:
            return error.sentence
        return None

    def value(self) -> EarnRule:
        """Return the rule."""
        basis = self._kinds[self.basis.currentIndex()]
        try:
            cents = (
                parse_amount(self.amount.text(), self._choices.locale) if basis is not Basis.VISIT else 100
            )
        except InvalidInput:
            cents = 0
        place = self.product.currentIndex()
        product = self._choices.products[place][0] if basis is Basis.PRODUCT and place >= 0 else None
        category = self.category.currentText() if basis is Basis.CATEGORY else ""
        return EarnRule(
            basis=basis, points=self.points.value(), per_cents=cents, product_id=product, category=category
        )


class MoreLine(Line[Multiplier]):
    """Such as "× 2 on Tuesday"."""

    def __init__(self, rule: Multiplier, choices: Choices) -> None:
        super().__init__()
        self._choices = choices
        self._kinds, self._spans = tuple(MULTIPLIER_NAMES), tuple(SPAN_NAMES)
        self.percent = self.figure(rule.percent, 100, 10_000, _("Points at so many per cent"), " %")
        self.percent.setSingleStep(50)
        self.kind = self.choice(
            [_(n) for n in MULTIPLIER_NAMES.values()], self._kinds.index(rule.kind), _("When")
        )
        self.days: list[ChipToggle] = []
        for place, name in enumerate(WEEKDAYS):
            chip = ChipToggle(_(name)[:2])
            chip.setToolTip(_(name))
            chip.setAccessibleName(_(name))
            chip.setChecked(place in rule.weekdays)
            chip.clicked.connect(lambda _on=False: self._touch())
            self.row.addWidget(chip)
            self.days.append(chip)
        keys = [key for key, _name in choices.segments]
        self.segment = self.choice(
            [name for _key, name in choices.segments],
            keys.index(rule.segment) if rule.segment in keys else 0,
            _("Segment"),
        )
        self.span = self.choice(
            [_(n) for n in SPAN_NAMES.values()], self._spans.index(rule.span), _("How near the birthday")
        )
        self.row.addStretch()
        self.end()
        self.fit()

    def fit(self) -> None:
        """Show what the kind needs."""
        kind = self._kinds[self.kind.currentIndex()]
        for chip in self.days:
            chip.setVisible(kind is MultiplierKind.WEEKDAY)
        self.segment.setVisible(kind is MultiplierKind.SEGMENT)
        self.span.setVisible(kind is MultiplierKind.BIRTHDAY)

    def fault(self) -> str | None:
        """Return what is wrong: no day was chosen."""
        kind = self._kinds[self.kind.currentIndex()]
        if kind is MultiplierKind.WEEKDAY and not any(chip.isChecked() for chip in self.days):
            return _("Choose the days of the week on which there are more points.")
        return None

    def value(self) -> Multiplier:
        """Return the rule."""
        kind = self._kinds[self.kind.currentIndex()]
        weekdays = tuple(n for n, chip in enumerate(self.days) if chip.isChecked())
        place = self.segment.currentIndex()
        return Multiplier(
            kind=kind,
            percent=self.percent.value(),
            weekdays=weekdays if kind is MultiplierKind.WEEKDAY else (),
            segment=self._choices.segments[place][0] if kind is MultiplierKind.SEGMENT and place >= 0 else "",
            span=self._spans[self.span.currentIndex()]
            if kind is MultiplierKind.BIRTHDAY
            else BirthdaySpan.DAY,
        )


class TierLine(Line[Tier]):
    """Such as "Silver from 300,00 €, points at 125 %, free delivery"."""

    def __init__(self, tier: Tier, choices: Choices) -> None:
        super().__init__()
        self._tier, self._choices = tier, choices
        self.name = self.text(tier.name, _("Name of the tier"), _("Silver"))
        self.word(_("from"))
        self.threshold = self.text(
            number((Decimal(tier.threshold) / 100).normalize(), choices.locale), _("From how much on"), "0"
        )
        self.word(_("points at"))
        self.percent = self.figure(tier.multiplier_pct, 100, 10_000, _("Points at so many per cent"), " %")
        self.benefits = self.text(
            tier.benefits, _("What it brings"), _("what it brings, such as free delivery"), 2
        )
        self.end()

    def fault(self) -> str | None:
        """Return what is wrong with the threshold."""
        try:
            parse_amount(self.threshold.text() or "0", self._choices.locale)
        except InvalidInput as error:
            return error.sentence
        return None

    def value(self) -> Tier:
        """Return the tier; its threshold in hundredths of what is typed."""
        try:
            threshold = parse_amount(self.threshold.text() or "0", self._choices.locale)
        except InvalidInput:
            threshold = 0
        return Tier(
            name=self.name.text().strip(),
            threshold=threshold,
            id=self._tier.id,
            program_id=self._tier.program_id,
            multiplier_pct=self.percent.value(),
            benefits=self.benefits.text().strip(),
            colour=self._tier.colour,
        )
