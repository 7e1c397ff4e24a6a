"""A look into a shop's file without opening the shop: nothing is made, locked or brought up to date."""

from __future__ import annotations

from pathlib import Path

from crm_desktop.store.engines.base import Engine
from crm_desktop.store.engines.sqlite import SqliteEngine
from crm_desktop.store.versions import newest_version


def peek_setting(path: Path, key: str, engine: Engine | None = None) -> str | None:
    """Return a setting as it is stored, or None when the file has none or cannot be read.

    Args:
        path: the shop's file; it may be missing.
        key: of the setting.
        engine: the engine; SQLite by default.
    """
    engine = engine or SqliteEngine()
    try:
        if not path.exists():
            return None
        engine.check_file(path, newest_version())
        # Without a log nobody has it open, and it can be read without the files of one.
        frozen = not path.with_name(path.name + "-wal").exists()
        connection = engine.connect(path, read_only=True, frozen=frozen)
        try:
            row = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        finally:
            connection.close()
    except Exception:  # noqa: BLE001 - whoever opens the shop afterwards says what is wrong with it
        return None
    return str(row[0]) if row else None
