"""Conditions over what a customer bought, when, and on which day of the week: answered from the purchases."""

from __future__ import annotations

from crm_desktop.domain.segments.conditions.building import MOST_CENTS, PAST_PERIOD, day_filter, ids_of
from crm_desktop.domain.segments.filters import AllOf, Field, Filter, Not, OneOf, Rows, Sign, Times, Total
from crm_desktop.domain.segments.kinds import ConditionKind, Family, Op, Operator, Slot, ValueKind, Values
from crm_desktop.domain.segments.periods import PAST
from crm_desktop.domain.segments.surroundings import RefKind, Surroundings
from crm_desktop.shared.i18n import N_, ngettext

_BUYING = frozenset({"customers", "purchases", "products"})
_PRODUCTS = Slot(ValueKind.REFS, "products", N_("products"), ref=RefKind.PRODUCT)
_CATEGORIES = Slot(ValueKind.REFS, "categories", N_("categories"), ref=RefKind.CATEGORY)
_PERIOD = Slot(ValueKind.PERIOD, "period", N_("period"), whens=PAST, optional=True)
_IN_PERIOD = Slot(ValueKind.PERIOD, "period", N_("period"), whens=PAST)
_NUMBER = Slot(ValueKind.WHOLE, "value", N_("how many"), least=0)
_AMOUNT = Slot(ValueKind.CENTS, "value", N_("amount"), most=MOST_CENTS)
# Monday is 1, as in ISO 8601.
WEEKDAYS: tuple[tuple[str, str], ...] = (
    ("1", N_("on Mondays")),
    ("2", N_("on Tuesdays")),
    ("3", N_("on Wednesdays")),
    ("4", N_("on Thursdays")),
    ("5", N_("on Fridays")),
    ("6", N_("on Saturdays")),
    ("7", N_("on Sundays")),
)
_DAYS = Slot(ValueKind.CHOICES, "weekdays", N_("days of the week"), choices=WEEKDAYS)


def _in_period(values: Values, around: Surroundings) -> tuple[Filter, ...]:
    period = values.get("period")
    return (day_filter(Field.ROW_DAY, period, around),) if period else ()


def _bought(op: Op, wanted: Filter, values: Values, around: Surroundings) -> Filter:
    """Return the filter for having bought any of (or none of) what is wanted, in the period."""
    found = Times(Rows.BOUGHT, (wanted, *_in_period(values, around)))
    return Not(found) if op is Op.NONE_OF else found


PRODUCT = ConditionKind(
    "bought_product",
    N_("Bought a product"),
    Family.BUYING,
    (
        Operator(
            Op.ANY_OF,
            N_("who bought {products} {period}"),
            (_PRODUCTS, _PERIOD),
            title=N_("bought one of"),
            example={"products": ["Cafetera"], "period": {"when": "last_days", "days": 365}},
        ),
        Operator(
            Op.NONE_OF,
            N_("who did not buy {products} {period}"),
            (_PRODUCTS, _PERIOD),
            title=N_("bought none of"),
            example={"products": ["Cafetera"]},
        ),
    ),
    lambda op, values, around: _bought(
        op, OneOf(Field.ROW_PRODUCT, ids_of(values["products"])), values, around
    ),
    depends=_BUYING,
)
CATEGORY = ConditionKind(
    "bought_category",
    N_("Bought of a category"),
    Family.BUYING,
    (
        Operator(
            Op.ANY_OF,
            N_("who bought something of {categories} {period}"),
            (_CATEGORIES, _PERIOD),
            title=N_("bought of one of"),
            example={"categories": ["Lanas"], "period": {"when": "this_year"}},
        ),
        Operator(
            Op.NONE_OF,
            N_("who bought nothing of {categories} {period}"),
            (_CATEGORIES, _PERIOD),
            title=N_("bought of none of"),
            example={"categories": ["Lanas"]},
        ),
    ),
    lambda op, values, around: _bought(
        op, OneOf(Field.ROW_CATEGORY, ids_of(values["categories"])), values, around
    ),
    depends=_BUYING,
)


