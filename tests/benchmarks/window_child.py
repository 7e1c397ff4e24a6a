"""A window in a process of its own: prints when it was painted, and the memory it took, as JSON.

    python -m tests.benchmarks.window_child ours SHOP_FOLDER     the program's window, customers painted
    python -m tests.benchmarks.window_child floor SHOP_FOLDER    the smallest PySide6 window: one line of text

`painted` is an instant of the monotonic clock, which all processes share.
"""

from __future__ import annotations

import json
import os
import sys
import time

from tests.benchmarks.peak import peak_memory_mb


def told() -> None:
    """Say that the window is painted, and end at once."""
    print(json.dumps({"painted": time.monotonic(), "peak_mb": peak_memory_mb()}), flush=True)
    os._exit(0)


def floor() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    class Smallest(QLabel):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, told)

    app = QApplication(["smallest"])
    window = QMainWindow()
    window.setCentralWidget(Smallest("Mostrador"))
    window.resize(1366, 768)
    window.show()
    app.exec()


def ours(folder: str) -> None:
    from crm_desktop.__main__ import begin

    begin()
    from crm_desktop import app

    shown = app.Program._show_window

    def watched(self: app.Program, *arguments: object) -> None:
        from PySide6.QtCore import QTimer

        self.state.put("screen", "customers")
        shown(self, *arguments)  # type: ignore[arg-type]
        assert self.window is not None
        self.window.resize(1366, 768)
        from crm_desktop.gui.common.row_delegate import RowDelegate

        painted = RowDelegate.paint

        def paint(delegate: RowDelegate, *what: object) -> None:
            painted(delegate, *what)  # type: ignore[arg-type]
            if delegate._model.cell(0, 0):
                QTimer.singleShot(0, told)

        RowDelegate.paint = paint  # type: ignore[method-assign,assignment]

    app.Program._show_window = watched  # type: ignore[method-assign,assignment]
    app.run(["--data", folder])


if __name__ == "__main__":
    if sys.argv[1] == "floor":
        floor()
    else:
        ours(sys.argv[2])
