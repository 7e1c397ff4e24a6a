"""What runs every day: expiry, birthday gifts, warnings. Again changes nothing, nor a clock gone back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.consents import Consent, Purpose
from crm_desktop.domain.loyalty.model import BirthdayGift, Expiry, ExpiryKind, GiftKind
from crm_desktop.domain.loyalty.vouchers import Voucher, VoucherFilter
from crm_desktop.domain.reminders.listing import ReminderFilter, View
from crm_desktop.services import consents, customers, journal, loyalty, reminders, vouchers
from tests.factories import NOW, TODAY
from tests.services.loyal import a_person, a_program, buy, entries, held, of

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop
    from crm_desktop.shared.clock import FixedClock


def on(clock: FixedClock, year: int, month: int, day: int) -> None:
    clock.instant = datetime(year, month, day, 9, tzinfo=UTC)


def test_points_expire_by_age_the_day_after_their_last(shop: Shop, clock: FixedClock) -> None:
    ana, zoe = a_person(shop), a_person(shop, "Zoe")
    program = a_program(shop, expiry=Expiry(ExpiryKind.AGE, 10))
    buy(shop, ana, 1_000)
    buy(shop, zoe, 2_000)
    clock.instant += timedelta(days=5)
    buy(shop, ana, 500)
    clock.instant += timedelta(days=5)
    assert loyalty.run_daily(shop).operation is None
    assert held(shop, ana, program) == (15, 0)
    clock.instant += timedelta(days=1)
    change = loyalty.run_daily(shop)
    assert (change.value, set(change.ids)) == (2, {ana, zoe})
    assert (held(shop, ana, program), held(shop, zoe, program)) == ((5, 0), (0, 0))
    assert entries(shop, ana)[-1] == ("expire", "expiry", -10)
    assert loyalty.run_daily(shop).operation is None


def test_a_clock_that_goes_back_changes_nothing(shop: Shop, clock: FixedClock) -> None:
    ana = a_person(shop, birth="--11-21")
    program = a_program(shop, expiry=Expiry(ExpiryKind.AGE, 10, warn_days=3), birthday=BirthdayGift(points=5))
    buy(shop, ana, 1_000)
    loyalty.run_daily(shop)
    clock.instant += timedelta(days=12)
    loyalty.run_daily(shop)
    before = [
        shop.db.read(f"SELECT * FROM {t}") for t in ("ledger_entry", "gift_given", "reminder", "point_lot")
    ]
    for days in (1, 11, 300, 365, 4_000):
        clock.instant = NOW - timedelta(days=days)
        assert loyalty.run_daily(shop).operation is None
    after = [
        shop.db.read(f"SELECT * FROM {t}") for t in ("ledger_entry", "gift_given", "reminder", "point_lot")
    ]
    assert after == before
    assert held(shop, ana, program)[0] == 0


def test_points_expire_by_silence_and_each_purchase_puts_it_off(shop: Shop, clock: FixedClock) -> None:
    ana, zoe = a_person(shop), a_person(shop, "Zoe")
    program = a_program(shop, expiry=Expiry(ExpiryKind.INACTIVITY, 30))
    for who in (ana, zoe):
        buy(shop, who, 1_000)
    clock.instant += timedelta(days=25)
    buy(shop, ana, 50)  # gives nothing, but she was here
    clock.instant += timedelta(days=10)
    loyalty.run_daily(shop)
    assert (held(shop, ana, program), held(shop, zoe, program)) == ((10, 0), (0, 0))
    assert of(shop, ana, program).expires_on == TODAY + timedelta(days=55)


def test_silence_that_was_too_long_is_not_forgiven_by_a_purchase(shop: Shop, clock: FixedClock) -> None:
    ana, program = a_person(shop), a_program(shop, expiry=Expiry(ExpiryKind.INACTIVITY, 30))
    buy(shop, ana, 1_000)
    clock.instant += timedelta(days=31)
    assert buy(shop, ana, 500).balance == 5
    assert held(shop, ana, program) == (5, 0)


def test_who_will_lose_points_is_followed_up_once(shop: Shop, clock: FixedClock) -> None:
    ana = a_person(shop)
    silent = a_person(shop, "Zoe", do_not_contact=True)
    a_program(shop, expiry=Expiry(ExpiryKind.AGE, 30, warn_days=7))
    changed = a_person(shop, "Eva")
    for who, given in ((changed, True), (changed, False), (ana, False), (ana, True)):
        consents.record(shop, Consent(who, Purpose.MESSAGING, given))
    for who in (ana, silent, changed):
        buy(shop, who, 1_000)
    for _day in range(30):
        loyalty.run_daily(shop)
        clock.instant += timedelta(days=1)
    found = reminders.list_rows(shop, ReminderFilter(view=View.ALL, hidden=True))
    assert [(r.customer_id, r.due_date) for r in found] == [(ana, TODAY + timedelta(days=23))]
    assert found[0].subject == "Puntos: 10 points are lost after 21/12/2026"
    (row,) = shop.db.read("SELECT source FROM reminder")
    assert row == ("rule",)


def test_a_birthday_gift_comes_once_a_year_and_a_few_days_late(shop: Shop, clock: FixedClock) -> None:
    on(clock, 2026, 3, 1)
    ana = a_person(shop, birth="1980-03-04")
    stranger = a_person(shop, "Zoe", birth="1990-03-04")
    program = a_program(shop, birthday=BirthdayGift(points=50))
    buy(shop, ana, 1_000)
    for day in (3, 4, 4, 5):
        on(clock, 2026, 3, day)
        loyalty.run_daily(shop)
    assert held(shop, ana, program) == (60, 0)
    assert held(shop, stranger, program) == (0, 0)  # only for those who bought something
    on(clock, 2027, 3, 10)  # the shop was closed on the day itself
    assert loyalty.run_daily(shop).value == 1
    on(clock, 2028, 3, 20)  # for too long
    assert loyalty.run_daily(shop).value == 0
    assert held(shop, ana, program) == (110, 0)


@pytest.mark.parametrize(("year", "expected"), [(2026, date(2026, 2, 28)), (2028, date(2028, 2, 29))])
def test_who_was_born_on_29_february_is_not_forgotten(
    shop: Shop, clock: FixedClock, year: int, expected: date
) -> None:
    on(clock, year, 2, 1)
    ana = a_person(shop, birth="1984-02-29")
    gift = BirthdayGift(GiftKind.AMOUNT, value_cents=500, valid_days=30, min_cents=1_000, buyers_only=False)
    a_program(shop, birthday=gift)
    given: list[Voucher] = []
    while not given:
        loyalty.run_daily(shop)
        given = vouchers.rows(shop, vouchers.list_ids(shop, VoucherFilter(customer_id=ana)))
        clock.instant += timedelta(days=1)
    assert given[0].from_day == expected
    assert given[0].to_day == expected + timedelta(days=30)
    assert (given[0].value_cents, given[0].min_cents, given[0].cause.value) == (500, 1_000, "birthday")


def test_a_birthday_in_the_last_days_of_the_year_counts_for_that_year(shop: Shop, clock: FixedClock) -> None:
    on(clock, 2026, 12, 1)
    ana = a_person(shop, birth="--12-30")
    program = a_program(shop, birthday=BirthdayGift(points=5, buyers_only=False))
    on(clock, 2027, 1, 3)
    loyalty.run_daily(shop)
    loyalty.run_daily(shop)
    on(clock, 2027, 12, 30)
    loyalty.run_daily(shop)
    assert held(shop, ana, program) == (10, 0)
    assert shop.db.read("SELECT year_or_other FROM gift_given ORDER BY id") == [(2026,), (2027,)]


def test_the_key_for_undo_takes_back_what_a_person_did_but_the_log_can_take_back_all(
    shop: Shop, clock: FixedClock
) -> None:
    ana, program = a_person(shop), a_program(shop, expiry=Expiry(ExpiryKind.AGE, 1))
    sold = buy(shop, ana, 1_000)
    clock.instant += timedelta(days=3)
    daily = loyalty.run_daily(shop)
    newest = journal.last_undoable(shop)
    assert newest is not None
    assert newest.kind == "sell"
    assert journal.recent(shop, 1)[0].words == "Loyalty, every day: points of 1 customer expired."
    journal.undo(shop, daily.operation or 0)
    assert shop.db.read("SELECT left FROM point_lot") == [(10,)]
    loyalty.run_daily(shop)
    assert held(shop, ana, program) == (0, 0)
    assert sold.points == 10


def test_paused_programs_let_points_go_but_give_no_gifts(shop: Shop, clock: FixedClock) -> None:
    ana = a_person(shop, birth="--11-30")
    program = a_program(shop, expiry=Expiry(ExpiryKind.AGE, 3), birthday=BirthdayGift(points=5))
    buy(shop, ana, 1_000)
    saved = loyalty.get_program(shop, program)
    loyalty.save_program(shop, replace(saved, state=saved.state.PAUSED))
    clock.instant += timedelta(days=9)
    loyalty.run_daily(shop)
    assert held(shop, ana, program) == (0, 0)
    customers.archive(shop, [ana])
    loyalty.save_program(shop, saved)
    assert loyalty.run_daily(shop).value == 0  # nor to archived customers
