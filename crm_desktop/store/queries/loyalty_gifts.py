"""Who is due a gift."""

from __future__ import annotations

from collections.abc import Collection

from crm_desktop.store.database import ShopDatabase


def born_on(database: ShopDatabase, days: Collection[str], *, buyers_only: bool) -> list[tuple[int, str]]:
    """Return (customer, birth date) of those who were born on some days ("11-24") and are not archived."""
    marks = ", ".join("?" * len(days))
    rows = database.read(
        "SELECT c.id, c.birth FROM customer c JOIN customer_totals t ON t.customer_id = c.id"
        f" WHERE c.archived_at IS NULL AND c.birth <> '' AND substr(c.birth, -5) IN ({marks})"
        " AND (t.purchases > 0 OR ?) ORDER BY c.id",
        (*sorted(days), int(not buyers_only)),
    )
    return [(int(r[0]), str(r[1])) for r in rows]


def given_since(database: ShopDatabase, program_id: int, year: int) -> set[tuple[int, int]]:
    """Return (customer, year) of the birthday gifts of a program from a year on."""
    rows = database.read(
        "SELECT customer_id, year_or_other FROM gift_given WHERE program_id = ? AND kind = 'birthday'"
        " AND year_or_other >= ?",
        (program_id, year),
    )
    return {(int(r[0]), int(r[1])) for r in rows}


def said_no(database: ShopDatabase, purpose: str) -> set[int]:
    """Return the customers who withdrew a consent (by purpose), or did not give it when they were asked."""
    rows = database.read(
        "SELECT c.customer_id FROM consent c WHERE c.purpose = ? AND c.given = 0 AND c.id ="
        " (SELECT n.id FROM consent n WHERE n.customer_id = c.customer_id AND n.purpose = c.purpose"
        " ORDER BY n.at DESC, n.id DESC LIMIT 1)",
        (purpose,),
    )
    return {int(r[0]) for r in rows}


def who_recommended(database: ShopDatabase, customer_id: int) -> int | None:
    """Return who recommended a customer, as either file says; None when nobody did, or is archived."""
    row = database.read_one(
        "SELECT c.id FROM (SELECT other_id AS who, id FROM relation WHERE customer_id = ?"
        " AND kind = 'recommended_by' UNION ALL SELECT customer_id, id FROM relation WHERE other_id = ?"
        " AND kind = 'recommended') r JOIN customer c ON c.id = r.who AND c.archived_at IS NULL"
        " ORDER BY r.id LIMIT 1",
        (customer_id, customer_id),
    )
    return int(row[0]) if row else None


def bought_before(database: ShopDatabase, customer_id: int, purchase_id: int, day: str = "") -> bool:
    """Tell whether a customer bought and kept something else than this (before a day, if one is given)."""
    row = database.read_one(
        "SELECT 1 FROM purchase WHERE customer_id = ? AND kind = 'sale' AND given_back = 0 AND id <> ?"
        " AND (? = '' OR day < ?) LIMIT 1",
        (customer_id, purchase_id, day, day),
    )
    return row is not None
