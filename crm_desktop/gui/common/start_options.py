"""What the window is asked for on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Options(NamedTuple):
    """What was asked for on the command line.

    Attributes:
        data: the shop's folder or file; None for the usual one.
        smoke: paint the window, save its picture here, and end.
        language: instead of the shop's own.
    """

    data: str | None = None
    smoke: Path | None = None
    language: str = ""


def options(arguments: Sequence[str]) -> Options:
    """Read the window's few options ("--data X" or "--data=X")."""
    given: dict[str, str] = {}
    waiting = ""
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if waiting:
            given[waiting] = argument
            waiting = ""
        elif name in {"--data", "--smoke", "--language"}:
            if equals:
                given[name] = value
            else:
                waiting = name
    smoke = given.get("--smoke")
    return Options(given.get("--data"), Path(smoke) if smoke else None, given.get("--language", ""))
