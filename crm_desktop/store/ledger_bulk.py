"""Many entries that give points, written at once."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.store import ledger
from crm_desktop.store.ledger import KIND, NewEntry
from crm_desktop.store.operation import Operation

_FEW = 20


def give_many(operation: Operation, entries: Sequence[NewEntry]) -> None:
    """Write entries that give points, as `ledger.give` does, in their order.

    Entries of one customer come in the order of their instants. Who owes points is served one by one.
    """
    if len(entries) <= _FEW:
        for entry in entries:
            ledger.give(operation, entry)
        return
    owing = {
        (int(r[0]), int(r[1]))
        for r in operation.execute("SELECT program_id, customer_id FROM loyalty_account WHERE points < 0")
    }
    plain = [e for e in entries if (e.program_id, e.customer_id) not in owing]
    latest: dict[tuple[int, int], str] = {
        (int(r[0]), int(r[1])): str(r[2])
        for r in operation.execute("SELECT program_id, customer_id, last_at FROM loyalty_account")
    }
    first = operation.next_id("ledger_entry")
    rows = []
    for place, e in enumerate(plain):
        account = (e.program_id, e.customer_id)
        at = max(min(e.at or operation.at, operation.at), latest.get(account, ""))
        latest[account] = at
        rows.append(
            (
                first + place,
                e.program_id,
                e.customer_id,
                at,
                e.day,
                e.kind.value,
                e.points,
                e.earned,
                e.version_id,
                e.cause.value,
                e.cause_id,
                e.available_on,
                e.expires_on,
                operation.id,
                e.staff_id,
                e.words,
            )
        )
    operation.executemany(
        "INSERT INTO ledger_entry(id, program_id, customer_id, at, day, kind, points, earned, version_id,"
        " cause, cause_id, available_on, expires_on, operation_id, staff_id, words)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    accounts = {
        (int(r[0]), int(r[1])): int(r[2])
        for r in operation.execute("SELECT program_id, customer_id, id FROM loyalty_account")
    }
    operation.executemany(
        "INSERT INTO point_lot(entry_id, account_id, day, available_on, expires_on, renews, points, left)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                first + place,
                accounts[e.program_id, e.customer_id],
                e.day,
                e.available_on,
                e.expires_on,
                e.renews,
                e.points,
                e.points,
            )
            for place, e in enumerate(plain)
        ],
    )
    operation.wrote(KIND, dict.fromkeys(e.customer_id for e in plain))
    for e in entries:
        if (e.program_id, e.customer_id) in owing:
            ledger.give(operation, e)
