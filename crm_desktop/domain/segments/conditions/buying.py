"""Conditions over how much, how often and when a customer buys: answered from counters kept for everyone."""

from __future__ import annotations

from datetime import timedelta

from crm_desktop.domain.purchases.stages import RelationshipStage
from crm_desktop.domain.segments.conditions.building import (
    PAST_PERIOD,
    choices_filter,
    dates_filter,
    days,
    number_filter,
    two,
    whole,
)
from crm_desktop.domain.segments.filters import AllOf, Compare, Field, Filter, Not, Sign
from crm_desktop.domain.segments.kinds import (
    ConditionKind,
    Family,
    Op,
    Operator,
    Place,
    Slot,
    ValueKind,
    Values,
)
from crm_desktop.domain.segments.rfm import RFM_TITLES
from crm_desktop.domain.segments.surroundings import Surroundings
from crm_desktop.shared.i18n import N_, ngettext

_BUYING = frozenset({"customers", "purchases"})
_CENTS = Slot(ValueKind.CENTS, most=10**12)
_STAGES = Slot(
    ValueKind.CHOICES,
    choices=(
        (RelationshipStage.PROSPECT.value, N_("who have not bought yet")),
        (RelationshipStage.ONE_TIME.value, N_("who bought once")),
        (RelationshipStage.REPEAT.value, N_("who come back")),
        (RelationshipStage.LAPSED.value, N_("who stopped coming")),
    ),
)

STAGE = ConditionKind(
    "stage",
    N_("Stage"),
    Family.BUYING,
    (
        Operator(Op.ANY_OF, "{value}", (_STAGES,), example=["repeat"], place=Place.NOUN),
        Operator(Op.NONE_OF, N_("who are not those {value}"), (_STAGES,), example=["lapsed"]),
    ),
    lambda op, values, _around: choices_filter(Field.STAGE, op, values),
    depends=frozenset({"customers", "purchases", "settings"}),
    measure=Field.STAGE,
)
PURCHASES = ConditionKind(
    "purchases",
    N_("Number of purchases"),
    Family.BUYING,
    (
        Operator(
            Op.AT_LEAST,
            lambda n: ngettext("with {value} purchase or more", "with {value} purchases or more", n),
            (whole(),),
            example=3,
        ),
        Operator(
            Op.AT_MOST,
            lambda n: ngettext("with {value} purchase at most", "with {value} purchases at most", n),
            (whole(),),
            example=2,
        ),
        Operator(
            Op.IS,
            lambda n: ngettext("with exactly {value} purchase", "with exactly {value} purchases", n),
            (whole(),),
            example=1,
        ),
        Operator(
            Op.BETWEEN,
            lambda n: ngettext(
                "with between {from} and {to} purchase", "with between {from} and {to} purchases", n
            ),
            two(ValueKind.WHOLE),
            example={"from": 2, "to": 5},
        ),
        Operator(Op.NO, N_("without any purchase"), title=N_("none")),
    ),
    lambda op, values, _around: (
        Compare(Field.PURCHASES, Sign.EQ, 0) if op is Op.NO else number_filter(Field.PURCHASES, op, values)
    ),
    depends=_BUYING,
    measure=Field.PURCHASES,
)
SPENT = ConditionKind(
    "spent",
    N_("Spent in all"),
    Family.BUYING,
    (
        Operator(Op.AT_LEAST, N_("who spent {value} or more"), (_CENTS,), example=50_000),
        Operator(Op.AT_MOST, N_("who spent {value} at most"), (_CENTS,), example=5_000),
        Operator(
            Op.BETWEEN,
            N_("who spent between {from} and {to}"),
            two(ValueKind.CENTS, 0, 10**12),
            example={"from": 10_000, "to": 50_000},
        ),
    ),
    lambda op, values, _around: number_filter(Field.SPENT, op, values),
    depends=_BUYING,
    measure=Field.SPENT,
)


