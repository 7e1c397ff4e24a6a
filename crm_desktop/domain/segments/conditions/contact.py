"""Conditions over contacts with a customer, and over follow-ups."""

from __future__ import annotations

from crm_desktop.domain.segments.conditions.building import (
    DAYS,
    PAST_PERIOD,
    dates_filter,
    instant_filter,
)
from crm_desktop.domain.segments.filters import Compare, Field, Filter, Not, OneOf, Rows, Sign, Times, within
from crm_desktop.domain.segments.kinds import ConditionKind, Family, Op, Operator, Slot, ValueKind, Values
from crm_desktop.domain.segments.periods import COMING, PAST
from crm_desktop.domain.segments.surroundings import Surroundings
from crm_desktop.domain.service import CHANNEL_NAMES
from crm_desktop.shared.i18n import N_, ngettext

_CONTACTS = frozenset({"customers", "interactions", "reminders"})
_CHANNELS = Slot(
    ValueKind.CHOICES,
    "channels",
    N_("channels"),
    choices=tuple((c.value, n) for c, n in CHANNEL_NAMES.items()),
)
_PERIOD = Slot(ValueKind.PERIOD, "period", N_("period"), whens=PAST, optional=True)

LAST_CONTACT = ConditionKind(
    "last_contact",
    N_("Last contact"),
    Family.CONTACT,
    (
        Operator(
            Op.NOT_FOR,
            lambda n: ngettext("without contact for {value} day", "without contact for {value} days", n),
            (DAYS,),
            example=90,
        ),
        Operator(
            Op.IN,
            N_("whose last contact was {value}"),
            (PAST_PERIOD,),
            example={"when": "last_days", "days": 30},
        ),
        Operator(Op.EMPTY, N_("with whom there never was a contact"), title=N_("never")),
        Operator(Op.FILLED, N_("with whom there was some contact"), title=N_("at some time")),
    ),
    lambda op, values, around: dates_filter(Field.LAST_CONTACT, op, values, around, instant=True),
    depends=_CONTACTS,
    measure=Field.LAST_CONTACT,
)


def _contacted(op: Op, values: Values, around: Surroundings) -> Filter:
    parts: list[Filter] = [OneOf(Field.ROW_CHANNEL, tuple(values["channels"]))]
    if values.get("period"):
        parts.append(instant_filter(Field.ROW_INSTANT, values["period"], around))
    found = Times(Rows.CONTACTED, tuple(parts))
    return Not(found) if op is Op.NONE_OF else found


CONTACTED = ConditionKind(
    "contacted",
    N_("Contact by a channel"),
    Family.CONTACT,
    (
        Operator(
            Op.ANY_OF,
            N_("with a contact by {channels} {period}"),
            (_CHANNELS, _PERIOD),
            title=N_("by one of"),
            example={"channels": ["call"], "period": {"when": "this_year"}},
        ),
        Operator(
            Op.NONE_OF,
            N_("without any contact by {channels} {period}"),
            (_CHANNELS, _PERIOD),
            title=N_("by none of"),
            example={"channels": ["email", "message"]},
        ),
    ),
    _contacted,
    depends=_CONTACTS,
)


def _follow_up(op: Op, values: Values, around: Surroundings) -> Filter:
    match op:
        case Op.EMPTY:
            return Not(Times(Rows.FOLLOW_UPS))
        case Op.NO:
            return Compare(Field.NEXT_FOLLOW_UP, Sign.EQ, "")
        case Op.IN:
            return dates_filter(Field.NEXT_FOLLOW_UP, op, values, around, instant=False)
        case _:
            return Compare(Field.NEXT_FOLLOW_UP, Sign.NE, "")


FOLLOW_UP = ConditionKind(
    "follow_up",
    N_("Open follow-up"),
    Family.CONTACT,
    (
        Operator(Op.YES, N_("with an open follow-up"), title=N_("has one")),
        Operator(Op.NO, N_("without an open follow-up"), title=N_("has none")),
        Operator(
            Op.IN,
            N_("whose next follow-up is {value}"),
            (Slot(ValueKind.PERIOD, whens=COMING),),
            example={"when": "next_days", "days": 7},
        ),
        Operator(Op.EMPTY, N_("who never had a follow-up"), title=N_("never had one")),
    ),
    _follow_up,
    depends=_CONTACTS,
    measure=Field.NEXT_FOLLOW_UP,
)


def _overdue(op: Op, _values: Values, around: Surroundings) -> Filter:
    found = within(Field.NEXT_FOLLOW_UP, "", around.today.isoformat())
    return Not(found) if op is Op.NO else found


OVERDUE = ConditionKind(
    "overdue_follow_up",
    N_("Overdue follow-up"),
    Family.CONTACT,
    (
        Operator(Op.YES, N_("with an overdue follow-up"), title=N_("has one")),
        Operator(Op.NO, N_("without an overdue follow-up"), title=N_("has none")),
    ),
    _overdue,
    depends=_CONTACTS,
    measure=Field.NEXT_FOLLOW_UP,
)


def _done(op: Op, values: Values, around: Surroundings) -> Filter:
    done = Compare(Field.ROW_STATE, Sign.EQ, "done")
    found = Times(Rows.FOLLOW_UPS, (done, instant_filter(Field.ROW_INSTANT, values["value"], around)))
    return Not(found) if op is Op.NOT_IN else found


DONE = ConditionKind(
    "done_follow_up",
    N_("Follow-up done"),
    Family.CONTACT,
    (
        Operator(
            Op.IN,
            N_("with a follow-up done {value}"),
            (PAST_PERIOD,),
            example={"when": "last_days", "days": 30},
        ),
        Operator(
            Op.NOT_IN,
            N_("without a follow-up done {value}"),
            (PAST_PERIOD,),
            title=N_("none in the period"),
            example={"when": "this_month"},
        ),
    ),
    _done,
    depends=_CONTACTS,
)

CONDITIONS = (LAST_CONTACT, CONTACTED, FOLLOW_UP, OVERDUE, DONE)
