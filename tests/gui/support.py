"""What tests of screens share: the place in which a screen stands, waiting for it, reading its list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from crm_desktop.gui.common.paged_table import PagedTable
    from crm_desktop.gui.common.screen import Context
    from crm_desktop.services.shop import Shop

Settle = Callable[[], None]
W = TypeVar("W", bound=QWidget)
SIZE = (1158, 680)  # logical pixels: a page in a window of 1366 x 768


@dataclass
class Place:
    """An open shop, and what a screen over it is made with.

    Attributes:
        went: where the screens asked to go.
    """

    shop: Shop
    context: Context
    went: list[tuple[str, object]] = field(default_factory=list)


def shown(page: W, settle: Settle, qtbot: QtBot, size: tuple[int, int] = SIZE) -> W:
    """Show a page and wait until it stands."""
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    settle()
    return page


def column_texts(table: PagedTable[Any], column: int = 0) -> list[str]:
    """Return what the cells of a column say, from the top down."""
    cells = (table.paged.cell(row, column) for row in range(table.paged.total))
    return [cell.text for cell in cells if cell]


def dialog_of(kind: type[W]) -> W:
    """Return the open dialog (or popup) of a kind."""
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())
