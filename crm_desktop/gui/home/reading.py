"""What the first screen shows, read in one go away from the window."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from array import array

    from crm_desktop.domain.reminders.listing import Counts
    from crm_desktop.domain.staff import StaffMember
    from crm_desktop.services.sales_figures import DaySales
    from crm_desktop.services.shop import Shop

BIRTHDAY_DAYS = 7
DONE_SHOWN = 6


class Birthday(NamedTuple):
    """A customer whose birthday comes within the week; `age` is None when the year is not known."""

    customer_id: int
    name: str
    day: date
    age: int | None


class Done(NamedTuple):
    """Something that was done: in words, when (in words), by whom, and whether it can be taken back."""

    operation: int
    words: str
    when: str
    who: str
    undoable: bool


class HomeView(NamedTuple):
    """All of it.

    Attributes:
        customers: how many live ones there are.
        counts: open follow-ups that wait.
        due: ids of those up to today, late ones first.
        birthdays: of the coming days, today's first.
        done: what was done last, newest first.
        people: the people of the shop by id.
        sales: of today; None in a shop that has never sold anything.
    """

    customers: int
    counts: Counts
    due: array[int]
    birthdays: tuple[Birthday, ...]
    done: tuple[Done, ...]
    people: dict[int, StaffMember]
    sales: DaySales | None = None


def read(shop: Shop) -> HomeView:
    """Read everything; on a reader thread."""
    from crm_desktop.domain.customers.listing import CustomerFilter
    from crm_desktop.domain.reminders.listing import ReminderFilter, View
    from crm_desktop.services import customers, reminders, sales_figures, staff

    people = {m.id: m for m in staff.list_staff(shop, active_only=False) if m.id is not None}
    due = ReminderFilter(view=View.PERIOD, last=shop.clock.today())
    return HomeView(
        customers=customers.count(shop, CustomerFilter()),
        counts=reminders.counts(shop),
        due=reminders.list_ids(shop, due),
        birthdays=_birthdays(shop),
        done=_done(shop, people),
        people=people,
        sales=sales_figures.of_day(shop, shop.clock.today()),
    )


def _birthdays(shop: Shop) -> tuple[Birthday, ...]:
    from crm_desktop.services import customers

    found = customers.birthdays(shop, BIRTHDAY_DAYS)
    if not found:
        return ()
    from crm_desktop.domain.customers.birthdays import age_on, next_birthday

    made = []
    for customer_id, name, birth in found:
        day = next_birthday(birth, shop.clock.today())
        if day is not None:
            made.append(Birthday(customer_id, name, day, age_on(birth, day)))
    return tuple(made)


def _done(shop: Shop, people: dict[int, StaffMember]) -> tuple[Done, ...]:
    from crm_desktop.gui.common import when
    from crm_desktop.services import journal
    from crm_desktop.shared.clock import from_text

    made = []
    for row in journal.recent(shop, 3 * DONE_SHOWN):
        if row.words:
            member = people.get(row.staff_id) if row.staff_id is not None else None
            undoable = row.undone_by is None and row.undo_of is None
            at = when.ago(from_text(row.at), shop.clock)
            made.append(Done(row.id, row.words, at, member.name if member else "", undoable))
    return tuple(made[:DONE_SHOWN])
