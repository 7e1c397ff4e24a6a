"""The inputs of a condition, one for each kind of value: numbers, money, texts, choices, things."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from crm_desktop.domain.customers.own_fields import OwnFieldKind
from crm_desktop.domain.purchases.amounts import parse_amount
from crm_desktop.domain.segments.kinds import Slot, ValueKind
from crm_desktop.gui.common.filter_button import ChipToggle
from crm_desktop.gui.common.inputs import ChoiceBox
from crm_desktop.gui.common.labels import muted
from crm_desktop.gui.segments.chip_picker import ChipPicker, Lines
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.formats import number, separators
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.domain.customers.own_fields import OwnField
    from crm_desktop.domain.shop import ShopProfile
    from crm_desktop.gui.segments.offers import Offers, Option

SHORT, TEXT = 96, 220  # logical pixels


class SlotEdit(QWidget):
    """One input.

    Signals:
        changed(): the person changed it.
    """

    changed = Signal()

    def __init__(self, control: QWidget, unit: str = "") -> None:
        super().__init__()
        self.control = control
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(6)
        self.row.addWidget(control)
        if unit:
            self.row.addWidget(muted(unit))
        self.setFocusProxy(control)

    def value(self) -> Any:
        """Return what the rule is to hold; None while nothing was entered."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show what a rule holds."""
        raise NotImplementedError

    def fault(self) -> str:
        """Return what is wrong with what was typed, "" when nothing is."""
        return ""


class LineSlot(SlotEdit):
    """A text, or what is read from one."""

    def __init__(self, width: int, unit: str = "", example: str = "") -> None:
        self.edit = QLineEdit()
        self.edit.setFixedWidth(width)
        self.edit.setPlaceholderText(example)
        super().__init__(self.edit, unit)
        self.edit.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> Any:
        return self.edit.text().strip() or None

    def set_value(self, value: Any) -> None:
        self.edit.setText("" if value is None else str(value))


class WholeSlot(LineSlot):
    """A whole number; the sign between thousands may be typed."""

    def __init__(self, locale: str, unit: str = "", example: Any = None) -> None:
        self._locale = locale
        super().__init__(SHORT, unit, str(example) if isinstance(example, int) else "")

    def value(self) -> Any:
        typed = self.edit.text().strip()
        plain = typed.replace(separators(self._locale)[0], "").replace(" ", "").replace("\xa0", "")
        if not typed:
            return None
        return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 12 else typed

    def set_value(self, value: Any) -> None:
        shown = isinstance(value, int) and not isinstance(value, bool)
        self.edit.setText(number(value, self._locale) if shown else str(value or ""))

    def fault(self) -> str:
        return _("Write a whole number, such as 90.") if isinstance(self.value(), str) else ""


class MoneySlot(LineSlot):
    """An amount, as it is typed at the counter."""

    def __init__(self, profile: ShopProfile) -> None:
        self._profile = profile
        super().__init__(SHORT, profile.currency)

    def value(self) -> Any:
        typed = self.edit.text().strip()
        if not typed:
            return None
        try:
            return parse_amount(typed, self._profile.locale)
        except InvalidInput:
            return typed

    def set_value(self, value: Any) -> None:
        if isinstance(value, int):
            whole = value % 100 == 0
            self.edit.setText(number(Decimal(value) / 100, self._profile.locale, 0 if whole else 2))
        else:
            self.edit.setText(str(value or ""))

    def fault(self) -> str:
        typed = self.edit.text().strip()
        try:
            if typed:
                parse_amount(typed, self._profile.locale)
        except InvalidInput as error:
            return error.sentence
        return ""


class DecimalSlot(LineSlot):
    """A number with decimals: a percentage, kept in hundredths of one percent, or what an own field holds."""

    def __init__(self, locale: str, *, percent: bool) -> None:
        self._locale, self._percent = locale, percent
        super().__init__(SHORT, "%" if percent else "")

    def value(self) -> Any:
        typed = self.edit.text().strip()
        if not typed:
            return None
        plain = typed.replace(" ", "").replace("%", "")
        group, decimal = separators(self._locale)
        if decimal in plain:
            plain = plain.replace(group, "").replace(decimal, ".")
        try:
            found = Decimal(plain)
        except InvalidOperation:
            return typed
        if not self._percent:
            return format(found, "f")
        return int(found * 100) if found * 100 == int(found * 100) else typed

    def set_value(self, value: Any) -> None:
        if value is None:
            self.edit.clear()
            return
        try:
            found = Decimal(str(value)) / (100 if self._percent else 1)
            self.edit.setText(format(found.normalize() + 0, "f").replace(".", separators(self._locale)[1]))
        except InvalidOperation:
            self.edit.setText(str(value))

    def fault(self) -> str:
        value = self.value()
        if self._percent and isinstance(value, str):
            example = f"7{separators(self._locale)[1]}5"
            return _("Write a percentage, such as 5 or {example}.").format(example=example)
        return ""


