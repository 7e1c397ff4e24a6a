"""All that happened with a customer, in one column."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.domain.reminders.model import Result
from crm_desktop.services import customers, journal, reminders
from crm_desktop.services.shop import Shop
from crm_desktop.services.timeline import timeline
from tests.factories import NOW, TODAY, a_customer, a_reminder, a_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(a_shop(tmp_path)) as made:
        customers.save_customer(made, a_customer())
        yield made


def later(shop: Shop) -> None:
    clock: Any = shop.clock
    clock.instant += timedelta(minutes=1)


def kinds(shop: Shop) -> list[str]:
    return [entry.kind for entry in timeline(shop, 1)]


def test_everything_is_told_newest_first(shop: Shop) -> None:
    later(shop)
    customers.add_note(shop, 1, "Pasará el viernes")
    later(shop)
    follow_up = reminders.save(shop, a_reminder(1)).value
    later(shop)
    reminders.complete(shop, follow_up, Result.CONTACTED, "Todo bien")
    later(shop)
    customers.save_customer(shop, replace(customers.get_customer(shop, 1), town="València", tags=("vip",)))
    later(shop)
    customers.archive(shop, [1])
    later(shop)
    customers.unarchive(shop, [1])
    reminders.save(shop, a_reminder(1, due_date=TODAY + timedelta(days=3)))
    entries = timeline(shop, 1)
    assert [e.kind for e in entries] == [
        "planned",
        "restored",
        "archived",
        "changed",
        "done",
        "note",
        "added",
    ]
    assert entries[3].title == "File changed: tags, town"
    assert entries[4].detail == "Call · Contacted · Todo bien"
    assert entries[5].title == "Pasará el viernes"
    assert [e.kind for e in timeline(shop, 1, limit=2)] == ["planned", "restored"]


def test_what_was_undone_says_so(shop: Shop) -> None:
    later(shop)
    changed = customers.save_customer(shop, replace(customers.get_customer(shop, 1), notes="algo"))
    journal.undo(shop, changed.operation or 0)
    details = [e.detail for e in timeline(shop, 1) if e.kind == "changed"]
    assert "Undone" in details


def test_a_new_customer_never_inherits_what_was_told_of_another(shop: Shop) -> None:
    gone = customers.save_customer(shop, a_customer(given_name="Adiós", contacts=()))
    journal.undo(shop, gone.operation or 0)
    fresh = customers.save_customer(shop, a_customer(given_name="Hola", contacts=()))
    assert [e.kind for e in timeline(shop, fresh.value)] == ["added"]


@pytest.mark.parametrize(("month", "hour"), [(7, 8), (12, 9)])
def test_a_planned_hour_is_that_hour_in_summer_and_in_winter(shop: Shop, month: int, hour: int) -> None:
    day = TODAY.replace(year=2027, month=month, day=15)
    reminders.save(shop, a_reminder(1, due_date=day, due_time=time(10)))
    assert timeline(shop, 1)[0].at == datetime(2027, month, 15, hour, tzinfo=UTC)


def test_a_late_follow_up_is_told_to_be_late(shop: Shop) -> None:
    clock: Any = shop.clock
    reminders.save(shop, a_reminder(1))
    assert [e.late for e in timeline(shop, 1) if e.kind == "planned"] == [False]
    clock.instant = NOW + timedelta(days=2)
    assert [e.late for e in timeline(shop, 1) if e.kind == "planned"] == [True]


def test_a_customer_who_is_not_there_has_no_past(shop: Shop) -> None:
    assert timeline(shop, 99) == []
    assert kinds(shop) == ["added"]
