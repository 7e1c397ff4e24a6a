"""A killed process loses nothing that it confirmed."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.domain.purchases.model import Sale
from crm_desktop.services import purchases
from tests.factories import a_shop
from tests.faults import kill_loop


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that cannot be caught")
def test_nothing_that_was_confirmed_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    confirmed = kill_loop.run(tmp_path / "tienda", 15, seed=7)
    assert confirmed.operations >= 15
    assert confirmed.customers
    assert confirmed.purchases
    assert confirmed.points


def test_a_lost_write_would_be_seen(tmp_path: Path) -> None:
    kill_loop.run(tmp_path, 1)
    told = kill_loop.Confirmed()
    told.hear('{"customers": {"999999": {"name": "Nadie"}}, "notes": {"999999": "x"}}')
    told.hear('{"done": {"999999": "contacted"}}')
    told.hear('{"purchases": {"999999": 100}, "redeemed": {"999999": 100}, "points": {"999999": [1, 0]}}')
    told.hear('{"customers": {"1": {"na')
    with closing(a_shop(tmp_path)) as shop:
        assert len(kill_loop.missing(shop, told)) == 6
        assert kill_loop.halves(shop) == []
        with shop.db.transaction() as connection:
            connection.execute(
                "UPDATE journal_operation SET words = '' WHERE id = (SELECT min(id) FROM journal_operation)"
            )
        assert kill_loop.halves(shop) != []


def test_half_of_a_sale_would_be_seen(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path)) as shop:
        purchases.sell(shop, Sale(total_cents=1000))
        assert kill_loop.half_sales(shop) == ["sale 1 without its points"]
