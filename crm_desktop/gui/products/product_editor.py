"""The form of a product: what it is, what to know about it, and what comes after a sale."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from crm_desktop.domain.products.model import CARD_TITLES, KnowledgeCard, Product
from crm_desktop.domain.products.validate import LINE_LETTERS, TEXT_LETTERS
from crm_desktop.gui import tasks
from crm_desktop.gui.common.amount_field import AmountField
from crm_desktop.gui.common.dialog import FormDialog
from crm_desktop.gui.common.fields import LongTextField, TextField, WidgetField
from crm_desktop.gui.products.step_rows import StepRows
from crm_desktop.services import products
from crm_desktop.shared.formats import money
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.services.changes import Changes
    from crm_desktop.services.shop import Shop


class ProductEditor(FormDialog):
    """See the module.

    Signals:
        written(int): the product was saved.
    """

    written = Signal(int)

    def __init__(self, parent: QWidget | None, shop: Shop, product: Product) -> None:
        new = product.id is None
        super().__init__(
            parent, _("New product") if new else _("Product"), _("Add") if new else _("Save"), width=760
        )
        self._shop, self._product = shop, product
        self.body.removeWidget(self.form)
        area = self.add_scrolled(self.form)
        self._build()
        self._load(product)
        self.setMinimumHeight(480)
        self.fit_scrolled(area)
        self.form.focus_first()
        tasks.run_query(self, lambda: products.categories(shop), self._offer_categories, key="categories")

    def _build(self) -> None:
        form = self.form
        form.row(TextField("name", _("Name"), required=True, limit=LINE_LETTERS["name"]))
        self._category = TextField("category", _("Category"), limit=LINE_LETTERS["category"])
        self._price = AmountField(
            "price_cents", _("Price"), self._shop.profile.locale, hint=_("Empty: asked at each sale.")
        )
        form.row(
            TextField("code", _("Code or EAN"), limit=LINE_LETTERS["code"], hint=_("Can be scanned.")),
            self._price,
            self._category,
        )
        form.row(TextField("supplier", _("Supplier"), limit=LINE_LETTERS["supplier"]))
        form.section(_("What to know when somebody asks"))
        names = list(CARD_TITLES.items())
        for first, second in zip(names[::2], names[1::2], strict=True):
            form.row(
                *(
                    LongTextField(f"card_{field}", _(text), lines=3, limit=TEXT_LETTERS)
                    for field, text in (first, second)
                )
            )
        form.section(_("After the sale"))
        self.steps = StepRows()
        plan = WidgetField(
            "steps",
            _("Each sale to a customer plans these follow-ups by itself"),
            self.steps,
            self.steps.values,
            self.steps.set_values,
        )
        self.steps.changed.connect(plan.typed)
        form.row(plan)
        form.section(_("Notes"))
        form.row(LongTextField("notes", _("Notes"), lines=3, limit=TEXT_LETTERS, show_label=False))

    def _load(self, product: Product) -> None:
        profile = self._shop.profile
        price = product.price_cents
        self.form.load(
            {
                "name": product.name,
                "code": product.code,
                "category": product.category,
                "supplier": product.supplier,
                "price_cents": "" if price is None else money(price, profile.currency, profile.locale),
                "steps": product.steps,
                "notes": product.notes,
                **{f"card_{f.name}": getattr(product.card, f.name) for f in fields(KnowledgeCard)},
            }
        )

    def _offer_categories(self, found: list[tuple[str, int]]) -> None:
        completer = QCompleter([name for name, _count in found if name], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._category.edit.setCompleter(completer)

    def submit(self, values: dict[str, Any]) -> None:
        """Save the product."""
        product = replace(
            self._product,
            name=values["name"],
            code=values["code"],
            category=values["category"],
            supplier=values["supplier"],
            price_cents=self._price.cents(),
            notes=values["notes"],
            card=KnowledgeCard(**{f.name: values[f"card_{f.name}"] for f in fields(KnowledgeCard)}),
            steps=values["steps"],
        )

        def done(changes: Changes[int]) -> None:
            self.written.emit(changes.value)
            self.saved()

        tasks.run_change(self, lambda: products.save(self._shop, product), done, failed=self.failed)
