"""Which customers a list asks for and in which order, as SQL: FROM, conditions, ORDER BY."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crm_desktop.domain.customers.listing import CustomerColumn, CustomerFilter
from crm_desktop.shared.text import fold
from crm_desktop.store.database import ShopDatabase
from crm_desktop.store.queries.stage_sql import stage_condition, stage_order

if TYPE_CHECKING:
    from crm_desktop.domain.purchases.stages import StageRule

# Column -> what it is sorted by. Columns that may be empty put the empty ones last in both directions.
_SORT: dict[CustomerColumn, str] = {
    CustomerColumn.NAME: "i.name_rank",
    CustomerColumn.PHONE: "i.phone",
    CustomerColumn.EMAIL: "i.email",
    CustomerColumn.TOWN: "i.town_key",
    CustomerColumn.TAGS: "i.tags_key",
    CustomerColumn.CARD: "i.card",
    CustomerColumn.COMPANY: "i.company_key",
    CustomerColumn.BIRTH: "i.birth_key",
    CustomerColumn.NEXT_FOLLOW_UP: "i.next_follow_up",
    CustomerColumn.LAST_CONTACT: "i.last_contact",
    CustomerColumn.CREATED: "i.created_at",
}
# The same for what is worked out from purchases and points: (condition of those that have none, value).
_SUMS: dict[CustomerColumn, tuple[str, str]] = {
    CustomerColumn.POINTS: ("t.points = 0", "t.points"),
    CustomerColumn.SPENT: ("t.purchases = 0", "t.spent_cents"),
    CustomerColumn.PURCHASES: ("t.purchases = 0", "t.purchases"),
    CustomerColumn.LAST_PURCHASE: ("t.last_day = ''", "t.last_day"),
}
_OF_SUMS = frozenset({*_SUMS, CustomerColumn.STAGE, CustomerColumn.TIER, CustomerColumn.LATE})


def needs_rule(wanted: CustomerFilter) -> bool:
    """Return whether a filter asks for what only the day and the shop's threshold tell."""
    return wanted.stage is not None or wanted.late or wanted.sort is CustomerColumn.STAGE


def source(wanted: CustomerFilter, rule: StageRule | None) -> tuple[str, list[str], list[object]] | None:
    """Return FROM, the conditions and their values; None when the text can match nothing."""
    tables, conditions, values = "customer_index i", [], list[object]()
    of_sums = _conditions_of_sums(wanted, rule)
    if wanted.text.strip():
        from crm_desktop.domain.customers.search_text import query_terms

        match = query_terms(wanted.text)
        if not match:
            return None
        # CROSS JOIN keeps the search first: its rows come in the order of names.
        tables = "customer_search CROSS JOIN customer_index i ON i.name_rank = customer_search.rowid"
        conditions.append("customer_search MATCH ?")
        values.append(match)
        if of_sums or wanted.sort in _OF_SUMS:
            tables += " CROSS JOIN customer_totals t ON t.customer_id = i.customer_id"
    elif wanted.sort in _OF_SUMS:
        # Both in the order of ids: to look up one for each of the other takes six times as long.
        tables = "customer_totals t CROSS JOIN customer_index i ON i.customer_id = t.customer_id"
    elif of_sums:
        # The list comes in the order of its own index, and "+" keeps SQLite from looking up each by its id.
        wanted_ones = f"SELECT t.customer_id FROM customer_totals t{where(of_sums)}"
        of_sums = [f"+i.customer_id IN ({wanted_ones})"]
    if wanted.archived is not None:
        conditions.append("i.archived = ?")
        values.append(int(wanted.archived))
    if wanted.town:
        conditions.append("i.town_key = ?")
        values.append(fold(wanted.town))
    if wanted.staff_id is not None:
        conditions.append("i.staff_id = ?")
        values.append(wanted.staff_id)
    if wanted.tag:
        conditions.append(
            "EXISTS (SELECT 1 FROM customer_tag ct JOIN tag t ON t.id = ct.tag_id"
            " WHERE ct.customer_id = i.customer_id AND t.name = ?)"
        )
        values.append(wanted.tag)
    return tables, conditions + of_sums, values


def _conditions_of_sums(wanted: CustomerFilter, rule: StageRule | None) -> list[str]:
    """Return the conditions over what is worked out from purchases and points."""
    conditions = []
    if wanted.tier_id is not None:
        conditions.append(f"t.tier_id = {int(wanted.tier_id)}")
    if wanted.least_points > 0:
        conditions.append(f"t.points >= {int(wanted.least_points)}")
    if needs_rule(wanted):
        if wanted.stage is not None:
            conditions.append(stage_condition(wanted.stage, *given(rule)))
        if wanted.late:
            conditions.append(f"t.expected_day <> '' AND t.expected_day < '{given(rule).today.isoformat()}'")
    return conditions


def steps(
    database: ShopDatabase, wanted: CustomerFilter, rule: StageRule | None, conditions: list[str]
) -> list[tuple[str, str]]:
    """Return the queries that give a list in its order, one after the other: (WHERE, ORDER BY)."""
    down, up = (" DESC", "") if wanted.descending else ("", " DESC")
    sort = wanted.sort
    if sort is CustomerColumn.NAME:
        order = "customer_search.rowid" if wanted.text.strip() else "i.name_rank"
        return [(where(conditions), f"{order}{down}")]
    if sort is CustomerColumn.STAGE:
        return [(where(conditions), f"{stage_order(*given(rule))}{down}, i.name_rank{down}")]
    if sort not in _OF_SUMS:
        column = _staff_order(database) if sort is CustomerColumn.STAFF else _SORT[sort]
        return [
            (where([*conditions, f"{column} <> ''"]), f"{column}{down}, i.name_rank{down}"),
            (where([*conditions, f"{column} = ''"]), "i.name_rank"),
        ]
    if sort is CustomerColumn.TIER:
        none, value = "t.tier_id IS NULL", f"{_tier_order(database)}{down}"
    elif sort is CustomerColumn.LATE:  # who was expected first is the latest
        none, value = "t.expected_day = ''", f"t.expected_day{up}"
    else:
        none, value = _SUMS[sort][0], f"{_SUMS[sort][1]}{down}"
    tie = f"iif({none}, -i.name_rank, i.name_rank)" if wanted.descending else "i.name_rank"
    return [(where(conditions), f"{none}, {value}, {tie}{down}")]


def where(conditions: Sequence[str]) -> str:
    """Return the WHERE of some conditions, or ""."""
    return " WHERE " + " AND ".join(conditions) if conditions else ""


def given(rule: StageRule | None) -> StageRule:
    """Return the rule, which a filter that `needs_rule` cannot do without."""
    if rule is None:
        raise ValueError("a stage needs the day and the shop's threshold")
    return rule


def _tier_order(database: ShopDatabase) -> str:
    """Return the expression that sorts by the tiers of the programs, the lowest first."""
    tiers = database.read("SELECT id FROM loyalty_tier ORDER BY position, program_id, id")
    cases = "".join(f" WHEN {int(r[0])} THEN {place}" for place, r in enumerate(tiers, start=1))
    return f"CASE t.tier_id{cases} ELSE 0 END" if cases else "t.tier_id"


def _staff_order(database: ShopDatabase) -> str:
    """Return the expression that sorts by the names of the people of the shop, accents and case ignored."""
    people = database.read("SELECT id, name FROM staff")
    names = sorted({fold(str(r[1])) for r in people})
    cases = "".join(f" WHEN {int(r[0])} THEN '{names.index(fold(str(r[1]))):06d}'" for r in people)
    return f"CASE i.staff_id{cases} ELSE '' END" if cases else "''"
