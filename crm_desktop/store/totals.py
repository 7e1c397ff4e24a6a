"""What each customer bought in sum, and how much of each sale was given back, proved against the movements.

Both are kept by triggers or written with the movements, within the same transaction; nobody works them out
when a list is read.
"""

from __future__ import annotations

from crm_desktop.store.engines.base import Connection

# In the order of an index that holds all of it, so that nothing but each customer's days is sorted.
_MOVEMENTS = (
    "SELECT customer_id, count(*) FILTER (WHERE kind = 'sale' AND given_back = 0) AS purchases,"
    " sum(total_cents) AS spent,"
    " count(DISTINCT day) FILTER (WHERE kind = 'sale' AND given_back = 0) AS days,"
    " coalesce(min(day) FILTER (WHERE kind = 'sale' AND given_back = 0), '') AS first,"
    " coalesce(max(day) FILTER (WHERE kind = 'sale' AND given_back = 0), '') AS last"
    " FROM purchase WHERE customer_id IS NOT NULL GROUP BY customer_id"
)
_FAULTS: tuple[tuple[str, str], ...] = (
    (
        "customer_totals",
        (
            f"SELECT p.customer_id FROM ({_MOVEMENTS}) p"
            " LEFT JOIN customer_totals t ON t.customer_id = p.customer_id"
            " WHERE t.purchases IS NOT p.purchases OR t.spent_cents IS NOT p.spent OR t.days IS NOT p.days"
            " OR t.first_day IS NOT p.first OR t.last_day IS NOT p.last"
        ),
    ),
    (
        "customer_totals",
        (
            "SELECT t.customer_id FROM customer_totals t WHERE (t.purchases <> 0 OR t.spent_cents <> 0"
            " OR t.days <> 0 OR t.first_day <> '' OR t.last_day <> '')"
            " AND NOT EXISTS (SELECT 1 FROM purchase p WHERE p.customer_id = t.customer_id)"
        ),
    ),
    (
        "customer_totals",
        (  # of nobody, or not put away as the customer is
            "SELECT t.customer_id FROM customer_totals t LEFT JOIN customer_index i"
            " ON i.customer_id = t.customer_id WHERE i.archived IS NOT t.archived"
            " AND (i.customer_id IS NOT NULL"
            " OR NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = t.customer_id))"
        ),
    ),
    (
        "customer_totals",
        "SELECT 'too few' WHERE (SELECT count(*) FROM customer) > (SELECT count(*) FROM customer_totals)",
    ),
    (
        "purchase",
        (
            "SELECT s.id FROM (SELECT return_of AS id, -sum(total_cents) AS cents FROM purchase"
            " WHERE return_of IS NOT NULL GROUP BY return_of) r LEFT JOIN purchase s ON s.id = r.id"
            " WHERE s.returned_cents IS NOT r.cents OR s.kind IS NOT 'sale'"
        ),
    ),
    (
        "purchase",
        (
            "SELECT s.id FROM purchase s WHERE s.returned_cents <> 0"
            " AND NOT EXISTS (SELECT 1 FROM purchase r WHERE r.return_of = s.id)"
        ),
    ),
    (
        "purchase_line",
        (
            "SELECT l.id FROM (SELECT return_of_line AS id, -sum(quantity_milli) AS milli FROM purchase_line"
            " WHERE return_of_line IS NOT NULL GROUP BY return_of_line) r"
            " LEFT JOIN purchase_line l ON l.id = r.id"
            " WHERE l.returned_milli IS NOT r.milli"
        ),
    ),
    (
        "purchase_line",
        (
            "SELECT l.id FROM purchase_line l WHERE l.returned_milli <> 0"
            " AND NOT EXISTS (SELECT 1 FROM purchase_line r WHERE r.return_of_line = l.id)"
        ),
    ),
)


def faults(connection: Connection, limit: int = 20) -> list[str]:
    """Return where a sum differs from the movements that it is of; [] when none does."""
    wrong: dict[str, None] = {}
    for table, sql in _FAULTS:
        for row in connection.execute(f"{sql} LIMIT {limit}").fetchall():
            wrong[f"{table} {row[0]}"] = None
    return list(wrong)[:limit]
