"""What can be done with many rows at once, in the place of the detail while several are selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from crm_desktop.gui.common.labels import button, caption, card, muted, scrolled, title
from crm_desktop.gui.common.list_spec import Group
from crm_desktop.shared.i18n import _


class SelectionPanel(QWidget):
    """A count and a button for every action."""

    def __init__(self, groups: Sequence[Group]) -> None:
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
        self._runs: dict[str, Callable[[], object]] = {}
        for group in groups:
            column.addSpacing(12)
            column.addWidget(caption(group.name.upper()))
            for action in group.actions:
                one = button(action.text, action.icon)
                one.setProperty("kind", "row")
                one.setAutoDefault(False)
                one.clicked.connect(lambda _on=False, key=action.key: self._runs[key]())
                self.buttons[action.key] = one
                column.addWidget(one)
        column.addStretch()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(scrolled(page))
        self.show_selection("", groups)

    def show_selection(self, said: str, groups: Sequence[Group]) -> None:
        """Say how many are selected, and offer what makes sense now.

        Args:
            said: "3 customers selected".
            groups: as they were given first; `enabled`, `shown` and `run` may be others.
        """
        self.count.setText(said)
        for group in groups:
            for action in group.actions:
                self._runs[action.key] = action.run
                self.buttons[action.key].setVisible(action.shown)
                self.buttons[action.key].setEnabled(action.enabled)
