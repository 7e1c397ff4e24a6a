"""Points, vouchers and cards for many customers at once."""

from __future__ import annotations

from crm_desktop.domain.loyalty.model import EarnRule, Program, ProgramState, Rules
from crm_desktop.gui.common.give_points import GivePoints
from crm_desktop.gui.common.give_voucher import GiveVoucher
from crm_desktop.gui.common.labels import PlainLabel
from crm_desktop.gui.common.pdf_preview import PdfPreview
from crm_desktop.gui.common.print_cards import CardsDialog
from crm_desktop.gui.customers.page import CustomersPage
from crm_desktop.services import journal, loyalty, vouchers
from tests.gui.customers.conftest import Place
from tests.gui.customers.test_bulk import select
from tests.gui.support import Settle, dialog_of


def test_points_for_many_are_one_step(page: CustomersPage, place: Place, settle: Settle) -> None:
    shop = place.shop
    program = loyalty.save_program(shop, Program("Puntos", rules=Rules(earn=(EarnRule(),)))).value
    loyalty.set_state(shop, program, ProgramState.ACTIVE)
    select(page, place, "angel", "ines")
    page.selection.buttons["points"].click()
    settle()
    dialog = dialog_of(GivePoints)
    dialog.form.put("points", 25)
    dialog.form.put("words", "Aniversario")
    dialog.save()
    settle()
    given = {name: loyalty.balance(shop, place.ids[name], program) for name in ("angel", "ines", "nuria")}
    assert given == {"angel": 25, "ines": 25, "nuria": 0}
    last = journal.last_undoable(shop)
    assert last is not None
    journal.undo(shop, last.id)
    assert loyalty.balance(shop, place.ids["angel"], program) == 0


def test_vouchers_for_many_are_shown_to_be_printed(page: CustomersPage, place: Place, settle: Settle) -> None:
    select(page, place, "angel", "ines")
    page.selection.buttons["voucher"].click()
    dialog_of(GiveVoucher).save()
    settle()
    assert len(vouchers.of_customer(place.shop, place.ids["ines"])) == 1
    shown = dialog_of(PdfPreview)
    assert shown._pdf.startswith(b"%PDF")
    shown.discard()


def test_cards_name_those_who_have_none(page: CustomersPage, place: Place, settle: Settle) -> None:
    select(page, place, "angel", "ines")
    page.selection.buttons["cards"].click()
    dialog = dialog_of(CardsDialog)
    assert dialog.layouts.value() == "a4"
    assert dialog.first.spin.maximum() == 10
    dialog.form.put("first", 3)
    dialog.form.put("mark", "qr")
    dialog.save()
    settle()
    shown = dialog_of(PdfPreview)
    said = [label.text() for label in shown.findChildren(PlainLabel)]
    assert "1 customer without a card number is left out: López de Haro, Inés." in said
    assert place.context.state.text("cards.mark") == "qr"
    shown.discard()


def test_a_card_printer_has_no_places_to_choose(page: CustomersPage, place: Place, settle: Settle) -> None:
    select(page, place, "angel", "ines")
    page.bulk.print_cards()
    dialog = dialog_of(CardsDialog)
    dialog.form.put("layout", "card")
    assert dialog.first.isHidden()
    dialog.discard()
