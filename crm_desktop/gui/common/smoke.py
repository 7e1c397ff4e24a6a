"""A picture of the window as proof that it opens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.gui import later, tasks

_LOOK_MS = 20


def picture_and_end(app: QApplication, window: QWidget, settled: SignalInstance, picture: Path) -> None:
    """Wait until the first screen is painted and everything is read, then save the picture and end."""
    look = QTimer(window)

    def seen() -> None:
        if tasks.runner().idle() and later.idle():
            look.stop()
            saved = window.grab().save(str(picture))
            app.exit(0 if saved else 1)

    look.timeout.connect(seen)
    settled.connect(lambda: look.start(_LOOK_MS))
