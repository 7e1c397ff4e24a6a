"""Who is it? The keys by which a row of a file is recognised, looked up a few thousand at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crm_desktop.store.engines.base import Connection
from crm_desktop.store.queries import cards

_AT_ONCE = 2_000


def all_keys(connection: Connection) -> Iterator[str]:
    """Yield every key in the shop: uids, keys of cards, tax ids, e-mails and telephones in normal form."""
    for row in connection.execute(f"SELECT uid, {cards.KEY}, tax_id FROM customer"):
        yield from (key for key in row if key)
    for (normal,) in connection.execute(
        "SELECT normal FROM contact_point WHERE normal <> '' AND kind IN ('mobile', 'phone', 'email')"
    ):
        yield normal


def by_column(connection: Connection, column: str, values: Iterable[str]) -> dict[str, list[int]]:
    """Return which customers have these values in a column ("uid", "card" (its key) or "tax_id")."""
    if column not in {"uid", "card", "tax_id"}:
        raise ValueError(column)
    unless = "" if column == "uid" else f" AND {column} <> ''"
    value = cards.KEY if column == "card" else column
    return _found(connection, f"SELECT {value}, id FROM customer WHERE {value} IN (%s){unless}", values)


def by_contact(connection: Connection, normals: Iterable[str]) -> dict[str, list[int]]:
    """Return which customers have these telephones and e-mails, in normal form."""
    return _found(
        connection,
        "SELECT normal, customer_id FROM contact_point WHERE normal IN (%s) AND normal <> ''",
        normals,
    )


def by_sort_name(connection: Connection, names: Iterable[str]) -> dict[str, list[int]]:
    """Return which customers have these names, as lists sort them."""
    return _found(
        connection, "SELECT sort_name, customer_id FROM customer_index WHERE sort_name IN (%s)", names
    )


def _found(connection: Connection, sql: str, values: Iterable[str]) -> dict[str, list[int]]:
    wanted = list(dict.fromkeys(values))
    found: dict[str, list[int]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        for value, customer_id in connection.execute(sql % ",".join("?" * len(some)), some):
            found.setdefault(value, []).append(customer_id)
    return found


class NewNames:
    """The names of customers that the operation in progress made, which no index holds yet.

    They are kept in a temporary table, so that memory does not grow with the file.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        connection.execute("DROP TABLE IF EXISTS temp.import_name")
        connection.execute(
            "CREATE TEMP TABLE import_name(sort_name TEXT NOT NULL, customer_id INTEGER NOT NULL)"
        )
        connection.execute("CREATE INDEX temp.import_name_key ON import_name(sort_name)")

    def add(self, names: Iterable[tuple[str, int]]) -> None:
        """Keep names: (as lists sort it, customer id)."""
        self._connection.executemany("INSERT INTO temp.import_name VALUES(?, ?)", names)

    def find(self, names: Iterable[str]) -> dict[str, list[int]]:
        """Return which of the new customers have these names."""
        return _found(
            self._connection,
            "SELECT sort_name, customer_id FROM temp.import_name WHERE sort_name IN (%s)",
            names,
        )

    def drop(self) -> None:
        """Forget them."""
        self._connection.execute("DROP TABLE IF EXISTS temp.import_name")
