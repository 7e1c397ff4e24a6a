"""Ending follow-ups: what came of them becomes a contact, and the next one is planned. One operation each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from crm_desktop.domain.reminders.completion import Outcome, done, interaction_of, next_follow_up
from crm_desktop.domain.reminders.model import RESULT_NAMES, Reminder, ReminderState, Result
from crm_desktop.domain.reminders.scheduling import next_of_series, started
from crm_desktop.domain.reminders.validate import checked, checked_day, checked_note
from crm_desktop.services.changes import Changes
from crm_desktop.services.reminders_bulk import insert_next
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.errors import ConflictError, NotFoundError
from crm_desktop.shared.formats import number, short_date
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.store import reminder_writes
from crm_desktop.store.database import Operation
from crm_desktop.store.queries import reminders as queries


@dataclass(frozen=True, slots=True)
class Summary:
    """What typing in a sheet did.

    Attributes:
        done: how many follow-ups were ended.
        planned: how many new ones were made, series included.
        skipped: how many were not open any more, or gone; nothing was done to them.
    """

    done: int
    planned: int
    skipped: int


def complete(
    shop: Shop,
    reminder_id: int,
    result: Result,
    note: str = "",
    next_: Reminder | None = None,
    *,
    end_series: bool = False,
) -> Changes[int | None]:
    """End a follow-up with its result: it makes a contact, and one that repeats comes again by itself.

    Args:
        shop: the shop.
        reminder_id: an open follow-up.
        result: what came of it.
        note: what was said.
        next_: another follow-up that is to be made for the same customer, or None.
        end_series: one that repeats does not come again.

    Returns:
        The id of the next follow-up: `next_`, or else the next of the series, or None.

    Raises:
        ConflictError: it is no longer open.
        InvalidInput: the note or the next follow-up cannot be saved.
    """
    text = checked_note(note)
    following = checked(next_) if next_ is not None else None
    with shop.operation("complete_reminder") as operation:
        reminder = queries.load(shop.db, [reminder_id]).get(reminder_id)
        if reminder is None:
            raise NotFoundError(_("This follow-up is no longer there."))
        if reminder.state is not ReminderState.OPEN:
            raise ConflictError(
                _("Somebody has already closed this follow-up of {name}.").format(name=reminder.customer_name)
            )
        if following is not None:
            following = started(replace(following, id=None, customer_id=reminder.customer_id))
        outcome = Outcome(reminder_id, result, text, None, end_series)
        made = _end(shop, operation, reminder, outcome, following)
        operation.words = _sentence(shop, reminder, result, made[0] if made else None)
    return changes(operation, made[0].id if made else None)


def complete_many(shop: Shop, outcomes: Sequence[Outcome]) -> Changes[Summary]:
    """End many follow-ups, as typed from a sheet, in one operation.

    Those that are not open any more are left as they are and counted. Of two results for the same follow-up
    the later one holds.

    Raises:
        InvalidInput: a note or a date cannot be saved; nothing was written.
    """
    wanted: dict[int, Outcome] = {}
    for outcome in outcomes:
        if outcome.next_date is not None:
            checked_day(outcome.next_date)
        wanted[outcome.reminder_id] = replace(outcome, note=checked_note(outcome.note))
    with shop.operation("complete_reminders") as operation:
        found = queries.load(shop.db, list(wanted))
        ended = planned = 0
        for reminder_id, outcome in wanted.items():
            reminder = found.get(reminder_id)
            if reminder is None or reminder.state is not ReminderState.OPEN:
                continue
            following = _following(reminder, outcome.result, outcome.next_date)
            planned += len(_end(shop, operation, reminder, outcome, following))
            ended += 1
        summary = Summary(ended, planned, len(wanted) - ended)
        operation.words = _summary_sentence(shop, summary)
    made = changes(operation, summary)
    return made if ended else made._replace(sentence=_summary_sentence(shop, summary))


def _following(reminder: Reminder, result: Result, day: date | None) -> Reminder | None:
    return next_follow_up(reminder, result, day) if day is not None else None


def _end(
    shop: Shop, operation: Operation, reminder: Reminder, outcome: Outcome, following: Reminder | None
) -> list[Reminder]:
    """End one follow-up; return what comes next: what was asked for, then what the series says."""
    # Whoever is on duty did it; when nobody is, whose it was.
    staff_id = shop.on_duty if shop.on_duty is not None else reminder.staff_id
    ended = done(reminder, outcome.result, outcome.note, shop.clock.now(), staff_id)
    reminder_writes.insert_interaction(operation, interaction_of(ended))
    of_series = None if outcome.end_series else next_of_series(reminder, shop.clock.today())
    made = [insert_next(shop, operation, one) for one in (following, of_series) if one is not None]
    reminder_writes.update(operation, reminder, replace(ended, next_id=made[0].id if made else None))
    return made


def _sentence(shop: Shop, reminder: Reminder, result: Result, coming: Reminder | None) -> str:
    sentence = _("{name}: {result}.").format(
        name=reminder.customer_name, result=_(RESULT_NAMES[result]).lower()
    )
    if coming is None:
        return sentence
    following = _("The next one is on {date}.").format(date=short_date(coming.due_date, shop.profile.locale))
    return f"{sentence} {following}"


def _summary_sentence(shop: Shop, summary: Summary) -> str:
    locale = shop.profile.locale
    sentences = [
        ngettext("{count} result saved.", "{count} results saved.", summary.done).format(
            count=number(summary.done, locale)
        )
    ]
    if summary.planned:
        sentences.append(
            ngettext(
                "{count} new follow-up planned.", "{count} new follow-ups planned.", summary.planned
            ).format(count=number(summary.planned, locale))
        )
    if summary.skipped:
        sentences.append(
            ngettext(
                "{count} was closed already and stays as it was.",
                "{count} were closed already and stay as they were.",
                summary.skipped,
            ).format(count=number(summary.skipped, locale))
        )
    return " ".join(sentences)
