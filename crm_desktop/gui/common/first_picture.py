"""The first picture of the window: when it is shown, and what is set right after it."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer

from crm_desktop.gui import tasks

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SHOW_MS = 120  # a list that comes within this is in the first picture
SWITCH_SECONDS = 0.001  # a reader at work gives way to the window's thread this soon


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


def run_smoothly() -> None:
    """Let the window's thread come first, and look for garbage again: what the window is made of is none."""
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.freeze()
    gc.enable()
