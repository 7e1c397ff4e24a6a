"""Where things are: the program's own files, and the shop's."""

from __future__ import annotations

import os
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
    return _own_dir("XDG_DATA_HOME", ".local/share", "user_data_dir")


def config_dir() -> Path:
    """Return the folder of this PC's own choices: window sizes, the last shop."""
    return _own_dir("XDG_CONFIG_HOME", ".config", "user_config_dir")


def _own_dir(variable: str, usual: str, function: str) -> Path:
    """Return a folder of this user for this program.

    On Linux as the XDG base directory specification says it, which is short enough to be worth a library's
    time at every start; elsewhere the library knows.
    """
    if sys.platform != "linux":
        import platformdirs

        return Path(getattr(platformdirs, function)("Mostrador", appauthor=False))
    named = os.environ.get(variable, "").strip()
    return (Path(named) if named else Path.home() / usual) / "Mostrador"


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
