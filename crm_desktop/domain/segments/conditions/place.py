"""Conditions over where a customer lives."""

from __future__ import annotations

from crm_desktop.domain.segments.codes import country_of
from crm_desktop.domain.segments.conditions.building import TEXT, TEXTS, texts_filter
from crm_desktop.domain.segments.filters import Field, Filter, Not, OneOf
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
from crm_desktop.shared import formats
from crm_desktop.shared.i18n import N_

_COUNTRIES = Slot(ValueKind.TEXTS, shown=formats.country_name)

TOWN = ConditionKind(
    "town",
    N_("Town"),
    Family.PLACE,
    (
        Operator(Op.ANY_OF, N_("of {value}"), (TEXTS,), example=["Valencia"], place=Place.NOUN),
        Operator(Op.NONE_OF, N_("who are not of {value}"), (TEXTS,), example=["Valencia"]),
        Operator(Op.FILLED, N_("whose town is known"), title=N_("is known")),
        Operator(Op.EMPTY, N_("whose town is not known"), title=N_("is not known")),
    ),
    lambda op, values, _around: texts_filter(Field.TOWN, op, values, folded=True),
    measure=Field.TOWN,
)
PROVINCE = ConditionKind(
    "province",
    N_("Province"),
    Family.PLACE,
    (
        Operator(
            Op.ANY_OF,
            N_("of the province of {value}"),
            (TEXTS,),
            example=["Valencia", "Castellón"],
            place=Place.NOUN,
        ),
        Operator(Op.NONE_OF, N_("who are not of the province of {value}"), (TEXTS,), example=["Madrid"]),
        Operator(Op.EMPTY, N_("whose province is not known"), title=N_("is not known")),
    ),
    lambda op, values, _around: texts_filter(Field.PROVINCE, op, values),
    measure=Field.PROVINCE,
)
POSTCODE = ConditionKind(
    "postcode",
    N_("Postcode"),
    Family.PLACE,
    (
        Operator(Op.STARTS, N_("whose postcode starts with {value}"), (TEXT,), example="461"),
        Operator(Op.ANY_OF, N_("with the postcode {value}"), (TEXTS,), example=["46120"]),
        Operator(Op.EMPTY, N_("without a postcode"), title=N_("is not known")),
    ),
    lambda op, values, _around: texts_filter(Field.POSTCODE, op, values),
    measure=Field.POSTCODE,
)


def _country(op: Op, values: Values, around: Surroundings) -> Filter:
    """Return the filter; in a file, no country stands for the shop's own."""
    if op is Op.EMPTY:
        return OneOf(Field.COUNTRY, ("", around.country))
    codes = dict.fromkeys(country_of(each) for each in values["value"])
    own = ("",) if around.country in codes else ()
    found = OneOf(Field.COUNTRY, (*codes, *own))
    return Not(found) if op is Op.NONE_OF else found


COUNTRY = ConditionKind(
    "country",
    N_("Country"),
    Family.PLACE,
    (
        Operator(Op.ANY_OF, N_("whose country is {value}"), (_COUNTRIES,), example=["PT", "FR"]),
        Operator(Op.NONE_OF, N_("whose country is not {value}"), (_COUNTRIES,), example=["ES"]),
        Operator(Op.EMPTY, N_("of the shop's own country"), title=N_("is the shop's own")),
    ),
    _country,
    depends=frozenset({"customers", "settings"}),
    measure=Field.COUNTRY,
)

CONDITIONS = (TOWN, PROVINCE, POSTCODE, COUNTRY)
