"""The top of the window: title of the screen, search over everything, the primary action, who is on duty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crm_desktop.gui.common.global_search import GlobalSearch
from crm_desktop.gui.common.labels import ElidedLabel, KeyCap, button
from crm_desktop.gui.common.staff_chooser import DutyChip
from crm_desktop.gui.theme import TITLE
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop

HEIGHT = 56


class TopBar(QFrame):
    """See the module; the window connects its parts.

    Signals:
        new_customer(): the primary action.
    """

    new_customer = Signal()

    def __init__(self, shop: Shop, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "top")
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 16, 0)
        row.setSpacing(12)
        self.title = ElidedLabel("", scale=TITLE, bold=True)
        row.addWidget(self.title, 1)
        self.search = GlobalSearch(shop)
        self.search.setMinimumWidth(200)
        self.search.setMaximumWidth(320)
        inner = QHBoxLayout(self.search)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.addStretch()
        self._hint = KeyCap("Ctrl+K")
        inner.addWidget(self._hint)
        self.search.textChanged.connect(lambda text: self._hint.setVisible(not text))
        row.addWidget(self.search, 2)
        self.new_button = button(_("New customer"), "plus", "primary")
        self.new_button.setToolTip(_("New customer (Ctrl+Shift+N)"))
        self.new_button.clicked.connect(self.new_customer)
        row.addWidget(self.new_button)
        self.duty = DutyChip()
        row.addWidget(self.duty)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedHeight(max(HEIGHT, self.fontMetrics().height() * 3))
