"""The borders between the fifths of RFM, and how many customers each class has.

Each column of the counters is read as one text and sorted here: a sixth of the time of window functions,
for which SQLite sorts three times (measured). The borders of a large shop are kept while hardly anything
has been sold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from crm_desktop.domain.segments.filters import AllOf, Compare, Field, Filter, OneOf, Sign
from crm_desktop.domain.segments.rfm import FIFTHS, Borders, RfmClass, borders_of
from crm_desktop.store.database import ShopDatabase
from crm_desktop.store.queries.segment_classes import class_letters

# With fewer customers than these who have bought, the borders are measured anew after every change.
_MANY = 20_000
# The borders stay while fewer than one in so many customers has bought since.
_SHARE = 200
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LIVE = Compare(Field.ARCHIVED, Sign.EQ, 0)
_T = TypeVar("_T", int, str)


class _Kept(NamedTuple):
    operation: int
    purchase: int
    buyers: int
    borders: Borders


_kept: WeakKeyDictionary[ShopDatabase, _Kept] = WeakKeyDictionary()


def borders(database: ShopDatabase) -> Borders:
    """Return the borders between the fifths of all customers who have bought."""
    row = database.read_one(
        "SELECT (SELECT coalesce(max(id), 0) FROM journal_operation),"
        " (SELECT coalesce(max(id), 0) FROM purchase)"
    )
    operation, purchase = (int(row[0]), int(row[1])) if row else (0, 0)
    known = _kept.get(database)
    if known is not None and (known.operation == operation or _hardly_changed(known, operation, purchase)):
        return known.borders
    measured, buyers = measure(database)
    _kept[database] = _Kept(operation, purchase, buyers, measured)
    return measured


def _hardly_changed(known: _Kept, operation: int, purchase: int) -> bool:
    few = known.buyers // _SHARE
    return (
        known.buyers >= _MANY
        and abs(operation - known.operation) <= few
        and abs(purchase - known.purchase) <= few
    )


def measure(database: ShopDatabase) -> tuple[Borders, int]:
    """Return the borders as they are now, and how many customers have bought."""
    columns = ("last_day", "CAST(purchases AS TEXT)", "CAST(spent_cents AS TEXT)")
    texts = ", ".join(f"string_agg({column}, ',')" for column in columns)
    row = database.read_one(f"SELECT {texts} FROM customer_totals WHERE purchases > 0")
    if not row or row[0] is None:
        return Borders(), 0
    days = [day for day in str(row[0]).split(",") if _DAY.fullmatch(day)]
    money = sorted(map(int, str(row[2]).split(",")))
    counts = {int(each): many for each, many in Counter(str(row[1]).split(",")).items()}
    return Borders(_of_counted(Counter(days)), _of_counted(counts), borders_of(money)), len(money)


def _of_counted(counted: Mapping[_T, int]) -> tuple[_T, ...]:
    """Return the borders of values of which few differ: the last of each fifth but the last."""
    whole = sum(counted.values())
    ends = [-(-fifth * whole // FIFTHS) for fifth in range(1, FIFTHS)]
    found: list[_T] = []
    passed = 0
    for value in sorted(counted):
        passed += counted[value]
        while len(found) < len(ends) and passed >= ends[len(found)]:
            found.append(value)
    return tuple(found)


def class_counts(database: ShopDatabase, edges: Borders) -> dict[RfmClass, int]:
    """Return how many live customers each class has, the best first."""
    letters, classes = class_letters(edges)
    row = database.read_one(f"SELECT string_agg({letters}, '') FROM customer_totals t WHERE t.archived = 0")
    everyone = str(row[0] or "") if row else ""
    found = {each: everyone.count(letter) for letter, each in classes.items()}
    return {each: found.get(each, 0) for each in RfmClass}


def classes_of(part: Filter) -> tuple[RfmClass, ...] | None:
    """Return the classes of a filter that asks of live customers nothing but their class; None of others."""
    if isinstance(part, AllOf) and len(part.parts) == 2 and part.parts[0] == _LIVE:
        asked = part.parts[1]
        if isinstance(asked, OneOf) and asked.field is Field.RFM:
            return tuple(RfmClass(str(each)) for each in asked.values)
    return None
