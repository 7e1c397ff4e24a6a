"""How a follow-up ends: the contact that it makes, and what is proposed next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from crm_desktop.domain.interactions.model import Interaction
from crm_desktop.domain.reminders.model import Method, Priority, Reminder, ReminderState, Result
from crm_desktop.domain.reminders.scheduling import open_day
from crm_desktop.domain.service import Channel, Initiative
from crm_desktop.shared.i18n import _

# The channel of the contact that a follow-up makes, by how it was done.
CHANNEL_OF: dict[Method, Channel] = {
    Method.CALL: Channel.CALL,
    Method.VISIT: Channel.VISIT,
    Method.EMAIL: Channel.EMAIL,
    Method.MESSAGE: Channel.MESSAGE,
    Method.OTHER: Channel.SHOP,
}
# The order of the boxes on paper and of the number keys on the screen, 1 to 5.
RESULT_ORDER: tuple[Result, ...] = (
    Result.CONTACTED,
    Result.NO_ANSWER,
    Result.CALL_AGAIN,
    Result.NOT_INTERESTED,
    Result.WRONG_NUMBER,
)
DEFAULT_CALL_AGAIN_DAYS = 7


class Next(StrEnum):
    """What a result proposes."""

    NOTHING = "nothing"
    RETRY = "retry"  # the same, on the next day on which the shop is open
    ASK_DATE = "ask_date"  # the same, on a date that the person says
    ASK_NUMBER = "ask_number"  # to ask for the right telephone number


# What each result proposes.
PROPOSED: dict[Result, Next] = {
    Result.CONTACTED: Next.NOTHING,
    Result.NO_ANSWER: Next.RETRY,
    Result.CALL_AGAIN: Next.ASK_DATE,
    Result.NOT_INTERESTED: Next.NOTHING,
    Result.WRONG_NUMBER: Next.ASK_NUMBER,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a person typed about one follow-up.

    Attributes:
        reminder_id: the follow-up.
        result: what came of it.
        note: what was said.
        next_date: when it is to be followed up again, or None for no new follow-up.
        end_series: a repeated follow-up does not come again.
    """

    reminder_id: int
    result: Result
    note: str = ""
    next_date: date | None = None
    end_series: bool = False


def done(reminder: Reminder, result: Result, note: str, at: datetime, staff_id: int | None) -> Reminder:
    """Return a follow-up as it stands once it is done.

    Args:
        reminder: an open follow-up.
        result: what came of it.
        note: what was said.
        at: the instant (UTC).
        staff_id: who did it, or None.
    """
    return replace(
        reminder,
        state=ReminderState.DONE,
        result=result,
        result_note=note.strip(),
        done_at=at,
        done_by=staff_id,
        snoozed_until=None,
    )


def interaction_of(reminder: Reminder) -> Interaction:
    """Return the contact that a follow-up made; the shop started it.

    Args:
        reminder: one that is done.
    """
    if reminder.done_at is None or reminder.result is None:
        raise ValueError("the follow-up is not done")
    return Interaction(
        customer_id=reminder.customer_id,
        at=reminder.done_at,
        channel=CHANNEL_OF[reminder.method],
        initiative=Initiative.PROACTIVE,
        topic=reminder.subject,
        summary=reminder.result_note,
        result=reminder.result.value,
        staff_id=reminder.done_by,
        reminder_id=reminder.id,
    )


def proposed_date(result: Result, today: date) -> date | None:
    """Return the date that a result proposes for the next follow-up, never a Sunday; None for none."""
    match PROPOSED[result]:
        case Next.RETRY | Next.ASK_NUMBER:
            return open_day(today + timedelta(days=1))
        case Next.ASK_DATE:
            return open_day(today + timedelta(days=DEFAULT_CALL_AGAIN_DAYS))
        case _:
            return None


def next_follow_up(reminder: Reminder, result: Result, day: date) -> Reminder:
    """Return the follow-up that a result leads to on a date. It does not repeat: a series goes on by itself.

    After a wrong number it is another one: to ask for the right number, by any way but the telephone.
    """
    following = Reminder(
        customer_id=reminder.customer_id,
        customer_name=reminder.customer_name,
        due_date=day,
        due_time=reminder.due_time,
        minutes=reminder.minutes,
        method=reminder.method,
        subject=reminder.subject,
        notes=reminder.notes,
        priority=reminder.priority,
        staff_id=reminder.staff_id,
    )
    if PROPOSED[result] is not Next.ASK_NUMBER:
        return following
    return replace(
        following,
        due_time=None,
        minutes=0,
        method=Method.OTHER,
        subject=_("Ask for the right telephone number"),
        notes=_("It was for: {subject}").format(subject=reminder.subject),
        priority=Priority.NORMAL,
    )
