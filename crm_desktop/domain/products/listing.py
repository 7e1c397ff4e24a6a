"""What a list of products asks for, and the rows it gets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class ProductColumn(StrEnum):
    """Columns by which a list of products can be shown and sorted."""

    NAME = "name"
    CODE = "code"
    CATEGORY = "category"
    PRICE = "price"
    SUPPLIER = "supplier"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class ProductFilter:
    """Which products, in which order.

    Attributes:
        text: words found in name, code, category or supplier, accents and case ignored.
        category: exactly this one, or "" for any.
        archived: False those that are sold, True those put away, None both.
        sort: the column to sort by; ties are broken by name.
        descending: largest first; empty ones stay last.
    """

    text: str = ""
    category: str = ""
    archived: bool | None = False
    sort: ProductColumn = ProductColumn.NAME
    descending: bool = False


class ProductRow(NamedTuple):
    """One row of a list of products.

    Attributes:
        price_cents: of one unit; None when it is asked at each sale.
        steps: how many steps its after-sales plan has.
        has_card, archived: 0 or 1.
        waiting: how many customers wait for it.
    """

    id: int
    name: str
    code: str
    category: str
    price_cents: int | None
    supplier: str
    steps: int
    has_card: int
    archived: int
    waiting: int
