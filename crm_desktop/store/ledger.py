"""Writing the ledger, within an operation: points given, points taken, and which points those are.

An entry is never changed. What each entry that gives points (a lot) still has is kept beside it, and so is
who took how much of it: what is left of all lots of an account is its balance, and when nothing is left the
account may owe points, which the next ones meet first. Whoever writes here is inside `BEGIN IMMEDIATE`: what
was read is still true when it is written, whatever other windows and commands do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from crm_desktop.domain.loyalty.lots import Lot, order, spend, usable
from crm_desktop.domain.loyalty.model import Cause, EntryKind
from crm_desktop.store.operation import Operation

KIND = "loyalty"


class AccountRow(NamedTuple):
    """An account as it stands; `points` below zero are a debt."""

    id: int
    points: int
    last_at: str


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to be written.

    Attributes:
        day: the day that it counts for, as text.
        points: what is given (above zero) or taken (below zero).
        earned: how much of it counts as earned, for tiers.
        renews: the points are lost after so many days without a purchase; 0 when not.
        at: the instant as text; "" for the operation's.
    """

    program_id: int
    customer_id: int
    day: str
    kind: EntryKind
    points: int
    cause: Cause
    cause_id: int | None = None
    version_id: int | None = None
    reverses: int | None = None
    available_on: str = ""
    expires_on: str = ""
    renews: int = 0
    earned: int = 0
    words: str = ""
    staff_id: int | None = None
    at: str = ""


def account(operation: Operation, program_id: int, customer_id: int) -> AccountRow | None:
    """Return an account, or None when it has no entry yet."""
    row = operation.execute(
        "SELECT id, points, last_at FROM loyalty_account WHERE customer_id = ? AND program_id = ?",
        (customer_id, program_id),
    ).fetchone()
    return AccountRow(*row) if row else None


def lots(operation: Operation, account_id: int) -> list[Lot]:
    """Return the lots of an account of which something is left, in the order in which they are spent."""
    rows = operation.execute(
        "SELECT entry_id, left, day, available_on, expires_on FROM point_lot"
        " WHERE account_id = ? AND left > 0",
        (account_id,),
    ).fetchall()
    return sorted((Lot(*r) for r in rows), key=order)


def append(operation: Operation, entry: NewEntry, before: AccountRow | None) -> int:
    """Write an entry and nothing else; return its id. The account follows by itself.

    An account's entries never go back in time: one that is older than the last takes the last one's instant.
    """
    at = min(entry.at or operation.at, operation.at)
    key = operation.insert(
        "ledger_entry",
        program_id=entry.program_id,
        customer_id=entry.customer_id,
        at=max(at, before.last_at) if before else at,
        day=entry.day,
        kind=entry.kind.value,
        points=entry.points,
        earned=entry.earned,
        version_id=entry.version_id,
        cause=entry.cause.value,
        cause_id=entry.cause_id,
        reverses=entry.reverses,
        available_on=entry.available_on,
        expires_on=entry.expires_on,
        operation_id=operation.id,
        staff_id=entry.staff_id,
        words=entry.words,
    )
    operation.wrote(KIND, (entry.customer_id,))
    return key


def give(operation: Operation, entry: NewEntry) -> int:
    """Write an entry that gives points: a debt is met first, what remains is a lot. Return the entry's id."""
    before = account(operation, entry.program_id, entry.customer_id)
    met = min(entry.points, max(0, -before.points)) if before else 0
    key = append(operation, entry, before)
    new_lot(operation, key, entry, left=entry.points - met)
    if met:
        use(operation, key, [(key, met)])
    return key


def new_lot(operation: Operation, key: int, entry: NewEntry, *, left: int) -> None:
    """Make the lot of an entry that gives points."""
    operation.execute(
        "INSERT INTO point_lot(entry_id, account_id, day, available_on, expires_on, renews, points, left)"
        " SELECT ?, id, ?, ?, ?, ?, ?, ? FROM loyalty_account WHERE customer_id = ? AND program_id = ?",
        (
            key,
            entry.day,
            entry.available_on,
            entry.expires_on,
            entry.renews,
            entry.points,
            left,
            entry.customer_id,
            entry.program_id,
        ),
    )


