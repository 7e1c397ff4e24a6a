"""The rule of a segment as a JSON Schema (2020-12), with an example of every operator of every condition."""

from __future__ import annotations

from typing import Any

from crm_desktop.domain.segments.conditions import CONDITIONS
from crm_desktop.domain.segments.kinds import ConditionKind, Operator, Slot, ValueKind
from crm_desktop.domain.segments.periods import MOST_DAYS, PARTS, When
from crm_desktop.domain.segments.tree import Condition, GroupKind, to_json
from crm_desktop.domain.segments.values import MAX_LIST, MAX_TEXT
from crm_desktop.shared.i18n import _

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Of an own field's value: what it is depends on the field.
_OWN_VALUE: dict[str, Any] = {"type": ["string", "number"]}
_DAY: dict[str, Any] = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_PARTS: dict[str, dict[str, Any]] = {
    "days": {"type": "integer", "minimum": 1, "maximum": MOST_DAYS},
    "day": _DAY,
    "from": _DAY,
    "to": _DAY,
    "month": {"type": "integer", "minimum": 1, "maximum": 12},
}
_REF: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "minLength": 1},
        {"type": "integer"},
        {
            "type": "object",
            "properties": {"id": {"type": ["integer", "string"]}, "name": {"type": "string"}},
            "anyOf": [{"required": ["id"]}, {"required": ["name"]}],
            "additionalProperties": False,
        },
    ]
}


def rule_schema() -> dict[str, Any]:
    """Return the schema; titles and descriptions are in the language in force."""
    definitions: dict[str, Any] = {
        "node": {
            "anyOf": [{"$ref": "#/$defs/group"}, *({"$ref": f"#/$defs/{kind.name}"} for kind in CONDITIONS)]
        },
        "group": {
            "type": "object",
            "properties": {
                kind.value: {"type": "array", "items": {"$ref": "#/$defs/node"}} for kind in GroupKind
            },
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": False,
        },
    }
    definitions |= {kind.name: _condition(kind) for kind in CONDITIONS}
    return {
        "$schema": _DIALECT,
        "title": _("Rule of a segment"),
        "description": _(
            "A tree of groups (“all”, “any”, “none”) and conditions. Amounts are in cents, percentages in"
            " hundredths of one percent. The shop's things are named by their name or by their id."
        ),
        "$ref": "#/$defs/node",
        "examples": [{"all": [example_of(kind) for kind in CONDITIONS[:3]]}],
        "$defs": definitions,
    }


def example_of(kind: ConditionKind, operator: Operator | None = None) -> dict[str, Any]:
    """Return a condition of a kind as an example, with its first operator or another one."""
    chosen = operator or kind.operators[0]
    return to_json(Condition(kind.name, chosen.op.value, chosen.example))


def _condition(kind: ConditionKind) -> dict[str, Any]:
    return {
        "title": _(kind.title),
        "type": "object",
        "anyOf": [_operator(kind, operator) for operator in kind.operators],
        "examples": [example_of(kind, operator) for operator in kind.operators],
    }


def _operator(kind: ConditionKind, operator: Operator) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "condition": {"const": kind.name},
        "operator": {"const": operator.op.value},
    }
    required = ["condition", "operator"]
    if operator.slots:
        properties["value"] = _value(operator)
        required.append("value")
    return {
        "title": _(operator.name),
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _value(operator: Operator) -> dict[str, Any]:
    if len(operator.slots) == 1:
        return _slot(operator.slots[0])
    return {
        "type": "object",
        "properties": {slot.name: _slot(slot) for slot in operator.slots},
        "required": [slot.name for slot in operator.slots if not slot.optional],
        "additionalProperties": False,
    }


def _slot(slot: Slot) -> dict[str, Any]:
    match slot.kind:
        case ValueKind.TEXT:
            return {"type": "string", "minLength": 1, "maxLength": MAX_TEXT}
        case ValueKind.TEXTS:
            return _list({"type": "string", "minLength": 1, "maxLength": MAX_TEXT})
        case ValueKind.WHOLE | ValueKind.DAYS | ValueKind.CENTS | ValueKind.BASIS_POINTS:
            return {"type": "integer", "minimum": slot.least, "maximum": slot.most}
        case ValueKind.PERIOD:
            return _period(slot.whens)
        case ValueKind.CHOICE:
            return {"enum": [stored for stored, _title in slot.choices]}
        case ValueKind.CHOICES:
            return _list({"enum": [stored for stored, _title in slot.choices]})
        case ValueKind.REF:
            return _REF
        case ValueKind.REFS:
            return _list(_REF)
        case ValueKind.OWN_VALUE:
            return _OWN_VALUE
        case ValueKind.OWN_VALUES:
            return _list(_OWN_VALUE)


def _list(item: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a list; one alone may stand without it."""
    return {"anyOf": [{"type": "array", "items": item, "minItems": 1, "maxItems": MAX_LIST}, item]}


def _period(whens: tuple[When, ...]) -> dict[str, Any]:
    plain = [when.value for when in whens if when not in PARTS]
    with_parts = [
        {
            "type": "object",
            "properties": {"when": {"const": when.value}, **{part: _PARTS[part] for part in PARTS[when]}},
            "required": ["when", *PARTS[when]],
            "additionalProperties": False,
        }
        for when in whens
        if when in PARTS
    ]
    alone = {
        "type": "object",
        "properties": {"when": {"enum": plain}},
        "required": ["when"],
        "additionalProperties": False,
    }
    return {"anyOf": [{"enum": plain}, alone, *with_parts]}
