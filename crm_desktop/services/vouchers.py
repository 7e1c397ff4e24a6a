"""Vouchers: given, found by their code, used once, cancelled."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from crm_desktop.domain.loyalty.vouchers import Voucher, VoucherFilter, VoucherOffer
from crm_desktop.services.changes import Changes
from crm_desktop.services.shop import Shop
from crm_desktop.store.database import Operation


def issue(shop: Shop, customer_ids: Sequence[int | None], offer: VoucherOffer) -> Changes[list[int]]:
    """Give a voucher to each customer (None: to whoever brings it), in one operation; return their ids."""
    raise NotImplementedError


def find(shop: Shop, code: str) -> Voucher:
    """Return a voucher by its code as typed or scanned; raise NotFoundError."""
    raise NotImplementedError


def usable(shop: Shop, code: str, customer_id: int | None, total_cents: int | None = None) -> Voucher:
    """Return a voucher that can be used now; `Voucher.discount` says what it takes off.

    Raises:
        NotFoundError: there is no such voucher.
        ConflictError: with the reason why it cannot be used.
    """
    raise NotImplementedError


def use(shop: Shop, operation: Operation, voucher: Voucher, purchase_id: int) -> None:
    """Mark a voucher as used by a purchase, within the operation that keeps the purchase.

    Raises:
        ConflictError: somebody else was quicker.
    """
    raise NotImplementedError


def cancel(shop: Shop, ids: Sequence[int]) -> Changes[int]:
    """Cancel vouchers that were not used; return how many."""
    raise NotImplementedError


def list_ids(shop: Shop, wanted: VoucherFilter) -> array[int]:
    """Return the ids of a whole list, the newest first."""
    raise NotImplementedError


def rows(shop: Shop, ids: Sequence[int]) -> list[Voucher]:
    """Return the vouchers of one page of a list, in the order of the ids."""
    raise NotImplementedError
