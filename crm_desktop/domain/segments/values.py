"""What stands in the slots of a condition: read strictly, said in words, described as a JSON schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crm_desktop.domain.segments import own_values, periods
from crm_desktop.domain.segments.joining import all_of, any_of
from crm_desktop.domain.segments.kinds import Op, Operator, Slot, ValueKind, Values
from crm_desktop.domain.segments.surroundings import Ref, RefKind, Surroundings
from crm_desktop.shared import formats
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import N_, _
from crm_desktop.shared.text import fold, squeeze

MAX_TEXT = 200
MAX_LIST = 200
_MISSING: dict[ValueKind, str] = {
    ValueKind.WHOLE: N_("Write the number."),
    ValueKind.DAYS: N_("Write how many days."),
    ValueKind.CENTS: N_("Write the amount."),
    ValueKind.BASIS_POINTS: N_("Write the percentage."),
    ValueKind.PERIOD: N_("Choose the period."),
    ValueKind.CHOICE: N_("Choose one."),
    ValueKind.CHOICES: N_("Choose at least one."),
    ValueKind.REF: N_("Choose one."),
    ValueKind.REFS: N_("Choose at least one."),
}
_GONE: dict[RefKind, str] = {
    RefKind.TAG: N_(
        "There is no tag “{name}”: perhaps it was removed. Choose another one or take the condition away."
    ),
    RefKind.STAFF: N_("“{name}” is not on the staff. Choose someone else or take the condition away."),
    RefKind.PRODUCT: N_(
        "There is no product “{name}”: perhaps it was removed. Choose another one or take the condition away."
    ),
    RefKind.CATEGORY: N_(
        "No product is of the category “{name}”. Choose another one or take the condition away."
    ),
    RefKind.OWN_FIELD: N_(
        "There is no field “{name}”: perhaps it was removed. Choose another one or take the condition away."
    ),
    RefKind.SEGMENT: N_(
        "There is no segment “{name}”: perhaps it was removed. Choose another one or take the condition away."
    ),
    RefKind.TIER: N_(
        "There is no tier “{name}”: perhaps it was removed. Choose another one or take the condition away."
    ),
    RefKind.PROGRAM: N_(
        "There is no program “{name}”: perhaps it was removed. Choose another one or take the condition away."
    ),
}


def read(operator: Operator, value: Any, around: Surroundings) -> dict[str, Any]:
    """Read what a condition holds for its operator.

    Returns:
        What was read of each slot: texts squeezed, numbers, `Period`s, `Ref`s, tuples of them.

    Raises:
        InvalidInput: something is missing, of another kind, or no longer in the shop.
    """
    if not operator.slots:
        return {}
    if len(operator.slots) == 1:
        return {operator.slots[0].name: _slot(operator.slots[0], value, {}, around)}
    given = {} if value is None else value
    if not isinstance(given, Mapping) or not given.keys() <= {slot.name for slot in operator.slots}:
        raise InvalidInput(
            _("Here an object with {names} is expected.").format(
                names=", ".join(f"“{slot.name}”" for slot in operator.slots)
            )
        )
    found: dict[str, Any] = {}
    for slot in operator.slots:
        raw = given.get(slot.name)
        found[slot.name] = (
            None if slot.optional and raw in (None, [], "") else _slot(slot, raw, found, around)
        )
    if {"from", "to"} <= found.keys() and found["from"] > found["to"]:
        raise InvalidInput(_("The first number is larger than the second. Change them round."))
    return found


def _slot(slot: Slot, value: Any, before: Mapping[str, Any], around: Surroundings) -> Any:
    match slot.kind:
        case ValueKind.TEXT:
            return _text(value)
        case ValueKind.TEXTS:
            return tuple(dict.fromkeys(_text(each) for each in _list(value, _("Write at least one."))))
        case ValueKind.WHOLE | ValueKind.DAYS | ValueKind.CENTS | ValueKind.BASIS_POINTS:
            return _number(slot, value)
        case ValueKind.PERIOD:
            return periods.read(value, slot.whens)
        case ValueKind.CHOICE:
            return _choice(slot, value)
        case ValueKind.CHOICES:
            return tuple(dict.fromkeys(_choice(slot, each) for each in _list(value, _(_MISSING[slot.kind]))))
        case ValueKind.REF:
            return _ref(slot, value, around)
        case ValueKind.REFS:
            return tuple(
                dict.fromkeys(_ref(slot, each, around) for each in _list(value, _(_MISSING[slot.kind])))
            )
        case ValueKind.OWN_VALUE:
            return own_values.read(before["field"], value, around)
        case ValueKind.OWN_VALUES:
            many = _list(value, _("Write at least one."))
            return tuple(dict.fromkeys(own_values.read(before["field"], each, around) for each in many))


def _list(value: Any, missing: str) -> Sequence[Any]:
    many = value if isinstance(value, list | tuple) else [] if value in (None, "") else [value]
    if not many:
        raise InvalidInput(missing)
    if len(many) > MAX_LIST:
        raise InvalidInput(_("At most {count} can be chosen in one condition.").format(count=MAX_LIST))
    return many


def _text(value: Any) -> str:
    if value is not None and not isinstance(value, str):
        raise InvalidInput(_("Here a text is expected."))
    text = squeeze(value or "")
    if not text or not fold(text):
        raise InvalidInput(_("Write the text."))
    if len(text) > MAX_TEXT:
        raise InvalidInput(_("This text is too long: at most {count} letters.").format(count=MAX_TEXT))
    return text


def _number(slot: Slot, value: Any) -> int:
    if value is None or value == "":
        raise InvalidInput(_(_MISSING[slot.kind]))
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidInput(_("Here a whole number is expected."))
    if not slot.least <= value <= slot.most:
        raise InvalidInput(
            _("The number must lie between {least} and {most}.").format(least=slot.least, most=slot.most)
        )
    return value


def _choice(slot: Slot, value: Any) -> str:
    if value in (None, ""):
        raise InvalidInput(_(_MISSING[slot.kind]))
    if value not in [stored for stored, _title in slot.choices]:
        raise InvalidInput(
            _("“{name}” is none of these: {names}.").format(
                name=str(value)[:40], names=", ".join(stored for stored, _title in slot.choices)
            )
        )
    return str(value)


def _ref(slot: Slot, value: Any, around: Surroundings) -> Ref:
    """Return the thing that is meant: by its id, else by its name without regard to accents and case."""
    if slot.ref is None:
        raise ValueError(slot)
    known = around.names.get(slot.ref, {})
    given: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
    key, name = given.get("id"), given.get("name", "")
    if isinstance(key, bool):  # Python takes true for 1
        key = None
    if isinstance(value, int) and not isinstance(value, bool):
        key = value
    elif isinstance(value, str):
        name = value
        key = value if value in known else None
    if key in (None, "") and not name:
        raise InvalidInput(_(_MISSING[slot.kind]))
    if isinstance(key, int | str) and key in known:
        return Ref(key, known[key])
    wanted = fold(squeeze(str(name)))
    found = [Ref(each, shown) for each, shown in known.items() if wanted and fold(shown) == wanted]
    if not found:
        raise InvalidInput(_(_GONE[slot.ref]).format(name=str(name or key)[:60]))
    return found[0]


def stored(operator: Operator, value: Any, around: Surroundings) -> Any:
    """Return a value as it is kept: things by id and name, so that a renamed one is still found."""
    found = read(operator, value, around)
    kept = {name: _kept(each) for name, each in found.items() if each is not None}
    if not operator.slots:
        return None
    return kept if len(operator.slots) > 1 else kept[operator.slots[0].name]


def _kept(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_kept(each) for each in value]
    if isinstance(value, Ref):
        return {"id": value.id, "name": value.name}
    return periods.as_json(value) if isinstance(value, periods.Period) else value


# --------------------------------------------------------------------------------------------------- in words


def words(operator: Operator, values: Values, around: Surroundings) -> dict[str, str]:
    """Return what was read of each slot as it stands in a sentence."""
    found = {}
    for slot in operator.slots:
        value = values.get(slot.name)
        found[slot.name] = "" if value is None else _words(slot, value, values, around, operator.op)
    return found


def _words(slot: Slot, value: Any, values: Values, around: Surroundings, op: Op) -> str:
    if not isinstance(value, tuple):
        return _said(slot, value, values, around)
    return (all_of if op is Op.ALL_OF else any_of)([_said(slot, each, values, around) for each in value])


def _said(slot: Slot, value: Any, values: Values, around: Surroundings) -> str:
    match slot.kind:
        case ValueKind.WHOLE | ValueKind.DAYS:
            return formats.number(value, around.locale)
        case ValueKind.CENTS:
            return formats.money(value, around.currency, around.locale)
        case ValueKind.BASIS_POINTS:
            return formats.percent(value, around.locale)
        case ValueKind.PERIOD:
            return periods.words(value, around.locale)
        case ValueKind.CHOICE | ValueKind.CHOICES:
            return _(dict(slot.choices)[value])
        case ValueKind.REF | ValueKind.REFS:
            name: str = value.name
            return _("“{name}”").format(name=name) if slot.ref is RefKind.SEGMENT else name
        case ValueKind.OWN_VALUE | ValueKind.OWN_VALUES:
            return own_values.words(values["field"], value, around)
        case ValueKind.TEXT | ValueKind.TEXTS:
            return slot.shown(value, around.locale) if slot.shown else str(value)


def number_of(operator: Operator, values: Values) -> int:
    """Return the number that decides between singular and plural in a phrase: the last one of the values."""
    numbers = [
        values[slot.name]
        for slot in operator.slots
        if slot.kind in {ValueKind.WHOLE, ValueKind.DAYS} and isinstance(values.get(slot.name), int)
    ]
    lists = [len(v) for v in values.values() if isinstance(v, tuple)]
    return (numbers or lists or [1])[-1]
