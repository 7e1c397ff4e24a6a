"""Conditions over the loyalty programs: points, debt, tier, stamps, vouchers."""

from __future__ import annotations

from crm_desktop.domain.segments.conditions.building import (
    FROM_ONE,
    TWO_NUMBERS,
    WHOLE,
    ids_of,
    number_filter,
)
from crm_desktop.domain.segments.filters import Compare, Field, Filter, Not, OneOf, Rows, Sign, Times, within
from crm_desktop.domain.segments.kinds import ConditionKind, Family, Op, Operator, Slot, ValueKind, Values
from crm_desktop.domain.segments.surroundings import RefKind, Surroundings
from crm_desktop.shared.i18n import N_, ngettext

_TIERS = Slot(ValueKind.REFS, ref=RefKind.TIER)
_PROGRAM = Slot(ValueKind.REF, "program", N_("stamp card"), ref=RefKind.PROGRAM)
_ANY_CHANGE: frozenset[str] = frozenset()

POINTS = ConditionKind(
    "points",
    N_("Points"),
    Family.LOYALTY,
    (
        Operator(
            Op.AT_LEAST,
            lambda n: ngettext("with {value} point or more", "with {value} points or more", n),
            (WHOLE,),
            example=500,
        ),
        Operator(
            Op.AT_MOST,
            lambda n: ngettext("with {value} point at most", "with {value} points at most", n),
            (WHOLE,),
            example=50,
        ),
        Operator(
            Op.BETWEEN,
            lambda n: ngettext(
                "with between {from} and {to} point", "with between {from} and {to} points", n
            ),
            TWO_NUMBERS,
            example={"from": 100, "to": 500},
        ),
        Operator(Op.NO, N_("without points"), title=N_("none")),
    ),
    lambda op, values, _around: (
        Compare(Field.POINTS, Sign.EQ, 0) if op is Op.NO else number_filter(Field.POINTS, op, values)
    ),
    depends=_ANY_CHANGE,
    measure=Field.POINTS,
)
DEBT = ConditionKind(
    "debt",
    N_("Debt of points"),
    Family.LOYALTY,
    (
        Operator(Op.YES, N_("with a debt of points"), title=N_("has one")),
        Operator(
            Op.AT_LEAST,
            lambda n: ngettext(
                "with a debt of {value} point or more", "with a debt of {value} points or more", n
            ),
            (FROM_ONE,),
            example=100,
        ),
        Operator(Op.NO, N_("without a debt of points"), title=N_("has none")),
    ),
    lambda op, values, _around: (
        number_filter(Field.DEBT, op, values)
        if op is Op.AT_LEAST
        else Compare(Field.DEBT, Sign.GT if op is Op.YES else Sign.EQ, 0)
    ),
    depends=_ANY_CHANGE,
    measure=Field.DEBT,
)


def _tier(op: Op, values: Values, _around: Surroundings) -> Filter:
    if op is Op.EMPTY:
        return Compare(Field.TIER, Sign.EQ, 0)
    # A customer has a tier in each of several programs; beside the counters only the highest is kept.
    found = Times(Rows.ACCOUNTS, (OneOf(Field.ROW_TIER, ids_of(values["value"])),))
    return Not(found) if op is Op.NONE_OF else found


TIER = ConditionKind(
    "tier",
    N_("Tier"),
    Family.LOYALTY,
    (
        Operator(Op.ANY_OF, N_("of the tier {value}"), (_TIERS,), example=["Oro"]),
        Operator(Op.NONE_OF, N_("who are not of the tier {value}"), (_TIERS,), example=["Oro"]),
        Operator(Op.EMPTY, N_("without a tier"), title=N_("none")),
    ),
    _tier,
    depends=_ANY_CHANGE,
)


def _stamps(op: Op, values: Values, _around: Surroundings) -> Filter:
    of_program = Compare(Field.ROW_PROGRAM, Sign.EQ, values["program"].id)
    enough = Times(Rows.ACCOUNTS, (of_program, Compare(Field.ROW_POINTS, Sign.GE, values["value"])))
    if op is Op.AT_LEAST:
        return enough
    more = Times(Rows.ACCOUNTS, (of_program, Compare(Field.ROW_POINTS, Sign.GT, values["value"])))
    return Not(more)


STAMPS = ConditionKind(
    "stamps",
    N_("Stamps"),
    Family.LOYALTY,
    (
        Operator(
            Op.AT_LEAST,
            lambda n: ngettext(
                "with {value} stamp or more on {program}", "with {value} stamps or more on {program}", n
            ),
            (_PROGRAM, Slot(ValueKind.WHOLE, "value", N_("how many"), least=1)),
            example={"program": "Tarjeta de sellos", "value": 8},
        ),
        Operator(
            Op.AT_MOST,
            lambda n: ngettext(
                "with {value} stamp at most on {program}", "with {value} stamps at most on {program}", n
            ),
            (_PROGRAM, Slot(ValueKind.WHOLE, "value", N_("how many"))),
            example={"program": "Tarjeta de sellos", "value": 2},
        ),
    ),
    _stamps,
    depends=_ANY_CHANGE,
)


def _voucher(op: Op, _values: Values, around: Surroundings) -> Filter:
    today = around.today.isoformat()
    still = Not(within(Field.ROW_DAY, "", today))  # its last day is "" or not before today
    found = Times(Rows.VOUCHERS, (Compare(Field.ROW_STATE, Sign.EQ, "valid"), still))
    return Not(found) if op is Op.NO else found


VOUCHER = ConditionKind(
    "voucher",
    N_("Open voucher"),
    Family.LOYALTY,
    (
        Operator(Op.YES, N_("with a voucher that they have not used"), title=N_("has one")),
        Operator(Op.NO, N_("without an open voucher"), title=N_("has none")),
    ),
    _voucher,
    depends=_ANY_CHANGE,
)

CONDITIONS = (POINTS, DEBT, TIER, STAMPS, VOUCHER)
