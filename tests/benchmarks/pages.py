"""A page of rows through the store, and one customer saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from sqlcipher3 import dbapi2 as driver

from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.domain.customers.model import Customer
from crm_desktop.domain.sample.shop import Sample
from crm_desktop.services import customers
from crm_desktop.services.shop import Shop, open_shop
from tests.benchmarks.measure import Figure, in_turns, median, undisturbed
from tests.benchmarks.world import World
from tests.factories import TODAY, a_clock

PAGE_TARGET = 1.3
SAVE_TARGET = 3.0
PAGE = 50


def _raw(path: Path) -> Any:
    raw = driver.connect(str(path), isolation_level=None)
    raw.execute("PRAGMA cache_size=-8000")
    return raw


def _page(world: World, size: int) -> Figure:
    from crm_desktop.store.queries import customer_lists

    shop = world.open(size)
    raw = _raw(world.database(size))
    ids = list(customers.list_ids(shop, CustomerFilter()))
    random = Random(size)
    places = [random.randrange(max(1, len(ids) - PAGE)) for _page in range(200)]
    pages = [ids[place : place + PAGE] for place in places]
    text = customer_lists._ROW % ",".join("?" * PAGE)
    turn = iter(pages * 100)
    turn_raw = iter(pages * 100)
    ours, floor = in_turns(
        lambda: customer_lists.rows(shop.db, next(turn)),
        lambda: raw.execute(text, next(turn_raw)).fetchall(),
        world.times(1500, 500),
        warm=50,
    )
    raw.close()
    shop.close()
    return Figure("page_of_50_ms", undisturbed(ours), undisturbed(floor), PAGE_TARGET, size)


def _new_customers(count: int) -> list[Customer]:
    """Customers as a form gives them: of another sample, none of them in the shop."""
    sample = Sample(count, 99, TODAY)
    return [
        replace(
            c, id=None, uid="", staff_id=None, card="", relations=(), own=(), created_at=None, updated_at=None
        )
        for c in sample.customers()
    ]


def _bytes_of_a_save(shop: Shop, new: Iterator[Customer], times: int) -> int:
    """How much one save leaves in the write-ahead log: the pages that the disk must have for it."""
    log = shop.paths.database.with_name(shop.paths.database.name + "-wal")
    written = []
    for _save in range(times):
        before = log.stat().st_size if log.exists() else 0
        customers.save_customer(shop, next(new))
        written.append(log.stat().st_size - before)
    return int(median(written))


def _save(world: World, size: int) -> Figure:
    shop = open_shop(world.copy(size), clock=a_clock())
    times, warm, tried = world.times(300, 120), 10, 15
    new = iter(_new_customers(times + warm + tried))
    same = "x" * _bytes_of_a_save(shop, new, tried)
    raw = driver.connect(str(world.folder / f"flush-{size}.db"), isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("CREATE TABLE line(id INTEGER PRIMARY KEY, text TEXT)")
    ours, floor = in_turns(
        lambda: customers.save_customer(shop, next(new)),
        lambda: raw.execute("INSERT INTO line(text) VALUES(?)", (same,)),
        times,
        warm,
    )
    raw.close()
    shop.close()
    return Figure("save_customer_ms", undisturbed(ours), undisturbed(floor), SAVE_TARGET, size)


def run(world: World) -> list[Figure]:
    """Measure at every size."""
    return [make(world, size) for size in world.sizes for make in (_page, _save)]
