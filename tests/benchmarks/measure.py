"""Measuring two things in turns, and what comes of it."""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: ours, its floor, and how many times the floor ours may be.

    Attributes:
        name: ends in the unit of `value` and `floor`: "_ms" or "_mb".
        size: customers in the shop (rows, for a printed list).
    """

    name: str
    value: float
    floor: float
    target: float
    size: int

    @property
    def ratio(self) -> float:
        return self.value / self.floor if self.floor else float("inf")

    @property
    def met(self) -> bool:
        return self.ratio <= self.target

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "value": round(self.value, 3),
            "floor": round(self.floor, 3),
            "ratio": round(self.ratio, 4),
            "target": round(self.target, 4),
            "size": self.size,
        }


def elapsed_ms(job: Callable[[], object]) -> float:
    """How long a job takes, in milliseconds."""
    start = time.perf_counter()
    job()
    return (time.perf_counter() - start) * 1000


def in_turns(
    ours: Callable[[], object], floor: Callable[[], object], times: int, warm: int = 1
) -> tuple[list[float], list[float]]:
    """Run two jobs in turns, so that whatever else the machine does falls on both; milliseconds."""
    for _run in range(warm):
        ours()
        floor()
    gc.collect()
    mine: list[float] = []
    theirs: list[float] = []
    for run in range(times):
        pair = ((ours, mine), (floor, theirs))
        for job, kept in pair if run % 2 else reversed(pair):
            kept.append(elapsed_ms(job))
    return mine, theirs


def median(samples: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(samples)


def undisturbed(samples: Sequence[float]) -> float:
    """The one that a quarter is faster than; for jobs of a few milliseconds, ours and the floor alike.

    Whatever else the computer does makes a job slower, never faster, and hits the longer of two more often.
    """
    return sorted(samples)[len(samples) // 4]


def p95(samples: Sequence[float]) -> float:
    """The one that 95 in a hundred do not exceed."""
    ordered = sorted(samples)
    return ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]


def child(module: str, *arguments: object, timeout: float = 3600) -> Any:
    """Run a module in a fresh process, offscreen, and return what it prints: one JSON document."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    # An installed program has its modules compiled; without this a start would measure the compiler.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        timeout=timeout,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{module} ended with {done.returncode}")
    return json.loads(done.stdout.strip().splitlines()[-1])
