"""The screen of the customers: the list at the left, the file or what to do with many at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget

from crm_desktop.domain.customers.model import Customer
from crm_desktop.gui import icons, messages, tasks
from crm_desktop.gui.common.screen import Context, Screen
from crm_desktop.gui.common.split_view import SplitView
from crm_desktop.gui.customers.bulk import BulkActions
from crm_desktop.gui.customers.list_panel import ListPanel
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.gui.customers.detail import CustomerDetail
    from crm_desktop.gui.customers.editor import CustomerEditor
    from crm_desktop.gui.customers.selection_panel import SelectionPanel

DETAIL_WIDTH = 340  # the least, in logical pixels
DETAIL_MS = 40  # the list is painted before the file beside it is made for the first time


class CustomersPage(Screen):
    """See the module. Targets of `open_target`: a customer's id, "new", "import", or ("new", text)."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._editor: CustomerEditor | None = None
        self.list = ListPanel(context)
        self._detail: CustomerDetail | None = None
        self._selection: SelectionPanel | None = None
        self.bulk = BulkActions(self, context, self.list)
        self.list.more_button.setMenu(self._list_menu())
        self.right = QStackedWidget()
        self.right.setMinimumWidth(DETAIL_WIDTH)
        self.list.setMinimumWidth(300)
        split = SplitView(self.list, self.right, state=context.state, name="customers", share=64)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 12)
        row.addWidget(split)
        self._connect()

    def _connect(self) -> None:
        panel = self.list
        panel.current_changed.connect(self._show_current)
        panel.selection_changed.connect(self._show_selection)
        panel.chosen.connect(self._open_file)
        panel.menu_asked.connect(self._menu)
        panel.new_asked.connect(self.new_customer)
        panel.import_asked.connect(self.import_customers)
        panel.demo_asked.connect(self._make_demo)
        panel.table.paged.loaded.connect(
            lambda: QTimer.singleShot(DETAIL_MS, self, self._show_first),
            Qt.ConnectionType.SingleShotConnection,
        )

    @property
    def detail(self) -> CustomerDetail:
        """The file at the right, made when it is first needed."""
        if self._detail is None:
            from crm_desktop.gui.customers.detail import CustomerDetail

            self._detail = CustomerDetail(self.context.shop)
            self._detail.edit_asked.connect(self.edit_customer)
            self._detail.customer_asked.connect(self.open_customer)
            self.right.insertWidget(0, self._detail)
        return self._detail

    @property
    def selection(self) -> SelectionPanel:
        """What is done with many, made when many are first selected."""
        if self._selection is None:
            from crm_desktop.gui.customers.selection_panel import SelectionPanel

            self._selection = SelectionPanel(self.bulk)
            self.right.addWidget(self._selection)
        return self._selection

    def _show_first(self) -> None:
        """Show the file of the row that became current before there was a place for it."""
        if self._detail is None:
            self._show_current(self.list.table.current_id(), now=True)

    def _list_menu(self) -> QMenu:
        """What is done with the list as a whole."""
        menu = QMenu(self)
        for text, icon, action, writes in (
            (_("Import customers…"), "file-up", self.import_customers, True),
            (_("Export…"), "file-down", self.bulk.export, False),
            (_("Print the list…"), "printer", self.bulk.print_list, False),
            (_("Print address labels…"), "map-pin", self.bulk.print_labels, False),
        ):
            made = QAction(icons.icon(icon, "muted"), text, menu)
            made.setEnabled(not (writes and self.context.shop.read_only))
            made.triggered.connect(action)
            menu.addAction(made)
        return menu

    # -- what the window asks

    def activate(self) -> None:
        """The search box is what is used first."""
        self.list.search.setFocus()

    def open_target(self, target: object) -> None:
        """Show a customer, or begin a new one or an import."""
        if isinstance(target, int):
            self.open_customer(target)
        elif target == "new":
            self.new_customer()
        elif target == "import":
            self.import_customers()
        elif isinstance(target, tuple) and len(target) == 2 and target[0] == "new":
            self.new_customer(str(target[1]))

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.list.search.setFocus()
        self.list.search.selectAll()

    def new(self) -> bool:
        """Ctrl+N."""
        self.new_customer()
        return True

    def edit(self) -> None:
        """F2."""
        self.detail.edit()

    def print_(self) -> None:
        """Ctrl+P: the list, or the customers that are selected."""
        self.bulk.print_list()

    def back(self) -> bool:
        """Esc: one customer instead of many, then everybody again."""
        if self.list.table.selected_count() > 1:
            self.list.table.select_row(self.list.table.currentIndex().row())
            return True
        if self.list.narrowed():
            self.list.clear_filters()
            return True
        return False

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of this screen."""
        return (
            ("F2", _("Edit the customer's file")),
            ("Ctrl+N", _("New customer")),
            ("Ctrl+P", _("Print the list")),
            ("Ctrl+A", _("Select everybody in the list")),
            (_("Enter"), _("Write a note on the customer's timeline")),
        )

    def may_leave(self, then: Callable[[], None]) -> None:
        """Ask about notes that were begun and not written."""
        drafts = self._detail.note.drafts() if self._detail is not None else {}
        if not drafts:
            then()
            return
        messages.ask_unsaved(
            self, lambda: self._write_notes(drafts, then), lambda: self._drop_notes(drafts, then)
        )

    def _write_notes(self, drafts: dict[int, str], then: Callable[[], None]) -> None:
        for customer_id, text in drafts.items():
            self.detail.note.noted.emit(customer_id, text)
        then()

    def _drop_notes(self, drafts: dict[int, str], then: Callable[[], None]) -> None:
        for customer_id in drafts:
            self.detail.note.written(customer_id)
        then()

    # -- going to customers

    def open_customer(self, customer_id: int) -> None:
        """Show the file of a customer, whether or not the list shows it now."""
        self.list.go_to(customer_id)
        self.right.setCurrentWidget(self.detail)
        self.detail.show_customer(customer_id)

    def _show_current(self, customer_id: int | None, *, now: bool = False) -> None:
        if self._detail is None and not now:
            return
        if customer_id is not None:
            self.detail.show_customer(customer_id)
        elif not self.list.table.paged.total:
            self.detail.show_customer(None)

    def _show_selection(self, count: int) -> None:
        many = count > 1
        if many:
            self.selection.show_count(count, self.context.shop.profile.locale)
            self.selection.show_archived(self.list.archived_filter.isChecked())
        if many or self._detail is not None:
            self.right.setCurrentWidget(self.selection if many else self.detail)

    def _open_file(self, customer_id: int) -> None:
        """Enter in the list: go on to the note, which is what one does most with a file."""
        self.detail.show_customer(customer_id)
        self.detail.focus_note()

    def _menu(self, at: QPoint) -> None:
        menu = self.bulk.menu(self)
        menu.popup(at)

    # -- writing files

    def new_customer(self, text: str = "") -> None:
        """Open the editor for a new file, begun with what was typed in a search."""
        from crm_desktop.gui.customers.editor import begun_with, open_editor

        if not self.context.shop.read_only:
            open_editor(self, self.context, begun_with(text), self._show_editor)

    def edit_customer(self, customer_id: int) -> None:
        """Open the editor for a file."""
        from crm_desktop.gui.customers.editor import open_editor

        open_editor(self, self.context, Customer(id=customer_id), self._show_editor)

    def _show_editor(self, editor: CustomerEditor) -> None:
        self._editor = editor
        editor.file_saved.connect(self.open_customer)
        editor.other_asked.connect(self.open_customer)
        editor.open()

    # -- filling an empty shop

    def import_customers(self) -> None:
        """Open the import wizard."""
        from crm_desktop.gui.customers.import_wizard import open_import_wizard

        if not self.context.shop.read_only:
            open_import_wizard(self.window(), self.context)

    def _make_demo(self) -> None:
        from crm_desktop.services.demo import make_demo

        shop = self.context.shop
        tasks.run_long(
            self,
            lambda progress: make_demo(shop, progress=progress.step, cancelled=progress.cancelled),
            _("Making the sample shop"),
            lambda _done: self.list.reload(),
        )


def create_page(context: Context) -> CustomersPage:
    """Make the screen, for the registry of screens."""
    return CustomersPage(context)
