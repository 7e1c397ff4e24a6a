"""The customer file about buying: figures, points, orders, consents, and what is done from it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.domain.consents import Consent, Purpose
from crm_desktop.domain.loyalty.model import (
    Basis,
    EarnRule,
    Program,
    ProgramKind,
    ProgramState,
    Reward,
    Rules,
    StampCard,
)
from crm_desktop.domain.loyalty.vouchers import VoucherOffer
from crm_desktop.domain.products.wishes import Wish, WishState
from crm_desktop.domain.purchases.model import PurchaseLine, Sale
from crm_desktop.gui.common.dialog import Dialog
from crm_desktop.gui.common.give_points import GivePoints
from crm_desktop.gui.common.give_voucher import GiveVoucher
from crm_desktop.gui.common.labels import Chip, Link, PlainLabel
from crm_desktop.gui.common.pdf_preview import PdfPreview
from crm_desktop.gui.common.print_cards import CardsDialog
from crm_desktop.gui.common.print_statement import StatementDialog
from crm_desktop.gui.common.purchase_dialog import PurchaseDialog
from crm_desktop.gui.common.return_dialog import ReturnDialog
from crm_desktop.gui.common.stamps import StampRow
from crm_desktop.gui.common.wish_dialog import WishDialog
from crm_desktop.gui.customers.consent_dialog import ConsentDialog, ConsentHistory
from crm_desktop.gui.customers.page import CustomersPage
from crm_desktop.gui.customers.sections import Section
from crm_desktop.services import consents, loyalty, purchases, vouchers, wishes
from tests.factories import TODAY
from tests.gui.customers.conftest import Place, shown_page
from tests.gui.recorder import MessageRecorder
from tests.gui.support import Settle, dialog_of


@pytest.fixture
def file(place: Place, settle: Settle, qtbot: QtBot) -> CustomersPage:
    """Ángel's file: two purchases, points, stamps, a voucher, an order, a consent."""
    shop, angel = place.shop, place.ids["angel"]
    points = loyalty.save_program(shop, Program("Puntos", rules=Rules(earn=(EarnRule(),)))).value
    loyalty.save_reward(shop, Reward("Bolsa de tela", 10, points))
    stamps = loyalty.save_program(
        shop,
        Program("Café", ProgramKind.STAMPS, rules=Rules(earn=(EarnRule(Basis.VISIT),), card=StampCard(10))),
    ).value
    for program in (points, stamps):
        loyalty.set_state(shop, program, ProgramState.ACTIVE)
    purchases.sell(shop, Sale(angel, 2_000, day=TODAY - timedelta(days=40)))
    lines = (PurchaseLine("Camisa", 2_000, 1_500), PurchaseLine("Botones", price_cents=450))
    purchases.sell(shop, Sale(angel, None, lines=lines, ticket="T-7"))
    vouchers.issue(shop, [angel], VoucherOffer(value_cents=500))
    wishes.save(shop, Wish(angel, what="Abrigo azul"))
    consents.record(shop, Consent(angel, Purpose.TELEPHONE, given=True, source="mostrador"))
    page = shown_page(place, settle, qtbot)
    page.open_customer(angel)
    settle()
    return page


def said(page: CustomersPage) -> list[str]:
    return [label.text() for label in page.detail.findChildren(PlainLabel) if label.isVisible()]


def link(page: CustomersPage, accessible: str) -> Link:
    return next(one for one in page.detail.findChildren(Link) if one.accessibleName() == accessible)


def purchase_of(page: CustomersPage, settle: Settle, title: str) -> PurchaseDialog:
    item = next(one for one in page.detail.timeline.items() if one.title.startswith(title))
    page.detail.timeline.opened.emit(item.ref)
    settle()
    return dialog_of(PurchaseDialog)


def test_figures_points_and_what_waits_are_seen(file: CustomersPage) -> None:
    texts = said(file)
    for expected in (
        "54", "points", "2", "purchases", "27,25\N{NO-BREAK SPACE}€", "on average",
        "Within reach: Bolsa de tela", "Order: Abrigo azul",
    ):  # fmt: skip
        assert expected in texts
    assert any(text.startswith("Voucher of 5,00\N{NO-BREAK SPACE}€") for text in texts)
    stamps = [row.text() for row in file.detail.findChildren(StampRow)]
    assert stamps == ["Café: 2 of 10"]


def test_the_stage_tells_its_history(file: CustomersPage) -> None:
    chip = file.detail.findChildren(Chip)[0]
    assert chip.text() == "Repeat customer"
    newest, first = chip.toolTip().split("\n")
    assert newest.startswith("Repeat customer since 21")
    assert first.startswith("One time only since 12")


def test_selling_goes_to_the_counter(file: CustomersPage, place: Place) -> None:
    file.detail.actions_of_sales.sell()
    assert place.went[-1] == ("counter", place.ids["angel"])


def test_a_purchase_opens_with_its_lines(file: CustomersPage, settle: Settle) -> None:
    dialog = purchase_of(file, settle, "Purchase of 34")
    texts = dialog.texts()
    assert "2 × Camisa" in texts
    assert "30,00\N{NO-BREAK SPACE}€" in texts
    assert "34,50\N{NO-BREAK SPACE}€" in texts
    assert "Ticket T-7" in dialog.about.text()
    dialog.accept()


