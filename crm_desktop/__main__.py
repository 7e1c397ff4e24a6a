"""Arguments only: the window, or a command."""

from __future__ import annotations

import os
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
    # An option without its value is a mistake, which the commands explain.
    return not skip


def has_screen() -> bool:
    """Return whether a window can be shown: on Linux a display is named, or Qt was told to do without."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def say_no_screen() -> int:
    """Say that there is no screen, where Qt would end the process without a word that helps; return 1."""
    from crm_desktop.shared import i18n

    i18n.install(i18n.DEFAULT_LANGUAGE)
    print(
        i18n._("There is no screen to open the window on. The commands work without one: crm-desktop --help"),
        file=sys.stderr,
    )
    return 1


def begin() -> None:
    """Do what makes a window open quickly, before anything of it is loaded."""
    import gc

    from crm_desktop.gui import qt_loading

    gc.disable()  # until the window is there: nothing made meanwhile is garbage
    qt_loading.load()


def main(arguments: list[str] | None = None) -> int:
    """Start the window, or run a command; return the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if wants_window(given):
        if not has_screen():
            return say_no_screen()
        begin()
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
