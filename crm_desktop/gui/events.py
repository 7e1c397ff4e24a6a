"""What changed, told to every page: the one way by which screens learn of each other's work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from crm_desktop.services.changes import Changes


class Events(QObject):
    """Emits `changed(Changes)` on the window's thread after every write, of this process or another."""

    changed = Signal(object)


class _Current:
    """The events of this program; made when first asked for, since a QObject needs an application."""

    def __init__(self) -> None:
        self.events: Events | None = None


_current = _Current()


def events() -> Events:
    """Return the events of this program."""
    if _current.events is None or not shiboken6.isValid(_current.events):
        _current.events = Events()
    return _current.events


def forget() -> None:
    """Start with new events, which nobody listens to yet; for tests and for opening another shop."""
    _current.events = None


def on_change(owner: QObject, kinds: Iterable[str], slot: Callable[[Changes[Any]], None]) -> None:
    """Call `slot(changes)` whenever something of these kinds has changed, for as long as `owner` lives.

    Args:
        owner: the widget that reloads.
        kinds: of "customers", "reminders", "interactions", "staff", "settings", "tags", "own_fields".
        slot: runs on the window's thread.
    """
    wanted = frozenset(kinds)
    source = events()

    def hear(changes: Changes[Any]) -> None:
        if shiboken6.isValid(owner) and wanted & changes.kinds:
            slot(changes)

    source.changed.connect(hear)

    def leave() -> None:
        if shiboken6.isValid(source):
            source.changed.disconnect(hear)

    owner.destroyed.connect(leave)
