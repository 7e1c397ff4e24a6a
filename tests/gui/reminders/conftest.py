"""A shop with a few follow-ups, and the page that shows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.reminders.model import Method, Priority
from crm_desktop.gui.reminders.page import RemindersPage
from crm_desktop.services import customers, reminders, staff
from tests.factories import TODAY, a_customer, a_mobile, a_reminder, a_staff_member
from tests.gui import support
from tests.gui.support import Settle

DAY = timedelta(days=1)


@dataclass
class Place(support.Place):
    """The shop and what is planned in it.

    Attributes:
        customers, reminders: short name -> id.
    """

    customers: dict[str, int] = field(default_factory=dict)
    reminders: dict[str, int] = field(default_factory=dict)
    lucia: int = 0


@pytest.fixture
def place(empty_place: support.Place) -> Place:
    """Three customers; two follow-ups today, one late, one tomorrow that repeats."""
    placed = Place(empty_place.shop, empty_place.context, empty_place.went)
    shop = placed.shop
    placed.lucia = staff.save_staff(shop, a_staff_member("Lucía")).value
    people: dict[str, dict[str, Any]] = {
        "angel": {"warning": "Paga en efectivo", "tags": ("Feria",)},
        "begona": {"given_name": "Begoña", "family_name": "Álvarez", "second_family_name": "Peñalver"},
        "ines": {"given_name": "Inés", "family_name": "López", "do_not_contact": True},
    }
    for number, (name, more) in enumerate(people.items()):
        phone = a_mobile(f"62231077{number}", f"+3462231077{number}")
        made = customers.save_customer(shop, a_customer(contacts=(phone,), **more))
        placed.customers[name] = made.value
    wanted: dict[str, tuple[str, dict[str, Any]]] = {
        "call": (
            "angel",
            {"subject": "Avisar del encargo", "due_time": time(9, 30), "staff_id": placed.lucia},
        ),
        "visit": (
            "begona",
            {"subject": "Llevar la muestra", "method": Method.VISIT, "priority": Priority.HIGH},
        ),
        "late": ("begona", {"subject": "Felicitar", "due_date": TODAY - 3 * DAY}),
        "weekly": (
            "angel",
            {"subject": "Revisión", "due_date": TODAY + DAY, "rrule": "FREQ=WEEKLY;BYDAY=SU"},
        ),
    }
    for name, (who, fields) in wanted.items():
        saved = reminders.save(shop, a_reminder(placed.customers[who], **fields))
        placed.reminders[name] = saved.value
    return placed


@pytest.fixture
def page(place: Place, settle: Settle, qtbot: QtBot) -> RemindersPage:
    """The page over that shop, shown."""
    return shown_page(place, settle, qtbot)


def shown_page(place: support.Place, settle: Settle, qtbot: QtBot) -> RemindersPage:
    """Show the page over a shop."""
    return support.shown(RemindersPage(place.context), settle, qtbot, (1158, 640))


def listed(page: RemindersPage) -> list[str]:
    """Return what the follow-ups in the list are about, from the top down."""
    model = page.list.table.paged
    rows = (model.row_at(row) for row in range(model.total))
    return [row.subject for row in rows if row]
