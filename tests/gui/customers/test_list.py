from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.customers.listing import CustomerColumn, CustomerFilter
from crm_desktop.gui import events, tasks
from crm_desktop.gui.customers.list_panel import CustomerList
from crm_desktop.gui.customers.page import CustomersPage
from crm_desktop.services import customers, demo
from crm_desktop.services.changes import EVERYTHING
from tests.factories import a_customer, an_email
from tests.gui.customers.conftest import Place, names, shown_page
from tests.gui.recorder import MessageRecorder
from tests.gui.support import Settle

ALL = [
    "Álvarez Peñalver, Begoña",
    "García Muñoz, Ángel",
    "Hostal del Port",
    "López de Haro, Inés",
    "Ñíguez, Nuria",
]


def test_customers_are_listed_by_name_and_the_first_file_is_open(page: CustomersPage, place: Place) -> None:
    assert names(page) == ALL
    assert page.detail.customer_id() == place.ids["begona"]
    assert page.list.count.text() == "5 customers"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("alvar", ["begona"]),
        ("MUNOZ", ["angel"]),
        ("310 775", ["angel"]),
        ("feria", ["angel"]),
        ("m-0001", ["angel"]),
        ("lejos", ["nuria"]),
        ("port", ["hostal"]),
    ],
)
def test_typing_finds_customers_by_anything(
    page: CustomersPage, place: Place, settle: Settle, qtbot: QtBot, typed: str, found: list[str]
) -> None:
    QTest.keyClicks(page.list.search, typed)
    settle()
    assert list(page.list.table.paged.ids()) == [place.ids[name] for name in found]
    assert page.detail.customer_id() == place.ids[found[0]]


def test_a_search_in_vain_offers_a_new_file_begun_with_it(
    page: CustomersPage, settle: Settle, qtbot: QtBot
) -> None:
    asked: list[str] = []
    page.list.new_asked.disconnect(page.new_customer)
    page.list.new_asked.connect(asked.append)
    page.list.search.setText("Zoe Gil")
    settle()
    assert page.list.nothing.isVisible()
    assert page.detail.customer_id() is None
    page.list.nothing.first.emit()
    assert asked == ["Zoe Gil"]
    page.list.nothing.second.emit()
    settle()
    assert names(page) == ALL


def test_filters_narrow_the_list_and_say_so(page: CustomersPage, place: Place, settle: Settle) -> None:
    panel = page.list
    panel.filters.choose("tag", "Feria")
    settle()
    assert list(panel.table.paged.ids()) == [place.ids["angel"]]
    assert panel.filters.clear_link.isVisible()
    panel.clear_filters()
    panel.filters.choose("town", "valencia")
    settle()
    assert list(panel.table.paged.ids()) == [place.ids["begona"], place.ids["hostal"]]
    panel.clear_filters()
    panel.filters.choose("staff", place.staff)
    settle()
    assert list(panel.table.paged.ids()) == [place.ids["begona"]]
    assert page.back()
    settle()
    assert names(page) == ALL
    assert not page.back()


def test_the_choices_of_the_filters_are_those_of_the_shop(page: CustomersPage) -> None:
    panel = page.list
    assert panel.filters.options("tag") == [("Feria", "Feria (1)")]
    assert ("alboraia", "Alboraia (3)") in panel.filters.options("town")
    assert [text for _value, text in panel.filters.options("staff")] == ["Lucía"]


def test_archived_customers_have_a_list_of_their_own(
    page: CustomersPage, place: Place, settle: Settle, qtbot: QtBot
) -> None:
    tasks.run_change(page, lambda: customers.archive(place.shop, [place.ids["nuria"]]))
    settle()
    assert names(page) == ALL[:-1]
    QTest.mouseClick(page.list.filters.chips["archived"], Qt.MouseButton.LeftButton)
    settle()
    assert list(page.list.table.paged.ids()) == [place.ids["nuria"]]


