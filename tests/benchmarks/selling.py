"""The counter: a customer looked up and served, one balance, and points that are lost."""

from __future__ import annotations

import shutil
from itertools import cycle
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from crm_desktop.domain.purchases.model import Sale
from crm_desktop.services import counter, loyalty, purchases
from crm_desktop.services.shop import Shop, open_shop
from crm_desktop.shared.paths import DATABASE_NAME
from tests.benchmarks.measure import Figure, child, elapsed_ms, in_turns, median, undisturbed
from tests.benchmarks.world import World
from tests.factories import a_clock

VIEW_TARGET, SALE_TARGET, BALANCE_TARGET, EXPIRY_TARGET = 2.0, 4.0, 2.0, 3.0
# In a small shop the queries are a fraction of a millisecond, and what surrounds them counts most.
SMALL_VIEW_TARGET, SMALL = 2.6, 100_000
_PROGRAM = 1


def raw(path: Path) -> Any:
    """The bare driver, with the cache of a reader."""
    # Each statement is prepared once, as ours are: enough room for those of all customers that are served.
    connection = driver.connect(str(path), isolation_level=None, cached_statements=4_000)
    connection.execute("PRAGMA cache_size=-2000")
    return connection


def cards_of(shop: Shop, count: int) -> list[str]:
    """Cards of customers who buy, spread over the shop."""
    rows = shop.db.read(
        "SELECT c.card FROM customer c JOIN customer_totals t ON t.customer_id = c.id"
        " WHERE c.card <> '' AND t.purchases > 1 AND c.archived_at IS NULL ORDER BY c.uid LIMIT ?",
        (count,),
    )
    return [row[0] for row in rows]


def serve(shop: Shop, card: str) -> None:
    """Look up who has a card, and all that the counter shows of them."""
    counter.view(shop, counter.card_owner(shop, card) or 0)


def asked(shop: Shop, card: str) -> list[str]:
    """The statements that serving the holder of a card asks for, with their values in them."""
    found: list[str] = []
    with shop.db.reading() as connection:
        connection.set_trace_callback(found.append)  # type: ignore[attr-defined]
        try:
            serve(shop, card)
        finally:
            connection.set_trace_callback(None)  # type: ignore[attr-defined]
    return [sql for sql in found if sql.lstrip().upper().startswith(("SELECT", "WITH"))]


def _view(world: World, size: int) -> Figure:
    shop = world.open(size)
    bare = raw(world.database(size))
    cards = cards_of(shop, 40)
    serve(shop, cards[0])
    statements = cycle([asked(shop, card) for card in cards])
    turn = cycle(cards)
    ours, floor = in_turns(
        lambda: serve(shop, next(turn)),
        lambda: [bare.execute(sql).fetchall() for sql in next(statements)],
        world.times(200, 80),
        warm=len(cards),
    )
    bare.close()
    shop.close()
    return Figure("counter_view_ms", undisturbed(ours), undisturbed(floor), _view_target(size), size)


def _view_target(size: int) -> float:
    return SMALL_VIEW_TARGET if size < SMALL else VIEW_TARGET


def _painted(world: World, size: int) -> Figure:
    seen = child("tests.benchmarks.counter_child", world.shop_folder(size), world.times(60, 18))
    ours, floor = undisturbed(seen["ours"]), undisturbed(seen["floor"])
    return Figure("counter_painted_ms", ours, floor, _view_target(size), size)


