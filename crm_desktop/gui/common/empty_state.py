"""What an empty screen says: what it is for, and the first thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.gui.common.labels import IconLabel, Link, PlainLabel, heading


class EmptyState(QWidget):
    """An icon, a heading, a sentence, up to two buttons, and perhaps a link under them.

    Signals:
        first(), second(), link(): a button or the link was pressed.
    """

    first = Signal()
    second = Signal()
    link = Signal()

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
        self._row = QHBoxLayout()
        self._row.addStretch()
        self._row.addStretch()
        column.addLayout(self._row)
        column.addStretch(3)
        self._column = column
        self._buttons: dict[str, QPushButton] = {}
        self.offer(first, second)

    def offer(self, first: str = "", second: str = "", link: str = "") -> None:
        """Write on the buttons and the link; one without a text is not there."""
        for key, text in (("first", first), ("second", second), ("link", link)):
            button = self._buttons.get(key)
            if button is None and text:
                button = self._buttons[key] = self._make(key)
            if isinstance(button, Link):
                button.set_text(text)
            elif button is not None:
                button.setText(text.replace("&", "&&"))
            if button is not None:
                button.setVisible(bool(text))

    def _make(self, key: str) -> QPushButton:
        if key == "link":
            made: QPushButton = Link("")
            self._column.insertSpacing(self._column.count() - 1, 8)
            self._column.insertWidget(self._column.count() - 1, made, 0, Qt.AlignmentFlag.AlignHCenter)
        else:
            made = QPushButton()
            made.setProperty("kind", "primary" if key == "first" else "")
            self._row.insertWidget(self._row.count() - 1, made)
        made.clicked.connect(getattr(self, key))
        return made

    def offered(self, key: str) -> QPushButton | None:
        """Return the button "first" or "second", or the "link", when it is offered."""
        button = self._buttons.get(key)
        return button if button is not None and not button.isHidden() else None

    def title(self) -> str:
        """Return the heading."""
        return self._title.text()

    def sentence(self) -> str:
        """Return the sentence under the heading."""
        return self._sentence.text()

    def say(self, title: str, sentence: str = "", icon: str = "") -> None:
        """Change the words, such as for "nothing found"."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        if icon:
            self._icon.set_icon(icon)

    def show_buttons(self, shown: bool) -> None:
        """Show or hide the buttons."""
        for button in self._buttons.values():
            button.setVisible(shown)
