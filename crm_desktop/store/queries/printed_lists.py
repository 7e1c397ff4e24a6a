"""Lists that were printed, and what stands on each."""

from __future__ import annotations

from crm_desktop.store.database import ShopDatabase
from crm_desktop.store.engines.base import Row

_LIST = (
    "SELECT l.id, l.code, l.title, l.printed_at, l.staff_id, l.request, count(i.id),"
    " count(CASE WHEN r.state = 'open' THEN 1 END) FROM printed_list l"
    " LEFT JOIN printed_item i ON i.list_id = l.id LEFT JOIN reminder r ON r.id = i.reminder_id"
)


def latest(database: ShopDatabase, kind: str, limit: int) -> list[Row]:
    """Return the newest lists of a kind: id, code, title, when, who, request, lines, lines still open."""
    return database.read(f"{_LIST} WHERE l.kind = ? GROUP BY l.id ORDER BY l.id DESC LIMIT ?", (kind, limit))


def items(database: ShopDatabase, list_id: int) -> list[Row]:
    """Return the lines of a list by number.

    Each is: number, page, follow-up, customer's id and name, telephone, subject, date, rule, state, result,
    note, when it was done.
    """
    return database.read(
        "SELECT p.number, p.page, r.id, r.customer_id, i.name, i.phone, r.subject, r.due_date, r.rrule,"
        " r.state, r.result, r.result_note, r.done_at FROM printed_item p"
        " JOIN reminder r ON r.id = p.reminder_id"
        " JOIN customer_index i ON i.customer_id = r.customer_id"
        " WHERE p.list_id = ? ORDER BY p.number",
        (list_id,),
    )


def next_id(database: ShopDatabase) -> int:
    """Return the number that the next list gets, if nobody prints one meanwhile."""
    row = database.read_one("SELECT coalesce(max(id), 0) + 1 FROM printed_list")
    return int(row[0]) if row else 1
