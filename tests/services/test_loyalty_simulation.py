"""A program tried over the past before it is switched on: the same points as in life, and what they cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.customers.model import Relation, RelationKind
from crm_desktop.domain.loyalty.model import (
    Basis,
    BirthdayGift,
    EarnRule,
    Expiry,
    ExpiryKind,
    GiftKind,
    Gives,
    Limits,
    Multiplier,
    MultiplierKind,
    Program,
    ProgramKind,
    Referral,
    Reward,
    Rules,
    StampCard,
    Tier,
    TierRules,
)
from crm_desktop.domain.products.model import Product
from crm_desktop.domain.purchases.model import PurchaseLine
from crm_desktop.services import customers, loyalty, loyalty_earning, products, purchases
from crm_desktop.shared.errors import InvalidInput
from tests.factories import NOW, TODAY, a_clock
from tests.services.loyal import a_person, a_program, bring_back, buy

if TYPE_CHECKING:
    from crm_desktop.domain.loyalty.simulation import Simulation
    from crm_desktop.services.shop import Shop

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
FIVE_EUROS = Reward("Vale de 5 €", 100, 0, gives=Gives.AMOUNT, value_cents=500)


def tried(shop: Shop, reward: Reward = FIVE_EUROS, share: int = 100, **fields: object) -> Simulation:
    program = Program("Prueba", **{"rules": Rules(), **fields})  # type: ignore[arg-type]
    return loyalty.simulate(shop, program, FIRST, LAST, rewards=[reward], share_pct=share)


def test_points_rewards_and_their_cost_month_by_month(shop: Shop) -> None:
    ana, zoe = a_person(shop), a_person(shop, "Zoe")
    for month, cents in ((1, 6_000), (2, 6_000), (3, 9_000)):
        buy(shop, ana, cents, day=date(2026, month, 10))
    buy(shop, zoe, 2_000, day=date(2026, 3, 1))
    buy(shop, None, 50_000, day=date(2026, 3, 2))
    buy(shop, zoe, 9_900, day=date(2025, 12, 31))  # before the period
    found = tried(shop)
    assert (found.given, found.spent, found.expired, found.outstanding) == (230, 200, 0, 30)
    assert (found.customers, found.reached, found.rewarded, found.rewards) == (2, 1, 1, 2)
    assert (found.cost_cents, found.sales_cents, found.cost_bp) == (1_000, 73_000, 137)
    assert (found.outstanding_cents, found.reward) == (150, "Vale de 5 €")
    assert [m.month for m in found.months] == [f"2026-{n:02d}" for n in range(1, 13)]
    assert [(m.sales_cents, m.given, m.rewards, m.cost_cents) for m in found.months[:4]] == [
        (6_000, 60, 0, 0),
        (6_000, 60, 1, 500),
        (61_000, 110, 1, 500),
        (0, 0, 0, 0),
    ]


def test_nothing_is_written_and_nothing_needs_to_be_saved(shop: Shop) -> None:
    ana = a_person(shop)
    buy(shop, ana, 60_000)
    before = [shop.db.read(f"SELECT * FROM {t}") for t in ("ledger_entry", "program", "journal_operation")]
    assert tried(shop).given == 600
    after = [shop.db.read(f"SELECT * FROM {t}") for t in ("ledger_entry", "program", "journal_operation")]
    assert after == before


def test_only_some_take_their_rewards(shop: Shop) -> None:
    for n in range(10):
        buy(shop, a_person(shop, f"Persona {n}"), 20_000)
    assert [tried(shop, share=share).rewarded for share in (0, 30, 50, 100)] == [0, 3, 5, 10]
    half = tried(shop, share=50)
    assert (half.reached, half.rewards, half.cost_cents) == (10, 10, 5_000)
    assert half.outstanding == 1_000


def test_a_stamp_card_over_the_past(shop: Shop) -> None:
    ana = a_person(shop)
    for day in range(1, 26):
        buy(shop, ana, 150, day=date(2026, 5, day))
    found = tried(
        shop,
        Reward("Café", 10, 0, value_cents=90),
        kind=ProgramKind.STAMPS,
        rules=Rules(earn=(EarnRule(Basis.VISIT),), card=StampCard(10)),
    )
    assert (found.given, found.rewards, found.cost_cents, found.outstanding) == (25, 2, 180, 5)


def test_returns_count_as_what_was_not_bought(shop: Shop) -> None:
    ana = a_person(shop)
    bring_back(shop, buy(shop, ana, 9_000))
    bring_back(shop, buy(shop, ana, 9_000), 4_000)
    found = tried(shop)
    assert (found.given, found.sales_cents) == (50, 5_000)


def test_expiry_by_age_and_by_silence(shop: Shop) -> None:
    ana = a_person(shop)
    for day in (date(2026, 1, 1), date(2026, 2, 20), date(2026, 4, 1), date(2026, 10, 1)):
        buy(shop, ana, 4_000, day=day)
    age = tried(shop, rules=Rules(expiry=Expiry(ExpiryKind.AGE, 60)))
    assert (age.rewards, age.expired, age.outstanding) == (0, 160, 0)
    assert [m.expired for m in age.months] == [0, 0, 40, 40, 40, 0, 0, 0, 0, 0, 40, 0]
    silence = tried(shop, rules=Rules(expiry=Expiry(ExpiryKind.INACTIVITY, 60)))
    assert (silence.rewards, silence.expired, silence.outstanding) == (1, 60, 0)


def test_locked_points_are_taken_later(shop: Shop) -> None:
    ana = a_person(shop)
    buy(shop, ana, 15_000, day=date(2026, 1, 1))
    buy(shop, ana, 100, day=date(2026, 1, 5))
    assert tried(shop, rules=Rules(lock_days=14)).rewards == 0
    buy(shop, ana, 100, day=date(2026, 1, 15))
    assert tried(shop, rules=Rules(lock_days=14)).rewards == 1


def test_birthdays_and_recommendations_cost_too(shop: Shop) -> None:
    ana = a_person(shop, birth="1984-02-29")
    zoe = a_person(shop, "Zoe")
    file = customers.get_customer(shop, zoe)
    customers.save_customer(shop, replace(file, relations=(Relation(RelationKind.RECOMMENDED_BY, ana),)))
    for who in (ana, zoe):
        buy(shop, who, 1_000, day=date(2026, 1, 10))
    voucher = BirthdayGift(GiftKind.AMOUNT, value_cents=300)
    found = tried(shop, rules=Rules(birthday=voucher, referral=Referral(points=5, friend_points=3)))
    assert (found.gifts, found.given, found.cost_cents) == (2, 28, 300)
    assert found.months[1].cost_cents == 300
    points = tried(shop, rules=Rules(birthday=BirthdayGift(points=7)))
    assert (points.gifts, points.given) == (1, 27)


def test_a_percentage_costs_as_much_as_of_the_average_purchase(shop: Shop) -> None:
    ana = a_person(shop)
    for cents in (1_000, 3_000):
        buy(shop, ana, cents)
    found = tried(shop, Reward("10 %", 10, 0, gives=Gives.PERCENT, percent_bp=1_000))
    assert (found.rewards, found.cost_cents) == (4, 4 * 200)


def test_who_would_be_in_which_tier(shop: Shop) -> None:
    for n, cents in enumerate((1_000, 20_000, 60_000)):
        buy(shop, a_person(shop, f"Persona {n}"), cents)
    found = tried(shop, tiers=(Tier("Plata", 10_000), Tier("Oro", 50_000)))
    assert found.tiers == (("Plata", 1), ("Oro", 1))


def test_it_gives_what_the_program_itself_would_have_given(shop: Shop) -> None:
    """Over sales of every kind, the simulator and the ledger agree on each point."""
    rng = Random(7)
    people = [a_person(shop, f"Persona {n}", birth="--05-20") for n in range(4)]
    cup = products.save(shop, Product("Taza", category="Menaje")).value
    rules = Rules(
        earn=(EarnRule(), EarnRule(Basis.CATEGORY, 2, 100, category="Menaje", instead=True)),
        multipliers=(
            Multiplier(MultiplierKind.WEEKDAY, 200, weekdays=(5, 6)),
            Multiplier(MultiplierKind.BIRTHDAY, 300),
        ),
        limits=Limits(per_purchase=60, per_day=80, per_month=300),
        min_cents=500,
        tiers=TierRules(window_months=3),
    )
    for _sale in range(60):
        day = FIRST + timedelta(days=rng.randrange(300))
        line = PurchaseLine("Taza", price_cents=rng.randrange(100, 3_000), product_id=cup)
        extra = PurchaseLine("Otra cosa", price_cents=rng.randrange(100, 4_000))
        buy(shop, rng.choice(people), 0, line, extra, day=day)
    program = Program("Igual", rules=rules, tiers=(Tier("Plata", 5_000, multiplier_pct=150),))
    simulated = loyalty.simulate(shop, program, FIRST, LAST, rewards=[])
    key = a_program(shop, "Igual", rules=rules, tiers=program.tiers)
    shop.db.writer().raw().execute("UPDATE loyalty_account SET tier_id = NULL")  # as nobody had one then
    sold = [purchases.get(shop, row[0]) for row in shop.db.read("SELECT id FROM purchase")]
    with shop.operation("import_purchases") as operation:
        given = loyalty_earning.on_sales(shop, operation, sold)
    assert given == simulated.given > 1_000
    assert loyalty.get_program(shop, key).version == 1


@pytest.mark.parametrize("kind", list(ExpiryKind))
@pytest.mark.parametrize("gift", [None, BirthdayGift(points=7)])
@pytest.mark.parametrize("seed", range(3))
def test_what_is_lost_and_left_is_what_the_program_itself_would_have_lost(
    shop: Shop, seed: int, gift: BirthdayGift | None, kind: ExpiryKind
) -> None:
    """A shop that opens every day; some purchases give nothing."""
    rng, clock = Random(seed), a_clock(NOW.replace(year=2025))
    shop.clock = clock
    people = [a_person(shop, f"Persona {n}", birth="--03-05") for n in range(3)]
    rules = Rules(
        min_cents=500,
        lock_days=3 * seed,
        expiry=Expiry(kind, 0 if kind is ExpiryKind.NEVER else 20),
        limits=Limits(per_day=15, per_month=60),
        multipliers=(Multiplier(MultiplierKind.BIRTHDAY, 300),),
        tiers=TierRules(window_months=2),
        birthday=gift,
    )
    key = a_program(shop, rules=rules, tiers=(Tier("Plata", 3_000, multiplier_pct=150),))
    for number in range(120):
        clock.instant = datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=number)
        loyalty.run_daily(shop)
        for person in people:
            if rng.random() < 0.1:
                buy(shop, person, rng.choice((200, 300, 700, 1_500, 3_000)), day=clock.today())
    simulated = loyalty.simulate(shop, loyalty.get_program(shop, key), FIRST, clock.today(), rewards=[])
    moved: dict[str, int] = dict(shop.db.read("SELECT kind, sum(points) FROM ledger_entry GROUP BY kind"))
    (left,) = shop.db.read_one("SELECT sum(points) FROM loyalty_account") or (0,)
    assert simulated.given == moved["earn"] > 0
    assert (simulated.expired, simulated.outstanding) == (-moved.get("expire", 0), left)


def test_gifts_of_a_percentage_cost_that_of_the_average_purchase_of_all(shop: Shop) -> None:
    for name, cents in (("Ana", 1_000), ("Zoe", 3_000), ("Eva", 8_000)):
        buy(shop, a_person(shop, name, birth="--05-20"), cents, day=date(2026, 1, 10))
    found = tried(shop, rules=Rules(birthday=BirthdayGift(GiftKind.PERCENT, percent_bp=1_000)))
    assert (found.gifts, found.months[4].cost_cents) == (3, 3 * 400)


def test_bad_questions_are_told(shop: Shop) -> None:
    for fields, field in (
        ({"first": LAST, "last": FIRST}, "last"),
        ({"share_pct": 101}, "share_pct"),
        ({"share_pct": -1}, "share_pct"),
    ):
        asked = {"first": FIRST, "last": LAST, **fields}
        with pytest.raises(InvalidInput) as caught:
            loyalty.simulate(shop, Program("x"), **asked)  # type: ignore[arg-type]
        assert set(caught.value.fields) == {field}
    with pytest.raises(InvalidInput):
        loyalty.simulate(shop, Program(""), FIRST, LAST)
    empty = loyalty.simulate(shop, Program("x"), TODAY, TODAY)
    assert (empty.given, empty.cost_bp, empty.reward) == (0, 0, "")
