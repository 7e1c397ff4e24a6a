"""Writing vouchers within an operation: their codes, and many at once."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from crm_desktop.domain.loyalty.vouchers import CODES, VoucherOffer, code_of
from crm_desktop.services.shop import Shop
from crm_desktop.store.database import Operation
from crm_desktop.store.queries.loyalty import text_of


def write(
    shop: Shop, operation: Operation, customer_ids: Sequence[int | None], offer: VoucherOffer
) -> list[tuple[int, str]]:
    """Write a voucher for each customer (None: for whoever brings it); return (id, code) of each."""
    first = operation.next_id("voucher")
    codes = _codes(operation, len(customer_ids))
    operation.executemany(
        "INSERT INTO voucher(id, code, customer_id, kind, value_cents, percent_bp, min_cents, from_day,"
        " to_day, state, cause, cause_id, text, staff_id, created_at)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                first + place,
                code,
                customer,
                offer.kind.value,
                offer.value_cents,
                offer.percent_bp,
                offer.min_cents,
                text_of(offer.from_day),
                text_of(offer.to_day),
                "valid",
                offer.cause.value,
                offer.cause_id,
                offer.text,
                shop.on_duty,
                operation.at,
            )
            for place, (customer, code) in enumerate(zip(customer_ids, codes, strict=True))
        ],
    )
    return [(first + place, code) for place, code in enumerate(codes)]


def _codes(operation: Operation, count: int) -> list[str]:
    """Return codes that no voucher has; they cannot be guessed from one another."""
    found: dict[str, None] = {}
    while len(found) < count:
        code = code_of(secrets.randbelow(CODES))
        if not operation.execute("SELECT 1 FROM voucher WHERE code = ?", (code,)).fetchone():
            found[code] = None
    return list(found)
