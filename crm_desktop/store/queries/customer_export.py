"""Customers as rows for a file, straight from the tables: three times faster than whole customer files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from crm_desktop.store.engines.base import Connection

_CHUNK = 2_000
_FAMILY = "CASE kind WHEN 'mobile' THEN 'phone' ELSE kind END"


class ExportRow(NamedTuple):
    """One customer.

    Attributes:
        values: of the columns asked for.
        contacts: (kind, value, label) in their order.
        own: field id -> stored form.
    """

    values: list[Any]
    contacts: list[tuple[str, str, str]]
    own: dict[int, str]


def all_ids(connection: Connection) -> list[int]:
    """Return the ids of all customers, archived ones too, by name."""
    rows = connection.execute("SELECT customer_id FROM customer_index ORDER BY name_rank").fetchall()
    return [row[0] for row in rows]


def most_contacts(
    connection: Connection, ids: Sequence[int] | None, home: str
) -> dict[str, tuple[int, bool]]:
    """Return, by family of contact points, the most that one customer has, and whether to tell their type.

    Args:
        connection: to read with.
        ids: which customers; None for all.
        home: the shop's telephone prefix, such as "+34": of these numbers one knows the kind without being
            told.
    """
    found: dict[str, tuple[int, bool]] = {}
    strange = "kind IN ('mobile', 'phone') AND (normal = '' OR substr(normal, 1, ?) <> ?)"
    for marks, values in _chunks(ids):
        where = f" WHERE customer_id IN ({marks})" if marks else ""
        rows = connection.execute(
            "SELECT family, max(n), max(told) FROM"
            f" (SELECT {_FAMILY} AS family, count(*) AS n, max(label <> '' OR ({strange})) AS told"
            f" FROM contact_point{where} GROUP BY customer_id, {_FAMILY}) GROUP BY family",
            [len(home), home, *values],
        )
        for family, most, typed in rows:
            before = found.get(family, (0, False))
            found[family] = (max(before[0], most), before[1] or bool(typed))
    return found


def _chunks(ids: Sequence[int] | None) -> Iterator[tuple[str, list[int]]]:
    if ids is None:
        yield "", []
        return
    for start in range(0, len(ids), _CHUNK):
        some = list(ids[start : start + _CHUNK])
        yield ",".join("?" * len(some)), some


def rows(connection: Connection, ids: Iterable[int], fields: Sequence[str]) -> Iterator[list[ExportRow]]:
    """Yield these customers in their order, some thousands at a time, without those that are gone.

    Args:
        connection: to read with.
        ids: which customers.
        fields: columns of the table ("" where it has NULL), or "staff" (a name), "tags" (joined by ", ") and
            "relations" (a list of (kind, uid, note)).
    """
    columns = [f"c.{field}" for field in fields]
    places = {field: fields.index(field) for field in ("staff", "tags", "relations")}
    for field, place in places.items():
        columns[place] = "coalesce(s.name, '')" if field == "staff" else "''"
    columns[fields.index("archived_at")] = "coalesce(c.archived_at, '')"
    sql = (
        f"SELECT c.id, {', '.join(columns)} FROM customer c LEFT JOIN staff s ON s.id = c.staff_id"
        " WHERE c.id IN (%s)"
    )
    chunk: list[int] = []
    for customer_id in ids:
        chunk.append(customer_id)
        if len(chunk) == _CHUNK:
            yield _chunk(connection, chunk, sql, places)
            chunk = []
    if chunk:
        yield _chunk(connection, chunk, sql, places)


def _chunk(connection: Connection, ids: list[int], sql: str, places: dict[str, int]) -> list[ExportRow]:
    marks = ",".join("?" * len(ids))
    found: dict[int, ExportRow] = {}
    for row in connection.execute(sql % marks, ids):
        values = list(row)
        found[values.pop(0)] = ExportRow(values, [], {})
    for customer_id, kind, value, label in connection.execute(
        f"SELECT customer_id, kind, value, label FROM contact_point WHERE customer_id IN ({marks})"
        " ORDER BY customer_id, position, id",
        ids,
    ):
        found[customer_id].contacts.append((kind, value, label))
    tags = places["tags"]
    for customer_id, names in connection.execute(
        "SELECT customer_id, group_concat(name, ', ') FROM"
        " (SELECT ct.customer_id, t.name FROM customer_tag ct"
        f" JOIN tag t ON t.id = ct.tag_id WHERE ct.customer_id IN ({marks}) ORDER BY ct.customer_id, t.name)"
        " GROUP BY customer_id",
        ids,
    ):
        found[customer_id].values[tags] = names
    for customer_id, field_id, value in connection.execute(
        f"SELECT customer_id, field_id, value FROM own_value WHERE customer_id IN ({marks})", ids
    ):
        found[customer_id].own[field_id] = value
    for customer_id, related in relations(connection, ids).items():
        found[customer_id].values[places["relations"]] = related
    return [found[i] for i in ids if i in found]


def relations(connection: Connection, ids: Sequence[int]) -> dict[int, list[tuple[str, str, str]]]:
    """Return the related customers of these: id -> (kind, uid, note) of each."""
    marks = ",".join("?" * len(ids))
    found: dict[int, list[tuple[str, str, str]]] = {}
    for customer_id, kind, uid, note in connection.execute(
        "SELECT r.customer_id, r.kind, c.uid, r.note FROM relation r JOIN customer c ON c.id = r.other_id"
        f" WHERE r.customer_id IN ({marks}) ORDER BY r.id",
        list(ids),
    ):
        found.setdefault(customer_id, []).append((kind, uid, note))
    return found
