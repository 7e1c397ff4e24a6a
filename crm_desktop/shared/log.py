"""The program's log: small files in the shop's folder, without customers' data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import logging
    from pathlib import Path

# The program's modules log under their own names, which are below this one.
_NAME = "crm_desktop"
_BYTES = 512 * 1024


def logger() -> logging.Logger:
    """Return the program's logger; write what happened in code, never a customer's data."""
    import logging  # not before something is written: the window need not wait for it

    log = logging.getLogger(_NAME)
    if not log.handlers:  # without one, Python would write what is logged on standard error
        log.addHandler(logging.NullHandler())
        log.propagate = False
    return log


def start(folder: Path) -> Path | None:
    """Write the log to `folder` from now on; return its file, or None when the folder cannot be written."""
    import logging
    from logging.handlers import RotatingFileHandler

    path = folder / "mostrador.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=3, encoding="utf-8", delay=True)
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log = logger()
    for old in list(log.handlers):
        log.removeHandler(old)
        old.close()
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    return path


def stop() -> None:
    """Close the log's file."""
    log = logger()
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()
