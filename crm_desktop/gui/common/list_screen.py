"""A screen that is a list with, beside it, the current row in full, or what to do with several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from crm_desktop.gui import later
from crm_desktop.gui.common.labels import card
from crm_desktop.gui.common.list_panel import ListPanel
from crm_desktop.gui.common.list_spec import Group
from crm_desktop.gui.common.screen import Context, Screen
from crm_desktop.gui.common.split_view import SplitView

if TYPE_CHECKING:
    from crm_desktop.gui.common.selection_panel import SelectionPanel

DETAIL_WIDTH = 340  # the least, in logical pixels
LIST_WIDTH = 300  # the least, in logical pixels

P = TypeVar("P", bound=ListPanel[Any])


class ListScreen(Screen, Generic[P]):
    """Base of such screens; it starts its list.

    Override `make_detail` and `show_in_detail`, and what else applies.

    Args:
        context: see `Screen`.
        panel: the list.
        share: of the width that the list has at first, in hundredths.
    """

    def __init__(self, context: Context, panel: P, share: int = 64) -> None:
        super().__init__(context)
        self.list = panel
        self._detail: QWidget | None = None
        self._selection: SelectionPanel | None = None
        panel.groups = self.groups
        self.right = QStackedWidget()
        self.right.setMinimumWidth(DETAIL_WIDTH)
        self._blank: QWidget | None = card()
        self.right.addWidget(self._blank)
        panel.setMinimumWidth(LIST_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 12)
        row.addWidget(SplitView(panel, self.right, state=context.state, name=panel.spec.name, share=share))
        panel.current_changed.connect(self._show_current)
        panel.selection_changed.connect(self._show_selection)
        panel.chosen.connect(self.open_row)
        panel.table.total_changed.connect(
            lambda _total: self._show_soon(),
            Qt.ConnectionType.SingleShotConnection,
        )
        panel.start()

    # -- what a screen says

    detail_modules: tuple[str, ...] = ()  # what `make_detail` needs, loaded before it is called at the start

    def make_detail(self) -> QWidget:
        """Make what stands beside the list; called when it is first needed."""
        raise NotImplementedError

    def show_in_detail(self, row_id: int | None) -> None:
        """Show a row in full, or that there is none, in `beside`."""
        raise NotImplementedError

    def groups(self) -> Sequence[Group]:
        """Return what can be done with the selected rows, now."""
        return ()

    def selected_words(self, count: int) -> str:
        """Return how many rows are selected, in words: "3 customers selected"."""
        return self.list.spec.counted(count)

    def open_row(self, row_id: int) -> None:
        """Enter or a double click on a row."""

    # -- beside the list

    @property
    def beside(self) -> QWidget:
        """What `make_detail` made."""
        return self._detail if self._detail is not None else self._make_beside()

    def _make_beside(self) -> QWidget:
        self._detail = self.make_detail()
        self.right.insertWidget(0, self._detail)
        blank, self._blank = self._blank, None
        if blank is not None:
            if self.right.currentWidget() is blank:
                self.right.setCurrentWidget(self._detail)
            self.right.removeWidget(blank)
            blank.deleteLater()
        return self._detail

    @property
    def selection(self) -> SelectionPanel:
        """What is done with many, made when many are first selected."""
        if self._selection is None:
            from crm_desktop.gui.common.selection_panel import SelectionPanel

            self._selection = SelectionPanel(self.groups())
            self.right.addWidget(self._selection)
        return self._selection

    def show_row(self, row_id: int) -> None:
        """Show a row, whether or not the list shows it now."""
        self.list.go_to(row_id)
        self.right.setCurrentWidget(self.beside)
        self.show_in_detail(row_id)

    def _show_soon(self) -> None:
        """Make what stands beside the list when the list is painted, in several steps."""
        later.load(self, *self.detail_modules)
        later.do(self, self._make_first)

    def _make_first(self) -> None:
        if self._detail is None:
            self._make_beside()
            later.do(self, lambda: self._show_current(self.list.table.current_id()))

    def _show_first(self) -> None:
        """Show the row that became current before there was a place for it."""
        if self._detail is None:
            self._show_current(self.list.table.current_id(), now=True)

    def _show_current(self, row_id: int | None, *, now: bool = False) -> None:
        if self._detail is None:
            if not now:
                return
            self._make_beside()
        if row_id is not None or not self.list.table.paged.total:
            self.show_in_detail(row_id)

    def _show_selection(self, count: int) -> None:
        if count > 1 and self.groups():
            self.selection.show_selection(self.selected_words(count), self.groups())
            self.right.setCurrentWidget(self.selection)
        elif self._detail is not None or self._selection is not None:
            self._show_first()
            self.right.setCurrentWidget(self.beside)

    # -- what the window asks

    def activate(self) -> None:
        """The search box is what is used first."""
        self.list.search.setFocus()

    def open_target(self, target: object) -> None:
        """Show a row by its id, or begin a new one."""
        if isinstance(target, int):
            self.show_row(target)
        elif target == "new":
            self.new()

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.list.search.setFocus()
        self.list.search.selectAll()

    def back(self) -> bool:
        """Esc: one row instead of many, then everything again."""
        if self.list.table.selected_count() > 1:
            self.list.table.select_row(self.list.table.currentIndex().row())
            return True
        if self.list.narrowed():
            self.list.clear_filters()
            return True
        return False
