"""Enter presses the button that has the focus, in screens and dialogs alike.

Qt lets Enter press only buttons of dialogs that may become the default one; a person who went to "Discard"
or "Cancel" with Tab means that one, not the default.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget


def press_focused(owner: QWidget, event: QKeyEvent, *, any_button: bool = False) -> bool:
    """Press the button of `owner` that has the focus, when Enter was pressed; return whether it was.

    Args:
        owner: a screen or dialog that got a key which the button itself did not take.
        event: the key.
        any_button: also a chip or a button that stays pressed; in a dialog, Enter over these saves.
    """
    if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or event.isAutoRepeat():
        return False
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    focused = owner.focusWidget()
    if not isinstance(focused, QAbstractButton) or not focused.isEnabled():
        return False
    if not any_button and (not isinstance(focused, QPushButton) or focused.isCheckable()):
        return False
    if isinstance(focused, QPushButton):
        focused.click()
    else:
        focused.animateClick()  # opens a menu, too
    return True
