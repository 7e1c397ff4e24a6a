"""Accounts and lots, proved against the ledger that they come from: a few statements over whole tables."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.store.engines.base import Connection, Row

_SHOWN = 5


def faults(connection: Connection) -> list[str]:
    """Return which accounts and lots do not follow from the ledger; [] when all do.

    Each table is read once, in the order of an index, and compared here: it costs little more than the sums.
    """
    run = connection.execute
    accounts = run(
        "SELECT customer_id, program_id, points, earned_total, id FROM loyalty_account"
        " ORDER BY customer_id, program_id"
    ).fetchall()
    entries = run(
        "SELECT customer_id, program_id, sum(points), sum(earned) FROM ledger_entry"
        " GROUP BY customer_id, program_id ORDER BY customer_id, program_id"
    ).fetchall()
    # An account may be there before its first entry: a tier needs none.
    summed = {(r[0], r[1]): (r[2], r[3]) for r in entries}
    wrong = [r for r in accounts if summed.pop((r[0], r[1]), (0, 0)) != (r[2], r[3])]
    found = [f"loyalty_account {row[4]}" for row in wrong[:_SHOWN]]
    found += [f"ledger_entry of customer {customer}" for customer, _program in list(summed)[:_SHOWN]]
    # What is left of the lots is the balance: nothing when there is a debt.
    left: dict[int, int] = dict(
        run("SELECT account_id, sum(left) FROM point_lot WHERE left > 0 GROUP BY account_id").fetchall()
    )
    uneven = [r[4] for r in accounts if left.pop(r[4], 0) != max(r[2], 0)] + list(left)
    found += [f"point_lot of loyalty_account {account}" for account in uneven[:_SHOWN]]
    for name, sql in _QUERIES.items():
        found += [f"{name} {row[0]}" for row in run(f"{sql} LIMIT {_SHOWN}").fetchall()]
    return found + _totals(connection, accounts)


_QUERIES = {
    "lot_use": """SELECT u.lot_id FROM (SELECT lot_id, sum(points) AS points FROM lot_use GROUP BY lot_id) u
        LEFT JOIN point_lot l ON l.entry_id = u.lot_id WHERE l.left IS NOT l.points - u.points""",
    "point_lot": """SELECT l.entry_id FROM point_lot l WHERE l.left <> l.points
        AND NOT EXISTS (SELECT 1 FROM lot_use u WHERE u.lot_id = l.entry_id)""",
}


def proof_of_lots(connection: Connection) -> list[str]:
    """Return the lots that have not the points that their entries gave; [] when all have. It takes longer."""
    rows = connection.execute(
        "SELECT l.entry_id FROM point_lot l LEFT JOIN ledger_entry e ON e.id = l.entry_id"
        f" WHERE e.points IS NOT l.points LIMIT {_SHOWN}"
    ).fetchall()
    return [f"point_lot {row[0]}" for row in rows]


def _totals(connection: Connection, accounts: Sequence[Row]) -> list[str]:
    """Return the customers whose kept points or debts are not those of their accounts."""
    stamps = {r[0] for r in connection.execute("SELECT id FROM program WHERE kind = 'stamps'").fetchall()}
    points: dict[int, int] = {}
    debts: dict[int, int] = {}
    for customer, program, signed, _earned, _key in accounts:
        if program not in stamps and signed:
            kept = points if signed > 0 else debts
            kept[customer] = kept.get(customer, 0) + abs(signed)
    rows = connection.execute("SELECT customer_id, points, debt FROM customer_totals").fetchall()
    wrong = [r[0] for r in rows if r[1] != points.get(r[0], 0) or r[2] != debts.get(r[0], 0)]
    return [f"points of customer_totals {customer}" for customer in wrong[:_SHOWN]]