def test_a_purchase_is_taken_back_from_its_dialog(file: CustomersPage, place: Place, settle: Settle) -> None:
    purchase_of(file, settle, "Purchase of 34").return_button.click()
    settle()
    dialog = dialog_of(ReturnDialog)
    assert dialog.list.isHidden()
    dialog.save()
    settle()
    assert "20" in said(file)
    assert "34,50\N{NO-BREAK SPACE}€" not in said(file)
    again = purchase_of(file, settle, "Purchase of 34")
    assert again.return_button.isHidden()
    again.accept()


def test_a_receipt_is_shown_before_it_is_printed(file: CustomersPage, settle: Settle) -> None:
    purchase_of(file, settle, "Purchase of 34").print_button.click()
    settle()
    shown = dialog_of(PdfPreview)
    assert shown._pdf.startswith(b"%PDF")
    shown.discard()


def test_a_purchase_that_is_gone_says_so(
    file: CustomersPage, settle: Settle, recorder: MessageRecorder
) -> None:
    file.detail.actions_of_sales.open_purchase(9_999)
    settle()
    assert recorder.errors == ["This purchase is no longer there."]


def test_consents_are_seen_and_noted(file: CustomersPage, place: Place, settle: Settle) -> None:
    assert "yes: telephone calls" in said(file), "folded away, it says the most important"
    file.detail.findChildren(Section)[0].button.click()
    assert any(text.startswith("yes, 21/") and text.endswith("\nmostrador") for text in said(file))
    assert said(file).count("not asked yet") == 4
    link(file, "Note the consent: telephone calls").click()
    dialog = dialog_of(ConsentDialog)
    assert dialog.form.value("given") is False, "what it would become"
    dialog.form.put("source", "llamada")
    dialog.save()
    settle()
    now = consents.current(place.shop, place.ids["angel"])[Purpose.TELEPHONE]
    assert (now.given, now.source) == (False, "llamada")
    assert any(text.startswith("no, 21/") for text in said(file)), "it stays unfolded"
    link(file, "All that was said").click()
    settle()
    history = dialog_of(ConsentHistory)
    answers = [label.text() for label in history.findChildren(PlainLabel)]
    assert "Yes" in answers
    assert "No" in answers
    history.accept()


def test_a_consent_with_too_many_letters_is_refused_in_its_place(file: CustomersPage, settle: Settle) -> None:
    file.detail.actions_of_sales.note_consent()
    dialog = dialog_of(ConsentDialog)
    dialog.form.fields["source"].set_value("a" * 201)
    dialog.save()
    settle()
    assert dialog.isVisible()
    assert not dialog.form.fields["source"].message.isHidden()
    dialog.discard()


def test_an_order_is_changed_and_a_new_one_is_written(
    file: CustomersPage, place: Place, settle: Settle
) -> None:
    link(file, "Change: Order: Abrigo azul").click()
    settle()
    dialog = dialog_of(WishDialog)
    dialog.form.put("what", "Abrigo verde")
    dialog.save()
    settle()
    assert "Order: Abrigo verde" in said(file)
    file.detail.actions_of_sales.new_wish()
    dialog = dialog_of(WishDialog)
    assert dialog.chooser.value() == place.ids["angel"]
    dialog.discard()


def test_an_order_that_is_closed_says_so(
    file: CustomersPage, place: Place, settle: Settle, recorder: MessageRecorder
) -> None:
    wish = wishes.save(place.shop, Wish(place.ids["angel"], what="Guantes")).value
    wishes.close(place.shop, [wish], WishState.CANCELLED)
    file.detail.actions_of_sales.edit_wish(wish)
    settle()
    assert recorder.toasts == ["This order is closed already, so it cannot be changed."]
    assert not any(isinstance(w, WishDialog) and w.isVisible() for w in QApplication.topLevelWidgets())


def test_the_menu_gives_and_prints(file: CustomersPage, settle: Settle) -> None:
    opened: dict[str, type[Dialog]] = {
        "points": GivePoints,
        "voucher": GiveVoucher,
        "card": CardsDialog,
        "statement": StatementDialog,
    }
    for action in file.detail.actions_of_sales.menu():
        if action.key in opened:
            action.run()
            settle()
            dialog = dialog_of(opened[action.key])
            dialog.discard()
            settle()


@pytest.mark.parametrize("kind", ["card", "statement"])
def test_a_card_and_a_statement_are_shown(file: CustomersPage, settle: Settle, kind: str) -> None:
    next(a for a in file.detail.actions_of_sales.menu() if a.key == kind).run()
    dialog = dialog_of(CardsDialog if kind == "card" else StatementDialog)
    dialog.save()
    settle()
    shown = dialog_of(PdfPreview)
    assert shown._pdf.startswith(b"%PDF")
    shown.discard()


def test_a_statement_that_ends_before_it_begins_is_refused(file: CustomersPage, settle: Settle) -> None:
    file.detail.actions_of_sales.print_statement()
    dialog = dialog_of(StatementDialog)
    dialog.form.put("last", TODAY - timedelta(days=900))
    dialog.save()
    settle()
    assert dialog.isVisible()
    dialog.discard()


def test_who_has_no_card_is_told_so(file: CustomersPage, place: Place, settle: Settle) -> None:
    file.open_customer(place.ids["nuria"])
    settle()
    file.detail.actions_of_sales.print_card()
    dialog = dialog_of(CardsDialog)
    dialog.save()
    settle()
    assert "card number" in dialog.note.text()
    dialog.discard()
    assert not any(isinstance(w, PdfPreview) and w.isVisible() for w in QApplication.topLevelWidgets())
