"""Kill a writing process at random, again and again, and prove that nothing that it confirmed is lost.

    python -m tests.faults.kill_loop [--times 500] [--seed 1] [--folder FOLDER]

A child process writes to a shop as the program does: new customers, changes, tags on many, notes, follow-ups
that end, sales, returns, rewards for points, operations that are undone. Before each it says on its standard
output whom it will change, and once the operation has returned, what it wrote. It is killed after a random
while, by a signal against which it can do nothing. Then the shop is opened anew and must hold everything that
was confirmed; of the operation in progress either everything or nothing; and be sound.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from crm_desktop.services import integrity
from crm_desktop.services.shop import Shop, open_shop
from tests.factories import a_clock

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Confirmed:
    """What the child said it had written: customer id -> how its file reads."""

    customers: dict[int, dict[str, str]] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    done: dict[int, str] = field(default_factory=dict)
    purchases: dict[int, int] = field(default_factory=dict)  # sale or return -> cents
    redeemed: dict[int, int] = field(default_factory=dict)  # redemption -> points
    points: dict[int, list[int]] = field(default_factory=dict)  # customer -> points and debt
    operations: int = 0
    doubtful: set[int] = field(default_factory=set)  # customers of the operation in progress

    def hear(self, line: str) -> None:
        """Take in one line of the child; a line that was cut off counts for nothing."""
        try:
            said = json.loads(line)
        except ValueError:
            return
        if "will" in said:
            self.doubtful = set(said["will"])
            return
        self.doubtful = set()
        self.operations += 1
        for key, value in said.get("customers", {}).items():
            self.customers[int(key)] = self.customers.get(int(key), {}) | value
        for key, value in said.get("notes", {}).items():
            self.notes[int(key)] = value
        for key, value in said.get("done", {}).items():
            self.done[int(key)] = value
        for name in ("purchases", "redeemed", "points"):
            getattr(self, name).update({int(key): value for key, value in said.get(name, {}).items()})


def missing(shop: Shop, confirmed: Confirmed) -> list[str]:
    """What was confirmed and is not there; whom the last operation changes may be as before or as after."""
    lost = []
    rows = shop.db.read("SELECT customer_id, name, tags FROM customer_index")
    found = {r[0]: {"name": r[1], "tags": r[2]} for r in rows}
    for key, wanted in confirmed.customers.items():
        have = found.get(key)
        if have is not None and key in confirmed.doubtful:
            confirmed.customers[key] = have
        elif have is None or any(have[name] != value for name, value in wanted.items()):
            lost.append(f"customer {key}: {wanted} is {have}")
    notes: dict[int, str] = dict(shop.db.read("SELECT id, text FROM note"))
    lost += [f"note {key}" for key, text in confirmed.notes.items() if notes.get(key) != text]
    results: dict[int, str] = dict(shop.db.read("SELECT id, result FROM reminder"))
    lost += [f"reminder {key}" for key, result in confirmed.done.items() if results.get(key) != result]
    return lost + missing_sales(shop, confirmed)


def missing_sales(shop: Shop, confirmed: Confirmed) -> list[str]:
    """Sales, returns, rewards and points that were confirmed and are not there, or not as they were."""
    bought: dict[int, int] = dict(shop.db.read("SELECT id, total_cents FROM purchase"))
    lost = [f"purchase {k} of {cents}" for k, cents in confirmed.purchases.items() if bought.get(k) != cents]
    given: dict[int, int] = dict(shop.db.read("SELECT id, points FROM redemption WHERE state = 'done'"))
    lost += [
        f"redemption {k} of {points}" for k, points in confirmed.redeemed.items() if given.get(k) != points
    ]
    rows = shop.db.read("SELECT customer_id, points, debt FROM customer_totals")
    have = {row[0]: [row[1], row[2]] for row in rows}
    for key, points in confirmed.points.items():
        if key in confirmed.doubtful:
            confirmed.points[key] = have.get(key, [0, 0])
        elif have.get(key, [0, 0]) != points:
            lost.append(f"points of {key}: {points} are {have.get(key)}")
    return lost


def half_sales(shop: Shop) -> list[str]:
    """Sales without their points, and rewards without what they cost or what they give."""
    wrong = [
        f"sale {row[0]} without its points"
        for row in shop.db.read(
            "SELECT p.id FROM purchase p WHERE p.kind = 'sale' AND p.total_cents >= 100 AND NOT EXISTS"
            " (SELECT 1 FROM ledger_entry e WHERE e.kind = 'earn' AND e.cause = 'purchase'"
            " AND e.cause_id = p.id)"
        )
    ]
    wrong += [
        f"redemption {row[0]} in part"
        for row in shop.db.read(
            "SELECT r.id FROM redemption r WHERE NOT EXISTS (SELECT 1 FROM ledger_entry e"
            " WHERE e.kind = 'redeem' AND e.cause_id = r.id AND e.points = -r.points)"
            " OR NOT EXISTS (SELECT 1 FROM voucher v WHERE v.id = r.voucher_id)"
        )
    ]
    return wrong


def halves(shop: Shop) -> list[str]:
    """Operations of which a part is there: tags that are not on everyone, results without a contact."""
    wrong = []
    for name, count in shop.db.read(
        "SELECT t.name, count(*) FROM tag t JOIN customer_tag ct ON ct.tag_id = t.id"
        " WHERE t.name LIKE 'lote %' GROUP BY t.id"
    ):
        if count != int(name.split()[2]):
            wrong.append(f"tag {name} on {count}")
    alone = shop.db.read(
        "SELECT r.id FROM reminder r WHERE r.state = 'done'"
        " AND NOT EXISTS (SELECT 1 FROM interaction i WHERE i.reminder_id = r.id)"
    )
    wrong += [f"reminder {r[0]} without its contact" for r in alone]
    nameless = shop.db.read("SELECT id FROM journal_operation WHERE words = ''")
    wrong += [f"operation {r[0]} without words" for r in nameless]
    empty = shop.db.read(
        "SELECT o.id FROM journal_operation o"
        " WHERE o.last_entry < o.first_entry"
        " AND NOT EXISTS (SELECT 1 FROM journal_run r WHERE r.operation_id = o.id)"
    )
    wrong += [f"operation {r[0]} without rows" for r in empty]
    return wrong + half_sales(shop)


def one_life(folder: Path, seed: int, after: float, confirmed: Confirmed) -> None:
    """Let a child write for `after` seconds from its first confirmed write, and kill it."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.writer", str(folder), str(seed)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    begun = [child.stdout.readline(), child.stdout.readline()]  # what it will do first, and that it is done
    time.sleep(after)
    child.kill()
    rest = child.stdout.read()
    child.stdout.close()
    if child.wait() >= 0:
        raise RuntimeError(f"the writing process ended by itself ({child.returncode}): see above")
    for line in (*begun, *rest.splitlines()):
        confirmed.hear(line)


