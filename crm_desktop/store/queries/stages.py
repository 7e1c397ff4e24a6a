"""The stage of the relationship with customers, and how many have which."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.domain.purchases.stages import RelationshipStage, StageRule
from crm_desktop.store.batches import in_chunks
from crm_desktop.store.database import ShopDatabase
from crm_desktop.store.queries.stage_sql import STAGE_SQL, stage_condition, stage_order, stage_sql

__all__ = ["STAGE_SQL", "counts", "of", "stage_condition", "stage_order", "stage_sql"]


def of(database: ShopDatabase, ids: Sequence[int], rule: StageRule) -> dict[int, RelationshipStage]:
    """Return the stage of each of these customers; ids that are gone are left out."""
    found: dict[int, RelationshipStage] = {}
    for marks, some in in_chunks(ids):
        rows = database.read(
            f"SELECT t.customer_id, {stage_sql(*rule)} FROM customer_totals t"
            f" WHERE t.customer_id IN ({marks})",
            some,
        )
        found.update((int(r[0]), RelationshipStage(r[1])) for r in rows)
    return found


def counts(database: ShopDatabase, rule: StageRule) -> dict[RelationshipStage, int]:
    """Return how many live customers each stage has, in the order of the stages."""
    rows = database.read(
        # In the order of ids: see `customer_orders.source`.
        f"SELECT {stage_order(*rule)}, count(*) FROM customer_totals t"
        " CROSS JOIN customer_index i ON i.customer_id = t.customer_id WHERE i.archived = 0 GROUP BY 1"
    )
    found = {int(r[0]): int(r[1]) for r in rows}
    return {stage: found.get(place, 0) for place, stage in enumerate(RelationshipStage, start=1)}
