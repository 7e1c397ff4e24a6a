"""An import in a process of its own: its time, its memory, and the same rows inserted raw; prints JSON.

python -m tests.benchmarks.import_child FILE EMPTY_FOLDER floor|only
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from crm_desktop.services.imports import run_import
from crm_desktop.services.shop import open_shop
from crm_desktop.shared.paths import DATABASE_NAME
from tests.benchmarks.peak import memory_mb, peak_memory_mb
from tests.factories import a_clock

TABLES = ("customer", "contact_point", "tag", "customer_tag", "customer_index")


def ours(file: Path, folder: Path) -> dict[str, Any]:
    shop = open_shop(folder, clock=a_clock())
    shop.db.writer()
    idle = memory_mb()
    start = time.perf_counter()
    report = run_import(shop, file)
    taken = (time.perf_counter() - start) * 1000
    peak = peak_memory_mb()
    shop.close()
    assert report.created + report.updated + report.unchanged + report.rejected == report.rows
    return {"ours_ms": taken, "extra_mb": peak - idle}


class Raw:
    """The rows that the import made, and a bare file of the same tables, indices and search."""

    def __init__(self, source: Path, target: Path) -> None:
        self.target = target
        made = driver.connect(str(source), isolation_level=None)
        self.schema = [
            r[0]
            for r in made.execute(
                "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'index')"
                " AND name NOT LIKE 'customer_search_%' AND name NOT LIKE 'sqlite_%'"
                " ORDER BY type DESC, rowid"
            )
        ]
        self.rows = {}
        for table in TABLES:
            order = "name_rank" if table == "customer_index" else "id"
            self.rows[table] = made.execute(f"SELECT * FROM {table} ORDER BY {order}").fetchall()
        self.search = made.execute(
            "SELECT name_rank, search_text FROM customer_index ORDER BY name_rank"
        ).fetchall()
        made.close()

    def insert(self) -> float:
        """Milliseconds that inserting them takes, in one transaction, flushed."""
        for rest in ("", "-wal", "-shm"):
            Path(str(self.target) + rest).unlink(missing_ok=True)
        raw = driver.connect(str(self.target), isolation_level=None)
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=FULL")
        for statement in self.schema:
            raw.execute(statement)
        start = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        for table, rows in self.rows.items():
            if rows:
                raw.executemany(f"INSERT INTO {table} VALUES({', '.join('?' * len(rows[0]))})", rows)
        raw.executemany("INSERT INTO customer_search(rowid, text) VALUES(?, ?)", self.search)
        raw.execute("COMMIT")
        taken = (time.perf_counter() - start) * 1000
        raw.close()
        return taken


def main() -> None:
    file, folder = Path(sys.argv[1]), Path(sys.argv[2])
    found = ours(file, folder)
    if sys.argv[3] == "floor":
        raw = Raw(folder / DATABASE_NAME, folder / "raw.db")
        found["floor_ms"] = [raw.insert() for _run in range(3)]
    print(json.dumps(found))


if __name__ == "__main__":
    main()
