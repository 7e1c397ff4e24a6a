"""Conditions over the shop's own fields, by what the field holds."""

from __future__ import annotations

from crm_desktop.domain.customers.own_fields import NO, YES, OwnFieldKind
from crm_desktop.domain.segments.conditions.building import day_filter
from crm_desktop.domain.segments.filters import (
    AnyOf,
    Compare,
    Field,
    Filter,
    Not,
    OneOf,
    Rows,
    Sign,
    Text,
    TextTest,
    Times,
)
from crm_desktop.domain.segments.kinds import ConditionKind, Family, Op, Operator, Slot, ValueKind, Values
from crm_desktop.domain.segments.own_values import field_of
from crm_desktop.domain.segments.periods import COMING, PAST
from crm_desktop.domain.segments.surroundings import RefKind, Surroundings
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import N_, _
from crm_desktop.shared.text import fold

_FIELD = Slot(ValueKind.REF, "field", N_("field"), ref=RefKind.OWN_FIELD)
_VALUE = Slot(ValueKind.OWN_VALUE, "value")
_VALUES = Slot(ValueKind.OWN_VALUES, "value")
_WHENS = tuple(dict.fromkeys((*PAST, *COMING)))
_PERIOD = Slot(ValueKind.PERIOD, "value", whens=_WHENS)
# What can be asked of a field, by what it holds.
OPS_OF: dict[OwnFieldKind, tuple[Op, ...]] = {
    OwnFieldKind.TEXT: (Op.ANY_OF, Op.NONE_OF, Op.CONTAINS, Op.STARTS, Op.FILLED, Op.EMPTY),
    OwnFieldKind.NUMBER: (Op.AT_LEAST, Op.AT_MOST, Op.ANY_OF, Op.NONE_OF, Op.FILLED, Op.EMPTY),
    OwnFieldKind.DATE: (Op.IN, Op.NOT_IN, Op.FILLED, Op.EMPTY),
    OwnFieldKind.YES_NO: (Op.YES, Op.NO, Op.FILLED, Op.EMPTY),
    OwnFieldKind.CHOICE: (Op.ANY_OF, Op.NONE_OF, Op.FILLED, Op.EMPTY),
}


def _own(op: Op, values: Values, around: Surroundings) -> Filter:
    ref = values["field"]
    field = field_of(ref, around)
    if op not in OPS_OF[field.kind]:
        raise InvalidInput(_("This cannot be asked of the field “{name}”.").format(name=field.name))
    of_field = Compare(Field.ROW_FIELD, Sign.EQ, int(ref.id))

    def has(*tests: Filter) -> Filter:
        return Times(Rows.OWN, (of_field, *tests))

    match op:
        case Op.EMPTY:
            return Not(has())
        case Op.FILLED:
            return has()
        case Op.YES | Op.NO:
            return has(Compare(Field.ROW_TEXT, Sign.EQ, YES if op is Op.YES else NO))
        case Op.CONTAINS | Op.STARTS:
            test = TextTest.CONTAINS if op is Op.CONTAINS else TextTest.STARTS
            return has(Text(Field.ROW_TEXT, test, fold(values["value"])))
        case Op.AT_LEAST | Op.AT_MOST:
            sign = Sign.GE if op is Op.AT_LEAST else Sign.LE
            return has(Compare(Field.ROW_NUMBER, sign, values["value"]))
        case Op.IN | Op.NOT_IN:
            found = has(day_filter(Field.ROW_DAY, values["value"], around))
            return found if op is Op.IN else Not(found)
        case _:
            found = _any_of(field.kind, of_field, values)
            return Not(found) if op is Op.NONE_OF else found


def _any_of(kind: OwnFieldKind, of_field: Filter, values: Values) -> Filter:
    if kind is OwnFieldKind.TEXT:
        tests = tuple(Text(Field.ROW_TEXT, TextTest.IS, fold(each)) for each in values["value"])
        return Times(Rows.OWN, (of_field, AnyOf(tests)))
    if kind is OwnFieldKind.NUMBER:
        numbers = tuple(Compare(Field.ROW_NUMBER, Sign.EQ, each) for each in values["value"])
        return Times(Rows.OWN, (of_field, AnyOf(numbers)))
    return Times(Rows.OWN, (of_field, OneOf(Field.ROW_TEXT, tuple(values["value"]))))


OWN_FIELD = ConditionKind(
    "own_field",
    N_("One of the shop's own fields"),
    Family.FILE,
    (
        Operator(
            Op.ANY_OF,
            N_("with {field}: {value}"),
            (_FIELD, _VALUES),
            example={"field": "Talla", "value": ["XL"]},
        ),
        Operator(
            Op.NONE_OF,
            N_("whose {field} is not {value}"),
            (_FIELD, _VALUES),
            example={"field": "Talla", "value": ["XL"]},
        ),
        Operator(
            Op.CONTAINS,
            N_("with “{value}” in {field}"),
            (_FIELD, Slot(ValueKind.TEXT, "value")),
            example={"field": "Talla", "value": "X"},
        ),
        Operator(
            Op.STARTS,
            N_("whose {field} starts with “{value}”"),
            (_FIELD, Slot(ValueKind.TEXT, "value")),
            example={"field": "Talla", "value": "X"},
        ),
        Operator(
            Op.AT_LEAST,
            N_("with {field}: {value} or more"),
            (_FIELD, _VALUE),
            example={"field": "Hijos", "value": 2},
        ),
        Operator(
            Op.AT_MOST,
            N_("with {field}: {value} or less"),
            (_FIELD, _VALUE),
            example={"field": "Hijos", "value": 2},
        ),
        Operator(
            Op.IN,
            N_("whose {field} is {value}"),
            (_FIELD, _PERIOD),
            example={"field": "Aniversario", "value": {"when": "this_month"}},
        ),
        Operator(
            Op.NOT_IN,
            N_("whose {field} does not fall {value}"),
            (_FIELD, _PERIOD),
            example={"field": "Aniversario", "value": {"when": "this_month"}},
        ),
        Operator(Op.YES, N_("with {field}: yes"), (_FIELD,), example="Quiere catálogo"),
        Operator(Op.NO, N_("with {field}: no"), (_FIELD,), example="Quiere catálogo"),
        Operator(Op.FILLED, N_("with {field} filled in"), (_FIELD,), example="Talla"),
        Operator(Op.EMPTY, N_("without {field}"), (_FIELD,), example="Talla"),
    ),
    _own,
    depends=frozenset({"customers", "own_fields"}),
)

CONDITIONS = (OWN_FIELD,)
