"""Reading and writing who is in which tier, within an operation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from crm_desktop.domain.loyalty.model import TierBasis
from crm_desktop.store.operation import Operation
from crm_desktop.store.queries.loyalty_accounts import TIER_VALUE

EVERYBODY = "1"
ONE = "a.customer_id = ?"
SURE_UNTIL = "a.tier_id IS NOT NULL AND a.tier_until < ?"


class TierRow(NamedTuple):
    """An account with what counts for its tier; days as texts."""

    account_id: int
    customer_id: int
    tier_id: int | None
    since: str
    until: str
    operation_id: int | None
    value: int


def rows(
    operation: Operation, program_id: int, basis: TierBasis, start: str, where: str, parameters: Sequence[Any]
) -> list[TierRow]:
    """Return accounts of a program with what counts for their tiers.

    Args:
        operation: the write in progress.
        program_id: which program.
        basis: what counts.
        start: the first day that counts, "" for all.
        where: `EVERYBODY`, `ONE` or `SURE_UNTIL`.
        parameters: what it compares with.
    """
    found = operation.execute(
        "SELECT a.id, a.customer_id, a.tier_id, a.tier_since, a.tier_until, a.tier_operation_id,"
        f" {TIER_VALUE[basis]} FROM loyalty_account a WHERE a.program_id = ? AND {where}",
        (start, program_id, *parameters),
    )
    return [TierRow(*r) for r in found.fetchall()]


def open_account(operation: Operation, program_id: int, customer_id: int) -> None:
    """Make a customer's account in a program, if there is none; it has no last entry yet."""
    operation.execute(
        "INSERT INTO loyalty_account(program_id, customer_id, points, earned_total, last_at)"
        " VALUES(?, ?, 0, 0, '') ON CONFLICT(customer_id, program_id) DO NOTHING",
        (program_id, customer_id),
    )


def open_accounts(operation: Operation, program_id: int, start: str, threshold: int) -> None:
    """Make the accounts of all who have spent so many cents from a day on, where there is none."""
    operation.execute(
        "INSERT INTO loyalty_account(program_id, customer_id, points, earned_total, last_at)"
        " SELECT ?, a.customer_id, 0, 0, '' FROM customer_totals a WHERE a.purchases > 0"
        f" AND {TIER_VALUE[TierBasis.SPEND]} >= ? ON CONFLICT(customer_id, program_id) DO NOTHING",
        (program_id, start, threshold),
    )


def write(operation: Operation, written: Iterable[tuple[int | None, str, str, int | None, int]]) -> None:
    """Write (tier, since, until, operation, account) of accounts."""
    operation.executemany(
        "UPDATE loyalty_account SET tier_id = ?, tier_since = ?, tier_until = ?, tier_operation_id = ?"
        " WHERE id = ?",
        written,
    )


def clear(operation: Operation, program_id: int) -> None:
    """Take everybody out of the tiers of a program."""
    operation.execute(
        "UPDATE loyalty_account SET tier_id = NULL, tier_since = '', tier_until = ''"
        " WHERE program_id = ? AND tier_id IS NOT NULL",
        (program_id,),
    )


def changed_tiers(operation: Operation) -> bool:
    """Tell whether the operation changed programs or tiers themselves."""
    return operation.changed("program", "program_version", "loyalty_tier")


def done_again(operation: Operation, undone: int) -> int | None:
    """Return the first operation of a chain of undoing when taking `undone` back does that one again."""
    first: int | None = undone
    above, again = _undo_of(operation, undone), False
    while above is not None:
        first, again = above, not again
        above = _undo_of(operation, above)
    return first if again else None


def _undo_of(operation: Operation, operation_id: int) -> int | None:
    row = operation.execute("SELECT undo_of FROM journal_operation WHERE id = ?", (operation_id,)).fetchone()
    return int(row[0]) if row and row[0] is not None else None


def given_by(operation: Operation, operation_id: int) -> set[tuple[int, int]]:
    """Return (program, customer) of those whose tier an operation changed."""
    found = operation.execute(
        "SELECT program_id, customer_id FROM loyalty_account WHERE tier_operation_id = ?", (operation_id,)
    )
    return {(int(r[0]), int(r[1])) for r in found.fetchall()}
