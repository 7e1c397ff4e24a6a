"""Rewards, what stands against them, and two who want the last one at the same instant."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import permutations, product
from typing import TYPE_CHECKING, Any

import pytest

from crm_desktop.domain.loyalty.model import Expiry, ExpiryKind, Gives, ProgramState
from crm_desktop.domain.purchases.model import Sale
from crm_desktop.services import customers, journal, loyalty, loyalty_ledger, purchases, vouchers
from crm_desktop.services.shop import open_shop
from crm_desktop.shared.errors import ConflictError, KnownError, NotFoundError
from tests.factories import NOW, TODAY, a_clock
from tests.services.loyal import a_person, a_program, a_reward, bring_back, buy, entries, held, of
from tests.store.shops import ROOT

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop
    from crm_desktop.shared.clock import FixedClock


def everything(shop: Shop) -> list[object]:
    tables = (
        "ledger_entry",
        "loyalty_account",
        "point_lot",
        "lot_use",
        "redemption",
        "voucher",
        "journal_row",
    )
    return [shop.db.read(f"SELECT * FROM {table}") for table in tables]


def test_a_reward_takes_points_and_gives_its_voucher(shop: Shop) -> None:
    ana, program = a_person(shop), a_program(shop)
    reward = a_reward(shop, program, 100, "Vale de 5 €", gives=Gives.AMOUNT, value_cents=500, valid_days=30)
    buy(shop, ana, 12_000)
    change = loyalty.redeem(shop, ana, reward)
    done = change.value
    assert (done.reward, done.points, done.balance) == ("Vale de 5 €", 100, 20)
    assert change.sentence == "Vale de 5 € given to Ana García Muñoz."
    voucher = vouchers.find(shop, done.voucher.lower())
    assert (voucher.customer_id, voucher.value_cents, voucher.to_day) == (
        ana,
        500,
        TODAY + timedelta(days=30),
    )
    assert entries(shop, ana)[-1] == ("redeem", "redemption", -100)
    assert held(shop, ana, program) == (20, 0)


def test_too_few_points_change_nothing(shop: Shop) -> None:
    ana, program = a_person(shop), a_program(shop)
    reward = a_reward(shop, program, 100)
    buy(shop, ana, 9_900)
    before = everything(shop)
    with pytest.raises(ConflictError, match=r"Ana García Muñoz lacks 1 point for Regalo: it takes 100\."):
        loyalty.redeem(shop, ana, reward)
    assert everything(shop) == before


def test_the_oldest_points_go_first_and_those_that_expire_before_them(shop: Shop, clock: FixedClock) -> None:
    ana, program = a_person(shop), a_program(shop)
    reward = a_reward(shop, program, 15)
    buy(shop, ana, 1_000)
    saved = loyalty.get_program(shop, program)
    loyalty.save_program(shop, replace(saved, rules=replace(saved.rules, expiry=Expiry(ExpiryKind.AGE, 9))))
    clock.instant += timedelta(days=1)
    buy(shop, ana, 1_000)
    loyalty.redeem(shop, ana, reward)
    assert shop.db.read("SELECT entry_id, left FROM point_lot ORDER BY entry_id") == [(1, 5), (2, 0)]


def test_points_whose_last_day_has_passed_cannot_be_used_before_the_daily_run(
    shop: Shop, clock: FixedClock
) -> None:
    ana, program = a_person(shop), a_program(shop, expiry=Expiry(ExpiryKind.AGE, 2))
    reward = a_reward(shop, program, 10)
    buy(shop, ana, 1_000)
    clock.instant += timedelta(days=2)
    assert of(shop, ana, program).rewards[0].within_reach
    clock.instant += timedelta(days=1)
    assert of(shop, ana, program).balance == 0
    with pytest.raises(ConflictError):
        loyalty.redeem(shop, ana, reward)
    buy(shop, ana, 1_000)
    assert loyalty.redeem(shop, ana, reward).value.balance == 0
    assert ("expire", "expiry", -10) in entries(shop, ana)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"stock": 0}, "None of the reward"),
        ({"from_day": TODAY + timedelta(days=1)}, "from 22/11/2026 on"),
        ({"to_day": TODAY - timedelta(days=1)}, "until 20/11/2026"),
    ],
)
def test_what_stands_against_a_reward_is_said(shop: Shop, fields: dict[str, Any], says: str) -> None:
    ana, program = a_person(shop), a_program(shop)
    reward = a_reward(shop, program, 1, **fields)
    buy(shop, ana, 1_000)
    assert says in of(shop, ana, program).rewards[0].why_not
    with pytest.raises(ConflictError, match=says):
        loyalty.redeem(shop, ana, reward)


def test_each_customer_takes_only_so_many(shop: Shop) -> None:
    ana, zoe, program = a_person(shop), a_person(shop, "Zoe"), a_program(shop)
    reward = a_reward(shop, program, 1, per_customer=2)
    for who in (ana, zoe):
        buy(shop, who, 1_000)
    first = loyalty.redeem(shop, ana, reward)
    loyalty.redeem(shop, ana, reward)
    with pytest.raises(ConflictError, match="2 times at most"):
        loyalty.redeem(shop, ana, reward)
    loyalty.redeem(shop, zoe, reward)
    journal.undo(shop, first.operation or 0)
    loyalty.redeem(shop, ana, reward)


def test_rewards_of_an_ended_program_archived_ones_and_archived_customers_are_refused(shop: Shop) -> None:
    ana, program = a_person(shop), a_program(shop)
    reward = a_reward(shop, program, 1)
    buy(shop, ana, 1_000)
    loyalty.set_state(shop, program, ProgramState.PAUSED)
    loyalty.redeem(shop, ana, reward)
    customers.archive(shop, [ana])
    with pytest.raises(ConflictError, match="archived"):
        loyalty.redeem(shop, ana, reward)
    customers.unarchive(shop, [ana])
    loyalty.set_state(shop, program, ProgramState.ENDED)
    with pytest.raises(ConflictError, match="not in force"):
        loyalty.redeem(shop, ana, reward)
    loyalty.set_state(shop, program, ProgramState.ACTIVE)
    loyalty.archive_reward(shop, reward)
    with pytest.raises(ConflictError, match="no longer given"):
        loyalty.redeem(shop, ana, reward)
    for missing in ((ana, 99), (99, reward)):
        with pytest.raises(NotFoundError):
            loyalty.redeem(shop, *missing)


def test_undoing_a_redemption_gives_points_stock_and_voucher_back(shop: Shop) -> None:
    ana, program = a_person(shop), a_program(shop)
    reward = a_reward(shop, program, 10, gives=Gives.PERCENT, percent_bp=1_000, stock=1)
    buy(shop, ana, 1_000)
    change = loyalty.redeem(shop, ana, reward)
    assert loyalty.get_reward(shop, reward).left == 0
    undone = journal.undo(shop, change.operation or 0)
    assert (held(shop, ana, program), loyalty.get_reward(shop, reward).left) == ((10, 0), 1)
    with pytest.raises(NotFoundError):
        vouchers.find(shop, change.value.voucher)
    loyalty.adjust(shop, [ana], program, -5, "Error")
    before = everything(shop)
    with pytest.raises(ConflictError, match="no longer there"):
        journal.undo(shop, undone.operation or 0)
    assert everything(shop) == before


def test_done_again_no_customer_takes_more_than_so_many(shop: Shop) -> None:
    ana, program = a_person(shop), a_program(shop)
    reward = a_reward(shop, program, 1, per_customer=1)
    buy(shop, ana, 1_000)
    undone = journal.undo(shop, loyalty.redeem(shop, ana, reward).operation or 0)
    second = loyalty.redeem(shop, ana, reward)
    before = everything(shop)
    with pytest.raises(ConflictError, match="1 time at most"):
        journal.undo(shop, undone.operation or 0)
    assert everything(shop) == before
    # The other way round, and a second time, it stands.
    journal.undo(shop, second.operation or 0)
    again = journal.undo(shop, undone.operation or 0)
    undone = journal.undo(shop, again.operation or 0)
    loyalty.redeem(shop, ana, reward)
    with pytest.raises(ConflictError, match="1 time at most"):
        journal.undo(shop, undone.operation or 0)


def test_a_redemption_is_done_again_in_every_order_in_which_its_points_are_there(shop: Shop) -> None:
    program = a_program(shop)
    reward = a_reward(shop, program, 10, gives=Gives.AMOUNT, value_cents=300)
    refused = 0
    for back, again in product(permutations(("first", "second", "reward")), repeat=2):
        ana = a_person(shop)
        done = {name: purchases.sell(shop, Sale(ana, 1_000)).operation or 0 for name in ("first", "second")}
        done["reward"] = loyalty.redeem(shop, ana, reward).operation or 0
        undone = {name: journal.undo(shop, done[name]).operation or 0 for name in back}
        assert held(shop, ana, program) == (0, 0)
        for name in again:
            there, _owed = held(shop, ana, program)
            if name == "reward" and there < 10:
                refused += 1
                with pytest.raises(ConflictError, match="points for this reward are no longer there"):
                    journal.undo(shop, undone[name])
                break
            journal.undo(shop, undone[name])
        else:
            assert held(shop, ana, program) == (10, 0)
    assert refused == 12  # the reward first of all, before either sale


def test_a_redemption_taken_back_meets_the_debt_of_a_return_first(shop: Shop) -> None:
    ana, program = a_person(shop), a_program(shop)
    reward = a_reward(shop, program, 10)
    sale = buy(shop, ana, 1_000)
    change = loyalty.redeem(shop, ana, reward)
    bring_back(shop, sale)
    assert held(shop, ana, program) == (0, 10)
    journal.undo(shop, change.operation or 0)
    assert held(shop, ana, program) == (0, 0)


def test_a_voucher_that_was_used_keeps_its_redemption_from_being_undone(shop: Shop) -> None:
    ana, program = a_person(shop), a_program(shop)
    reward = a_reward(shop, program, 10, gives=Gives.AMOUNT, value_cents=300)
    buy(shop, ana, 1_000)
    change = loyalty.redeem(shop, ana, reward)
    sold = purchases.sell(shop, Sale(ana, 1_000, voucher_code=change.value.voucher))
    assert sold.value.total_cents == 700
    with pytest.raises(ConflictError):
        journal.undo(shop, change.operation or 0)
    with pytest.raises(ConflictError, match="used already"):
        purchases.sell(shop, Sale(ana, 1_000, voucher_code=change.value.voucher))
    journal.undo(shop, sold.operation or 0)
    assert vouchers.usable(shop, change.value.voucher, ana).discount(1_000) == 300


def _race(shop: Shop, wanted: list[tuple[int, int]]) -> list[str]:
    """Lets a thread for each (customer, reward) redeem at the same instant; returns what each was told."""
    gate, told = threading.Barrier(len(wanted)), []

    def one(customer: int, reward: int) -> None:
        with closing(open_shop(shop.paths.folder, clock=a_clock(NOW))) as own:
            gate.wait()
            try:
                loyalty.redeem(own, customer, reward)
                told.append("")
            except KnownError as error:
                told.append(error.sentence)

    threads = [threading.Thread(target=one, args=pair) for pair in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


def test_two_redemptions_of_the_same_points_at_the_same_instant(shop: Shop) -> None:
    ana, program = a_person(shop), a_program(shop)
    reward = a_reward(shop, program, 10)
    buy(shop, ana, 1_500)
    told = _race(shop, [(ana, reward)] * 4)
    assert told[0] == ""
    assert all("lacks 5 points" in sentence for sentence in told[1:])
    assert held(shop, ana, program) == (5, 0)


def test_two_customers_who_want_the_last_one_at_the_same_instant(shop: Shop) -> None:
    people = [a_person(shop, name) for name in ("Ana", "Zoe", "Eva")]
    program = a_program(shop)
    reward = a_reward(shop, program, 10, stock=2)
    for who in people:
        buy(shop, who, 1_000)
    told = _race(shop, [(who, reward) for who in people])
    assert told[:2] == ["", ""]
    assert "None of the reward Regalo is left" in told[2]
    assert loyalty.get_reward(shop, reward).left == 0


def test_two_programs_at_the_same_instant(shop: Shop) -> None:
    ana, program = a_person(shop, card="77"), a_program(shop)
    a_reward(shop, program, 10, "Vale")
    buy(shop, ana, 1_000)
    command = [sys.executable, "-m", "crm_desktop", "--data", str(shop.paths.folder)]
    runs = [
        subprocess.Popen(
            [*command, "redeem", "--card", "77", "--reward", "vale", "--json"],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )
        for _run in range(2)
    ]  # fmt: skip
    said = [run.communicate(timeout=60) for run in runs]
    assert sorted(run.returncode for run in runs) == [0, 1]
    assert '{"points": 10, "balance": 0}' in {out.strip() for out, _err in said}
    assert held(shop, ana, program) == (0, 0)


def test_the_schema_itself_refuses_more_than_there_are(shop: Shop) -> None:
    ana, program = a_person(shop), a_program(shop)
    reward = a_reward(shop, program, 1, stock=0)
    with pytest.raises(Exception, match="none of this reward is left"), shop.operation("x") as operation:
        operation.insert(
            "redemption", customer_id=ana, reward_id=reward, program_id=program, at=operation.at, points=1
        )


def test_two_files_made_one_bring_their_points_together(shop: Shop, clock: FixedClock) -> None:
    ana, zoe = a_person(shop), a_person(shop, "Zoe")
    program = a_program(shop, expiry=Expiry(ExpiryKind.AGE, 30))
    for who in (ana, zoe):
        buy(shop, who, 1_000)
        clock.instant += timedelta(days=3)
    with shop.operation("merge") as operation:
        loyalty_ledger.move(shop, operation, ana, zoe)
    assert (held(shop, ana, program), held(shop, zoe, program)) == ((0, 0), (20, 0))
    assert of(shop, zoe, program).expires_on == TODAY + timedelta(days=30)
    journal.undo(shop, operation.id)
    assert (held(shop, ana, program), held(shop, zoe, program)) == ((10, 0), (10, 0))
