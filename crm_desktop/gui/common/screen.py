"""What every screen is, and what it may ask of the window around it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.gui.common.enter_key import press_focused
from crm_desktop.gui.common.ui_state import UiState

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop


class Context(NamedTuple):
    """What a screen is made with.

    Attributes:
        shop: the open shop, for the services.
        state: what this PC remembers (sizes, columns).
        go: (screen id, target) opens another screen; the target is handed to its `open_target`.
        relook: applies the look (theme, text size, accent) anew after Settings changed it.
        restore: puts a backup file in the shop's place and opens it.
        open_shop: closes this shop and opens the one in another folder.
    """

    shop: Shop
    state: UiState
    go: Callable[[str, object], None]
    relook: Callable[[], None] = lambda: None
    restore: Callable[[Path], None] = lambda _file: None
    open_shop: Callable[[Path], None] = lambda _folder: None


class Screen(QWidget):
    """Base of the pages in the middle of the window. The window calls these; override what applies."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as it does in a dialog."""
        if not press_focused(self, event, any_button=True):
            super().keyPressEvent(event)

    def activate(self) -> None:
        """The screen has come to the front: give the focus to what is used first."""

    def may_leave(self, then: Callable[[], None]) -> None:
        """Call `then` when the screen may be left; ask first when text would be lost."""
        then()

    def open_target(self, target: object) -> None:
        """Show what another screen or the search asked for, such as a customer's id or "new"."""

    def focus_search(self) -> None:
        """Ctrl+F: go to the search box of this screen."""

    def new(self) -> bool:
        """Ctrl+N: add what this screen holds; False when it holds nothing that can be added."""
        return False

    def edit(self) -> None:
        """F2: edit what is current."""

    def print_(self) -> None:
        """Ctrl+P: print what this screen prints."""

    def back(self) -> bool:
        """Esc: undo one step of looking (clear the search, close the detail); False when there is nothing."""
        return False

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of this screen beside the common ones, as (key, what it does), translated."""
        return ()
