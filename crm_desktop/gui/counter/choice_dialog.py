"""A short list to choose from by its figure, by the arrows and Enter, or by a click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.labels import muted

ROW = 36  # logical pixels
MOST_ROWS = 9


class Option(NamedTuple):
    """One line.

    Attributes:
        value: what is chosen.
        text: what it says.
        enabled: it can be chosen now; otherwise it only says why not.
    """

    value: object
    text: str
    enabled: bool = True


class _Options(QListWidget):
    pressed_figure = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in {str(n) for n in range(1, MOST_ROWS + 1)}:
            self.pressed_figure.emit(int(event.text()) - 1)
        else:
            super().keyPressEvent(event)


class ChoiceDialog(Dialog):
    """See the module.

    Signals:
        chosen(object): the value of the line.
    """

    chosen = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        verb: str,
        options: Sequence[Option],
        nothing: str,
        *,
        width: int = 460,
    ) -> None:
        super().__init__(parent, title, verb if options else "", width=width)
        self.options = tuple(options)
        self.list = _Options()
        self.list.setAccessibleName(title)
        for number, option in enumerate(options, start=1):
            figure = f"{number}   " if number <= MOST_ROWS else "     "
            item = QListWidgetItem(figure + option.text)
            item.setSizeHint(QSize(100, ROW))
            if not option.enabled:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.pressed_figure.connect(self.choose)
        self.list.itemActivated.connect(lambda _item: self.save())
        self.list.setFixedHeight(min(MOST_ROWS, max(1, len(options))) * (ROW + 2) + 8)
        self.body.addWidget(self.list)
        self.list.setVisible(bool(options))
        if not options:
            self.body.addWidget(muted(nothing, wrap=True))
        first = next((n for n, option in enumerate(options) if option.enabled), -1)
        self.list.setCurrentRow(first)
        self.save_button.setEnabled(first >= 0)
        self.list.setFocus()

    def choose(self, place: int) -> None:
        """Choose the line at a place; nothing when it cannot be chosen."""
        if 0 <= place < len(self.options) and self.options[place].enabled:
            self.list.setCurrentRow(place)
            self.save()

    def save(self) -> None:
        """Take the current line."""
        place = self.list.currentRow()
        if 0 <= place < len(self.options) and self.options[place].enabled:
            self.accept()
            self.chosen.emit(self.options[place].value)
