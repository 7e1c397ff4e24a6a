from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from crm_desktop.domain.reminders.model import Priority, Reminder, ReminderState
from crm_desktop.exchange.icalendar_writer import write_calendar
from tests.factories import NOW, a_reminder

MADRID = ZoneInfo("Europe/Madrid")


def entries(*reminders: Reminder, zone: ZoneInfo | None = MADRID, **options: Any) -> list[Any]:
    calendar = Calendar.from_ical(write_calendar(reminders, NOW, zone, **options))
    return [part for part in calendar.walk() if part.name in {"VEVENT", "VTODO"}]


def a_call(**fields: Any) -> Reminder:
    return a_reminder(uid="0a" * 16, customer_name="Ángel García; Muñoz", **fields)


def test_a_follow_up_without_an_hour_is_a_whole_day_that_stays_free() -> None:
    (event,) = entries(a_call())
    assert event["dtstart"].dt == date(2026, 11, 21)
    assert event["dtend"].dt == date(2026, 11, 22)
    assert event["transp"] == "TRANSPARENT"
    assert event["uid"] == "0a" * 16 + "@mostrador"
    assert event["summary"] == "Ángel García; Muñoz: Avisar de que ha llegado su encargo"


def test_a_follow_up_with_an_hour_is_in_the_shops_zone_with_its_rules() -> None:
    text = write_calendar([a_call(due_time=time(17, 30), minutes=45)], NOW, MADRID).decode()
    assert "DTSTART;TZID=Europe/Madrid:20261121T173000" in text
    assert "DTEND;TZID=Europe/Madrid:20261121T181500" in text
    assert "BEGIN:VTIMEZONE" in text


def test_without_a_zone_hours_are_those_of_whoever_looks() -> None:
    text = write_calendar([a_call(due_time=time(17, 30))], NOW, None).decode()
    assert "DTSTART:20261121T173000\r\n" in text


def test_the_rule_of_a_series_begins_where_the_series_is() -> None:
    weekly = a_call(
        rrule="FREQ=WEEKLY;COUNT=5",
        series_start=date(2026, 11, 7),
        occurrence=date(2026, 11, 21),
        due_date=date(2026, 11, 21),
    )
    (event,) = entries(weekly)
    assert event["dtstart"].dt == date(2026, 11, 21)
    assert event["rrule"]["COUNT"] == [3]


def test_a_moved_follow_up_of_a_series_is_told_beside_it() -> None:
    moved = a_call(
        rrule="FREQ=WEEKLY",
        series_start=date(2026, 11, 7),
        occurrence=date(2026, 11, 21),
        due_date=date(2026, 11, 23),
        due_time=time(10),
    )
    series, exception = entries(moved)
    assert series["dtstart"].dt == datetime(2026, 11, 21, 10, tzinfo=MADRID)
    assert exception["recurrence-id"].dt == datetime(2026, 11, 21, 10, tzinfo=MADRID)
    assert exception["dtstart"].dt == datetime(2026, 11, 23, 10, tzinfo=MADRID)
    assert series["uid"] == exception["uid"]
    assert "rrule" not in exception


def test_the_end_of_a_series_with_an_hour_is_an_instant() -> None:
    (event,) = entries(
        a_call(rrule="FREQ=DAILY;UNTIL=20261130", series_start=date(2026, 11, 21), due_time=time(9))
    )
    assert event["rrule"]["UNTIL"] == [datetime(2026, 11, 30, 22, 59, 59, tzinfo=UTC)]


def test_tasks_carry_their_state() -> None:
    done = a_call(state=ReminderState.DONE, done_at=NOW, priority=Priority.HIGH)
    open_, closed = entries(a_call(), done, as_tasks=True)
    assert (open_.name, open_["status"], closed["status"]) == ("VTODO", "NEEDS-ACTION", "COMPLETED")
    assert closed["completed"].dt == NOW
    assert closed["priority"] == 1


def test_the_telephone_is_seen_beside_the_follow_up_and_texts_are_only_text() -> None:
    hostile = a_call(notes="a\nBEGIN:VEVENT")
    (event,) = entries(hostile, phones={1: "622 310 775"}, shop="Mercería")
    assert event["description"] == "622 310 775\na\nBEGIN:VEVENT"


def test_long_lines_are_folded() -> None:
    data = write_calendar([a_call(notes="ñ" * 500)], NOW, MADRID)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
