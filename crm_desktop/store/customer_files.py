"""Whole customer files, many at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from crm_desktop.domain.customers.model import (
    ContactKind,
    ContactPoint,
    Customer,
    CustomerKind,
    Gender,
    Relation,
    RelationKind,
)
from crm_desktop.domain.service import Channel
from crm_desktop.shared.clock import from_text
from crm_desktop.shared.text import fold
from crm_desktop.store.batches import LARGEST, in_chunks
from crm_desktop.store.engines.base import Connection, Row

_COLUMNS = (
    "id, uid, kind, given_name, family_name, second_family_name, company, contact_person, tax_id, birth,"
    " gender, language, street, postcode, town, province, country, preferred_channel, preferred_hours,"
    " heard_from, notes, warning, do_not_contact, discount_bp, card, staff_id, photo, archived_at,"
    " created_at, updated_at"
)
_KINDS = {k.value: k for k in CustomerKind}
_GENDERS = {g.value: g for g in Gender}
_CHANNELS: dict[str, Channel | None] = {c.value: c for c in Channel} | {"": None}
_CONTACT_KINDS = {k.value: k for k in ContactKind}
_RELATION_KINDS = {k.value: k for k in RelationKind}


def in_order(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags, each once, as they are listed: by name, accents and case ignored."""
    once = set(tags)
    return tuple(sorted(once, key=lambda t: (fold(t), t)) if len(once) > 1 else once)


def load(connection: Connection, ids: Sequence[int]) -> dict[int, Customer]:
    """Return the customers with these ids, whole; ids that are not there are left out."""
    found: dict[int, Customer] = {}
    for marks, some in in_chunks(ids):
        found.update(_load_chunk(connection, marks, some))
    return found


def iterate(connection: Connection, ids: Iterable[int]) -> Iterator[Customer]:
    """Yield the customers with these ids in their order, a few thousand at a time."""
    source = iter(ids)
    while chunk := list(islice(source, LARGEST)):
        found = load(connection, chunk)
        yield from (found[i] for i in chunk if i in found)


def _load_chunk(connection: Connection, marks: str, ids: Sequence[int]) -> dict[int, Customer]:
    contacts: dict[int, list[ContactPoint]] = {}
    for row_id, customer_id, kind, value, normal, label in connection.execute(
        "SELECT id, customer_id, kind, value, normal, label FROM contact_point"
        f" WHERE customer_id IN ({marks}) ORDER BY customer_id, position, id",
        ids,
    ):
        point = ContactPoint(_CONTACT_KINDS[kind], value, normal, label, row_id)
        contacts.setdefault(customer_id, []).append(point)
    tags: dict[int, list[str]] = {}
    for customer_id, name in connection.execute(
        "SELECT ct.customer_id, t.name FROM customer_tag ct JOIN tag t ON t.id = ct.tag_id"
        f" WHERE ct.customer_id IN ({marks})",
        ids,
    ):
        tags.setdefault(customer_id, []).append(name)
    own: dict[int, list[tuple[int, str]]] = {}
    for customer_id, field_id, value in connection.execute(
        f"SELECT customer_id, field_id, value FROM own_value WHERE customer_id IN ({marks})"
        " ORDER BY field_id",
        ids,
    ):
        own.setdefault(customer_id, []).append((field_id, value))
    relations: dict[int, list[Relation]] = {}
    for row_id, customer_id, other_id, kind, note, name in connection.execute(
        "SELECT r.id, r.customer_id, r.other_id, r.kind, r.note, coalesce(i.name, '') FROM relation r"
        f" LEFT JOIN customer_index i ON i.customer_id = r.other_id WHERE r.customer_id IN ({marks})"
        " ORDER BY r.id",
        ids,
    ):
        relations.setdefault(customer_id, []).append(
            Relation(_RELATION_KINDS[kind], other_id, note, name, row_id)
        )
    found: dict[int, Customer] = {}
    for row in connection.execute(f"SELECT {_COLUMNS} FROM customer WHERE id IN ({marks})", ids):
        key = row[0]
        found[key] = _customer(
            row,
            tuple(contacts.get(key, ())),
            in_order(tags.get(key, ())),
            tuple(relations.get(key, ())),
            tuple(own.get(key, ())),
        )
    return found


def _customer(
    row: Row,
    contacts: tuple[ContactPoint, ...],
    tags: tuple[str, ...],
    relations: tuple[Relation, ...],
    own: tuple[tuple[int, str], ...],
) -> Customer:
    make: Callable[..., Customer] = Customer
    return make(
        *row[:2],
        _KINDS[row[2]],
        *row[3:10],
        _GENDERS.get(row[10], Gender.UNKNOWN),
        *row[11:17],
        _CHANNELS.get(row[17]),
        *row[18:22],
        bool(row[22]),
        *row[23:27],
        contacts,
        tags,
        relations,
        own,
        from_text(row[27]) if row[27] else None,
        from_text(row[28]),
        from_text(row[29]),
    )
