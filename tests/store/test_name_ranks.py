"""The order of names is kept by ranks, however names come in."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.domain.sample.shop import Sample
from crm_desktop.services import customers, integrity
from crm_desktop.services.search import search
from crm_desktop.services.shop import Shop
from crm_desktop.store import name_ranks
from crm_desktop.store.bulk import BulkWriter
from tests.factories import TODAY, a_customer, a_shop


def add(shop: Shop, *given: str, **fields: Any) -> None:
    for name in given:
        customers.save_customer(shop, a_customer(given_name=name, contacts=(), **fields))


def listed(shop: Shop) -> list[str]:
    ids = customers.list_ids(shop, CustomerFilter())
    return [row.name.partition(", ")[2] for row in customers.rows(shop, ids)]


@pytest.mark.parametrize("backwards", [False, True])
def test_names_typed_in_their_order_stay_in_order(tmp_path: Path, backwards: bool) -> None:
    names = [f"Ana {a}{b}" for a in "abcdef" for b in "abcdefghijklmnop"]
    with closing(a_shop(tmp_path)) as shop:
        add(shop, "Aaron", "Zoe")
        add(shop, *(reversed(names) if backwards else names))
        assert listed(shop) == ["Aaron", *names, "Zoe"]
        assert [hit.name for hit in search(shop, "ana", 200)] == [f"García Muñoz, {name}" for name in names]
        assert integrity.check(shop) == []


def test_names_in_any_order_come_out_sorted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_ranks, "_REACH", 2)
    monkeypatch.setattr(name_ranks, "STEP", 1 << 8)
    monkeypatch.setattr(name_ranks, "_WIDTH", 1 << 2)
    random = Random(5)
    names = [f"N{random.randrange(10**6):06d}" for _ in range(250)]
    with closing(a_shop(tmp_path)) as shop:
        add(shop, *names)
        assert listed(shop) == sorted(names)
        assert integrity.check(shop) == []


def test_a_used_up_gap_moves_only_its_neighbours(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path)) as shop:
        add(shop, *(f"N{n:04d}" for n in range(0, 4000, 10)))
        before: dict[str, int] = dict(shop.db.read("SELECT name, name_rank FROM customer_index"))
        add(shop, *(f"N2001 {n:02d}" for n in range(60)))
        after: dict[str, int] = dict(shop.db.read("SELECT name, name_rank FROM customer_index"))
        moved = [name for name, rank in before.items() if after[name] != rank]
        assert 0 < len(moved) <= 2 * 64
        assert integrity.check(shop) == []


def test_many_names_at_once_find_room_between_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_ranks, "STEP", 1 << 10)
    sample = Sample(3000, 4, TODAY)
    names = [replace(c, staff_id=None, relations=(), own=()) for c in sample.customers()]
    with closing(a_shop(tmp_path)) as shop:
        add(shop, "Ana", family_name="Aaa", second_family_name="")
        add(shop, "Ana", family_name="Zzz", second_family_name="")
        for batch in (names[:1000], names[1000:]):
            with shop.operation("many") as operation:
                BulkWriter(operation).customers(batch)
        ids = customers.list_ids(shop, CustomerFilter(archived=None))
        assert len(ids) == 3002
        assert integrity.check(shop) == []
