"""Points whose last day has passed leave the accounts: in as many statements for one account as for all."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.store.ledger import KIND
from crm_desktop.store.operation import Operation

_LOTS = "FROM point_lot l JOIN temp.expiring x ON x.account_id = l.account_id"
_LOST = "l.left > 0 AND l.expires_on <> '' AND l.expires_on < ?"


def expire(
    operation: Operation,
    today: str,
    words: str,
    *,
    account_id: int | None = None,
    staff_id: int | None = None,
) -> int:
    """Take what is left of all lots whose last day is before `today`: one entry for each account.

    Nothing happens for a day that has been done already, nor for one that lies before it.

    Args:
        operation: the write in progress.
        today: the date in the shop's zone, as text.
        words: what the entries say.
        account_id: only this account; None for all.
        staff_id: who is on duty.

    Returns:
        How many accounts lost points.
    """
    run = operation.execute
    one = "" if account_id is None else " AND l.account_id = ?"
    wanted = (today,) if account_id is None else (today, account_id)
    if run(f"SELECT 1 FROM point_lot l WHERE {_LOST}{one} LIMIT 1", wanted).fetchone() is None:
        return 0
    run("DROP TABLE IF EXISTS temp.expiring")
    run("CREATE TEMP TABLE expiring(place INTEGER PRIMARY KEY, account_id INTEGER UNIQUE, points INTEGER)")
    run(
        "INSERT INTO temp.expiring(account_id, points) SELECT l.account_id, sum(l.left) FROM point_lot l"
        f" WHERE {_LOST}{one} GROUP BY l.account_id ORDER BY l.account_id",
        wanted,
    )
    before = operation.next_id("ledger_entry") - 1
    run(
        "INSERT INTO ledger_entry(id, program_id, customer_id, at, day, kind, points, earned, cause,"
        " available_on, expires_on, operation_id, staff_id, words) SELECT ? + x.place, a.program_id,"
        " a.customer_id, max(?, a.last_at), ?, 'expire', -x.points, 0, 'expiry', '', '', ?, ?, ?"
        " FROM temp.expiring x JOIN loyalty_account a ON a.id = x.account_id ORDER BY x.place",
        (before, operation.at, today, operation.id, staff_id, words),
    )
    run(
        "INSERT INTO lot_use(entry_id, lot_id, points, expired)"
        f" SELECT ? + x.place, l.entry_id, l.left, 1 {_LOTS} WHERE {_LOST}",
        (before, today),
    )
    run(
        "UPDATE point_lot SET left = 0 WHERE left > 0 AND expires_on <> '' AND expires_on < ?"
        " AND account_id IN (SELECT account_id FROM temp.expiring)",
        (today,),
    )
    (count,) = run("SELECT count(*) FROM temp.expiring").fetchone()
    few = run(
        "SELECT a.customer_id FROM temp.expiring x JOIN loyalty_account a ON a.id = x.account_id LIMIT 10001"
    )
    operation.wrote(KIND, (int(r[0]) for r in few.fetchall()))
    run("DROP TABLE temp.expiring")
    return int(count)


class ToWarn(NamedTuple):
    """Points of a customer that are about to be lost, the first of them after `last_day`."""

    customer_id: int
    points: int
    last_day: str


def to_warn(operation: Operation, program_id: int, today: str, last: str) -> list[ToWarn]:
    """Return whose points have their last day from today until another day, and note that they were told.

    Args:
        operation: the write in progress.
        program_id: which program.
        today: the date in the shop's zone, as text.
        last: the last day that is looked at.
    """
    lots = (
        "point_lot l JOIN loyalty_account a ON a.id = l.account_id WHERE l.left > 0 AND l.warned = 0"
        " AND l.expires_on <> '' AND l.expires_on BETWEEN ? AND ? AND a.program_id = ?"
    )
    found = operation.execute(
        f"SELECT a.customer_id, sum(l.left), min(l.expires_on) FROM {lots} GROUP BY a.customer_id",
        (today, last, program_id),
    ).fetchall()
    operation.execute(
        f"UPDATE point_lot SET warned = 1 WHERE entry_id IN (SELECT l.entry_id FROM {lots})",
        (today, last, program_id),
    )
    return [ToWarn(*r) for r in found]
