"""Fidelización: programs are begun, changed, tried out and paused; rewards and vouchers are given."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.loyalty.model import (
    Basis,
    ExpiryKind,
    GiftKind,
    Gives,
    ProgramKind,
    ProgramState,
    TierBasis,
)
from crm_desktop.domain.loyalty.vouchers import VoucherFilter, VoucherKind, VoucherState
from crm_desktop.domain.purchases.model import Sale
from crm_desktop.gui.common.give_points import GivePoints
from crm_desktop.gui.common.give_voucher import GiveVoucher
from crm_desktop.gui.common.pdf_preview import PdfPreview
from crm_desktop.gui.loyalty.page import LoyaltyPage
from crm_desktop.gui.loyalty.program_editor import ProgramEditor
from crm_desktop.gui.loyalty.reward_editor import RewardEditor
from crm_desktop.gui.loyalty.simulator_dialog import SimulatorDialog
from crm_desktop.services import customers, journal, loyalty, loyalty_presets, purchases, vouchers
from tests.factories import TODAY, a_customer
from tests.gui.support import Place, Settle, dialog_of, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def page(empty_place: Place, settle: Settle, qtbot: QtBot) -> LoyaltyPage:
    """The screen over a shop without programs."""
    return shown(LoyaltyPage(empty_place.context), settle, qtbot)


@pytest.fixture
def begun(page: LoyaltyPage, settle: Settle) -> LoyaltyPage:
    """The screen after one click on the ready-made points."""
    page.begin(loyalty_presets.points)
    settle()
    return page


def test_an_empty_shop_begins_with_one_click(page: LoyaltyPage, empty_place: Place, settle: Settle) -> None:
    assert page.empty.isVisible()
    page.empty.first.emit()
    settle()
    (program,) = loyalty.programs(empty_place.shop)
    assert program.state is ProgramState.ACTIVE
    assert [reward.cost for reward in loyalty.rewards(empty_place.shop)] == [100]
    assert any("1,00" in text for text in page.detail.texts())


def test_a_program_is_changed_and_keeps_what_the_form_does_not_show(
    begun: LoyaltyPage, empty_place: Place, settle: Settle
) -> None:
    begun.edit()
    settle()
    editor = dialog_of(ProgramEditor)
    editor.form.put("lock_days", 3)
    editor.form.put("expiry", ExpiryKind.AGE)
    editor.form.put("expiry_days", 365)
    editor.form.put("warn_days", 30)
    editor.form.put("min_cents", "5,00")
    editor.form.put("per_day", 200)
    editor.form.put("gift", GiftKind.POINTS)
    editor.form.put("gift_points", 50)
    editor.form.put("referral", 20)
    editor.earn.add_new()
    editor.earn.lines[1].basis.setCurrentIndex(list(Basis).index(Basis.VISIT))  # type: ignore[attr-defined]
    editor.more.add_new()
    editor.tiers.set_values([])
    editor.tiers.add_new()
    editor.tiers.lines[0].name.setText("Plata")  # type: ignore[attr-defined]
    editor.tiers.lines[0].threshold.setText("300")  # type: ignore[attr-defined]
    editor.save()
    settle()
    (program,) = loyalty.programs(empty_place.shop)
    rules = program.rules
    assert program.version == 2
    assert (rules.lock_days, rules.expiry.kind, rules.expiry.days, rules.expiry.warn_days) == (
        3, ExpiryKind.AGE, 365, 30,
    )  # fmt: skip
    assert (rules.min_cents, rules.limits.per_day, rules.limits.per_month) == (500, 200, None)
    assert rules.birthday is not None
    assert rules.birthday.points == 50
    assert rules.referral is not None
    assert rules.referral.points == 20
    assert [rule.basis for rule in rules.earn] == [Basis.AMOUNT, Basis.VISIT]
    assert [(tier.name, tier.threshold) for tier in program.tiers] == [("Plata", 30_000)]


def test_saving_without_a_change_makes_no_new_rules(
    begun: LoyaltyPage, empty_place: Place, settle: Settle
) -> None:
    before = loyalty.programs(empty_place.shop)[0]
    begun.edit()
    settle()
    dialog_of(ProgramEditor).save()
    settle()
    after = loyalty.programs(empty_place.shop)[0]
    assert after.rules == before.rules
    assert after.version == before.version == 1


def test_tiers_by_points_are_typed_in_points(begun: LoyaltyPage, empty_place: Place, settle: Settle) -> None:
    begun.edit()
    settle()
    editor = dialog_of(ProgramEditor)
    editor.tiers.add_new()
    editor.tiers.lines[0].name.setText("Oro")  # type: ignore[attr-defined]
    editor.tiers.lines[0].threshold.setText("1.500")  # type: ignore[attr-defined]
    editor.form.put("tier_basis", TierBasis.POINTS)
    editor.save()
    settle()
    begun.edit()
    settle()
    editor = dialog_of(ProgramEditor)
    assert editor.program().tiers[0].threshold == 1500
    assert loyalty.programs(empty_place.shop)[0].tiers[0].threshold == 1500
    editor.discard()


@pytest.mark.parametrize(
    ("key", "value"), [("name", ""), ("min_cents", "-3"), ("min_cents", "tres"), ("warn_days", 40)]
)
def test_what_cannot_be_saved_is_said_at_its_field(
    begun: LoyaltyPage, empty_place: Place, settle: Settle, key: str, value: object
) -> None:
    begun.edit()
    settle()
    editor = dialog_of(ProgramEditor)
    if key == "warn_days":  # warned before they were given
        editor.form.put("expiry", ExpiryKind.AGE)
        editor.form.put("expiry_days", 10)
    editor.form.put(key, value)
    editor.save()
    settle()
    assert editor.isVisible()
    assert any(field.control.property("fault") for field in editor.form.fields.values())
    assert loyalty.programs(empty_place.shop)[0].version == 1
    editor.discard()


def test_a_program_is_tried_over_the_past_before_it_is_saved(
    begun: LoyaltyPage, empty_place: Place, settle: Settle
) -> None:
    shop = empty_place.shop
    angel = customers.save_customer(shop, a_customer()).value
    for days in range(5):
        purchases.sell(shop, Sale(angel, 5_000, day=TODAY - timedelta(days=30 * days + 1)))
    begun.edit()
    settle()
    editor = dialog_of(ProgramEditor)
    editor.earn.lines[0].points.setValue(2)  # type: ignore[attr-defined]
    editor._try()
    settle()
    dialog = dialog_of(SimulatorDialog)
    dialog.form.load({"first": TODAY - timedelta(days=364), "last": TODAY, "share": 100})
    dialog.run()
    settle()
    found = dialog.found
    assert found is not None
    assert found.given == 500
    assert found.rewards == 5
    assert found.cost_cents == 2_500
    assert "25,00" in dialog.head.text()
    assert len(dialog.chart.values) == len(found.months)
    assert loyalty.programs(shop)[0].version == 1
    dialog.discard()
    editor.discard()


def test_a_stamp_card_is_tried_too(page: LoyaltyPage, empty_place: Place, settle: Settle) -> None:
    shop = empty_place.shop
    angel = customers.save_customer(shop, a_customer()).value
    for days in range(25):
        purchases.sell(shop, Sale(angel, 1_000, day=TODAY - timedelta(days=days + 1)))
    page._new_after(loyalty_presets.stamp_card)
    settle()
    editor = dialog_of(ProgramEditor)
    assert editor.form.value("kind") is ProgramKind.STAMPS
    editor._try()
    settle()
    dialog = dialog_of(SimulatorDialog)
    dialog.form.load({"first": TODAY - timedelta(days=60), "last": TODAY, "share": 100})
    dialog.run()
    settle()
    assert dialog.found is not None
    assert (dialog.found.given, dialog.found.rewards) == (25, 2)
    dialog.discard()
    editor.discard()


def test_a_reward_is_added_changed_and_offered_no_more(
    begun: LoyaltyPage, empty_place: Place, settle: Settle
) -> None:
    begun.edit_reward(None)
    settle()
    dialog = dialog_of(RewardEditor)
    dialog.form.put("name", "Bolsa de tela")
    dialog.form.put("cost", 250)
    dialog.form.put("gives", Gives.ITEM)
    dialog.form.put("value", "3,20")
    dialog.form.put("stock", "40")
    dialog.save()
    settle()
    made = loyalty.rewards(empty_place.shop)[-1]
    assert (made.name, made.cost, made.gives, made.value_cents, made.stock) == (
        "Bolsa de tela", 250, Gives.ITEM, 320, 40,
    )  # fmt: skip
    begun.detail.reward_gone.emit(made.id)
    settle()
    assert [reward.cost for reward in loyalty.rewards(empty_place.shop)] == [100]


def test_a_bad_number_of_pieces_is_said(begun: LoyaltyPage, settle: Settle) -> None:
    begun.edit_reward(None)
    settle()
    dialog = dialog_of(RewardEditor)
    dialog.form.put("name", "Bolsa")
    dialog.form.put("stock", "muchas")
    dialog.save()
    assert dialog.isVisible()
    assert dialog.form.fields["stock"].message.text()
    dialog.discard()


def test_a_program_is_paused_and_put_in_force_again(
    begun: LoyaltyPage, empty_place: Place, settle: Settle
) -> None:
    for state in (ProgramState.PAUSED, ProgramState.ACTIVE):
        begun.detail.state_asked.emit(state)
        settle()
        assert loyalty.programs(empty_place.shop)[0].state is state


def test_vouchers_are_given_to_whoever_brings_them_shown_to_print_and_cancelled(
    begun: LoyaltyPage, empty_place: Place, settle: Settle
) -> None:
    shop = empty_place.shop
    begun.tabs.setCurrentIndex(1)
    settle()
    begun.give_voucher()
    settle()
    dialog = dialog_of(GiveVoucher)
    dialog.form.put("kind", VoucherKind.PERCENT)
    dialog.form.put("percent", 15)
    dialog.form.put("to_day", TODAY + timedelta(days=30))
    dialog.save()
    settle()
    settle()
    (made,) = vouchers.rows(shop, vouchers.list_ids(shop, VoucherFilter()))
    assert (made.kind, made.percent_bp, made.customer_id) == (VoucherKind.PERCENT, 1500, None)
    preview = dialog_of(PdfPreview)
    preview.discard()
    assert begun.vouchers is not None
    begun.vouchers.table.selectAll()
    settle()
    begun.cancel_vouchers()
    settle()
    assert vouchers.rows(shop, [made.id])[0].state is VoucherState.CANCELLED


@pytest.mark.parametrize(("key", "value"), [("to_day", TODAY - timedelta(days=1)), ("amount", "")])
def test_a_voucher_that_has_ended_or_is_worth_nothing_is_refused_at_its_field(
    begun: LoyaltyPage, empty_place: Place, settle: Settle, key: str, value: object
) -> None:
    begun.give_voucher()
    settle()
    dialog = dialog_of(GiveVoucher)
    dialog.form.put(key, value)
    dialog.save()
    settle()
    assert dialog.isVisible()
    assert dialog.form.fields[key].message.text()
    assert not vouchers.list_ids(empty_place.shop, VoucherFilter())
    dialog.discard()


def test_points_are_given_to_many_with_a_reason_and_taken_back_by_undo(
    begun: LoyaltyPage, empty_place: Place, settle: Settle
) -> None:
    shop = empty_place.shop
    people = [customers.save_customer(shop, a_customer(given_name=name)).value for name in ("Ana", "Eva")]
    key = loyalty.programs(shop)[0].id or 0
    dialog = GivePoints(begun, empty_place.context, people)
    dialog.open()
    settle()
    dialog.form.put("points", 30)
    dialog.save()  # without a reason
    assert dialog.isVisible()
    dialog.form.put("words", "Inauguración")
    dialog.save()
    settle()
    assert [loyalty.balance(shop, one, key) for one in people] == [30, 30]
    last = journal.last_undoable(shop)
    assert last is not None
    journal.undo(shop, last.id)
    assert [loyalty.balance(shop, one, key) for one in people] == [0, 0]
