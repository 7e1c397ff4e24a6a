"""The list of customers with its search box, its filters and its columns."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from crm_desktop.domain.customers.listing import CustomerColumn, CustomerFilter, CustomerRow
from crm_desktop.gui import events, icons, tasks
from crm_desktop.gui.common.empty_state import EmptyState
from crm_desktop.gui.common.filter_button import ChipToggle, FilterButton
from crm_desktop.gui.common.flow_layout import FlowLayout
from crm_desktop.gui.common.labels import Link, PlainLabel, card
from crm_desktop.gui.common.paged_table import PagedTable
from crm_desktop.gui.common.search_box import SearchBox
from crm_desktop.gui.customers.columns import Cells, columns
from crm_desktop.services import customers, staff
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext, pgettext
from crm_desktop.shared.text import fold

if TYPE_CHECKING:
    from crm_desktop.domain.staff import StaffMember
    from crm_desktop.gui.common.screen import Context

_WATCHED = ("customers", "tags", "reminders", "interactions", "staff")
_TABLE, _NOBODY, _NOT_FOUND, _PUT_AWAY = range(4)


class ListPanel(QWidget):
    """Search, filters and the table.

    Signals:
        current_changed(object): the id of the current customer, or None.
        selection_changed(int): how many rows are selected.
        chosen(int): Enter or a double click.
        menu_asked(QPoint): the context menu of the selected customers.
        new_asked(str): "new customer", with what was searched for in vain.
        import_asked(), demo_asked(): the first steps of an empty shop.
    """

    current_changed = Signal(object)
    selection_changed = Signal(int)
    chosen = Signal(int)
    menu_asked = Signal(QPoint)
    new_asked = Signal(str)
    import_asked = Signal()
    demo_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._shop = context, context.shop
        self._cells = Cells(self._shop)
        self._wanted: int | None = None
        self._anybody = True
        self._towns: dict[str, str] = {}
        self.table: PagedTable[CustomerRow] = PagedTable(
            columns(self._cells),
            lambda ids: customers.rows(self._shop, ids),
            lambda row: row.id,
            state=context.state,
            name="customers",
            accessible=_("Customers"),
        )
        self.search = SearchBox(_("Name, telephone, e-mail, tag, card…"))
        self.search.setMinimumHeight(34)
        self._make_filters()
        self._make_empty_states()
        self._lay_out()
        self._connect()
        self._read_choices()
        self.reload()

    # -- building

    def _make_filters(self) -> None:
        self.tag_filter = FilterButton(_("Tag"), _("all"))
        self.town_filter = FilterButton(_("Town"), _("all"))
        self.staff_filter = FilterButton(_("Served by"), pgettext("people", "all"))
        self.archived_filter = ChipToggle(_("Archived customers"))
        self.archived_filter.setToolTip(_("Show the customers that were put away"))
        self.clear_filters_button = QToolButton()
        self.clear_filters_button.setIcon(icons.icon("x", "accent"))
        self.clear_filters_button.setToolTip(_("Remove filters"))
        self.clear_filters_button.setAccessibleName(_("Remove filters"))
        self.clear_filters_button.hide()
        self.count = PlainLabel("", tone="muted")
        self.columns_button = QToolButton()
        self.columns_button.setIcon(icons.icon("columns-3", "muted"))
        self.columns_button.setIconSize(QSize(icons.NORMAL, icons.NORMAL))
        self.columns_button.setToolTip(_("Choose columns"))
        self.columns_button.setAccessibleName(_("Choose columns"))
        self.more_button = QToolButton()
        self.more_button.setIcon(icons.icon("ellipsis", "muted"))
        self.more_button.setIconSize(QSize(icons.NORMAL, icons.NORMAL))
        self.more_button.setToolTip(_("Import, export, print"))
        self.more_button.setAccessibleName(_("Import, export, print"))
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _make_empty_states(self) -> None:
        self.nobody = EmptyState(
            "users",
            _("Your customers will be here"),
            _("Bring them in from a spreadsheet, a phone or another program, or write the first file."),
            _("Import customers"),
            _("New customer"),
        )
        self.demo_link = Link(_("Look around in a sample shop first"))
        column = self.nobody.layout()
        if isinstance(column, QVBoxLayout):
            column.insertSpacing(column.count() - 1, 8)
            column.insertWidget(column.count() - 1, self.demo_link, 0, Qt.AlignmentFlag.AlignHCenter)
        self.not_found = EmptyState("search", "", "", _("New customer"), _("Remove filters"))
        self.put_away = EmptyState(
            "archive",
            _("All customers are archived"),
            _("They are kept, and can be brought back to the lists."),
            _("Show the archived customers"),
            _("New customer"),
        )

    def _lay_out(self) -> None:
        frame = card()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 12, 1, 1)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        top.addWidget(self.columns_button)
        top.addWidget(self.more_button)
        column.addLayout(top)
        chips = QWidget()
        flow = FlowLayout(chips)
        for chip in (self.tag_filter, self.town_filter, self.staff_filter, self.archived_filter):
            flow.addWidget(chip)
        flow.addWidget(self.clear_filters_button)
        second = QHBoxLayout()
        second.setContentsMargins(12, 0, 16, 0)
        second.addWidget(chips, 1)
        second.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(second)
        self._stack = QStackedLayout()
        for widget in (self.table, self.nobody, self.not_found, self.put_away):
            self._stack.addWidget(widget)
        column.addLayout(self._stack, 1)

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self.reload())
        self.search.left_down.connect(self.focus_list)
        self.search.entered.connect(self.focus_list)
        for button in (self.tag_filter, self.town_filter, self.staff_filter):
            button.chosen.connect(lambda _value: self.reload())
        self.archived_filter.toggled.connect(lambda _on: self.reload())
        self.clear_filters_button.clicked.connect(self.clear_filters)
        self.columns_button.clicked.connect(self._choose_columns)
        table = self.table
        table.current_changed.connect(self._current_changed)
        table.selection_count_changed.connect(self.selection_changed)
        table.chosen.connect(self.chosen)
        table.menu_asked.connect(self.menu_asked)
        table.sort_asked.connect(lambda _key, _descending: self.reload())
        table.total_changed.connect(self._show_total)
        table.typed.connect(self._type_ahead)
        table.paged.loaded.connect(self._go_to_wanted)
        table.paged.completed.connect(self._go_to_wanted)
        self.nobody.first.connect(self.import_asked)
        self.nobody.second.connect(lambda: self.new_asked.emit(""))
        self.demo_link.clicked.connect(self.demo_asked)
        self.not_found.first.connect(lambda: self.new_asked.emit(self.search.text().strip()))
        self.not_found.second.connect(self.clear_filters)
        self.put_away.first.connect(lambda: self.archived_filter.setChecked(True))
        self.put_away.second.connect(lambda: self.new_asked.emit(""))
        events.on_change(self, _WATCHED, self._changed)

    # -- the list

    def wanted(self) -> CustomerFilter:
        """Return what the list is asked for now."""
        key, descending = self.table.sorting()
        return CustomerFilter(
            text=self.search.text().strip(),
            tag=self.tag_filter.value() or "",
            staff_id=self.staff_filter.value(),
            town=self.town_filter.value() or "",
            archived=self.archived_filter.isChecked(),
            sort=CustomerColumn(key),
            descending=descending,
        )

    def reload(self) -> None:
        """Read the list anew from its top."""
        asked, shop = self.wanted(), self._shop
        narrowed = self._is_narrowed(asked)
        self.clear_filters_button.setVisible(narrowed)

        def first() -> customers.Page:
            page = customers.first_page(shop, asked)
            self._anybody = bool(page.total or customers.count(shop, CustomerFilter(archived=None)))
            return page

        self.table.open(first, lambda: customers.list_ids(shop, asked))

    @staticmethod
    def _is_narrowed(asked: CustomerFilter) -> bool:
        return asked != CustomerFilter(text=asked.text, sort=asked.sort, descending=asked.descending)

    def clear_filters(self) -> None:
        """Show everybody again: no search, no filters."""
        self.search.set_text_quietly("")
        for button in (self.tag_filter, self.town_filter, self.staff_filter):
            button.set_value(None)
        self.archived_filter.blockSignals(True)
        self.archived_filter.setChecked(False)
        self.archived_filter.blockSignals(False)
        self.reload()
        self.search.setFocus()

    def narrowed(self) -> bool:
        """Whether a search or a filter leaves somebody out."""
        asked = self.wanted()
        return bool(asked.text) or self._is_narrowed(asked)

    def _show_total(self, total: int) -> None:
        asked = self.wanted()
        locale = self._shop.profile.locale
        said = ngettext("{count} customer", "{count} customers", total)
        self.count.setText(said.format(count=number(total, locale)) if total else "")
        if total:
            self._stack.setCurrentIndex(_TABLE)
        elif not self._anybody:
            self._stack.setCurrentIndex(_NOBODY)
        elif not self.narrowed():
            self._stack.setCurrentIndex(_PUT_AWAY)
        else:
            self._say_nothing_found(asked)
            self._stack.setCurrentIndex(_NOT_FOUND)

    def _say_nothing_found(self, asked: CustomerFilter) -> None:
        if asked.text:
            title = _("Nobody found for “{text}”").format(text=asked.text)
            sentence = _("Try fewer letters, part of the telephone, or the town.")
        elif asked.archived:
            title, sentence = _("Nobody is archived"), _("Customers that you archive wait here.")
        else:
            title, sentence = _("Nobody here"), _("No customer fits all these filters.")
        self.not_found.say(title, sentence, "search" if asked.text else "users")

    # -- going to a customer

    def go_to(self, customer_id: int) -> None:
        """Make a customer the current row, now or as soon as the list is there."""
        self._wanted = None if self.table.select_id(customer_id) else customer_id

    def _go_to_wanted(self) -> None:
        """The list, or all of it, has come: go where somebody wanted to, or to its first row."""
        table = self.table
        if self._wanted is not None:
            if table.select_id(self._wanted) or table.paged.complete:
                self._wanted = None
        elif table.paged.total and not table.currentIndex().isValid():
            table.select_row(0)

    def _current_changed(self, customer_id: int | None) -> None:
        if customer_id is not None:
            self._wanted = None
        self.current_changed.emit(customer_id)

    def focus_list(self) -> None:
        """Give the focus to the list, on its first row when there is none."""
        if self.table.paged.total:
            if not self.table.currentIndex().isValid():
                self.table.select_row(0)
            self.table.setFocus()

    def _type_ahead(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(self.search.text() + text)

    # -- choices and changes

    def _choose_columns(self) -> None:
        button = self.columns_button
        self.table.columns_menu().popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _changed(self, changes: Any) -> None:
        self.table.refresh()
        if changes.kinds & {"customers", "tags", "staff"}:
            self._read_choices()
        if not self._anybody or not self.table.paged.total:
            self.reload()

    def _read_choices(self) -> None:
        shop = self._shop

        def read() -> tuple[list[tuple[str, int]], list[tuple[str, int]], list[StaffMember]]:
            return (
                customers.tag_counts(shop),
                customers.town_counts(shop),
                staff.list_staff(shop, active_only=False),
            )

        tasks.run_query(self, read, self._show_choices, key="choices")

    def _show_choices(
        self, found: tuple[list[tuple[str, int]], list[tuple[str, int]], list[StaffMember]]
    ) -> None:
        tags, towns, people = found
        counted = _("{name} ({count})")
        self.tag_filter.set_options([(n, counted.format(name=n, count=c)) for n, c in tags])
        self._towns = {fold(name): name for name, _count in towns}
        self.town_filter.set_options([(fold(n), counted.format(name=n, count=c)) for n, c in towns[:40]])
        self.staff_filter.set_options([(p.id, p.name) for p in people if p.active])
        before = self._cells.staff
        self._cells.staff = {p.id: p for p in people if p.id is not None}
        self.staff_filter.setVisible(bool(people))
        if before != self._cells.staff and self.table.paged.total:
            self.table.refresh()

    def columns_shown(self) -> list[CustomerColumn]:
        """Return the columns that are shown, in the order in which they stand."""
        header, table = self.table.horizontalHeader(), self.table
        places = (header.logicalIndex(place) for place in range(header.count()))
        return [CustomerColumn(table.paged.columns[n].key) for n in places if table.column_wanted(n)]

    def filter_names(self) -> tuple[str, str]:
        """Return the names of the town and of the person that the list is narrowed to, "" for any."""
        member = self._cells.staff.get(self.staff_filter.value() or 0)
        return self._towns.get(self.town_filter.value() or "", ""), member.name if member else ""

    # -- selection

    def selected_ids(self) -> array[int]:
        """Return the ids of the selected rows, as far as they are there."""
        return self.table.selected_ids()
