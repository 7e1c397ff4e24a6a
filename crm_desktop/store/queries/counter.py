"""What the counter reads of a customer in few words: a queue is waiting, and a whole file says too much."""

from __future__ import annotations

from datetime import date, datetime

from crm_desktop.domain.counter import Due, Served, Wanted
from crm_desktop.domain.customers.model import spoken_name
from crm_desktop.domain.products.wishes import WishState
from crm_desktop.shared.clock import to_text
from crm_desktop.store.database import ShopDatabase


def served(database: ShopDatabase, customer_id: int) -> Served | None:
    """Return who is served, or None when the file is no longer there."""
    row = database.read_one(
        "SELECT c.id, c.given_name, c.family_name, c.second_family_name,"
        " iif(c.kind = 'company', c.company, ''), i.name, c.birth, c.warning, c.preferred_hours,"
        " c.discount_bp, c.do_not_contact, c.archived_at IS NOT NULL"
        " FROM customer c JOIN customer_index i ON i.customer_id = c.id WHERE c.id = ?",
        (customer_id,),
    )
    if row is None:
        return None
    return Served(
        id=row[0],
        name=spoken_name(*row[1:5]) or row[5],
        birth=row[6],
        warning=row[7],
        preferred_hours=row[8],
        discount_bp=row[9],
        do_not_contact=bool(row[10]),
        archived=bool(row[11]),
    )


def due(database: ShopDatabase, customer_id: int, today: date, now: datetime, most: int) -> list[Due]:
    """Return a customer's open follow-ups until today, without those put off to a later instant."""
    rows = database.read(
        "SELECT subject, due_date FROM reminder WHERE customer_id = ? AND state = 'open' AND due_date <= ?"
        " AND (snoozed_until IS NULL OR snoozed_until <= ?)"
        " ORDER BY due_date, (due_time = ''), due_time, priority DESC, id LIMIT ?",
        (customer_id, today.isoformat(), to_text(now), most),
    )
    return [Due(subject, date.fromisoformat(day)) for subject, day in rows]


def wanted(database: ShopDatabase, customer_id: int) -> list[Wanted]:
    """Return what a customer waits for: first what has arrived, then in the order of asking."""
    rows = database.read(
        "SELECT p.name, w.what, w.state FROM wish w LEFT JOIN product p ON p.id = w.product_id"
        " WHERE w.customer_id = ? AND w.state IN ('arrived', 'waiting')"
        " ORDER BY (w.state = 'waiting'), w.created_at, w.id",
        (customer_id,),
    )
    return [
        Wanted(": ".join(part for part in (product, what) if part), state == WishState.ARRIVED.value)
        for product, what, state in rows
    ]