def _average(op: Op, values: Values, _around: Surroundings) -> Filter:
    return AllOf((Compare(Field.PURCHASES, Sign.GT, 0), number_filter(Field.AVERAGE, op, values)))


AVERAGE = ConditionKind(
    "average",
    N_("Average purchase"),
    Family.BUYING,
    (
        Operator(Op.AT_LEAST, N_("with an average purchase of {value} or more"), (_CENTS,), example=3_000),
        Operator(Op.AT_MOST, N_("with an average purchase of {value} at most"), (_CENTS,), example=1_000),
        Operator(
            Op.BETWEEN,
            N_("with an average purchase between {from} and {to}"),
            two(ValueKind.CENTS, 0, 10**12),
            example={"from": 1_000, "to": 3_000},
        ),
    ),
    _average,
    depends=_BUYING,
    measure=Field.AVERAGE,
)
FIRST_PURCHASE = ConditionKind(
    "first_purchase",
    N_("First purchase"),
    Family.BUYING,
    (
        Operator(
            Op.IN,
            N_("whose first purchase was {value}"),
            (PAST_PERIOD,),
            example={"when": "last_days", "days": 30},
        ),
    ),
    lambda op, values, around: dates_filter(Field.FIRST_DAY, op, values, around, instant=False),
    depends=_BUYING,
    measure=Field.FIRST_DAY,
)
LAST_PURCHASE = ConditionKind(
    "last_purchase",
    N_("Last purchase"),
    Family.BUYING,
    (
        Operator(
            Op.IN,
            N_("whose last purchase was {value}"),
            (PAST_PERIOD,),
            example={"when": "last_month"},
        ),
        Operator(
            Op.NOT_FOR,
            lambda n: ngettext(
                "without a purchase for {value} day", "without a purchase for {value} days", n
            ),
            (days(),),
            example=60,
        ),
        Operator(
            Op.AT_LEAST,
            lambda n: ngettext(
                "whose last purchase was {value} day ago or earlier",
                "whose last purchase was {value} days ago or earlier",
                n,
            ),
            (days(),),
            title=N_("was at least so many days ago"),
            example=90,
        ),
        Operator(Op.EMPTY, N_("who never bought"), title=N_("never")),
    ),
    lambda op, values, around: (
        AllOf(
            (
                Compare(Field.LAST_DAY, Sign.NE, ""),
                dates_filter(Field.LAST_DAY, Op.NOT_FOR, values, around, instant=False),
            )
        )
        if op is Op.AT_LEAST
        else dates_filter(Field.LAST_DAY, op, values, around, instant=False)
    ),
    depends=_BUYING,
    measure=Field.LAST_DAY,
)


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
            (days(0),),
            title=N_("comes every … days or more often"),
            example=30,
        ),
        Operator(
            Op.AT_LEAST,
            lambda n: ngettext(
                "who come every {value} day or less often", "who come every {value} days or less often", n
            ),
            (days(0),),
            title=N_("comes every … days or less often"),
            example=60,
        ),
        Operator(
            Op.BETWEEN,
            lambda n: ngettext("who come every {from} to {to} day", "who come every {from} to {to} days", n),
            two(ValueKind.DAYS, 0, 36_500),
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
        Operator(Op.YES, N_("who are later than they use to be"), title=N_("yes")),
        Operator(
            Op.AT_LEAST,
            lambda n: ngettext(
                "who are {value} day later than they use to be, or more",
                "who are {value} days later than they use to be, or more",
                n,
            ),
            (days(),),
            title=N_("by at least so many days"),
            example=15,
        ),
        Operator(Op.NO, N_("who are not later than they use to be"), title=N_("no")),
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

CONDITIONS = (
    STAGE, PURCHASES, SPENT, AVERAGE, FIRST_PURCHASE, LAST_PURCHASE, RHYTHM, LATE, RFM,
)  # fmt: skip
