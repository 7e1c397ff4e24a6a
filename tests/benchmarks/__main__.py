"""`python -m tests.benchmarks`: measure, show, and say whether every target is met."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.measure import Figure
from tests.benchmarks.registry import GROUPS
from tests.benchmarks.world import World, tell


def table(figures: list[Figure]) -> str:
    """The figures for a person to read."""
    lines = [f"{'figure':<24}{'customers':>10}{'ours':>12}{'floor':>12}{'ratio':>9}{'target':>9}"]
    for figure in figures:
        name, unit = figure.name.rsplit("_", 1)
        lines.append(
            f"{name:<24}{figure.size:>10,}{figure.value:>9.2f} {unit}{figure.floor:>9.2f} {unit}"
            f"{figure.ratio:>9.3f}{figure.target:>9.3f}{'' if figure.met else '  exceeded'}"
        )
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description="How fast the program is."
    )
    parser.add_argument("--quick", action="store_true", help="smaller sizes, fewer times")
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output")
    parser.add_argument("--only", nargs="+", metavar="GROUP", choices=[g.name for g in GROUPS], default=[])
    parser.add_argument(
        "--shops", type=Path, metavar="FOLDER", help="keep the shops there, and use those that are there"
    )
    arguments = parser.parse_args()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="mostrador-bench-") as folder:
        world = World(Path(folder), arguments.quick, arguments.shops)
        for group in GROUPS:
            if arguments.only and group.name not in arguments.only:
                continue
            start = time.perf_counter()
            figures += group.run(world)
            tell(f"{group.name}: {time.perf_counter() - start:.1f} s")
    if arguments.json:
        print(json.dumps([figure.as_json() for figure in figures], indent=1))
    else:
        print(table(figures))
    return int(not all(figure.met for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
