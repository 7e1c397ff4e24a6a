"""Which version of the schema this program writes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


@cache
def newest_version(directory: Path = MIGRATIONS) -> int:
    """Return the number of the last migration: the schema version that this program writes."""
    return max(int(p.name[:4]) for p in directory.glob("[0-9][0-9][0-9][0-9]_*.py*"))
