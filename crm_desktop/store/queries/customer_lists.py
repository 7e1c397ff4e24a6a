"""Lists of customers: ids first, in SQL's order; then the rows of one page."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from crm_desktop.domain.customers.listing import CustomerColumn, CustomerFilter, CustomerRow, SearchHit
from crm_desktop.shared.text import fold
from crm_desktop.store.batches import in_chunks, marks
from crm_desktop.store.database import ShopDatabase
from crm_desktop.store.engines.base import Row
from crm_desktop.store.queries import customer_orders
from crm_desktop.store.queries.customer_orders import needs_rule

if TYPE_CHECKING:
    from crm_desktop.domain.purchases.stages import StageRule

__all__ = ["birthdays", "count", "hits", "ids", "needs_rule", "rows", "tag_counts", "town_counts"]

_ROW = (
    "SELECT c.id, i.name, c.company, i.phone, i.email, c.town, i.tags, c.staff_id, c.card, c.birth,"
    " i.next_follow_up, i.last_contact, c.created_at, i.archived, c.do_not_contact, c.warning <> '',"
    " t.purchases, t.spent_cents, t.last_day, t.points, t.tier_id, t.rhythm_days, t.expected_day"
    " FROM customer_index i JOIN customer c ON c.id = i.customer_id"
    " JOIN customer_totals t ON t.customer_id = i.customer_id WHERE i.customer_id IN (%s)"
)
# Whole tables are counted page by page (measured at 100,000: a hundredth of counting those that are live).
_LIVE = (
    "SELECT (SELECT count(*) FROM customer_index) - (SELECT count(*) FROM customer_index WHERE archived > 0)"
)


def ids(
    database: ShopDatabase, wanted: CustomerFilter, limit: int | None = None, rule: StageRule | None = None
) -> array[int]:
    """Return the ids of the customers that a filter asks for, in its order.

    Args:
        database: the shop.
        wanted: which ones, and in which order.
        limit: how many at the most.
        rule: the day and the shop's threshold, for a filter that `needs_rule`.
    """
    found = array("q")
    parts = customer_orders.source(wanted, rule)
    if parts is None:
        return found
    tables, conditions, values = parts
    for where, order in customer_orders.steps(database, wanted, rule, conditions):
        left = None if limit is None else limit - len(found)
        if left is not None and left <= 0:
            break
        sql = f"SELECT i.customer_id AS id FROM {tables}{where} ORDER BY {order}"
        found.extend(database.read_ids(sql if left is None else f"{sql} LIMIT {left}", values))
    return found


def count(database: ShopDatabase, wanted: CustomerFilter, rule: StageRule | None = None) -> int:
    """Return how many customers a filter asks for; see `ids`."""
    parts = customer_orders.source(wanted._replace(sort=CustomerColumn.NAME), rule)
    if parts is None:
        return 0
    tables, conditions, values = parts
    if values == [0] and conditions == ["i.archived = ?"]:
        row = database.read_one(_LIVE)
    else:
        row = database.read_one(f"SELECT count(*) FROM {tables}{customer_orders.where(conditions)}", values)
    return int(row[0]) if row else 0


def rows(database: ShopDatabase, wanted: Sequence[int]) -> list[CustomerRow]:
    """Return the rows of one page, in the order of the ids; ids that are gone are left out."""
    found: dict[int, Row] = {}
    for places, some in in_chunks(wanted):
        found.update((r[0], r) for r in database.read(_ROW % places, some))
    make = CustomerRow._make
    return [make(found[i]) for i in wanted if i in found]


def hits(database: ShopDatabase, text: str, limit: int) -> list[SearchHit]:
    """Return the first customers, by name, in which every word of `text` is found; archived ones last."""
    with database.reading():
        found = list(ids(database, CustomerFilter(text=text), limit))
        if len(found) < limit:
            found += ids(database, CustomerFilter(text=text, archived=True), limit - len(found))
        return hits_of(database, found)


def hits_of(database: ShopDatabase, found: Sequence[int]) -> list[SearchHit]:
    """Return these customers as the search tells them, in the order of the ids; those gone are left out."""
    from crm_desktop.domain.customers.model import spoken_name

    with database.reading():
        points: dict[int, tuple[list[str], list[str]]] = {i: ([], []) for i in found}
        people: dict[int, Row] = {}
        for places, some in in_chunks(found):
            for customer_id, kind, value in database.read(
                f"SELECT customer_id, kind, value FROM contact_point WHERE customer_id IN ({places})"
                " AND kind IN ('mobile', 'phone', 'email') ORDER BY customer_id, position, id",
                some,
            ):
                points[customer_id][kind == "email"].append(value)
            rows_found = database.read(
                "SELECT c.id, i.name, c.company, c.town, c.card, c.given_name, c.family_name,"
                " c.second_family_name, iif(c.kind = 'company', c.company, '') FROM customer_index i"
                f" JOIN customer c ON c.id = i.customer_id WHERE i.customer_id IN ({places})",
                some,
            )
            people.update((r[0], r) for r in rows_found)
    return [
        SearchHit(
            id=i,
            name=r[1],
            full_name=spoken_name(*r[5:9]) or r[1],
            company=r[2],
            phones=tuple(points[i][0]),
            emails=tuple(points[i][1]),
            town=r[3],
            card=r[4],
        )
        for i in found
        if (r := people.get(i)) is not None
    ]


def tag_counts(database: ShopDatabase) -> list[tuple[str, int]]:
    """Return every tag with how many live customers wear it, by name."""
    found = database.read(
        "SELECT t.name, count(c.id) FROM tag t LEFT JOIN customer_tag ct ON ct.tag_id = t.id"
        " LEFT JOIN customer c ON c.id = ct.customer_id AND c.archived_at IS NULL GROUP BY t.id"
    )
    return sorted(((str(r[0]), int(r[1])) for r in found), key=lambda r: fold(r[0]))


def town_counts(database: ShopDatabase, limit: int = 200) -> list[tuple[str, int]]:
    """Return the towns with the most live customers, as most of them write them, the largest first."""
    return [
        (str(r[0]), int(r[1]))
        for r in database.read(
            "SELECT max(town), count(*) FROM customer_index WHERE archived = 0 AND town_key <> ''"
            " GROUP BY town_key ORDER BY count(*) DESC, town_key LIMIT ?",
            (limit,),
        )
    ]


def birthdays(database: ShopDatabase, days: Sequence[str]) -> list[tuple[int, str, str]]:
    """Return (id, name, birth) of live customers whose birthday is on one of these days ("11-24"), by name.

    The ids come from their index alone, and the rest from the customers: a row of the list's index is ten
    times longer, and of 100,000 customers a thousand have their birthday in a week.
    """
    from crm_desktop.domain.customers.model import listed_name

    found: list[tuple[int, str, str]] = []
    with database.reading() as connection:
        ranks: dict[int, int] = dict(
            connection.execute(
                "SELECT customer_id, name_rank FROM customer_index"
                f" WHERE birth_key IN ({marks(len(days))}) AND birth_key <> ''",
                tuple(days),
            ).fetchall()
        )
        for places, some in in_chunks(sorted(ranks)):
            rows_found = connection.execute(
                "SELECT id, birth, kind, given_name, family_name, second_family_name, company, contact_person"
                f" FROM customer WHERE id IN ({places}) AND archived_at IS NULL",
                some,
            )
            found += [(r[0], listed_name(*r[2:]), r[1]) for r in rows_found]
        nameless = [key for key, name, _birth in found if not name]
        for places, some in in_chunks(nameless):
            names: dict[int, str] = dict(
                connection.execute(
                    f"SELECT customer_id, name FROM customer_index WHERE customer_id IN ({places})", some
                ).fetchall()
            )
            found = [(key, name or names.get(key, ""), birth) for key, name, birth in found]
    return sorted(found, key=lambda r: ranks[r[0]])
