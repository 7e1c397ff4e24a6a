"""What an empty screen says: what it is for, and the first thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.gui.common.labels import IconLabel, PlainLabel, heading


class EmptyState(QWidget):
    """An icon, a heading, a sentence, and up to two buttons.

    Signals:
        first(), second(): a button was pressed.
    """

    first = Signal()
    second = Signal()

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str = "",
        first: str = "",
        second: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        self._icon = IconLabel(icon, "muted", 40)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        self._title = heading(title)
        self._sentence = PlainLabel(sentence, tone="muted", wrap=True)
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sentence.setMinimumWidth(200)
        self._sentence.setMaximumWidth(420)
        column.addWidget(self._title)
        centre = QHBoxLayout()
        centre.addStretch()
        centre.addWidget(self._sentence, 4)
        centre.addStretch()
        column.addLayout(centre)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.addStretch()
        self._buttons: list[QPushButton] = []
        for text, signal, kind in ((first, self.first, "primary"), (second, self.second, "")):
            if text:
                button = QPushButton(text)
                button.setProperty("kind", kind)
                button.clicked.connect(signal)
                row.addWidget(button)
                self._buttons.append(button)
        row.addStretch()
        column.addLayout(row)
        column.addStretch(3)

    def say(self, title: str, sentence: str = "", icon: str = "") -> None:
        """Change the words, such as for "nothing found"."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        if icon:
            self._icon.set_icon(icon)

    def show_buttons(self, shown: bool) -> None:
        """Show or hide the buttons."""
        for button in self._buttons:
            button.setVisible(shown)
