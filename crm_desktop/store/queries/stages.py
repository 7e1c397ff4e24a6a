"""The stage of the relationship in SQL: the rule of `domain.purchases.stages`, over `customer_totals`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crm_desktop.domain.purchases.stages import RelationshipStage, lapsed_before
from crm_desktop.store.batches import in_chunks
from crm_desktop.store.database import ShopDatabase

# `t` is `customer_totals`; {before}: who bought last before that day has lapsed (an SQL text in quotes).
STAGE_SQL = (
    "CASE WHEN t.purchases = 0 THEN 'prospect' WHEN t.last_day < {before} THEN 'lapsed'"
    " WHEN t.purchases = 1 THEN 'one_time' ELSE 'repeat' END"
)
# The condition for one stage, which is quicker than the expression.
_IS: dict[RelationshipStage, str] = {
    RelationshipStage.PROSPECT: "t.purchases = 0",
    RelationshipStage.ONE_TIME: "t.purchases = 1 AND t.last_day >= {before}",
    RelationshipStage.REPEAT: "t.purchases > 1 AND t.last_day >= {before}",
    RelationshipStage.LAPSED: "t.purchases > 0 AND t.last_day < {before}",
}


def stage_sql(today: date, lapsed_days: int) -> str:
    """Return the SQL expression for the stage (its code word) over `customer_totals t`."""
    return STAGE_SQL.format(before=f"'{lapsed_before(today, lapsed_days).isoformat()}'")


def stage_condition(stage: RelationshipStage, today: date, lapsed_days: int) -> str:
    """Return the SQL condition that `customer_totals t` is of this stage."""
    return _IS[stage].format(before=f"'{lapsed_before(today, lapsed_days).isoformat()}'")


def of(
    database: ShopDatabase, ids: Sequence[int], today: date, lapsed_days: int
) -> dict[int, RelationshipStage]:
    """Return the stage of each of these customers; ids that are gone are left out."""
    found: dict[int, RelationshipStage] = {}
    for marks, some in in_chunks(ids):
        rows = database.read(
            f"SELECT t.customer_id, {stage_sql(today, lapsed_days)} FROM customer_totals t"
            f" WHERE t.customer_id IN ({marks})",
            some,
        )
        found.update((int(r[0]), RelationshipStage(r[1])) for r in rows)
    return found


def counts(database: ShopDatabase, today: date, lapsed_days: int) -> dict[RelationshipStage, int]:
    """Return how many live customers each stage has, in the order of the stages."""
    rows = database.read(
        f"SELECT {stage_sql(today, lapsed_days)}, count(*) FROM customer_index i"
        " JOIN customer_totals t ON t.customer_id = i.customer_id WHERE i.archived = 0 GROUP BY 1"
    )
    found = {str(r[0]): int(r[1]) for r in rows}
    return {stage: found.get(stage.value, 0) for stage in RelationshipStage}
