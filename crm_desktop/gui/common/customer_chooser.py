"""Choosing a customer by typing part of a name, a telephone, a card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from crm_desktop.gui import icons, tasks
from crm_desktop.gui.common.found import find
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.customers.listing import SearchHit
    from crm_desktop.services.shop import Shop

MOST = 12
POPUP_WIDTH = 420  # logical pixels: a name, a telephone and a town stand in it
_NOWHERE = QModelIndex()


class _Hits(QAbstractListModel):
    """What was found, one line each."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: list[SearchHit] = []

    def show(self, hits: Sequence[SearchHit]) -> None:
        self.beginResetModel()
        self.hits = list(hits)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return None
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            return hit.name
        return "  ·  ".join(part for part in (hit.name, *hit.phones[:1], hit.town) if part)


class CustomerChooser(QLineEdit):
    """One customer. Type to search; Down and Enter choose; a search that finds one is chosen by Enter.

    Signals:
        changed(): another customer was chosen, or none any more.
    """

    changed = Signal()

    def __init__(self, shop: Shop, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self._id: int | None = None
        self._name = ""
        self.setPlaceholderText(_("Name, telephone or card"))
        self.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._hits = _Hits(self)
        completer = QCompleter(self._hits, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCompletionRole(Qt.ItemDataRole.EditRole)
        completer.setMaxVisibleItems(MOST)
        completer.setWidget(self)
        self._popup = QListView()
        self._popup.setSpacing(3)
        self._popup.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        completer.setPopup(self._popup)
        activated: Any = completer.activated  # overloaded: the one that tells the place, not the text
        activated[QModelIndex].connect(self._picked)
        self._completer = completer
        self.textEdited.connect(self._typed)

    def value(self) -> int | None:
        """Return the id of the chosen customer, or None."""
        return self._id

    def name(self) -> str:
        """Return how the chosen customer is shown."""
        return self._name

    def set_customer(self, customer_id: int | None, name: str = "") -> None:
        """Show a customer."""
        self._id, self._name = customer_id, name
        self.setText(name)
        self.setCursorPosition(0)

    def fault(self) -> str | None:
        """Return what is wrong: something was typed and nobody chosen."""
        if self._id is None and self.text().strip():
            return _("Choose one of the customers that are found, with the arrows and Enter.")
        return None

    def _typed(self, text: str) -> None:
        if self._id is not None:
            self._id, self._name = None, ""
            self.changed.emit()
        wanted = text.strip()
        if not wanted:
            tasks.cancel_query(self, "search")
            self._popup.hide()
            return
        tasks.run_query(self, lambda: find(self._shop, wanted, MOST), self._found, key="search")

    def _found(self, hits: list[SearchHit]) -> None:
        self._hits.show(hits)
        if hits and self.hasFocus():
            self._completer.complete(QRect(0, 0, max(self.width(), POPUP_WIDTH), self.height()))
            self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
        else:
            self._popup.hide()

    def _picked(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._hits.hits):
            hit = self._hits.hits[index.row()]
            self.set_customer(hit.id, hit.name)
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the first that was found; while nobody is chosen it does not save the form."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._id is None and self._hits.hits:
            row = self._popup.currentIndex().row() if self._popup.isVisible() else 0
            self._picked(self._hits.index(max(row, 0), 0))
            self._popup.hide()
            return
        super().keyPressEvent(event)
