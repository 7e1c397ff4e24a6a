"""Writing customer files: only what differs is written, so that the journal says what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from crm_desktop.domain.customers.model import ContactPoint, Customer
from crm_desktop.shared.clock import to_text
from crm_desktop.shared.text import fold
from crm_desktop.store.batches import in_chunks
from crm_desktop.store.database import Operation

COLUMNS = (
    "uid", "kind", "given_name", "family_name", "second_family_name", "company", "contact_person", "tax_id",
    "birth", "gender", "language", "street", "postcode", "town", "province", "country", "preferred_channel",
    "preferred_hours", "heard_from", "notes", "warning", "do_not_contact", "discount_bp", "card", "staff_id",
    "photo", "archived_at", "created_at", "updated_at",
)  # fmt: skip


def columns_of(customer: Customer) -> tuple[Any, ...]:
    """Return the customer's row in the order of `COLUMNS`."""
    c = customer
    if c.created_at is None or c.updated_at is None:
        raise ValueError("a customer is stored with the instants at which the file was made and changed")
    return (
        c.uid, c.kind.value, c.given_name, c.family_name, c.second_family_name, c.company, c.contact_person,
        c.tax_id, c.birth, c.gender.value, c.language, c.street, c.postcode, c.town, c.province, c.country,
        c.preferred_channel.value if c.preferred_channel else "", c.preferred_hours, c.heard_from, c.notes,
        c.warning, int(c.do_not_contact), c.discount_bp, c.card, c.staff_id, c.photo,
        to_text(c.archived_at) if c.archived_at else None, to_text(c.created_at), to_text(c.updated_at),
    )  # fmt: skip


def insert(operation: Operation, customer: Customer) -> int:
    """Insert a new customer whole; return its id."""
    tags: dict[str, int] = {}
    if customer.tags:
        known = known_tags(operation, dict.fromkeys(customer.tags))
        tags = {spelt: tag_id for tag_id, spelt in known.values()}
        if tuple(tags) != customer.tags:
            customer = replace(customer, tags=tuple(tags))
    key = operation.insert("customer", **dict(zip(COLUMNS, columns_of(customer), strict=True)))
    rows = {
        "customer": [key],
        "contact_point": [
            operation.insert("contact_point", customer_id=key, **_point(point, position))
            for position, point in enumerate(customer.contacts)
        ],
        "customer_tag": [
            operation.insert("customer_tag", customer_id=key, tag_id=tag_id) for tag_id in tags.values()
        ],
        "own_value": [
            operation.insert("own_value", customer_id=key, field_id=field_id, value=value)
            for field_id, value in customer.own
        ],
    }
    operation.new_customer(key, customer, rows)
    for r in customer.relations:
        operation.insert("relation", customer_id=key, other_id=r.other_id, kind=r.kind.value, note=r.note)
    return key


def update(operation: Operation, old: Customer, new: Customer) -> bool:
    """Write what differs between two versions of a customer; return whether anything did."""
    if old.id is None:
        raise ValueError("only a customer that is stored can be changed")
    before = dict(zip(COLUMNS, columns_of(old), strict=True))
    stamped = new if new.created_at and new.updated_at else _stamped(old, new)
    after = dict(zip(COLUMNS, columns_of(stamped), strict=True))
    keep = {"uid", "created_at", "updated_at"}
    changed = {c: v for c, v in after.items() if v != before[c] and c not in keep}
    parts = (
        _write_contacts(operation, old.id, old.contacts, new.contacts),
        _write_tags(operation, old.id, old.tags, new.tags),
        _write_own(operation, old.id, dict(old.own), dict(new.own)),
        _write_relations(operation, old, new),
    )
    if not changed and not any(parts):
        return False
    operation.update("customer", old.id, **changed, updated_at=operation.at)
    return True


def _stamped(old: Customer, new: Customer) -> Customer:
    return replace(new, created_at=old.created_at, updated_at=old.updated_at)


def _point(point: ContactPoint, position: int) -> dict[str, Any]:
    return {
        "kind": point.kind.value,
        "value": point.value,
        "normal": point.normal,
        "label": point.label,
        "position": position,
    }


def _write_contacts(
    operation: Operation, customer_id: int, old: Sequence[ContactPoint], new: Sequence[ContactPoint]
) -> bool:
    before = {p.id: (i, p) for i, p in enumerate(old) if p.id is not None}
    kept: set[int] = set()
    wrote = False
    for position, point in enumerate(new):
        if point.id is not None and point.id in before and point.id not in kept:
            kept.add(point.id)
            if before[point.id] != (position, point):
                operation.update("contact_point", point.id, **_point(point, position))
                wrote = True
        else:
            operation.insert("contact_point", customer_id=customer_id, **_point(point, position))
            wrote = True
    for point_id in before:
        if point_id is not None and point_id not in kept:
            operation.delete("contact_point", point_id)
            wrote = True
    return wrote


