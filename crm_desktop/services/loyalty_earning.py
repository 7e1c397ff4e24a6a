"""What a purchase or a return does for a customer's points and stamps, inside the operation that keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from crm_desktop.domain.loyalty.model import Earned
from crm_desktop.services.shop import Shop
from crm_desktop.store.database import Operation

if TYPE_CHECKING:
    from crm_desktop.domain.purchases.model import Purchase


def on_sale(shop: Shop, operation: Operation, purchase: Purchase) -> Earned:
    """Give what a sale earns; call it when the sale and its lines are written."""
    raise NotImplementedError


def on_return(shop: Shop, operation: Operation, return_: Purchase, sale: Purchase) -> Earned:
    """Take back in proportion what a sale gave; call it when the return is written."""
    raise NotImplementedError


def on_sales(shop: Shop, operation: Operation, purchases: Iterable[Purchase]) -> int:
    """Give what many sales earn (an import, a sample shop); return how many points. Stamp cards too."""
    raise NotImplementedError
