"""Many new customers, follow-ups and contacts at once, within one operation.

Rows go in with `executemany` (measured: nineteen times faster than one by one through the models), their ids
given beforehand. What is worked out for each customer is made when the operation ends, as for any other
write.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from crm_desktop.domain.customers.model import Customer
from crm_desktop.domain.reminders.model import Reminder
from crm_desktop.shared.clock import to_text
from crm_desktop.store.customer_writes import COLUMNS, columns_of, known_tags
from crm_desktop.store.database import Operation

_CUSTOMER = f"INSERT INTO customer(id, {', '.join(COLUMNS)}) VALUES({', '.join('?' * (len(COLUMNS) + 1))})"
_CONTACT = (
    "INSERT INTO contact_point(customer_id, kind, value, normal, label, position) VALUES(?, ?, ?, ?, ?, ?)"
)
_TAG = "INSERT INTO customer_tag(customer_id, tag_id) VALUES(?, ?)"
_OWN = "INSERT INTO own_value(customer_id, field_id, value) VALUES(?, ?, ?)"
_RELATION = "INSERT INTO relation(customer_id, other_id, kind, note) VALUES(?, ?, ?, ?)"
REMINDER_COLUMNS = (
    "uid", "customer_id", "due_date", "due_time", "minutes", "method", "subject", "notes", "priority",
    "staff_id", "source", "rrule", "series_start", "occurrence", "snoozed_until", "state", "result",
    "result_note", "done_at", "done_by", "next_id", "created_at",
)  # fmt: skip
_REMINDER = (
    f"INSERT INTO reminder(id, {', '.join(REMINDER_COLUMNS)})"
    f" VALUES({', '.join('?' * (len(REMINDER_COLUMNS) + 1))})"
)
_INTERACTION = (
    "INSERT INTO interaction("
    "customer_id, at, channel, initiative, topic, summary, minutes, result, staff_id, reminder_id)"
    " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_NOTE = "INSERT INTO note(customer_id, at, staff_id, text) VALUES(?, ?, ?, ?)"


def reminder_columns(reminder: Reminder) -> tuple[Any, ...]:
    """Return a follow-up's row in the order of `REMINDER_COLUMNS`."""
    r = reminder
    if r.created_at is None:
        raise ValueError("a follow-up is stored with the instant at which it was made")
    return (
        r.uid, r.customer_id, r.due_date.isoformat(), r.due_time.isoformat("minutes") if r.due_time else "",
        r.minutes, r.method.value, r.subject, r.notes, int(r.priority), r.staff_id, r.source.value, r.rrule,
        r.series_start.isoformat() if r.series_start else None,
        r.occurrence.isoformat() if r.occurrence else None,
        to_text(r.snoozed_until) if r.snoozed_until else None, r.state.value,
        r.result.value if r.result else "", r.result_note, to_text(r.done_at) if r.done_at else None,
        r.done_by, r.next_id, to_text(r.created_at),
    )  # fmt: skip


class BulkWriter:
    """Inserts many rows within an operation; call it with batches of some thousands."""

    def __init__(self, operation: Operation) -> None:
        self._operation = operation
        self._next_customer = operation.next_id("customer")
        self._next_reminder = operation.next_id("reminder")
        self._tags: dict[str, tuple[int, str]] = {}

    def customers(self, batch: Sequence[Customer]) -> range:
        """Insert new customers whole (with `uid`, `created_at` and `updated_at` set); return their ids.

        Relations may point at customers that come later: references are proved at the end of the operation.
        """
        first = self._next_customer
        self._next_customer += len(batch)
        ids = range(first, self._next_customer)
        new_tags = {t for c in batch for t in c.tags if t not in self._tags}
        if new_tags:
            known = known_tags(self._operation, sorted(new_tags))
            self._tags.update(known | {spelt: (tag_id, spelt) for tag_id, spelt in known.values()})
        batch = [self._as_spelt(customer) for customer in batch]
        with self._operation.new_customers(list(zip(ids, batch, strict=True))):
            self._write(ids, batch)
        return ids

    def _as_spelt(self, customer: Customer) -> Customer:
        """Return a customer whose tags are as the shop spells them, each once."""
        spelt = tuple(dict.fromkeys(self._tags[t][1] for t in customer.tags))
        return customer if spelt == customer.tags else replace(customer, tags=spelt)

    def _write(self, ids: range, batch: Sequence[Customer]) -> None:
        run = self._operation.executemany
        run(_CUSTOMER, [(i, *columns_of(c)) for i, c in zip(ids, batch, strict=True)])
        run(
            _CONTACT,
            [
                (i, p.kind.value, p.value, p.normal, p.label, position)
                for i, c in zip(ids, batch, strict=True)
                for position, p in enumerate(c.contacts)
            ],
        )
        tags = self._tags
        run(_TAG, [(i, tags[t][0]) for i, c in zip(ids, batch, strict=True) for t in c.tags])
        run(_OWN, [(i, f, v) for i, c in zip(ids, batch, strict=True) for f, v in c.own])
        run(
            _RELATION,
            [
                (i, r.other_id, r.kind.value, r.note)
                for i, c in zip(ids, batch, strict=True)
                for r in c.relations
            ],
        )

    def reminders(self, batch: Sequence[Reminder]) -> range:
        """Insert follow-ups (with `uid` and `created_at` set); return their ids."""
        first = self._next_reminder
        self._next_reminder += len(batch)
        ids = range(first, self._next_reminder)
        self._operation.executemany(
            _REMINDER, [(i, *reminder_columns(r)) for i, r in zip(ids, batch, strict=True)]
        )
        return ids

    def interactions(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Insert contacts.

        Args:
            rows: (customer_id, at as stored text, channel, initiative, topic, summary, minutes, result,
                staff_id, reminder_id).
        """
        self._operation.executemany(_INTERACTION, rows)

    def notes(self, rows: Iterable[tuple[int, str, int | None, str]]) -> None:
        """Insert notes: (customer_id, at as stored text, staff_id, text)."""
        self._operation.executemany(_NOTE, rows)
