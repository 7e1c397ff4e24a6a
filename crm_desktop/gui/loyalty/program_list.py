"""The programs as cards of a short list: name, kind, state, and what customers hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from crm_desktop.domain.loyalty.model import KIND_NAMES, STATE_NAMES, ProgramKind, ProgramState
from crm_desktop.gui.common.labels import Chip, ElidedLabel, Tone, muted
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.services.loyalty_overview import ProgramView

STATE_TONES: dict[ProgramState, Tone] = {
    ProgramState.DRAFT: "",
    ProgramState.ACTIVE: "done",
    ProgramState.PAUSED: "near",
    ProgramState.ENDED: "muted",
}
ROW = 68


class ProgramList(QListWidget):
    """See the module.

    Signals:
        chosen(int): this program is to be shown.
        opened(int): Enter or a double click.
    """

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, locale: str) -> None:
        super().__init__()
        self._locale = locale
        self.setAccessibleName(_("Programs"))
        self.setSpacing(2)
        self.currentItemChanged.connect(self._tell)
        self.itemActivated.connect(lambda item: self.opened.emit(item.data(Qt.ItemDataRole.UserRole)))

    def show_programs(self, views: Sequence[ProgramView]) -> None:
        """Show these; the chosen one stays."""
        before = self.current_id()
        self.blockSignals(True)
        self.clear()
        for view in views:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, view.program.id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, view.program.name)
            item.setSizeHint(QSize(100, ROW))
            self.addItem(item)
            self.setItemWidget(item, self._row(view))
        ids = [view.program.id for view in views]
        self.setCurrentRow(ids.index(before) if before in ids else 0 if ids else -1)
        self.blockSignals(False)
        if ids:
            self._tell(self.currentItem(), None)

    def current_id(self) -> int | None:
        """Return the chosen program."""
        item = self.currentItem()
        return int(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def choose(self, program_id: int) -> None:
        """Choose a program."""
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole) == program_id:
                self.setCurrentRow(row)

    def _tell(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _row(self, view: ProgramView) -> QWidget:
        row = QWidget()
        row.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(row)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(ElidedLabel(view.program.name, bold=True), 1)
        top.addWidget(Chip(_(STATE_NAMES[view.program.state]), STATE_TONES[view.program.state]))
        column.addLayout(top)
        held = number(view.outstanding, self._locale)
        if view.program.kind is ProgramKind.STAMPS:
            said = ngettext("{count} stamp held", "{count} stamps held", view.outstanding).format(count=held)
        else:
            said = ngettext("{count} point held", "{count} points held", view.outstanding).format(count=held)
        column.addWidget(muted(f"{_(KIND_NAMES[view.program.kind])} · {said}"))
        return row
