"""The form of a program: what is given for what, when more, until when, tiers and gifts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.loyalty.model import KIND_NAMES, Program, ProgramKind, Tier
from crm_desktop.domain.loyalty.rules import (
    EXPIRY_NAMES,
    GIFT_NAMES,
    ROUNDING_NAMES,
    TIER_BASIS_NAMES,
    BirthdayGift,
    EarnRule,
    Expiry,
    ExpiryKind,
    GiftKind,
    Limits,
    Multiplier,
    MultiplierKind,
    Referral,
    Rules,
    TierBasis,
    TierRules,
)
from crm_desktop.gui import tasks
from crm_desktop.gui.common.amount_field import AmountField
from crm_desktop.gui.common.date_edit import DateEdit
from crm_desktop.gui.common.dialog import FormDialog
from crm_desktop.gui.common.fields import ChoiceField, DateField, NumberField, TextField, WidgetField
from crm_desktop.gui.common.lines import Lines
from crm_desktop.gui.loyalty.rows import Choices, EarnLine, MoreLine, TierLine
from crm_desktop.services import loyalty
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.services.changes import Changes
    from crm_desktop.services.shop import Shop

MOST, DAYS, MONTHS = 1_000_000, 3_650, 120
NO_GIFT = "none"
# Under which field of the form a fault of the rules is said.
_PLACES = {
    "tier_rules": "tiers",
    "limits": "per_purchase",
    "expiry": "expiry_days",
    "birthday": "gift_points",
    "referral": "referral",
    "card": "card_size",
}


class ProgramEditor(FormDialog):
    """See the module.

    Signals:
        written(int): the program was saved.
        tried(object): what would this Program cost? It was not saved.
    """

    written = Signal(int)
    tried = Signal(object)

    def __init__(self, parent: QWidget | None, shop: Shop, program: Program, choices: Choices) -> None:
        new = program.id is None
        super().__init__(parent, _("New program") if new else _("Program"), _("Save"), width=820)
        self._shop, self._program, self._choices = shop, program, choices
        self.body.removeWidget(self.form)
        area = self.add_scrolled(self.form)
        self.setMinimumHeight(480)
        self._build()
        self.form.load(self._values(program))
        self.form.changed.connect(lambda _key: self._fit())
        self._fit()
        self.add_button(_("What would it cost?"), self._try)
        self.fit_scrolled(area)
        self.form.focus_first()

    def _build(self) -> None:
        form, choices = self.form, self._choices
        clock = self._shop.clock
        form.row(
            TextField("name", _("Name"), required=True, limit=100),
            ChoiceField("kind", _("Kind"), [(kind, _(name)) for kind, name in KIND_NAMES.items()]),
            stretch=(2, 1),
        )
        form.row(
            DateField("from_day", _("From"), DateEdit(clock), hint=_("Can be left empty.")),
            DateField("to_day", _("Until"), DateEdit(clock), hint=_("Can be left empty.")),
        )
        form.section(_("What it gives"))
        self.earn = Lines(_("Add a way to earn"), lambda rule: EarnLine(rule, choices), EarnRule)
        self._lines("earn", _("For each purchase"), self.earn)
        self.more = Lines(
            _("Add a time with more"),
            lambda rule: MoreLine(rule, choices),
            lambda: Multiplier(MultiplierKind.WEEKDAY, weekdays=(1,)),
        )
        self._lines("multipliers", _("More on some days or for some customers"), self.more)
        self._least = AmountField(
            "min_cents", _("Purchases from"), self._shop.profile.locale, hint=_("Empty: all of them.")
        )
        form.row(
            self._least,
            ChoiceField("rounding", _("Fractions"), [(one, _(name)) for one, name in ROUNDING_NAMES.items()]),
            NumberField("card_size", _("Stamps that fill the card"), low=1, high=1_000),
        )
        form.row(
            NumberField("per_purchase", _("At most for a purchase"), high=MOST, hint=_("0: no limit.")),
            NumberField("per_day", _("At most a day"), high=MOST),
            NumberField("per_month", _("At most a month"), high=MOST),
        )
        form.section(_("When they can be used"))
        form.row(
            NumberField("lock_days", _("Usable after"), high=DAYS, suffix=" " + _("days")),
            ChoiceField("expiry", _("They expire"), [(one, _(name)) for one, name in EXPIRY_NAMES.items()]),
            NumberField("expiry_days", _("After"), high=DAYS, suffix=" " + _("days")),
            NumberField("warn_days", _("Warned before"), high=DAYS, suffix=" " + _("days")),
        )
        form.section(_("Tiers"))
        self.tiers = Lines(
            _("Add a tier"),
            lambda tier: TierLine(tier, choices),
            lambda: Tier("", 100 * 100 * (len(self.tiers.lines) * 3)),
        )
        self._lines("tiers", _("From the lowest to the highest"), self.tiers)
        form.row(
            ChoiceField(
                "tier_basis", _("Reached"), [(one, _(name)) for one, name in TIER_BASIS_NAMES.items()]
            ),
            NumberField(
                "window_months", _("Of the last"), high=MONTHS, suffix=" " + _("months"), hint=_("0: ever.")
            ),
            NumberField("keep_months", _("Kept at least"), high=MONTHS, suffix=" " + _("months")),
            NumberField("grace_days", _("Grace before going down"), high=DAYS, suffix=" " + _("days")),
        )
        form.section(_("Gifts"))
        self._gift_worth = AmountField("gift_cents", _("Voucher of"), self._shop.profile.locale)
        form.row(
            ChoiceField(
                "gift",
                _("On the birthday"),
                [(NO_GIFT, _("nothing")), *((kind, _(name)) for kind, name in GIFT_NAMES.items())],
            ),
            NumberField("gift_points", _("How many points"), high=MOST),
            self._gift_worth,
            NumberField("gift_percent", _("Voucher of"), low=0, high=100, suffix=" %"),
            NumberField("gift_days", _("Valid for"), high=DAYS, suffix=" " + _("days")),
        )
        form.row(
            NumberField(
                "referral", _("For who recommends"), high=MOST, hint=_("At the friend's first purchase.")
            ),
            NumberField("friend", _("For the friend"), high=MOST),
        )

    def _lines(self, key: str, label: str, lines: Lines) -> None:
        field = WidgetField(key, label, lines, lines.values, lines.set_values, own_fault=lines.fault)
        lines.changed.connect(field.typed)
        self.form.row(field)

    def _fit(self) -> None:
        """Show the fields that make sense for what was chosen."""
        fields, value = self.form.fields, self.form.value
        fields["card_size"].setVisible(value("kind") is ProgramKind.STAMPS)
        never = value("expiry") is ExpiryKind.NEVER
        fields["expiry_days"].setVisible(not never)
        fields["warn_days"].setVisible(not never)
        tiers = bool(self.tiers.lines)
        for key in ("tier_basis", "window_months", "keep_months", "grace_days"):
            fields[key].setVisible(tiers)
        gift = value("gift")
        fields["gift_points"].setVisible(gift is GiftKind.POINTS)
        fields["gift_cents"].setVisible(gift is GiftKind.AMOUNT)
        fields["gift_percent"].setVisible(gift is GiftKind.PERCENT)
        fields["gift_days"].setVisible(gift in {GiftKind.AMOUNT, GiftKind.PERCENT})

    # -- values

    def _values(self, program: Program) -> dict[str, Any]:
        rules, choices = program.rules, self._choices
        gift = rules.birthday or BirthdayGift()
        referral = rules.referral or Referral()
        limits = rules.limits
        hundred = 1 if rules.tiers.basis is TierBasis.SPEND else 100
        return {
            "name": program.name,
            "kind": program.kind,
            "from_day": program.from_day,
            "to_day": program.to_day,
            "earn": rules.earn,
            "multipliers": rules.multipliers,
            "min_cents": choices.money(rules.min_cents) if rules.min_cents else "",
            "card_size": rules.card.size,
            "rounding": rules.rounding,
            "per_purchase": limits.per_purchase or 0,
            "per_day": limits.per_day or 0,
            "per_month": limits.per_month or 0,
            "lock_days": rules.lock_days,
            "expiry": rules.expiry.kind,
            "expiry_days": rules.expiry.days,
            "warn_days": rules.expiry.warn_days,
            "tiers": [replace(tier, threshold=tier.threshold * hundred) for tier in program.tiers],
            "tier_basis": rules.tiers.basis,
            "window_months": rules.tiers.window_months,
            "keep_months": rules.tiers.keep_months,
            "grace_days": rules.tiers.grace_days,
            "gift": rules.birthday.gives if rules.birthday is not None else NO_GIFT,
            "gift_points": gift.points,
            "gift_cents": choices.money(gift.value_cents) if gift.value_cents else "",
            "gift_percent": gift.percent_bp // 100,
            "gift_days": gift.valid_days,
            "referral": referral.points,
            "friend": referral.friend_points,
        }

    def program(self) -> Program:
        """Return the program as the form says; call it when the form was checked."""
        values, old = self.form.values(), self._program.rules
        hundred = 1 if values["tier_basis"] is TierBasis.SPEND else 100
        expires = values["expiry"] is not ExpiryKind.NEVER
        gift: BirthdayGift | None = None
        if values["gift"] != NO_GIFT:
            gift = replace(
                old.birthday or BirthdayGift(),
                gives=values["gift"],
                points=values["gift_points"] if values["gift"] is GiftKind.POINTS else 0,
                value_cents=(self._gift_worth.cents() or 0) if values["gift"] is GiftKind.AMOUNT else 0,
                percent_bp=values["gift_percent"] * 100 if values["gift"] is GiftKind.PERCENT else 0,
                valid_days=values["gift_days"],
            )
        referral: Referral | None = None
        if values["referral"] or values["friend"]:
            referral = replace(
                old.referral or Referral(), points=values["referral"], friend_points=values["friend"]
            )
        rules: Rules = replace(
            old,
            earn=values["earn"],
            multipliers=values["multipliers"],
            limits=Limits(
                values["per_purchase"] or None, values["per_day"] or None, values["per_month"] or None
            ),
            min_cents=self._least.cents() or 0,
            rounding=values["rounding"],
            lock_days=values["lock_days"],
            expiry=Expiry(values["expiry"], values["expiry_days"], values["warn_days"])
            if expires
            else Expiry(),
            tiers=TierRules(
                values["tier_basis"], values["window_months"], values["keep_months"], values["grace_days"]
            ),
            birthday=gift,
            referral=referral,
            card=replace(old.card, size=values["card_size"]),
        )
        return replace(
            self._program,
            name=values["name"],
            kind=values["kind"],
            from_day=values["from_day"],
            to_day=values["to_day"],
            rules=rules,
            tiers=tuple(replace(tier, threshold=tier.threshold // hundred) for tier in values["tiers"]),
        )

    def _try(self) -> None:
        if self.form.check():
            self.tried.emit(self.program())

    def submit(self, values: dict[str, Any]) -> None:
        """Save the program."""
        del values
        program = self.program()

        def done(changes: Changes[int]) -> None:
            self.saved()
            self.written.emit(changes.value)

        tasks.run_change(self, lambda: loyalty.save_program(self._shop, program), done, failed=self._refused)

    def _refused(self, error: Any) -> None:
        """Say each fault under the field that it is about."""
        fields = getattr(error, "fields", None) or {}
        error.fields = {_PLACES.get(key, key): text for key, text in fields.items()}
        self.failed(error)
