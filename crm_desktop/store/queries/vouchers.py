"""Reading vouchers."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date
from typing import Any

from crm_desktop.domain.loyalty.vouchers import (
    Voucher,
    VoucherCause,
    VoucherFilter,
    VoucherKind,
    VoucherState,
    plain_code,
)
from crm_desktop.shared.clock import from_text
from crm_desktop.shared.text import fold
from crm_desktop.store.batches import in_chunks
from crm_desktop.store.database import ShopDatabase
from crm_desktop.store.engines.base import Row
from crm_desktop.store.queries.loyalty import day_of

_VOUCHER = (
    "SELECT v.id, v.code, v.customer_id, v.kind, v.value_cents, v.percent_bp, v.min_cents, v.from_day,"
    " v.to_day, v.state, v.used_at, v.used_purchase_id, v.cause, v.cause_id, v.text, v.created_at,"
    " coalesce(i.name, '') FROM voucher v LEFT JOIN customer_index i ON i.customer_id = v.customer_id"
)


def _voucher(r: Row) -> Voucher:
    return Voucher(
        id=r[0],
        code=r[1],
        customer_id=r[2],
        kind=VoucherKind(r[3]),
        value_cents=r[4],
        percent_bp=r[5],
        min_cents=r[6],
        from_day=day_of(r[7]),
        to_day=day_of(r[8]),
        state=VoucherState(r[9]),
        used_at=from_text(r[10]) if r[10] else None,
        used_purchase_id=r[11],
        cause=VoucherCause(r[12]),
        cause_id=r[13],
        text=r[14],
        created_at=from_text(r[15]),
        customer_name=r[16],
    )


def by_code(database: ShopDatabase, code: str) -> Voucher | None:
    """Return the voucher with a code in its stored form, or None."""
    row = database.read_one(f"{_VOUCHER} WHERE v.code = ?", (code,))
    return _voucher(row) if row else None


def of_purchase(database: ShopDatabase, purchase_id: int) -> Voucher | None:
    """Return the voucher that a sale was paid with; one that came free again is its until it is used anew."""
    row = database.read_one(f"{_VOUCHER} WHERE v.used_purchase_id = ?", (purchase_id,))
    return _voucher(row) if row else None


def load(database: ShopDatabase, ids: Sequence[int]) -> dict[int, Voucher]:
    """Return vouchers by id; ids that are gone are left out."""
    found: dict[int, Voucher] = {}
    for marks, chunk in in_chunks(ids):
        for row in database.read(f"{_VOUCHER} WHERE v.id IN ({marks})", chunk):
            found[row[0]] = _voucher(row)
    return found


def usable_by(database: ShopDatabase, customer_id: int, day: date) -> list[Voucher]:
    """Return a customer's vouchers that can be used on a day, those that end first before the others."""
    rows = database.read(
        f"{_VOUCHER} WHERE v.customer_id = ? AND v.state = 'valid' AND v.from_day <= ?"
        " AND (v.to_day = '' OR v.to_day >= ?) ORDER BY (v.to_day = ''), v.to_day, v.id",
        (customer_id, day.isoformat(), day.isoformat()),
    )
    return [_voucher(row) for row in rows]


def ids(database: ShopDatabase, wanted: VoucherFilter) -> array[int]:
    """Return the ids of a whole list, the newest first."""
    where, parameters = ["1"], []
    for column, value in (
        ("state", wanted.state.value if wanted.state else None),
        ("customer_id", wanted.customer_id),
        ("cause", wanted.cause.value if wanted.cause else None),
    ):
        if value is not None:
            where.append(f"v.{column} = ?")
            parameters.append(value)
    if wanted.on_day is not None:
        day: Any = wanted.on_day.isoformat()
        where.append("v.from_day <= ? AND (v.to_day = '' OR v.to_day >= ?)")
        parameters += [day, day]
    if wanted.text.strip():
        where.append("(instr(v.code, ?) OR instr(i.search_text, ?))")
        parameters += [plain_code(wanted.text), fold(wanted.text.strip())]
    return database.read_ids(
        "SELECT v.id AS id FROM voucher v LEFT JOIN customer_index i ON i.customer_id = v.customer_id"
        f" WHERE {' AND '.join(where)} ORDER BY v.id DESC",
        parameters,
    )
