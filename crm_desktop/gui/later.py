"""What may wait until the window is painted: one short step in each turn of the event loop.

    later.do(self, self._make_chips)

While the program starts, steps are held until the window's first screen has been painted; afterwards a step
runs as soon as nothing else is to be done. Steps run in the order in which they came, and only while their
owner lives; between two of them the window reacts to the person.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

HOLD_MS = 3000  # a window that is never painted (it starts minimised) is made whole all the same


class _Queue(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.steps: deque[tuple[QObject, Callable[[], object]]] = deque()
        self.held = False
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._run_one)
        self._longest = QTimer(self)
        self._longest.setSingleShot(True)
        self._longest.timeout.connect(self.release)

    def add(self, owner: QObject, step: Callable[[], object]) -> None:
        self.steps.append((owner, step))
        self._next()

    def hold(self) -> None:
        self.held = True
        self._turn.stop()
        self._longest.start(HOLD_MS)

    def release(self) -> None:
        self.held = False
        self._longest.stop()
        self._next()

    def _next(self) -> None:
        if self.steps and not self.held and not self._turn.isActive():
            self._turn.start(0)

    def _run_one(self) -> None:
        try:
            while self.steps:
                owner, step = self.steps.popleft()
                if shiboken6.isValid(owner):
                    step()
                    break
        finally:
            self._next()


class _Current:
    """The steps of this program; made when first asked for, since a timer needs an application."""

    def __init__(self) -> None:
        self.queue: _Queue | None = None


_current = _Current()


def _queue() -> _Queue:
    if _current.queue is None or not shiboken6.isValid(_current.queue):
        _current.queue = _Queue()
    return _current.queue


def do(owner: QObject, step: Callable[[], object]) -> None:
    """Run a step in a turn of its own, when the window is painted.

    Args:
        owner: the widget that the step belongs to; without it the step is dropped.
        step: takes a few milliseconds; what takes longer is several steps.
    """
    _queue().add(owner, step)


def load(owner: QObject, *modules: str) -> None:
    """Load modules that will be needed, one in a turn, so that what needs them is quick."""
    for name in modules:
        do(owner, partial(import_module, name))


def hold() -> None:
    """Let all steps wait until `release`: a window is being made."""
    _queue().hold()


def release() -> None:
    """The window is painted: let the steps run."""
    _queue().release()


def idle() -> bool:
    """Whether no step waits."""
    return not _queue().steps
