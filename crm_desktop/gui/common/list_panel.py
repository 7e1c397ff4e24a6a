"""A list with all that belongs to it: search box, filters, number of rows, columns to choose, empty state.

A screen says what its list is with a `list_spec.ListSpec` and gets this panel; see the guide of the kit for
an example. What is not needed for the first paint is made after it: chips, menus, empty state.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from crm_desktop.gui import events, icons, later, tasks
from crm_desktop.gui.common.labels import PlainLabel, card
from crm_desktop.gui.common.list_filters import ListFilters
from crm_desktop.gui.common.list_spec import Action, AllIds, Asked, Do, Group, ListSpec, Nothing, Options
from crm_desktop.gui.common.paged_table import PagedTable
from crm_desktop.gui.common.search_box import SearchBox
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_desktop.gui.common.empty_state import EmptyState
    from crm_desktop.gui.common.paged_model import FirstPage
    from crm_desktop.gui.common.screen import Context
    from crm_desktop.services.changes import Changes

R = TypeVar("R")
SEARCH_HEIGHT = 34  # logical pixels


class ListPanel(QWidget, Generic[R]):
    """See the module. It reads nothing before `start` (`ListScreen` calls that) or `reload`.

    Attributes:
        groups: what can be done with the selected rows; called each time it is offered.
        anything: whether there is anything at all, be it in the list or not; as last read.

    Signals:
        current_changed(object): the id of the current row, or None.
        selection_changed(int): how many rows are selected.
        chosen(int): Enter or a double click on a row.
    """

    current_changed = Signal(object)
    selection_changed = Signal(int)
    chosen = Signal(int)

    def __init__(self, context: Context, spec: ListSpec[R]) -> None:
        super().__init__()
        self.spec = spec
        self.groups: Callable[[], Sequence[Group]] = tuple
        self.anything = True
        self._wanted: int | None = None
        self._place = 0
        self._empty: EmptyState | None = None
        self._nothing: Nothing | None = None
        self._more: Callable[[], Sequence[Action]] = tuple
        self.table: PagedTable[R] = PagedTable(
            spec.columns, spec.rows, spec.row_id, state=context.state, name=spec.name, accessible=spec.title
        )
        self.search = SearchBox(spec.search)
        self.search.setMinimumHeight(SEARCH_HEIGHT)
        self.count = PlainLabel("", tone="muted")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.columns_button = _tool("columns-3", _("Choose columns"), self._choose_columns)
        self.more_button = _tool("ellipsis", _("More"), self._show_more)
        self.more_button.hide()
        state, key = context.state, f"list.{spec.name}.filters"
        self.filters = ListFilters(spec.filters, self.more_button, state.number(key))
        self.filters.grown.connect(lambda height: state.put(key, height))
        self._lay_out()
        self._connect()

    # -- building

    def _lay_out(self) -> None:
        frame = card()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 12, 1, 1)
        column.setSpacing(8)
        self._top = QHBoxLayout()
        self._top.setContentsMargins(12, 0, 12, 0)
        self._top.setSpacing(8)
        self._top.addWidget(self.search, 1)
        self._top.addWidget(self.count)
        self._top.addWidget(self.columns_button)
        self._top.addWidget(self.more_button)
        column.addLayout(self._top)
        second = QHBoxLayout()
        second.setContentsMargins(12, 0, 16, 0)
        second.addWidget(self.filters, 1)
        column.addLayout(second)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        column.addLayout(self._stack, 1)
        self._column = column

    def add_under_filters(self, widget: QWidget) -> None:
        """Put something of the screen's own between the filters and the list."""
        holder = QHBoxLayout()
        holder.setContentsMargins(12, 0, 12, 0)
        holder.addWidget(widget)
        self._column.insertLayout(self._column.count() - 1, holder)

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self.reload())
        self.search.left_down.connect(self.focus_list)
        self.search.entered.connect(self.focus_list)
        self.filters.changed.connect(self.reload)
        self.filters.cleared.connect(self.clear_filters)
        table = self.table
        table.current_changed.connect(self._current_changed)
        table.selection_count_changed.connect(self.selection_changed)
        table.chosen.connect(self.chosen)
        table.menu_asked.connect(self._menu)
        table.sort_asked.connect(lambda _key, _descending: self.reload())
        table.total_changed.connect(self._show_total)
        table.typed.connect(self._type_ahead)
        table.paged.loaded.connect(self._go_to_top)
        table.total_changed.connect(
            lambda _total: self.filters.make_soon(), Qt.ConnectionType.SingleShotConnection
        )
        table.paged.completed.connect(self._keep_place)
        table.paged.refreshed.connect(lambda _before: self._keep_place())
        if self.spec.watched or self.spec.choices_watched:
            events.on_change(self, {*self.spec.watched, *self.spec.choices_watched}, self._changed)

    # -- the list

    def start(self) -> None:
        """Read the list and what its filters offer, for the first time."""
        self.reload()
        later.do(self, self.read_choices)

    def asked(self) -> Asked:
        """Return what the list is asked for now."""
        key, descending = self.table.sorting()
        return Asked(self.search.text().strip(), self.filters.chosen(), key, descending)

    def reload(self) -> None:
        """Read the list anew from its top."""
        asked, spec = self.asked(), self.spec
        self.filters.show_narrowed(self.filters.narrows())

        def ids() -> array[int]:
            found = spec.ids(asked)
            self._look(len(found))
            return found

        def first() -> FirstPage:
            page = spec.page(asked) if spec.page is not None else AllIds(spec.ids(asked))
            self._look(page.total)
            return page

        self.table.open(first, ids)

    def _look(self, total: int) -> None:
        """On a reader thread: whether there is anything, which matters only when the list is empty."""
        self.anything = bool(total) or self.spec.anything is None or self.spec.anything()

    def refresh(self) -> None:
        """Read the same list again after a change: place and selection are kept."""
        self.table.refresh()

    def read_choices(self) -> None:
        """Read what the filters offer."""
        if self.spec.choices is not None:
            tasks.run_query(self, self.spec.choices, self.show_choices, key="choices")

    def show_choices(self, found: Mapping[str, Options]) -> None:
        """Offer what was read; a screen that shows more of it than the filters overrides this."""
        self.filters.set_options(found)

    def _changed(self, changes: Any) -> None:
        if changes.kinds & set(self.spec.watched):
            self.refresh()
        if changes.kinds & set(self.spec.choices_watched):
            self.read_choices()

    def narrowed(self) -> bool:
        """Whether a search or a filter leaves something out."""
        return bool(self.search.text().strip()) or self.filters.narrows()

    def clear_filters(self) -> None:
        """Show everything again: no search, no filters."""
        self.search.set_text_quietly("")
        self.filters.clear()
        self.reload()
        self.search.setFocus()

    # -- nothing to show

    @property
    def nothing(self) -> EmptyState:
        """What stands in the place of rows, made when it is first needed."""
        if self._empty is None:
            from crm_desktop.gui.common.empty_state import EmptyState

            self._empty = EmptyState("search", "")
            self._empty.first.connect(lambda: self._do("first"))
            self._empty.second.connect(lambda: self._do("second"))
            self._empty.link.connect(lambda: self._do("link"))
            self._stack.addWidget(self._empty)
        return self._empty

    def _do(self, which: str) -> None:
        offered: Do | None = getattr(self._nothing, which, None)
        if offered is not None:
            offered.run()

    def _show_total(self, total: int) -> None:
        self.count.setText(self.spec.counted(total) if total else "")
        # It takes room once and keeps it: the search box does not change its width while one types.
        self.count.setMinimumWidth(max(self.count.minimumWidth(), self.count.sizeHint().width()))
        if total:
            self._stack.setCurrentWidget(self.table)
        else:
            self.say_nothing()

    def say_nothing(self) -> None:
        """Say why there is no row, in the words that hold now."""
        asked, spec = self.asked(), self.spec
        if not self.anything or not self.narrowed():
            said = spec.nothing(asked)
        else:
            said = (spec.not_found or self._not_found)(asked)
        self._nothing = said
        texts = (said.first, said.second, said.link)
        self.nothing.say(said.title, said.sentence, said.icon)
        self.nothing.offer(*(offered.text if offered else "" for offered in texts))
        self._stack.setCurrentWidget(self.nothing)

    def _not_found(self, asked: Asked) -> Nothing:
        title = _("Nothing found for “{text}”").format(text=asked.text) if asked.text else _("Nothing found")
        return Nothing(
            "search",
            title,
            _("Try fewer letters, or remove the filters."),
            self.remove_filters(),
        )

    def remove_filters(self) -> Do:
        """What an empty list offers when a search or a filter has left nothing."""
        return Do(_("Remove filters"), self.clear_filters)

    # -- going to a row

    def go_to(self, wanted: int) -> None:
        """Make a row the current one, now or as soon as the list is there."""
        self._wanted = None if self.table.select_id(wanted) else wanted

    def _go_to_top(self) -> None:
        self._place = 0
        self._keep_place()

    def _keep_place(self) -> None:
        """Go where somebody wanted to, or to the row that took the place of the current one."""
        table = self.table
        if self._wanted is not None:
            if table.select_id(self._wanted) or table.paged.complete:
                self._wanted = None
        elif table.paged.total and not table.selected_count():
            table.select_row(min(self._place, table.paged.total - 1))
        self._place = max(table.currentIndex().row(), 0)

    def _current_changed(self, current: int | None) -> None:
        row = self.table.currentIndex().row()
        if row >= 0:
            self._place = row
        if current is not None:
            self._wanted = None
        self.current_changed.emit(current)

    def focus_list(self) -> None:
        """Give the focus to the list, on its first row when there is none."""
        if self.table.paged.total:
            if not self.table.currentIndex().isValid():
                self.table.select_row(0)
            self.table.setFocus()

    def _type_ahead(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(self.search.text() + text)

    # -- what is done with rows

    def with_selected(self, then: Callable[[array[int]], object]) -> None:
        """Call with the selected ids, when there are some."""

        def go(ids: array[int]) -> None:
            if ids:
                then(ids)

        self.table.with_selected_ids(go)

    def change_selected(self, change: Callable[[array[int]], Changes[Any]]) -> None:
        """Write a change to the selected rows; the bar says what happened and offers to undo it."""
        self.with_selected(lambda ids: tasks.run_change(self, lambda: change(ids)))

    def _menu(self, at: QPoint) -> None:
        groups = self.groups()
        if groups:
            make_menu(self, groups).popup(at)

    def offer_more(self, text: str, actions: Callable[[], Sequence[Action]]) -> None:
        """Show a button "…" with what is done with the list as a whole.

        Args:
            text: what is behind it, for its tool tip.
            actions: called each time the button is pressed.
        """
        self._more = actions
        self.more_button.setToolTip(text)
        self.more_button.setAccessibleName(text)
        self.more_button.show()

    def _show_more(self) -> None:
        button = self.more_button
        menu = make_menu(self, (Group("", tuple(self._more())),))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _choose_columns(self) -> None:
        button = self.columns_button
        self.table.columns_menu().popup(button.mapToGlobal(button.rect().bottomLeft()))


def make_menu(parent: QWidget, groups: Sequence[Group]) -> QMenu:
    """Return a menu of actions with a line between groups; it frees itself."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for number, group in enumerate(groups):
        if number:
            menu.addSeparator()
        for action in group.actions:
            if action.shown:
                _add(menu, action)
    return menu


def _add(menu: QMenu, action: Action) -> None:
    made = menu.addAction(icons.icon(action.icon, "muted"), action.text.replace("&", "&&"))
    made.setEnabled(action.enabled)
    made.triggered.connect(lambda _on=False: action.run())


def _tool(icon: str, text: str, act: Callable[[], None]) -> QToolButton:
    made = QToolButton()
    made.setIcon(icons.icon(icon, "muted"))
    made.setIconSize(QSize(icons.NORMAL, icons.NORMAL))
    made.setToolTip(text)
    made.setAccessibleName(text)
    made.clicked.connect(act)
    return made
