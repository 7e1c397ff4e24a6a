"""Who names a customer as related: the other end of what the files of others say."""

from __future__ import annotations

from crm_desktop.domain.customers.model import Relation, RelationKind
from crm_desktop.store.engines.base import Connection


def towards(connection: Connection, customer_id: int) -> list[Relation]:
    """Return what other files say of this customer: `other_id` is the file that says it."""
    found = connection.execute(
        "SELECT r.kind, r.customer_id, r.note, coalesce(i.name, '') FROM relation r"
        " LEFT JOIN customer_index i ON i.customer_id = r.customer_id WHERE r.other_id = ? ORDER BY r.id",
        (customer_id,),
    ).fetchall()
    return [Relation(RelationKind(kind), other, note, name) for kind, other, note, name in found]
