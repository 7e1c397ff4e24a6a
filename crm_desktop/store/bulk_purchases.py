"""Many purchases at once, within one operation: rows by `executemany`, their ids given beforehand.

What customers have bought in sum is kept by the file's own triggers, as for any other write.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os import urandom
from typing import Any

from crm_desktop.store.database import Operation
from crm_desktop.store.purchase_writes import INSERT_LINE, INSERT_PURCHASE

_MANY = 1_000


class PurchaseBulk:
    """Inserts many purchases within an operation; call it with batches of some thousands."""

    def __init__(self, operation: Operation) -> None:
        self._operation = operation
        self._first = self._next = operation.next_id("purchase")

    @property
    def next_id(self) -> int:
        """The id that the next purchase gets."""
        return self._next

    def take_id(self) -> int:
        """Return the next id for a purchase that is written by itself."""
        self._next += 1
        return self._next - 1

    def write(self, purchases: Sequence[tuple[Any, ...]], lines: Iterable[tuple[Any, ...]]) -> range:
        """Insert purchases and their lines; return the ids of the purchases.

        Args:
            purchases: in the order of `purchase_writes.PURCHASE_COLUMNS` without the id.
            lines: in the order of `purchase_writes.LINE_COLUMNS`, the purchase by the id that it gets.
        """
        first = self._next
        self._next += len(purchases)
        ids = range(first, self._next)
        run = self._operation.executemany
        run(INSERT_PURCHASE, [(i, *row) for i, row in zip(ids, purchases, strict=True)])
        run(INSERT_LINE, lines)
        return ids

    def finish(self) -> None:
        """Put in order, after the last of many, what their writing left scattered."""
        if self._next - self._first >= _MANY:
            self._operation.engine.tidy(self._operation.connection)


def new_uid() -> str:
    """Return the identity of a new row, as it travels in exports."""
    return urandom(16).hex()
