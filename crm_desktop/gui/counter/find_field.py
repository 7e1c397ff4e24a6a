"""The field that everything at the counter begins with, and who was found under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QStyleOptionViewItem, QWidget

from crm_desktop.domain.customers.listing import SearchHit
from crm_desktop.gui import theme
from crm_desktop.gui.common.card_reader import KEEPS
from crm_desktop.gui.common.hit_list import HitPainter, Hits
from crm_desktop.gui.common.search_box import SearchBox
from crm_desktop.shared.i18n import _

SCALE = 1.35
LEAST_LETTERS = 2  # fewer find half of the shop


class FindField(SearchBox):
    """A large search box. What a card reader types ends with Enter, as a person's search does.

    Signals:
        moved(int): Up (-1) or Down (1): another of those that were found.
    """

    moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Name, telephone or card"), parent)
        self.setFont(theme.scaled_font(SCALE))
        self.setProperty("size", "large")
        self.setProperty(KEEPS, True)

    def follow_font(self) -> None:
        """Follow the size of text that the person chose (`theme.apply` calls it)."""
        self.setFont(theme.scaled_font(SCALE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk through those that were found."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class FoundList(QListView):
    """Who was found, the first one marked; it never takes the focus away from the field.

    Signals:
        current(int): the customer that is marked now.
        picked(int): the customer that was clicked.
    """

    current = Signal(int)
    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Found customers"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._hits = Hits(self)
        self.setModel(self._hits)
        self.setItemDelegate(HitPainter(self, self._hits))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.selectionModel().currentChanged.connect(self._tell)
        self.clicked.connect(self._click)

    def show_hits(self, hits: Sequence[SearchHit]) -> None:
        """Show these, the first one marked; nobody hides the list."""
        self._hits.show(hits)
        self.setVisible(len(hits) > 1)
        self.setFixedHeight(self._row_height() * len(hits) + 2)
        if hits:
            self.setCurrentIndex(self._hits.index(0))

    def hits(self) -> list[SearchHit]:
        """Return who is shown."""
        return list(self._hits.hits)

    def current_id(self) -> int | None:
        """Return the customer that is marked."""
        row = self.currentIndex().row()
        return self._hits.hits[row].id if 0 <= row < len(self._hits.hits) else None

    def move_by(self, step: int) -> None:
        """Mark the one above or below; after the last comes the first."""
        if self._hits.hits:
            row = (self.currentIndex().row() + step) % len(self._hits.hits)
            self.setCurrentIndex(self._hits.index(row))

    def _row_height(self) -> int:
        size: QSize = self.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex())
        return size.height()

    def _tell(self, index: QModelIndex, _before: QModelIndex) -> None:
        if 0 <= index.row() < len(self._hits.hits):
            self.current.emit(self._hits.hits[index.row()].id)

    def _click(self, index: QModelIndex) -> None:
        self.picked.emit(self._hits.hits[index.row()].id)
