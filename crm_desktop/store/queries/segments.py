"""Segments in the file: their rows, the things that rules name, and the customers whom a filter finds."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from crm_desktop.domain.segments.filters import AllOf, AnyOf, Compare, Field, Filter, Not, OneOf
from crm_desktop.store.database import ShopDatabase
from crm_desktop.store.queries.segment_sql import Given, Value, compiled, counted, shown, signs, together


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


def count(database: ShopDatabase, part: Filter, given: Given) -> int:
    """Return how many customers a filter finds."""
    row = database.read_one(*counted(part, given))
    return int(row[0]) if row else 0


def ids(database: ShopDatabase, part: Filter, given: Given, *, ordered: bool = True) -> array[int]:
    """Return the ids of the customers whom a filter finds, by name (or in any order)."""
    query = compiled(part, given)
    order = "i.name_rank" if ordered else ""
    return database.read_ids(query.select("i.customer_id AS id", order), query.values)


def everybody(database: ShopDatabase) -> array[int]:
    """Return the ids of all customers, archived ones too, by name."""
    return database.read_ids("SELECT customer_id AS id FROM customer_index ORDER BY name_rank")


def bits(database: ShopDatabase, parts: Sequence[Filter], given: Given) -> list[int]:
    """Return for each of several filters whom it finds, as a number of one bit for each customer.

    The highest bit is the first customer by name; archived ones have theirs too. All filters are tried in one
    pass, and each set comes as one text of zeros and ones.
    """
    if not parts:
        return []
    row = database.read_one(*signs(parts, given))
    return [int(each, 2) if each else 0 for each in row] if row else [0] * len(parts)


def first(database: ShopDatabase, part: Filter, given: Given, limit: int) -> list[int]:
    """Return the ids of the first customers, by name, whom a filter finds."""
    query = compiled(part, given)
    sql = f"{query.select('i.customer_id', 'i.name_rank')} LIMIT {int(limit)}"
    return [int(row[0]) for row in database.read(sql, query.values)]


def holds(database: ShopDatabase, part: Filter, given: Given, customer_id: int) -> bool:
    """Return whether a filter finds one customer."""
    query = compiled(part, given, customer_id)
    return database.read_one(query.select("1"), query.values) is not None


# Stands in a kept query for the customer whom it will be about: no id and no amount is as high.
_ANYONE = (1 << 62) + 1


class Membership(NamedTuple):
    """A query that says of several filters whether they find one customer; made once, asked for many."""

    sql: str
    values: tuple[Value, ...]
    filters: int


def membership(parts: Sequence[Filter], given: Given) -> Membership:
    """Return the query that `which_hold` asks."""
    return Membership(*together(parts, given, _ANYONE), len(parts))


def which_hold(database: ShopDatabase, asked: Membership, customer_id: int) -> list[bool]:
    """Return for each of the filters whether it finds one customer."""
    sql = asked.sql.replace(str(_ANYONE), str(int(customer_id)))
    row = database.read_one(sql, asked.values) if asked.filters else None
    return [bool(each) for each in row] if row else [False] * asked.filters


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
