"""The products that a till's file names: known by code, then by name; made on demand."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.exchange.purchase_row import PurchaseRow
from crm_desktop.shared.text import fold
from crm_desktop.store.bulk_purchases import new_uid
from crm_desktop.store.database import Operation
from crm_desktop.store.queries import purchase_keys


class NamedProduct(NamedTuple):
    """A product of a line.

    Attributes:
        id: the product, or None for a name that the shop does not have.
        name: what stands on the ticket.
    """

    id: int | None
    name: str


class ProductNames:
    """Finds products for the rows of one import.

    Args:
        operation: the import's.
        make: whether products that the shop lacks are made.
    """

    def __init__(self, operation: Operation, *, make: bool) -> None:
        self._operation = operation
        self._make = make
        self._by_code: dict[str, tuple[int, str]] = {}
        self._by_name: dict[str, tuple[int, str]] = {}
        self.made = 0
        for product_id, name, code, _price in purchase_keys.products(operation.connection):
            self._by_name[fold(name)] = (product_id, name)
            if code:
                self._by_code[fold(code)] = (product_id, name)

    def of(self, row: PurchaseRow) -> NamedProduct:
        """Return the product of a row, or only its name."""
        known = self._by_code.get(fold(row.code)) if row.code else None
        if known is None and row.product:
            known = self._by_name.get(fold(row.product))
        if known is None and self._make and (row.product or row.code):
            known = self._new(row)
        if known is None:
            return NamedProduct(None, row.product or row.code)
        return NamedProduct(known[0], row.product or known[1])

    def _new(self, row: PurchaseRow) -> tuple[int, str]:
        name = row.product or row.code
        product_id = self._operation.insert(
            "product",
            uid=new_uid(),
            name=name,
            code=row.code,
            category=row.category,
            price_cents=row.price,
            search_text=fold(f"{name} {row.code} {row.category}"),
            created_at=self._operation.at,
            updated_at=self._operation.at,
        )
        known = (product_id, name)
        self._by_name.setdefault(fold(name), known)
        if row.code:
            self._by_code[fold(row.code)] = known
        self.made += 1
        return known
