"""Arguments only: the window, or a command."""

from __future__ import annotations

import sys
from collections.abc import Sequence

_WITH_VALUE = frozenset({"--data", "--smoke", "--language"})
_OF_COMMANDS = frozenset({"--help", "-h", "--version"})


def wants_window(arguments: Sequence[str]) -> bool:
    """Return whether these arguments name no command."""
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif argument in _OF_COMMANDS:
            return False
        elif argument in _WITH_VALUE:
            skip = True
        elif not argument.startswith("-"):
            return False
    return True


def main(arguments: list[str] | None = None) -> int:
    """Start the window, or run a command; return the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if wants_window(given):
        from crm_desktop.app import run

        return run(given)
    from crm_desktop.cli import run as run_command

    return run_command(given)


if __name__ == "__main__":
    # Spreadsheets are read in a child process; in a frozen program the child starts here.
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
