"""All that happened with a customer, in one column, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from itertools import groupby

from crm_desktop.domain.customers.field_names import FIELD_NAMES
from crm_desktop.domain.reminders.model import METHOD_NAMES, RESULT_NAMES, Method, Result
from crm_desktop.services.shop import Shop
from crm_desktop.services.timeline_entry import TimelineEntry
from crm_desktop.services.timeline_loyalty import points
from crm_desktop.services.timeline_sales import consents, purchases, wishes
from crm_desktop.shared.clock import from_text
from crm_desktop.shared.i18n import _
from crm_desktop.shared.moments import instant_of
from crm_desktop.store import journal
from crm_desktop.store.journal import RowChange

__all__ = ["TimelineEntry", "timeline"]

# What makes up the file of a customer; the rest has entries of its own.
_OF_THE_FILE = ("customer", "contact_point", "customer_tag", "relation", "own_value")


def timeline(shop: Shop, customer_id: int, limit: int = 100) -> list[TimelineEntry]:
    """Return the newest entries of a customer, newest first: what is planned before what has happened."""
    entries = [
        *_reminders(shop, customer_id, limit),
        *_contacts(shop, customer_id, limit),
        *_notes(shop, customer_id, limit),
        *purchases(shop, customer_id, limit),
        *wishes(shop, customer_id, limit),
        *consents(shop, customer_id, limit),
        *points(shop, customer_id, limit),
        *_changes(journal.of_customer(shop.db, customer_id, limit * 4, _OF_THE_FILE)),
    ]
    entries.sort(key=lambda e: (e.at, e.ref_id or 0), reverse=True)
    return entries[:limit]


def _reminders(shop: Shop, customer_id: int, limit: int) -> list[TimelineEntry]:
    today = shop.clock.today()
    entries = []
    for key, due, hour, subject, method, state, result, note, done_at, staff_id, done_by in shop.db.read(
        "SELECT id, due_date, due_time, subject, method, state, result, result_note, done_at,"
        " staff_id, done_by"
        " FROM reminder WHERE customer_id = ? ORDER BY id DESC LIMIT ?",
        (customer_id, limit),
    ):
        name = _(METHOD_NAMES[Method(method)])
        if state == "open":
            day = date.fromisoformat(due)
            at = instant_of(shop.clock, day, time.fromisoformat(hour) if hour else time(23, 59))
            entries.append(TimelineEntry(at, "planned", subject, name, staff_id, key, late=day < today))
        elif state == "cancelled":
            at = from_text(done_at) if done_at else instant_of(shop.clock, date.fromisoformat(due), time(12))
            entries.append(TimelineEntry(at, "cancelled", subject, name, done_by or staff_id, key))
        else:
            outcome = _(RESULT_NAMES[Result(result)]) if result else ""
            detail = " · ".join(p for p in (name, outcome, note) if p)
            entries.append(
                TimelineEntry(from_text(done_at), "done", subject, detail, done_by or staff_id, key)
            )
    return entries


def _contacts(shop: Shop, customer_id: int, limit: int) -> list[TimelineEntry]:
    from crm_desktop.domain.service import CHANNEL_NAMES, Channel

    # A contact that came from a follow-up is told by the follow-up.
    return [
        TimelineEntry(
            from_text(at), "contact", topic or summary, _(CHANNEL_NAMES[Channel(channel)]), staff_id, key
        )
        for key, at, channel, topic, summary, staff_id in shop.db.read(
            "SELECT id, at, channel, topic, summary, staff_id FROM interaction"
            " WHERE customer_id = ? AND reminder_id IS NULL ORDER BY at DESC LIMIT ?",
            (customer_id, limit),
        )
    ]


def _notes(shop: Shop, customer_id: int, limit: int) -> list[TimelineEntry]:
    return [
        TimelineEntry(from_text(at), "note", text, "", staff_id, key)
        for key, at, staff_id, text in shop.db.read(
            "SELECT id, at, staff_id, text FROM note WHERE customer_id = ? ORDER BY at DESC, id DESC LIMIT ?",
            (customer_id, limit),
        )
    ]


def _changes(rows: Iterable[RowChange]) -> list[TimelineEntry]:
    """Say each operation's changes of the file in one entry."""
    entries = []
    for _id, group in groupby(rows, key=lambda r: r.operation.id):
        changes = list(group)
        operation = changes[0].operation
        kind, title = _said(changes)
        if not title:
            continue
        detail = (
            _("Undone")
            if operation.undone_by
            else (operation.words if operation.kind != "save_customer" else "")
        )
        entries.append(
            TimelineEntry(from_text(operation.at), kind, title, detail, operation.staff_id, operation.id)
        )
    return entries


def _said(changes: list[RowChange]) -> tuple[str, str]:
    """Return the kind and the title for the changes of one operation."""
    names: dict[str, None] = {}
    for change in reversed(changes):
        if change.table == "customer":
            if change.before is None:
                return "added", _("File opened")
            if change.after is None:
                return "changed", _("File removed")
            before, after = change.before, change.after
            if before["archived_at"] != after["archived_at"]:
                archived = after["archived_at"] is not None
                return (
                    ("archived", _("File archived"))
                    if archived
                    else ("restored", _("File back in the lists"))
                )
            for column, name in FIELD_NAMES.items():
                if before.get(column) != after.get(column):
                    names[_(name)] = None
        else:
            names[_part_name(change)] = None
    names.pop("", None)
    return "changed", _("File changed: {what}").format(
        what=", ".join(n.lower() for n in names)
    ) if names else ""


def _part_name(change: RowChange) -> str:
    row = change.after or change.before or {}
    if change.table == "contact_point":
        return {"mobile": _("Mobile"), "phone": _("Telephone"), "email": _("E-mail")}.get(
            str(row.get("kind")), _("Social network")
        )
    return {
        "customer_tag": _("Tags"),
        "relation": _("Related people"),
        "own_value": _("Own fields"),
    }.get(change.table, "")
