"""Taking back what an operation wrote into the ledger, and bringing two customers' points together."""

from __future__ import annotations

from crm_desktop.services.shop import Shop
from crm_desktop.store.database import Operation


def reverse_operation(shop: Shop, operation: Operation, undone: int) -> None:
    """Append, within `operation`, the entries that take back those of operation `undone`.

    Raises:
        ConflictError: a redemption that would be done again, and the points are no longer there.
    """
    raise NotImplementedError


def move(shop: Shop, operation: Operation, from_customer: int, to_customer: int) -> None:
    """Carry all points, stamps and debts of one customer over to another, as two files become one."""
    raise NotImplementedError
