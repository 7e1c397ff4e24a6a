"""The follow-up lists that were printed, for typing in what came of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from crm_desktop.domain.reminders.model import ReminderState, Result
from crm_desktop.services.printing_follow_up import FOLLOW_UP_LIST
from crm_desktop.services.shop import Shop
from crm_desktop.shared.clock import from_text
from crm_desktop.store.queries import printed_lists as queries


@dataclass(frozen=True, slots=True)
class PrintedList:
    """A list that was printed earlier.

    Attributes:
        title: the dates and for whom, in words.
        printed_at: in UTC.
        count: how many follow-ups stand on it.
        open: how many of them have no result yet.
    """

    id: int
    code: str
    title: str
    printed_at: datetime
    staff_id: int | None
    count: int
    open: int


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """One numbered line of a printed list, as its follow-up stands now."""

    number: int
    page: int
    reminder_id: int
    customer_id: int
    customer_name: str
    phone: str
    subject: str
    due_date: date
    rrule: str
    state: ReminderState
    result: Result | None
    note: str
    done_at: datetime | None


def printed_lists(shop: Shop, limit: int = 50) -> list[PrintedList]:
    """Return the follow-up lists that were printed, newest first."""
    return [
        PrintedList(key, code, title, from_text(at), staff_id, count, still_open)
        for key, code, title, at, staff_id, _request, count, still_open in queries.latest(
            shop.db, FOLLOW_UP_LIST, limit
        )
    ]


def printed_items(shop: Shop, list_id: int) -> list[PrintedItem]:
    """Return the numbered lines of a printed list, as their follow-ups stand now."""
    return [
        PrintedItem(
            number,
            page,
            reminder_id,
            customer_id,
            name,
            phone,
            subject,
            date.fromisoformat(due),
            rrule,
            ReminderState(state),
            Result(result) if result else None,
            note,
            from_text(done_at) if done_at else None,
        )
        for (
            number, page, reminder_id, customer_id, name, phone, subject, due, rrule, state, result, note,
            done_at
        ) in queries.items(shop.db, list_id)
    ]  # fmt: skip
