"""What a condition over one of the shop's own fields is compared with."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from crm_desktop.domain.customers.own_fields import OwnField, OwnFieldKind, display, stored_problem
from crm_desktop.domain.segments.surroundings import Ref, Surroundings
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold, squeeze

_LONGEST = 30  # figures before or after the point


def field_of(ref: Ref, around: Surroundings) -> OwnField:
    """Return the field that a condition names."""
    return around.own_fields[int(ref.id)]


def read(ref: Ref, value: Any, around: Surroundings) -> str:
    """Return a value as the field stores it: a text, "12.5", "2026-11-24", a choice as the field spells it.

    Raises:
        InvalidInput: it is missing, or not what the field holds.
    """
    field = field_of(ref, around)
    if value is None or value == "":
        raise InvalidInput(_("Write what the field “{name}” has to hold.").format(name=field.name))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise InvalidInput(_("This does not fit the field “{name}”.").format(name=field.name))
    text = squeeze(str(value))
    if field.kind is OwnFieldKind.CHOICE:
        text = next((choice for choice in field.choices if fold(choice) == fold(text)), text)
    elif field.kind is OwnFieldKind.NUMBER:
        text = _number(field, text)
    problem = stored_problem(field, text)
    if problem:
        raise InvalidInput(problem)
    return text


def _number(field: OwnField, text: str) -> str:
    try:
        number = Decimal(text)
        if number.is_finite() and abs(number.adjusted()) <= _LONGEST:
            return format(number.normalize() + 0, "f")
    except ArithmeticError:
        pass
    raise InvalidInput(_("This does not fit the field “{name}”.").format(name=field.name))


def words(ref: Ref, value: str, around: Surroundings) -> str:
    """Return a value as it is shown."""
    return display(field_of(ref, around), value, around.locale)
