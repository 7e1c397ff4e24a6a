"""Ranks that keep the order of names: a key for each customer such that sorting by key is sorting by name.

The search index takes its rows in key order, so a search comes out sorted by name without sorting (measured:
sorting costs sixteen times more at 100,000 customers). New names go into the gap between their neighbours;
gaps are wide (2^20), names at either end get a whole new gap, and when one is used up its neighbours move
apart (twenty names typed in alphabetical order use one up). Wider gaps were measured to make the search index
twice as large, and slower: it keeps the differences between ranks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from crm_desktop.store.batches import run_many
from crm_desktop.store.engines.base import Connection

STEP = 1 << 20
_PREVIOUS = (
    "SELECT name_rank FROM customer_index WHERE sort_name <= ?"
    " ORDER BY sort_name DESC, name_rank DESC LIMIT 1"
)
_NEXT = "SELECT name_rank FROM customer_index WHERE name_rank > ? ORDER BY name_rank LIMIT 1"
_FIRST = "SELECT name_rank FROM customer_index ORDER BY name_rank LIMIT 1"
_ALL = "SELECT sort_name, name_rank FROM customer_index ORDER BY sort_name, name_rank"
# For more new names than this, all that are there are walked along instead of asking for each.
_FEW = 200
_BELOW = "SELECT name_rank FROM customer_index WHERE name_rank <= ? ORDER BY name_rank DESC LIMIT ?"
_ABOVE = "SELECT name_rank FROM customer_index WHERE name_rank >= ? ORDER BY name_rank LIMIT ?"
# How many neighbours move at first, on either side, and the least width of a gap that is made by moving.
_REACH = 64
_WIDTH = 1 << 12


class GapUsedUp(Exception):
    """There is no free rank between two names; `make_room` makes some, `spread` makes much.

    Attributes:
        after, before: the ranks of the two names.
        count: how many ranks are needed between them.
    """

    def __init__(self, after: int, before: int, count: int) -> None:
        super().__init__(after, before, count)
        self.after = after
        self.before = before
        self.count = count


def ranks_for(connection: Connection, names: Sequence[str]) -> list[int]:
    """Return a free rank for each of these sort names.

    Args:
        connection: the writer's.
        names: sort names in ascending order, none of them in the index yet.

    Raises:
        GapUsedUp: call `make_room` with it, or `spread`, and try again.
    """
    neighbours = _walk(connection, names) if len(names) > _FEW else _look_up(connection, names)
    ranks: list[int] = []
    # All are read before anything else is done: a query that is half read locks the table.
    for (after, before), group in groupby(list(neighbours)):
        ranks += _between(after, before, len(list(group)))
    return ranks


def _look_up(connection: Connection, names: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yield the ranks of each name's neighbours, asking for each."""
    for name in names:
        row = connection.execute(_PREVIOUS, (name,)).fetchone()
        if row is None:
            following = connection.execute(_FIRST).fetchone()
        else:
            following = connection.execute(_NEXT, row).fetchone()
        yield row[0] if row else None, following[0] if following else None


def _walk(connection: Connection, names: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yield the ranks of each name's neighbours, walking once along all names that are there."""
    there = connection.execute(_ALL)
    try:
        after: int | None = None
        following = there.fetchone()
        for name in names:
            while following is not None and following[0] <= name:
                after = following[1]
                following = there.fetchone()
            yield after, following[1] if following else None
    finally:
        there.close()


def _between(after: int | None, before: int | None, count: int) -> list[int]:
    """Return `count` ranks between two neighbours (None: there is no neighbour on that side)."""
    if after is None and before is None:
        return [i * STEP for i in range(count)]
    if after is None:
        return [(before or 0) - (count - i) * STEP for i in range(count)]
    if before is None:
        return [after + (i + 1) * STEP for i in range(count)]
    width = (before - after) // (count + 1)
    if width < 1:
        raise GapUsedUp(after, before, count)
    return [after + (i + 1) * width for i in range(count)]


def make_room(connection: Connection, full: GapUsedUp) -> None:
    """Move the nearest names away from a gap that is used up, and as many more as it takes."""
    reach = _REACH
    while True:
        below = [r[0] for r in connection.execute(_BELOW, (full.after, reach + 1)).fetchall()]
        above = [r[0] for r in connection.execute(_ABOVE, (full.before, reach + 1)).fetchall()]
        # The furthest of them stay where they are; beyond the first and the last name there is room enough.
        low = below.pop() if len(below) > reach else below[-1] - reach * STEP
        high = above.pop() if len(above) > reach else above[-1] + reach * STEP
        width = (high - low) // (2 * (len(below) + len(above) + 1))
        if width >= _WIDTH and (high - low) // 2 >= (full.count + 1) * _WIDTH:
            break
        reach *= 4
    new = [low + (i + 1) * width for i in range(len(below))]
    new += [high - (len(above) - i) * width for i in range(len(above))]
    _move(connection, [*reversed(below), *above], new)


def spread(connection: Connection) -> None:
    """Give all names ranks a whole step apart; some seconds at 100,000 names."""
    ranks = [
        r[0] for r in connection.execute("SELECT name_rank FROM customer_index ORDER BY name_rank").fetchall()
    ]
    if ranks:
        _move(connection, ranks, [i * STEP for i in range(len(ranks))])


def _move(connection: Connection, ranks: list[int], new: list[int]) -> None:
    """Give the names with these ranks, which lie side by side, new ones in the same order."""
    span = (ranks[0], ranks[-1])
    columns = [r[1] for r in connection.execute("PRAGMA table_info(customer_index)").fetchall()]
    names = ", ".join(c for c in columns if c != "name_rank")
    connection.execute("DROP TABLE IF EXISTS temp.moved")
    connection.execute(
        f"CREATE TEMP TABLE moved AS SELECT {names} FROM customer_index"
        " WHERE name_rank BETWEEN ? AND ? ORDER BY name_rank",
        span,
    )
    connection.execute("DELETE FROM customer_index WHERE name_rank BETWEEN ? AND ?", span)
    connection.execute("DROP TABLE IF EXISTS temp.moved_to")
    connection.execute("CREATE TEMP TABLE moved_to(place INTEGER PRIMARY KEY, name_rank INTEGER)")
    run_many(connection, "INSERT INTO temp.moved_to VALUES(?, ?)", enumerate(new, 1))
    # One statement, and in order: the search index is many times faster so.
    connection.execute(
        f"INSERT INTO customer_index(name_rank, {names}) SELECT t.name_rank, {names}"
        " FROM temp.moved_to t JOIN temp.moved m ON m.rowid = t.place ORDER BY t.place"
    )
    connection.execute("DROP TABLE temp.moved")
    connection.execute("DROP TABLE temp.moved_to")
