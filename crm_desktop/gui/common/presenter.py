"""Shows what the program says: message boxes for errors and questions, the bottom bar for toasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from crm_desktop.gui import icons, theme
from crm_desktop.gui.messages import Question
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.gui.common.crash_dialog import CrashDialog
    from crm_desktop.gui.common.undo_bar import UndoBar


class WindowPresenter:
    """The presenter of the running program (see `messages.Presenter`)."""

    def __init__(self) -> None:
        self.window: QWidget | None = None
        self.bar: UndoBar | None = None
        self._crash: CrashDialog | None = None

    def _parent(self, parent: QWidget | None) -> QWidget | None:
        return parent.window() if parent is not None and parent.isVisible() else self.window

    def error(self, parent: QWidget | None, sentence: str) -> None:
        """Show a sentence in a box; it does not block."""
        box = message_box(self._parent(parent), sentence, "circle-alert", "near")
        button = box.addButton(_("Understood"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(button)
        box.setEscapeButton(button)
        box.open()

    def question(self, parent: QWidget | None, question: Question) -> None:
        """Ask; the safe button is the default one and what Esc means."""
        box = message_box(self._parent(parent), question.sentence, "circle-help", "accent")
        box.setInformativeText(question.detail)
        actions: dict[int, Callable[[], None]] = {}
        for choice in question.choices:
            role = QMessageBox.ButtonRole.RejectRole if choice.safe else QMessageBox.ButtonRole.AcceptRole
            if choice.destructive:
                role = QMessageBox.ButtonRole.DestructiveRole
            button = box.addButton(choice.text, role)
            if choice.destructive and isinstance(button, QPushButton):
                button.setProperty("kind", "danger")
            if choice.safe:
                box.setDefaultButton(button)
                box.setEscapeButton(button)
            if choice.action is not None:
                actions[id(button)] = choice.action
                button.setProperty("choice", True)

        def answered() -> None:
            action = actions.get(id(box.clickedButton()))
            if action is not None:
                action()

        box.finished.connect(answered)
        box.open()

    def toast(self, text: str, action_text: str, action: Callable[[], None] | None) -> None:
        """Say it in the bottom bar."""
        if self.bar is not None:
            self.bar.tell(text, action, action_text)

    def crash(self, report: str) -> None:
        """Show one crash dialog at a time."""
        import shiboken6

        if self._crash is not None and shiboken6.isValid(self._crash) and self._crash.isVisible():
            return
        from crm_desktop.gui.common.crash_dialog import CrashDialog

        self._crash = CrashDialog(self.window, report)
        self._crash.open()


def message_box(parent: QWidget | None, sentence: str, icon: str, role: str) -> QMessageBox:
    """Return a message box of plain text with one of our icons, freed when it is closed."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.setWindowTitle("Mostrador")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    ratio = parent.devicePixelRatioF() if parent is not None else 1.0
    box.setIconPixmap(icons.pixmap(icon, 32, role, ratio))
    box.setFont(theme.scaled_font())
    return box
