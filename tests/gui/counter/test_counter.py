"""The counter, by keyboard alone: who is it, what do they buy, Enter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from crm_desktop.domain.loyalty.model import Reward
from crm_desktop.domain.loyalty.vouchers import VoucherOffer
from crm_desktop.domain.purchases.listing import PurchaseFilter
from crm_desktop.domain.purchases.model import PurchaseKind
from crm_desktop.gui.common.return_dialog import ReturnDialog
from crm_desktop.gui.counter.choice_dialog import ChoiceDialog
from crm_desktop.gui.counter.product_dialog import ProductDialog
from crm_desktop.gui.counter.quick_customer import QuickCustomer
from crm_desktop.services import customers, journal, loyalty, purchases, vouchers
from tests.gui.support import dialog_of

if TYPE_CHECKING:
    from tests.gui.counter.conftest import Counter
    from tests.gui.recorder import MessageRecorder


def sales(counter: Counter) -> list[int]:
    """The amounts of all sales, newest first, in cents."""
    shop = counter.place.shop
    return [row.total_cents for row in purchases.rows(shop, purchases.list_ids(shop, PurchaseFilter()))]


def test_a_card_is_scanned_and_a_sale_noted_in_under_five_key_presses(counter: Counter) -> None:
    before = len(sales(counter))
    counter.scan("a-000042")  # however it is written on the card
    assert counter.focus() is counter.page.sale.amount
    counter.type("9")
    counter.enter()  # two keys after the scan
    assert sales(counter)[0] == 900
    assert len(sales(counter)) == before + 1
    assert loyalty.balance(counter.place.shop, counter.angel, counter.points) == 489
    assert counter.focus() is counter.page.finder.field


def test_three_letters_show_the_customer_with_all_there_is_to_know(counter: Counter) -> None:
    counter.type("áng")
    view = counter.page.card.view()
    assert view is not None
    assert view.customer.id == counter.angel
    assert counter.page.card.points.text().startswith("480 ")
    chips = " | ".join(counter.page.card.chips())
    assert "3" in chips  # the birthday in three days
    assert counter.page.card.warning_text.text() == "Alergia al látex"
    (stamps,) = counter.page.card.stamps()
    assert stamps.startswith("Café: 6 ")
    assert len(counter.page.purchases.texts()) == 6
    assert counter.focus() is counter.page.finder.field  # still looking


def test_arrows_choose_among_several_and_enter_takes_the_marked_one(counter: Counter) -> None:
    counter.type("garc")
    names = [hit.id for hit in counter.page.finder.list.hits()]
    assert len(names) == 2
    counter.key(Qt.Key.Key_Down)
    counter.settle()
    view = counter.page.card.view()
    assert view is not None
    assert view.customer.id == names[1]
    counter.enter()
    assert counter.page.served == names[1]
    assert not counter.page.finder.text()


def test_a_part_of_the_telephone_finds_the_customer(counter: Counter) -> None:
    counter.type("310775")
    counter.enter()
    assert counter.page.served == counter.ana


def test_the_calculator_adds_up_and_says_what_it_comes_to(counter: Counter) -> None:
    counter.scan("A000042")
    counter.type("12,50+3")
    assert "15,50" in counter.page.sale.equals.text()
    assert "15,50" in counter.page.sale.total.text()
    assert "15" in counter.page.sale.gives.text()
    counter.enter()
    assert sales(counter)[0] == 1550


def test_a_bad_amount_says_why_and_sells_nothing(counter: Counter, recorder: MessageRecorder) -> None:
    before = sales(counter)
    counter.scan("A000042")
    for bad in ("1e308", "1,000", "12,50x", "99999999999"):
        counter.page.sale.amount.setText(bad)
        counter.enter()
        assert counter.page.sale.equals.text() or recorder.toasts, bad
    assert sales(counter) == before
    assert counter.page.sale.amount.text() == "99999999999"  # what was typed is kept


def test_nothing_is_sold_twice_by_a_second_enter(counter: Counter) -> None:
    before = len(sales(counter))
    counter.scan("A000042")
    counter.type("5")
    counter.key(Qt.Key.Key_Return, "\r")
    counter.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    counter.enter()
    assert len(sales(counter)) == before + 1


def test_one_key_sells_to_somebody_unknown(counter: Counter) -> None:
    counter.page.sell_to_unknown()
    counter.type("4,20")
    counter.enter()
    shop = counter.place.shop
    newest = purchases.rows(shop, purchases.list_ids(shop, PurchaseFilter(anonymous=True)))[0]
    assert (newest.customer_id, newest.total_cents) == (None, 420)


def test_the_usual_discount_is_offered_and_taken_only_when_asked(counter: Counter) -> None:
    counter.scan("A000042")
    counter.type("20")
    assert "20,00" in counter.page.sale.total.text()
    counter.page.sale.toggle_discount()
    counter.settle()
    assert "18,00" in counter.page.sale.total.text()
    counter.enter()
    assert sales(counter)[0] == 1800


def test_a_code_that_is_read_into_the_amount_takes_the_product(counter: Counter) -> None:
    counter.scan("A000042")
    for _again in range(2):
        for letter in "8400000000017":
            counter.key(Qt.Key.Key_unknown, letter)
        counter.enter()
    counter.type("1,30")
    assert "17,00" in counter.page.sale.total.text()
    counter.enter()
    shop = counter.place.shop
    newest = purchases.get(shop, purchases.list_ids(shop, PurchaseFilter())[0])
    assert newest.total_cents == 1700
    assert [(line.product_id, line.quantity_milli) for line in newest.lines] == [
        (counter.coffee, 2000),
        (None, 1000),
    ]


def test_a_product_is_found_by_its_name(counter: Counter) -> None:
    counter.scan("A000042")
    counter.page.choose_product()
    counter.settle()
    dialog = dialog_of(ProductDialog)
    dialog.search.setText("caf")
    counter.settle()
    dialog.save()
    counter.settle()
    assert "7,85" in counter.page.sale.total.text()


def test_a_reward_is_redeemed_by_its_figure_and_its_voucher_used_at_once(counter: Counter) -> None:
    counter.scan("A000042")
    counter.page.redeem()
    counter.settle()
    dialog = dialog_of(ChoiceDialog)
    assert [option.enabled for option in dialog.options] == [True, False]
    dialog.choose(1)  # out of reach: nothing happens
    dialog.choose(0)
    counter.settle()
    shop = counter.place.shop
    assert loyalty.balance(shop, counter.angel, counter.points) == 380
    assert counter.focus() is counter.page.sale.amount
    counter.type("20")
    assert "15,00" in counter.page.sale.total.text()
    counter.enter()
    assert sales(counter)[0] == 1500


def test_a_voucher_that_is_scanned_serves_its_holder(counter: Counter) -> None:
    shop = counter.place.shop
    made = vouchers.issue(shop, [counter.ana], VoucherOffer(value_cents=500)).value
    code = vouchers.rows(shop, made)[0].code
    counter.scan(code)
    assert counter.page.served == counter.ana
    counter.type("12")
    assert "7,00" in counter.page.sale.total.text()


def test_a_return_takes_back_the_points_and_is_said(counter: Counter) -> None:
    counter.scan("A000042")
    counter.page.give_back()
    counter.settle()
    dialog = dialog_of(ReturnDialog)
    assert dialog.list.count() == 6
    dialog.amount_form.put("cents", "30,00")
    dialog.save()
    counter.settle()
    shop = counter.place.shop
    returned = purchases.rows(shop, purchases.list_ids(shop, PurchaseFilter(kind=PurchaseKind.RETURN)))
    assert [row.total_cents for row in returned] == [-3000]
    assert loyalty.balance(shop, counter.angel, counter.points) == 450
    assert counter.page.sale.done.isVisible()


def test_a_new_customer_needs_two_fields_and_is_served_at_once(counter: Counter) -> None:
    counter.type("699 120 450")
    counter.page.new_customer()
    counter.settle()
    dialog = dialog_of(QuickCustomer)
    assert dialog.form.value("phone") == "699 120 450"
    dialog.form.put("name", "Inés López de Haro")
    dialog.save()
    counter.settle()
    made = customers.get_customer(counter.place.shop, counter.page.served)
    assert made.full_name == "Inés López de Haro"
    assert made.phones[0].normal == "+34699120450"
    assert counter.focus() is counter.page.sale.amount


def test_a_telephone_that_somebody_has_is_said_while_it_is_typed(counter: Counter) -> None:
    counter.page.new_customer()
    counter.settle()
    dialog = dialog_of(QuickCustomer)
    dialog.form.put("name", "Ana García")
    dialog.form.put("phone", "622310775")
    counter.settle()
    counter.settle()
    counter.settle()
    assert "Ana García" in dialog.same.text()
    dialog.discard()


def test_escape_empties_the_amount_first_and_then_serves_somebody_else(counter: Counter) -> None:
    counter.scan("A000042")
    counter.type("12")
    assert counter.page.back()
    assert counter.page.served == counter.angel
    assert not counter.page.sale.amount.text()
    assert counter.page.back()
    assert counter.page.served == 0
    assert counter.page.card.view() is None
    assert not counter.page.back()


def test_an_undone_sale_leaves_the_points_as_they_were(counter: Counter) -> None:
    counter.scan("A000042")
    counter.type("30")
    counter.enter()
    shop = counter.place.shop
    last = journal.last_undoable(shop)
    assert last is not None
    journal.undo(shop, last.id)
    assert loyalty.balance(shop, counter.angel, counter.points) == 480


def test_nobody_found_says_what_to_do(counter: Counter) -> None:
    counter.type("zzzz")
    assert "zzzz" in counter.page.finder.sentence.text()
    assert counter.page.finder.sentence.isVisible()
    counter.enter()
    assert counter.page.served == 0


def test_a_card_that_was_read_elsewhere_opens_its_customer(counter: Counter) -> None:
    counter.page.open_target(("card", "A000042"))
    counter.settle()
    assert counter.page.served == counter.angel


def test_a_sale_from_a_till_is_seen_on_the_card(counter: Counter) -> None:
    """What somebody else writes while the customer is shown is shown at once."""
    from crm_desktop.domain.purchases.model import Sale
    from crm_desktop.gui import tasks

    counter.scan("A000042")
    shop = counter.place.shop
    tasks.run_change(counter.page, lambda: purchases.sell(shop, Sale(counter.angel, 2_000)))
    counter.settle()
    assert counter.page.card.points.text().startswith("500 ")


def test_what_is_scanned_into_the_amount_is_a_product_a_voucher_or_a_card(counter: Counter) -> None:
    shop, sale = counter.place.shop, counter.page.sale
    made = vouchers.issue(shop, [counter.angel], VoucherOffer(value_cents=500)).value
    code = vouchers.rows(shop, made)[0].code
    counter.scan("A000042")
    counter.type(code)
    counter.enter()
    assert (taken := sale.taken_voucher()) is not None
    assert taken.code == code
    counter.type("8400000000017")
    counter.enter()
    assert "2,85" in sale.total.text()  # the coffee, less the voucher
    customers.save_customer(shop, replace(customers.get_customer(shop, counter.ana), card="B000007"))
    counter.type("b000007")
    counter.enter()
    assert counter.page.served == counter.angel
    assert "finish this sale first" in sale.equals.text()
    counter.page.back()
    counter.settle()
    counter.type("B000007")
    counter.enter()
    assert counter.page.served == counter.ana
    counter.type("VXXXXXXXXX")
    counter.enter()
    assert sale.equals.text()
    assert sale.amount.selectedText() == "VXXXXXXXXX"


def test_an_amount_with_its_money_before_it_is_an_amount_and_no_code(counter: Counter) -> None:
    counter.scan("A000042")
    counter.type("EUR1000")
    counter.enter()
    assert sales(counter)[0] == 100_000


def test_nothing_is_sold_for_nothing_or_half_a_calculation_and_it_is_said_under_the_amount(
    counter: Counter,
) -> None:
    before, sale = sales(counter), counter.page.sale
    counter.scan("A000042")
    for typed in ("", "0", "12,50+"):
        sale.amount.clear()
        counter.type(typed)
        counter.enter()
        assert sale.equals.isVisible(), typed
        assert sale.equals.text(), typed
    assert sales(counter) == before
    counter.type("3")
    assert "= " in sale.equals.text()  # the next key takes the sentence away


def test_what_a_voucher_is_worth_beyond_the_sale_is_said_to_be_lost(counter: Counter) -> None:
    shop = counter.place.shop
    made = vouchers.issue(shop, [counter.angel], VoucherOffer(value_cents=500)).value
    counter.scan(vouchers.rows(shop, made)[0].code)
    counter.type("3")
    assert "2,00" in counter.page.sale.voucher.text()
    counter.type("0")
    assert "2,00" not in counter.page.sale.voucher.text()


def test_of_many_rewards_the_first_are_shown_and_how_many_more_there_are(counter: Counter) -> None:
    for number in range(5):
        loyalty.save_reward(counter.place.shop, Reward(f"Regalo {number}", 10, counter.points))
    counter.scan("A000042")
    more = counter.page.card.more_rewards
    assert more.isVisible()
    assert "2" in more.text()
    more.click()
    counter.settle()
    assert len(dialog_of(ChoiceDialog).options) == 7
