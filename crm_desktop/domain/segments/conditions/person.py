"""Conditions over who a customer is: person or company, names, gender, language, age, birthday."""

from __future__ import annotations

from datetime import date

from crm_desktop.domain.customers.model import CustomerKind, Gender
from crm_desktop.domain.segments.codes import language_of
from crm_desktop.domain.segments.conditions.building import (
    TEXT,
    TEXTS,
    TWO_AGES,
    YEARS,
    choices_filter,
    texts_filter,
)
from crm_desktop.domain.segments.filters import AllOf, AnyOf, Compare, Field, Filter, Not, Sign
from crm_desktop.domain.segments.kinds import (
    ConditionKind,
    Family,
    Op,
    Operator,
    Slot,
    ValueKind,
    Values,
)
from crm_desktop.domain.segments.periods import ANNIVERSARY, birth_keys
from crm_desktop.domain.segments.surroundings import Surroundings
from crm_desktop.shared import formats
from crm_desktop.shared.i18n import N_, ngettext

_GENDERS = Slot(
    ValueKind.CHOICES,
    choices=(
        (Gender.FEMALE.value, N_("women")),
        (Gender.MALE.value, N_("men")),
        (Gender.OTHER.value, N_("of another gender")),
    ),
)
_LANGUAGES = Slot(ValueKind.TEXTS, shown=formats.language_name)


def _kind(op: Op, _values: Values, _around: Surroundings) -> Filter:
    wanted = CustomerKind.COMPANY if op is Op.NO else CustomerKind.PERSON
    return Compare(Field.KIND, Sign.EQ, wanted.value)


KIND = ConditionKind(
    "kind",
    N_("Person or company"),
    Family.PERSON,
    (
        Operator(Op.YES, N_("who are persons"), title=N_("is a person")),
        Operator(Op.NO, N_("that are companies"), title=N_("is a company")),
    ),
    _kind,
)


NAME = ConditionKind(
    "name",
    N_("Name and family names"),
    Family.PERSON,
    (
        Operator(Op.CONTAINS, N_("with “{value}” in their name"), (TEXT,), example="García"),
        Operator(Op.STARTS, N_("whose family name starts with “{value}”"), (TEXT,), example="Gar"),
    ),
    lambda op, values, _around: texts_filter(Field.NAME, op, values),
    measure=Field.NAME,
)
GIVEN_NAME = ConditionKind(
    "given_name",
    N_("Given name"),
    Family.PERSON,
    (
        Operator(Op.ANY_OF, N_("called {value}"), (TEXTS,), example=["Carmen", "Pilar"]),
        Operator(Op.STARTS, N_("whose given name starts with “{value}”"), (TEXT,), example="Mari"),
    ),
    lambda op, values, _around: texts_filter(Field.GIVEN_NAME, op, values),
    measure=Field.GIVEN_NAME,
)
COMPANY = ConditionKind(
    "company",
    N_("Company"),
    Family.PERSON,
    (
        Operator(Op.CONTAINS, N_("of a company called “{value}”"), (TEXT,), example="hostal"),
        Operator(Op.FILLED, N_("with a company")),
        Operator(Op.EMPTY, N_("without a company")),
    ),
    lambda op, values, _around: texts_filter(Field.COMPANY, op, values),
    measure=Field.COMPANY,
)
GENDER = ConditionKind(
    "gender",
    N_("Gender"),
    Family.PERSON,
    (
        Operator(Op.ANY_OF, N_("who are {value}"), (_GENDERS,), example=["female"]),
        Operator(Op.EMPTY, N_("whose gender nobody asked"), title=N_("nobody asked")),
    ),
    lambda op, values, _around: (
        Compare(Field.GENDER, Sign.EQ, "") if op is Op.EMPTY else choices_filter(Field.GENDER, op, values)
    ),
)


def _language(op: Op, values: Values, _around: Surroundings) -> Filter:
    if op is Op.EMPTY:
        return Compare(Field.LANGUAGE, Sign.EQ, "")
    codes = [language_of(each) for each in values["value"]]
    return texts_filter(Field.LANGUAGE, op, {"value": codes})


