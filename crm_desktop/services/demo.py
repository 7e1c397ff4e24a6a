"""A sample shop, to look at, to try things with, to draw and to measure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

from crm_desktop.domain.reminders.model import Reminder, ReminderState
from crm_desktop.services.changes import Changes
from crm_desktop.services.demo_asking import write_asking, write_segments
from crm_desktop.services.demo_sales import SalesWriter
from crm_desktop.services.own_fields import list_fields
from crm_desktop.services.shop import PROFILE, Shop, changes, profile_as_json
from crm_desktop.shared.clock import to_text
from crm_desktop.shared.errors import Cancelled, InvalidInput, KnownError
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.shared.text import fold
from crm_desktop.store.bulk import BulkWriter
from crm_desktop.store.database import Operation

if TYPE_CHECKING:
    from crm_desktop.domain.customers.model import Customer
    from crm_desktop.domain.sample.shop import Sample

MOST_CUSTOMERS = 1_000_000
_BATCH = 5_000


def _quiet(_done: int, _total: int) -> None:
    """Tell nobody."""


def _never() -> bool:
    return False


def make_demo(
    shop: Shop,
    customers: int = 2000,
    seed: int = 1,
    purchases: float | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Changes[int]:
    """Fill a shop without customers with a sample; one operation, which can be undone.

    The sample depends on nothing but the number of customers, the seed and the shop's date. People and own
    fields that the shop already has are used, where they fit; its data are kept when it has told its name.

    Args:
        shop: a shop without customers.
        customers: how many, 1 to `MOST_CUSTOMERS`.
        seed: another seed, another shop.
        purchases: how many each customer made in two years, on average; None for as many as usual.
        progress: told (done, total) customers now and then.
        cancelled: asked now and then; when it answers True, nothing is written.

    Returns:
        How many customers were made.

    Raises:
        InvalidInput: not a number of customers.
        KnownError: the shop has customers already, or the disk said no; nothing was written.
        Cancelled: it was cancelled.
    """
    from crm_desktop.domain.sample.shop import PURCHASES, Sample

    if not 1 <= customers <= MOST_CUSTOMERS:
        raise InvalidInput(
            _("A sample shop has from 1 to {most} customers.").format(most=MOST_CUSTOMERS),
            {"customers": _("Type a number from 1 to {most}.").format(most=MOST_CUSTOMERS)},
        )
    each = PURCHASES if purchases is None else purchases
    sample = Sample(customers, seed, shop.clock.today(), each)
    with shop.operation("make_demo") as operation:
        if operation.execute("SELECT 1 FROM customer LIMIT 1").fetchone():
            raise KnownError(
                _(
                    "This shop has customers already, and sample customers must not get among them. "
                    "Make the sample in a new folder."
                )
            )
        _Writer(shop, operation, sample, seed).write(progress or _quiet, cancelled or _never)
        operation.words = ngettext(
            "Sample shop with {count} customer made.", "Sample shop with {count} customers made.", customers
        ).format(count=number(customers, shop.profile.locale))
    return changes(operation, customers)


class _Writer:
    """Writes a sample into a shop, turning its places into the shop's ids."""

    def __init__(self, shop: Shop, operation: Operation, sample: Sample, seed: int) -> None:
        self._shop = shop
        self._seed = seed
        self._operation = operation
        self._sample = sample
        self._bulk = BulkWriter(operation)
        self._staff: dict[int | None, int | None] = {None: None}
        self._fields: dict[int, int] = {}
        self._customer_before = 0  # what is added to a customer's place to get its id
        self._reminder_before = 0

    def write(self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
        """Write it all; raise Cancelled when asked to stop."""
        self._write_profile()
        self._write_staff()
        self._write_fields()
        self._customer_before = self._operation.next_id("customer") - 1
        self._reminder_before = self._operation.next_id("reminder") - 1
        self._write_customers(progress, cancelled)
        self._write_follow_ups()
        self._write_notes()
        sales = SalesWriter(
            self._shop,
            self._operation,
            self._sample.purchases,
            self._staff,
            self._customer_before,
            self._seed,
            cancelled,
        )
        sales.write()
        write_asking(self._operation, self._sample.asking, self._staff, sales.products, self._customer_before)
        write_segments(self._shop, self._operation, Random(f"{self._seed}:segments"))  # noqa: S311 - sample data

    def _write_profile(self) -> None:
        if not self._shop.profile.name:
            self._operation.execute(
                "INSERT INTO setting(key, value) VALUES(?, ?)"
                " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                (PROFILE, profile_as_json(self._sample.profile)),
            )

    def _write_staff(self) -> None:
        known = {fold(r[1]): r[0] for r in self._operation.execute("SELECT id, name FROM staff").fetchall()}
        for member in self._sample.staff:
            staff_id = known.get(fold(member.name))
            if staff_id is None:
                staff_id = self._operation.insert(
                    "staff", name=member.name, colour=member.colour, active=int(member.active)
                )
            self._staff[member.id] = staff_id

    def _write_fields(self) -> None:
        known = {fold(field.name): field for field in list_fields(self._shop)}
        for field in self._sample.own_fields:
            place = field.id or 0
            there = known.get(fold(field.name))
            if there is None:
                self._fields[place] = self._operation.insert(
                    "own_field",
                    name=field.name,
                    kind=field.kind.value,
                    choices=json.dumps(list(field.choices), ensure_ascii=False),
                    position=len(known) + field.position,
                )
            elif there.kind is field.kind and set(field.choices) <= set(there.choices):
                self._fields[place] = there.id or 0

    def _write_customers(self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
        everybody = self._sample.customers()
        done = 0
        while batch := [self._ours(customer) for customer in islice(everybody, _BATCH)]:
            if cancelled():
                raise Cancelled
            self._bulk.customers(batch)
            done += len(batch)
            progress(done, self._sample.count)

    def _ours(self, customer: Customer) -> Customer:
        before = self._customer_before
        relations = customer.relations
        if relations and before:
            relations = tuple(replace(r, other_id=r.other_id + before) for r in relations)
        return replace(
            customer,
            staff_id=self._staff[customer.staff_id],
            relations=relations,
            own=tuple((self._fields[f], value) for f, value in customer.own if f in self._fields),
        )

    def _our_reminder(self, reminder: Reminder) -> Reminder:
        return replace(
            reminder,
            customer_id=reminder.customer_id + self._customer_before,
            staff_id=self._staff[reminder.staff_id],
            done_by=self._staff[reminder.done_by],
            next_id=reminder.next_id + self._reminder_before if reminder.next_id else None,
        )

    def _write_follow_ups(self) -> None:
        from crm_desktop.domain.reminders.completion import interaction_of

        reminders = [self._our_reminder(reminder) for reminder in self._sample.follow_ups()]
        ids = self._bulk.reminders(reminders)
        contacts = (
            interaction_of(replace(reminder, id=reminder_id))
            for reminder_id, reminder in zip(ids, reminders, strict=True)
            if reminder.state is ReminderState.DONE
        )
        self._bulk.interactions(
            (
                c.customer_id,
                to_text(c.at),
                c.channel.value,
                c.initiative.value,
                c.topic,
                c.summary,
                c.minutes,
                c.result,
                c.staff_id,
                c.reminder_id,
            )
            for c in contacts
        )

    def _write_notes(self) -> None:
        self._bulk.notes(self._note_rows())

    def _note_rows(self) -> Iterator[tuple[int, str, int | None, str]]:
        for note in self._sample.notes():
            yield (
                note.customer_id + self._customer_before,
                to_text(note.at),
                self._staff[note.staff_id],
                note.text,
            )
