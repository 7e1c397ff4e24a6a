"""Changing many follow-ups at once: later, another date, another person, skipped, cancelled.

Each is one operation. Only open follow-ups are changed; the others are left as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

from crm_desktop.domain.reminders.model import Reminder, ReminderState
from crm_desktop.domain.reminders.scheduling import next_of_series
from crm_desktop.domain.reminders.validate import checked_day
from crm_desktop.services.changes import Changes
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.clock import to_text
from crm_desktop.shared.errors import InvalidInput, NotFoundError
from crm_desktop.shared.formats import date_and_time, number, short_date
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.store import reminder_writes
from crm_desktop.store.database import Operation
from crm_desktop.store.queries import reminders as queries


def snooze(shop: Shop, ids: Sequence[int], until: datetime) -> Changes[int]:
    """Hide follow-ups until an instant (aware); their dates stay. Return how many changed.

    Raises:
        InvalidInput: that moment has passed.
    """
    if until <= shop.clock.now():
        sentence = _("Choose a moment that is still to come.")
        raise InvalidInput(sentence, {"until": sentence})
    with shop.operation("snooze_reminders") as operation:
        done = reminder_writes.set_columns(operation, ids, snoozed_until=to_text(until))
        moment = date_and_time(shop.clock.local(until), shop.profile.locale)
        operation.words = ngettext(
            "{count} follow-up put off until {moment}.", "{count} follow-ups put off until {moment}.", done
        ).format(count=number(done, shop.profile.locale), moment=moment)
    return changes(operation, done)


def wake(shop: Shop, ids: Sequence[int]) -> Changes[int]:
    """Show follow-ups again that were hidden until later. Return how many changed."""
    with shop.operation("wake_reminders") as operation:
        done = reminder_writes.set_columns(operation, ids, snoozed_until=None)
        operation.words = ngettext(
            "{count} follow-up is shown again.", "{count} follow-ups are shown again.", done
        ).format(count=number(done, shop.profile.locale))
    return changes(operation, done)


def move(shop: Shop, ids: Sequence[int], day: date) -> Changes[int]:
    """Give follow-ups another date; hours, persons and series stay. Return how many changed.

    Raises:
        InvalidInput: the date is a slip of the finger.
    """
    checked_day(day)
    with shop.operation("move_reminders") as operation:
        done = reminder_writes.set_columns(operation, ids, due_date=day.isoformat(), snoozed_until=None)
        operation.words = ngettext(
            "{count} follow-up moved to {date}.", "{count} follow-ups moved to {date}.", done
        ).format(count=number(done, shop.profile.locale), date=short_date(day, shop.profile.locale))
    return changes(operation, done)


def reassign(shop: Shop, ids: Sequence[int], staff_id: int | None) -> Changes[int]:
    """Give follow-ups to a person, or to nobody (None). Return how many changed.

    Raises:
        NotFoundError: there is no such person.
    """
    with shop.operation("reassign_reminders") as operation:
        row = operation.execute("SELECT name FROM staff WHERE id = ?", (staff_id,)).fetchone()
        if staff_id is not None and row is None:
            raise NotFoundError(_("This person is no longer in the list of people."))
        done = reminder_writes.set_columns(operation, ids, staff_id=staff_id)
        if row:
            sentence = ngettext(
                "{count} follow-up is now {name}'s.", "{count} follow-ups are now {name}'s.", done
            )
        else:
            sentence = ngettext(
                "{count} follow-up is nobody's now.", "{count} follow-ups are nobody's now.", done
            )
        operation.words = sentence.format(count=number(done, shop.profile.locale), name=row[0] if row else "")
    return changes(operation, done)


def cancel(shop: Shop, ids: Sequence[int]) -> Changes[int]:
    """Cancel follow-ups; those that repeat do not come again. Return how many changed."""
    with shop.operation("cancel_reminders") as operation:
        done = reminder_writes.set_columns(
            operation, ids, state=ReminderState.CANCELLED.value, done_at=operation.at, done_by=shop.on_duty
        )
        operation.words = ngettext(
            "{count} follow-up cancelled.", "{count} follow-ups cancelled.", done
        ).format(count=number(done, shop.profile.locale))
    return changes(operation, done)


def skip(shop: Shop, ids: Sequence[int]) -> Changes[int]:
    """Leave out this time of follow-ups that repeat: the next one takes its place. Return how many changed.

    Those that do not repeat are left as they are.
    """
    today = shop.clock.today()
    with shop.operation("skip_reminders") as operation:
        done, latest = 0, None
        for reminder in queries.load(shop.db, ids).values():
            if reminder.state is not ReminderState.OPEN or not reminder.rrule:
                continue
            following = next_of_series(reminder, today)
            skipped = replace(
                reminder,
                state=ReminderState.CANCELLED,
                done_at=shop.clock.now(),
                done_by=shop.on_duty,
                snoozed_until=None,
                next_id=insert_next(shop, operation, following).id if following else None,
            )
            reminder_writes.update(operation, reminder, skipped)
            done, latest = done + 1, following
        operation.words = _skipped_sentence(shop, done, latest)
    return changes(operation, done)


def _skipped_sentence(shop: Shop, done: int, following: Reminder | None) -> str:
    if done == 1 and following is not None:
        return _("Left out this time; the next one is on {date}.").format(
            date=short_date(following.due_date, shop.profile.locale)
        )
    return ngettext(
        "{count} follow-up left out this time.", "{count} follow-ups left out this time.", done
    ).format(count=number(done, shop.profile.locale))


def insert_next(shop: Shop, operation: Operation, following: Reminder) -> Reminder:
    """Insert the follow-up that comes next and return it with its id."""
    made = replace(following, id=None, uid=uuid4().hex, created_at=shop.clock.now())
    return replace(made, id=reminder_writes.insert(operation, made))
