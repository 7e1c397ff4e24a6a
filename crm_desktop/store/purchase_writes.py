"""Writing sales and returns, within an operation."""

from __future__ import annotations

from crm_desktop.domain.purchases.model import Purchase, PurchaseLine
from crm_desktop.domain.purchases.returns import GivenBack
from crm_desktop.shared.clock import to_text
from crm_desktop.store.batches import in_chunks
from crm_desktop.store.database import Operation

PURCHASE_COLUMNS = (
    "id", "uid", "customer_id", "at", "day", "kind", "return_of", "ticket", "total_cents", "currency",
    "returned_cents", "given_back", "staff_id", "source", "notes", "created_at",
)  # fmt: skip
LINE_COLUMNS = (
    "purchase_id", "position", "product_id", "name", "quantity_milli", "price_cents", "discount_cents",
    "total_cents", "returned_milli", "return_of_line",
)  # fmt: skip
INSERT_PURCHASE = (
    f"INSERT INTO purchase({', '.join(PURCHASE_COLUMNS)}) VALUES({', '.join('?' * len(PURCHASE_COLUMNS))})"
)
INSERT_LINE = (
    f"INSERT INTO purchase_line({', '.join(LINE_COLUMNS)}) VALUES({', '.join('?' * len(LINE_COLUMNS))})"
)


def purchase_row(p: Purchase) -> tuple[object, ...]:
    """Return a purchase in the order of `PURCHASE_COLUMNS`."""
    return (
        p.id, p.uid, p.customer_id, to_text(p.at), p.day.isoformat(), p.kind.value, p.return_of, p.ticket,
        p.total_cents, p.currency, p.returned_cents, int(p.given_back), p.staff_id, p.source.value, p.notes,
        to_text(p.created_at or p.at),
    )  # fmt: skip


def line_row(purchase_id: int, position: int, line: PurchaseLine) -> tuple[object, ...]:
    """Return a line in the order of `LINE_COLUMNS`."""
    return (
        purchase_id, position, line.product_id, line.name, line.quantity_milli, line.price_cents,
        line.discount_cents, line.total_cents or 0, line.returned_milli, line.return_of_line,
    )  # fmt: skip


def insert(operation: Operation, purchase: Purchase) -> tuple[int, list[int]]:
    """Insert a sale or a return with its lines; return its id and theirs."""
    key = int(operation.execute(INSERT_PURCHASE, purchase_row(purchase)).lastrowid or 0)
    lines = [
        int(operation.execute(INSERT_LINE, line_row(key, position, line)).lastrowid or 0)
        for position, line in enumerate(purchase.lines)
    ]
    return key, lines


def mark_returned(operation: Operation, sale: Purchase, back: GivenBack) -> None:
    """Keep with a sale what a return of it gave back."""
    for line in back.sold:
        operation.update("purchase_line", line.id or 0, returned_milli=line.returned_milli)
    operation.update(
        "purchase",
        sale.id or 0,
        returned_cents=sale.returned_cents + back.cents,
        given_back=int(back.all),
    )


def meet_orders(operation: Operation, purchase: Purchase) -> int:
    """Close the orders and wishes of the customer for what was bought; return how many."""
    bought = sorted({line.product_id for line in purchase.lines if line.product_id is not None})
    met = 0
    for marks, some in in_chunks(bought):
        met += operation.execute(
            "UPDATE wish SET state = 'sold', closed_at = ? WHERE customer_id = ?"
            f" AND product_id IN ({marks}) AND state IN ('waiting', 'arrived')",
            [operation.at, purchase.customer_id, *some],
        ).rowcount
    return met
