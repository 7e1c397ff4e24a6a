"""The box to search in: the first key searches at once, those that follow within a frame together."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from crm_desktop.gui import icons
from crm_desktop.shared.i18n import _

FRAME_MS = 16


def is_windows_undo(field: QLineEdit, event: QEvent) -> bool:
    """Whether this is Ctrl+Z in an empty field: it takes back what was done last, as it does everywhere else.

    Qt gives Ctrl+Z to any field that has the focus, even when nothing was typed there that could be undone.
    """
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.matches(QKeySequence.StandardKey.Undo)
        and not field.text()
    )


class SearchBox(QLineEdit):
    """A search field: a magnifier, a button to clear, Esc clears, Down goes to the list.

    Signals:
        searched(str): the text to search for; at most one per frame.
        left_down(): the person pressed Down or Enter: the list should take the focus.
        escaped(): Esc in an empty box.
    """

    searched = Signal(str)
    left_down = Signal()
    entered = Signal()
    escaped = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "search")
        self.setPlaceholderText(placeholder or _("Search"))
        self.setAccessibleName(placeholder or _("Search"))
        self.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        self._last = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(FRAME_MS)
        self._pause.timeout.connect(self._send)
        self.textChanged.connect(self._typed)

    def _typed(self, _text: str) -> None:
        if not self._pause.isActive():
            self._send()
            self._pause.start()

    def _send(self) -> None:
        text = self.text().strip()
        if text != self._last:
            self._last = text
            self.searched.emit(text)

    def set_text_quietly(self, text: str) -> None:
        """Put a text in without searching for it."""
        self._last = text.strip()
        self.setText(text)

    def takes_escape(self) -> bool:
        """Whether Esc is for this box, before the window's own Esc."""
        return bool(self.text())

    def event(self, event: QEvent) -> bool:
        """Esc in a box with text is the box's, not the window's; Ctrl+Z in an empty one is the window's."""
        if is_windows_undo(self, event):
            event.ignore()
            return True
        override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and cast("QKeyEvent", event).key() == Qt.Key.Key_Escape and self.takes_escape():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears, Down and Enter go on to what was found."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.escaped.emit()
                event.ignore()
        elif event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)
