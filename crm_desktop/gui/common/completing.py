"""What is offered while typing, in a list under the line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QCompleter, QWidget

GAP = 2  # logical pixels between the line and what is offered
_OVER = 8  # how far Qt lays the list over the line, at the most


class _Below(QObject):
    """Keeps the list of a completer off the border of its line."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Show, QEvent.Type.Move} and isinstance(watched, QWidget):
            completer = self.parent()
            line = completer.widget() if isinstance(completer, QCompleter) else None
            if line is not None:
                low = line.mapToGlobal(QPoint(0, line.height())).y()
                if low - _OVER <= watched.y() < low:  # above the line where there is no room under it
                    watched.move(watched.x(), low + GAP)
        return False


def keep_below(completer: QCompleter) -> None:
    """Let the list of a completer begin under its line; Qt lays it over the line's lower border."""
    if (offered := completer.popup()) is not None:
        offered.installEventFilter(_Below(completer))
