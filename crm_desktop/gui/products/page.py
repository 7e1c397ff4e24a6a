"""The screen of the products: what is sold, who waits for what, and what is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from crm_desktop.domain.products.model import Product
from crm_desktop.domain.products.wishes import Wish, WishState
from crm_desktop.gui import events, messages, tasks
from crm_desktop.gui.common.labels import button
from crm_desktop.gui.common.list_screen import ListScreen
from crm_desktop.gui.common.list_spec import Action, Group
from crm_desktop.gui.common.screen import Context, Screen
from crm_desktop.gui.products.product_detail import ProductDetail
from crm_desktop.gui.products.product_list import ProductList
from crm_desktop.gui.products.wish_list import AskedList, WishList
from crm_desktop.services import products, wishes
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.domain.products.wishes import WishRow


class ProductsPart(ListScreen[ProductList]):
    """The products beside one of them in full."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, ProductList(context), share=60)
        self.shop = context.shop
        self.list.new_asked.connect(self.new)
        self.list.offer_more(_("Import"), self.list_actions)
        events.on_change(self, ("products", "wishes"), lambda _changes: self._again())

    def make_detail(self) -> QWidget:
        """Make what stands beside the list."""
        made = ProductDetail(self.context.shop)
        made.edit_asked.connect(self.edit_product)
        made.print_asked.connect(self.print_sheet)
        made.arrived_asked.connect(self.arrived)
        made.archive_asked.connect(self.archive)
        made.customer_asked.connect(lambda customer_id: self.context.go("customers", customer_id))
        made.wish_asked.connect(self.new_wish)
        return made

    def show_in_detail(self, row_id: int | None) -> None:
        """Show a product."""
        if isinstance(self.beside, ProductDetail):
            self.beside.show_product(row_id)

    def _again(self) -> None:
        current = self.list.table.current_id()
        if self._detail is not None and current is not None:
            self.show_in_detail(current)

    def groups(self) -> Sequence[Group]:
        """Return what can be done with several products."""
        away = self.list.archived()
        may = not self.context.shop.read_only
        return (
            Group(
                "",
                (
                    Action("archive", _("Put away"), "archive", self._archive_selected, may, not away),
                    Action("restore", _("Offer again"), "archive-restore", self._restore_selected, may, away),
                ),
            ),
        )

    def list_actions(self) -> tuple[Action, ...]:
        """Return what is done with the list as a whole: a till's file brings sales and products in."""
        go, may = self.context.go, not self.context.shop.read_only
        return (
            Action(
                "import",
                _("Import purchases…"),
                "file-up",
                lambda: go("customers", "import_purchases"),
                may,
            ),
        )

    def _archive_selected(self) -> None:
        self.list.change_selected(lambda ids: products.archive(self.shop, ids))

    def _restore_selected(self) -> None:
        self.list.change_selected(lambda ids: products.restore(self.shop, ids))

    def open_row(self, row_id: int) -> None:
        """Enter edits."""
        self.edit_product(row_id)

    def new(self) -> bool:
        """Ctrl+N: a new product; what was searched for in vain is its name."""
        self._open_editor(Product(self.list.search.text().strip() if not self.list.table.paged.total else ""))
        return True

    def edit(self) -> None:
        """F2: edit the current product."""
        current = self.list.table.current_id()
        if current is not None:
            self.edit_product(current)

    def edit_product(self, product_id: int) -> None:
        """Open the form of a product."""
        tasks.run_query(self, lambda: products.get(self.shop, product_id), self._open_editor, key="edit")

    def _open_editor(self, product: Product) -> None:
        from crm_desktop.gui.products.product_editor import ProductEditor

        if self.shop.read_only:
            return
        editor = ProductEditor(self, self.shop, product)
        editor.written.connect(self.show_row)
        editor.open()

    def archive(self, product_id: int, away: bool) -> None:
        """Put a product away, or offer it again."""
        change = products.archive if away else products.restore
        tasks.run_change(self, lambda: change(self.shop, [product_id]))

    def arrived(self, product_id: int) -> None:
        """One key: everybody who waits for it is to be called."""
        tasks.run_change(self, lambda: wishes.arrived(self.shop, product_id=product_id))

    def new_wish(self, product_id: int) -> None:
        """Write down who wants this product."""
        from crm_desktop.gui.common.wish_dialog import WishDialog

        row = self.list.table.paged.row_at(self.list.table.currentIndex().row())
        name = row.name if row is not None and row.id == product_id else ""
        WishDialog(self, self.shop, Wish(0, product_id=product_id), product_name=name).open()

    def print_(self) -> None:
        """Ctrl+P: the sheet for the staff."""
        current = self.list.table.current_id()
        if current is not None:
            self.print_sheet(current, for_customer=False)

    def print_sheet(self, product_id: int, for_customer: bool) -> None:
        """Show the product's sheet before it is printed."""
        from crm_desktop.gui.common.pdf_preview import PdfPreview
        from crm_desktop.services.printing_sales import product_sheet

        shop, state = self.shop, self.context.state

        def show(pdf: bytes) -> None:
            PdfPreview(self, _("Product sheet"), pdf, state=state).open()

        tasks.run_query(
            self, lambda: product_sheet(shop, product_id, for_customer=for_customer), show, key="sheet"
        )


