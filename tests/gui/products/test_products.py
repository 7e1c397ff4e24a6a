"""Productos: written down, found, known about, asked for, arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.products.listing import ProductFilter
from crm_desktop.domain.products.model import AfterSalesStep, KnowledgeCard, Product, StepKind
from crm_desktop.domain.products.wishes import Wish, WishFilter, WishState
from crm_desktop.domain.reminders.listing import ReminderFilter
from crm_desktop.gui.common.pdf_preview import PdfPreview
from crm_desktop.gui.common.wish_dialog import WishDialog
from crm_desktop.gui.products.page import ProductsPage
from crm_desktop.gui.products.product_detail import ProductDetail
from crm_desktop.gui.products.product_editor import ProductEditor
from crm_desktop.gui.products.step_rows import StepLine
from crm_desktop.services import customers, journal, products, reminders, wishes
from tests.factories import a_customer, a_mobile
from tests.gui.support import Place, Settle, column_texts, dialog_of, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def page(empty_place: Place, settle: Settle, qtbot: QtBot) -> ProductsPage:
    """The screen over a shop without products."""
    return shown(ProductsPage(empty_place.context), settle, qtbot)


def names(page: ProductsPage) -> list[str]:
    return column_texts(page.products.list.table)


def test_an_empty_shop_says_what_the_screen_is_for_and_offers_the_first_step(page: ProductsPage) -> None:
    assert page.products.list.nothing.isVisible()
    detail = page.products.beside
    assert isinstance(detail, ProductDetail)
    assert not detail.edit_button.isVisible()  # there is nothing to edit
    page.products.list.new_asked.emit()
    dialog_of(ProductEditor).discard()


def test_a_product_is_written_down_with_its_card_and_its_plan(
    page: ProductsPage, empty_place: Place, settle: Settle
) -> None:
    page.new()
    settle()
    editor = dialog_of(ProductEditor)
    for key, value in (("name", "Cafetera"), ("code", "8400000000017"), ("price_cents", "1.034,90")):
        editor.form.put(key, value)
    editor.form.put("card_doubts", "¿Vale para inducción? Sí.")
    editor.steps.add_link.click()
    (line,) = editor.steps.lines
    assert isinstance(line, StepLine)
    line.months.setValue(12)
    editor.save()
    settle()
    found = products.by_code(empty_place.shop, "8400000000017")
    assert found is not None
    assert (found.name, found.price_cents) == ("Cafetera", 103_490)
    assert found.card.doubts == "¿Vale para inducción? Sí."
    assert [(step.kind, step.every_months) for step in found.steps] == [(StepKind.INSTALLATION, 12)]
    assert names(page) == ["Cafetera"]
    detail = page.products.beside
    assert isinstance(detail, ProductDetail)
    assert detail.name.text() == "Cafetera"
    assert detail.edit_button.isVisible()


def test_a_bad_price_is_said_under_its_field_and_nothing_is_lost(
    page: ProductsPage, empty_place: Place, settle: Settle
) -> None:
    page.new()
    settle()
    editor = dialog_of(ProductEditor)
    editor.form.put("name", "Cafetera")
    editor.form.put("price_cents", "-5")
    editor.save()
    settle()
    assert editor.isVisible()
    assert editor.form.value("name") == "Cafetera"
    assert not products.list_ids(empty_place.shop, ProductFilter())
    editor.discard()


def test_two_products_cannot_have_the_same_code(
    page: ProductsPage, empty_place: Place, settle: Settle
) -> None:
    products.save(empty_place.shop, Product("Taza", code="123456"))
    page.new()
    settle()
    editor = dialog_of(ProductEditor)
    editor.form.put("name", "Vaso")
    editor.form.put("code", "123456")
    editor.save()
    settle()
    assert "Taza" in editor.form.fields["code"].message.text()
    editor.discard()


def test_an_arrival_plans_one_call_for_each_who_waits(
    page: ProductsPage, empty_place: Place, settle: Settle
) -> None:
    shop = empty_place.shop
    product = products.save(shop, Product("Cafetera", price_cents=3490)).value
    people = [
        customers.save_customer(
            shop, a_customer(given_name=name, contacts=(a_mobile(f"6223107{n}", f"+346223107{n}"),))
        ).value
        for n, name in ((10, "Ana"), (11, "Íñigo"))
    ]
    for person in people:
        wishes.save(shop, Wish(person, product_id=product))
    page.tabs.setCurrentIndex(1)
    settle()
    assert page.wishes is not None
    assert "(2)" in page.tabs.tabText(1) or page.wishes.list.table.paged.total == 2
    page.wishes.list.table.selectAll()
    settle()
    page.wishes.arrived()
    settle()
    planned = [reminders.list_rows(shop, ReminderFilter(customer_id=person)) for person in people]
    assert [len(rows) for rows in planned] == [1, 1]
    assert page.wishes.list.table.paged.total == 0
    assert len(wishes.list_ids(shop, WishFilter(WishState.ARRIVED))) == 2
    last = journal.last_undoable(shop)
    assert last is not None
    journal.undo(shop, last.id)
    assert len(wishes.list_ids(shop, WishFilter(WishState.WAITING))) == 2


def test_an_order_is_written_down_for_a_product_or_in_words(
    page: ProductsPage, empty_place: Place, settle: Settle
) -> None:
    shop = empty_place.shop
    angel = customers.save_customer(shop, a_customer()).value
    cup = products.save(shop, Product("Taza con asa")).value
    page.tabs.setCurrentIndex(1)
    settle()
    for typed in ("taza CON asa", "Un molinillo de manivela"):
        page.new()
        settle()
        dialog = dialog_of(WishDialog)
        dialog.chooser.set_customer(angel, "García Muñoz, Ángel")
        dialog.what.edit.setText(typed)
        dialog._look()
        settle()
        dialog.save()
        settle()
    found = [wishes.get(shop, key) for key in wishes.list_ids(shop, WishFilter())]
    assert sorted((wish.product_id or 0, wish.what) for wish in found) == [
        (0, "Un molinillo de manivela"),
        (cup, ""),
    ]


def test_an_order_without_a_customer_says_so(page: ProductsPage, settle: Settle) -> None:
    page.tabs.setCurrentIndex(1)
    settle()
    page.new()
    settle()
    dialog = dialog_of(WishDialog)
    dialog.form.put("what", "Una taza")
    dialog.save()
    assert dialog.isVisible()
    dialog.discard()


def test_what_is_asked_for_and_not_sold_is_counted(
    page: ProductsPage, empty_place: Place, settle: Settle
) -> None:
    shop = empty_place.shop
    angel = customers.save_customer(shop, a_customer()).value
    for _again in range(3):
        wishes.save(shop, Wish(angel, "Molinillo"))
    page.tabs.setCurrentIndex(2)
    settle()
    assert page.asked is not None
    assert column_texts(page.asked.table) == ["Molinillo"]
    assert column_texts(page.asked.table, 1) == ["3"]


def test_the_sheet_is_shown_before_it_is_printed(
    page: ProductsPage, empty_place: Place, settle: Settle
) -> None:
    products.save(
        empty_place.shop,
        Product(
            "Cafetera", card=KnowledgeCard(what="Hace café"), steps=(AfterSalesStep(StepKind.STARTUP, 7),)
        ),
    )
    page.products.list.reload()
    settle()
    page.products.list.table.select_row(0)
    settle()
    page.print_()
    settle()
    preview = dialog_of(PdfPreview)
    assert len(preview.pages.sizes) == 1
    preview.discard()


def test_a_product_that_is_put_away_comes_back(
    page: ProductsPage, empty_place: Place, settle: Settle
) -> None:
    key = products.save(empty_place.shop, Product("Cafetera")).value
    page.products.archive(key, away=True)
    settle()
    assert names(page) == []
    page.products.archive(key, away=False)
    settle()
    assert names(page) == ["Cafetera"]


def test_a_tills_file_is_brought_in_from_here(page: ProductsPage, empty_place: Place) -> None:
    (action,) = page.products.list_actions()
    action.run()
    assert empty_place.went == [("customers", "import_purchases")]
