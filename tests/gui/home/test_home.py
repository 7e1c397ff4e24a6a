"""Inicio: what is due, done from here; birthdays; what was done, undone from here; a friendly beginning."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.purchases.model import Sale
from crm_desktop.domain.reminders.listing import ReminderFilter, View
from crm_desktop.domain.reminders.model import Reminder, ReminderState, Result
from crm_desktop.gui import events, tasks
from crm_desktop.gui.common.complete_dialog import CompleteDialog
from crm_desktop.gui.common.labels import ElidedLink, Link, PlainLabel
from crm_desktop.gui.common.screen import Context
from crm_desktop.gui.common.ui_state import UiState
from crm_desktop.gui.home.page import HomePage
from crm_desktop.services import customers, purchases, reminders
from crm_desktop.services.shop import Shop
from tests.factories import TODAY, a_customer, a_reminder, a_shop


@dataclass
class Place:
    shop: Shop
    page: HomePage
    went: list[tuple[str, object]] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(a_shop(tmp_path / "shop")) as made:
        yield made


@pytest.fixture
def opened(gui: tasks.Runner, qtbot: QtBot, shop: Shop) -> Callable[[], Place]:
    def show() -> Place:
        went: list[tuple[str, object]] = []
        page = HomePage(Context(shop, UiState(), lambda screen, target: went.append((screen, target))))
        qtbot.addWidget(page)
        page.resize(1150, 680)
        page.show()
        qtbot.waitUntil(lambda: page._view is not None)
        qtbot.waitUntil(gui.idle)
        return Place(shop, page, went)

    return show


@pytest.fixture
def place(opened: Callable[[], Place], shop: Shop) -> Place:
    names = (("Ángel", "1984-11-21"), ("Begoña", "--11-23"), ("Iñaki", "1990-03-01"))
    ids = [
        customers.save_customer(shop, a_customer(given_name=name, birth=birth)).value for name, birth in names
    ]
    for number, (days, at) in enumerate(
        ((-12, None), (-1, None), (0, time(9, 30)), (0, None), (3, None), (40, None))
    ):
        reminders.save(
            shop,
            a_reminder(
                ids[number % 3], due_date=TODAY + timedelta(days=days), due_time=at, subject=f"n{number}"
            ),
        )
    made = opened()
    made.ids = ids
    return made


def settle(qtbot: QtBot) -> None:
    qtbot.wait(10)
    qtbot.waitUntil(tasks.runner().idle)
    qtbot.wait(10)


def open_ones(shop: Shop) -> list[Reminder]:
    return [reminders.get(shop, one) for one in reminders.list_ids(shop, ReminderFilter(view=View.ALL))]


def test_the_day_in_figures(place: Place) -> None:
    figures = {name: tile.figure() for name, tile in place.page.figures.items()}
    assert figures["overdue"] == "2"
    assert figures["today"] == "2"
    assert figures["birthdays"] == "2"
    assert place.page.date.text() == "Saturday, 21 November 2026"


def test_late_ones_come_first_and_later_ones_do_not_come(place: Place) -> None:
    model = place.page.table.paged
    cells = [
        [cell.text if (cell := model.cell(row, column)) else "" for column in (1, 4)] for row in range(4)
    ]
    assert model.total == 4
    assert cells[0] == ["12 days late", "n0"]
    assert cells[1] == ["Yesterday", "n1"]
    assert {cells[2][0], cells[3][0]} == {"9:30", "Today"}


def test_one_is_done_with_one_key_and_can_be_undone(place: Place, qtbot: QtBot) -> None:
    place.page.table.select_row(0)
    menu = place.page.result_menu(list(place.page.table.selected_ids()))
    menu.actions()[0].trigger()
    settle(qtbot)
    assert place.page.table.paged.total == 3
    assert place.page.done._shown is not None
    done = place.page.done._shown[0]
    assert done.undoable
    place.page.done.undo_asked.emit(done.operation)
    settle(qtbot)
    assert place.page.table.paged.total == 4


def test_several_are_done_at_once(place: Place, qtbot: QtBot) -> None:
    place.page.table.selectAll()
    place.page.complete(list(place.page.table.selected_ids()), Result.CONTACTED)
    settle(qtbot)
    assert place.page.table.paged.total == 0
    assert place.page.due_stack.currentIndex() == 1
    assert [one.state for one in open_ones(place.shop)] == [ReminderState.OPEN] * 2


def test_what_needs_a_date_opens_the_dialog(place: Place, qtbot: QtBot) -> None:
    place.page.complete([place.page.table.paged.ids()[0]], Result.CALL_AGAIN)
    settle(qtbot)
    dialogs = place.page.findChildren(CompleteDialog)
    assert len(dialogs) == 1
    dialogs[0].discard()


def test_space_and_a_click_on_the_circle_ask_for_the_result(
    place: Place, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = place.page.table
    asked: list[int] = []

    def menu(ids: Sequence[int]) -> _Silent:
        asked.extend(ids)
        return _Silent()

    monkeypatch.setattr(place.page, "result_menu", menu)
    table.select_row(1)
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.paged.index(2, 0)).center()
    )
    assert asked[-1] == table.paged.id_at(2)


class _Silent:
    def popup(self, _at: object) -> None:
        """Show nothing."""


def test_enter_opens_the_customers_file(place: Place) -> None:
    place.page.activate()
    place.page.table.select_row(0)
    QTest.keyClick(place.page.table, Qt.Key.Key_Return)
    assert place.went == [("customers", place.ids[0])]


def test_birthdays_open_the_file_and_say_the_age(place: Place) -> None:
    names = [link for link in place.page.birthdays.findChildren(ElidedLink) if link.isVisibleTo(place.page)]
    assert len(names) == 2
    names[0].click()
    assert place.went[-1] == ("customers", place.ids[0])
    texts = [label.text() for label in place.page.birthdays.findChildren(PlainLabel)]
    assert "turns 42" in texts
    assert "Today" in texts


@pytest.mark.parametrize(
    ("name", "target"),
    [("new", ("reminders", "new")), ("print", ("reminders", "print"))],
)
def test_quick_actions_lead_to_their_screens(place: Place, name: str, target: tuple[str, str]) -> None:
    place.page.buttons[name].click()
    assert place.went == [target]


def test_the_menu_of_imports_leads_to_both(place: Place) -> None:
    for action in place.page.buttons["import"].menu().actions():
        action.trigger()
    assert place.went == [("customers", "import"), ("customers", "import_purchases")]


def test_the_sales_of_today_are_seen_and_lead_to_the_counter(place: Place, shop: Shop, qtbot: QtBot) -> None:
    tile = place.page.figures["sales"]
    assert tile.isHidden(), "nothing was ever sold here"
    events.events().changed.emit(purchases.sell(shop, Sale(place.ids[0], 1_250)))
    settle(qtbot)
    assert not tile.isHidden()
    assert tile.figure() == "12,50\N{NO-BREAK SPACE}€"
    assert tile.accessibleName() == "1 sale today: 12,50\N{NO-BREAK SPACE}€"
    tile.click()
    assert place.went == [("counter", None)]


def test_figures_lead_to_their_lists(place: Place) -> None:
    for name in ("overdue", "today", "week"):
        place.page.figures[name].click()
    assert place.went == [("reminders", "overdue"), ("reminders", "today"), ("reminders", "week")]


def test_keys_of_the_screen(place: Place) -> None:
    assert place.page.new()
    place.page.print_()
    assert place.went == [("reminders", "new"), ("reminders", "print")]
    assert len(place.page.keys()) == 3


def test_what_others_do_appears_by_itself(place: Place, qtbot: QtBot) -> None:
    events.events().changed.emit(reminders.save(place.shop, a_reminder(place.ids[0], subject="otro")))
    settle(qtbot)
    assert place.page.table.paged.total == 5


def test_a_new_shop_is_shown_how_to_begin(opened: Callable[[], Place], shop: Shop, qtbot: QtBot) -> None:
    place = opened()
    assert place.page.pages.currentWidget() is place.page.welcome
    first, second = place.page.welcome._buttons.values()
    first.click()
    second.click()
    assert place.went == [("customers", "import"), ("customers", "new")]
    events.events().changed.emit(customers.save_customer(shop, a_customer()))
    settle(qtbot)
    assert place.page.pages.currentIndex() == 0
    assert place.page.nothing.isVisible()


def test_a_small_window_shows_less_at_the_right(place: Place, qtbot: QtBot) -> None:
    wide = place.page.birthdays.width()
    place.page.resize(900, 500)
    assert place.page.birthdays.width() < wide
    assert place.page.table.isColumnHidden(5)
    assert place.page.done.most == 2
    assert not place.page.grab().isNull()


def test_the_usual_window_needs_no_scrolling(place: Place, shop: Shop, qtbot: QtBot) -> None:
    for number in range(8):
        events.events().changed.emit(customers.save_customer(shop, a_customer(given_name=f"Ana{number}")))
    settle(qtbot)
    place.page.resize(1158, 676)  # what a window of 1366 by 768 leaves of itself
    assert place.page.done.most == 5
    layout = place.page.day.layout()
    assert layout is not None
    layout.activate()
    assert place.page.day.minimumSizeHint().height() <= 676


def test_every_undo_says_what_it_undoes(place: Place) -> None:
    links = [one for one in place.page.done.findChildren(Link) if not isinstance(one, ElidedLink)]
    assert links
    assert all(len(link.accessibleName()) > len("Undo: ") for link in links)
