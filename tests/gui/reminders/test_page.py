"""The screen of the follow-ups: views, keys, bulk changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from crm_desktop.domain.reminders.listing import NOBODY
from crm_desktop.domain.reminders.model import ReminderState, Result
from crm_desktop.gui.common.complete_dialog import CompleteDialog
from crm_desktop.gui.common.reminder_editor import ReminderEditor
from crm_desktop.gui.reminders.actions import MomentDialog
from crm_desktop.gui.reminders.page import RemindersPage
from crm_desktop.gui.reminders.view_bar import Shown
from crm_desktop.services import journal, reminders
from tests.factories import NOW, TODAY
from tests.gui.recorder import MessageRecorder
from tests.gui.reminders.conftest import DAY, Place, listed, shown_page
from tests.gui.support import Settle


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def press(page: RemindersPage, key: Qt.Key) -> None:
    page.list.table.setFocus()
    QTest.keyClick(page.list.table, key)


def pick(text: str) -> None:
    menu = open_menu()
    action = next(a for a in menu.actions() if text in a.text())
    action.trigger()
    menu.close()


def dialog_of(kind: type) -> object:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def test_today_opens_with_its_follow_ups_and_the_first_beside_them(page: RemindersPage) -> None:
    assert listed(page) == ["Avisar del encargo", "Llevar la muestra"]
    assert page.detail.name.text() == "García Muñoz, Ángel"
    assert page.detail.phone.text() == "622 310 770"
    assert page.detail.warning_text.text() == "Paga en efectivo"
    assert page.detail.warning.isVisible()


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (Shown.OVERDUE, ["Felicitar"]),
        (Shown.WEEK, ["Felicitar", "Avisar del encargo", "Llevar la muestra", "Revisión"]),
        (Shown.PEOPLE, ["Felicitar", "Avisar del encargo", "Llevar la muestra", "Revisión"]),
        (Shown.ALL, ["Felicitar", "Avisar del encargo", "Llevar la muestra", "Revisión"]),
    ],
)
def test_each_view_shows_its_dates(
    page: RemindersPage, settle: Settle, shown: Shown, expected: list[str]
) -> None:
    page.views.buttons[shown].click()
    settle()
    assert listed(page) == expected
    assert page.context.state.text("reminders.view") == shown.value


def test_the_views_tell_how_many_wait(page: RemindersPage) -> None:
    assert page.views.buttons[Shown.TODAY].text() == "Today  2"
    assert page.views.buttons[Shown.OVERDUE].text() == "Overdue  1"
    assert page.views.buttons[Shown.WEEK].text() == "This week  4"


def test_by_person_shows_what_each_has(page: RemindersPage, place: Place, settle: Settle) -> None:
    page.show_view(Shown.PEOPLE)
    settle()
    chips = {chip.text(): chip for chip in page.list.people.chips}
    assert list(chips) == ["Everybody  4", "Lucía  1", "Nobody in particular  3"]
    chips["Lucía  1"].click()
    settle()
    assert listed(page) == ["Avisar del encargo"]
    page.list.people._choose(NOBODY)
    settle()
    assert len(listed(page)) == 3


def test_typing_in_the_list_searches_and_esc_empties_it(page: RemindersPage, settle: Settle) -> None:
    page.show_view(Shown.ALL)
    settle()
    page.list.table.keyboardSearch("b")
    QTest.keyClicks(page.list.search, "egona")
    settle()
    assert listed(page) == ["Felicitar", "Llevar la muestra"]
    assert page.back()
    settle()
    assert len(listed(page)) == 4
    assert page.back()
    assert page.shown is Shown.TODAY
    assert not page.back()


def test_a_search_without_result_offers_to_remove_it(page: RemindersPage, settle: Settle) -> None:
    page.list.search.setText("nadie")
    settle()
    assert page.list.nothing.isVisible()
    page.list.nothing.first.emit()
    settle()
    assert len(listed(page)) == 2


def test_enter_asks_what_came_of_it(page: RemindersPage, place: Place, settle: Settle) -> None:
    press(page, Qt.Key.Key_Return)
    settle()
    dialog = dialog_of(CompleteDialog)
    assert isinstance(dialog, CompleteDialog)
    dialog.results.choose(Result.CONTACTED)
    dialog.save()
    settle()
    assert reminders.get(place.shop, place.reminders["call"]).state is ReminderState.DONE
    assert listed(page) == ["Llevar la muestra"]
    assert page.views.buttons[Shown.TODAY].text() == "Today  1"


def test_the_next_one_takes_the_place_of_one_that_is_done(
    page: RemindersPage, place: Place, settle: Settle
) -> None:
    page.show_view(Shown.ALL)
    settle()
    page.list.table.select_row(1)
    reminders.complete(place.shop, place.reminders["call"], Result.CONTACTED)
    page.activate()
    settle()
    assert page.list.table.current_id() == place.reminders["visit"]
    assert page.list.table.selected_count() == 1
    assert page.detail.subject.text() == "Llevar la muestra"


def test_a_list_read_again_before_it_was_there_has_a_current_row(page: RemindersPage, settle: Settle) -> None:
    page.show_view(Shown.WEEK)
    page.activate()
    settle()
    assert len(listed(page)) == 4
    assert page.list.table.current_id() is not None
    assert page.list.table.selected_count() == 1


def test_z_puts_off_and_it_can_be_shown_again(page: RemindersPage, place: Place, settle: Settle) -> None:
    press(page, Qt.Key.Key_Z)
    pick("In one hour")
    settle()
    assert listed(page) == ["Llevar la muestra"]
    assert page.list.filters.chips["hidden"].isVisible()
    page.list.filters.chips["hidden"].click()
    settle()
    assert listed(page) == ["Avisar del encargo", "Llevar la muestra"]
    page.list.table.select_row(0)
    assert page.detail.wake.isVisible()
    page.detail.wake.click()
    settle()
    assert reminders.get(place.shop, place.reminders["call"]).snoozed_until is None


def test_what_was_put_off_comes_back_by_itself(page: RemindersPage, place: Place, settle: Settle) -> None:
    reminders.snooze(place.shop, [place.reminders["call"]], NOW + timedelta(hours=1))
    page.look_again()
    settle()
    assert listed(page) == ["Llevar la muestra"]
    place.shop.clock.instant = NOW + timedelta(hours=1)  # type: ignore[attr-defined]
    page.look_again()
    settle()
    assert listed(page) == ["Avisar del encargo", "Llevar la muestra"]


def test_z_takes_another_moment_in_words(page: RemindersPage, place: Place, settle: Settle) -> None:
    press(page, Qt.Key.Key_Z)
    pick("Another moment")
    dialog = dialog_of(MomentDialog)
    assert isinstance(dialog, MomentDialog)
    dialog.save()
    assert dialog.isVisible()
    QTest.keyClicks(dialog.day, "mañana"[:2])
    dialog.day.clear()
    QTest.keyClicks(dialog.day, "+3d")
    dialog.save()
    settle()
    until = reminders.get(place.shop, place.reminders["call"]).snoozed_until
    assert until is not None
    assert place.shop.clock.local(until).isoformat() == "2026-11-24T09:00:00+01:00"


def test_m_moves_to_another_date(page: RemindersPage, place: Place, settle: Settle) -> None:
    press(page, Qt.Key.Key_M)
    pick("In a week")
    settle()
    assert reminders.get(place.shop, place.reminders["call"]).due_date == TODAY + 7 * DAY


def test_r_gives_it_to_somebody(page: RemindersPage, place: Place, settle: Settle) -> None:
    page.list.table.select_row(1)
    press(page, Qt.Key.Key_R)
    pick("Lucía")
    settle()
    assert reminders.get(place.shop, place.reminders["visit"]).staff_id == place.lucia


def test_s_leaves_one_time_of_a_series_out(page: RemindersPage, place: Place, settle: Settle) -> None:
    page.show_view(Shown.ALL)
    settle()
    page.list.table.select_id(place.reminders["weekly"])
    press(page, Qt.Key.Key_S)
    settle()
    assert reminders.get(place.shop, place.reminders["weekly"]).state is ReminderState.CANCELLED
    assert listed(page)[-1] == "Revisión"


def test_nothing_to_leave_out_is_said(page: RemindersPage, settle: Settle, recorder: MessageRecorder) -> None:
    press(page, Qt.Key.Key_S)
    settle()
    assert recorder.toasts == ["Nothing had to be changed."]


def test_del_cancels_and_undo_brings_it_back(page: RemindersPage, place: Place, settle: Settle) -> None:
    page.list.table.selectAll()
    assert page.detail.name.text() == "2 follow-ups selected"
    press(page, Qt.Key.Key_Delete)
    settle()
    assert listed(page) == []
    assert page.list.nothing.isVisible()
    last = journal.last_undoable(place.shop)
    assert last is not None
    journal.undo(place.shop, last.id)
    page.activate()
    settle()
    assert len(listed(page)) == 2


def test_many_are_moved_at_once_from_the_panel(page: RemindersPage, place: Place, settle: Settle) -> None:
    page.list.table.selectAll()
    page.detail.buttons["move"].click()
    pick("Tomorrow")
    settle()
    found = reminders.get_many(place.shop, [place.reminders["call"], place.reminders["visit"]])
    assert {one.due_date for one in found} == {TODAY + DAY}
    assert not page.detail.buttons["edit"].isEnabled()


def test_f2_and_ctrl_n_open_the_editor(page: RemindersPage, settle: Settle) -> None:
    page.edit()
    settle()
    dialog = dialog_of(ReminderEditor)
    assert isinstance(dialog, ReminderEditor)
    assert dialog.subject.value() == "Avisar del encargo"
    dialog.discard()
    settle()
    assert page.new()
    settle()
    dialog = dialog_of(ReminderEditor)
    assert isinstance(dialog, ReminderEditor)
    assert dialog.subject.value() == ""
    dialog.discard()


def test_the_context_menu_offers_everything(page: RemindersPage, settle: Settle) -> None:
    page.list_keys.menu(page.mapToGlobal(page.rect().center()))
    texts = [action.text() for action in open_menu().actions() if action.text()]
    assert len(texts) == 6
    open_menu().close()


def test_the_file_of_the_customer_is_opened(page: RemindersPage, place: Place) -> None:
    page.detail.open_file.click()
    assert place.went == [("customers", place.customers["angel"])]


@pytest.mark.parametrize("shown", list(Shown))
def test_an_empty_shop_says_what_each_view_is_for(
    empty_place: Place, settle: Settle, qtbot: QtBot, shown: Shown
) -> None:
    page = shown_page(empty_place, settle, qtbot)
    page.show_view(shown)
    settle()
    empty = page.calendar.empty if shown is Shown.MONTH else page.list.nothing
    assert empty.isVisible()


def test_an_empty_today_leads_to_what_is_overdue(page: RemindersPage, place: Place, settle: Settle) -> None:
    reminders.move(place.shop, [place.reminders["call"], place.reminders["visit"]], TODAY + 5 * DAY)
    page.activate()
    settle()
    assert page.list.nothing.offered("second")
    page.list.nothing.second.emit()
    settle()
    assert page.shown is Shown.OVERDUE


def test_another_day_begins_while_the_window_is_open(
    page: RemindersPage, place: Place, settle: Settle
) -> None:
    place.shop.clock.instant = NOW + timedelta(days=1)  # type: ignore[attr-defined]
    page.show_view(Shown.TODAY)
    settle()
    assert listed(page) == ["Revisión"]


@pytest.mark.parametrize("target", ["overdue", "month", "all"])
def test_other_screens_open_a_view(page: RemindersPage, settle: Settle, target: str) -> None:
    page.open_target(target)
    settle()
    assert page.shown.value == target


def test_closed_ones_are_shown_and_cannot_be_closed_again(
    page: RemindersPage, place: Place, settle: Settle
) -> None:
    reminders.complete(place.shop, place.reminders["call"], Result.CONTACTED, "Vendrá")
    page.show_view(Shown.ALL)
    page.list.filters.set_value("state", ReminderState.DONE)
    page.list.reload()
    settle()
    assert listed(page) == ["Avisar del encargo"]
    assert not page.detail.buttons["complete"].isVisible()
    press(page, Qt.Key.Key_Return)
    assert not any(isinstance(w, CompleteDialog) and w.isVisible() for w in QApplication.topLevelWidgets())


def test_a_narrow_window_keeps_its_buttons_as_icons(page: RemindersPage, settle: Settle) -> None:
    page.resize(1400, 700)
    assert page.print_button.text()
    page.resize(950, 500)
    settle()
    assert page.print_button.text() == ""
    assert page.width() <= 960


def test_at_every_width_the_views_say_their_whole_words(page: RemindersPage, settle: Settle) -> None:
    for width in (1400, 1158, 964, 760):
        page.resize(width, 500)
        settle()
        for chip in page.views.chips:
            assert chip.width() >= chip.sizeHint().width(), (width, chip.text())
            assert page.views.rect().contains(chip.geometry()), (width, chip.text())


def test_a_narrow_window_shortens_the_new_button(page: RemindersPage, settle: Settle) -> None:
    page.resize(1400, 500)
    settle()
    assert page.new_button.text().strip() == "New follow-up"
    page.resize(930, 500)
    settle()
    assert page.new_button.text().strip() == "New"
    assert page.new_button.accessibleName() == "New follow-up"
    assert len({chip.y() for chip in page.views.chips}) == 1


@pytest.mark.parametrize("width", [1500, 1158, 880])
def test_the_buttons_of_the_panel_are_never_cut(page: RemindersPage, settle: Settle, width: int) -> None:
    page.resize(width, 600)
    settle()
    for name, made in page.detail.buttons.items():
        assert made.width() >= made.sizeHint().width(), (name, made.text())
        assert "key" in made.toolTip()
