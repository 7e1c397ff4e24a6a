"""An import of purchases in a process of its own, and the same rows inserted raw; prints JSON.

python -m tests.benchmarks.till_child FILE FOLDER_OF_A_SHOP
"""

from __future__ import annotations

import json
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


def insert(made: Path, target: Path, first: tuple[int, int]) -> float:
    """Milliseconds that inserting the rows takes, in one transaction, flushed, with the same indices."""
    for rest in ("", "-wal", "-shm"):
        Path(str(target) + rest).unlink(missing_ok=True)
    source = driver.connect(str(made), isolation_level=None)
    schema = [
        r[0]
        for r in source.execute(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'index')"
            " AND tbl_name IN ('purchase', 'purchase_line') ORDER BY type DESC, rowid"
        )
    ]
    rows = {
        table: source.execute(f"SELECT * FROM {table} WHERE id > ? ORDER BY id", (after,)).fetchall()
        for table, after in zip(TABLES, first, strict=True)
    }
    source.close()
    raw = driver.connect(str(target), isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    for statement in schema:
        raw.execute(statement)
    start = time.perf_counter()
    raw.execute("BEGIN IMMEDIATE")
    for table, found in rows.items():
        raw.executemany(f"INSERT INTO {table} VALUES({', '.join('?' * len(found[0]))})", found)
    raw.execute("COMMIT")
    taken = (time.perf_counter() - start) * 1000
    raw.close()
    return taken


def main() -> None:
    file, folder = Path(sys.argv[1]), Path(sys.argv[2])
    taken, purchase, line = ours(file, folder)
    floor = [insert(folder / DATABASE_NAME, folder / "raw.db", (purchase, line)) for _run in range(3)]
    print(json.dumps({"ours_ms": taken, "floor_ms": floor}))


if __name__ == "__main__":
    main()
