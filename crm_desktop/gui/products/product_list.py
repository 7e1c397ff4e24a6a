"""The list of products: what it reads, what it is narrowed by, and what it says when there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from crm_desktop.domain.products.listing import ProductColumn, ProductFilter, ProductRow
from crm_desktop.gui.common.list_panel import ListPanel
from crm_desktop.gui.common.list_spec import Asked, Choice, Do, ListSpec, Nothing, Options, Toggle
from crm_desktop.gui.common.paged_model import Cell, Column
from crm_desktop.services import products
from crm_desktop.shared.formats import money, number
from crm_desktop.shared.i18n import _, ngettext, pgettext

if TYPE_CHECKING:
    from crm_desktop.gui.common.screen import Context
    from crm_desktop.services.shop import Shop


class ProductList(ListPanel[ProductRow]):
    """See the module.

    Signals:
        new_asked(): the first step of an empty list.
    """

    new_asked = Signal()

    def __init__(self, context: Context) -> None:
        self._shop = context.shop
        super().__init__(context, self._spec(self._shop))

    def _spec(self, shop: Shop) -> ListSpec[ProductRow]:
        return ListSpec(
            name="products",
            title=_("Products"),
            columns=_columns(shop),
            rows=lambda ids: products.rows(shop, ids),
            row_id=lambda row: row.id,
            ids=lambda asked: products.list_ids(shop, _filter(asked)),
            anything=lambda: bool(products.list_ids(shop, ProductFilter(archived=None))),
            search=_("Name, code, category or supplier"),
            counted=self._counted,
            nothing=self._nothing_yet,
            not_found=lambda _asked: Nothing(
                "search", _("Nothing found"), _("No product is like that."), self.remove_filters()
            ),
            filters=(
                Choice("category", _("Category"), pgettext("categories", "all"), optional=True),
                Toggle(
                    "archived",
                    pgettext("products", "Put away"),
                    _("Show the products that are no longer sold"),
                ),
            ),
            choices=self._read_choices,
            watched=("products", "wishes"),
            choices_watched=("products",),
        )

    def archived(self) -> bool:
        """Whether the list shows products that were put away."""
        return bool(self.filters.value("archived"))

    def _read_choices(self) -> Mapping[str, Options]:
        counted = _("{name} ({count})")
        return {
            "category": [
                (name, counted.format(name=name, count=count))
                for name, count in products.categories(self._shop)
                if name
            ]
        }

    def _counted(self, total: int) -> str:
        said = ngettext("{count} product", "{count} products", total)
        return said.format(count=number(total, self._shop.profile.locale))

    def _nothing_yet(self, _asked: Asked) -> Nothing:
        return Nothing(
            "package",
            _("What you sell, and what to know about it"),
            _(
                "With its price and code a product is sold in one key at the counter; its sheet tells anyone"
                " what to answer, and its plan keeps the promises made after a sale."
            ),
            Do(_("New product"), self.new_asked.emit),
        )


def _columns(shop: Shop) -> list[Column[ProductRow]]:
    profile = shop.profile

    def price(row: ProductRow) -> str:
        return "" if row.price_cents is None else money(row.price_cents, profile.currency, profile.locale)

    def known(row: ProductRow) -> Cell:
        parts = [_("sheet")] if row.has_card else []
        parts += [_("plan")] if row.steps else []
        return Cell(", ".join(parts), chips=True)

    def waiting(row: ProductRow) -> Cell:
        return Cell(number(row.waiting, profile.locale) if row.waiting else "", "near")

    both = "{} {} 000".format(_("sheet"), _("plan"))  # as wide as the two chips
    return [
        Column(ProductColumn.NAME, _("Name"), lambda row: Cell(row.name, bold=True), 220, elastic=True),
        Column(ProductColumn.CATEGORY, _("Category"), lambda row: row.category, 120, drop=2),
        Column(ProductColumn.CODE, _("Code"), lambda row: row.code, 120, sample="8400000000000", drop=4),
        Column(ProductColumn.PRICE, _("Price"), price, 90, "right", sample="1.000,00 €"),
        Column(ProductColumn.WAITING, _("Wait for it"), waiting, 90, "right", drop=1),
        Column("known", _("Has"), known, 110, sortable=False, sample=both, drop=3),
        Column(ProductColumn.SUPPLIER, _("Supplier"), lambda row: row.supplier, 140, shown=False),
    ]


def _filter(asked: Asked) -> ProductFilter:
    return ProductFilter(
        text=asked.text,
        category=asked.get("category", ""),
        archived=asked.get("archived", False),
        sort=ProductColumn(asked.sort),
        descending=asked.descending,
    )