class WishesPart(QWidget):
    """Who waits for what."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.shop, self.context = context.shop, context
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        bar = QHBoxLayout()
        self.arrived_button = button(_("It has arrived: tell them"), "bell", "primary")
        self.arrived_button.clicked.connect(self.arrived)
        self.new_button = button(_("Write an order down"), "plus")
        self.new_button.clicked.connect(self.new)
        self.sold_button = button(_("Sold"), "check")
        self.sold_button.clicked.connect(lambda: self._close(WishState.SOLD))
        self.cancel_button = button(_("Given up"), "x")
        self.cancel_button.clicked.connect(lambda: self._close(WishState.CANCELLED))
        for one in (self.new_button, self.arrived_button, self.sold_button, self.cancel_button):
            bar.addWidget(one)
            one.setEnabled(not self.shop.read_only)
        bar.addStretch()
        column.addLayout(bar)
        self.list = WishList(context)
        column.addWidget(self.list, 1)
        self.list.new_asked.connect(self.new)
        self.list.chosen.connect(self._open)
        self.list.start()

    def new(self) -> bool:
        """Write an order down."""
        from crm_desktop.gui.common.wish_dialog import WishDialog

        if not self.shop.read_only:
            WishDialog(self, self.shop, Wish(0)).open()
        return True

    def _open(self, wish_id: int) -> None:
        from crm_desktop.gui.common.wish_dialog import WishDialog

        def show(found: tuple[Wish, WishRow]) -> None:
            wish, row = found
            WishDialog(
                self,
                self.shop,
                wish,
                customer_name=row.customer_name,
                product_name=row.what if wish.product_id is not None else "",
            ).open()

        if not self.shop.read_only:
            tasks.run_query(
                self,
                lambda: (wishes.get(self.shop, wish_id), wishes.rows(self.shop, [wish_id])[0]),
                show,
                key="open",
            )

    def arrived(self) -> None:
        """Plan a follow-up with each of the selected who wait."""
        if not self.list.table.selected_count():
            messages.toast(_("Choose the orders that have arrived."))
            return
        self.list.change_selected(lambda ids: wishes.arrived(self.shop, ids))

    def _close(self, state: WishState) -> None:
        if self.list.table.selected_count():
            self.list.change_selected(lambda ids: wishes.close(self.shop, ids, state))


class ProductsPage(Screen):
    """See the module.

    Targets of `open_target`: a product's id, "new", "wishes", "asked".
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 16, 0)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        for text in (_("Products"), _("Orders and wishes"), _("What is asked for")):
            self.tabs.addTab(text)
        bar.addWidget(self.tabs)
        bar.addStretch()
        self.new_button = button(_("New product"), "plus", "primary")
        self.new_button.setEnabled(not context.shop.read_only)
        self.new_button.clicked.connect(self.new)
        bar.addWidget(self.new_button)
        column.addLayout(bar)
        self.stack = QStackedWidget()
        column.addWidget(self.stack, 1)
        self.products = ProductsPart(context)
        self.stack.addWidget(self.products)
        self.wishes: WishesPart | None = None
        self.asked: AskedList | None = None
        self.tabs.currentChanged.connect(self._show)
        events.on_change(self, ("wishes",), lambda _changes: self._count())
        self._count()

    def _count(self) -> None:
        """Say on the tab how many wait."""

        def show(waiting: int) -> None:
            text = _("Orders and wishes")
            if waiting:
                text = f"{text} ({waiting})"
            self.tabs.setTabText(1, text)

        shop = self.context.shop
        tasks.run_query(self, lambda: sum(row.waiting for row in wishes.asked_for(shop)), show, key="count")

    def _show(self, place: int) -> None:
        """Show a part; the second and third are made when they are first asked for."""
        if place == 1 and self.wishes is None:
            self.wishes = WishesPart(self.context)
            self.stack.addWidget(self.wishes)
        if place == 2 and self.asked is None:
            self.asked = AskedList(self.context)
            self.asked.setContentsMargins(16, 12, 16, 12)
            self.stack.addWidget(self.asked)
            self.asked.start()
        part: QWidget | None = (self.products, self.wishes, self.asked)[place]
        if part is not None:
            self.stack.setCurrentWidget(part)
        self.new_button.setVisible(place == 0)

    def activate(self) -> None:
        """The search is what is used first."""
        self.focus_search()

    def open_target(self, target: object) -> None:
        """Show a product, the orders, or what is asked for; or begin a new product."""
        if target == "wishes":
            self.tabs.setCurrentIndex(1)
        elif target == "asked":
            self.tabs.setCurrentIndex(2)
        else:
            self.tabs.setCurrentIndex(0)
            self.products.open_target(target)

    def _searchable(self) -> ProductList | WishList | AskedList:
        if self.tabs.currentIndex() == 1 and self.wishes is not None:
            return self.wishes.list
        if self.tabs.currentIndex() == 2 and self.asked is not None:
            return self.asked
        return self.products.list

    def focus_search(self) -> None:
        """Ctrl+F."""
        searched = self._searchable().search
        searched.setFocus()
        searched.selectAll()

    def new(self) -> bool:
        """Ctrl+N: a new product, or a new order."""
        if self.tabs.currentIndex() == 1 and self.wishes is not None:
            return self.wishes.new()
        return self.products.new()

    def edit(self) -> None:
        """F2."""
        if self.tabs.currentIndex() == 0:
            self.products.edit()

    def print_(self) -> None:
        """Ctrl+P: the sheet of the current product."""
        if self.tabs.currentIndex() == 0:
            self.products.print_()

    def back(self) -> bool:
        """Esc: everything again, then the products."""
        shown = self._searchable()
        if shown.narrowed():
            shown.clear_filters()
            return True
        if self.tabs.currentIndex():
            self.tabs.setCurrentIndex(0)
            return True
        return self.products.back()

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of this screen."""
        return (
            ("Ctrl+N", _("New product, or new order")),
            ("F2", _("Edit the product")),
            ("Ctrl+P", _("Print the product's sheet")),
        )
