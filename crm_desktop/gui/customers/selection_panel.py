"""What can be done with many customers at once, in the place of the file while several are selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from crm_desktop.gui.common.labels import button, caption, card, muted, scrolled, title
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.gui.customers.bulk import BulkActions


class SelectionPanel(QWidget):
    """A count and a button for every action."""

    def __init__(self, actions: BulkActions) -> None:
        super().__init__()
        frame = card()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(4)
        self.count = title("")
        self.count.setWordWrap(True)
        column.addWidget(self.count)
        column.addWidget(
            muted(_("What is done here is done to all of them. Changes can be undone."), wrap=True)
        )
        self.buttons: dict[str, QPushButton] = {}
        for group in actions.groups():
            column.addSpacing(12)
            column.addWidget(caption(group.name.upper()))
            for action in group.actions:
                one = button(action.text, action.icon)
                one.setProperty("kind", "row")
                one.setAutoDefault(False)
                one.setEnabled(action.enabled)
                one.clicked.connect(action.run)
                self.buttons[action.key] = one
                column.addWidget(one)
        self.show_archived(False)
        column.addStretch()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(scrolled(page))

    def show_count(self, count: int, locale: str) -> None:
        """Say how many are selected."""
        said = ngettext("{count} customer selected", "{count} customers selected", count)
        self.count.setText(said.format(count=number(count, locale)))

    def show_archived(self, archived: bool) -> None:
        """Offer to archive, or to bring back, as the list shows live or archived customers."""
        self.buttons["archive"].setVisible(not archived)
        self.buttons["unarchive"].setVisible(archived)
