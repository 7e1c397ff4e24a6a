"""Neutral filters of segments as SQL: over the counters of each customer where they suffice.

Rows of purchases, follow-ups and the like are read only for conditions that name a product, a period or a
state of such a row: as one list of customers, which the rest of the condition is compared with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from crm_desktop.domain.purchases.stages import RelationshipStage
from crm_desktop.domain.segments.filters import (
    AllOf,
    AnyOf,
    Belongs,
    Compare,
    Field,
    Filter,
    Not,
    OneOf,
    Sign,
    Text,
    TextTest,
    Times,
    Total,
)
from crm_desktop.domain.segments.rfm import Borders
from crm_desktop.store.queries import stages
from crm_desktop.store.queries.segment_classes import class_sql
from crm_desktop.store.queries.segment_fields import FIELDS, SHOWN, SOURCES, RowSource
from crm_desktop.store.queries.text_patterns import pattern

_TRUE, _FALSE = "1 = 1", "1 = 0"
_JOINS = {
    "c": " JOIN customer c ON c.id = i.customer_id",
    "t": " JOIN customer_totals t ON t.customer_id = i.customer_id",
}
Value = int | str
_LIVE = Compare(Field.ARCHIVED, Sign.EQ, 0)
# Purchases of so short a time are found by their day.
_FEW_DAYS = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Given:
    """What fields that are worked out depend on.

    Attributes:
        today: in the shop's zone.
        lapsed_days: the threshold of the stage.
        borders: of the marks of RFM; None when no condition asks for them.
    """

    today: date
    lapsed_days: int
    borders: Borders | None = None


@dataclass(frozen=True, slots=True)
class Compiled:
    """A filter as SQL: what follows FROM, the condition, and its values."""

    source: str
    where: str
    values: tuple[Value, ...]

    def select(self, columns: str, order: str = "") -> str:
        """Return the query for some columns."""
        return f"SELECT {columns} FROM {self.source} WHERE {self.where}{order and f' ORDER BY {order}'}"


# Times of the index, which it sorts by: alone they are found by its indices, beside others they are not.
_SPANS = frozenset({Field.LAST_CONTACT, Field.CREATED, Field.NEXT_FOLLOW_UP})
_COLUMN = re.compile(r"\bi\.(?!archived|customer_id)\w+")


@dataclass(slots=True)
class _Compiler:
    given: Given
    one: int | None
    beside: bool = False
    tables: set[str] = field(default_factory=set)
    values: list[Value] = field(default_factory=list)

    def text(self, part: Filter, rows: RowSource | None = None) -> str:
        """Return the condition; the values are gathered in its order."""
        match part:
            case Compare(wanted, sign, value):
                return self._compare(wanted, sign, value, rows)
            case OneOf(wanted, values):
                return self._one_of(wanted, values, rows)
            case Text(wanted, test, folded):
                return self._matches(wanted, test, folded, rows)
            case AllOf(parts):
                ordered = sorted(parts, key=_cost) if rows is None else parts
                return "(" + " AND ".join(self.text(each, rows) for each in ordered) + ")" if parts else _TRUE
            case AnyOf(parts):
                ordered = sorted(parts, key=_cost) if rows is None else parts
                return "(" + " OR ".join(self.text(each, rows) for each in ordered) + ")" if parts else _FALSE
            case Not(inner):
                return f"NOT {self._bracketed(inner, rows)}"
            case Times():
                return self._times(part)
            case Total():
                return self._total(part)
            case Belongs():
                raise ValueError("another segment is read before it is compiled")

    def _bracketed(self, part: Filter, rows: RowSource | None) -> str:
        text = self.text(part, rows)
        return text if text.startswith("(") and isinstance(part, AllOf | AnyOf) else f"({text})"

    def _place(self, wanted: Field, rows: RowSource | None) -> str:
        if rows is not None and wanted in rows.fields:
            return rows.fields[wanted]
        kept = FIELDS[wanted]
        if kept.table:
            self.tables.add(kept.table)
        return kept.sql

    def _compare(self, wanted: Field, sign: Sign, value: Value, rows: RowSource | None) -> str:
        if wanted in {Field.STAGE, Field.RFM}:
            found = self._one_of(wanted, (value,), rows)
            return found if sign is Sign.EQ else f"NOT ({found})"
        place = self._place(wanted, rows)
        if wanted is Field.AVERAGE:
            self.values.append(value)
            return f"t.spent_cents {sign.value} ? * t.purchases"
        self.values.append(value)
        if wanted is Field.ROW_DAY and rows is not None and rows.by_day and not self._is_late(sign, value):
            # Of a long time it is quicker to read all purchases in the order of their customers.
            place = f"coalesce({place}, '')"
        if wanted in _SPANS and self.beside and sign not in {Sign.EQ, Sign.NE}:
            # Half of all customers, one by one in the order of an index, cost more than all in their own.
            place = f"coalesce({place}, '')"
        number = "CAST(? AS REAL)" if wanted is Field.ROW_NUMBER else "?"
        return f"{place} {sign.value} {number}"

    def _is_late(self, sign: Sign, value: Value) -> bool:
        return sign is Sign.GE and str(value) >= (self.given.today - _FEW_DAYS).isoformat()

    def _one_of(self, wanted: Field, values: tuple[Value, ...], rows: RowSource | None) -> str:
        if wanted is Field.STAGE:
            self.tables.add("t")
            return _any(
                stages.stage_condition(RelationshipStage(str(each)), self.given.today, self.given.lapsed_days)
                for each in values
            )
        place = self.rfm() if wanted is Field.RFM else self._place(wanted, rows)
        if not values:
            return _FALSE
        self.values.extend(values)
        if len(values) == 1:
            return f"{place} = ?"
        return f"{place} IN ({', '.join('?' * len(values))})"

    def _matches(self, wanted: Field, test: TextTest, folded: str, rows: RowSource | None) -> str:
        place = self._place(wanted, rows)
        before = "*" if test is TextTest.CONTAINS else ""
        after = "" if test is TextTest.IS else "*"
        self.values.append(f"{before}{pattern(folded)}{after}")
        return f"{place} GLOB ?"

    def rfm(self) -> str:
        """Return the expression for the class of a customer."""
        self.tables.add("t")
        return class_sql(self.given.borders)

    def _times(self, part: Times) -> str:
        if part.sign is Sign.LE:
            return f"NOT ({self._times(Times(part.rows, part.where, Sign.GE, part.count + 1))})"
        if part.sign is not Sign.GE:
            raise ValueError(part.sign)
        if part.count <= 0:
            return _TRUE
        enough = f"count(*) >= {int(part.count)}" if part.count > 1 else ""
        return self._customers(SOURCES[part.rows], part.where, enough)

    def _total(self, part: Total) -> str:
        source = SOURCES[part.rows]
        amount, of = int(part.amount), source.fields[part.of]
        if part.sign is Sign.GE:
            # Who has no such row has a sum of 0.
            if amount > 0:
                return self._customers(source, part.where, f"sum({of}) >= {amount}")
            return f"NOT ({self._customers(source, part.where, f'sum({of}) < {amount}')})"
        if part.sign is not Sign.LE:
            raise ValueError(part.sign)
        if amount >= 0:
            return f"NOT ({self._customers(source, part.where, f'sum({of}) > {amount}')})"
        return self._customers(source, part.where, f"sum({of}) <= {amount}")

    def _customers(self, source: RowSource, where: tuple[Filter, ...], having: str) -> str:
        """Return the condition that the customer is among those who have such rows."""
        conditions = [source.always] if source.always else []
        if self.one is not None:
            conditions.append(f"{source.customer} = {int(self.one)}")
        conditions += [self.text(each, source) for each in where]
        limited = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        grouped = f" GROUP BY {source.customer} HAVING {having}" if having else ""
        return f"i.customer_id IN (SELECT {source.customer} FROM {source.tables}{limited}{grouped})"


def _any(conditions: Iterable[str]) -> str:
    found = [f"({each})" for each in conditions]
    return f"({' OR '.join(found)})" if found else _FALSE


def _cost(part: Filter) -> int:
    """Return how dear a condition is to try: cheap ones are tried first."""
    match part:
        case Compare() | OneOf():
            return 0
        case AllOf(parts) | AnyOf(parts):
            return max(map(_cost, parts), default=0)
        case Not(inner):
            return _cost(inner)
        case Text():
            return 1
        case _:
            return 2


def compiled(part: Filter, given: Given, one: int | None = None) -> Compiled:
    """Return a filter as SQL.

    Args:
        part: the filter.
        given: what fields that are worked out depend on.
        one: look only at this customer.
    """
    compiler = _Compiler(given, one)
    where = compiler.text(part)
    if len(set(_COLUMN.findall(where))) > 1:
        compiler = _Compiler(given, one, beside=True)
        where = compiler.text(part)
    if one is not None:
        where = f"i.customer_id = {int(one)} AND {where}"
    joins = "".join(_JOINS[table] for table in sorted(compiler.tables))
    return Compiled(f"customer_index i{joins}", where, tuple(compiler.values))


def counted(part: Filter, given: Given) -> tuple[str, tuple[Value, ...]]:
    """Return the query that counts the customers whom a filter finds.

    When it asks of live customers nothing but their counters, it is answered by the counters alone.
    """
    if isinstance(part, AllOf) and _LIVE in part.parts:
        compiler = _Compiler(given, None)
        where = compiler.text(AllOf(tuple(each for each in part.parts if each != _LIVE)))
        if compiler.tables == {"t"} and "i." not in where:
            sql = f"SELECT count(*) FROM customer_totals t WHERE t.archived = 0 AND {where}"
            return sql, tuple(compiler.values)
    query = compiled(part, given)
    return query.select("count(*)"), query.values


def together(parts: Sequence[Filter], given: Given, one: int) -> tuple[str, tuple[Value, ...]]:
    """Return one query that says of each of several filters whether it finds one customer."""
    compiler = _Compiler(given, one)
    columns = ", ".join(f"({compiler.text(each)})" for each in parts)
    joins = "".join(_JOINS[table] for table in sorted(compiler.tables))
    sql = f"SELECT {columns} FROM customer_index i{joins} WHERE i.customer_id = {int(one)}"
    return sql, tuple(compiler.values)


def signs(parts: Sequence[Filter], given: Given) -> tuple[str, tuple[Value, ...]]:
    """Return one query that gives, for each of several filters, a text of a "1" or "0" for each customer."""
    compiler = _Compiler(given, None)
    columns = ", ".join(
        f"CASE WHEN {compiler.text(each)} THEN '1' ELSE '0' END AS s{number}"
        for number, each in enumerate(parts)
    )
    joins = "".join(_JOINS[table] for table in sorted(compiler.tables))
    texts = ", ".join(f"string_agg(s{number}, '')" for number in range(len(parts)))
    inner = f"SELECT {columns} FROM customer_index i{joins} ORDER BY i.name_rank"
    return f"SELECT {texts} FROM ({inner})", tuple(compiler.values)


def shown(wanted: Field, given: Given) -> tuple[str, str]:
    """Return the FROM clause and the expression for what is shown of a field."""
    if wanted is Field.STAGE:
        return f"customer_index i{_JOINS['t']}", stages.stage_sql(given.today, given.lapsed_days)
    if wanted is Field.RFM:
        return f"customer_index i{_JOINS['t']}", _Compiler(given, None).rfm()
    kept = SHOWN.get(wanted) or FIELDS[wanted]
    return f"customer_index i{_JOINS.get(kept.table, '')}", kept.sql