class ChipsSlot(SlotEdit):
    """Several texts, or several of the shop's things."""

    def __init__(self, options: Sequence[Option], *, free: bool) -> None:
        self.picker = ChipPicker(options, free=free)
        super().__init__(self.picker)
        self.picker.changed.connect(self.changed)

    def value(self) -> Any:
        return self.picker.values() or None

    def set_value(self, value: Any) -> None:
        many = value if isinstance(value, list | tuple) else [] if value in (None, "") else [value]
        self.picker.set_values(many)

    def fault(self) -> str:
        return self.picker.fault()


class TogglesSlot(SlotEdit):
    """Several out of a few, all of them in sight."""

    def __init__(self, options: Sequence[Option]) -> None:
        lines = Lines()
        self.toggles: list[tuple[Any, ChipToggle]] = []
        for value, text in options:
            one = ChipToggle(text)
            one.clicked.connect(lambda _on=False: self.changed.emit())
            self.toggles.append((value, one))
            lines.flow.addWidget(one)
        super().__init__(lines)
        if self.toggles:
            self.setFocusProxy(self.toggles[0][1])

    def value(self) -> Any:
        return [value for value, one in self.toggles if one.isChecked()] or None

    def set_value(self, value: Any) -> None:
        many = value if isinstance(value, list | tuple) else [value]
        for held, one in self.toggles:
            one.setChecked(held in many)


class ComboSlot(SlotEdit):
    """One of several."""

    def __init__(self, options: Sequence[Option]) -> None:
        self.combo = ChoiceBox()
        self._values: list[Any] = [None, *(value for value, _text in options)]
        self.combo.addItems([_("Choose…"), *(text for _value, text in options)])
        super().__init__(self.combo)
        self.combo.activated.connect(lambda _place: self.changed.emit())

    def value(self) -> Any:
        return self._values[max(0, self.combo.currentIndex())]

    def set_value(self, value: Any) -> None:
        for place, held in enumerate(self._values):
            same = held == value
            if isinstance(held, dict) and isinstance(value, dict):
                same = held["id"] == value.get("id") or held["name"] == value.get("name")
            elif isinstance(held, dict):
                same = value in (held["id"], held["name"])
            if same:
                self.combo.setCurrentIndex(place)
                return
        if value:
            named = value.get("name", "") if isinstance(value, dict) else str(value)
            self._values.append(value)
            self.combo.addItem(named)
            self.combo.setCurrentIndex(len(self._values) - 1)


def own_value_slot(field: OwnField | None, locale: str, *, many: bool) -> SlotEdit:
    """Return the input for what one of the shop's own fields holds."""
    kind = field.kind if field is not None else OwnFieldKind.TEXT
    if kind is OwnFieldKind.NUMBER and not many:
        return DecimalSlot(locale, percent=False)
    if kind is OwnFieldKind.CHOICE and field is not None:
        return TogglesSlot([(choice, choice) for choice in field.choices])
    return ChipsSlot((), free=True) if many else LineSlot(TEXT)


def slot_edit(
    slot: Slot,
    condition: str,
    offers: Offers,
    profile: ShopProfile,
    *,
    own: OwnField | None = None,
    example: Any = None,
) -> SlotEdit:
    """Return the input for a slot; `PERIOD` has its own module.

    Args:
        slot: what is asked for.
        condition: the name of the condition's kind.
        offers: what can be chosen.
        profile: of the shop: locale and currency.
        own: the own field that the condition is about.
        example: what to show in grey while nothing was entered.
    """
    match slot.kind:
        case ValueKind.WHOLE:
            return WholeSlot(profile.locale, example=example)
        case ValueKind.DAYS:
            return WholeSlot(profile.locale, _("days"), example)
        case ValueKind.CENTS:
            return MoneySlot(profile)
        case ValueKind.BASIS_POINTS:
            return DecimalSlot(profile.locale, percent=True)
        case ValueKind.TEXTS:
            return ChipsSlot(offers.texts.get(condition, ()), free=slot.shown is None)
        case ValueKind.CHOICES:
            return TogglesSlot([(stored, _(title)) for stored, title in slot.choices])
        case ValueKind.CHOICE:
            return ComboSlot([(stored, _(title)) for stored, title in slot.choices])
        case ValueKind.REFS if slot.ref is not None:
            return ChipsSlot(offers.things.get(slot.ref, ()), free=False)
        case ValueKind.REF if slot.ref is not None:
            return ComboSlot(offers.things.get(slot.ref, ()))
        case ValueKind.OWN_VALUE | ValueKind.OWN_VALUES:
            return own_value_slot(own, profile.locale, many=slot.kind is ValueKind.OWN_VALUES)
        case _:
            return LineSlot(TEXT)