def use(operation: Operation, key: int, uses: Sequence[tuple[int, int]], *, expired: bool = False) -> None:
    """Keep which points of which lots (entry, points) an entry took, without touching the lots."""
    operation.executemany(
        "INSERT INTO lot_use(entry_id, lot_id, points, expired) VALUES(?, ?, ?, ?)",
        [(key, lot, points, int(expired)) for lot, points in uses],
    )


def take(operation: Operation, entry: NewEntry, first: Sequence[int] = ()) -> tuple[int, int]:
    """Write an entry that takes points: of some lots first, then of the oldest; the rest becomes a debt.

    Args:
        operation: the write in progress.
        entry: with points below zero.
        first: entries whose lots are taken from before all others.

    Returns:
        The entry's id, and how many of its points became a debt.
    """
    before = account(operation, entry.program_id, entry.customer_id)
    there = lots(operation, before.id) if before else []
    there.sort(key=lambda lot: lot.entry_id not in first)
    uses, lacking = spend(there, -entry.points)
    key = append(operation, entry, before)
    _taken(operation, key, uses)
    return key, lacking


def spend_usable(operation: Operation, entry: NewEntry) -> tuple[int | None, int]:
    """Write an entry that spends points that can be used on its day, the oldest first, or nothing.

    Args:
        operation: the write in progress.
        entry: with points below zero.

    Returns:
        The entry's id, or None when there are too few; and how many points are lacking.
    """
    before = account(operation, entry.program_id, entry.customer_id)
    there = usable(lots(operation, before.id), entry.day) if before else []
    uses, lacking = spend(there, -entry.points)
    if lacking:
        return None, lacking
    key = append(operation, entry, before)
    _taken(operation, key, uses)
    return key, 0


def _taken(operation: Operation, key: int, uses: Sequence[tuple[int, int]]) -> None:
    for lot, points in uses:
        operation.execute("UPDATE point_lot SET left = left - ? WHERE entry_id = ?", (points, lot))
    use(operation, key, uses)


def renew(operation: Operation, account_id: int, day: str) -> None:
    """Put off the loss of an account's points that are lost by silence: something was bought on a day."""
    operation.execute(
        "UPDATE point_lot SET expires_on = date(?, '+' || renews || ' days'), warned = 0"
        " WHERE account_id = ? AND left > 0 AND renews > 0 AND expires_on >= ?"
        " AND expires_on < date(?, '+' || renews || ' days')",
        (day, account_id, day, day),
    )


class InForce(NamedTuple):
    """What is still in force of an entry: with all that was reversed of it, and of those reversals in turn.

    Attributes:
        points, earned: as an entry has them.
        expired: how many of the points that it gave were lost.
        chain: the entry and all that reverse it.
    """

    points: int
    earned: int
    expired: int
    chain: tuple[int, ...]


def in_force(operation: Operation, entry_id: int) -> InForce:
    """Return what is still in force of an entry."""
    rows = operation.execute(
        "WITH RECURSIVE chain(id, points, earned) AS ("
        "SELECT id, points, earned FROM ledger_entry WHERE id = ? UNION ALL "
        "SELECT e.id, e.points, e.earned FROM chain c JOIN ledger_entry e ON e.reverses = c.id)"
        " SELECT id, points, earned FROM chain",
        (entry_id,),
    ).fetchall()
    lost = operation.execute(
        "SELECT coalesce(sum(points), 0) FROM lot_use WHERE lot_id = ? AND expired = 1", (entry_id,)
    ).fetchone()
    return InForce(sum(r[1] for r in rows), sum(r[2] for r in rows), int(lost[0]), tuple(r[0] for r in rows))


def take_back(operation: Operation, entry: NewEntry, reversed_id: int, keep: int = 0) -> int:
    """Reverse an entry that gave points, but for some that stay; return how many points were taken back.

    They are taken from what that entry gave first, then from the oldest; what is lacking becomes a debt. What
    has expired meanwhile was lost already and is not asked for again.

    Args:
        operation: the write in progress.
        entry: the reversal; its points are worked out here.
        reversed_id: the entry that gave them.
        keep: how many of its points stay.
    """
    now = in_force(operation, reversed_id)
    points = min(now.points - keep, now.points - now.expired)
    if points <= 0:
        return 0
    earned = now.earned * (now.points - keep) // now.points
    take(operation, replace(entry, points=-points, earned=-earned, reverses=reversed_id), now.chain)
    return points
