"""What is chosen in a list, in full, in a card beside it: name, chips, what scrolls, what can be done."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.gui.common.empty_state import EmptyState
from crm_desktop.gui.common.flow_layout import FlowLayout
from crm_desktop.gui.common.labels import card, scrolled, title

SIDE, BAR = 20, 14  # logical pixels at both sides; the part of it in which the bar stands


class DetailCard(QWidget):
    """Subclasses put what they tell into `inside`, and what can be done under it with `add_below`.

    Args:
        empty: what is shown while nothing is chosen; without it the card is blank then.
        gap: between the parts of `inside`, in logical pixels.

    Attributes:
        name: the heading; it breaks into lines.
        chips: the layout of the chips under it.
        inside: the column under them; all three scroll together in `area`.
    """

    def __init__(
        self, empty: EmptyState | None = None, parent: QWidget | None = None, *, gap: int = 6
    ) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame = card()
        outer.addWidget(frame)
        self._column = QVBoxLayout(frame)
        self._column.setContentsMargins(SIDE, 16, SIDE - BAR, 14)
        self._column.setSpacing(10)
        self._pages = QStackedWidget()
        self._column.addWidget(self._pages, 1)
        nothing = QWidget()
        centre = QVBoxLayout(nothing)
        centre.setContentsMargins(0, 0, BAR, 0)
        if empty is not None:
            centre.addWidget(empty)
        self._pages.addWidget(nothing)
        page = QWidget()
        self.inside = QVBoxLayout(page)
        self.inside.setContentsMargins(0, 0, BAR, 0)
        self.inside.setSpacing(gap)
        self.name = title()
        self.name.setWordWrap(True)
        self.inside.addWidget(self.name)
        self.chip_row = QWidget()
        self.chips = FlowLayout(self.chip_row, gap=6)
        self.inside.addWidget(self.chip_row)
        self.area = scrolled(page)
        self._pages.addWidget(self.area)
        self._below: list[QWidget] = []

    def add_below(self, widget: QWidget) -> None:
        """Put something under what scrolls, such as the buttons; it is there while something is chosen."""
        line = QVBoxLayout()
        line.setContentsMargins(0, 0, BAR, 0)
        line.addWidget(widget)
        self._column.addLayout(line)
        self._below.append(widget)
        widget.setVisible(self.is_chosen())

    def show_chosen(self, chosen: bool) -> None:
        """Show what is chosen, or that nothing is."""
        self._pages.setCurrentIndex(1 if chosen else 0)
        for widget in self._below:
            widget.setVisible(chosen)

    def is_chosen(self) -> bool:
        """Whether something is shown."""
        return self._pages.currentIndex() == 1
