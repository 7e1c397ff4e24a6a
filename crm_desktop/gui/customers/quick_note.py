"""A note on a customer's timeline, written in a breath: type, press Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QSizePolicy, QWidget

from crm_desktop.shared.i18n import _

LINES = 5  # it grows up to so many
FRAME = 18  # logical pixels around the lines


class _Line(QPlainTextEdit):
    finished = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter finishes the note, Shift+Enter begins a new line."""
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not shift:
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class QuickNote(QWidget):
    """One line that grows while it is written in. What was typed for a customer waits for that customer.

    Signals:
        noted(int, str): write this note for this customer.
    """

    noted = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self._customer: int | None = None
        self._drafts: dict[int, str] = {}
        self._on_the_way: set[int] = set()
        self.edit = _Line()
        self.edit.setPlaceholderText(_("Write a note and press Enter"))
        self.edit.setAccessibleName(_("New note"))
        self.edit.setTabChangesFocus(True)
        self.button = QPushButton(_("Add"))
        self.button.setEnabled(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.edit, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.edit.textChanged.connect(self._typed)
        self.edit.finished.connect(self._finish)
        self.button.clicked.connect(self._finish)
        self._fit()

    def set_customer(self, customer_id: int) -> None:
        """Write for another customer; the unfinished note of the one before is kept for them."""
        if customer_id == self._customer:
            return
        self._keep()
        self._customer = customer_id
        self.edit.setPlainText(self._drafts.get(customer_id, ""))

    def drafts(self) -> dict[int, str]:
        """Return the notes that were begun and not written yet, by customer."""
        self._keep()
        return dict(self._drafts)

    def written(self, customer_id: int) -> None:
        """The note of this customer is on their timeline: its line is empty again."""
        self._on_the_way.discard(customer_id)
        self._drafts.pop(customer_id, None)
        if customer_id == self._customer:
            self.edit.clear()

    def refused(self, customer_id: int) -> None:
        """The note could not be written; it stays in its line."""
        self._on_the_way.discard(customer_id)

    def _keep(self) -> None:
        if self._customer is None:
            return
        text = self.edit.toPlainText()
        if text.strip():
            self._drafts[self._customer] = text
        else:
            self._drafts.pop(self._customer, None)

    def _typed(self) -> None:
        self.button.setEnabled(bool(self.edit.toPlainText().strip()))
        self._fit()

    def _fit(self) -> None:
        needed = max(1, self.edit.document().size().toSize().height())
        lines = min(LINES, needed)
        policy = Qt.ScrollBarPolicy
        self.edit.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if needed > lines else policy.ScrollBarAlwaysOff
        )
        line = self.edit.fontMetrics().lineSpacing()
        self.edit.setFixedHeight(line * lines + FRAME)
        self.button.setFixedHeight(line + FRAME)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "button"):
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _finish(self) -> None:
        text = self.edit.toPlainText().strip()
        if text and self._customer is not None and self._customer not in self._on_the_way:
            self._on_the_way.add(self._customer)
            self.noted.emit(self._customer, text)
