"""A product in full, beside the list: price, what to know, the plan after a sale, who waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.products.model import CARD_TITLES
from crm_desktop.domain.products.wishes import WishFilter
from crm_desktop.gui import tasks
from crm_desktop.gui.common.detail_card import DetailCard
from crm_desktop.gui.common.empty_state import EmptyState
from crm_desktop.gui.common.flow_layout import FlowLayout
from crm_desktop.gui.common.labels import (
    Chip,
    Link,
    PlainLabel,
    button,
    caption,
    clear,
    muted,
)
from crm_desktop.services import products, wishes
from crm_desktop.services.printing_sales import step_words
from crm_desktop.shared.formats import money
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.domain.products.model import Product
    from crm_desktop.domain.products.wishes import WishRow
    from crm_desktop.services.shop import Shop


class ProductDetail(DetailCard):
    """See the module.

    Signals:
        edit_asked(int), print_asked(int, bool): the sheet, for the customer or not; arrived_asked(int);
        archive_asked(int, bool): put away or offer again; customer_asked(int); wish_asked(int): a new one.
    """

    edit_asked = Signal(int)
    print_asked = Signal(int, bool)
    arrived_asked = Signal(int)
    archive_asked = Signal(int, bool)
    customer_asked = Signal(int)
    wish_asked = Signal(int)

    def __init__(self, shop: Shop) -> None:
        super().__init__(
            EmptyState("package", _("No product is chosen"), _("Choose one in the list, or write a new one."))
        )
        self._shop = shop
        self._product: Product | None = None
        self.price = PlainLabel("", scale=1.3, bold=True)
        self.inside.addWidget(self.price)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(4)
        self.inside.addLayout(self._parts)
        self.inside.addStretch()
        self.add_below(self._buttons())

    def _buttons(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder)
        self.edit_button = button(_("Edit"), "pencil", "primary")
        self.edit_button.clicked.connect(lambda: self._tell(self.edit_asked.emit))
        self.wish_button = button(_("Write an order down"), "bell")
        self.wish_button.clicked.connect(lambda: self._tell(self.wish_asked.emit))
        self.print_button = button(_("Sheet for the staff"), "printer")
        self.print_button.clicked.connect(lambda: self._tell(lambda key: self.print_asked.emit(key, False)))
        self.give_button = button(_("Sheet for the customer"), "printer")
        self.give_button.clicked.connect(lambda: self._tell(lambda key: self.print_asked.emit(key, True)))
        self.archive_button = button(_("Put away"), "archive")
        self.archive_button.clicked.connect(self._archive)
        for one in (
            self.edit_button,
            self.wish_button,
            self.print_button,
            self.give_button,
            self.archive_button,
        ):
            flow.addWidget(one)
        return holder

    def _tell(self, tell: object) -> None:
        if self._product is not None and self._product.id is not None and callable(tell):
            tell(self._product.id)

    def _archive(self) -> None:
        if self._product is not None:
            self.archive_asked.emit(self._product.id, self._product.archived_at is None)

    def show_product(self, product_id: int | None) -> None:
        """Show a product, or that none is chosen."""
        if product_id is None:
            self._product = None
            self._show_buttons()
            self.show_chosen(False)
            return
        wanted = WishFilter(product_id=product_id)

        def read() -> tuple[Product, list[WishRow]]:
            with self._shop.db.reading():
                return products.get(self._shop, product_id), wishes.rows(
                    self._shop, wishes.list_ids(self._shop, wanted)
                )

        tasks.run_query(self, read, lambda found: self._show(*found), key="product")

    def _show(self, product: Product, waiting: list[WishRow]) -> None:
        self._product = product
        profile = self._shop.profile
        self.name.setText(product.name)
        self.chips.clear()
        for text in (product.category, product.code):
            if text:
                self.chips.addWidget(Chip(text))
        if product.archived_at is not None:
            self.chips.addWidget(Chip(_("put away"), "near"))
        self.price.setText(
            _("The price is asked at each sale")
            if product.price_cents is None
            else money(product.price_cents, profile.currency, profile.locale)
        )
        clear(self._parts)
        self._show_waiting(waiting)
        for field, heading in CARD_TITLES.items():
            self._part(_(heading), getattr(product.card, field))
        self._part(_("After the sale"), "\n".join(step_words(step) for step in product.steps))
        self._part(_("Supplier"), product.supplier)
        self._part(_("Notes"), product.notes)
        if not product.card:
            self._parts.addWidget(
                muted(
                    _("Nothing is written yet about what people ask. Edit it: anyone can then answer."),
                    wrap=True,
                )
            )
        self._show_buttons()
        self.show_chosen(True)

    def _part(self, heading: str, text: str) -> None:
        if text:
            self._parts.addSpacing(8)
            self._parts.addWidget(caption(heading))
            self._parts.addWidget(PlainLabel(text, wrap=True, selectable=True))

    def _show_waiting(self, waiting: list[WishRow]) -> None:
        if not waiting:
            return
        said = ngettext("{count} customer waits for it", "{count} customers wait for it", len(waiting))
        self._parts.addWidget(caption(said.format(count=len(waiting))))
        for row in waiting[:8]:
            link = Link(row.customer_name)
            link.clicked.connect(lambda _on=False, key=row.customer_id: self.customer_asked.emit(key))
            line = QWidget()
            inner = QHBoxLayout(line)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.addWidget(link)
            inner.addWidget(muted(row.phone))
            inner.addStretch()
            self._parts.addWidget(line)
        arrived = button(_("It has arrived: tell them"), "bell", "primary")
        arrived.setEnabled(not self._shop.read_only)
        arrived.clicked.connect(lambda: self._tell(self.arrived_asked.emit))
        self._parts.addWidget(arrived)

    def _show_buttons(self) -> None:
        there = self._product is not None
        may = there and not self._shop.read_only
        for one in (self.edit_button, self.wish_button, self.archive_button):
            one.setEnabled(may)
        for one in (self.print_button, self.give_button):
            one.setEnabled(there)
        away = self._product is not None and self._product.archived_at is not None
        self.archive_button.setText("  " + (_("Offer again") if away else _("Put away")))
