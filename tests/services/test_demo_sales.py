"""What the sample shop sold, and what came of it: believable, sound, and the same for a seed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.domain.purchases.model import Purchase
from crm_desktop.domain.segments.tree import Condition, Group
from crm_desktop.services import integrity, journal, loyalty_programs, purchases, segments, segments_found
from crm_desktop.services.demo import make_demo
from crm_desktop.services.loyalty_earning import on_sale
from crm_desktop.services.shop import Shop
from crm_desktop.store.queries.purchases import load
from tests.factories import a_clock, a_shop

TABLES = (
    "product", "after_sales_step", "purchase", "purchase_line", "wish", "consent", "ledger_entry",
    "loyalty_account", "point_lot", "redemption", "voucher", "segment", "segment_member", "customer_totals",
)  # fmt: skip
WORTH_WRITING_TO = Group(
    children=(
        Condition("stage", "any_of", ["repeat"]),
        Condition("town", "any_of", ["Valencia"]),
        Condition("points", "at_least", 500),
        Condition("birthday", "in", {"when": "this_month"}),
        Condition("last_contact", "not_for", 90),
    )
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with closing(a_shop(tmp_path_factory.mktemp("sample"))) as opened:
        make_demo(opened, customers=600, seed=2)
        yield opened


def rows(shop: Shop, sql: str) -> list[tuple[Any, ...]]:
    return shop.db.read(sql)


def one(shop: Shop, sql: str) -> Any:
    return rows(shop, sql)[0][0]


def test_it_is_sound(shop: Shop) -> None:
    assert integrity.check(shop) == []


def test_two_years_of_tickets_in_the_order_of_their_instants(shop: Shop) -> None:
    sales = rows(shop, "SELECT ticket, at, day FROM purchase WHERE kind = 'sale' ORDER BY id")
    assert [row[0] for row in sales] == [f"T-{n:06d}" for n in range(1, len(sales) + 1)]
    assert [row[1] for row in sales] == sorted(row[1] for row in sales)
    assert sales[0][2] >= "2024-11-21"
    assert sales[-1][2] < "2026-11-21"
    assert len(sales) > 600 * 4


def test_the_shop_has_a_rhythm(shop: Shop) -> None:
    days = dict(
        rows(shop, "SELECT strftime('%w', day), count(*) FROM purchase WHERE kind = 'sale' GROUP BY 1")
    )
    months = dict(rows(shop, "SELECT substr(day, 6, 2), count(*) FROM purchase GROUP BY 1"))
    assert "0" not in days
    assert days["6"] > 1.4 * days["2"]
    assert months["12"] > 2 * months["08"]


def test_a_few_customers_come_often_and_many_seldom(shop: Shop) -> None:
    visits = [row[0] for row in rows(shop, "SELECT purchases FROM customer_totals ORDER BY 1 DESC")]
    assert visits[0] > 8 * visits[len(visits) // 4]
    assert visits.count(0) > 40
    assert visits.count(1) > 60
    counted = {row.name: row.count or 0 for row in segments.all_segments(shop)}
    for name in ("Prospects", "One-time customers", "Repeat customers", "Former customers"):
        assert counted[name] > 15


def test_nobody_bought_before_they_came_or_after_they_went(shop: Shop) -> None:
    assert not one(
        shop,
        "SELECT count(*) FROM purchase p JOIN customer c ON c.id = p.customer_id"
        " WHERE p.kind = 'sale'"
        " AND (p.day < substr(c.created_at, 1, 10) OR p.day > substr(c.archived_at, 1, 10))",
    )


def test_some_sales_come_back_whole_or_in_part(shop: Shop) -> None:
    back = rows(shop, "SELECT given_back, count(*) FROM purchase WHERE returned_cents > 0 GROUP BY 1")
    assert {row[0] for row in back} == {0, 1}
    assert one(shop, "SELECT count(*) FROM purchase WHERE kind = 'return' AND return_of IS NULL") == 0
    sale = one(shop, "SELECT id FROM purchase WHERE returned_cents > 0 AND given_back = 0")
    assert purchases.get(shop, sale).returned_cents > 0


def test_one_point_for_each_euro_and_a_voucher_for_a_hundred(shop: Shop) -> None:
    programs = {p.name: p for p in loyalty_programs.programs(shop)}
    assert len(programs) == 2
    (points,) = [p for p in programs.values() if p.kind.value == "points"]
    assert all(tier.multiplier_pct == 100 for tier in points.tiers)
    assert len(points.tiers) == 3
    (voucher,) = [r for r in loyalty_programs.rewards(shop, points.id) if r.name == "Vale de 5 €"]
    assert (voucher.cost, voucher.value_cents, voucher.stock, voucher.per_customer) == (100, 500, None, None)
    assert points.rules.lock_days == 0
    assert not one(
        shop,
        "SELECT count(*) FROM purchase p JOIN ledger_entry e ON e.cause = 'purchase' AND e.cause_id = p.id"
        f" AND e.program_id = {points.id} WHERE e.points <> p.total_cents / 100",
    )
    assert one(shop, "SELECT count(*) FROM redemption") > 5
    assert one(shop, "SELECT count(DISTINCT tier_id) FROM customer_totals") == 3


def test_the_ledger_is_what_selling_one_by_one_would_have_given(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path / "a")) as many, closing(a_shop(tmp_path / "b")) as single:
        make_demo(many, customers=40, seed=7)
        make_demo(single, customers=40, seed=7)
        sold = rows(
            many, "SELECT id FROM purchase WHERE kind = 'sale' AND customer_id IS NOT NULL ORDER BY at, id"
        )
        with single.operation("sell") as operation:
            later = load(single.db, [row[0] for row in sold])
            again: list[Purchase] = [later[row[0]] for row in sold]
            for sale in again:
                on_sale(single, operation, sale)
        given = (
            "SELECT program_id, cause_id, points, earned FROM ledger_entry WHERE kind = 'earn'"
            " AND operation_id = {} ORDER BY program_id, cause_id"
        )
        first = rows(many, given.format(1))
        assert len(first) > 100
        assert first == rows(single, given.format(2))


@pytest.mark.parametrize("month", [2, 9])
def test_there_is_always_somebody_worth_writing_to(tmp_path: Path, month: int) -> None:
    clock = a_clock(datetime(2027, month, 3 + month * 2, 9, tzinfo=UTC))
    with closing(a_shop(tmp_path, clock)) as shop:
        make_demo(shop, customers=2000, purchases=3.0)
        assert 3 <= segments_found.count(shop, WORTH_WRITING_TO) <= 25


def test_it_depends_on_nothing_but_the_seed_and_the_day(tmp_path: Path) -> None:
    made = []
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        with closing(a_shop(tmp_path / name)) as shop:
            make_demo(shop, customers=60, seed=seed)
            made.append([rows(shop, f"SELECT * FROM {table} ORDER BY 1") for table in TABLES])
    for table, first, second in zip(TABLES, made[0], made[1], strict=True):
        assert first == second, table
    assert made[0] != made[2]


def test_undone_nothing_of_it_counts(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path)) as shop:
        changed = make_demo(shop, customers=50)
        assert changed.operation is not None
        journal.undo(shop, changed.operation)
        for table in ("product", "purchase", "purchase_line", "wish", "consent", "program", "segment"):
            assert one(shop, f"SELECT count(*) FROM {table}") == 0, table
        assert one(shop, "SELECT coalesce(sum(points), 0) FROM ledger_entry") == 0
        assert integrity.check(shop) == []