def test_a_click_on_a_heading_sorts(page: CustomersPage, place: Place, settle: Settle) -> None:
    page.list.table.set_sorting(CustomerColumn.TOWN.value, True)
    settle()
    towns = [page.list.table.paged.row_at(row) for row in range(5)]
    assert [row.town for row in towns if row] == ["València", "València", "Alboraia", "Alboraia", "Alboraia"]
    assert page.list.wanted() == CustomerFilter(sort=CustomerColumn.TOWN, descending=True)


def test_every_column_can_be_sorted_by(page: CustomersPage, settle: Settle) -> None:
    for column in page.list.table.paged.columns:
        for descending in (False, True):
            page.list.table.set_sorting(column.key, descending)
            settle()
            assert page.list.table.paged.total == 5


def test_a_change_elsewhere_is_shown_and_nothing_jumps(
    page: CustomersPage, place: Place, settle: Settle
) -> None:
    page.list.table.select_id(place.ids["ines"])
    customers.save_customer(place.shop, a_customer(given_name="Aina", family_name="Abad"))
    events.events().changed.emit(EVERYTHING)
    settle()
    assert names(page)[0] == "Abad Muñoz, Aina"
    assert page.list.table.current_id() == place.ids["ines"]
    assert page.detail.customer_id() == place.ids["ines"]


def test_an_empty_shop_offers_the_first_steps(empty_place: Place, settle: Settle, qtbot: QtBot) -> None:
    page = shown_page(empty_place, settle, qtbot)
    panel = page.list
    assert panel.nothing.isVisible()
    assert panel.nothing.offered("link")
    for signal, press in (
        (panel.import_asked, panel.nothing.first.emit),
        (panel.demo_asked, panel.nothing.link.emit),
    ):
        signal.disconnect()
        with qtbot.waitSignal(signal):
            press()
    customers.save_customer(empty_place.shop, a_customer())
    events.events().changed.emit(EVERYTHING)
    settle()
    assert panel.table.isVisible()
    assert names(page) == ["García Muñoz, Ángel"]


def test_the_sample_shop_is_one_click_away(
    empty_place: Place, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A small one: the usual one takes most of a minute on a machine that is busy.
    monkeypatch.setattr(demo, "make_demo", partial(demo.make_demo, customers=60))
    page = shown_page(empty_place, settle, qtbot)
    page.list.nothing.link.emit()
    qtbot.waitUntil(lambda: page.list.table.paged.total >= 50, timeout=60_000)
    assert page.list.table.isVisible()


def test_letters_typed_over_the_list_go_into_the_search(
    page: CustomersPage, place: Place, settle: Settle
) -> None:
    page.list.table.setFocus()
    page.list.table.keyboardSearch("h")
    settle()
    assert page.list.search.text() == "h"


def test_cells_warn_of_what_one_should_know(page: CustomersPage, place: Place) -> None:
    model = page.list.table.paged
    icons = {place.ids["angel"]: "triangle-alert", place.ids["ines"]: "bell-off", place.ids["nuria"]: ""}
    for customer_id, icon in icons.items():
        row = model.row_of(customer_id)
        assert row is not None
        cell = model.cell(row, 0)
        assert cell is not None
        assert cell.icon == icon


def test_markup_in_a_name_is_only_text(
    page: CustomersPage, place: Place, settle: Settle, recorder: MessageRecorder
) -> None:
    nasty = a_customer(given_name="<b>Eva</b>", family_name='& "Co"', contacts=(an_email("e@example.com"),))
    made = customers.save_customer(place.shop, nasty).value
    page.open_customer(made)
    settle()
    data = page.detail.data()
    assert data is not None
    assert data.customer.full_name == '<b>Eva</b> & "Co" Muñoz'


def test_the_panel_is_freed_with_its_page(place: Place, settle: Settle, qtbot: QtBot) -> None:
    panel = CustomerList(place.context)
    settle()
    gone: list[bool] = []
    panel.destroyed.connect(lambda: gone.append(True))
    panel.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    events.events().changed.emit(EVERYTHING)
