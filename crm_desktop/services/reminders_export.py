"""Follow-ups as a calendar file, for the calendar of a telephone."""

from __future__ import annotations

from pathlib import Path

from crm_desktop.domain.reminders.listing import ReminderFilter
from crm_desktop.services.files import write_whole
from crm_desktop.services.reminders import get_many, list_ids, rows
from crm_desktop.services.shop import Shop


def export_calendar(shop: Shop, wanted: ReminderFilter, path: Path) -> int:
    """Write the follow-ups that a filter asks for as iCalendar (RFC 5545); return how many.

    Raises:
        StorageError: the file cannot be written; what was there is untouched.
    """
    from datetime import UTC

    from crm_desktop.exchange.icalendar_writer import write_calendar

    ids = list_ids(shop, wanted)
    phones = {row.customer_id: row.phone for row in rows(shop, ids)}
    now = shop.clock.now()
    zone = shop.clock.local(now).tzinfo or UTC
    found = get_many(shop, ids)
    write_whole(path, write_calendar(found, now, zone, shop=shop.profile.name, phones=phones))
    return len(found)
