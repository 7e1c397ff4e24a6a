"""An import of purchases in a process of its own, and the same rows inserted raw; prints JSON.

python -m tests.benchmarks.till_child FILE COPY_OF_A_SHOP DATABASE_OF_THE_SHOP
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from crm_desktop.services import integrity
from crm_desktop.services.imports_purchases import run_import
from crm_desktop.services.shop import open_shop
from crm_desktop.shared.paths import DATABASE_NAME
from tests.factories import a_clock

TABLES = ("purchase", "purchase_line")


def ours(file: Path, folder: Path) -> tuple[float, int, int]:
    """Import; returns milliseconds, and the first purchase and line that it made."""
    shop = open_shop(folder, clock=a_clock())
    shop.db.writer()
    before = [int((shop.db.read_one(f"SELECT max(id) FROM {table}") or (0,))[0] or 0) for table in TABLES]
    start = time.perf_counter()
    report = run_import(shop, file)
    taken = (time.perf_counter() - start) * 1000
    assert report.created + report.updated == report.rows
    assert not [fault for fault in integrity.check(shop) if "totals" in fault]
    shop.close()
    return taken, before[0], before[1]


def insert(made: Path, before: Path, target: Path, first: tuple[int, int]) -> list[float]:
    """Milliseconds that inserting the rows takes, in one transaction, flushed, into the shop as it was.

    Args:
        made: the file with the rows.
        before: the shop's file without them.
        target: a file to be made.
        first: the rows come after these purchases and lines.
    """
    source = driver.connect(str(made), isolation_level=None)
    rows = {
        table: source.execute(f"SELECT * FROM {table} WHERE id > ? ORDER BY id", (after,)).fetchall()
        for table, after in zip(TABLES, first, strict=True)
    }
    source.close()
    shutil.copyfile(before, target)
    raw = driver.connect(str(target), isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("PRAGMA cache_size=-8000")
    for (trigger,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {trigger}")
    taken = []
    for _run in range(3):
        start = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        for table, found in rows.items():
            raw.executemany(f"INSERT INTO {table} VALUES({', '.join('?' * len(found[0]))})", found)
        raw.execute("COMMIT")
        taken.append((time.perf_counter() - start) * 1000)
        for table, after in zip(TABLES, first, strict=True):
            raw.execute(f"DELETE FROM {table} WHERE id > ?", (after,))
    raw.close()
    return taken


def main() -> None:
    file, folder, before = (Path(argument) for argument in sys.argv[1:4])
    taken, purchase, line = ours(file, folder)
    floor = insert(folder / DATABASE_NAME, before, folder / "raw.db", (purchase, line))
    print(json.dumps({"ours_ms": taken, "floor_ms": floor}))


if __name__ == "__main__":
    main()
