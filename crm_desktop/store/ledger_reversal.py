"""Taking back what an operation wrote into the ledger: reversed by new entries, never removed.

Points that were given are taken: from what that entry gave first, then from the oldest, and the rest becomes
a debt. Points that were taken go back to the lots that they came from, with the days that those have; a debt
that the account has meanwhile is met first.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crm_desktop.domain.loyalty.model import Cause, EntryKind
from crm_desktop.shared.errors import ConflictError
from crm_desktop.shared.i18n import _
from crm_desktop.store import ledger
from crm_desktop.store.ledger import NewEntry
from crm_desktop.store.operation import Operation

_COLUMNS = "id, program_id, customer_id, kind, points, version_id, reverses, day"


def reverse(operation: Operation, undone: int, *, words: str, staff_id: int | None) -> set[tuple[int, int]]:
    """Append the reversal of every entry of an operation, the newest first.

    A reversal counts for the day of what it takes back.

    Args:
        operation: the write in progress.
        undone: the operation whose entries are reversed.
        words: what the reversals say.
        staff_id: who is on duty.

    Returns:
        (program, customer) of the accounts that were touched.

    Raises:
        ConflictError: points would be spent again that are no longer there.
    """
    touched: set[tuple[int, int]] = set()
    rows = operation.execute(
        f"SELECT {_COLUMNS} FROM ledger_entry WHERE operation_id = ? ORDER BY id DESC", (undone,)
    ).fetchall()
    for row in rows:
        key, program, customer, _kind, points, version, _reverses, day = row
        entry = NewEntry(
            program_id=program,
            customer_id=customer,
            day=day,
            kind=EntryKind.REVERSE,
            points=0,
            cause=Cause.UNDO,
            cause_id=undone,
            version_id=version,
            reverses=key,
            words=words,
            staff_id=staff_id,
        )
        root = _root_kind(operation, row)
        if points < 0:
            _give_back(operation, entry, key, lost=root == EntryKind.EXPIRE)
        elif root == EntryKind.REDEEM:
            _spend_again(operation, entry, key)
        else:
            ledger.take_back(operation, entry, key)
        touched.add((program, customer))
    return touched


def redeemed_again(operation: Operation, undone: int) -> list[tuple[int, int]]:
    """Return (customer, reward) of the redemptions that came back as operation `undone` was taken back."""
    rows = operation.execute(
        "WITH RECURSIVE chain(cause, cause_id, reverses) AS ("
        "SELECT cause, cause_id, reverses FROM ledger_entry WHERE operation_id = ? AND reverses IS NOT NULL"
        " UNION SELECT f.cause, f.cause_id, f.reverses FROM chain c JOIN ledger_entry f ON f.id = c.reverses)"
        " SELECT DISTINCT r.customer_id, r.reward_id FROM chain c JOIN redemption r ON r.id = c.cause_id"
        " WHERE c.cause = ? AND r.state = 'done'",
        (undone, Cause.REDEMPTION.value),
    ).fetchall()
    return [(int(customer), int(reward)) for customer, reward in rows]


def _root_kind(operation: Operation, row: Any) -> str:
    """Return the kind of the entry that a chain of reversals began with."""
    kind, reverses = row[3], row[6]
    while reverses is not None:
        kind, reverses = operation.execute(
            "SELECT kind, reverses FROM ledger_entry WHERE id = ?", (reverses,)
        ).fetchone()
    return str(kind)


def _spend_again(operation: Operation, entry: NewEntry, reversed_id: int) -> None:
    """Do a redemption again that was taken back: the points have to be there."""
    now = ledger.in_force(operation, reversed_id)
    if now.points <= 0:
        return
    before = ledger.account(operation, entry.program_id, entry.customer_id)
    if before is None or before.points < now.points:
        raise ConflictError(_("The points for this reward are no longer there, so it cannot be given again."))
    ledger.take(operation, replace(entry, points=-now.points, earned=-now.earned), now.chain)


def _give_back(operation: Operation, entry: NewEntry, reversed_id: int, *, lost: bool) -> None:
    """Reverse an entry that took points."""
    now = ledger.in_force(operation, reversed_id)
    if now.points >= 0:
        return
    points = -now.points
    before = ledger.account(operation, entry.program_id, entry.customer_id)
    to_lots = max(0, points - max(0, -before.points if before else 0))
    chain = ",".join(str(key) for key in now.chain)
    sources = operation.execute(
        "SELECT l.entry_id, sum(u.points), l.available_on, l.expires_on, l.renews FROM lot_use u"
        f" JOIN point_lot l ON l.entry_id = u.lot_id WHERE u.entry_id IN ({chain})"
        f" AND u.lot_id NOT IN ({chain}) GROUP BY l.entry_id HAVING sum(u.points) > 0"
        " ORDER BY l.expires_on = '' DESC, l.expires_on DESC, l.day DESC, l.entry_id DESC"
    ).fetchall()
    made = replace(entry, points=points, earned=-now.earned)
    if sources:
        made = replace(made, available_on=sources[0][2], expires_on=sources[0][3], renews=sources[0][4])
    key = ledger.append(operation, made, before)
    for lot, used, _available, _expires, _renews in sources:
        back = min(used, to_lots)
        if back:
            operation.execute("UPDATE point_lot SET left = left + ? WHERE entry_id = ?", (back, lot))
            ledger.use(operation, key, [(lot, -back)], expired=lost)
            to_lots -= back
    if to_lots:
        # What had become a debt, and was met by other points since then.
        ledger.new_lot(operation, key, made, left=to_lots)
        if points > to_lots:
            ledger.use(operation, key, [(key, points - to_lots)])