def known_tags(operation: Operation, names: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Return the id of each tag, and its name as the shop spells it; those that are new are made.

    Tags are the same when only accents and case differ.
    """
    rows = operation.execute("SELECT id, name FROM tag ORDER BY id DESC").fetchall()
    by_fold: dict[str, tuple[int, str]] = {fold(r[1]): (r[0], r[1]) for r in rows}
    exact: dict[str, tuple[int, str]] = {r[1]: (r[0], r[1]) for r in rows}
    found: dict[str, tuple[int, str]] = {}
    for name in names:
        known = exact.get(name) or by_fold.get(fold(name))
        if known is None:
            known = by_fold[fold(name)] = (operation.insert("tag", name=name), name)
        found[name] = known
    return found


def tag_ids(operation: Operation, names: Iterable[str]) -> dict[str, int]:
    """Return the id of each tag, making those that are new; see `known_tags`."""
    return {name: tag_id for name, (tag_id, _spelt) in known_tags(operation, names).items()}


def _write_tags(operation: Operation, customer_id: int, old: Sequence[str], new: Sequence[str]) -> bool:
    if tuple(old) == tuple(new):
        return False
    ids = tag_ids(operation, dict.fromkeys([*old, *new]))
    before, after = {ids[t] for t in old}, dict.fromkeys(ids[t] for t in new)
    for tag_id in after:
        if tag_id not in before:
            operation.insert("customer_tag", customer_id=customer_id, tag_id=tag_id)
    for tag_id in before - after.keys():
        operation.execute(
            "DELETE FROM customer_tag WHERE customer_id = ? AND tag_id = ?", (customer_id, tag_id)
        )
    return before != after.keys()


def _write_own(operation: Operation, customer_id: int, old: dict[int, str], new: dict[int, str]) -> bool:
    for field_id, value in new.items():
        if field_id not in old:
            operation.insert("own_value", customer_id=customer_id, field_id=field_id, value=value)
        elif old[field_id] != value:
            operation.execute(
                "UPDATE own_value SET value = ? WHERE customer_id = ? AND field_id = ?",
                (value, customer_id, field_id),
            )
    for field_id in old.keys() - new.keys():
        operation.execute(
            "DELETE FROM own_value WHERE customer_id = ? AND field_id = ?", (customer_id, field_id)
        )
    return old != new


def _write_relations(operation: Operation, old: Customer, new: Customer) -> bool:
    before = {r.id: r for r in old.relations}
    kept: set[int] = set()
    wrote = False
    for relation in new.relations:
        values = {"other_id": relation.other_id, "kind": relation.kind.value, "note": relation.note}
        if relation.id is not None and relation.id in before and relation.id not in kept:
            kept.add(relation.id)
            was = before[relation.id]
            if (was.other_id, was.kind, was.note) != (relation.other_id, relation.kind, relation.note):
                operation.update("relation", relation.id, **values)
                wrote = True
        else:
            operation.insert("relation", customer_id=old.id, **values)
            wrote = True
    for relation_id in before:
        if relation_id is not None and relation_id not in kept:
            operation.delete("relation", relation_id)
            wrote = True
    return wrote


def set_column(
    operation: Operation, ids: Sequence[int], column: str, value: object, *, keep_if_set: bool = False
) -> int:
    """Set one column of many customers, where it differs; return how many changed."""
    unless = f"{column} IS NULL" if keep_if_set else f"{column} IS NOT ?"
    done = 0
    for marks, chunk in in_chunks(ids):
        cursor = operation.execute(
            f"UPDATE customer SET {column} = ?, updated_at = ? WHERE id IN ({marks}) AND {unless}",
            [value, operation.at, *chunk, *(() if keep_if_set else (value,))],
        )
        done += cursor.rowcount
    return done


def tag(operation: Operation, ids: Sequence[int], add: Sequence[str], remove: Sequence[str]) -> int:
    """Put tags on many customers and take tags off; return how many customers changed."""
    if add:
        for tag_id in dict.fromkeys(tag_ids(operation, dict.fromkeys(add)).values()):
            for marks, chunk in in_chunks(ids):
                operation.execute(
                    "INSERT OR IGNORE INTO customer_tag(customer_id, tag_id)"
                    f" SELECT id, ? FROM customer WHERE id IN ({marks})",
                    [tag_id, *chunk],
                )
    for name in remove:
        for marks, chunk in in_chunks(ids):
            operation.execute(
                f"DELETE FROM customer_tag WHERE customer_id IN ({marks})"
                " AND tag_id = (SELECT id FROM tag WHERE name = ?)",
                [*chunk, name],
            )
    return len(operation.customers_of("customer_tag"))


def _wearers(operation: Operation, name: str) -> list[int]:
    return [
        r[0]
        for r in operation.execute(
            "SELECT ct.customer_id FROM customer_tag ct JOIN tag t ON t.id = ct.tag_id WHERE t.name = ?",
            (name,),
        )
    ]


def rename_tag(operation: Operation, name: str, new_name: str) -> None:
    """Rename a tag; when the new name exists already, both become one."""
    others = [r[0] for r in operation.execute("SELECT name FROM tag WHERE name <> ?", (name,)).fetchall()]
    same = next((other for other in others if fold(other) == fold(new_name)), None)
    if same is not None:
        tag(operation, _wearers(operation, name), [same], [name])
        operation.execute("DELETE FROM tag WHERE name = ?", (name,))
    else:
        operation.execute("UPDATE tag SET name = ? WHERE name = ?", (new_name, name))


def remove_tag(operation: Operation, name: str) -> int:
    """Remove a tag and take it off everyone; return how many wore it."""
    wearers = _wearers(operation, name)
    tag(operation, wearers, [], [name])
    operation.execute("DELETE FROM tag WHERE name = ?", (name,))
    return len(wearers)
