"""A shop that a command made on its way: taken back when nothing came of the command."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Self

from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.paths import ShopPaths
from crm_desktop.store.opening import claim


class NewShop:
    """Remembers what was not there before a shop was opened, and takes it away at the end unless it is kept.

    A shop that was there before, or that somebody else opened meanwhile, stays; and so does a log in which
    anything was written, since it tells of a fault that nobody understood.

    Args:
        data: the shop's folder or file, as on the command line.

    Attributes:
        keep: whether something came of the command, so that everything stays.
    """

    def __init__(self, data: Path | str | None, *, keep: bool = False) -> None:
        self.data = data
        self.keep = keep
        self._paths = ShopPaths.of(data)
        folder = self._paths.folder
        self._missing = {
            path
            for path in (self._paths.database, self._paths.logs, folder, *folder.parents)
            if not path.exists()
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if not self.keep and self._paths.database in self._missing:
            self._take_back()

    def _take_back(self) -> None:
        database = self._paths.database
        if database.exists():
            try:
                claim(database)
            except KnownError:
                return
            for rest in ("", "-wal", "-shm"):
                database.with_name(database.name + rest).unlink(missing_ok=True)
        logs = self._paths.logs
        if logs in self._missing and not any(path.stat().st_size for path in logs.glob("*")):
            shutil.rmtree(logs, ignore_errors=True)
        for folder in (self._paths.folder, *self._paths.folder.parents):
            if folder in self._missing:
                with suppress(OSError):  # it was never made, or something else was put there
                    folder.rmdir()
