"""The shop's own fields of the customer file."""

from __future__ import annotations

import json
from collections.abc import Sequence

from crm_desktop.domain.customers.own_fields import OwnField, OwnFieldKind, check_field
from crm_desktop.domain.written import forbidden_sentence, has_forbidden
from crm_desktop.services.changes import Changes
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.errors import InvalidInput, NotFoundError
from crm_desktop.shared.i18n import _


def list_fields(shop: Shop) -> list[OwnField]:
    """Return the shop's own fields, in their order."""
    return [
        OwnField(r[1], OwnFieldKind(r[2]), tuple(json.loads(r[3])), r[4], r[0])
        for r in shop.db.read(
            "SELECT id, name, kind, choices, position FROM own_field WHERE removed_at IS NULL"
            " ORDER BY position, id"
        )
    ]


def save_field(shop: Shop, field: OwnField) -> Changes[int]:
    """Save a field, new or changed; return its id.

    The kind of a field that files already use cannot change, since what they hold would no longer fit.

    Raises:
        InvalidInput: with a sentence for each fault.
    """
    if has_forbidden("\n".join((field.name, *field.choices))):
        raise InvalidInput(forbidden_sentence(), {"name": forbidden_sentence()})
    with shop.operation("save_own_field") as operation:
        others = list_fields(shop)
        checked = check_field(field, tuple(others))
        values = {
            "name": checked.name,
            "kind": checked.kind.value,
            "choices": json.dumps(list(checked.choices), ensure_ascii=False),
        }
        if checked.id is None:
            field_id = operation.insert("own_field", **values, position=len(others))
            operation.words = _("Field “{name}” added to the customer file.").format(name=checked.name)
        else:
            field_id = checked.id
            old = next((f for f in others if f.id == field_id), None)
            if old is None:
                raise NotFoundError(_("This field is no longer there."))
            used = operation.execute(
                "SELECT 1 FROM own_value WHERE field_id = ? LIMIT 1", (field_id,)
            ).fetchone()
            if used and old.kind is not checked.kind:
                sentence = _(
                    "Files already use this field, so its kind cannot change. Add another field instead."
                )
                raise InvalidInput(sentence, {"kind": sentence})
            operation.update("own_field", field_id, **values, position=checked.position)
            operation.words = _("Field “{name}” changed.").format(name=checked.name)
    return changes(operation, field_id)


def order_fields(shop: Shop, ids: Sequence[int]) -> Changes[None]:
    """Put the fields in this order."""
    with shop.operation("order_own_fields") as operation:
        for position, field_id in enumerate(ids):
            operation.update("own_field", field_id, position=position)
        operation.words = _("Order of the fields changed.")
    return changes(operation, None)


def remove_field(shop: Shop, field_id: int) -> Changes[None]:
    """Take a field off the customer file; what the files held in it is kept, and undoing brings it back."""
    name = next((f.name for f in list_fields(shop) if f.id == field_id), "")
    with shop.operation("remove_own_field") as operation:
        operation.update("own_field", field_id, removed_at=operation.at)
        operation.words = _("Field “{name}” taken off the customer file.").format(name=name)
    return changes(operation, None)