def _times(op: Op, values: Values, around: Surroundings) -> Filter:
    sign = Sign.GE if op is Op.AT_LEAST else Sign.LE
    return Times(Rows.PURCHASES, _in_period(values, around), sign, values["value"])


def _sum(op: Op, values: Values, around: Surroundings) -> Filter:
    sign = Sign.GE if op is Op.AT_LEAST else Sign.LE
    return Total(Rows.AMOUNTS, Field.ROW_CENTS, _in_period(values, around), sign, values["value"])


TIMES_IN_PERIOD = ConditionKind(
    "purchases_in_period",
    N_("Number of purchases in a period"),
    Family.BUYING,
    (
        Operator(
            Op.AT_LEAST,
            lambda n: ngettext(
                "with {value} purchase or more {period}", "with {value} purchases or more {period}", n
            ),
            (_NUMBER, _IN_PERIOD),
            example={"value": 3, "period": {"when": "last_days", "days": 90}},
        ),
        Operator(
            Op.AT_MOST,
            lambda n: ngettext(
                "with {value} purchase at most {period}", "with {value} purchases at most {period}", n
            ),
            (_NUMBER, _IN_PERIOD),
            example={"value": 0, "period": {"when": "this_year"}},
        ),
    ),
    _times,
    depends=_BUYING,
)
SPENT_IN_PERIOD = ConditionKind(
    "spent_in_period",
    N_("Spent in a period"),
    Family.BUYING,
    (
        Operator(
            Op.AT_LEAST,
            N_("who spent {value} or more {period}"),
            (_AMOUNT, _IN_PERIOD),
            example={"value": 20_000, "period": {"when": "last_year"}},
        ),
        Operator(
            Op.AT_MOST,
            N_("who spent {value} at most {period}"),
            (_AMOUNT, _IN_PERIOD),
            example={"value": 5_000, "period": {"when": "this_year"}},
        ),
    ),
    _sum,
    depends=_BUYING,
)


def _bought_in(op: Op, values: Values, around: Surroundings) -> Filter:
    found = Times(Rows.PURCHASES, (day_filter(Field.ROW_DAY, values["value"], around),))
    return Not(found) if op is Op.NOT_IN else found


BOUGHT_IN_PERIOD = ConditionKind(
    "bought",
    N_("Bought in a period"),
    Family.BUYING,
    (
        Operator(Op.IN, N_("who bought something {value}"), (PAST_PERIOD,), example={"when": "last_month"}),
        Operator(
            Op.NOT_IN,
            N_("who bought nothing {value}"),
            (PAST_PERIOD,),
            title=N_("nothing in the period"),
            example={"when": "this_year"},
        ),
    ),
    _bought_in,
    depends=_BUYING,
)


def _weekday(op: Op, values: Values, around: Surroundings) -> Filter:
    days = OneOf(Field.ROW_WEEKDAY, tuple(values["weekdays"]))
    found = Times(Rows.PURCHASES, (days, *_in_period(values, around)))
    if op is Op.ANY_OF:
        return found
    # Always on those days: there is no purchase on another one.
    other = Times(Rows.PURCHASES, (Not(days), *_in_period(values, around)))
    return AllOf((found, Not(other)))


WEEKDAY = ConditionKind(
    "weekday",
    N_("Day of the week on which they buy"),
    Family.BUYING,
    (
        Operator(
            Op.ANY_OF,
            N_("who bought {weekdays} {period}"),
            (_DAYS, _PERIOD),
            title=N_("at some time"),
            example={"weekdays": ["6"], "period": {"when": "last_days", "days": 180}},
        ),
        Operator(
            Op.ALL_OF,
            N_("who only buy {weekdays} {period}"),
            (_DAYS, _PERIOD),
            title=N_("always"),
            example={"weekdays": ["6", "7"]},
        ),
    ),
    _weekday,
    depends=_BUYING,
)

CONDITIONS = (PRODUCT, CATEGORY, BOUGHT_IN_PERIOD, TIMES_IN_PERIOD, SPENT_IN_PERIOD, WEEKDAY)
