"""Writing follow-ups, within an operation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crm_desktop.domain.interactions.model import Interaction
from crm_desktop.domain.reminders.model import Reminder
from crm_desktop.shared.clock import to_text
from crm_desktop.store.database import Operation
from crm_desktop.store.queries.reminders import columns_of

_CHUNK = 5_000


def insert(operation: Operation, reminder: Reminder) -> int:
    """Insert a new follow-up and return its id."""
    return operation.insert("reminder", **columns_of(reminder))


def insert_many(operation: Operation, reminders: Sequence[Reminder]) -> list[int]:
    """Insert many new follow-ups at once and return their ids."""
    if not reminders:
        return []
    first = operation.next_id("reminder")
    rows = [columns_of(reminder) for reminder in reminders]
    columns = ", ".join(rows[0])
    marks = ", ".join("?" * (len(rows[0]) + 1))
    operation.executemany(
        f"INSERT INTO reminder(id, {columns}) VALUES({marks})",
        ((first + place, *row.values()) for place, row in enumerate(rows)),
    )
    return list(range(first, first + len(rows)))


def update(operation: Operation, old: Reminder, new: Reminder) -> None:
    """Write the columns of a follow-up that differ."""
    before, after = columns_of(old), columns_of(new)
    changed = {column: value for column, value in after.items() if value != before[column]}
    if changed and old.id is not None:
        operation.update("reminder", old.id, **changed)


def set_columns(operation: Operation, ids: Sequence[int], **values: Any) -> int:
    """Give many open follow-ups the same values; return how many of them differed."""
    changed = 0
    assignments = ", ".join(f"{column} = ?" for column in values)
    differs = " OR ".join(f"{column} IS NOT ?" for column in values)
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        marks = ",".join("?" * len(chunk))
        cursor = operation.execute(
            f"UPDATE reminder SET {assignments} WHERE id IN ({marks}) AND state = 'open' AND ({differs})",
            (*values.values(), *chunk, *values.values()),
        )
        changed += cursor.rowcount
    return changed


def insert_interaction(operation: Operation, contact: Interaction) -> int:
    """Insert a contact and return its id."""
    return operation.insert(
        "interaction",
        customer_id=contact.customer_id,
        at=to_text(contact.at),
        channel=contact.channel.value,
        initiative=contact.initiative.value,
        topic=contact.topic,
        summary=contact.summary,
        minutes=contact.minutes,
        result=contact.result,
        staff_id=contact.staff_id,
        reminder_id=contact.reminder_id,
    )
