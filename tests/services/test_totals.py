"""What customers bought in sum: the same as the movements, whatever was done; and the stage that follows."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as run_with
from hypothesis import strategies as st

from crm_desktop.domain.purchases.listing import Totals
from crm_desktop.domain.purchases.model import ONE, PurchaseKind, PurchaseLine, Sale
from crm_desktop.domain.purchases.stages import RelationshipStage, StageRule
from crm_desktop.services import customers, integrity, journal, purchases, settings, stages
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import InvalidInput, KnownError
from crm_desktop.store.queries.purchases import load
from tests.factories import NOW, TODAY, a_customer, a_shop


def expected(shop: Shop, customer_id: int) -> Totals:
    """What a pencil finds from the purchases themselves."""
    keys = [r[0] for r in shop.db.read("SELECT id FROM purchase WHERE customer_id = ?", (customer_id,))]
    movements = list(load(shop.db, keys).values())
    counted = [p for p in movements if p.kind is PurchaseKind.SALE and not p.given_back]
    days = sorted({p.day for p in counted})
    rhythm = expected_day = None
    if len(days) >= 3:
        gap = (days[-1] - days[0]) / (len(days) - 1)
        rhythm = int(gap / timedelta(days=1) + 0.5)
        expected_day = days[-1] + timedelta(days=rhythm)
    return Totals(
        len(counted),
        sum(p.total_cents for p in movements),
        len(days),
        days[0] if days else None,
        days[-1] if days else None,
        rhythm,
        expected_day,
    )


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["sell", "lines", "back", "part", "undo", "assign", "archive", "remove"]),
        st.integers(0, 30),
        st.integers(0, 400),
    ),
    max_size=25,
)


@given(steps=STEPS)
@run_with(max_examples=40)
def test_totals_equal_the_movements_whatever_was_done(steps: list[tuple[str, int, int]]) -> None:
    with TemporaryDirectory() as folder, closing(a_shop(Path(folder))) as shop:
        people = [customers.save_customer(shop, a_customer(contacts=())).value for _ in range(2)]
        done: list[int] = []
        for what, which, amount in steps:
            try:
                operation = _step(shop, people, what, which, amount, done)
            except KnownError:
                continue
            if operation is not None:
                done.append(operation)
        found = purchases.totals(shop, people)
        assert found == {key: expected(shop, key) for key in found}
        assert integrity.check(shop, quick=True) == []


def _step(shop: Shop, people: list[int], what: str, which: int, amount: int, done: list[int]) -> int | None:
    """Does one thing and returns its operation."""
    customer = (*people, None)[which % 3]
    day = TODAY - timedelta(days=amount)
    sold = [r[0] for r in shop.db.read("SELECT id FROM purchase WHERE kind = 'sale' ORDER BY id")]
    if what == "sell":
        return purchases.sell(shop, Sale(customer, amount * 10, day=day)).operation
    if what == "lines":
        lines = (PurchaseLine("Una", ONE, amount), PurchaseLine("Dos", 2 * ONE, 7))
        return purchases.sell(shop, Sale(customer, lines=lines, day=day)).operation
    if what == "archive":
        return customers.archive(shop, people[:1]).operation
    if what == "undo" and done:
        return journal.undo(shop, done[which % len(done)]).operation
    if what == "remove":
        with shop.operation("remove") as operation:
            operation.refused = InvalidInput("somebody's")
            operation.execute("DELETE FROM customer WHERE id = ?", (people[0],))
        return operation.id
    if not sold:
        return None
    sale = sold[which % len(sold)]
    if what == "back":
        return purchases.give_back(shop, sale).operation
    if what == "part":
        lines_of = purchases.get(shop, sale).lines
        part = {line.id or 0: 1 + amount * 2 for line in lines_of[:1]} if lines_of else None
        return purchases.give_back(shop, sale, part, cents=None if part else amount).operation
    return purchases.assign(shop, sale, people[which % 2]).operation


def test_a_wrong_sum_is_found_by_the_check(shop: Shop) -> None:
    ana = customers.save_customer(shop, a_customer()).value
    eva = customers.save_customer(shop, a_customer()).value
    sold = purchases.sell(shop, Sale(ana, lines=(PurchaseLine("Hilo", ONE, 250),))).value.purchase_id
    purchases.give_back(shop, sold)
    purchases.sell(shop, Sale(ana, 100))
    assert integrity.check(shop) == []
    for damage, fault in (
        (
            "UPDATE customer_totals SET spent_cents = spent_cents + 1 WHERE customer_id = 1",
            "customer_totals 1",
        ),
        ("UPDATE customer_totals SET last_day = '2020-01-01' WHERE customer_id = 1", "customer_totals 1"),
        ("UPDATE customer_totals SET days = 2 WHERE customer_id = 1", "customer_totals 1"),
        (f"UPDATE customer_totals SET purchases = 1 WHERE customer_id = {eva}", f"customer_totals {eva}"),
        (f"DELETE FROM customer_totals WHERE customer_id = {eva}", "customer_totals"),
        ("INSERT INTO customer_totals(customer_id) VALUES(99)", "customer_totals 99"),
    ):
        connection = shop.db.writer().raw()
        connection.execute("SAVEPOINT damage")
        connection.execute(damage)
        from crm_desktop.store import totals

        assert any(found.startswith(fault) for found in totals.faults(connection)), damage
        connection.execute("ROLLBACK TO damage")
        connection.execute("RELEASE damage")
    with shop.operation("damage") as operation:
        operation.execute("UPDATE purchase SET returned_cents = 100 WHERE id = 1")
        operation.execute("UPDATE purchase_line SET returned_milli = 1 WHERE id = 1")
    assert integrity.check(shop) == ["purchase 1", "purchase_line 1"]


def test_the_stage_in_sql_is_the_stage_of_the_rule(shop: Shop) -> None:
    chance = Random(3)
    for _customer in range(60):
        key = customers.save_customer(shop, a_customer(contacts=())).value
        for _sale in range(chance.choice([0, 1, 1, 2, 4])):
            day = TODAY - timedelta(days=chance.choice([0, 1, 29, 30, 31, 179, 180, 181, 400]))
            sold = purchases.sell(shop, Sale(key, 100, day=day)).value.purchase_id
            if chance.random() < 0.2:
                purchases.give_back(shop, sold)
    for days in (30, 180):
        stages.set_lapsed_days(shop, days)
        rule = StageRule(TODAY, days)
        keys = list(range(1, 61))
        told = stages.of(shop, keys)
        totals = purchases.totals(shop, keys)
        assert told == {key: rule.stage_of(totals[key].purchases, totals[key].last_day) for key in keys}
        assert len(set(told.values())) == 4
        counted = stages.counts(shop)
        assert counted == {stage: list(told.values()).count(stage) for stage in RelationshipStage}
        for key in keys:
            history = stages.history(shop, key)
            assert (history[-1].stage if history else RelationshipStage.PROSPECT) is told[key]


def test_a_day_that_passes_changes_the_stage_by_itself(shop: Shop) -> None:
    ana = customers.save_customer(shop, a_customer()).value
    purchases.sell(shop, Sale(ana, 100))
    clock: Any = shop.clock
    assert stages.of(shop, [ana]) == {ana: RelationshipStage.ONE_TIME}
    clock.instant = NOW + timedelta(days=180)
    assert stages.of(shop, [ana]) == {ana: RelationshipStage.ONE_TIME}
    clock.instant = NOW + timedelta(days=181)
    assert stages.of(shop, [ana]) == {ana: RelationshipStage.LAPSED}
    assert [change.stage for change in stages.history(shop, ana)] == [
        RelationshipStage.ONE_TIME,
        RelationshipStage.LAPSED,
    ]


def test_the_threshold_is_the_shops_and_within_reason(shop: Shop) -> None:
    assert stages.lapsed_days(shop) == 180
    done = stages.set_lapsed_days(shop, 90)
    assert stages.lapsed_days(shop) == 90
    assert "90" in done.sentence
    for days in (0, -1, 6, 3651, 10**9):
        with pytest.raises(InvalidInput, match="7 to 3650"):
            stages.set_lapsed_days(shop, days)
    settings.put(shop, "lapsed_days", "nonsense")
    assert stages.lapsed_days(shop) == 180


def test_a_rhythm_needs_three_days_and_says_how_late_somebody_is(shop: Shop) -> None:
    ana = customers.save_customer(shop, a_customer()).value
    for day in (date(2026, 9, 1), date(2026, 10, 1), date(2026, 10, 1)):
        purchases.sell(shop, Sale(ana, 100, day=day))
    assert purchases.totals(shop, [ana])[ana].rhythm_days is None
    assert purchases.totals(shop, [ana])[ana].days_late(TODAY) is None
    purchases.sell(shop, Sale(ana, 100, day=date(2026, 11, 1)))
    totals = purchases.totals(shop, [ana])[ana]
    assert (totals.purchases, totals.days, totals.rhythm_days) == (4, 3, 31)
    assert totals.expected_day == date(2026, 12, 2)
    assert totals.days_late(TODAY) == -11
    assert totals.days_late(date(2026, 12, 5)) == 3
