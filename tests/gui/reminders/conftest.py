"""A shop with a few follow-ups, and the page that shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.reminders.model import Method, Priority
from crm_desktop.gui import tasks
from crm_desktop.gui.common.screen import Context
from crm_desktop.gui.common.ui_state import UiState
from crm_desktop.gui.reminders.page import RemindersPage
from crm_desktop.services import customers, reminders, settings, staff
from crm_desktop.services.shop import Shop
from tests.factories import TODAY, a_customer, a_mobile, a_profile, a_reminder, a_shop, a_staff_member

Settle = Callable[[], None]
DAY = timedelta(days=1)


@dataclass
class Place:
    """The shop and what is planned in it.

    Attributes:
        customers, reminders: short name -> id.
        went: where the screens asked to go.
    """

    shop: Shop
    context: Context
    customers: dict[str, int] = field(default_factory=dict)
    reminders: dict[str, int] = field(default_factory=dict)
    lucia: int = 0
    went: list[tuple[str, object]] = field(default_factory=list)


@pytest.fixture
def empty_place(tmp_path: Path) -> Iterator[Place]:
    """A shop with nothing planned."""
    with closing(a_shop(tmp_path / "shop")) as shop:
        settings.save_profile(shop, a_profile())
        went: list[tuple[str, object]] = []
        context = Context(shop, UiState(None), lambda screen, target: went.append((screen, target)))
        yield Place(shop, context, went=went)


@pytest.fixture
def place(empty_place: Place) -> Place:
    """Three customers; two follow-ups today, one late, one tomorrow that repeats."""
    shop = empty_place.shop
    empty_place.lucia = staff.save_staff(shop, a_staff_member("Lucía")).value
    people: dict[str, dict[str, Any]] = {
        "angel": {"warning": "Paga en efectivo", "tags": ("Feria",)},
        "begona": {"given_name": "Begoña", "family_name": "Álvarez", "second_family_name": "Peñalver"},
        "ines": {"given_name": "Inés", "family_name": "López", "do_not_contact": True},
    }
    for number, (name, more) in enumerate(people.items()):
        phone = a_mobile(f"62231077{number}", f"+3462231077{number}")
        made = customers.save_customer(shop, a_customer(contacts=(phone,), **more))
        empty_place.customers[name] = made.value
    wanted: dict[str, tuple[str, dict[str, Any]]] = {
        "call": (
            "angel",
            {"subject": "Avisar del encargo", "due_time": time(9, 30), "staff_id": empty_place.lucia},
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
        saved = reminders.save(shop, a_reminder(empty_place.customers[who], **fields))
        empty_place.reminders[name] = saved.value
    return empty_place


@pytest.fixture
def settle(gui: tasks.Runner, qtbot: QtBot) -> Settle:
    """Wait until nothing is read, written, or about to be."""

    def wait() -> None:
        for _again in range(2):
            qtbot.wait(30)
            qtbot.waitUntil(gui.idle, timeout=10_000)
        qtbot.wait(1)

    return wait


@pytest.fixture
def page(place: Place, settle: Settle, qtbot: QtBot) -> RemindersPage:
    """The page over that shop, shown."""
    return shown_page(place, settle, qtbot)


def shown_page(place: Place, settle: Settle, qtbot: QtBot) -> RemindersPage:
    """Show the page over a shop."""
    made = RemindersPage(place.context)
    qtbot.addWidget(made)
    made.resize(1158, 640)
    made.show()
    settle()
    return made


def listed(page: RemindersPage) -> list[str]:
    """Return what the follow-ups in the list are about, from the top down."""
    model = page.list.table.paged
    rows = (model.row_at(row) for row in range(model.total))
    return [row.subject for row in rows if row]
