"""A follow-up as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import IntEnum, StrEnum

from crm_desktop.shared.i18n import N_


class Method(StrEnum):
    """How the customer is followed up."""

    CALL = "call"
    VISIT = "visit"
    EMAIL = "email"
    MESSAGE = "message"
    OTHER = "other"


class Priority(IntEnum):
    """Sorts from the least to the most urgent."""

    LOW = 0
    NORMAL = 1
    HIGH = 2


class Source(StrEnum):
    """Where a follow-up comes from."""

    PERSON = "person"
    RULE = "rule"
    PRODUCT = "product"
    CASE = "case"
    BIRTHDAY = "birthday"


class ReminderState(StrEnum):
    """Open until it is done or cancelled."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Result(StrEnum):
    """What came of it."""

    CONTACTED = "contacted"
    NO_ANSWER = "no_answer"
    CALL_AGAIN = "call_again"
    NOT_INTERESTED = "not_interested"
    WRONG_NUMBER = "wrong_number"


METHOD_NAMES: dict[Method, str] = {
    Method.CALL: N_("Call"),
    Method.VISIT: N_("Visit"),
    Method.EMAIL: N_("E-mail"),
    Method.MESSAGE: N_("Message"),
    Method.OTHER: N_("Other"),
}
PRIORITY_NAMES: dict[Priority, str] = {
    Priority.LOW: N_("Low"),
    Priority.NORMAL: N_("Normal"),
    Priority.HIGH: N_("High"),
}
RESULT_NAMES: dict[Result, str] = {
    Result.CONTACTED: N_("Contacted"),
    Result.NO_ANSWER: N_("No answer"),
    Result.CALL_AGAIN: N_("Call again"),
    Result.NOT_INTERESTED: N_("Not interested"),
    Result.WRONG_NUMBER: N_("Wrong number"),
}


@dataclass(frozen=True, slots=True)
class Reminder:
    """A follow-up.

    Attributes:
        uid: a lasting identity for iCalendar (UUID as 32 hex digits); "" until it is saved.
        customer_name: how the customer is shown; not stored here.
        due_date: the date in the shop's zone.
        due_time: the hour in the shop's zone, or None for any time of that day.
        minutes: how long it takes; 0 when nobody said.
        snoozed_until: "remind me later": hidden from today's notice until then (UTC); the due date stays.
        rrule: RFC 5545 RRULE without "RRULE:", or "". The rule is anchored at `series_start`.
        series_start: the first date of a repeated follow-up.
        occurrence: the date that the rule gave to this follow-up of a series; it stays when the follow-up is
            moved, so that the same date does not come twice. None when it does not repeat.
        result_note: what was said.
        done_at, created_at: instants in UTC.
        next_id: the follow-up that came after this one.
    """

    customer_id: int
    due_date: date
    subject: str
    id: int | None = None
    uid: str = ""
    customer_name: str = ""
    due_time: time | None = None
    minutes: int = 0
    method: Method = Method.CALL
    notes: str = ""
    priority: Priority = Priority.NORMAL
    staff_id: int | None = None
    source: Source = Source.PERSON
    rrule: str = ""
    series_start: date | None = None
    occurrence: date | None = None
    snoozed_until: datetime | None = None
    state: ReminderState = ReminderState.OPEN
    result: Result | None = None
    result_note: str = ""
    done_at: datetime | None = None
    done_by: int | None = None
    next_id: int | None = None
    created_at: datetime | None = None
