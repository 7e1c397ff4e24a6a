"""Writing who belongs to segments that are made by hand."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.store.batches import in_chunks
from crm_desktop.store.operation import Operation


def add(operation: Operation, segment_id: int, customer_ids: Sequence[int]) -> int:
    """Put customers into a segment; return how many were not in it yet."""
    done = 0
    for marks, some in in_chunks(customer_ids):
        done += operation.execute(
            "INSERT OR IGNORE INTO segment_member(segment_id, customer_id)"
            f" SELECT ?, id FROM customer WHERE id IN ({marks}) ORDER BY id",
            [segment_id, *some],
        ).rowcount
    return done


def remove(operation: Operation, segment_id: int, customer_ids: Sequence[int]) -> int:
    """Take customers out of a segment; return how many were in it."""
    done = 0
    for marks, some in in_chunks(customer_ids):
        done += operation.execute(
            f"DELETE FROM segment_member WHERE segment_id = ? AND customer_id IN ({marks})",
            [segment_id, *some],
        ).rowcount
    return done
