"""The stage of the relationship in SQL: the rule of `domain.purchases.stages`, over `customer_totals`."""

from __future__ import annotations

from datetime import date

from crm_desktop.domain.purchases.stages import RelationshipStage, lapsed_before

# `t` is `customer_totals`; {before}: who bought last before that day has lapsed (an SQL text in quotes).
STAGE_SQL = (
    "CASE WHEN t.purchases = 0 THEN 'prospect' WHEN t.last_day < {before} THEN 'lapsed'"
    " WHEN t.purchases = 1 THEN 'one_time' ELSE 'repeat' END"
)
# The place of a stage among the others, for sorting.
_ORDER = (
    "CASE WHEN t.purchases = 0 THEN 1 WHEN t.last_day < {before} THEN 4"
    " WHEN t.purchases = 1 THEN 2 ELSE 3 END"
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
    return STAGE_SQL.format(before=_before(today, lapsed_days))


def stage_order(today: date, lapsed_days: int) -> str:
    """Return the SQL expression that sorts `customer_totals t` by the stage, from 1 to 4."""
    return _ORDER.format(before=_before(today, lapsed_days))


def stage_condition(stage: RelationshipStage, today: date, lapsed_days: int) -> str:
    """Return the SQL condition that `customer_totals t` is of this stage."""
    return _IS[stage].format(before=_before(today, lapsed_days))


def _before(today: date, lapsed_days: int) -> str:
    return f"'{lapsed_before(today, lapsed_days).isoformat()}'"
