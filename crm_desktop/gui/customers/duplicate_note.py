"""The note in the editor that a file of the same customer may be there already."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.gui import icons
from crm_desktop.gui.common.labels import IconLabel, Link, PlainLabel, clear, muted
from crm_desktop.services.duplicates import DuplicateHint
from crm_desktop.shared.i18n import _


class DuplicateNote(QFrame):
    """One line for each file that may be of the same customer, with a link that opens it.

    Signals:
        chosen(int): open the file of this customer.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "note")
        self.setProperty("tone", "near")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(IconLabel("users", "near", icons.NORMAL), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(PlainLabel(_("There may be a file of this customer already:"), bold=True, wrap=True))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column.addLayout(self._lines)
        row.addLayout(column, 1)
        self.hints: list[DuplicateHint] = []
        self.links: list[Link] = []
        self.hide()

    def show_hints(self, hints: Sequence[DuplicateHint]) -> None:
        """Show these files, or nothing."""
        if list(hints) == self.hints:
            return
        self.hints = list(hints)
        self.links = []
        clear(self._lines)
        for hint in self.hints:
            self._lines.addWidget(self._line(hint))
        self.setVisible(bool(self.hints))

    def _line(self, hint: DuplicateHint) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        link = Link(hint.name)
        link.setToolTip(_("Open this file"))
        link.clicked.connect(lambda: self.chosen.emit(hint.customer_id))
        self.links.append(link)
        row.addWidget(link)
        why = _("{why}, archived").format(why=hint.why) if hint.archived else hint.why
        row.addWidget(muted(why))
        row.addStretch()
        return line
