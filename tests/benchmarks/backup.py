"""A backup, against a flushed copy of the file."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from crm_desktop.services.shop import Shop
from tests.benchmarks.measure import Figure, in_turns, median
from tests.benchmarks.world import World

TARGET = 1.3


def flushed_copy(source: Path, target: Path) -> None:
    """Copy a file in blocks and flush it to the disk."""
    with source.open("rb") as reader, target.open("wb") as writer:
        while block := reader.read(1 << 20):
            writer.write(block)
        writer.flush()
        os.fsync(writer.fileno())


def _backup(shop: Shop, target: Path) -> None:
    target.unlink(missing_ok=True)
    shop.db.backup(target)


def _copy(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    flushed_copy(source, target)


def run(world: World) -> list[Figure]:
    """Measure at every size."""
    figures = []
    for size in world.sizes:
        shop = world.open(size)
        backup, copy = world.folder / "backup.db", world.folder / "copy.db"
        ours, floor = in_turns(
            partial(_backup, shop, backup),
            partial(_copy, world.database(size), copy),
            15 if size < 50_000 else 5,
        )
        figures.append(Figure("backup_ms", median(ours), median(floor), TARGET, size))
        shop.close()
        for path in (backup, copy):
            path.unlink(missing_ok=True)
    return figures
