"""Reading accounts, what is left on them, and the entries of the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crm_desktop.domain.loyalty.lots import Lot, order
from crm_desktop.domain.loyalty.model import Cause, Entry, EntryKind, TierBasis, TierRules
from crm_desktop.domain.loyalty.tiers import window_start
from crm_desktop.shared.clock import from_text
from crm_desktop.store.batches import in_chunks
from crm_desktop.store.database import ShopDatabase
from crm_desktop.store.queries.loyalty import day_of

_ENTRY = (
    "SELECT id, program_id, customer_id, at, day, kind, points, cause, words, cause_id, version_id, reverses,"
    " available_on, expires_on, operation_id, staff_id FROM ledger_entry"
)
# What counts for a tier, for each account `a`, from a day (text) on.
TIER_VALUE: dict[TierBasis, str] = {
    TierBasis.SPEND: "(SELECT coalesce(sum(p.total_cents), 0) FROM purchase p"
    " WHERE p.customer_id = a.customer_id AND p.day >= ?)",
    TierBasis.POINTS: "(SELECT coalesce(sum(e.earned), 0) FROM ledger_entry e"
    " WHERE e.customer_id = a.customer_id AND e.program_id = a.program_id AND e.day >= ?)",
}


class AccountState(NamedTuple):
    """An account as it is stored; `points` below zero are a debt."""

    id: int
    program_id: int
    points: int
    earned_total: int
    tier_id: int | None
    tier_since: str
    tier_until: str


class Told(NamedTuple):
    """An entry of the ledger, as the timeline tells it."""

    id: int
    at: str
    points: int
    cause: str
    words: str
    program: str
    kind: str
    staff_id: int | None


def told(database: ShopDatabase, customer_id: int, limit: int) -> list[Told]:
    """Return a customer's newest entries that neither a purchase, a return nor an undo made, newest first."""
    rows = database.read(
        "SELECT e.id, e.at, e.points, e.cause, e.words, coalesce(p.name, ''), coalesce(p.kind, ''),"
        " e.staff_id FROM ledger_entry e LEFT JOIN program p ON p.id = e.program_id WHERE e.customer_id = ?"
        " AND e.cause NOT IN ('purchase', 'return', 'undo')"
        " AND NOT EXISTS (SELECT 1 FROM ledger_entry r WHERE r.reverses = e.id)"
        " ORDER BY e.at DESC, e.id DESC LIMIT ?",
        (customer_id, limit),
    )
    return [Told(*r) for r in rows]


def balance(database: ShopDatabase, customer_id: int, program_id: int) -> int:
    """Return the points or stamps of a customer in a program, never below zero."""
    row = database.read_one(
        "SELECT points FROM loyalty_account WHERE customer_id = ? AND program_id = ?",
        (customer_id, program_id),
    )
    return max(0, row[0]) if row else 0


def accounts(database: ShopDatabase, customer_id: int) -> dict[int, AccountState]:
    """Return the accounts of a customer: program -> account."""
    rows = database.read(
        "SELECT id, program_id, points, earned_total, tier_id, tier_since, tier_until FROM loyalty_account"
        " WHERE customer_id = ?",
        (customer_id,),
    )
    return {r[1]: AccountState(*r) for r in rows}


def lots(database: ShopDatabase, customer_id: int) -> dict[int, list[Lot]]:
    """Return account -> lots of which something is left, in the order in which they are spent."""
    found: dict[int, list[Lot]] = {}
    for account_id, *lot in database.read(
        "SELECT l.account_id, l.entry_id, l.left, l.day, l.available_on, l.expires_on FROM loyalty_account a"
        " JOIN point_lot l ON l.account_id = a.id AND l.left > 0 WHERE a.customer_id = ? AND a.points > 0",
        (customer_id,),
    ):
        found.setdefault(account_id, []).append(Lot(*lot))
    return {account_id: sorted(several, key=order) for account_id, several in found.items()}


def living(database: ShopDatabase, customer_ids: Sequence[int]) -> set[int]:
    """Return those of some customers who are there and not archived."""
    found: set[int] = set()
    for marks, chunk in in_chunks(customer_ids):
        found.update(
            int(r[0])
            for r in database.read(
                f"SELECT id FROM customer WHERE archived_at IS NULL AND id IN ({marks})", chunk
            )
        )
    return found


