"""Conditions over the habits of a customer: their own rhythm, how late they are, their class by purchases."""

from __future__ import annotations

from datetime import timedelta

from crm_desktop.domain.segments.conditions.building import (
    DAYS,
    DAYS_FROM_NONE,
    TWO_DAYS,
    choices_filter,
    number_filter,
)
from crm_desktop.domain.segments.filters import AllOf, Compare, Field, Filter, Not, Sign
from crm_desktop.domain.segments.kinds import ConditionKind, Family, Op, Operator, Slot, ValueKind, Values
from crm_desktop.domain.segments.rfm import RFM_TITLES
from crm_desktop.domain.segments.surroundings import Surroundings
from crm_desktop.shared.i18n import N_, ngettext

_BUYING = frozenset({"customers", "purchases"})


def _rhythm(op: Op, values: Values, _around: Surroundings) -> Filter:
    known = Compare(Field.EXPECTED, Sign.NE, "")
    return Not(known) if op is Op.EMPTY else AllOf((known, number_filter(Field.RHYTHM, op, values)))


RHYTHM = ConditionKind(
    "rhythm",
    N_("Own rhythm"),
    Family.BUYING,
    (
        Operator(
            Op.AT_MOST,
            lambda n: ngettext(
                "who come every {value} day or more often", "who come every {value} days or more often", n
            ),
            (DAYS_FROM_NONE,),
            title=N_("comes every … days or more often"),
            example=30,
        ),
        Operator(
            Op.AT_LEAST,
            lambda n: ngettext(
                "who come every {value} day or less often", "who come every {value} days or less often", n
            ),
            (DAYS_FROM_NONE,),
            title=N_("comes every … days or less often"),
            example=60,
        ),
        Operator(
            Op.BETWEEN,
            lambda n: ngettext("who come every {from} to {to} day", "who come every {from} to {to} days", n),
            TWO_DAYS,
            title=N_("comes every … to … days"),
            example={"from": 20, "to": 40},
        ),
        Operator(Op.EMPTY, N_("without a rhythm of their own yet"), title=N_("is not known yet")),
    ),
    _rhythm,
    depends=_BUYING,
    measure=Field.RHYTHM,
)


def _late(op: Op, values: Values, around: Surroundings) -> Filter:
    expected = around.days_ago(values["value"]) if op is Op.AT_LEAST else around.today - timedelta(days=1)
    late = AllOf(
        (Compare(Field.EXPECTED, Sign.NE, ""), Compare(Field.EXPECTED, Sign.LE, expected.isoformat()))
    )
    return Not(late) if op is Op.NO else late


LATE = ConditionKind(
    "late",
    N_("Later than their own rhythm"),
    Family.BUYING,
    (
        Operator(Op.YES, N_("who are later than usual"), title=N_("yes")),
        Operator(
            Op.AT_LEAST,
            lambda n: ngettext(
                "who are {value} day late or more by their own rhythm",
                "who are {value} days late or more by their own rhythm",
                n,
            ),
            (DAYS,),
            title=N_("by at least so many days"),
            example=15,
        ),
        Operator(Op.NO, N_("who are not later than usual"), title=N_("no")),
    ),
    _late,
    depends=_BUYING,
    measure=Field.EXPECTED,
)
RFM = ConditionKind(
    "rfm",
    N_("Class by purchases"),
    Family.BUYING,
    (
        Operator(
            Op.ANY_OF,
            N_("of the class {value}"),
            (Slot(ValueKind.CHOICES, choices=tuple((c.value, t) for c, t in RFM_TITLES.items())),),
            example=["champions", "loyal"],
        ),
        Operator(
            Op.NONE_OF,
            N_("who are not of the class {value}"),
            (Slot(ValueKind.CHOICES, choices=tuple((c.value, t) for c, t in RFM_TITLES.items())),),
            example=["dormant"],
        ),
    ),
    lambda op, values, _around: choices_filter(Field.RFM, op, values),
    # Its borders are those of everyone's purchases.
    depends=frozenset(),
    measure=Field.RFM,
)

CONDITIONS = (RHYTHM, LATE, RFM)
