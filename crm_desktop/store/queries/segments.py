"""Segments in the file: their rows, the things that rules name, and the customers whom a filter finds."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from crm_desktop.domain.segments.filters import AllOf, AnyOf, Compare, Field, Filter, Not, OneOf
from crm_desktop.domain.segments.rfm import Borders, borders_of
from crm_desktop.store.database import ShopDatabase
from crm_desktop.store.queries.segment_sql import Given, compiled, shown, together


class SegmentRecord(NamedTuple):
    """A row of `segment` that is not archived."""

    id: int
    name: str
    kind: str
    rule: str
    ready_key: str
    mode: str
    initiative: str
    needs: str
    colour: str
    position: int


def rows(database: ShopDatabase) -> list[SegmentRecord]:
    """Return the segments that are not archived, in their order."""
    found = database.read(
        "SELECT id, name, kind, rule, ready_key, mode, initiative, needs, colour, position FROM segment"
        " WHERE archived_at IS NULL ORDER BY position, id"
    )
    return [SegmentRecord._make(row) for row in found]


_NAMES = {
    "tag": "SELECT id, name FROM tag ORDER BY name",
    "staff": "SELECT id, name FROM staff ORDER BY name",
    "product": "SELECT id, name FROM product ORDER BY archived_at IS NOT NULL, name",
    "loyalty_tier": "SELECT id, name FROM loyalty_tier ORDER BY program_id, position",
    "program": "SELECT id, name FROM program ORDER BY id",
}


def names(database: ShopDatabase, table: str) -> list[tuple[int, str]]:
    """Return id and name of the rows of a table of things that rules can name."""
    return [(int(row[0]), str(row[1])) for row in database.read(_NAMES[table])]


def categories(database: ShopDatabase) -> list[str]:
    """Return the categories of products."""
    found = database.read("SELECT DISTINCT category FROM product WHERE category <> '' ORDER BY category")
    return [str(row[0]) for row in found]


def asks_for(part: Filter, wanted: Field) -> bool:
    """Return whether a filter compares a field."""
    match part:
        case Compare(field) | OneOf(field):
            return field is wanted
        case AllOf(parts) | AnyOf(parts):
            return any(asks_for(each, wanted) for each in parts)
        case Not(inner):
            return asks_for(inner, wanted)
        case _:
            return False


def rfm_borders(database: ShopDatabase) -> Borders:
    """Return the borders between the fifths of all customers who have bought."""
    bought = "FROM customer_totals WHERE purchases > 0"
    days = database.read_ids(f"SELECT CAST(replace(last_day, '-', '') AS INTEGER) AS id {bought}")
    counts = database.read_ids(f"SELECT purchases AS id {bought}")
    money = database.read_ids(f"SELECT spent_cents AS id {bought}")
    return Borders(
        tuple(f"{day:08d}"[:4] + "-" + f"{day:08d}"[4:6] + "-" + f"{day:08d}"[6:] for day in _borders(days)),
        _borders(counts),
        _borders(money),
    )


def _borders(values: Sequence[int]) -> tuple[int, ...]:
    return borders_of(sorted(values))


def count(database: ShopDatabase, part: Filter, given: Given) -> int:
    """Return how many customers a filter finds."""
    query = compiled(part, given)
    row = database.read_one(query.select("count(*)"), query.values)
    return int(row[0]) if row else 0


def ids(database: ShopDatabase, part: Filter, given: Given, *, ordered: bool = True) -> array[int]:
    """Return the ids of the customers whom a filter finds, by name (or in any order)."""
    query = compiled(part, given)
    order = "i.name_rank" if ordered else ""
    return database.read_ids(query.select("i.customer_id AS id", order), query.values)


def everybody(database: ShopDatabase) -> array[int]:
    """Return the ids of all customers, archived ones too, by name."""
    return database.read_ids("SELECT customer_id AS id FROM customer_index ORDER BY name_rank")


def first(database: ShopDatabase, part: Filter, given: Given, limit: int) -> list[int]:
    """Return the ids of the first customers, by name, whom a filter finds."""
    query = compiled(part, given)
    sql = f"{query.select('i.customer_id', 'i.name_rank')} LIMIT {int(limit)}"
    return [int(row[0]) for row in database.read(sql, query.values)]


def holds(database: ShopDatabase, part: Filter, given: Given, customer_id: int) -> bool:
    """Return whether a filter finds one customer."""
    query = compiled(part, given, customer_id)
    return database.read_one(query.select("1"), query.values) is not None


def which_hold(database: ShopDatabase, parts: Sequence[Filter], given: Given, customer_id: int) -> list[bool]:
    """Return for each of several filters whether it finds one customer, with one query."""
    sql, values = together(parts, given, customer_id)
    row = database.read_one(sql, values) if parts else None
    return [bool(each) for each in row] if row else [False] * len(parts)


def value(database: ShopDatabase, wanted: Field, given: Given, customer_id: int) -> int | str:
    """Return what is known of a customer; "" when there is no such customer."""
    source, expression = shown(wanted, given)
    row = database.read_one(f"SELECT {expression} FROM {source} WHERE i.customer_id = ?", (customer_id,))
    return row[0] if row else ""


def sizes(database: ShopDatabase, key: str) -> list[tuple[str, int]]:
    """Return (month, count) of a segment's sizes, oldest first."""
    sql = "SELECT month, count FROM segment_size WHERE segment_key = ? ORDER BY month"
    return [(str(row[0]), int(row[1])) for row in database.read(sql, (key,))]


def measured(database: ShopDatabase, month: str) -> set[str]:
    """Return the keys of the segments whose size of a month is kept."""
    rows_found = database.read("SELECT segment_key FROM segment_size WHERE month = ?", (month,))
    return {str(row[0]) for row in rows_found}
