"""The segments as a short list: the shop's own first, the ready-made ones below, each with its count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from crm_desktop.domain.segments.model import SegmentKind
from crm_desktop.gui.common.labels import Chip, ElidedLabel, PlainLabel, caption
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import N_, _
from crm_desktop.shared.text import fold

if TYPE_CHECKING:
    from crm_desktop.domain.segments.model import SegmentRow

KIND_NAMES: dict[SegmentKind, str] = {
    SegmentKind.RULE: N_("By rule"),
    SegmentKind.HAND: N_("By hand"),
    SegmentKind.READY: N_("Ready-made"),
}
OWN_ROW, READY_ROW, HEAD_ROW = 62, 38, 32  # logical pixels


class SegmentList(QListWidget):
    """See the module.

    Signals:
        chosen(str): the segment of this key is to be shown.
        opened(str): Enter or a double click.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, locale: str) -> None:
        super().__init__()
        self._locale = locale
        self._rows: Sequence[SegmentRow] = ()
        self._text = ""
        self.setAccessibleName(_("Segments"))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._tell)
        self.itemActivated.connect(self._open)

    def show_rows(self, rows: Sequence[SegmentRow], wanted: str = "") -> None:
        """Show these; the chosen one stays, unless another one is wanted."""
        self._rows = rows
        self._fill(wanted)

    def search(self, text: str) -> None:
        """Show only those whose name has these letters."""
        self._text = fold(text.strip())
        self._fill("")

    def rows(self) -> Sequence[SegmentRow]:
        """Return all segments, as last read."""
        return self._rows

    def row_of(self, key: str) -> SegmentRow | None:
        """Return one of them by its key."""
        return next((row for row in self._rows if row.key == key), None)

    def current_key(self) -> str:
        """Return the key of the chosen segment, "" when there is none."""
        item = self.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole) or "") if item is not None else ""

    def choose(self, key: str) -> bool:
        """Choose a segment by its key or name; False when the list does not show it."""
        key = next((row.key for row in self._rows if row.name == key), key)
        for place in range(self.count()):
            if self.item(place).data(Qt.ItemDataRole.UserRole) == key:
                self.setCurrentRow(place)
                return True
        return False

    # -- inside

    def _fill(self, wanted: str) -> None:
        before = self.current_key()
        place = self.verticalScrollBar().value()
        self.blockSignals(True)
        self.clear()
        shown = [row for row in self._rows if self._text in fold(row.name)]
        own = [row for row in shown if row.kind is not SegmentKind.READY]
        ready = [row for row in shown if row.kind is SegmentKind.READY]
        for heading, part in ((_("Of the shop"), own), (_("Ready-made"), ready)):
            if part:
                self._add_heading(heading)
            for row in part:
                self._add(row)
        for key in (wanted, before, shown[0].key if shown else ""):
            if key and self.choose(key):
                break
        self.blockSignals(False)
        if before == self.current_key():
            self.verticalScrollBar().setValue(place)
        elif self.currentItem() is not None:
            self.scrollToItem(self.currentItem())
        self._tell(self.currentItem(), None)

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem()
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setSizeHint(QSize(100, HEAD_ROW))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
        self.addItem(item)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(10, 10, 10, 2)
        row.addWidget(caption(text.upper()))
        self.setItemWidget(item, holder)

    def _add(self, row: SegmentRow) -> None:
        item = QListWidgetItem()
        item.setData(Qt.ItemDataRole.UserRole, row.key)
        shown = "" if row.count is None else number(row.count, self._locale)
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole, ", ".join(p for p in (row.name, shown, row.problem) if p)
        )
        both = row.kind is not SegmentKind.READY or bool(row.problem)
        item.setSizeHint(QSize(100, OWN_ROW if both else READY_ROW))
        self.addItem(item)
        holder = QWidget()
        holder.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(holder)
        column.setContentsMargins(10, 6, 12, 6)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(ElidedLabel(row.name, bold=both), 1)
        top.addWidget(PlainLabel(shown or "—", tone="" if shown else "late"))
        column.addLayout(top)
        if both:
            second = QHBoxLayout()
            second.setSpacing(8)
            second.addWidget(Chip(_(KIND_NAMES[row.kind])))
            if row.problem:
                second.addWidget(ElidedLabel(row.problem, tone="late"), 1)
            else:
                second.addStretch(1)
            column.addLayout(second)
        self.setItemWidget(item, holder)

    def _tell(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole) or "") if item is not None else "")

    def _open(self, item: QListWidgetItem) -> None:
        key = item.data(Qt.ItemDataRole.UserRole)
        if key:
            self.opened.emit(str(key))
