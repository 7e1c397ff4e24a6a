"""An order or a wish: who wants it, and what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCompleter, QWidget

from crm_desktop.domain.products.wishes import ONE, WISH_KIND_NAMES, Wish
from crm_desktop.gui import tasks
from crm_desktop.gui.common.customer_chooser import CustomerChooser
from crm_desktop.gui.common.dialog import FormDialog
from crm_desktop.gui.common.fields import ChoiceField, LongTextField, NumberField, TextField, WidgetField
from crm_desktop.services import products, wishes
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold

if TYPE_CHECKING:
    from crm_desktop.domain.products.model import Product
    from crm_desktop.services.shop import Shop

SEARCH_MS, FOUND = 120, 12


class WishDialog(FormDialog):
    """See the module. What is typed is a product of the shop when it has exactly its name, else words.

    Args:
        parent: the page.
        shop: the open shop.
        wish: what the form starts with; without an id it is new, and a customer of 0 is asked for.
        customer_name: of its customer.
        product_name: of its product.
    """

    def __init__(
        self,
        parent: QWidget | None,
        shop: Shop,
        wish: Wish,
        *,
        customer_name: str = "",
        product_name: str = "",
    ) -> None:
        new = wish.id is None
        super().__init__(parent, _("Order or wish"), _("Write it down") if new else _("Save"), width=520)
        self._shop, self._wish = shop, wish
        self._known: dict[str, int] = {fold(product_name): wish.product_id} if wish.product_id else {}
        self.chooser = CustomerChooser(shop)
        who = WidgetField(
            "customer_id",
            _("Customer"),
            self.chooser,
            self.chooser.value,
            lambda value: self.chooser.set_customer(value or None, customer_name if value else ""),
            own_fault=self._who_fault,
        )
        self.chooser.changed.connect(who.typed)
        self.form.row(who)
        self.what = TextField(
            "what", _("What they want"), required=True, hint=_("A product, a size, a novelty.")
        )
        self.form.row(self.what)
        self.form.row(
            ChoiceField("kind", _("Kind"), [(kind, _(name)) for kind, name in WISH_KIND_NAMES.items()]),
            NumberField("quantity", _("How many"), low=1, high=9_999),
        )
        self.form.row(LongTextField("notes", _("Notes"), lines=2))
        self.form.load(
            {
                "customer_id": wish.customer_id or None,
                "what": wish.what or product_name,
                "kind": wish.kind,
                "quantity": max(1, wish.quantity_milli // ONE),
                "notes": wish.notes,
            }
        )
        self._completer = QCompleter([], self)
        self.what.edit.setCompleter(self._completer)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_MS)
        self._pause.timeout.connect(self._look)
        self.what.edit.textEdited.connect(lambda _text: self._pause.start())
        (self.what.edit if wish.customer_id else self.chooser).setFocus()

    def _who_fault(self) -> str | None:
        if self.chooser.value() is None:
            return self.chooser.fault() or _("Choose the customer.")
        return None

    def _look(self) -> None:
        text = self.what.value()
        if not text:
            return

        def show(found: list[Product]) -> None:
            self._known.update({fold(one.name): one.id for one in found if one.id is not None})
            model: Any = self._completer.model()
            model.setStringList([one.name for one in found])
            if self.what.edit.hasFocus() and found:
                self._completer.complete()

        tasks.run_query(self, lambda: products.find(self._shop, text, FOUND), show, key="products")

    def submit(self, values: dict[str, Any]) -> None:
        """Write it down."""
        product_id = self._known.get(fold(values["what"]))
        wish = replace(
            self._wish,
            customer_id=values["customer_id"],
            product_id=product_id,
            what="" if product_id is not None else values["what"],
            kind=values["kind"],
            quantity_milli=values["quantity"] * ONE,
            notes=values["notes"],
        )
        tasks.run_change(
            self, lambda: wishes.save(self._shop, wish), lambda _changes: self.saved(), failed=self.failed
        )
