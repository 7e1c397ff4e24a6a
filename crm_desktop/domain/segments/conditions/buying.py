"""Conditions over how much, how often and when a customer buys: answered from counters kept for everyone."""

from __future__ import annotations

from crm_desktop.domain.purchases.stages import RelationshipStage
from crm_desktop.domain.segments.conditions.building import (
    CENTS,
    DAYS,
    PAST_PERIOD,
    TWO_AMOUNTS,
    TWO_NUMBERS,
    WHOLE,
    choices_filter,
    dates_filter,
    number_filter,
)
from crm_desktop.domain.segments.filters import AllOf, Compare, Field, Filter, Sign
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
from crm_desktop.domain.segments.surroundings import Surroundings
from crm_desktop.shared.i18n import N_, ngettext

_BUYING = frozenset({"customers", "purchases"})
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
            (WHOLE,),
            example=3,
        ),
        Operator(
            Op.AT_MOST,
            lambda n: ngettext("with {value} purchase at most", "with {value} purchases at most", n),
            (WHOLE,),
            example=2,
        ),
        Operator(
            Op.IS,
            lambda n: ngettext("with exactly {value} purchase", "with exactly {value} purchases", n),
            (WHOLE,),
            example=1,
        ),
        Operator(
            Op.BETWEEN,
            lambda n: ngettext(
                "with between {from} and {to} purchase", "with between {from} and {to} purchases", n
            ),
            TWO_NUMBERS,
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
        Operator(Op.AT_LEAST, N_("who spent {value} or more"), (CENTS,), example=50_000),
        Operator(Op.AT_MOST, N_("who spent {value} at most"), (CENTS,), example=5_000),
        Operator(
            Op.BETWEEN,
            N_("who spent between {from} and {to}"),
            TWO_AMOUNTS,
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
        Operator(Op.AT_LEAST, N_("with an average purchase of {value} or more"), (CENTS,), example=3_000),
        Operator(Op.AT_MOST, N_("with an average purchase of {value} at most"), (CENTS,), example=1_000),
        Operator(
            Op.BETWEEN,
            N_("with an average purchase between {from} and {to}"),
            TWO_AMOUNTS,
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
            (DAYS,),
            example=60,
        ),
        Operator(
            Op.AT_LEAST,
            lambda n: ngettext(
                "whose last purchase was {value} day ago or earlier",
                "whose last purchase was {value} days ago or earlier",
                n,
            ),
            (DAYS,),
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


CONDITIONS = (STAGE, PURCHASES, SPENT, AVERAGE, FIRST_PURCHASE, LAST_PURCHASE)
