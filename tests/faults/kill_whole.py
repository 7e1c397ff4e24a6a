"""Kill imports, backups and restores at random: each is done whole or not at all.

    python -m tests.faults.kill_whole [--times 100] [--seed 1] [bring_in] [back_up] [restore]

A child does one of them again and again, says when it begins and when it is done, and is killed after a
random while. Then the shop opens, is sound, and holds what was confirmed; nothing is there in part.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from crm_desktop.services import backups, customers, integrity
from crm_desktop.services.shop import open_shop
from tests.factories import a_clock, a_customer, a_shop
from tests.faults.whole_writer import JOBS, LARGE, ROWS, SMALL

ROOT = Path(__file__).resolve().parents[2]
LONGEST = {
    "bring_in": 0.5,
    "back_up": 0.06,
    "restore": 0.3,
}  # seconds from the first piece of work to the kill
MANY = 400  # customers of the large backup


@dataclass
class Told:
    """What children said: pieces that are done, and the one in progress when the last child was killed."""

    done: list[str] = field(default_factory=list)
    doing: str | None = None
    interrupted: int = 0

    def hear(self, lines: list[str]) -> None:
        """Take in the lines of one life; one that was cut off counts for nothing."""
        for line in lines:
            try:
                said = json.loads(line)
            except ValueError:
                continue
            if "will" in said:
                self.doing = said["will"]
            else:
                self.done.append(said["did"])
                self.doing = None
        self.interrupted += self.doing is not None


def prepare(folder: Path, job: str) -> None:
    """Make the shop, and for restores the two backups that are put back."""
    with closing(a_shop(folder)) as shop:
        customers.save_customer(shop, a_customer(given_name="Primera", contacts=()))
        if job != "restore":
            return
        _set_aside(backups.create(shop).path, folder / f"{SMALL}.copia.db")
        for number in range(MANY - 1):
            customers.save_customer(shop, a_customer(given_name=f"N{number}", contacts=()))
        _set_aside(backups.create(shop).path, folder / f"{LARGE}.copia.db")


def _set_aside(made: Path, target: Path) -> None:
    shutil.copy(made, target)


def imports_wrong(folder: Path, told: Told) -> list[str]:
    """Lots that are there in part, or that were confirmed and are not there."""
    with closing(open_shop(folder, clock=a_clock(), create=False)) as shop:
        lots: dict[str, int] = dict(
            shop.db.read("SELECT town, count(*) FROM customer WHERE town LIKE 'Lote %' GROUP BY town")
        )
        wrong = [f"{lot}: {count} of {ROWS}" for lot, count in lots.items() if count != ROWS]
        wrong += [f"{lot} is lost" for lot in told.done if lot not in lots]
        return wrong + integrity.check(shop)


def backups_wrong(folder: Path, told: Told) -> list[str]:
    """Backups in the list that are none, confirmed ones that are gone, and pieces that pile up."""
    wrong = []
    listed = [each.path for each in backups.list_folder(folder / "copias")]
    for path in listed:
        try:
            backups.verify(path)
        except Exception as error:
            wrong.append(f"{path.name}: {error}")
    wrong += [f"{path} is lost" for path in told.done if Path(path) not in listed]
    parts = [path.name for path in (folder / "copias").iterdir() if path.name.endswith(".parte")]
    if len(parts) > 1:
        wrong.append(f"{len(parts)} pieces of backups pile up")
    with closing(open_shop(folder, clock=a_clock(), create=False)) as shop:
        return wrong + integrity.check(shop)


def restores_wrong(folder: Path, told: Told) -> list[str]:
    """A shop that is neither the one before nor the one that was put back."""
    with closing(open_shop(folder, clock=a_clock(), create=False)) as shop:
        count = shop.db.read("SELECT count(*) FROM customer")[0][0]
        sizes = {SMALL: 1, LARGE: MANY}
        wanted = {sizes[told.done[-1]]} if told.done else {MANY}
        if told.doing is not None:
            wanted.add(sizes[told.doing])
        wrong = [] if count in wanted else [f"{count} customers, none of {sorted(wanted)}"]
        told.done[-1:] = [SMALL if count == 1 else LARGE]
        return wrong + integrity.check(shop)


WRONG: dict[str, Callable[[Path, Told], list[str]]] = {
    "bring_in": imports_wrong,
    "back_up": backups_wrong,
    "restore": restores_wrong,
}


def one_life(folder: Path, job: str, seed: int, after: float, told: Told) -> None:
    """Let a child work for `after` seconds from where it begins, and kill it."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.whole_writer", str(folder), job, str(seed)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    begun = child.stdout.readline()
    time.sleep(after)
    child.kill()
    rest = child.stdout.read()
    child.stdout.close()
    if child.wait() >= 0:
        raise RuntimeError(f"the working process ended by itself ({child.returncode}): see above")
    told.hear([begun, *rest.splitlines()])


def run(folder: Path, job: str, times: int, seed: int = 1) -> Told:
    """Kill `times` times; return what was said.

    Raises:
        AssertionError: something was lost, or is there in part, or the file is unsound.
    """
    prepare(folder, job)
    chance, told = random.Random(seed), Told()
    for life in range(times):
        one_life(folder, job, seed * 1_000_000 + life, chance.random() * LONGEST[job], told)
        wrong = WRONG[job](folder, told)
        if wrong:
            raise AssertionError(f"{job}, after {life + 1} kills: " + "; ".join(wrong[:10]))
        told.doing = None
    return told


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.kill_whole", description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("jobs", nargs="*", default=list(JOBS))
    arguments = parser.parse_args()
    for job in arguments.jobs:
        with tempfile.TemporaryDirectory(prefix="mostrador-kill-") as folder:
            told = run(Path(folder), job, arguments.times, arguments.seed)
        print(f"{job}: {arguments.times} kills, {told.interrupted} in the middle, {len(told.done)} done.")
    print("0 lost, 0 partial, the files are sound.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
