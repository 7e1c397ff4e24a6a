"""The first picture of the window: when it is shown, and the garbage that is not looked for before it."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer

from crm_desktop.gui import tasks

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SHOW_MS = 120  # a list that comes within this is in the first picture


def show_when_read(window: QWidget) -> None:
    """Show the window with what its first screen reads; without it when that takes long."""
    waiting = [window]

    def show() -> None:
        if waiting:
            waiting.pop().show()
            # What found its size as it was shown wants another place: it has it in the first picture already.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    if tasks.runner().idle():
        show()
        return
    tasks.runner().drained.connect(show, Qt.ConnectionType.SingleShotConnection)
    QTimer.singleShot(SHOW_MS, window, show)


def look_for_garbage() -> None:
    """What the window is made of stays; what comes and goes from now on is looked for again."""
    gc.freeze()
    gc.enable()