def run(folder: Path, times: int, seed: int = 1, *, tell: bool = False) -> Confirmed:
    """Kill `times` times; return what was confirmed, all of which was found.

    Raises:
        AssertionError: something was lost, or half of an operation is there, or the file is unsound.
    """
    chance = random.Random(seed)
    confirmed = Confirmed()
    for life in range(times):
        one_life(folder, seed * 1_000_000 + life, chance.random() ** 2 * 0.4, confirmed)
        shop = open_shop(folder, clock=a_clock(), create=False)
        try:
            wrong = missing(shop, confirmed) + halves(shop) + integrity.check(shop)
        finally:
            shop.close()
        if wrong:
            raise AssertionError(f"after {life + 1} kills: " + "; ".join(wrong[:10]))
        if tell and (life + 1) % 25 == 0:
            print(f"{life + 1} kills, {confirmed.operations} operations confirmed, none lost", flush=True)
    return confirmed


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.kill_loop", description=__doc__)
    parser.add_argument("--times", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mostrador-kill-") as folder:
        confirmed = run(arguments.folder or Path(folder), arguments.times, arguments.seed, tell=True)
    told = (
        f"{len(confirmed.customers)} customers, {len(confirmed.notes)} notes, {len(confirmed.done)} results,"
        f" {len(confirmed.purchases)} sales and returns, {len(confirmed.redeemed)} rewards"
    )
    print(f"{arguments.times} kills, {confirmed.operations} operations confirmed ({told}).")
    print("0 lost, 0 partial, the file is sound.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
