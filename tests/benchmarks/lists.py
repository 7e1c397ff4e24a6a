"""The list of customers on its screen: opened, searched letter by letter, scrolled, sorted."""

from __future__ import annotations

from tests.benchmarks.measure import Figure, child, median, p95
from tests.benchmarks.world import World

OPENED_TARGET = 1.2
LAST_PAGE_TARGET = 1.6
# Of the proxy's time at 100,000 rows; its time grows with the rows and ours does not.
KEY_TARGET = 1 / 12
SORT_TARGET = 1 / 30
AT = 100_000
SMALL = 100


def scaled(target: float, size: int) -> float:
    """What a target at `AT` customers comes to at another size."""
    return target * AT / size


def run(world: World) -> list[Figure]:
    """Measure at every size."""
    figures = []
    for size in world.sizes:
        samples = child(
            "tests.benchmarks.list_child",
            world.shop_folder(size),
            world.shop_folder(SMALL),
            world.times(3 if size < AT else 1, 1),
            world.times(5 if size < AT else 3, 2),
        )
        for name, middle, target in (
            ("list_painted", median, OPENED_TARGET),
            ("last_page", median, LAST_PAGE_TARGET),
            ("key_to_painted", p95, scaled(KEY_TARGET, size)),
            ("sort_painted", median, scaled(SORT_TARGET, size)),
        ):
            unit = "_p95_ms" if middle is p95 else "_ms"
            ours, floor = samples[name]["ours"], samples[name]["floor"]
            figures.append(Figure(name + unit, middle(ours), middle(floor), target, size))
    return figures
