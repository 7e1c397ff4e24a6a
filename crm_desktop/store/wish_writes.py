"""Writing orders and wishes, within an operation."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.domain.products.wishes import Wish, WishState
from crm_desktop.shared.clock import to_text
from crm_desktop.store.batches import in_chunks
from crm_desktop.store.database import Operation


def columns_of(wish: Wish) -> dict[str, object]:
    """Return what is stored of a wish: column -> value, its id left out."""
    return {
        "customer_id": wish.customer_id,
        "product_id": wish.product_id,
        "what": wish.what,
        "kind": wish.kind.value,
        "quantity_milli": wish.quantity_milli,
        "state": wish.state.value,
        "created_at": to_text(wish.created_at) if wish.created_at else "",
        "arrived_at": to_text(wish.arrived_at) if wish.arrived_at else None,
        "closed_at": to_text(wish.closed_at) if wish.closed_at else None,
        "reminder_id": wish.reminder_id,
        "staff_id": wish.staff_id,
        "notes": wish.notes,
    }


def insert(operation: Operation, wish: Wish) -> int:
    """Insert a new wish; return its id."""
    return operation.insert("wish", **columns_of(wish))


def update(operation: Operation, old: Wish, new: Wish) -> None:
    """Write what a person can change of a wish, where it differs; its state and its instants stay."""
    before, after = columns_of(old), columns_of(new)
    free = ("customer_id", "product_id", "what", "kind", "quantity_milli", "staff_id", "notes")
    changed = {column: after[column] for column in free if after[column] != before[column]}
    if changed and old.id is not None:
        operation.update("wish", old.id, **changed)


def set_arrived(operation: Operation, ids: Sequence[int], reminder_id: int | None) -> None:
    """Say of wishes that wait that they have arrived, and which follow-up tells it."""
    for marks, some in in_chunks(ids):
        operation.execute(
            "UPDATE wish SET state = 'arrived', arrived_at = ?, reminder_id = ?"
            f" WHERE id IN ({marks}) AND state = 'waiting'",
            [operation.at, reminder_id, *some],
        )


def close(operation: Operation, ids: Sequence[int], state: WishState) -> int:
    """Close wishes that are open; return how many."""
    done = 0
    for marks, some in in_chunks(ids):
        done += operation.execute(
            f"UPDATE wish SET state = ?, closed_at = ? WHERE id IN ({marks})"
            " AND state IN ('waiting', 'arrived')",
            [state.value, operation.at, *some],
        ).rowcount
    return done
