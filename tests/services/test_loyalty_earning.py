"""What purchases and returns do to points, stamps and tiers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from crm_desktop.domain.customers.model import Relation, RelationKind
from crm_desktop.domain.loyalty.earning import MOST_POINTS
from crm_desktop.domain.loyalty.model import (
    Combine,
    EarnRule,
    Expiry,
    ExpiryKind,
    Gives,
    Limits,
    Multiplier,
    MultiplierKind,
    ProgramState,
    Referral,
    Tier,
    TierBasis,
    TierRules,
)
from crm_desktop.domain.purchases.model import Sale
from crm_desktop.domain.segments.model import Segment, SegmentKind
from crm_desktop.services import customers, journal, loyalty, loyalty_earning, purchases, segments
from crm_desktop.services.printing_sales import sale_slip
from crm_desktop.shared.errors import ConflictError
from tests.documents.pdfs import text
from tests.factories import NOW, TODAY
from tests.services.loyal import (
    a_card,
    a_person,
    a_program,
    a_reward,
    bring_back,
    buy,
    entries,
    held,
    of,
)

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop
    from crm_desktop.shared.clock import FixedClock

TIERS = (Tier("Plata", 10_000), Tier("Oro", 50_000, multiplier_pct=200))


def test_a_sale_gives_points_and_says_so(shop: Shop) -> None:
    ana, program = a_person(shop), a_program(shop)
    done = buy(shop, ana, 1_250)
    assert (done.points, done.balance, done.debt) == (12, 12, 0)
    assert any("12 points" in line for line in done.slip)
    assert held(shop, ana, program) == (12, 0)
    assert entries(shop, ana) == [("earn", "purchase", 12)]


def test_a_sale_to_nobody_known_and_programs_that_are_not_in_force_give_nothing(shop: Shop) -> None:
    ana, program = a_person(shop), a_program(shop)
    assert buy(shop, None, 1_000).points == 0
    for state in (ProgramState.PAUSED, ProgramState.DRAFT, ProgramState.ENDED):
        loyalty.set_state(shop, program, state)
        assert buy(shop, ana, 1_000).points == 0
    loyalty.set_state(shop, program, ProgramState.ACTIVE)
    saved = loyalty.get_program(shop, program)
    loyalty.save_program(shop, replace(saved, from_day=TODAY, to_day=TODAY + timedelta(days=1)))
    assert buy(shop, ana, 1_000, day=TODAY - timedelta(days=1)).points == 0
    assert buy(shop, ana, 1_000).points == 10


def test_changed_rules_hold_for_new_purchases_only(shop: Shop, clock: FixedClock) -> None:
    ana, program = a_person(shop), a_program(shop)
    first = buy(shop, ana, 10_000)
    clock.instant += timedelta(days=2)
    saved = loyalty.get_program(shop, program)
    changed = replace(saved.rules, earn=(EarnRule(points=3),))
    loyalty.save_program(shop, replace(saved, rules=changed))
    assert loyalty.get_program(shop, program).version == 2
    assert held(shop, ana, program) == (100, 0)
    assert buy(shop, ana, 10_000).points == 300
    assert buy(shop, ana, 10_000, day=TODAY).points == 100  # of a day when the old rules were in force
    assert bring_back(shop, first).points == -100
    rows = shop.db.read(
        "SELECT v.version, e.points FROM ledger_entry e JOIN program_version v ON v.id = e.version_id"
        " ORDER BY e.id"
    )
    assert rows == [(1, 100), (2, 300), (1, 100), (1, -100)]


def test_a_return_takes_back_the_points_it_gave(shop: Shop) -> None:
    ana, program = a_person(shop), a_program(shop)
    sale = buy(shop, ana, 3_000)
    part = bring_back(shop, sale, 1_000)
    assert (part.points, part.balance) == (-10, 20)
    assert bring_back(shop, sale).points == -20
    assert held(shop, ana, program) == (0, 0)


def test_points_that_were_spent_become_a_debt_that_later_ones_meet(shop: Shop) -> None:
    ana, program = a_person(shop), a_program(shop)
    reward = a_reward(shop, program, 100)
    sale = buy(shop, ana, 12_000)
    loyalty.redeem(shop, ana, reward)
    back = bring_back(shop, sale)
    assert (back.points, back.balance, back.debt) == (-120, 0, 100)
    assert shop.db.read("SELECT points, debt FROM customer_totals") == [(0, 100)]
    assert (buy(shop, ana, 6_000).balance, held(shop, ana, program)) == (0, (0, 40))
    assert (buy(shop, ana, 6_000).balance, held(shop, ana, program)) == (20, (20, 0))


def test_a_return_takes_what_its_own_purchase_gave_first(shop: Shop) -> None:
    ana, program = a_person(shop), a_program(shop)
    buy(shop, ana, 1_000)
    second = buy(shop, ana, 1_000)
    bring_back(shop, second)
    left = shop.db.read("SELECT entry_id, left FROM point_lot ORDER BY entry_id")
    assert left == [(1, 10), (2, 0)]
    assert held(shop, ana, program) == (10, 0)


def test_what_expired_unused_is_not_asked_for_again(shop: Shop, clock: FixedClock) -> None:
    ana, program = a_person(shop), a_program(shop, expiry=Expiry(ExpiryKind.AGE, 5))
    sale = buy(shop, ana, 1_000)
    clock.instant += timedelta(days=6)
    loyalty.run_daily(shop)
    assert entries(shop, ana)[-1] == ("expire", "expiry", -10)
    assert bring_back(shop, sale).points == 0
    assert held(shop, ana, program) == (0, 0)


def test_undoing_a_sale_takes_its_points_back_and_doing_it_again_gives_them(shop: Shop) -> None:
    ana, program = a_person(shop), a_program(shop, tiers=TIERS)
    buy(shop, ana, 12_000)
    sold = purchases.sell(shop, Sale(ana, 50_000))
    assert of(shop, ana, program).tier == loyalty.get_program(shop, program).tiers[1]
    undone = journal.undo(shop, sold.operation or 0)
    assert held(shop, ana, program) == (120, 0)
    assert of(shop, ana, program).tier == loyalty.get_program(shop, program).tiers[0]
    assert undone.kinds >= {"loyalty", "purchases"}
    assert ana in undone.ids
    journal.undo(shop, undone.operation or 0)
    assert held(shop, ana, program) == (620, 0)
    assert of(shop, ana, program).tier_value == 62_000


def test_limits_of_a_purchase_a_day_and_a_month(shop: Shop, clock: FixedClock) -> None:
    ana = a_person(shop)
    a_program(shop, limits=Limits(per_purchase=50, per_day=80, per_month=100), min_cents=500)
    assert [buy(shop, ana, cents).points for cents in (499, 9_000, 9_000, 9_000)] == [0, 50, 30, 0]
    clock.instant += timedelta(days=1)
    assert buy(shop, ana, 9_000).points == 20
    clock.instant = NOW + timedelta(days=20)
    assert buy(shop, ana, 9_000).points == 50


def test_a_return_makes_room_below_the_limit_again(shop: Shop) -> None:
    ana = a_person(shop)
    a_program(shop, limits=Limits(per_day=50))
    sale = buy(shop, ana, 5_000)
    assert buy(shop, ana, 5_000).points == 0
    bring_back(shop, sale)
    assert buy(shop, ana, 5_000).points == 50


def test_double_points_on_saturdays_and_birthdays(shop: Shop, clock: FixedClock) -> None:
    ana, zoe = a_person(shop), a_person(shop, "Zoe", birth="--11-21")
    a_program(
        shop,
        multipliers=(
            Multiplier(MultiplierKind.WEEKDAY, 200, weekdays=(5,)),
            Multiplier(MultiplierKind.BIRTHDAY, 300),
        ),
    )
    assert (buy(shop, ana, 1_000).points, buy(shop, zoe, 1_000).points) == (20, 30)
    clock.instant += timedelta(days=1)
    assert (buy(shop, ana, 1_000).points, buy(shop, zoe, 1_000).points) == (10, 10)


def test_locked_points_are_shown_but_cannot_be_used_yet(shop: Shop, clock: FixedClock) -> None:
    ana, program = a_person(shop), a_program(shop, lock_days=14)
    reward = a_reward(shop, program, 10)
    buy(shop, ana, 1_000)
    account = of(shop, ana, program)
    assert (account.balance, account.locked, account.available) == (10, 10, 0)
    assert account.locked_until == TODAY + timedelta(days=14)
    assert account.rewards[0].lacking == 10
    with pytest.raises(Exception, match="lacks 10 points"):
        loyalty.redeem(shop, ana, reward)
    clock.instant += timedelta(days=14)
    assert loyalty.redeem(shop, ana, reward).value.balance == 0


def test_tiers_go_up_with_a_purchase_and_multiply_the_next(shop: Shop) -> None:
    ana, program = a_person(shop), a_program(shop, tiers=TIERS)
    assert buy(shop, ana, 9_999).tier == ""
    assert buy(shop, ana, 1).tier == "Plata"
    done = buy(shop, ana, 45_000)
    assert (done.tier, done.points) == ("Oro", 450)
    assert any("Oro" in line for line in done.slip)
    assert buy(shop, ana, 1_000).points == 20
    account = of(shop, ana, program)
    assert (account.tier_value, account.next_tier, account.next_lacking) == (56_000, None, 0)
    assert shop.db.read("SELECT tier_id FROM customer_totals") == [(account.tier.id if account.tier else 0,)]


def test_tiers_are_lost_when_the_window_has_moved_on(shop: Shop, clock: FixedClock) -> None:
    rules = TierRules(TierBasis.POINTS, window_months=1, grace_days=5)
    ana = a_person(shop)
    program = a_program(shop, tiers=(Tier("Plata", 10), Tier("Oro", 100)), tier_rules=rules)
    buy(shop, ana, 20_000)
    seen = []
    for _day in range(45):
        loyalty.run_daily(shop)
        tier = of(shop, ana, program).tier
        seen.append(tier.name if tier else "")
        clock.instant += timedelta(days=1)
    assert seen == ["Oro"] * seen.count("Oro") + [""] * seen.count("")
    # 21 November to 20 December are the window; the last day on which it was reached, and five of grace.
    assert seen.count("Oro") == 30 + 5
    assert shop.db.read("SELECT tier_id FROM customer_totals") == [(None,)]


def test_changed_tiers_hold_at_once(shop: Shop) -> None:
    ana, program = a_person(shop), a_program(shop, tiers=TIERS)
    buy(shop, ana, 9_000)
    saved = loyalty.get_program(shop, program)
    lower = tuple(replace(tier, threshold=tier.threshold // 2) for tier in saved.tiers)
    change = loyalty.save_program(shop, replace(saved, tiers=lower))
    assert of(shop, ana, program).tier == loyalty.get_program(shop, program).tiers[0]
    journal.undo(shop, change.operation or 0)
    assert of(shop, ana, program).tier is None
    loyalty.save_program(shop, replace(loyalty.get_program(shop, program), tiers=()))
    assert shop.db.read("SELECT tier_id FROM customer_totals") == [(None,)]


def test_a_tier_that_nobody_wrote_into_a_ledger_is_there_from_the_start(shop: Shop) -> None:
    """A program that begins looks at what was bought before."""
    ana = a_person(shop)
    buy(shop, ana, 60_000)
    program = a_program(shop, tiers=TIERS, earn=())
    assert of(shop, ana, program).tier == loyalty.get_program(shop, program).tiers[1]
    assert held(shop, ana, program) == (0, 0)


def test_stamps_fill_a_card_and_what_is_over_carries_on(shop: Shop) -> None:
    ana, card = a_person(shop), a_card(shop, 3)
    reward = a_reward(shop, card, 3, "Café gratis")
    done = [buy(shop, ana, 150) for _time in range(4)]
    assert [(d.stamps[0].stamps, d.stamps[0].full) for d in done] == [(1, 0), (2, 0), (3, 1), (4, 0)]
    assert all(d.points == 0 and d.balance == 0 for d in done)
    taken = loyalty.redeem(shop, ana, reward).value
    assert (taken.points, taken.balance) == (3, 1)
    assert shop.db.read("SELECT points FROM customer_totals") == [(0,)]


def test_a_full_card_is_exchanged_at_once_where_the_program_says_so(shop: Shop) -> None:
    ana, card = a_person(shop), a_card(shop, 2, automatic=True)
    a_reward(shop, card, 2, "Vale de 3 €", gives=Gives.AMOUNT, value_cents=300, stock=1)
    assert buy(shop, ana, 100).vouchers == ()
    second = buy(shop, ana, 100)
    assert len(second.vouchers) == 1
    assert held(shop, ana, card) == (0, 0)
    buy(shop, ana, 100)
    last = buy(shop, ana, 100)  # none is left: the stamps stay on the card
    assert (last.vouchers, held(shop, ana, card)) == ((), (2, 0))


def test_stamps_that_were_exchanged_and_taken_back_are_owed_and_the_slip_says_so(shop: Shop) -> None:
    ana, card = a_person(shop), a_card(shop, 2, automatic=True)
    a_reward(shop, card, 2, "Café gratis")
    first, _second = buy(shop, ana, 100), buy(shop, ana, 100)
    back = bring_back(shop, first)
    (gain,) = back.stamps
    assert (gain.gained, gain.stamps, gain.debt) == (-1, 0, 1)
    assert back.slip == ("Sellos: 1 stamp is owed; the next one meets it.",)
    printed = text(sale_slip(shop, back.purchase_id))
    assert "1 stamp is owed" in printed
    assert "0 of 2" not in printed
    assert buy(shop, ana, 100).slip == ("Sellos: 0 of 2 stamps.",)


@pytest.mark.parametrize("told_by", ["new", "old"])
def test_who_recommended_is_given_points_at_the_first_purchase_once(shop: Shop, told_by: str) -> None:
    old, new = a_person(shop), a_person(shop, "Zoe")
    program = a_program(shop, referral=Referral(points=50, friend_points=20, min_cents=1_000))
    kind = RelationKind.RECOMMENDED_BY if told_by == "new" else RelationKind.RECOMMENDED
    one, other = (new, old) if told_by == "new" else (old, new)
    file = customers.get_customer(shop, one)
    customers.save_customer(shop, replace(file, relations=(Relation(kind, other),)))
    sold = purchases.sell(shop, Sale(new, 1_000))
    assert (held(shop, old, program), held(shop, new, program)) == ((50, 0), (30, 0))
    buy(shop, new, 1_000)
    assert held(shop, old, program) == (50, 0)
    journal.undo(shop, sold.operation or 0)
    assert held(shop, old, program) == (0, 0)


def test_rules_that_multiply_each_other_beyond_all_measure_never_keep_a_sale_from_being_noted(
    shop: Shop,
) -> None:
    every_day = Multiplier(MultiplierKind.WEEKDAY, 10_000, tuple(range(7)))
    rules: dict[str, Any] = {"multipliers": (every_day,) * 6, "combine": Combine.MULTIPLY}
    ana, program = a_person(shop), a_program(shop, earn=(EarnRule(points=1_000_000, per_cents=1),), **rules)
    sold = [buy(shop, ana, 100_000_000) for _sale in range(2)]
    assert [done.points for done in sold] == [MOST_POINTS] * 2
    bring_back(shop, sold[0])
    assert held(shop, ana, program) == (MOST_POINTS, 0)


def test_a_recommendation_gives_nothing_once_the_first_purchase_came_back(shop: Shop) -> None:
    old, new = a_person(shop), a_person(shop, "Zoe")
    program = a_program(shop, referral=Referral(points=50, friend_points=20, min_cents=1_000))
    file = customers.get_customer(shop, new)
    customers.save_customer(shop, replace(file, relations=(Relation(RelationKind.RECOMMENDED_BY, old),)))
    first = buy(shop, new, 1_000)
    bring_back(shop, first, cents=400)
    assert held(shop, old, program) == (50, 0)
    rest = purchases.give_back(shop, first.purchase_id)
    assert (held(shop, old, program), held(shop, new, program)) == ((0, 0), (0, 0))
    assert rest.value.points == -26  # what was left of the purchase, and the welcome
    assert {old, new} <= rest.ids
    # Their next purchase is the first that stays with them.
    second = purchases.sell(shop, Sale(new, 1_000))
    assert (held(shop, old, program), held(shop, new, program)) == ((50, 0), (30, 0))
    with pytest.raises(ConflictError):
        journal.undo(shop, rest.operation or 0)
    journal.undo(shop, second.operation or 0)
    journal.undo(shop, rest.operation or 0)
    assert (held(shop, old, program), held(shop, new, program)) == ((50, 0), (26, 0))


def test_a_sale_that_turns_out_to_be_somebody_elses(shop: Shop) -> None:
    ana, program = a_person(shop), a_program(shop)
    sale = buy(shop, None, 1_000)
    assert purchases.assign(shop, sale.purchase_id, ana).value.points == 10
    with shop.operation("assign_purchase") as operation:
        earned = loyalty_earning.on_unassigned(shop, operation, purchases.get(shop, sale.purchase_id))
    assert (earned.points, held(shop, ana, program)) == (-10, (0, 0))


def test_many_sales_at_once_give_what_each_would_give(shop: Shop) -> None:
    people = [a_person(shop, name) for name in ("Ana", "Zoe")]
    days = [date(2026, 1, 1) + timedelta(days=9 * n) for n in range(30)]
    for n, day in enumerate(days):
        buy(shop, people[n % 2], 1_000 + 37 * n, day=day)
    sold = [purchases.get(shop, row[0]) for row in shop.db.read("SELECT id FROM purchase")]
    fields = {
        "limits": Limits(per_purchase=15, per_month=25),
        "expiry": Expiry(ExpiryKind.INACTIVITY, 20),
        "tiers": (Tier("Plata", 5_000, multiplier_pct=150),),
        "tier_rules": TierRules(window_months=3),
    }
    one, many = a_program(shop, "Uno", **fields), a_program(shop, "Muchos", **fields)
    program = loyalty.get_program(shop, one)
    with shop.operation("import_purchases") as operation:
        operation.words = "x"
        loyalty_earning.on_sales(shop, operation, sold[::-1])
    assert [held(shop, who, one) for who in people] == [held(shop, who, many) for who in people]
    assert sum(e[2] for who in people for e in entries(shop, who)) > 0
    assert program.version == 1
    lots = shop.db.read(
        "SELECT e.day, l.expires_on FROM point_lot l JOIN ledger_entry e ON e.id = l.entry_id"
        " WHERE e.program_id = ? AND e.customer_id = ? ORDER BY e.day",
        (one, people[0]),
    )
    # They came every 18 days, so that nothing was lost on the way: all are lost 20 days after the last.
    assert {last for _day, last in lots} == {str(days[28] + timedelta(days=20))}


def test_customers_of_a_segment_are_given_more_and_one_that_is_gone_has_nobody(shop: Shop) -> None:
    ana, zoe = a_person(shop), a_person(shop, "Zoe")
    made = segments.save(shop, Segment("Amigos", SegmentKind.HAND))
    segments.add_members(shop, made.value, [ana])
    more = Multiplier(MultiplierKind.SEGMENT, 300, segment=made.value)
    gone = Multiplier(MultiplierKind.SEGMENT, 900, segment="segment:999")
    program = a_program(shop, multipliers=(more, gone))
    assert (buy(shop, ana, 1_000).points, buy(shop, zoe, 1_000).points) == (30, 10)
    simulated = loyalty.simulate(shop, loyalty.get_program(shop, program), TODAY, TODAY)
    assert simulated.given == 40
