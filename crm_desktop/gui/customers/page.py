"""The screen of the customers: the list at the left, the file or what to do with many at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from crm_desktop.gui import messages, tasks
from crm_desktop.gui.common.list_screen import ListScreen
from crm_desktop.gui.common.list_spec import Action, Group
from crm_desktop.gui.common.screen import Context
from crm_desktop.gui.customers.list_panel import CustomerList
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.gui.customers.bulk import BulkActions
    from crm_desktop.gui.customers.detail import CustomerDetail
    from crm_desktop.gui.customers.editor import CustomerEditor


class CustomersPage(ListScreen[CustomerList]):
    """See the module.

    Targets of `open_target`: a customer's id, "new", ("new", text), "import" or "import_purchases".
    """

    def __init__(self, context: Context) -> None:
        panel = CustomerList(context)
        self._editor: CustomerEditor | None = None
        self._bulk: BulkActions | None = None
        super().__init__(context, panel, share=66)
        panel.offer_more(_("Import, export, print"), self.list_actions)
        panel.new_asked.connect(self.new_customer)
        panel.import_asked.connect(self.import_customers)
        panel.demo_asked.connect(self._make_demo)

    detail_modules = (
        "crm_desktop.domain.customers.model",
        "crm_desktop.domain.customers.phones",
        "crm_desktop.domain.customers.birthdays",
        "crm_desktop.domain.customers.contact_points",
        "crm_desktop.services.customers",
        "crm_desktop.domain.reminders.model",
        "crm_desktop.services.timeline",
        "crm_desktop.domain.loyalty.model",
        "crm_desktop.services.purchases",
        "crm_desktop.services.loyalty",
        "crm_desktop.services.vouchers",
        "crm_desktop.services.wishes",
        "crm_desktop.services.consents",
        "crm_desktop.services.stages",
        "crm_desktop.services.segments",
        "crm_desktop.gui.customers.file_data",
        "crm_desktop.gui.common.timeline",
        "crm_desktop.gui.customers.file_parts",
        "crm_desktop.gui.customers.sales_parts",
        "crm_desktop.gui.customers.quick_note",
        "crm_desktop.gui.customers.detail",
    )

    # -- the list and what stands beside it

    @property
    def bulk(self) -> BulkActions:
        """What is done with many, made when it is first needed."""
        if self._bulk is None:
            from crm_desktop.gui.customers.bulk import BulkActions

            self._bulk = BulkActions(self, self.context, self.list)
        return self._bulk

    @property
    def detail(self) -> CustomerDetail:
        """The file at the right, made when it is first needed."""
        return cast("CustomerDetail", self.beside)

    def make_detail(self) -> CustomerDetail:
        """Make the file."""
        from crm_desktop.gui.customers.detail import CustomerDetail

        made = CustomerDetail(self.context)
        made.edit_asked.connect(self.edit_customer)
        made.customer_asked.connect(self.open_customer)
        return made

    def show_in_detail(self, row_id: int | None) -> None:
        """Show a file."""
        self.detail.show_customer(row_id)

    def groups(self) -> tuple[Group, ...]:
        """What can be done with many."""
        return self.bulk.groups()

    def selected_words(self, count: int) -> str:
        """How many are selected."""
        said = ngettext("{count} customer selected", "{count} customers selected", count)
        return said.format(count=number(count, self.context.shop.profile.locale))

    def list_actions(self) -> tuple[Action, ...]:
        """What is done with the list as a whole."""
        may = not self.context.shop.read_only
        return (
            Action("import", _("Import customers…"), "file-up", self.import_customers, may),
            Action("import_purchases", _("Import purchases…"), "store", self.import_purchases, may),
            Action("export", _("Export…"), "file-down", self.bulk.export),
            Action("print", _("Print the list…"), "printer", self.bulk.print_list),
            Action("labels", _("Print address labels…"), "map-pin", self.bulk.print_labels),
        )

    # -- what the window asks

    def open_target(self, target: object) -> None:
        """Show a customer, or begin a new one or an import."""
        if target == "import":
            self.import_customers()
        elif target == "import_purchases":
            self.import_purchases()
        elif isinstance(target, tuple) and len(target) == 2 and target[0] == "new":
            self.new_customer(str(target[1]))
        else:
            super().open_target(target)

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
        drafts = self.detail.note.drafts() if self._detail is not None else {}
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
        self.show_row(customer_id)

    def open_row(self, row_id: int) -> None:
        """Enter in the list: go on to the note, which is what one does most with a file."""
        self.detail.show_customer(row_id)
        self.detail.focus_note()

    # -- writing files

    def new_customer(self, text: str = "") -> None:
        """Open the editor for a new file, begun with what was typed in a search."""
        from crm_desktop.gui.customers.editor import begun_with, open_editor

        if not self.context.shop.read_only:
            open_editor(self, self.context, begun_with(text), self._show_editor)

    def edit_customer(self, customer_id: int) -> None:
        """Open the editor for a file."""
        from crm_desktop.domain.customers.model import Customer
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

    def import_purchases(self) -> None:
        """Open the wizard for a till's file."""
        from crm_desktop.gui.customers.import_of_purchases import Purchases
        from crm_desktop.gui.customers.import_wizard import open_import_wizard

        if not self.context.shop.read_only:
            open_import_wizard(self.window(), self.context, kind=Purchases())

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
