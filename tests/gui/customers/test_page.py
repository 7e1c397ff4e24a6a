from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.gui.customers.editor import CustomerEditor
from crm_desktop.gui.customers.import_wizard import ImportWizard
from crm_desktop.gui.customers.page import CustomersPage
from crm_desktop.services import customers
from tests.gui.customers.conftest import Place, shown_page
from tests.gui.customers.test_editor_parts import a_picture
from tests.gui.support import Settle


def editor() -> CustomerEditor:
    found = QApplication.activeModalWidget()
    assert isinstance(found, CustomerEditor)
    return found


def test_other_screens_open_a_customer(page: CustomersPage, place: Place, settle: Settle) -> None:
    page.list.search.setText("hostal")
    settle()
    page.open_target(place.ids["angel"])
    settle()
    assert page.detail.customer_id() == place.ids["angel"]


def test_new_edit_and_their_keys(page: CustomersPage, place: Place, settle: Settle) -> None:
    assert page.new()
    settle()
    assert editor().title.text() == "New customer"
    editor().discard()
    page.open_target(("new", "Zoe Gil"))
    settle()
    assert editor().form.value("given_name") == "Zoe"
    editor().discard()
    page.open_customer(place.ids["angel"])
    settle()
    page.edit()
    settle()
    assert editor().title.text() == "Ángel García Muñoz"
    editor().discard()
    assert all(key and words for key, words in CustomersPage.keys(page))


def test_a_saved_customer_becomes_the_current_one(page: CustomersPage, place: Place, settle: Settle) -> None:
    page.open_target("new")
    settle()
    editor().form.put("given_name", "Zoe")
    editor().form.put("family_name", "Zurita")
    editor().save()
    settle()
    current = page.list.table.current_id()
    assert current == page.detail.customer_id()
    assert customers.get_customer(place.shop, current or 0).full_name == "Zoe Zurita"


def test_a_photograph_is_kept_with_the_file(
    page: CustomersPage, place: Place, settle: Settle, tmp_path: Path
) -> None:
    page.edit_customer(place.ids["angel"])
    settle()
    editor().form.photo.take(a_picture(tmp_path / "cara.png", 300, 300))
    settle()
    editor().save()
    settle()
    data = page.detail.data()
    assert data is not None
    assert data.photo
    page.edit_customer(place.ids["angel"])
    settle()
    assert not editor().unsaved()
    editor().form.photo.remove_link.click()
    editor().save()
    settle()
    assert customers.get_customer(place.shop, place.ids["angel"]).photo == ""


def test_enter_in_the_list_goes_on_to_a_note(
    page: CustomersPage, place: Place, settle: Settle, qtbot: QtBot
) -> None:
    page.list.focus_list()
    QTest.keyClick(page.list.table, Qt.Key.Key_Down)
    settle()
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    settle()
    assert page.detail.note.edit.hasFocus()
    assert page.detail.customer_id() == place.ids["angel"]


def test_the_search_box_has_the_focus_first(page: CustomersPage) -> None:
    page.activate()
    assert page.list.search.hasFocus()
    page.focus_search()
    assert page.list.search.hasFocus()


def test_in_a_shop_that_can_only_be_read_nothing_is_begun(place: Place, settle: Settle, qtbot: QtBot) -> None:
    place.shop.db.read_only = True
    page = shown_page(place, settle, qtbot)
    page.new()
    page.edit()
    page.detail.new_follow_up()
    settle()
    assert QApplication.activeModalWidget() is None
    assert not page.selection.buttons["archive"].isEnabled()


def test_the_import_is_one_step_away(page: CustomersPage, settle: Settle) -> None:
    page.open_target("import")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportWizard)
    settle()
    dialog.discard()
