"""List and detail side by side; where the border is, is remembered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from crm_desktop.gui.common.ui_state import UiState


class SplitView(QSplitter):
    """The list at the left, the detail at the right.

    Args:
        left, right: the two; give the right a sensible minimum width.
        state, name: remembers the border under `split.name`.
        share: of the left at first, in percent.
    """

    def __init__(
        self,
        left: QWidget,
        right: QWidget,
        *,
        state: UiState,
        name: str,
        share: int = 65,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.addWidget(left)
        self.addWidget(right)
        self.setHandleWidth(12)
        self.setCollapsible(0, False)
        self.setCollapsible(1, False)
        self.setStretchFactor(0, share)
        self.setStretchFactor(1, 100 - share)
        self.setSizes([share * 10, (100 - share) * 10])
        state.bind_splitter(self, f"split.{name}")
