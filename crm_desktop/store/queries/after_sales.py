"""After-sales plans: the steps of products, and the follow-ups that they made."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.domain.products.model import AfterSalesStep, StepKind
from crm_desktop.store.batches import in_chunks
from crm_desktop.store.engines.base import Connection


def steps(connection: Connection, products: Sequence[int]) -> dict[int, list[tuple[str, AfterSalesStep]]]:
    """Return product -> (its name, a step), for those of these products that have an after-sales plan."""
    found: dict[int, list[tuple[str, AfterSalesStep]]] = {}
    for marks, some in in_chunks(products):
        for key, product, name, kind, after, months, times, subject in connection.execute(
            "SELECT s.id, s.product_id, p.name, s.kind, s.after_days, s.every_months, s.times, s.subject"
            " FROM after_sales_step s JOIN product p ON p.id = s.product_id"
            f" WHERE s.product_id IN ({marks}) ORDER BY s.product_id, s.position, s.id",
            some,
        ):
            step = AfterSalesStep(StepKind(kind), after, months, times, subject, key)
            found.setdefault(product, []).append((name, step))
    return found


def reminders_of(connection: Connection, line_ids: Sequence[int]) -> list[int]:
    """Return the follow-ups that these lines made, and those that came after them in their series."""
    found: dict[int, None] = {}
    for marks, some in in_chunks(line_ids):
        rows = connection.execute(
            "WITH RECURSIVE series(id) AS ("
            f"SELECT reminder_id FROM after_sales_reminder WHERE line_id IN ({marks})"
            " UNION SELECT r.next_id FROM reminder r JOIN series s ON s.id = r.id"
            " WHERE r.next_id IS NOT NULL) SELECT id FROM series",
            some,
        )
        found.update((int(r[0]), None) for r in rows)
    return list(found)
