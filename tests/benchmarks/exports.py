"""Customers written to a CSV file."""

from __future__ import annotations

import csv
from functools import partial
from pathlib import Path

from crm_desktop.services.exports import export_customers
from tests.benchmarks.measure import Figure, in_turns, median
from tests.benchmarks.world import World

TARGET = 4.0


def cells(path: Path) -> list[list[str]]:
    """The cells of a CSV file that the program wrote."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def _write(rows: list[list[str]], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def run(world: World) -> list[Figure]:
    """Measure at every size."""
    figures = []
    for size in world.sizes:
        shop = world.open(size)
        ours, floor = world.folder / "export.csv", world.folder / "floor.csv"
        export_customers(shop, None, "csv", ours)
        mine, theirs = in_turns(
            partial(export_customers, shop, None, "csv", ours),
            partial(_write, cells(ours), floor),
            world.times(3 if size >= 100_000 else 7, 3),
        )
        figures.append(Figure("export_csv_ms", median(mine), median(theirs), TARGET, size))
        shop.close()
        for path in (ours, floor):
            path.unlink()
    return figures
