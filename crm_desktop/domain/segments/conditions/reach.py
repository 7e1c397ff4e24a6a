"""Conditions over how a customer can be reached, and whether the customer wants to be."""

from __future__ import annotations

from crm_desktop.domain.consents import PURPOSE_NAMES
from crm_desktop.domain.customers.model import ContactKind
from crm_desktop.domain.segments.conditions.building import TEXT, TEXTS, choices_filter, texts_filter
from crm_desktop.domain.segments.filters import Compare, Field, Filter, Not, OneOf, Rows, Sign, Times
from crm_desktop.domain.segments.kinds import ConditionKind, Family, Op, Operator, Slot, ValueKind, Values
from crm_desktop.domain.segments.surroundings import Surroundings
from crm_desktop.domain.service import CHANNEL_NAMES
from crm_desktop.shared.i18n import N_

_CHANNELS = Slot(ValueKind.CHOICES, choices=tuple((k.value, n) for k, n in CHANNEL_NAMES.items()))
_PURPOSE = Slot(ValueKind.CHOICE, choices=tuple((k.value, n) for k, n in PURPOSE_NAMES.items()))


def _reached(op: Op, *kinds: ContactKind) -> Filter:
    """Return the filter for having (yes) or not having (no) a contact point of some kinds."""
    found = Times(Rows.CONTACTS, (OneOf(Field.ROW_KIND, tuple(kind.value for kind in kinds)),))
    return found if op is Op.YES else Not(found)


EMAIL = ConditionKind(
    "email",
    N_("E-mail"),
    Family.REACH,
    (
        Operator(Op.YES, N_("with an e-mail address"), title=N_("has one")),
        Operator(Op.NO, N_("without an e-mail address"), title=N_("has none")),
    ),
    lambda op, _values, _around: _reached(op, ContactKind.EMAIL),
)
PHONE = ConditionKind(
    "phone",
    N_("Any telephone"),
    Family.REACH,
    (
        Operator(Op.YES, N_("with a telephone"), title=N_("has one")),
        Operator(Op.NO, N_("without a telephone"), title=N_("has none")),
    ),
    lambda op, _values, _around: _reached(op, ContactKind.MOBILE, ContactKind.PHONE),
)
MOBILE = ConditionKind(
    "mobile",
    N_("Mobile"),
    Family.REACH,
    (
        Operator(Op.YES, N_("with a mobile"), title=N_("has one")),
        Operator(Op.NO, N_("without a mobile"), title=N_("has none")),
    ),
    lambda op, _values, _around: _reached(op, ContactKind.MOBILE),
)
CHANNEL = ConditionKind(
    "preferred_channel",
    N_("Preferred channel"),
    Family.REACH,
    (
        Operator(Op.ANY_OF, N_("who prefer: {value}"), (_CHANNELS,), example=["call", "message"]),
        Operator(Op.NONE_OF, N_("who do not prefer: {value}"), (_CHANNELS,), example=["email"]),
        Operator(Op.EMPTY, N_("without a preferred channel"), title=N_("is not known")),
    ),
    lambda op, values, _around: (
        Compare(Field.CHANNEL, Sign.EQ, "") if op is Op.EMPTY else choices_filter(Field.CHANNEL, op, values)
    ),
)
HEARD_FROM = ConditionKind(
    "heard_from",
    N_("How they heard of us"),
    Family.REACH,
    (
        Operator(Op.ANY_OF, N_("who heard of us by {value}"), (TEXTS,), example=["Instagram"]),
        Operator(Op.CONTAINS, N_("who heard of us by something with “{value}”"), (TEXT,), example="feria"),
        Operator(Op.EMPTY, N_("of whom we do not know how they heard of us"), title=N_("is not known")),
    ),
    lambda op, values, _around: texts_filter(Field.HEARD_FROM, op, values),
    measure=Field.HEARD_FROM,
)
DO_NOT_CONTACT = ConditionKind(
    "do_not_contact",
    N_("Do not contact"),
    Family.REACH,
    (
        Operator(Op.NO, N_("who may be contacted"), title=N_("may be contacted")),
        Operator(Op.YES, N_("who do not want to be contacted"), title=N_("does not want it")),
    ),
    lambda op, _values, _around: Compare(Field.DO_NOT_CONTACT, Sign.EQ, int(op is Op.YES)),
)


def _consent(op: Op, values: Values, _around: Surroundings) -> Filter:
    purpose = Compare(Field.ROW_PURPOSE, Sign.EQ, values["value"])
    given = Times(Rows.CONSENTS, (purpose, Compare(Field.ROW_GIVEN, Sign.EQ, 1)))
    match op:
        case Op.YES:
            return given
        case Op.IS_NOT:
            return Not(given)
        case Op.NO:
            return Times(Rows.CONSENTS, (purpose, Compare(Field.ROW_GIVEN, Sign.EQ, 0)))
        case _:
            return Not(Times(Rows.CONSENTS, (purpose,)))


CONSENT = ConditionKind(
    "consent",
    N_("Consent"),
    Family.REACH,
    (
        Operator(
            Op.YES,
            N_("who gave their consent ({value})"),
            (_PURPOSE,),
            title=N_("given for"),
            example="commercial_email",
        ),
        Operator(
            Op.NO,
            N_("who withdrew their consent ({value})"),
            (_PURPOSE,),
            title=N_("withdrawn for"),
            example="telephone",
        ),
        Operator(
            Op.EMPTY,
            N_("whom nobody has asked for their consent ({value})"),
            (_PURPOSE,),
            title=N_("never asked for"),
            example="messaging",
        ),
        Operator(
            Op.IS_NOT,
            N_("without a consent in force ({value})"),
            (_PURPOSE,),
            title=N_("not in force for"),
            example="commercial_email",
        ),
    ),
    _consent,
    depends=frozenset({"customers", "consents"}),
)

CONDITIONS = (EMAIL, PHONE, MOBILE, CHANNEL, HEARD_FROM, DO_NOT_CONTACT, CONSENT)
