"""Conditions over the customer's file: tags, who looks after them, card, notes, discount, its age."""

from __future__ import annotations

from crm_desktop.domain.segments.conditions.building import (
    DAYS,
    PAST_PERIOD,
    PERCENT,
    TEXT,
    TWO_PERCENTAGES,
    dates_filter,
    ids_of,
    number_filter,
    texts_filter,
)
from crm_desktop.domain.segments.filters import (
    EVERYBODY,
    AllOf,
    Compare,
    Field,
    Filter,
    Not,
    OneOf,
    Rows,
    Sign,
    Times,
)
from crm_desktop.domain.segments.kinds import ConditionKind, Family, Op, Operator, Slot, ValueKind, Values
from crm_desktop.domain.segments.surroundings import RefKind, Surroundings
from crm_desktop.shared.i18n import N_, ngettext

_TAGS = Slot(ValueKind.REFS, ref=RefKind.TAG)
_STAFF = Slot(ValueKind.REFS, ref=RefKind.STAFF)


def _tag(op: Op, values: Values, _around: Surroundings) -> Filter:
    if op is Op.EMPTY:
        return Not(Times(Rows.TAGS))
    ids = ids_of(values["value"])
    if op is Op.ALL_OF:
        return AllOf(tuple(Times(Rows.TAGS, (Compare(Field.ROW_TAG, Sign.EQ, each),)) for each in ids))
    found = Times(Rows.TAGS, (OneOf(Field.ROW_TAG, ids),))
    return Not(found) if op is Op.NONE_OF else found


TAG = ConditionKind(
    "tag",
    N_("Tag"),
    Family.FILE,
    (
        Operator(
            Op.ANY_OF,
            lambda n: ngettext("with the tag {value}", "with one of the tags {value}", n),
            (_TAGS,),
            title=N_("has one of"),
            example=["vip", "mayorista"],
        ),
        Operator(
            Op.ALL_OF,
            lambda n: ngettext("wearing the tag {value}", "with all the tags {value}", n),
            (_TAGS,),
            example=["vip", "mayorista"],
        ),
        Operator(
            Op.NONE_OF,
            lambda n: ngettext("without the tag {value}", "without any of the tags {value}", n),
            (_TAGS,),
            title=N_("has none of"),
            example=["vip"],
        ),
        Operator(Op.EMPTY, N_("without any tag"), title=N_("has none at all")),
    ),
    _tag,
    depends=frozenset({"customers", "tags"}),
)
STAFF = ConditionKind(
    "staff",
    N_("Looked after by"),
    Family.FILE,
    (
        Operator(Op.ANY_OF, N_("looked after by {value}"), (_STAFF,), example=["Lucía"]),
        Operator(Op.EMPTY, N_("whom nobody looks after in particular"), title=N_("nobody")),
    ),
    lambda op, values, _around: (
        Compare(Field.STAFF, Sign.EQ, 0) if op is Op.EMPTY else OneOf(Field.STAFF, ids_of(values["value"]))
    ),
    depends=frozenset({"customers", "staff"}),
)
CARD = ConditionKind(
    "card",
    N_("Card"),
    Family.FILE,
    (
        Operator(Op.YES, N_("with a card"), title=N_("has one")),
        Operator(Op.NO, N_("without a card"), title=N_("has none")),
    ),
    lambda op, _values, _around: Compare(Field.CARD, Sign.NE if op is Op.YES else Sign.EQ, ""),
)
DISCOUNT = ConditionKind(
    "discount",
    N_("Usual discount"),
    Family.FILE,
    (
        Operator(Op.AT_LEAST, N_("with a usual discount of {value} or more"), (PERCENT,), example=1000),
        Operator(
            Op.BETWEEN,
            N_("with a usual discount between {from} and {to}"),
            TWO_PERCENTAGES,
            example={"from": 500, "to": 1500},
        ),
        Operator(Op.NO, N_("without a usual discount"), title=N_("none")),
    ),
    lambda op, values, _around: (
        Compare(Field.DISCOUNT, Sign.EQ, 0) if op is Op.NO else number_filter(Field.DISCOUNT, op, values)
    ),
    measure=Field.DISCOUNT,
)
NOTES = ConditionKind(
    "notes",
    N_("Notes"),
    Family.FILE,
    (
        Operator(Op.CONTAINS, N_("with “{value}” in their notes"), (TEXT,), example="encargo"),
        Operator(Op.FILLED, N_("with notes")),
        Operator(Op.EMPTY, N_("without notes")),
    ),
    lambda op, values, _around: texts_filter(Field.NOTES, op, values),
)
WARNING = ConditionKind(
    "warning",
    N_("Warning"),
    Family.FILE,
    (
        Operator(Op.CONTAINS, N_("with “{value}” in their warning"), (TEXT,), example="alergia"),
        Operator(Op.FILLED, N_("with a warning")),
        Operator(Op.EMPTY, N_("without a warning")),
    ),
    lambda op, values, _around: texts_filter(Field.WARNING, op, values),
    measure=Field.WARNING,
)
TAX_ID = ConditionKind(
    "tax_id",
    N_("Tax id"),
    Family.FILE,
    (
        Operator(Op.FILLED, N_("with a tax id")),
        Operator(Op.EMPTY, N_("without a tax id")),
    ),
    lambda op, values, _around: texts_filter(Field.TAX_ID, op, values),
)


def _archived(op: Op, _values: Values, _around: Surroundings) -> Filter:
    return EVERYBODY if op is Op.FILLED else Compare(Field.ARCHIVED, Sign.EQ, int(op is Op.YES))


# Without this condition, a rule leaves out those who are archived.
ARCHIVED = ConditionKind(
    "archived",
    N_("Archived"),
    Family.FILE,
    (
        Operator(Op.YES, N_("who are archived"), title=N_("only those who are")),
        Operator(Op.NO, N_("who are not archived"), title=N_("only those who are not")),
        Operator(Op.FILLED, N_("archived or not"), title=N_("archived or not")),
    ),
    _archived,
)
CREATED = ConditionKind(
    "created",
    N_("File made"),
    Family.FILE,
    (
        Operator(Op.IN, N_("whose file was made {value}"), (PAST_PERIOD,), example={"when": "this_month"}),
        Operator(
            Op.NOT_FOR,
            lambda n: ngettext(
                "whose file was made {value} day ago or earlier",
                "whose file was made {value} days ago or earlier",
                n,
            ),
            (DAYS,),
            title=N_("at least so many days ago"),
            example=365,
        ),
    ),
    lambda op, values, around: dates_filter(Field.CREATED, op, values, around, instant=True),
    measure=Field.CREATED,
)

CONDITIONS = (TAG, STAFF, CARD, DISCOUNT, NOTES, WARNING, TAX_ID, ARCHIVED, CREATED)
