"""Is the shop's file sound?"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.services import customers, integrity
from crm_desktop.services.shop import Shop
from tests.factories import a_customer, a_shop
from tests.services.loyal import a_person, buy


@pytest.mark.parametrize("quick", [True, False])
def test_a_shop_in_use_is_sound(tmp_path: Path, quick: bool) -> None:
    with closing(a_shop(tmp_path)) as shop:
        assert integrity.check(shop, quick=quick) == []
        for name in ("Ana", "Íñigo"):
            customers.save_customer(shop, a_customer(given_name=name, contacts=()))
        assert integrity.check(shop, quick=quick) == []
        assert integrity.check(shop, quick=quick) == []


@pytest.mark.parametrize("index", ["interaction_customer", "contact_point_customer"])
def test_a_damaged_page_is_a_fault_and_no_crash(tmp_path: Path, index: str) -> None:
    with closing(a_shop(tmp_path)) as shop:
        customers.save_customer(shop, a_customer())
        (row,) = shop.db.read("SELECT rootpage FROM sqlite_schema WHERE name = ?", (index,))
    content = bytearray(shop.paths.database.read_bytes())
    content[4096 * (row[0] - 1) : 4096 * row[0]] = b"\xa5" * 4096
    shop.paths.database.write_bytes(content)
    with closing(a_shop(tmp_path)) as shop:
        assert integrity.check(shop)
        assert integrity.check(shop, quick=True)


def test_a_reference_to_nothing_is_a_fault(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path)) as shop:
        shop.db.writer().raw().execute("PRAGMA foreign_keys=OFF")
        with shop.operation("note") as operation:
            operation.insert("note", customer_id=77, at=operation.at, text="huérfana")
        assert any("note" in fault for fault in integrity.check(shop, quick=True))


def test_tidying_changes_nothing_that_the_file_says(shop: Shop) -> None:
    people = [a_person(shop, name) for name in ("Ana", "Zoe", "Nuria")]
    for cents in range(100, 1_000, 100):
        buy(shop, people[cents % 3], cents)
    before = shop.db.read("SELECT * FROM customer_totals ORDER BY customer_id")
    operations = shop.db.read("SELECT count(*) FROM journal_operation")
    integrity.tidy(shop)
    assert shop.db.read("SELECT * FROM customer_totals ORDER BY customer_id") == before
    assert shop.db.read("SELECT count(*) FROM journal_operation") == operations
    assert integrity.check(shop) == []
