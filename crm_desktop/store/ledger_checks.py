"""Accounts and lots, proved against the ledger that they come from: a few statements over whole tables."""

from __future__ import annotations

from crm_desktop.store.engines.base import Connection

_SHOWN = 5
# What is proved -> the query that finds what is not so.
_FAULTS: dict[str, str] = {
    "loyalty_account": """SELECT coalesce(a.id, -e.customer_id) FROM (SELECT customer_id, program_id,
            sum(points) AS points, sum(earned) AS earned FROM ledger_entry GROUP BY customer_id, program_id) e
        FULL JOIN loyalty_account a ON a.customer_id = e.customer_id AND a.program_id = e.program_id
        WHERE a.points IS NOT coalesce(e.points, 0) OR a.earned_total IS NOT coalesce(e.earned, 0)""",
    # What is left of the lots is the balance: nothing when there is a debt.
    "point_lot of loyalty_account": """SELECT a.id FROM loyalty_account a
        LEFT JOIN (SELECT account_id, sum(left) AS left FROM point_lot WHERE left > 0 GROUP BY account_id) l
        ON l.account_id = a.id WHERE max(a.points, 0) IS NOT coalesce(l.left, 0)""",
    "point_lot": """SELECT l.entry_id FROM point_lot l JOIN ledger_entry e ON e.id = l.entry_id
        LEFT JOIN (SELECT lot_id, sum(points) AS points FROM lot_use GROUP BY lot_id) u
        ON u.lot_id = l.entry_id WHERE l.left IS NOT e.points - coalesce(u.points, 0)""",
    "points of customer_totals": """SELECT t.customer_id FROM customer_totals t LEFT JOIN (
            SELECT a.customer_id, sum(max(a.points, 0)) AS points, sum(max(-a.points, 0)) AS debt
            FROM loyalty_account a LEFT JOIN program p ON p.id = a.program_id
            WHERE p.kind IS NOT 'stamps' GROUP BY a.customer_id) a ON a.customer_id = t.customer_id
        WHERE t.points IS NOT coalesce(a.points, 0) OR t.debt IS NOT coalesce(a.debt, 0)""",
}


def faults(connection: Connection) -> list[str]:
    """Return which accounts and lots do not follow from the ledger; [] when all do."""
    found = []
    for table, sql in _FAULTS.items():
        rows = connection.execute(f"{sql} LIMIT {_SHOWN}").fetchall()
        found += [f"{table} {row[0]}" for row in rows]
    return found