def tier_value(
    database: ShopDatabase, customer_id: int, program_id: int, rules: TierRules, today: date
) -> int:
    """Return what counts for a customer's tier in a program: cents spent or points earned, zero at least.

    A return counts on its own day, so that it may outweigh what was bought since.
    """
    start = window_start(rules, today)
    row = database.read_one(
        f"SELECT {TIER_VALUE[rules.basis]} FROM (SELECT ? AS customer_id, ? AS program_id) a",
        (start.isoformat() if start else "", customer_id, program_id),
    )
    return max(0, int(row[0])) if row else 0


def taken_rewards(database: ShopDatabase, customer_id: int) -> dict[int, int]:
    """Return how often a customer took each reward."""
    rows = database.read(
        "SELECT reward_id, count(*) FROM redemption WHERE customer_id = ? AND state = 'done'"
        " GROUP BY reward_id",
        (customer_id,),
    )
    return {int(r[0]): int(r[1]) for r in rows}


def earned_since(database: ShopDatabase, customer_id: int, program_id: int, first: str, last: str) -> int:
    """Return what purchases of some days gave, without what was taken back of them, on whichever day."""
    row = database.read_one(
        "WITH RECURSIVE chain(id, earned) AS (SELECT id, earned FROM ledger_entry WHERE customer_id = ?"
        " AND program_id = ? AND day BETWEEN ? AND ? AND cause = 'purchase' AND reverses IS NULL UNION ALL"
        " SELECT e.id, e.earned FROM chain c JOIN ledger_entry e ON e.reverses = c.id)"
        " SELECT coalesce(sum(earned), 0) FROM chain",
        (customer_id, program_id, first, last),
    )
    return int(row[0]) if row else 0


def moved(database: ShopDatabase) -> dict[int, Counter[EntryKind]]:
    """Return how many points the entries of each kind moved in each program: program -> kind -> points.

    What takes an entry back counts for the kind of that entry, also when it is itself taken back in turn.
    """
    found: dict[int, Counter[EntryKind]] = {}
    plain = database.read(
        "SELECT program_id, kind, sum(points) FROM ledger_entry WHERE reverses IS NULL"
        " GROUP BY program_id, kind"
    )
    reversing = database.read(
        "WITH RECURSIVE back(id, root) AS ("
        "SELECT id, reverses FROM ledger_entry WHERE reverses IS NOT NULL UNION ALL "
        "SELECT b.id, e.reverses FROM back b JOIN ledger_entry e ON e.id = b.root"
        " WHERE e.reverses IS NOT NULL)"
        " SELECT r.program_id, r.kind, sum(e.points) FROM back b JOIN ledger_entry e ON e.id = b.id"
        " JOIN ledger_entry r ON r.id = b.root WHERE r.reverses IS NULL GROUP BY r.program_id, r.kind"
    )
    for program, kind, points in (*plain, *reversing):
        found.setdefault(int(program), Counter())[EntryKind(kind)] += int(points)
    return found


def sum_before(database: ShopDatabase, customer_id: int, program_id: int, at: str) -> int:
    """Return the signed sum of the entries before an instant (text)."""
    row = database.read_one(
        "SELECT coalesce(sum(points), 0) FROM ledger_entry"
        " WHERE customer_id = ? AND program_id = ? AND at < ?",
        (customer_id, program_id, at),
    )
    return int(row[0]) if row else 0


def entries(
    database: ShopDatabase, customer_id: int, program_id: int, at: str, until: str, opening: int
) -> list[Entry]:
    """Return the entries from an instant (text) until before another, as they were written.

    Args:
        database: the shop's.
        customer_id: whose.
        program_id: of which program.
        at: the first instant.
        until: the instant that is no longer part of it.
        opening: the signed sum before the first: each entry says what there was after it.
    """
    rows = database.read(
        f"{_ENTRY} WHERE customer_id = ? AND program_id = ? AND at >= ? AND at < ? ORDER BY at, id",
        (customer_id, program_id, at, until),
    )
    found = []
    for r in rows:
        opening += r[6]
        found.append(
            Entry(
                id=r[0],
                program_id=r[1],
                customer_id=r[2],
                at=from_text(r[3]),
                day=date.fromisoformat(r[4]),
                kind=EntryKind(r[5]),
                points=r[6],
                cause=Cause(r[7]),
                words=r[8],
                cause_id=r[9],
                version_id=r[10],
                reverses=r[11],
                available_on=day_of(r[12]),
                expires_on=day_of(r[13]),
                operation_id=r[14],
                staff_id=r[15],
                balance=max(0, opening),
                debt=max(0, -opening),
            )
        )
    return found
