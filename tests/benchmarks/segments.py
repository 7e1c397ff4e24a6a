"""Segments: a rule counted, edited, over purchases; everybody's class; the counters proved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crm_desktop.domain.segments.rfm import RfmClass
from crm_desktop.domain.segments.tree import Condition, Group
from crm_desktop.services import segments_found
from crm_desktop.services.segments_live import LiveCount
from crm_desktop.services.shop import Shop
from crm_desktop.store import totals
from tests.benchmarks.measure import Figure, in_turns, undisturbed
from tests.benchmarks.selling import raw
from tests.benchmarks.world import World

COUNT_TARGET, LIVE_TARGET, WIDE_TARGET, RFM_TARGET, CHECK_TARGET = 1.5, 0.01, 0.02, 0.3, 3.0
SIX = Group(
    children=(
        Condition("stage", "any_of", ["repeat"]),
        Condition("town", "any_of", ["València"]),
        Condition("points", "at_least", 100),
        Condition("purchases", "at_least", 3),
        Condition("spent", "at_least", 20_000),
        Condition("last_contact", "not_for", 90),
    )
)
# The same by hand, over the counters.
SIX_SQL = (
    "SELECT count(*) FROM customer_index i JOIN customer_totals t ON t.customer_id = i.customer_id"
    " WHERE i.archived = 0 AND i.town_key = 'valencia' AND t.purchases > 1 AND t.last_day >= '2026-05-25'"
    " AND t.points >= 100 AND t.purchases >= 3 AND t.spent_cents >= 20000"
    " AND (i.last_contact = '' OR i.last_contact < '2026-08-23T22:00:00.000Z')"
)
WIDE = Group(children=(Condition("spent", "at_least", 10_000), Condition("purchases", "at_least", 2)))
WIDE_SQL = (
    "SELECT count(*) FROM (SELECT customer_id FROM purchase WHERE customer_id IS NOT NULL"
    " GROUP BY customer_id HAVING sum(total_cents) >= 10000"
    " AND count(*) FILTER (WHERE kind = 'sale' AND given_back = 0) >= 2)"
)
EVERYBODY = Group(children=(Condition("rfm", "any_of", [each.value for each in RfmClass]),))
NTILE_SQL = (
    "SELECT sum(r * 100 + f * 10 + m) FROM (SELECT ntile(5) OVER (ORDER BY last_day) r,"
    " ntile(5) OVER (ORDER BY purchases) f, ntile(5) OVER (ORDER BY spent_cents) m"
    " FROM customer_totals WHERE purchases > 0)"
)
GROUP_BY_SQL = (
    "SELECT count(*) FROM (SELECT customer_id, count(*), sum(total_cents), count(DISTINCT day), min(day),"
    " max(day) FROM purchase WHERE customer_id IS NOT NULL GROUP BY customer_id)"
)


def _against(
    name: str,
    ours: Callable[[], object],
    bare: Any,
    sql: str,
    target: float,
    size: int,
    times: int,
) -> Figure:
    mine, theirs = in_turns(ours, lambda: bare.execute(sql).fetchall(), times)
    return Figure(name, undisturbed(mine), undisturbed(theirs), target, size)


def _live(shop: Shop) -> Callable[[], object]:
    """A rule whose conditions are known, put together again."""
    live = LiveCount(shop)
    live.count(SIX)
    return lambda: live.count(SIX)


def run(world: World) -> list[Figure]:
    """Measure in the shop that sold most; the targets hold at 100,000 customers."""
    size = world.selling
    shop = world.open(size)
    bare = raw(world.database(size))
    times = world.times(15, 40)
    assert segments_found.count(shop, SIX) == bare.execute(SIX_SQL).fetchone()[0]
    assert segments_found.count(shop, WIDE) <= bare.execute(WIDE_SQL).fetchone()[0]
    # In a small shop the floor is a fraction of a millisecond, and what a call itself costs counts most.
    small = size < 100_000
    count_target, live_target, wide_target, rfm_target = (
        (15.0, 1.0, 5.0, 1.0) if small else (COUNT_TARGET, LIVE_TARGET, WIDE_TARGET, RFM_TARGET)
    )
    figures = [
        _against(
            "segment_count_ms",
            lambda: segments_found.count(shop, SIX),
            bare,
            SIX_SQL,
            count_target,
            size,
            times,
        ),
        _against("segment_edited_ms", _live(shop), bare, SIX_SQL, live_target, size, times),
        _against(
            "segment_wide_ms",
            lambda: segments_found.count(shop, WIDE),
            bare,
            WIDE_SQL,
            wide_target,
            size,
            times,
        ),
        _against(
            "rfm_ms", lambda: segments_found.count(shop, EVERYBODY), bare, NTILE_SQL, rfm_target, size, times
        ),
    ]
    with shop.db.reading() as connection:
        figures.append(
            _against(
                "check_totals_ms",
                lambda: totals.faults(connection),
                bare,
                GROUP_BY_SQL,
                CHECK_TARGET,
                size,
                times,
            )
        )
    bare.close()
    shop.close()
    return figures
