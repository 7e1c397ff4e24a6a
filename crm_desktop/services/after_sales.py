"""After-sales plans of what was sold: they become follow-ups; a return takes back what is still open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import uuid4

from crm_desktop.domain.products.model import STEP_KIND_NAMES, AfterSalesStep
from crm_desktop.domain.purchases.model import PurchaseLine
from crm_desktop.domain.reminders.model import Reminder, ReminderState, Source
from crm_desktop.domain.reminders.scheduling import add_months, started
from crm_desktop.domain.reminders.validate import LAST_YEAR, SUBJECT_LETTERS
from crm_desktop.services.shop import Shop
from crm_desktop.shared.i18n import _
from crm_desktop.store import reminder_writes
from crm_desktop.store.database import Operation
from crm_desktop.store.queries import after_sales as queries


def plan(
    shop: Shop, operation: Operation, customer_id: int, day: date, lines: Sequence[tuple[int, PurchaseLine]]
) -> int:
    """Make the follow-ups that the products of these lines ask for; return how many.

    None for a customer who does not want to be contacted, and none whose day has passed already.

    Args:
        shop: the shop.
        operation: in which the sale is written.
        customer_id: who bought.
        day: on which day.
        lines: each with its id.
    """
    products = sorted({line.product_id for _key, line in lines if line.product_id is not None})
    steps = queries.steps(operation.connection, products)
    if not steps:
        return 0
    row = operation.execute(
        "SELECT do_not_contact, staff_id FROM customer WHERE id = ?", (customer_id,)
    ).fetchone()
    if row is None or row[0]:
        return 0
    made = 0
    for line_id, line in lines:
        for name, step in steps.get(line.product_id or 0, ()):
            reminder = _reminder(shop, customer_id, day, name, step, row[1])
            if reminder is not None:
                key = reminder_writes.insert(operation, reminder)
                operation.insert("after_sales_reminder", line_id=line_id, reminder_id=key)
                made += 1
    return made


def _reminder(
    shop: Shop, customer_id: int, sold: date, name: str, step: AfterSalesStep, staff_id: int | None
) -> Reminder | None:
    today, times = shop.clock.today(), step.times
    day = first = sold + timedelta(days=step.after_days)
    if step.every_months:
        passed = 0
        while day < today:
            passed += 1
            day = add_months(first, passed * step.every_months)
        if times and passed >= times:
            return None
        times = times - passed if times else 0
    if not today <= day or day.year > LAST_YEAR:
        return None
    rule = ""
    if step.every_months and times != 1:
        rule = f"FREQ=MONTHLY;INTERVAL={step.every_months}" + (f";COUNT={times}" if times else "")
    subject = step.subject or _("{kind}: {product}").format(kind=_(STEP_KIND_NAMES[step.kind]), product=name)
    return started(
        Reminder(
            customer_id,
            day,
            subject[:SUBJECT_LETTERS],
            uid=uuid4().hex,
            source=Source.PRODUCT,
            rrule=rule,
            staff_id=staff_id,
            created_at=shop.clock.now(),
        )
    )


def cancel(shop: Shop, operation: Operation, line_ids: Sequence[int]) -> int:
    """Cancel the follow-ups of lines that were given back, those that are still open; return how many.

    Of one that repeats it is the next of its series that is open by now.
    """
    return reminder_writes.set_columns(
        operation,
        queries.reminders_of(operation.connection, line_ids),
        state=ReminderState.CANCELLED.value,
        done_at=operation.at,
        done_by=shop.on_duty,
    )
