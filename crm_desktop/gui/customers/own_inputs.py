"""Inputs for the shop's own fields: what fits each kind, stored forms in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_desktop.domain.customers.own_fields import NO, YES, OwnField, OwnFieldKind, display, read_value
from crm_desktop.gui.common.fields import ChoiceField, Field, TextField
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop

_PLACEHOLDERS = {OwnFieldKind.DATE: "24/11/2026", OwnFieldKind.NUMBER: "0"}


def key_of(field: OwnField) -> str:
    """Return the key of the input in the form, and of its fault in `InvalidInput.fields`."""
    return f"own.{field.id}"


class TypedOwnField(TextField):
    """Text, a number or a date of the shop's own; `stored()` gives what is kept."""

    def __init__(self, field: OwnField, shop: Shop) -> None:
        self._field, self._shop = field, shop
        super().__init__(
            key_of(field),
            field.name,
            limit=1000,
            placeholder=_PLACEHOLDERS.get(field.kind, ""),
            check=self._fault,
        )

    def _fault(self, text: str) -> str | None:
        try:
            self._read(text)
        except InvalidInput as error:
            return error.sentence
        return None

    def _read(self, text: str) -> str:
        return read_value(self._field, text, self._shop.clock.today(), self._shop.profile.locale)

    def stored(self) -> str:
        """Return the stored form; only when nothing is wrong."""
        return self._read(self.value())

    def load_stored(self, stored: str) -> None:
        """Show a stored form and take it as the saved one."""
        self.load(display(self._field, stored, self._shop.profile.locale))


class ChosenOwnField(ChoiceField):
    """Yes or no, or one of a list."""

    def __init__(self, field: OwnField) -> None:
        options: list[tuple[Any, str]] = [("", "—")]
        if field.kind is OwnFieldKind.YES_NO:
            options += [(YES, _("Yes")), (NO, _("No"))]
        else:
            options += [(choice, choice) for choice in field.choices]
        self._first = options
        super().__init__(key_of(field), field.name, options)

    def stored(self) -> str:
        """Return the stored form."""
        return str(self.value() or "")

    def load_stored(self, stored: str) -> None:
        """Show a stored form, even a choice that is not offered any more."""
        if stored and stored not in {value for value, _text in self._first}:
            self.set_options([*self._first, (stored, stored)])
        self.load(stored)


OwnInput = TypedOwnField | ChosenOwnField


def own_input(field: OwnField, shop: Shop) -> OwnInput:
    """Return the input for one of the shop's own fields."""
    if field.kind in {OwnFieldKind.YES_NO, OwnFieldKind.CHOICE}:
        return ChosenOwnField(field)
    return TypedOwnField(field, shop)


def is_own(field: Field) -> bool:
    """Tell whether a field of the form is one of the shop's own."""
    return isinstance(field, TypedOwnField | ChosenOwnField)
