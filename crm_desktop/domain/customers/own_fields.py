"""The shop's own fields: what may stand in them, how it is stored, how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from crm_desktop.shared import formats
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import N_, _
from crm_desktop.shared.text import fold, squeeze
from crm_desktop.shared.typed import parse_date, parse_number

MAX_TEXT = 1000
MAX_NAME = 60
MAX_CHOICES = 100


class OwnFieldKind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"


OWN_FIELD_KIND_NAMES: dict[OwnFieldKind, str] = {
    OwnFieldKind.TEXT: N_("Text"),
    OwnFieldKind.NUMBER: N_("Number"),
    OwnFieldKind.DATE: N_("Date"),
    OwnFieldKind.YES_NO: N_("Yes or no"),
    OwnFieldKind.CHOICE: N_("One of a list"),
}

YES, NO = "1", "0"
_YES = frozenset({"1", "si", "s", "yes", "y", "true", "verdadero", "x", "bai", "sim"})
_NO = frozenset({"0", "no", "n", "false", "falso", "ez", "nao"})


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field that the shop added to the customer file.

    Attributes:
        name: as it is shown; unique without regard to case and accents.
        choices: what may be chosen, in its order; only of a `CHOICE`.
        position: its place among the fields, from 0.
        id: the row, or None while it is new.
    """

    name: str
    kind: OwnFieldKind = OwnFieldKind.TEXT
    choices: tuple[str, ...] = ()
    position: int = 0
    id: int | None = None


def check_field(field: OwnField, others: tuple[OwnField, ...] = ()) -> OwnField:
    """Return the field with its texts squeezed and doubles among its choices dropped.

    Raises:
        InvalidInput: without a name, with another's name, or a choice with nothing to choose from.
    """
    name = squeeze(field.name)
    if not name:
        raise _refused("name", _("Give the field a name."))
    if len(name) > MAX_NAME:
        raise _refused("name", _("A field's name has at most {count} letters.").format(count=MAX_NAME))
    if any(fold(o.name) == fold(name) for o in others if o.id is None or o.id != field.id):
        raise _refused("name", _("There is already a field with this name."))
    choices: dict[str, str] = {}
    if field.kind is OwnFieldKind.CHOICE:
        for choice in field.choices:
            plain = squeeze(choice)
            if plain:
                choices.setdefault(fold(plain), plain)
        if len(choices) < 2:
            raise _refused("choices", _("Write at least two things to choose from."))
        if len(choices) > MAX_CHOICES:
            raise _refused(
                "choices", _("There are at most {count} things to choose from.").format(count=MAX_CHOICES)
            )
    return OwnField(name, field.kind, tuple(choices.values()), field.position, field.id)


def _refused(field: str, sentence: str) -> InvalidInput:
    return InvalidInput(sentence, {field: sentence})


def read_value(field: OwnField, text: str, today: date, locale: str = formats.DEFAULT_LOCALE) -> str:
    """Read what was typed, or found in a file, into the form that is stored.

    Returns:
        Text as it stands; a number as "1234.5"; a date as ISO 8601; yes and no as "1" and "0"; a choice as
        the field spells it; "" for an empty text.

    Raises:
        InvalidInput: it is not what the field holds.
    """
    plain = text.strip()
    if not plain:
        return ""
    match field.kind:
        case OwnFieldKind.NUMBER:
            return format(parse_number(plain, locale), "f")
        case OwnFieldKind.DATE:
            return parse_date(plain, today, locale).isoformat()
        case OwnFieldKind.YES_NO:
            return _read_yes_no(plain)
        case OwnFieldKind.CHOICE:
            return _read_choice(field, plain)
        case _:
            if len(plain) > MAX_TEXT:
                raise InvalidInput(
                    _("This text is too long: at most {count} letters.").format(count=MAX_TEXT)
                )
            return plain


def _read_yes_no(plain: str) -> str:
    folded = fold(plain)
    if folded in _YES:
        return YES
    if folded in _NO:
        return NO
    raise InvalidInput(_("Write yes or no."))


def _read_choice(field: OwnField, plain: str) -> str:
    folded = fold(squeeze(plain))
    for choice in field.choices:
        if fold(choice) == folded:
            return choice
    raise InvalidInput(_("Choose one of these: {choices}.").format(choices=", ".join(field.choices)))


def stored_problem(field: OwnField, stored: str) -> str:
    """Return a sentence when a stored form is not one that the field can hold, or ""."""
    try:
        match field.kind:
            case OwnFieldKind.NUMBER:
                good = Decimal(stored).is_finite() and len(stored) <= 40
            case OwnFieldKind.DATE:
                good = bool(date.fromisoformat(stored))
            case OwnFieldKind.YES_NO:
                good = stored in {YES, NO}
            case OwnFieldKind.CHOICE:
                # A choice that was taken off the list later stays where it had been chosen.
                good = 0 < len(stored) <= MAX_TEXT
            case _:
                good = len(stored) <= MAX_TEXT
    except (ValueError, ArithmeticError):
        good = False
    return "" if good else _("This does not fit the field “{name}”.").format(name=field.name)


def display(field: OwnField, stored: str, locale: str = formats.DEFAULT_LOCALE) -> str:
    """Return a stored form as it is shown, and as `read_value` reads it back."""
    if not stored:
        return ""
    try:
        match field.kind:
            case OwnFieldKind.NUMBER:
                return formats.number(Decimal(stored), locale)
            case OwnFieldKind.DATE:
                return formats.short_date(date.fromisoformat(stored), locale)
            case OwnFieldKind.YES_NO:
                return _("Yes") if stored == YES else _("No")
            case _:
                return stored
    except (ValueError, ArithmeticError):
        return stored
