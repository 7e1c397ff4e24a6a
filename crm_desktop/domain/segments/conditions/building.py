"""What conditions are built from: the filters that many of them share."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from crm_desktop.domain.segments.filters import (
    AllOf,
    AnyOf,
    Compare,
    Field,
    Filter,
    Not,
    OneOf,
    Sign,
    Text,
    TextTest,
    within,
)
from crm_desktop.domain.segments.kinds import Op, Slot, ValueKind, Values
from crm_desktop.domain.segments.periods import PAST, Period, bounds
from crm_desktop.domain.segments.surroundings import Ref, Surroundings
from crm_desktop.shared.i18n import N_
from crm_desktop.shared.text import fold

TEXT = Slot(ValueKind.TEXT)
TEXTS = Slot(ValueKind.TEXTS)
PAST_PERIOD = Slot(ValueKind.PERIOD, whens=PAST)


WHOLE = Slot(ValueKind.WHOLE)
FROM_ONE = Slot(ValueKind.WHOLE, least=1)
YEARS = Slot(ValueKind.WHOLE, most=130)
_MOST_DAYS = 36_500
DAYS = Slot(ValueKind.DAYS, least=1, most=_MOST_DAYS)
DAYS_FROM_NONE = Slot(ValueKind.DAYS, most=_MOST_DAYS)
MOST_CENTS = 10**12
CENTS = Slot(ValueKind.CENTS, most=MOST_CENTS)
PERCENT = Slot(ValueKind.BASIS_POINTS, most=10_000)
# The two ends of "between".
TWO_NUMBERS = (Slot(ValueKind.WHOLE, "from", N_("from")), Slot(ValueKind.WHOLE, "to", N_("to")))
TWO_AGES = (
    Slot(ValueKind.WHOLE, "from", N_("from"), most=130),
    Slot(ValueKind.WHOLE, "to", N_("to"), most=130),
)
TWO_DAYS = (
    Slot(ValueKind.DAYS, "from", N_("from"), most=_MOST_DAYS),
    Slot(ValueKind.DAYS, "to", N_("to"), most=_MOST_DAYS),
)
TWO_AMOUNTS = (
    Slot(ValueKind.CENTS, "from", N_("from"), most=MOST_CENTS),
    Slot(ValueKind.CENTS, "to", N_("to"), most=MOST_CENTS),
)
TWO_PERCENTAGES = (
    Slot(ValueKind.BASIS_POINTS, "from", N_("from"), most=10_000),
    Slot(ValueKind.BASIS_POINTS, "to", N_("to"), most=10_000),
)


def texts_filter(field: Field, op: Op, values: Values, *, folded: bool = False) -> Filter:
    """Return the filter of a text for any of, none of, contains, starts with, empty, filled in.

    Args:
        field: the text.
        op: the operator.
        values: what it is compared with.
        folded: whether the field is kept without accents and case.
    """
    match op:
        case Op.EMPTY:
            return Compare(field, Sign.EQ, "")
        case Op.FILLED:
            return Compare(field, Sign.NE, "")
        case Op.CONTAINS | Op.STARTS:
            test = TextTest.CONTAINS if op is Op.CONTAINS else TextTest.STARTS
            return Text(field, test, fold(values["value"]))
        case _:
            wanted = dict.fromkeys(fold(each) for each in values["value"])
            found: Filter
            if folded:
                found = OneOf(field, tuple(wanted))
            else:
                found = AnyOf(tuple(Text(field, TextTest.IS, each) for each in wanted))
            return Not(found) if op in {Op.NONE_OF, Op.IS_NOT} else found


def choices_filter(field: Field, op: Op, values: Values) -> Filter:
    """Return the filter of a stored name for any of and none of."""
    found = OneOf(field, tuple(values["value"]))
    return Not(found) if op is Op.NONE_OF else found


def number_filter(field: Field, op: Op, values: Values) -> Filter:
    """Return the filter of a number for is, at least, at most, between."""
    match op:
        case Op.AT_LEAST:
            return Compare(field, Sign.GE, values["value"])
        case Op.AT_MOST:
            return Compare(field, Sign.LE, values["value"])
        case Op.BETWEEN:
            return AllOf((Compare(field, Sign.GE, values["from"]), Compare(field, Sign.LE, values["to"])))
        case _:
            return Compare(field, Sign.EQ, values["value"])


def day_filter(field: Field, period: Period, around: Surroundings) -> Filter:
    """Return the filter for a date in a period."""
    first, after = bounds(period, around.today)
    return within(field, first.isoformat() if first else "", after.isoformat() if after else "")


def instant_filter(field: Field, period: Period, around: Surroundings) -> Filter:
    """Return the filter for an instant in a period."""
    first, after = bounds(period, around.today)
    return within(field, around.start_of(first) if first else "", around.start_of(after) if after else "")


def dates_filter(field: Field, op: Op, values: Values, around: Surroundings, *, instant: bool) -> Filter:
    """Return the filter of a date for in, not in, not for, empty, filled in.

    "Not for N days" holds, too, when it never was.
    """
    match op:
        case Op.EMPTY:
            return Compare(field, Sign.EQ, "")
        case Op.FILLED:
            return Compare(field, Sign.NE, "")
        case Op.NOT_FOR:
            after = around.days_ago(values["value"]) + timedelta(days=1)
            return Compare(field, Sign.LT, around.start_of(after) if instant else after.isoformat())
        case _:
            make = instant_filter if instant else day_filter
            found = make(field, values["value"], around)
            return Not(found) if op is Op.NOT_IN else found


def ids_of(refs: Any) -> tuple[int | str, ...]:
    """Return the ids of some of the shop's things."""
    return tuple(ref.id for ref in refs if isinstance(ref, Ref))
