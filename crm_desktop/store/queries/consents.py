"""Consents: the one in force for each purpose, and all that there were."""

from __future__ import annotations

from crm_desktop.domain.consents import Consent, Purpose
from crm_desktop.shared.clock import from_text
from crm_desktop.store.database import ShopDatabase


def history(database: ShopDatabase, customer_id: int) -> list[Consent]:
    """Return all consents of a customer, given and withdrawn, newest first."""
    return [
        Consent(
            id=row[0],
            customer_id=row[1],
            purpose=Purpose(row[2]),
            given=bool(row[3]),
            at=from_text(row[4]),
            source=row[5],
            text=row[6],
            staff_id=row[7],
        )
        for row in database.read(
            "SELECT id, customer_id, purpose, given, at, source, text, staff_id FROM consent"
            " WHERE customer_id = ? ORDER BY at DESC, id DESC",
            (customer_id,),
        )
    ]
