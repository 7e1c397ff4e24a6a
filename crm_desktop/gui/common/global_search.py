"""Search over everything (Ctrl+K): a field at the top, and what was found under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crm_desktop.gui import tasks
from crm_desktop.gui.common.found import find
from crm_desktop.gui.common.labels import PlainLabel, card
from crm_desktop.gui.common.search_box import SearchBox
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.domain.customers.listing import SearchHit
    from crm_desktop.services.shop import Shop

SHOWN = 8


class GlobalSearch(SearchBox):
    """The field; its results lie over the window below it and never take the focus away.

    Signals:
        chosen(int): the customer that the person picked.
    """

    chosen = Signal(int)

    def __init__(self, shop: Shop, parent: QWidget | None = None) -> None:
        super().__init__(_("Search everything"), parent)
        self._shop = shop
        self._origin: QWidget | None = None
        self.setToolTip(_("Search everything (Ctrl+K): a name, any part of a telephone, a town, a card"))
        self._panel: QFrame | None = None
        self.searched.connect(self._look)
        self.entered.connect(self._pick)
        self.escaped.connect(self.leave)

    # -- the panel

    def _made_panel(self) -> QFrame:
        if self._panel is None:
            # Not before something is found: the types of a list are many, and the window opens without them.
            from PySide6.QtWidgets import QListView

            from crm_desktop.gui.common.hit_list import HitPainter, Hits

            panel = card(self.window())
            column = QVBoxLayout(panel)
            column.setContentsMargins(1, 6, 1, 6)
            self._list = QListView()
            self._list.setAccessibleName(_("Found customers"))
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setMouseTracking(True)
            self._hits = Hits(self._list)
            self._list.setModel(self._hits)
            self._list.setItemDelegate(HitPainter(self._list, self._hits))
            self._list.entered.connect(self._list.setCurrentIndex)
            self._list.clicked.connect(lambda _index: self._pick())
            self._nothing = PlainLabel("", tone="muted", wrap=True)
            self._nothing.setContentsMargins(14, 6, 14, 6)
            column.addWidget(self._list)
            column.addWidget(self._nothing)
            self._panel = panel
            self.window().installEventFilter(self)
        return self._panel

    def results(self) -> list[SearchHit]:
        """Return what is shown."""
        return list(self._hits.hits) if self._panel is not None and self._panel.isVisible() else []

    def _look(self, text: str) -> None:
        if text:
            tasks.run_query(self, lambda: find(self._shop, text, SHOWN), self._show, key="search")
        else:
            tasks.cancel_query(self, "search")
            self.close_panel()

    def _show(self, hits: list[SearchHit]) -> None:
        if not self.text().strip():
            return
        panel = self._made_panel()
        self._hits.show(hits)
        self._list.setVisible(bool(hits))
        self._nothing.setVisible(not hits)
        self._nothing.setText(_("Nobody is found for “{text}”.").format(text=self.text().strip()))
        width = max(self.width(), 420)
        place = self.mapTo(self.window(), QPoint(self.width() - width, self.height() + 4))
        row = self._list.sizeHintForRow(0) if hits else 0
        self._list.setFixedHeight(row * len(hits))
        panel.setFixedWidth(width)
        panel.adjustSize()
        panel.move(place)
        panel.show()
        panel.raise_()
        if hits:
            self._list.setCurrentIndex(self._hits.index(0))

    def close_panel(self) -> None:
        """Take the results away."""
        if self._panel is not None:
            self._panel.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click elsewhere in the window, or another size of it, closes the results."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.WindowDeactivate, QEvent.Type.MouseButtonPress}:
            self.close_panel()
        return super().eventFilter(watched, event)

    # -- keys

    def enter(self) -> None:
        """Ctrl+K: take the focus and remember where it came from."""
        from PySide6.QtWidgets import QApplication

        focused = QApplication.focusWidget()
        if focused is not self:
            self._origin = focused
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def leave(self) -> None:
        """Esc: close the results and go back to where the focus was."""
        import shiboken6

        self.close_panel()
        if self._origin is not None and shiboken6.isValid(self._origin) and self._origin.isVisible():
            self._origin.setFocus()
        self._origin = None

    def takes_escape(self) -> bool:
        """Always: Esc leads back to where the focus was."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk through the results; Esc closes them."""
        shown = self._panel is not None and self._panel.isVisible()
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and shown and self._hits.hits:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = (self._list.currentIndex().row() + step) % len(self._hits.hits)
            self._list.setCurrentIndex(self._hits.index(row))
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.leave()
        else:
            super().keyPressEvent(event)

    def _pick(self) -> None:
        if self._panel is None or not self._panel.isVisible():
            return
        row = self._list.currentIndex().row()
        if 0 <= row < len(self._hits.hits):
            wanted = self._hits.hits[row].id
            self.clear()
            self.close_panel()
            self.chosen.emit(wanted)
