"""Follow-ups as a calendar file, read back with the library."""

from __future__ import annotations

from contextlib import closing
from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.reminders.listing import ReminderFilter, View
from crm_desktop.services.reminders_export import export_calendar
from crm_desktop.shared.errors import StorageError
from tests.factories import TODAY, a_shop
from tests.services.test_reminders import EVERY_TUESDAY, add, add_customer

if TYPE_CHECKING:
    from pathlib import Path


def test_what_the_view_shows_is_in_the_file(tmp_path: Path) -> None:
    from icalendar import Calendar

    path = tmp_path / "seguimiento.ics"
    with closing(a_shop(tmp_path / "shop")) as shop:
        customer = add_customer(shop)
        add(shop, customer, subject="Avisar", due_time=time(17))
        add(shop, customer, subject="Café", due_date=date(2026, 11, 24), rrule=EVERY_TUESDAY)
        assert export_calendar(shop, ReminderFilter(view=View.ALL), path) == 2
        assert export_calendar(shop, ReminderFilter(view=View.TODAY), tmp_path / "hoy.ics") == 1
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    summaries = {str(event["summary"]) for event in events}
    assert summaries == {"García Muñoz, Ángel: Avisar", "García Muñoz, Ángel: Café"}
    repeated = next(event for event in events if "rrule" in event)
    assert repeated["rrule"].to_ical() == b"FREQ=WEEKLY;BYDAY=TU"
    timed = next(event for event in events if "rrule" not in event)
    assert timed.decoded("dtstart").date() == TODAY
    assert "612" in str(timed["description"])


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path / "shop")) as shop, pytest.raises(StorageError):
        export_calendar(shop, ReminderFilter(), tmp_path / "no" / "x.ics")
