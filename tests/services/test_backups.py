"""Backups: kept by a schedule, checked, and put back in two calls, whatever has become of the shop."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.services import backups, customers, integrity
from crm_desktop.services.shop import Shop
from crm_desktop.shared import disk
from crm_desktop.shared.errors import FileRefused, StorageError
from tests.factories import NOW, a_clock, a_customer, a_shop
from tests.store.shops import files, look


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(a_shop(tmp_path / "tienda")) as made:
        customers.save_customer(made, a_customer(given_name="Antes", contacts=()))
        yield made


def count(shop: Shop) -> int:
    return customers.count(shop, CustomerFilter())


def test_a_backup_is_made_listed_and_proved(shop: Shop) -> None:
    made = backups.create(shop)
    assert (made.made, made.reason) == (NOW, "manual")
    assert backups.listing(shop) == [made]
    backups.verify(made.path)
    with pytest.raises(FileRefused, match="no backup here"):
        backups.verify(shop.paths.backups / "ninguna")


def test_a_backup_goes_where_it_is_told(shop: Shop, tmp_path: Path) -> None:
    made = backups.create(shop, folder=tmp_path / "lápiz de memoria")
    assert made.path.parent == tmp_path / "lápiz de memoria"
    assert backups.listing(shop) == []


def test_a_backup_is_restored_and_what_was_there_is_kept(shop: Shop) -> None:
    made = backups.create(shop)
    customers.save_customer(shop, a_customer(given_name="Después", contacts=()))
    shop.close()
    with closing(backups.restore(shop.paths.folder, made.path, clock=a_clock())) as restored:
        assert count(restored) == 1
        assert integrity.check(restored) == []
        kept = next(b for b in backups.listing(restored) if b.reason == "restore")
    with closing(backups.restore(shop.paths.folder, kept.path, clock=a_clock())) as again:
        assert count(again) == 2


@pytest.mark.parametrize("what", [b"", b"no soy una tienda", b"SQLite format 3\x00" + bytes(5000)])
def test_a_backup_is_restored_over_a_file_that_cannot_be_opened(shop: Shop, what: bytes) -> None:
    made = backups.create(shop)
    shop.close()
    shop.paths.database.write_bytes(what)
    shop.paths.database.with_name("mostrador.db-wal").write_bytes(b"un registro")
    with closing(backups.restore(shop.paths.folder, made.path, clock=a_clock())) as restored:
        assert count(restored) == 1
    assert shop.paths.database.with_name("mostrador.db.anterior-1").read_bytes() == what
    assert shop.paths.database.with_name("mostrador.db.anterior-1-wal").read_bytes() == b"un registro"


def test_a_backup_is_restored_over_a_file_that_is_damaged_inside(shop: Shop) -> None:
    made = backups.create(shop)
    (row,) = shop.db.read("SELECT rootpage FROM sqlite_schema WHERE name = 'interaction_customer'")
    shop.close()
    content = bytearray(shop.paths.database.read_bytes())
    content[4096 * (row[0] - 1) : 4096 * row[0]] = b"\xa5" * 4096
    shop.paths.database.write_bytes(content)
    with closing(backups.restore(shop.paths.folder, made.path, clock=a_clock())) as restored:
        assert integrity.check(restored) == []
    assert shop.paths.database.with_name("mostrador.db.anterior-1").exists()


def test_a_backup_is_restored_where_there_is_no_shop(shop: Shop, tmp_path: Path) -> None:
    made = backups.create(shop)
    with closing(backups.restore(tmp_path / "otro sitio", made.path, clock=a_clock())) as restored:
        assert count(restored) == 1


def test_a_bad_backup_leaves_the_shop_alone(shop: Shop) -> None:
    made = backups.create(shop)
    shop.close()
    content = bytearray(made.path.read_bytes())
    content[-1] ^= 1
    made.path.write_bytes(content)
    before = look(shop.paths.database)
    with pytest.raises(FileRefused):
        backups.restore(shop.paths.folder, made.path)
    assert look(shop.paths.database) == before


def test_a_shop_that_is_open_elsewhere_is_not_replaced_under_it(shop: Shop) -> None:
    made = backups.create(shop)
    shop.close()
    with closing(a_shop(shop.paths.folder)) as window:
        assert count(window) == 1
        with pytest.raises(StorageError, match="another window"):
            backups.restore(shop.paths.folder, made.path)
        assert backups.listing(window) == [made], "refused before anything is done"
        customers.save_customer(window, a_customer(given_name="Sigue", contacts=()))
    with closing(a_shop(shop.paths.folder)) as again:
        assert count(again) == 2


def test_a_restore_that_fails_puts_the_old_file_back(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    made = backups.create(shop)
    shop.close()
    shop.paths.database.write_bytes(b"no soy una tienda")
    before, move = look(shop.paths.database), disk.move

    def refuse(draft: Path, target: Path) -> None:
        if draft.name.endswith(".vuelta"):
            raise PermissionError(13, "Permission denied", str(target))
        move(draft, target)

    monkeypatch.setattr(disk, "move", refuse)
    with pytest.raises(StorageError, match="cannot be written"):
        backups.restore(shop.paths.folder, made.path)
    assert look(shop.paths.database) == before
    assert files(shop.paths.folder) == ["mostrador.db"]


def test_a_backup_is_due_once_a_day_when_something_changed(shop: Shop) -> None:
    clock: Any = shop.clock
    assert backups.due(shop)
    backups.create(shop, "daily")
    customers.save_customer(shop, a_customer(given_name="Otra", contacts=()))
    assert not backups.due(shop), "today's is there"
    clock.instant = NOW + timedelta(days=1)
    customers.add_note(shop, 1, "algo")
    assert backups.due(shop)
    backups.create(shop, "daily")
    clock.instant = NOW + timedelta(days=3)
    assert not backups.due(shop), "nothing changed since"


# ---- the schedule


def stamps(start: datetime, count: int, step: timedelta) -> list[str]:
    return [(start - step * n).strftime("%Y%m%dT%H%M%SZ") for n in range(count)]


def test_the_newest_of_each_day_week_and_month_is_kept() -> None:
    every = stamps(datetime(2026, 11, 21, 8, tzinfo=UTC), 400 * 3, timedelta(hours=8))
    kept = backups.kept(every)
    days = {s[:8] for s in kept}
    assert {f"202611{d:02d}" for d in range(15, 22)} <= days, "seven days"
    months = {s[:6] for s in kept}
    assert len(months) == 12, "twelve months"
    assert len(kept) <= 7 + 4 + 12 + 3
    assert backups.kept(kept) == kept
    assert max(every) in kept


def test_all_of_the_newest_day_are_kept_and_few_are_all_kept() -> None:
    today = stamps(datetime(2026, 11, 21, 20, tzinfo=UTC), 10, timedelta(hours=1))
    assert backups.kept(today) == set(today)
    assert backups.kept([]) == set()
    few = stamps(datetime(2026, 11, 21, tzinfo=UTC), 5, timedelta(days=1))
    assert backups.kept(iter(few)) == set(few)


def test_what_the_schedule_drops_goes_but_not_what_was_made_before_an_upgrade(shop: Shop) -> None:
    clock: Any = shop.clock
    for day in range(40):
        clock.instant = NOW - timedelta(days=40 - day)
        backups.create(shop, "upgrade" if day == 3 else "daily")
    left = backups.listing(shop)
    assert len(left) < 16
    assert [b.reason for b in left].count("upgrade") == 1
    assert len(files(shop.paths.backups)) == 2 * len(left)
