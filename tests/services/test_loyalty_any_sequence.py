"""Whatever happens in whatever order: the ledger adds up, and no point is spent twice."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from crm_desktop.domain.loyalty.model import (
    Basis,
    EarnRule,
    Expiry,
    ExpiryKind,
    Program,
    ProgramKind,
    ProgramState,
    Reward,
    Rules,
    StampCard,
    Tier,
)
from crm_desktop.domain.purchases.model import Sale
from crm_desktop.services import customers, journal, loyalty, loyalty_ledger, purchases
from crm_desktop.shared.errors import KnownError
from crm_desktop.store import ledger_checks
from tests.factories import NOW, a_clock, a_customer, a_shop

EXPIRIES = [
    Expiry(),
    Expiry(ExpiryKind.AGE, 5, warn_days=2),
    Expiry(ExpiryKind.AGE, 30),
    Expiry(ExpiryKind.INACTIVITY, 7, warn_days=3),
]


class AnySequence(RuleBasedStateMachine):
    """Two customers, a program of points and a card of stamps, and everything that can happen to them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = a_clock()
        self.shop = a_shop(Path(self.folder.name) / "shop", self.clock)
        self.operations: list[int] = []
        self.sales: list[int] = []
        self.customers = [
            customers.save_customer(self.shop, a_customer(given_name=name, contacts=())).value
            for name in ("Ana", "Zoe")
        ]

    def teardown(self) -> None:
        self.shop.close()
        self.folder.cleanup()

    @initialize(expiry=st.sampled_from(EXPIRIES), lock=st.sampled_from([0, 0, 3]), tiers=st.booleans())
    def programs(self, expiry: Expiry, lock: int, tiers: bool) -> None:
        steps = (Tier("Plata", 20_00), Tier("Oro", 60_00, multiplier_pct=150)) if tiers else ()
        rules = Rules(expiry=expiry, lock_days=min(lock, expiry.days) if expiry.days else lock)
        state = ProgramState.ACTIVE
        points = Program("Puntos", state=state, rules=rules, tiers=steps)
        self.points = loyalty.save_program(self.shop, points).value
        card = Rules(earn=(EarnRule(Basis.VISIT),), card=StampCard(size=3, automatic=tiers))
        stamps = Program("Sellos", kind=ProgramKind.STAMPS, state=state, rules=card)
        self.stamps = loyalty.save_program(self.shop, stamps).value
        self.reward = loyalty.save_reward(self.shop, Reward("Vale", 10, self.points, stock=4)).value
        loyalty.save_reward(self.shop, Reward("Café", 3, self.stamps))

    def done(self, operation: int | None) -> None:
        if operation is not None:
            self.operations.append(operation)

    @rule(who=st.integers(0, 1), cents=st.integers(0, 40_00), ago=st.sampled_from([0, 0, 1, 9]))
    def sell(self, who: int, cents: int, ago: int) -> None:
        day = self.clock.today() - timedelta(days=ago)
        made = purchases.sell(self.shop, Sale(self.customers[who], cents, day=day))
        self.sales.append(made.value.purchase_id)
        self.done(made.operation)

    @precondition(lambda self: self.sales)
    @rule(data=st.data(), part=st.sampled_from([1, 2, 3]))
    def give_back(self, data: st.DataObject, part: int) -> None:
        sale = data.draw(st.sampled_from(self.sales))
        with suppress(KnownError):  # undone, or given back already
            left = purchases.get(self.shop, sale)
            cents = (left.total_cents - left.returned_cents) // part
            self.done(purchases.give_back(self.shop, sale, cents=cents or None).operation)

    @rule(who=st.integers(0, 1))
    def redeem(self, who: int) -> None:
        before = self.state()
        try:
            self.done(loyalty.redeem(self.shop, self.customers[who], self.reward).operation)
        except KnownError:
            assert self.state() == before

    @rule(who=st.integers(0, 1), points=st.integers(-25, 25))
    def adjust(self, who: int, points: int) -> None:
        with suppress(KnownError):  # no points, or too few
            self.done(loyalty.adjust(self.shop, [self.customers[who]], self.points, points, "x").operation)

    @rule(days=st.integers(1, 12))
    def days_go_by(self, days: int) -> None:
        self.clock.instant += timedelta(days=days)

    @rule()
    def every_day(self) -> None:
        self.done(loyalty.run_daily(self.shop).operation)
        after = self.state()
        assert loyalty.run_daily(self.shop).operation is None
        instant = self.clock.instant
        self.clock.instant -= timedelta(days=400)
        assert loyalty.run_daily(self.shop).operation is None
        self.clock.instant = instant
        assert self.state() == after

    @rule(hours=st.integers(1, 60))
    def the_clock_goes_back(self, hours: int) -> None:
        before = self.state()
        self.clock.instant = max(self.clock.instant - timedelta(hours=hours), NOW)
        assert self.state() == before

    @precondition(lambda self: self.operations)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        before = self.state()
        try:
            self.done(journal.undo(self.shop, data.draw(st.sampled_from(self.operations))).operation)
        except KnownError:
            assert self.state() == before

    @rule(way=st.booleans())
    def merge(self, way: bool) -> None:
        first, second = self.customers if way else self.customers[::-1]
        with self.shop.operation("merge") as operation:
            loyalty_ledger.move(self.shop, operation, first, second)
        self.done(operation.id if operation.written else None)
        assert (
            self.shop.db.read("SELECT 1 FROM loyalty_account WHERE customer_id = ? AND points <> 0", (first,))
            == []
        )

    def state(self) -> object:
        tables = ("ledger_entry", "loyalty_account", "point_lot", "lot_use", "redemption", "voucher")
        return [self.shop.db.read(f"SELECT * FROM {table}") for table in tables]

    @invariant()
    def it_adds_up(self) -> None:
        assert ledger_checks.faults(self.shop.db.connection()) == []
        for customer in self.customers:
            for account in loyalty.account(self.shop, customer):
                (total,) = self.shop.db.read(
                    "SELECT coalesce(sum(points), 0) FROM ledger_entry"
                    " WHERE customer_id = ? AND program_id = ?",
                    (customer, account.program_id),
                )
                balance = loyalty.balance(self.shop, customer, account.program_id)
                assert balance - account.debt == total[0]
                assert min(balance, account.debt) == 0
                assert 0 <= account.locked <= account.balance <= balance

    @invariant()
    def no_point_is_spent_twice(self) -> None:
        assert (
            self.shop.db.read(
                "SELECT u.lot_id FROM lot_use u JOIN ledger_entry e ON e.id = u.lot_id GROUP BY u.lot_id"
                " HAVING sum(u.points) > max(e.points) OR sum(u.points) < 0"
            )
            == []
        )

    @invariant()
    def entries_stand_in_the_order_in_which_they_were_written(self) -> None:
        for customer in self.customers:
            rows = self.shop.db.read(
                "SELECT id FROM ledger_entry WHERE customer_id = ? ORDER BY program_id, at, id", (customer,)
            )
            again = self.shop.db.read(
                "SELECT id FROM ledger_entry WHERE customer_id = ? ORDER BY program_id, id", (customer,)
            )
            assert rows == again

    @invariant()
    def no_more_rewards_than_there_are(self) -> None:
        (row,) = self.shop.db.read("SELECT count(*) FROM redemption WHERE reward_id = ?", (1,))
        assert row[0] <= 4


TestAnySequence = AnySequence.TestCase
TestAnySequence.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
