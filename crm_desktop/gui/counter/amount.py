"""The field of the counter that takes an amount, a small calculation, or what a scanner reads."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from crm_desktop.gui.common.search_box import is_windows_undo

CODE_FIGURES = 6  # so many figures and nothing else are a code, not an amount


def is_code(text: str) -> bool:
    """Tell whether a scanner read what stands in the amount: a product, a voucher or a card."""
    plain = text.replace("-", "")
    return len(plain) >= CODE_FIGURES and plain.isalnum() and (text.isdecimal() or plain[:1].isalpha())


class Amount(QLineEdit):
    """The amount. Enter sells, or takes the product whose code was read; Esc is the page's."""

    entered = Signal()
    more = Signal(int)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window while nothing is typed."""
        if is_windows_undo(self, event):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)
