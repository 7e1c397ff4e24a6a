"""Follow-ups: listing and planning them; changing many and ending them is reached from here too."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import uuid4

from crm_desktop.domain.reminders.listing import Counts, MonthDay, ReminderFilter, ReminderRow, StaffCount
from crm_desktop.domain.reminders.model import Reminder, ReminderState
from crm_desktop.domain.reminders.scheduling import rescheduled, started
from crm_desktop.domain.reminders.validate import checked
from crm_desktop.services import left_out
from crm_desktop.services.changes import Changes
from crm_desktop.services.reminders_bulk import cancel, move, reassign, skip, snooze, wake
from crm_desktop.services.reminders_done import Summary, complete, complete_many
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.errors import ConflictError, NotFoundError
from crm_desktop.shared.formats import short_date
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.store import reminder_writes
from crm_desktop.store.queries import reminder_counts
from crm_desktop.store.queries import reminders as queries

__all__ = [
    "Summary",
    "add_for",
    "by_staff",
    "cancel",
    "complete",
    "complete_many",
    "counts",
    "get",
    "get_many",
    "hidden",
    "list_ids",
    "list_rows",
    "month",
    "move",
    "reassign",
    "rows",
    "save",
    "skip",
    "snooze",
    "subjects",
    "wake",
]


# ---- reading


def get(shop: Shop, reminder_id: int) -> Reminder:
    """Return a follow-up; raise NotFoundError."""
    found = queries.load(shop.db, [reminder_id])
    if reminder_id not in found:
        raise NotFoundError(_("This follow-up is no longer there."))
    return found[reminder_id]


def get_many(shop: Shop, ids: Sequence[int]) -> list[Reminder]:
    """Return whole follow-ups in the order of the ids; ids that are gone are left out."""
    found = queries.load(shop.db, ids)
    return [found[i] for i in ids if i in found]


def list_ids(shop: Shop, wanted: ReminderFilter) -> array[int]:
    """Return the ids of a whole list, in its order."""
    return queries.ids(shop.db, wanted, shop.clock.today(), shop.clock.now())


def rows(shop: Shop, ids: Sequence[int]) -> list[ReminderRow]:
    """Return the rows of one page of a list, in the order of the ids."""
    return queries.rows(shop.db, ids)


def list_rows(shop: Shop, wanted: ReminderFilter) -> list[ReminderRow]:
    """Return a whole list, each follow-up with the last contact and note beside it."""
    return rows(shop, list_ids(shop, wanted))


def counts(shop: Shop) -> Counts:
    """Return how many are late, due today and due this week, those put off until later left out."""
    return reminder_counts.counts(shop.db, shop.clock.today(), shop.clock.now())


def hidden(shop: Shop, last: date | None = None) -> int:
    """Return how many, due until `last` (today by default), "remind me later" hides now."""
    return reminder_counts.hidden(shop.db, last or shop.clock.today(), shop.clock.now())


def by_staff(shop: Shop, last: date) -> list[StaffCount]:
    """Return how many each person has until a date, in no order; people without any are left out."""
    return reminder_counts.by_staff(shop.db, shop.clock.today(), last, shop.clock.now())


def month(shop: Shop, year: int, number: int, staff_id: int | None = None) -> list[MonthDay]:
    """Return the 42 days, from a Monday on, that show a month (January is 1), with what is due on each."""
    return reminder_counts.month(shop.db, year, number, staff_id)


def subjects(shop: Shop, limit: int = 30) -> list[str]:
    """Return what recent follow-ups were about, the most frequent first: suggestions while typing."""
    found = shop.db.read(
        "SELECT subject FROM (SELECT subject, id FROM reminder ORDER BY id DESC LIMIT 500) recent"
        " GROUP BY subject ORDER BY count(*) DESC, max(id) DESC LIMIT ?",
        (limit,),
    )
    return [str(row[0]) for row in found]


# ---- writing


def save(shop: Shop, reminder: Reminder) -> Changes[int]:
    """Save a follow-up, new or changed; return its id.

    One that repeats starts on the first date that its rule allows.

    Raises:
        InvalidInput: with a sentence for each field that cannot be saved.
        ConflictError: it is no longer open.
        NotFoundError: it, or its customer, is no longer there.
    """
    wanted = checked(reminder)
    with shop.operation("save_reminder") as operation:
        if wanted.id is None:
            name = _customer_name(shop, wanted.customer_id)
            made = replace(started(wanted), uid=wanted.uid or uuid4().hex, created_at=shop.clock.now())
            reminder_id = reminder_writes.insert(operation, made)
            sentence = _("Follow-up added: {name}, {date}.")
        else:
            reminder_id = wanted.id
            old = get(shop, reminder_id)
            if old.state is not ReminderState.OPEN:
                raise ConflictError(
                    _("This follow-up of {name} is already closed, so it cannot be changed.").format(
                        name=old.customer_name
                    )
                )
            name = _customer_name(shop, wanted.customer_id)
            made = rescheduled(old, replace(wanted, uid=old.uid, created_at=old.created_at))
            if made.due_date != old.due_date:
                made = replace(made, snoozed_until=None)
            reminder_writes.update(operation, old, made)
            sentence = _("Follow-up saved: {name}, {date}.")
        operation.words = sentence.format(name=name, date=short_date(made.due_date, shop.profile.locale))
    return changes(operation, reminder_id)


def _customer_name(shop: Shop, customer_id: int) -> str:
    row = shop.db.read_one("SELECT name FROM customer_index WHERE customer_id = ?", (customer_id,))
    if row is None:
        raise NotFoundError(_("This customer's file is no longer there."))
    return str(row[0])


def add_for(shop: Shop, customer_ids: Sequence[int], template: Reminder) -> Changes[list[int]]:
    """Add the same follow-up for many customers, in one operation.

    Customers who do not want to be contacted, and archived ones, are left out and counted in the sentence.

    Args:
        shop: the shop.
        customer_ids: for whom; each once.
        template: the follow-up; its customer is not looked at.

    Returns:
        The ids of the new follow-ups.

    Raises:
        InvalidInput: with a sentence for each field that cannot be saved.
    """
    first = started(checked(template))
    with shop.operation("add_reminders") as operation:
        reachable, unwilling, archived = queries.reachable(shop.db, customer_ids)
        now = shop.clock.now()
        made = reminder_writes.insert_many(
            operation,
            [
                replace(first, id=None, customer_id=customer_id, uid=uuid4().hex, created_at=now)
                for customer_id in reachable
            ],
        )
        said = ngettext(
            "{count} follow-up added for {date}.", "{count} follow-ups added for {date}.", len(made)
        ).format(count=len(made), date=short_date(first.due_date, shop.profile.locale))
        operation.words = sentence = " ".join([said, *left_out.sentences(unwilling, archived)])
    done = changes(operation, made)
    return done if made else done._replace(sentence=sentence)
