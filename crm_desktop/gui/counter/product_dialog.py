"""F8: a product for the sale, by its name or code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from crm_desktop.domain.products.listing import ProductFilter
from crm_desktop.gui import tasks
from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.labels import PlainLabel
from crm_desktop.gui.common.search_box import SearchBox
from crm_desktop.services import products
from crm_desktop.shared.formats import money
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop

FOUND, ROW = 9, 36


class _Search(SearchBox):
    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class ProductDialog(Dialog):
    """See the module.

    Signals:
        chosen(object): the Product.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None, shop: Shop) -> None:
        super().__init__(parent, _("Add a product to the sale"), _("Add"), width=520)
        self._shop = shop
        self._ids: list[int] = []
        self.search = _Search(_("Name or code of the product"))
        self.body.addWidget(self.search)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Found products"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFixedHeight(6 * ROW)
        self.list.itemClicked.connect(lambda _item: self.save())
        self.body.addWidget(self.list)
        self.nothing = PlainLabel("", tone="muted", wrap=True)
        self.body.addWidget(self.nothing)
        self.search.searched.connect(self._look)
        self.search.moved.connect(self._move)
        self.search.entered.connect(self.save)
        self.search.escaped.connect(self.reject)
        self._look("")
        self.search.setFocus()

    def _look(self, text: str) -> None:
        shop = self._shop

        def read() -> list[Any]:
            if text:
                return list(products.find(shop, text, FOUND))
            return list(products.rows(shop, products.list_ids(shop, ProductFilter())[:FOUND]))

        tasks.run_query(self, read, self._show, key="products")

    def _show(self, found: list[Any]) -> None:
        profile = self._shop.profile
        self.list.clear()
        self._ids = [row.id for row in found]
        for row in found:
            price = (
                "" if row.price_cents is None else money(row.price_cents, profile.currency, profile.locale)
            )
            item = QListWidgetItem("   ·   ".join(part for part in (row.name, row.code, price) if part))
            item.setSizeHint(QSize(100, ROW))
            self.list.addItem(item)
        self.list.setCurrentRow(0 if found else -1)
        self.save_button.setEnabled(bool(found))
        self.list.setVisible(bool(found))
        typed = self.search.text().strip()
        self.nothing.setText(
            _("No product is found for “{text}”.").format(text=typed)
            if typed
            else _("There are no products yet: write them down in Products.")
        )
        self.nothing.setVisible(not found)

    def _move(self, step: int) -> None:
        if self._ids:
            self.list.setCurrentRow((self.list.currentRow() + step) % len(self._ids))

    def save(self) -> None:
        """Take the current one into the sale."""
        place = self.list.currentRow()
        if not 0 <= place < len(self._ids):
            return
        product_id = self._ids[place]

        def take(product: Any) -> None:
            self.accept()
            self.chosen.emit(product)

        tasks.run_query(self, lambda: products.get(self._shop, product_id), take, key="product")
