"""Search as you type, through the service."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from crm_desktop.services.search import search
from crm_desktop.services.shop import Shop
from crm_desktop.shared.text import words
from tests.benchmarks.measure import Figure, elapsed_ms, median, p95
from tests.benchmarks.world import World

TARGET = 5.0
LIMIT = 50
# What somebody at the counter types, letter by letter; every prefix is a search.
TYPED = (
    "garcia mu",
    "martinez",
    "sanchis peris",
    "begoña",
    "josé luis",
    "ibañez",
    "alboraia",
    "6120",
    "hostal",
    "maria carmen lo",
    "vicent",
    "@example.org",
    "vip",
    "zapater",
)


def keystrokes() -> list[str]:
    """Every text that stands in the search box while `TYPED` is typed."""
    return [typed[:end] for typed in TYPED for end in range(1, len(typed) + 1) if words(typed[:end])]


def raw_index(source: Path, target: Path) -> Any:
    """An FTS5 table of the same texts in a file of its own, with the bare driver."""
    target.unlink(missing_ok=True)
    raw = driver.connect(str(target), isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("ATTACH ? AS shop", (str(source),))
    raw.execute("BEGIN")
    raw.execute(
        "CREATE VIRTUAL TABLE found USING"
        " fts5(text, name UNINDEXED, prefix='1 2 3', tokenize='unicode61 remove_diacritics 0')"
    )
    raw.execute(
        "INSERT INTO found(rowid, text, name)"
        " SELECT customer_id, search_text, name FROM shop.customer_index ORDER BY customer_id"
    )
    raw.execute("COMMIT")
    raw.execute("DETACH shop")
    raw.execute("INSERT INTO found(found) VALUES('optimize')")
    return raw


def match_of(text: str) -> str:
    """The prefix query of what was typed."""
    return " ".join(f'"{word}"*' for word in words(text))


def first_found(raw: Any, match: str) -> list[Any]:
    """What the raw index finds first, in whatever order."""
    found = raw.execute("SELECT rowid, name FROM found WHERE found MATCH ? LIMIT ?", (match, LIMIT))
    return list(found.fetchall())


def _measure(shop: Shop, raw: Any, rounds: int, size: int) -> Figure:
    """Each text counts by the middle of its rounds, so that what else the machine does is no slow search."""
    typed = keystrokes()
    ours: dict[str, list[float]] = {text: [] for text in typed}
    floor: dict[str, list[float]] = {text: [] for text in typed}
    for round_ in range(rounds + 1):
        for text in typed:
            mine = elapsed_ms(partial(search, shop, text, LIMIT))
            theirs = elapsed_ms(partial(first_found, raw, match_of(text)))
            if round_:  # the first round warms both
                ours[text].append(mine)
                floor[text].append(theirs)
    middle_ours, middle_floor = ([median(found) for found in each.values()] for each in (ours, floor))
    return Figure("search_p95_ms", p95(middle_ours), p95(middle_floor), TARGET, size)


def run(world: World) -> list[Figure]:
    """Measure at every size."""
    figures = []
    for size in world.sizes:
        shop = world.open(size)
        raw = raw_index(world.database(size), world.folder / f"search-{size}.db")
        figures.append(_measure(shop, raw, world.times(8, 3), size))
        raw.close()
        shop.close()
    return figures
