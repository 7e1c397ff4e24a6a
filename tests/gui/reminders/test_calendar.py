"""The month and the list of its day."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.domain.reminders.listing import MonthDay
from crm_desktop.gui.common.reminder_editor import ReminderEditor
from crm_desktop.gui.reminders.month_view import MonthView
from crm_desktop.gui.reminders.page import RemindersPage
from crm_desktop.gui.reminders.view_bar import Shown
from crm_desktop.services import reminders
from tests.factories import TODAY, a_clock
from tests.gui.reminders.conftest import DAY, Place
from tests.gui.support import Settle


@pytest.fixture
def month(page: RemindersPage, settle: Settle) -> RemindersPage:
    page.show_view(Shown.MONTH)
    settle()
    return page


def of_day(page: RemindersPage) -> list[str]:
    model = page.calendar.table.paged
    return [row.subject for row in (model.row_at(n) for n in range(model.total)) if row]


def test_it_opens_on_today_with_its_follow_ups(month: RemindersPage) -> None:
    assert month.calendar.month.hasFocus()
    assert month.calendar.title.text() == "November 2026"
    assert of_day(month) == ["Avisar del encargo", "Llevar la muestra"]


def test_the_arrows_walk_days_and_weeks_and_pages_months(month: RemindersPage, settle: Settle) -> None:
    view = month.calendar.month
    QTest.keyClick(view, Qt.Key.Key_Right)
    settle()
    assert of_day(month) == ["Revisión"]
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.day() == TODAY + 7 * DAY
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.day() == date(2026, 12, 28)
    assert month.calendar.title.text() == "December 2026"
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.day() == TODAY
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert month.calendar.title.text() == "October 2026"


def test_enter_goes_to_the_day_whose_keys_work_too(
    month: RemindersPage, place: Place, settle: Settle
) -> None:
    QTest.keyClick(month.calendar.month, Qt.Key.Key_Return)
    assert month.calendar.table.hasFocus()
    QTest.keyClick(month.calendar.table, Qt.Key.Key_Delete)
    settle()
    assert of_day(month)[0] == "Llevar la muestra"
    assert reminders.counts(place.shop).today == 1


def test_a_click_chooses_a_day(month: RemindersPage, settle: Settle) -> None:
    view = month.calendar.month
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect_of(TODAY - 3 * DAY).center().toPoint())
    settle()
    assert view.day() == TODAY - 3 * DAY
    assert of_day(month) == ["Felicitar"]
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=view.rect_of(view.day()).center().toPoint())
    assert month.calendar.table.hasFocus()


def test_a_day_without_anything_says_so_and_can_be_planned(month: RemindersPage, settle: Settle) -> None:
    month.calendar.month._go(TODAY + 5 * DAY)
    settle()
    assert month.calendar.empty.isVisible()
    month.calendar.new_button.click()
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ReminderEditor))
    assert dialog.day.value() == TODAY + 5 * DAY
    settle()
    dialog.discard()


def test_ctrl_n_plans_for_the_chosen_day(month: RemindersPage, settle: Settle) -> None:
    month.calendar.month._go(TODAY + 2 * DAY)
    month.new()
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ReminderEditor))
    assert dialog.day.value() == TODAY + 2 * DAY
    settle()
    dialog.discard()


def test_only_one_person_s(month: RemindersPage, place: Place, settle: Settle) -> None:
    month.calendar.staff_filter.set_value(place.lucia, "Lucía")
    month.calendar.reload()
    settle()
    assert of_day(month) == ["Avisar del encargo"]


@pytest.mark.parametrize("day", [date(2026, 2, 1), date(2024, 2, 29), date(2026, 11, 30), date(2027, 1, 1)])
def test_every_day_of_the_grid_is_where_it_is_painted(themed: QApplication, qtbot: QtBot, day: date) -> None:
    view = MonthView(a_clock())
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.set_day(day)
    first = view._first()
    for number in range(42):
        one = first + number * DAY
        assert view.day_at(view.rect_of(one).center()) == one
    assert view.day_at(QPointF(10, 2)) is None


@pytest.mark.parametrize("size", [(320, 240), (1200, 900), (40, 30)])
def test_it_paints_at_any_size(themed: QApplication, qtbot: QtBot, size: tuple[int, int]) -> None:
    view = MonthView(a_clock())
    qtbot.addWidget(view)
    view.setMinimumSize(1, 1)
    view.resize(*size)
    view.show_days(
        [MonthDay(TODAY, 12, 3, ("9:00 " + "x" * 200, "b", "c")), MonthDay(TODAY + DAY, 1, 0, ("a",))]
    )
    assert not view.grab().isNull()
    assert "12 due" in view.accessibleDescription()
