"""A USB reader types like a person, only much faster: a card that is read on any screen is noticed here.

What it typed is taken back out of the field that had the focus, so that no search keeps a card's number by
accident. Dialogs and the counter's own search are left alone: there it belongs.
"""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

FASTEST_HAND_MS = 35  # between two keys; nobody types a whole number faster
SHORTEST = 6  # signs
KEEPS = "keepsCardReader"  # property of a field that wants what a reader types


class CardReader(QObject):
    """Watches the keys of whatever has the focus.

    A filter on the whole program would see every event of it, and painting a list would take longer.

    Args:
        read: called with what was read.
        parent: with it, it ends.
    """

    def __init__(self, read: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._read = read
        self._watched: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
            self._follow(None, QApplication.focusWidget())
        self._text = ""
        self._last = 0
        self._field: QObject | None = None

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now
        if now is not None:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count the keys of one burst; Enter at its end makes it a card."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        text, at = event.text(), int(event.timestamp())
        if not at or QApplication.activeModalWidget() is not None:
            # No keyboard sent it; or a dialog is open, where the number of a card is typed into its field.
            self._text = ""
            return False
        in_time = self._text != "" and at - self._last <= FASTEST_HAND_MS
        self._last = at
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            found, self._text = self._text, ""
            if in_time and len(found) >= SHORTEST and not watched.property(KEEPS):
                self._take_back(watched, found)
                self._read(found)
                return True
            return False
        if len(text) != 1 or not text.isprintable() or text.isspace():
            if event.key() not in {Qt.Key.Key_Shift, Qt.Key.Key_AltGr}:
                self._text = ""
            return False
        if in_time and watched is self._field:
            self._text += text
        else:
            self._text, self._field = text, watched
        return False

    @staticmethod
    def _take_back(field: QObject, typed: str) -> None:
        """Remove what the reader typed before the cursor."""
        if isinstance(field, QLineEdit):
            place = field.cursorPosition()
            if field.text()[:place].endswith(typed):
                field.setText(field.text()[: place - len(typed)] + field.text()[place:])
                field.setCursorPosition(place - len(typed))
        elif isinstance(field, QPlainTextEdit):
            cursor = field.textCursor()
            before = field.toPlainText()[: cursor.position()]
            if before.endswith(typed):
                for _sign in typed:
                    cursor.deletePreviousChar()
