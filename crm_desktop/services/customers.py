"""Customer files: saving, tagging, archiving, notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crm_desktop.domain.customers import copying
from crm_desktop.domain.customers.model import Customer
from crm_desktop.domain.written import forbidden_sentence, has_forbidden
from crm_desktop.services.changes import Changes
from crm_desktop.services.customer_lists import (
    Page,
    count,
    first_page,
    list_ids,
    rows,
    tag_counts,
    town_counts,
)
from crm_desktop.services.customer_tags import find_tag, remove_tag, rename_tag, tag
from crm_desktop.services.pictures import PICTURE_BYTES, keep_picture, photo, picture_name, save_photo
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.errors import ConflictError, InvalidInput, NotFoundError
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.store import customer_writes
from crm_desktop.store.database import Operation
from crm_desktop.store.queries import customer_lists
from crm_desktop.store.queries.cards import card_owner
from crm_desktop.store.queries.customers import load

__all__ = [
    "PICTURE_BYTES",
    "Page",
    "add_note",
    "archive",
    "assign",
    "birthdays",
    "count",
    "find_tag",
    "first_page",
    "get_customer",
    "list_ids",
    "photo",
    "remove_note",
    "remove_tag",
    "rename_tag",
    "rows",
    "save_customer",
    "save_photo",
    "tag",
    "tag_counts",
    "town_counts",
    "unarchive",
]

_NOTE_LETTERS = 10_000


# ---- reading


def get_customer(shop: Shop, customer_id: int) -> Customer:
    """Return a customer file; raise NotFoundError."""
    with shop.db.reading() as connection:
        found = load(connection, [customer_id])
    if customer_id not in found:
        raise NotFoundError(_("This customer's file is no longer there."))
    return found[customer_id]


def birthdays(shop: Shop, days: int = 7) -> list[tuple[int, str, str]]:
    """Return (id, name, birth) of live customers whose birthday is today or in the coming days."""
    from datetime import timedelta

    from crm_desktop.domain.customers.birthdays import next_birthday

    today = shop.clock.today()
    dates = [today + timedelta(days=i) for i in range(days)]
    keys = {f"{d:%m-%d}" for d in dates}
    if "02-28" in keys:  # on which, in common years, those born on the 29th have their birthday
        keys.add("02-29")
    found = [
        (coming, row)
        for row in customer_lists.birthdays(shop.db, sorted(keys))
        if (coming := next_birthday(row[2], today)) is not None and coming in dates
    ]
    return [row for _coming, row in sorted(found, key=lambda each: each[0])]


# ---- writing


def save_customer(shop: Shop, customer: Customer, picture: bytes | None = None) -> Changes[int]:
    """Save a customer file, new or changed; return its id.

    Args:
        shop: the shop.
        customer: the file.
        picture: a new photograph, kept with the file or, when that is refused, not at all.

    Raises:
        InvalidInput: with a sentence for each field that cannot be saved.
        ConflictError: the file was changed elsewhere since it was read.
    """
    from crm_desktop.domain.customers.validate import check
    from crm_desktop.services.own_fields import list_fields

    if picture is not None:
        customer = replace(customer, photo=picture_name(picture))
    fields = list_fields(shop) if customer.own else ()
    checked, problems, _warnings = check(customer, shop.profile.country, shop.clock.today(), fields)
    with shop.operation("save_customer") as operation:
        owner_id = card_owner(shop.db, checked.card) if checked.card and "card" not in problems else None
        if owner_id is not None and owner_id != checked.id:
            owner = load(operation.connection, [owner_id])
            name = next(iter(owner.values())).full_name if owner else ""
            problems = problems | {
                "card": _("Card {card} belongs to {name}. Type another number.").format(
                    card=checked.card, name=name
                )
            }
        if problems:
            raise InvalidInput(
                _("The file cannot be saved yet: {why}").format(why=next(iter(problems.values()))), problems
            )
        if picture is not None:
            keep_picture(operation.connection, picture)
        if checked.id is None:
            customer_id = _insert(shop, operation, checked)
            operation.words = _("{name} added to the customers.").format(name=checked.full_name)
        else:
            customer_id = checked.id
            old = load(operation.connection, [customer_id]).get(customer_id)
            if old is None:
                raise NotFoundError(_("This customer's file is no longer there."))
            if checked.updated_at is not None and checked.updated_at != old.updated_at:
                raise ConflictError(
                    _(
                        "Somebody changed {name}'s file meanwhile. Open it again and repeat your change."
                    ).format(name=old.full_name)
                )
            customer_writes.update(operation, old, checked)
            operation.words = _("{name}'s file saved.").format(name=checked.full_name)
    return changes(operation, customer_id)


def _insert(shop: Shop, operation: Operation, customer: Customer) -> int:
    from uuid import uuid4

    now = shop.clock.now()
    stamps = {"uid": customer.uid or uuid4().hex, "created_at": now, "updated_at": now}
    return customer_writes.insert(operation, copying.changed(customer, stamps))


def archive(shop: Shop, ids: Sequence[int]) -> Changes[int]:
    """Put customers away: they leave the lists and keep everything. Return how many."""
    return _set_archived(shop, ids, archived=True)


def unarchive(shop: Shop, ids: Sequence[int]) -> Changes[int]:
    """Bring archived customers back to the lists. Return how many."""
    return _set_archived(shop, ids, archived=False)


def _set_archived(shop: Shop, ids: Sequence[int], *, archived: bool) -> Changes[int]:
    with shop.operation("archive_customers" if archived else "unarchive_customers") as operation:
        value = operation.at if archived else None
        done = customer_writes.set_column(operation, ids, "archived_at", value, keep_if_set=archived)
        if archived:
            sentence = ngettext("{count} customer archived.", "{count} customers archived.", done)
        else:
            sentence = ngettext(
                "{count} customer back in the lists.", "{count} customers back in the lists.", done
            )
        operation.words = sentence.format(count=number(done, shop.profile.locale))
    return changes(operation, done)


def assign(shop: Shop, ids: Sequence[int], staff_id: int | None) -> Changes[int]:
    """Say who looks after these customers (None: nobody). Return how many changed."""
    with shop.operation("assign_customers") as operation:
        done = customer_writes.set_column(operation, ids, "staff_id", staff_id)
        row = operation.execute("SELECT name FROM staff WHERE id = ?", (staff_id,)).fetchone()
        if row:
            sentence = ngettext(
                "{name} now looks after {count} customer.", "{name} now looks after {count} customers.", done
            )
        else:
            sentence = ngettext(
                "Nobody in particular looks after {count} customer now.",
                "Nobody in particular looks after {count} customers now.",
                done,
            )
        operation.words = sentence.format(count=number(done, shop.profile.locale), name=row[0] if row else "")
    return changes(operation, done)


def add_note(shop: Shop, customer_id: int, text: str) -> Changes[int]:
    """Write a note on a customer's timeline; return its id.

    Raises:
        InvalidInput: there is no text, or too much of it.
        NotFoundError: the customer is no longer there.
    """
    text = text.strip()
    sentence = ""
    if not text or len(text) > _NOTE_LETTERS:
        sentence = _("Write the note first (up to {count} letters).").format(count=_NOTE_LETTERS)
    elif has_forbidden(text):
        sentence = forbidden_sentence()
    if sentence:
        raise InvalidInput(sentence, {"text": sentence})
    with shop.operation("add_note") as operation:
        customer = get_customer(shop, customer_id)
        note_id = operation.insert(
            "note", customer_id=customer_id, at=operation.at, staff_id=shop.on_duty, text=text
        )
        operation.words = _("Note added to {name}.").format(name=customer.full_name)
    return changes(operation, note_id)


def remove_note(shop: Shop, note_id: int) -> Changes[None]:
    """Take a note off a customer's timeline; it can be undone."""
    with shop.operation("remove_note") as operation:
        operation.delete("note", note_id)
        operation.words = _("Note removed.")
    return changes(operation, None)
