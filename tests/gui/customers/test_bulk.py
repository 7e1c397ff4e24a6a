from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.gui import tasks
from crm_desktop.gui.common.list_panel import make_menu
from crm_desktop.gui.common.reminder_editor import ReminderEditor
from crm_desktop.gui.common.tag_dialog import TagDialog
from crm_desktop.gui.customers.page import CustomersPage
from crm_desktop.services import customers, journal
from tests.gui.customers.conftest import Place, names
from tests.gui.recorder import MessageRecorder
from tests.gui.support import Settle


def select(page: CustomersPage, place: Place, *who: str) -> None:
    page.list.table._select_ids([place.ids[name] for name in who])


def tags_of(place: Place, name: str) -> tuple[str, ...]:
    return customers.get_customer(place.shop, place.ids[name]).tags


def test_several_selected_show_what_can_be_done_with_them(page: CustomersPage, place: Place) -> None:
    select(page, place, "angel", "ines", "nuria")
    assert page.right.currentWidget() is page.selection
    assert page.selection.count.text() == "3 customers selected"
    assert page.selection.buttons["archive"].isVisible()
    assert not page.selection.buttons["unarchive"].isVisible()
    assert page.back()
    assert page.right.currentWidget() is page.detail


def test_when_all_are_archived_the_list_says_where_they_are(
    page: CustomersPage, place: Place, settle: Settle
) -> None:
    tasks.run_change(page, lambda: customers.archive(place.shop, list(place.ids.values())))
    settle()
    assert page.list.nothing.isVisible()
    page.list.nothing.first.emit()
    settle()
    assert len(names(page)) == 5


def test_many_are_archived_in_one_step_that_can_be_undone(
    page: CustomersPage, place: Place, settle: Settle, qtbot: QtBot
) -> None:
    select(page, place, "angel", "ines", "nuria")
    QTest.mouseClick(page.selection.buttons["archive"], Qt.MouseButton.LeftButton)
    settle()
    assert names(page) == ["Álvarez Peñalver, Begoña", "Hostal del Port"]
    last = journal.last_undoable(place.shop)
    assert last is not None
    journal.undo(place.shop, last.id)
    page.list.reload()
    settle()
    assert len(names(page)) == 5


def test_tags_are_put_on_and_taken_off_many(
    page: CustomersPage, place: Place, settle: Settle, qtbot: QtBot
) -> None:
    select(page, place, "angel", "ines")
    page.selection.buttons["tag"].click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TagDialog)
    settle()
    assert list(dialog.toggles) == ["Feria"]
    dialog.save()
    assert dialog.fault.isVisible()
    dialog.toggles["Feria"].click()
    QTest.keyClicks(dialog.editor.line, "VIP")
    dialog.save()
    settle()
    assert (tags_of(place, "angel"), tags_of(place, "ines"), tags_of(place, "nuria")) == (
        ("VIP",),
        ("VIP",),
        (),
    )


def test_closing_the_tags_asks_about_what_was_typed(
    page: CustomersPage, place: Place, settle: Settle, qtbot: QtBot, recorder: MessageRecorder
) -> None:
    select(page, place, "angel", "ines")
    page.bulk.tag()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TagDialog)
    settle()
    QTest.keyClicks(dialog.editor.line, "VIP")
    recorder.answer("Discard")
    dialog.reject()
    settle()
    assert len(recorder.questions) == 1
    assert tags_of(place, "angel") == ("Feria",)


def test_somebody_looks_after_many(page: CustomersPage, place: Place, settle: Settle) -> None:
    select(page, place, "angel", "ines")
    page.bulk.assign()
    settle()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Lucía", "", "Nobody in particular"]
    menu.actions()[0].trigger()
    menu.close()
    settle()
    found = [customers.get_customer(place.shop, place.ids[n]).staff_id for n in ("angel", "ines", "nuria")]
    assert found == [place.staff, place.staff, None]


def test_a_follow_up_for_all_of_them(page: CustomersPage, place: Place, settle: Settle) -> None:
    select(page, place, "angel", "nuria")
    page.selection.buttons["follow_up"].click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReminderEditor)
    settle()
    dialog.discard()


def test_the_context_menu_offers_the_same(page: CustomersPage, place: Place, settle: Settle) -> None:
    select(page, place, "angel", "nuria")
    menu = make_menu(page, page.bulk.groups())
    offered = {action.text() for action in menu.actions() if action.text()}
    assert "Archive" in offered
    assert "Bring back to the lists" not in offered
    page.list.filters.chips["archived"].setChecked(True)
    settle()
    again = {action.text() for action in make_menu(page, page.bulk.groups()).actions() if action.text()}
    assert "Bring back to the lists" in again
    assert "Archive" not in again


def test_select_all_means_the_whole_list(page: CustomersPage, place: Place, settle: Settle) -> None:
    page.list.table.selectAll()
    page.bulk.assign_to(place.staff)
    settle()
    assert all(
        customers.get_customer(place.shop, customer_id).staff_id == place.staff
        for customer_id in place.ids.values()
    )
    assert page.selection.count.text() == "5 customers selected"
