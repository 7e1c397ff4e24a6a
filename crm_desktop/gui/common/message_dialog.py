"""A sentence with an icon and up to three answers. It never blocks: the answers act by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.gui.common.enter_key import press_focused
from crm_desktop.gui.common.labels import IconLabel, PlainLabel, Tone, button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.gui.messages import Choice

WIDTH = 440


class MessageDialog(QDialog):
    """Shows a sentence and its choices; the safe choice is the default, and what Esc and closing mean.

    Args:
        parent: the window it lies over.
        sentence: what is said or asked.
        choices: in the order of the buttons; exactly one is safe.
        detail: a smaller explanation.
        icon, tone: before the sentence.
    """

    def __init__(
        self,
        parent: QWidget | None,
        sentence: str,
        choices: Sequence[Choice],
        *,
        detail: str = "",
        icon: str = "circle-help",
        tone: Tone = "accent",
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle("Mostrador")
        self.setFixedWidth(WIDTH)
        self.sentence = sentence
        self._chosen: Choice = next(choice for choice in choices if choice.safe)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(20)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(IconLabel(icon, tone, 32), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(8)
        said = PlainLabel(sentence, scale=1.05, wrap=True)
        texts.addWidget(said)
        if detail:
            texts.addWidget(PlainLabel(detail, tone="muted", wrap=True))
        texts.addStretch()
        head.addLayout(texts, 1)
        column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        self.buttons: dict[str, QPushButton] = {}
        for choice in choices:
            plain = choice.safe or not any(other is not choice and not other.destructive for other in choices)
            made = button(choice.text, kind="danger" if choice.destructive else "" if plain else "primary")
            made.setAutoDefault(choice.safe)
            made.setDefault(choice.safe)
            made.clicked.connect(lambda _on=False, choice=choice: self._choose(choice))
            row.addWidget(made)
            self.buttons[choice.text] = made
            if choice.safe:
                made.setFocus()
        column.addLayout(row)

    def _choose(self, choice: Choice) -> None:
        self._chosen = choice
        self.accept()

    def done(self, result: int) -> None:
        """Close, free, then do what was chosen."""
        super().done(result)
        self.deleteLater()
        if self._chosen.action is not None:
            self._chosen.action()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk through the answers; Enter gives the one that has the focus."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        elif not press_focused(self, event):
            super().keyPressEvent(event)
