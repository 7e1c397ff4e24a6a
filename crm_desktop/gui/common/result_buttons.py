"""The results of a follow-up as buttons, chosen with the keys 1 to 5."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from crm_desktop.domain.reminders.completion import RESULT_ORDER
from crm_desktop.domain.reminders.model import RESULT_NAMES, Result
from crm_desktop.gui import icons
from crm_desktop.shared.i18n import _

ICONS: dict[Result, str] = {
    Result.CONTACTED: "circle-check",
    Result.NO_ANSWER: "phone-missed",
    Result.CALL_AGAIN: "phone-call",
    Result.NOT_INTERESTED: "user-x",
    Result.WRONG_NUMBER: "phone-off",
}
TONES: dict[Result, str] = {
    Result.CONTACTED: "done",
    Result.NO_ANSWER: "near",
    Result.CALL_AGAIN: "accent",
    Result.NOT_INTERESTED: "muted",
    Result.WRONG_NUMBER: "late",
}


class ResultButtons(QWidget):
    """One of the five results. While it has the focus, 1 to 5 choose and the arrows move.

    Signals:
        chosen(object): the person chose this Result.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Result | None = None
        self.setAccessibleName(_("Result"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        self.buttons: dict[Result, QToolButton] = {}
        for number, result in enumerate(RESULT_ORDER):
            button = QToolButton()
            button.setProperty("kind", "result")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIcon(icons.icon(ICONS[result], TONES[result]))
            button.setIconSize(QSize(icons.NORMAL, icons.NORMAL))
            name = _(RESULT_NAMES[result])
            button.setText(f"{number + 1}  {name}")
            button.setAccessibleName(name)
            button.setToolTip(_("{result} (key {number})").format(result=name, number=number + 1))
            button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
            button.setMinimumHeight(56)
            room = button.fontMetrics().horizontalAdvance(button.text()) * 11 // 10
            button.setMinimumWidth(room + 20)
            button.clicked.connect(lambda _on=False, result=result: self.choose(result))
            self.buttons[result] = button
            grid.addWidget(button, 0, number)
            grid.setColumnStretch(number, 1)
        self.setFocusProxy(self.buttons[RESULT_ORDER[0]])

    def value(self) -> Result | None:
        """Return the chosen result."""
        return self._value

    def set_value(self, result: Result | None) -> None:
        """Show a result without telling."""
        self._value = result
        for one, button in self.buttons.items():
            button.setAutoExclusive(False)
            button.setChecked(one is result)
            button.setAutoExclusive(True)

    def choose(self, result: Result) -> None:
        """Choose as the person does."""
        self.set_value(result)
        self.chosen.emit(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the number keys."""
        result = result_of_key(event)
        if result is not None:
            self.choose(result)
        else:
            super().keyPressEvent(event)


def result_of_key(event: QKeyEvent) -> Result | None:
    """Return the result that a key 1 to 5 means, or None."""
    number = event.key() - Qt.Key.Key_1
    if 0 <= number < len(RESULT_ORDER) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return RESULT_ORDER[number]
    return None
