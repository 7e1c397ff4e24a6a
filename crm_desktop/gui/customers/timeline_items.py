"""The timeline of a customer, written for the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crm_desktop.domain.staff import StaffMember
from crm_desktop.gui.common import when
from crm_desktop.gui.common.timeline import TimelineItem
from crm_desktop.services.shop import Shop
from crm_desktop.services.timeline import TimelineEntry

# kind of entry -> (icon, tone)
_LOOKS: dict[str, tuple[str, str]] = {
    "planned": ("calendar", "accent"),
    "done": ("circle-check", "done"),
    "cancelled": ("ban", "muted"),
    "contact": ("message-circle", "accent"),
    "note": ("sticky-note", "near"),
    "added": ("user-plus", "muted"),
    "changed": ("pencil", "muted"),
    "archived": ("archive", "muted"),
    "restored": ("archive-restore", "muted"),
    "sale": ("store", "accent"),
    "return": ("undo-2", "near"),
    "wish": ("package", "near"),
    "consent": ("check", "done"),
    "withdrawn": ("ban", "muted"),
    "points": ("gift", "accent"),
}
OPENED = frozenset(
    {"planned", "note", "sale", "return", "wish", "consent", "withdrawn"}
)  # kinds that a double click opens


def written(
    entries: Iterable[TimelineEntry], shop: Shop, staff: Mapping[int, StaffMember]
) -> list[TimelineItem]:
    """Return what the timeline shows for these entries."""
    today = shop.clock.today()
    items = []
    for entry in entries:
        icon, tone = _LOOKS.get(entry.kind, ("circle", "muted"))
        day = shop.clock.local(entry.at).date()
        if entry.kind == "planned":
            icon, tone = ("alarm-clock", "late") if entry.late else (icon, tone)
            tone = "near" if day == today else tone
        member = staff.get(entry.staff_id) if entry.staff_id is not None else None
        detail = " · ".join(part for part in (entry.detail, member.name if member else "") if part)
        ref = (entry.kind, entry.ref_id) if entry.kind in OPENED else None
        items.append(TimelineItem(when.short_date(day, today), entry.title, detail, icon, tone, ref))
    return items
