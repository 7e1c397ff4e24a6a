"""How many follow-ups wait: for the tray, the views, each person and each day of a month."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from crm_desktop.domain.reminders.listing import NOBODY, Counts, MonthDay, StaffCount, month_grid, week_of
from crm_desktop.shared.clock import to_text
from crm_desktop.store.database import ShopDatabase

LINES_A_DAY = 3
_OPEN = (
    " FROM reminder r JOIN customer_index i ON i.customer_id = r.customer_id"
    " WHERE r.state = 'open' AND i.archived = 0"
)
_SHOWN = " AND (r.snoozed_until IS NULL OR r.snoozed_until <= ?)"


def counts(database: ShopDatabase, today: date, now: datetime) -> Counts:
    """Return how many are late, due today and due this week; those put off until later are left out."""
    monday, sunday = (day.isoformat() for day in week_of(today))
    row = database.read_one(
        "SELECT count(CASE WHEN r.due_date < ? THEN 1 END), count(CASE WHEN r.due_date = ? THEN 1 END),"
        f" count(CASE WHEN r.due_date >= ? THEN 1 END){_OPEN} AND r.due_date <= ?{_SHOWN}",
        (today.isoformat(), today.isoformat(), monday, sunday, to_text(now)),
    )
    return Counts(*row) if row else Counts()


def hidden(database: ShopDatabase, last: date, now: datetime) -> int:
    """Return how many, due until `last`, "remind me later" hides at an instant (UTC)."""
    row = database.read_one(
        f"SELECT count(*){_OPEN} AND r.due_date <= ? AND r.snoozed_until > ?",
        (last.isoformat(), to_text(now)),
    )
    return int(row[0]) if row else 0


def by_staff(database: ShopDatabase, today: date, last: date, now: datetime) -> list[StaffCount]:
    """Return how many each person has until `last`, the late ones included and counted apart."""
    found = database.read(
        f"SELECT r.staff_id, count(CASE WHEN r.due_date < ? THEN 1 END), count(*){_OPEN}"
        f" AND r.due_date <= ?{_SHOWN} GROUP BY r.staff_id",
        (today.isoformat(), last.isoformat(), to_text(now)),
    )
    return [StaffCount(*row) for row in found]


def month(database: ShopDatabase, year: int, number: int, staff_id: int | None) -> list[MonthDay]:
    """Return the 42 days that show a month, from a Monday on, with what is due on each.

    Args:
        database: the shop.
        year: which year.
        number: which month; January is 1.
        staff_id: only this person's; None for everyone's, `listing.NOBODY` for those that nobody has.
    """
    first, last = month_grid(year, number)
    whose, values = "", [first.isoformat(), last.isoformat()]
    if staff_id == NOBODY:
        whose = " AND r.staff_id IS NULL"
    elif staff_id is not None:
        whose = f" AND r.staff_id = {int(staff_id)}"
    source = (
        " FROM reminder r JOIN customer_index i ON i.customer_id = r.customer_id"
        f" WHERE i.archived = 0 AND r.due_date BETWEEN ? AND ?{whose}"
    )
    open_by_day: dict[str, int] = {}
    done_by_day: dict[str, int] = {}
    for day, state, count in database.read(
        f"SELECT r.due_date, r.state, count(*){source} AND r.state IN ('open', 'done')"
        " GROUP BY r.due_date, r.state",
        values,
    ):
        (open_by_day if state == "open" else done_by_day)[day] = count
    lines: dict[str, list[str]] = {}
    for day, hour, name in database.read(
        "SELECT due_date, due_time, name FROM (SELECT r.due_date, r.due_time, i.name,"
        " row_number() OVER (PARTITION BY r.due_date"
        " ORDER BY (r.due_time = ''), r.due_time, r.priority DESC, i.name_rank, r.id) AS place"
        f"{source} AND r.state = 'open') ranked WHERE place <= {LINES_A_DAY} ORDER BY due_date, place",
        values,
    ):
        lines.setdefault(day, []).append(f"{hour.removeprefix('0')} {name}" if hour else name)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [
        MonthDay(day, open_by_day.get(key, 0), done_by_day.get(key, 0), tuple(lines.get(key, ())))
        for day, key in ((day, day.isoformat()) for day in days)
    ]
