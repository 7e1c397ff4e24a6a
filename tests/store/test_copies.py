"""A copy of the shop is whole whoever reads or writes meanwhile, and takes nobody's lock away."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from crm_desktop.domain.customers.listing import CustomerColumn, CustomerFilter
from crm_desktop.domain.purchases.stages import StageRule
from crm_desktop.services import customers, integrity
from crm_desktop.services.demo import make_demo
from crm_desktop.services.shop import Shop, open_shop
from crm_desktop.store.queries import customer_lists
from tests.factories import TODAY, a_clock, a_customer, a_shop

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(a_shop(tmp_path / "tienda")) as opened:
        make_demo(opened, 200)
        yield opened


def names(path: Path) -> list[str]:
    with closing(driver.connect(str(path))) as copy:
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found = copy.execute("SELECT name FROM customer_index ORDER BY name_rank").fetchall()
    assert not path.with_name(path.name + "-wal").exists()
    return [r[0] for r in found]


def listed(shop: Shop) -> list[str]:
    return [r[0] for r in shop.db.read("SELECT name FROM customer_index ORDER BY name_rank")]


def still(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Remember whether each copy was made as the file stands."""
    answers: list[bool] = []
    copied = type(shop.db)._copied_still

    def remembered(database: object, target: Path) -> bool:
        answers.append(copied(shop.db, target))
        return answers[-1]

    monkeypatch.setattr(type(shop.db), "_copied_still", remembered)
    return answers


def test_a_copy_of_a_quiet_shop_is_the_file_as_it_stands(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = still(shop, monkeypatch)
    customers.save_customer(shop, a_customer(given_name="Zoe"))
    target = tmp_path / "copia.db"
    shop.db.backup(target)
    assert answers == [True]
    assert names(target) == listed(shop)
    assert any("Zoe" in name for name in names(target))
    customers.save_customer(shop, a_customer(given_name="Después"))
    assert len(names(target)) == len(listed(shop)) - 1
    assert integrity.check(shop) == []


def test_somebody_reads_meanwhile(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = still(shop, monkeypatch)
    with closing(driver.connect(str(shop.paths.database), isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM customer").fetchone() == (200,)
        customers.save_customer(shop, a_customer(given_name="Zoe"))
        shop.db.backup(tmp_path / "copia.db")
        assert reader.execute("SELECT count(*) FROM customer").fetchone() == (200,)
    assert answers == [False]
    assert names(tmp_path / "copia.db") == listed(shop)


def test_another_program_writes_meanwhile(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = still(shop, monkeypatch)
    with closing(driver.connect(str(shop.paths.database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        shop.db.backup(tmp_path / "copia.db")
        other.execute("ROLLBACK")
    assert answers == [False]
    assert names(tmp_path / "copia.db") == listed(shop)


def test_this_program_writes_meanwhile(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = still(shop, monkeypatch)
    before = listed(shop)
    begun, end = threading.Event(), threading.Event()

    def write() -> None:
        with shop.operation("slow") as operation:
            operation.execute("UPDATE customer SET given_name = 'Otra'")
            begun.set()
            end.wait(10)

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait(10)
    shop.db.backup(tmp_path / "copia.db")
    end.set()
    writer.join()
    assert answers == [False]
    assert names(tmp_path / "copia.db") == before


def test_a_copy_takes_no_lock_away(shop: Shop, tmp_path: Path) -> None:
    shop.db.backup(tmp_path / "copia.db")
    program = f"""
from contextlib import closing
from crm_desktop.services.shop import open_shop
with closing(open_shop({str(shop.paths.folder)!r})) as other:
    print(other.db.read('SELECT count(*) FROM customer')[0][0])
"""

    def elsewhere() -> int:
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        return int(done.stdout)

    customers.save_customer(shop, a_customer(given_name="Una"))
    assert elsewhere() == 201
    # Had the other one been alone with the file, it would have taken the log away from under us.
    customers.save_customer(shop, a_customer(given_name="Dos"))
    assert elsewhere() == 202
    shop.close()
    with closing(open_shop(shop.paths.folder, clock=a_clock())) as again:
        assert customers.count(again, CustomerFilter(archived=None)) == 202
        assert integrity.check(again) == []


def test_whole_lists_of_ids_come_in_order(shop: Shop) -> None:
    for column in CustomerColumn:
        for descending in (False, True):
            wanted = CustomerFilter(sort=column, descending=descending)
            rule = StageRule(TODAY)
            whole = customer_lists.ids(shop.db, wanted, rule=rule)
            assert list(whole) == list(customer_lists.ids(shop.db, wanted, 10_000, rule))
            assert len(whole) == customers.count(shop, wanted)
    assert len(customer_lists.ids(shop.db, CustomerFilter(text="nadieconestenombre"))) == 0
