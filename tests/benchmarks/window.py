"""The window's start and its memory, beside the smallest PySide6 window; each in a fresh process.

The smallest window is a QMainWindow with a line of text in a QLabel: one without letters needs no font.
"""

from __future__ import annotations

import time

from tests.benchmarks.measure import Figure, child, median
from tests.benchmarks.world import World

TARGET = 1.6


def run(world: World) -> list[Figure]:
    """Measure at the largest size."""
    folder = world.shop_folder(world.largest)
    samples: dict[str, list[tuple[float, float]]] = {"ours": [], "floor": []}
    for run_ in range(world.times(9, 4) + 1):
        for which in ("ours", "floor"):
            start = time.monotonic()
            seen = child("tests.benchmarks.window_child", which, folder, timeout=120)
            if run_:  # the first of each brings the files into memory
                samples[which].append(((seen["painted"] - start) * 1000, seen["peak_mb"]))
    times = {which: median([taken for taken, _peak in found]) for which, found in samples.items()}
    peaks = {which: median([peak for _taken, peak in found]) for which, found in samples.items()}
    return [
        Figure("window_start_ms", times["ours"], times["floor"], TARGET, world.largest),
        Figure("window_memory_mb", peaks["ours"], peaks["floor"], TARGET, world.largest),
    ]