def _sale(world: World, size: int) -> Figure:
    shop = open_shop(world.copy(size), clock=a_clock())
    ids = [
        r[0] for r in shop.db.read("SELECT customer_id FROM customer_totals WHERE purchases > 1 LIMIT 400")
    ]
    turn = cycle(ids)
    log = shop.paths.database.with_name(shop.paths.database.name + "-wal")

    def sell() -> None:
        purchases.sell(shop, Sale(customer_id=next(turn), total_cents=1250))

    written = []
    for _sale in range(15):
        before = log.stat().st_size if log.exists() else 0
        sell()
        written.append(log.stat().st_size - before)
    same = "x" * int(median(written))
    bare = driver.connect(str(world.folder / f"sale-{size}.db"), isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute("CREATE TABLE line(id INTEGER PRIMARY KEY, text TEXT)")
    ours, floor = in_turns(
        sell,
        lambda: bare.execute("INSERT INTO line(text) VALUES(?)", (same,)),
        world.times(200, 80),
        warm=5,
    )
    bare.close()
    shop.close()
    return Figure("sale_committed_ms", undisturbed(ours), undisturbed(floor), SALE_TARGET, size)


def _balance(world: World, size: int) -> Figure:
    shop = world.open(size)
    bare = raw(world.database(size))
    turn = cycle(range(1, size + 1))
    sql = "SELECT points FROM loyalty_account WHERE customer_id = ? AND program_id = ?"
    ours, floor = in_turns(
        lambda: loyalty.balance(shop, next(turn), _PROGRAM),
        lambda: bare.execute(sql, (next(turn), _PROGRAM)).fetchone(),
        world.times(5_000, 3_000),
        warm=200,
    )
    bare.close()
    shop.close()
    return Figure("balance_ms", median(ours), median(floor), BALANCE_TARGET, size)


# What expiry has to write, and nothing else: an entry for each account, what it took, and the lots.
_LOST = "l.left > 0 AND l.expires_on <> '' AND l.expires_on < '2026-11-21'"
_ENTRIES = (
    "INSERT INTO ledger_entry(program_id, customer_id, at, day, kind, points, earned, cause, available_on,"
    " expires_on, operation_id, words) SELECT a.program_id, a.customer_id, a.last_at, '2026-11-21', 'expire',"
    " -sum(l.left), 0, 'expiry', '', '', 1, '' FROM point_lot l JOIN loyalty_account a ON a.id = l.account_id"
    f" WHERE {_LOST} GROUP BY a.id"
)
_USES = (
    "INSERT INTO lot_use(entry_id, lot_id, points, expired) SELECT e.id, l.entry_id, l.left, 1"
    " FROM point_lot l JOIN loyalty_account a ON a.id = l.account_id JOIN ledger_entry e"
    " ON e.customer_id = a.customer_id AND e.program_id = a.program_id AND e.kind = 'expire'"
    f" WHERE {_LOST}"
)
_LOTS = f"UPDATE point_lot AS l SET left = 0 WHERE {_LOST}"


def _expiry(world: World, size: int) -> Figure:
    ours: list[float] = []
    floor: list[float] = []
    ready = world.copy(size)
    bare = raw(ready / DATABASE_NAME)
    bare.execute("UPDATE point_lot SET expires_on = '2026-11-20'")
    bare.close()
    for _round in range(world.times(3, 3)):
        folder = world.empty("expiry")
        shutil.copytree(ready, folder, dirs_exist_ok=True)
        shop = open_shop(folder, clock=a_clock())
        shop.db.writer()
        ours.append(elapsed_ms(lambda: loyalty.run_daily(shop)))  # noqa: B023 - run at once
        shop.close()
        folder = world.empty("expiry")
        shutil.copytree(ready, folder, dirs_exist_ok=True)
        bare = raw(folder / DATABASE_NAME)
        bare.execute("PRAGMA synchronous=FULL")

        def run() -> None:
            bare.execute("BEGIN IMMEDIATE")  # noqa: B023 - run at once
            for statement in (_ENTRIES, _USES, _LOTS):
                bare.execute(statement)  # noqa: B023
            bare.execute("COMMIT")  # noqa: B023

        floor.append(elapsed_ms(run))
        bare.close()
    return Figure("expiry_run_ms", median(ours), median(floor), EXPIRY_TARGET, size)


def run(world: World) -> list[Figure]:
    """Measure in the shop that sold most."""
    size = world.selling
    return [make(world, size) for make in (_view, _painted, _sale, _balance, _expiry)]
