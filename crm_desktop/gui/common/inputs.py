"""Choices and numbers for forms: the wheel scrolls the form around them and never changes what they hold."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

LEFT = 8  # logical pixels before a number, as in a line of text; a style sheet does not reach the line inside


class ChoiceBox(QComboBox):
    """One of several."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class NumberBox(QSpinBox):
    """A whole number between two limits, with arrows."""

    def __init__(self, low: int = 0, high: int = 99, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(low, high)
        self.lineEdit().setTextMargins(LEFT, 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def sizeHint(self) -> QSize:
        return _roomy(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        return _roomy(super().minimumSizeHint())


def _roomy(hint: QSize) -> QSize:
    return QSize(hint.width() + LEFT, hint.height())
