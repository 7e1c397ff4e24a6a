"""Where things are: the program's own files, and the shop's."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

DATABASE_NAME = "mostrador.db"


def program_dir() -> Path:
    """Return the folder that holds `resources/` and `translations/`, frozen or not."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen)
    return Path(__file__).resolve().parents[2]


def resources_dir() -> Path:
    """Return the folder of fonts, icons and pictures."""
    return program_dir() / "resources"


def translations_dir() -> Path:
    """Return the folder of the gettext catalogues."""
    return program_dir() / "translations"


def default_data_dir() -> Path:
    """Return the folder where this user's shop is kept when none was named."""
    import platformdirs

    return Path(platformdirs.user_data_dir("Mostrador", appauthor=False))


def config_dir() -> Path:
    """Return the folder of this PC's own choices: window sizes, the last shop."""
    import platformdirs

    return Path(platformdirs.user_config_dir("Mostrador", appauthor=False))


class ShopPaths(NamedTuple):
    """The files of one shop.

    Attributes:
        database: the SQLite file.
        folder: the folder that holds it, its backups, its log and its lock.
    """

    database: Path
    folder: Path

    @classmethod
    def of(cls, data: Path | str | None = None) -> ShopPaths:
        """Return the paths for `--data`: a folder (made if missing) or a database file."""
        path = Path(data).expanduser() if data else default_data_dir()
        path = path.absolute()
        if path.is_file() or (not path.is_dir() and path.suffix.lower() in {".db", ".sqlite", ".mostrador"}):
            return cls(database=path, folder=path.parent)
        return cls(database=path / DATABASE_NAME, folder=path)

    @property
    def backups(self) -> Path:
        """The folder of the backups."""
        return self.folder / "copias"

    @property
    def logs(self) -> Path:
        """The folder of the log."""
        return self.folder / "registro"
