"""Changing many customers within an operation: what an import adds to files that are there already.

Nothing is taken away here: contact points, tags and own values are added, columns get new values.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from crm_desktop.domain.customers.model import Customer, Relation
from crm_desktop.store.customer_writes import COLUMNS, columns_of, tag_ids
from crm_desktop.store.database import Operation

_KEPT = frozenset({"uid", "created_at", "updated_at"})
_CONTACT = (
    "INSERT INTO contact_point(customer_id, kind, value, normal, label, position) VALUES(?, ?, ?, ?, ?, ?)"
)
_LABEL = "UPDATE contact_point SET label = ? WHERE id = ?"
_TAG = "INSERT OR IGNORE INTO customer_tag(customer_id, tag_id) VALUES(?, ?)"
_OWN = (
    "INSERT INTO own_value(customer_id, field_id, value) VALUES(?, ?, ?)"
    " ON CONFLICT(customer_id, field_id) DO UPDATE SET value = excluded.value"
)
_RELATION = "INSERT INTO relation(customer_id, other_id, kind, note) VALUES(?, ?, ?, ?)"


class BulkUpdater:
    """Writes what differs between two versions of customers."""

    def __init__(self, operation: Operation) -> None:
        self._operation = operation
        self._tags: dict[str, int] = {}

    def update(self, old: Customer, new: Customer) -> None:
        """Write what `new` has and `old` has not; `new` keeps the contact points of `old` in their order."""
        operation = self._operation
        before, after = columns_of(old), columns_of(new)
        changed = [
            (column, now)
            for column, was, now in zip(COLUMNS, before, after, strict=True)
            if was != now and column not in _KEPT
        ]
        names = "".join(f"{column} = ?, " for column, _value in changed)
        operation.execute(
            f"UPDATE customer SET {names}updated_at = ? WHERE id = ?",
            [*(value for _column, value in changed), operation.at, old.id],
        )
        labels = {point.id: point.label for point in old.contacts}
        for position, point in enumerate(new.contacts):
            if point.id is None:
                row = (old.id, point.kind.value, point.value, point.normal, point.label, position)
                operation.execute(_CONTACT, row)
            elif labels.get(point.id) != point.label:
                operation.execute(_LABEL, (point.label, point.id))
        for tag in new.tags:
            if tag not in old.tags:
                operation.execute(_TAG, (old.id, self._tag(tag)))
        values = dict(old.own)
        for field_id, value in new.own:
            if values.get(field_id) != value:
                operation.execute(_OWN, (old.id, field_id, value))

    def relate(self, customer_id: int, relations: Sequence[Relation]) -> None:
        """Add relations to a customer."""
        for relation in relations:
            row = (customer_id, relation.other_id, relation.kind.value, relation.note)
            self._operation.execute(_RELATION, row)

    def picture(self, data: bytes) -> str:
        """Keep a picture by its content; return its content name (SHA-256 hex)."""
        name = hashlib.sha256(data).hexdigest()
        mime = "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
        self._operation.execute(
            "INSERT OR IGNORE INTO picture(name, mime, data) VALUES(?, ?, ?)", (name, mime, data)
        )
        return name

    def _tag(self, name: str) -> int:
        if name not in self._tags:
            self._tags.update(tag_ids(self._operation, [name]))
        return self._tags[name]