LANGUAGE = ConditionKind(
    "language",
    N_("Language"),
    Family.PERSON,
    (
        Operator(Op.ANY_OF, N_("who speak {value}"), (_LANGUAGES,), example=["es", "ca"]),
        Operator(Op.NONE_OF, N_("who do not speak {value}"), (_LANGUAGES,), example=["en"]),
        Operator(Op.EMPTY, N_("without a language"), title=N_("nobody asked")),
    ),
    _language,
    measure=Field.LANGUAGE,
)


def _age(op: Op, values: Values, around: Surroundings) -> Filter:
    with_year = Compare(Field.BIRTH, Sign.GE, "0")  # "--11-24" sorts before it
    parts: list[Filter] = [with_year]
    if op is Op.EMPTY:
        return Not(with_year)
    least = values.get("from", values.get("value")) if op in {Op.AT_LEAST, Op.BETWEEN} else None
    most = values.get("to", values.get("value")) if op in {Op.AT_MOST, Op.BETWEEN} else None
    if least is not None:
        parts.append(Compare(Field.BIRTH, Sign.LE, _born(least, around.today)))
    if most is not None:
        parts.append(Compare(Field.BIRTH, Sign.GT, _born(most + 1, around.today)))
    return AllOf(tuple(parts))


def _born(years: int, today: date) -> str:
    """Return the last birth date of those who have lived so many years, as text that may be no real day."""
    # Who was born on 29 February has the birthday on the 28th in other years.
    leap = today.year % 4 == 0 and (today.year % 100 != 0 or today.year % 400 == 0)
    day = "02-29" if (today.month, today.day) == (2, 28) and not leap else f"{today:%m-%d}"
    return f"{max(0, today.year - years):04d}-{day}"


AGE = ConditionKind(
    "age",
    N_("Age"),
    Family.PERSON,
    (
        Operator(
            Op.AT_LEAST,
            lambda n: ngettext("who are {value} year or older", "who are {value} years or older", n),
            (YEARS,),
            example=65,
        ),
        Operator(
            Op.AT_MOST,
            lambda n: ngettext("who are {value} year or younger", "who are {value} years or younger", n),
            (YEARS,),
            example=30,
        ),
        Operator(
            Op.BETWEEN,
            lambda n: ngettext("aged {from} to {to} year", "aged {from} to {to} years", n),
            TWO_AGES,
            example={"from": 30, "to": 45},
        ),
        Operator(Op.EMPTY, N_("whose age is not known"), title=N_("is not known")),
    ),
    _age,
    measure=Field.BIRTH,
)


def _birthday(op: Op, values: Values, around: Surroundings) -> Filter:
    if op is Op.EMPTY:
        return Compare(Field.BIRTH_KEY, Sign.EQ, "")
    if op is Op.FILLED:
        return Compare(Field.BIRTH_KEY, Sign.NE, "")
    spans = birth_keys(values["value"], around.today)
    found = [
        AllOf((Compare(Field.BIRTH_KEY, Sign.GE, first), Compare(Field.BIRTH_KEY, Sign.LE, last)))
        for first, last in spans
    ]
    return found[0] if len(found) == 1 else AnyOf(tuple(found))


BIRTHDAY = ConditionKind(
    "birthday",
    N_("Birthday"),
    Family.PERSON,
    (
        Operator(
            Op.IN,
            N_("whose birthday is {value}"),
            (Slot(ValueKind.PERIOD, whens=ANNIVERSARY),),
            example={"when": "this_month"},
        ),
        Operator(Op.FILLED, N_("whose birthday is known"), title=N_("is known")),
        Operator(Op.EMPTY, N_("whose birthday is not known"), title=N_("is not known")),
    ),
    _birthday,
    measure=Field.BIRTH,
)

CONDITIONS = (KIND, NAME, GIVEN_NAME, COMPANY, GENDER, LANGUAGE, AGE, BIRTHDAY)
