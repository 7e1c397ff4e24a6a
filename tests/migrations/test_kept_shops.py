"""Shops of every version that was ever released still open, with all that is in them."""

from __future__ import annotations

import gzip
import re
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.services import customers, integrity, journal, own_fields, reminders, staff
from crm_desktop.services.search import search
from crm_desktop.services.shop import Shop, open_shop
from crm_desktop.store.opening import newest_version
from tests.factories import a_clock, a_customer, a_shop
from tests.migrations.keep import HERE, kept, make

VERSIONS = sorted(int(path.name[5:9]) for path in HERE.glob("shop-*.db.gz"))


def opened(folder: Path, version: int) -> Shop:
    (folder / "mostrador.db").write_bytes(gzip.decompress(kept(version).read_bytes()))
    return open_shop(folder, clock=a_clock())


def schema(shop: Shop) -> dict[str, str]:
    """Returns what makes each table, index and trigger, white space aside."""
    rows = shop.db.read("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
    return {str(name): re.sub(r"\s+", " ", str(sql)) for name, sql in rows}


def test_a_shop_of_every_version_is_kept() -> None:
    assert list(range(1, newest_version() + 1)) == VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_a_shop_of_that_version_still_opens_with_all_that_is_in_it(tmp_path: Path, version: int) -> None:
    with closing(opened(tmp_path, version)) as shop:
        assert integrity.check(shop) == []
        (hit,) = search(shop, "angel 345")
        angel = customers.get_customer(shop, hit.id)
        assert (angel.full_name, angel.card, angel.birth) == ("Ángel García Muñoz", "000123", "1984-11-24")
        assert angel.tags == ("Álbumes", "vip")
        assert [c.kind.value for c in angel.contacts] == ["mobile", "email", "social"]
        assert angel.relations[0].other_name == "Hostal del Port"
        assert [(f.name, dict(angel.own)[f.id or 0]) for f in own_fields.list_fields(shop)] == [
            ("Talla", "XL")
        ]
        assert [m.name for m in staff.list_staff(shop)] == ["Lucía"]
        assert shop.profile.name == "Mercería La Alameda"
        states = [r.state.value for r in reminders.get_many(shop, [1, 2])]
        assert states == ["done", "open"]
        assert customers.photo(shop, customers.save_photo(shop, b"\x89PNG\r\n\x1a\n sample"))
        assert len(journal.recent(shop)) >= 9


@pytest.mark.parametrize("version", VERSIONS)
def test_a_shop_of_that_version_can_be_worked_with(tmp_path: Path, version: int) -> None:
    with closing(opened(tmp_path, version)) as shop:
        added = customers.save_customer(shop, a_customer(given_name="Nueva", contacts=()))
        assert added.operation is not None
        journal.undo(shop, added.operation)
        assert integrity.check(shop) == []


def test_todays_schema_is_the_one_that_is_kept(tmp_path: Path) -> None:
    """Before a release, `python -m tests.migrations.keep` mends this; after one, only a migration does."""
    (tmp_path / "antes").mkdir()
    with closing(opened(tmp_path / "antes", newest_version())) as before, closing(a_shop(tmp_path)) as now:
        assert schema(now) == schema(before)


def test_what_is_kept_has_rows_in_every_table(tmp_path: Path) -> None:
    make(tmp_path)
    with closing(open_shop(tmp_path)) as shop:
        tables = shop.db.read(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " AND name NOT LIKE 'customer_search%'"
        )
        empty = [t for (t,) in tables if not shop.db.read(f"SELECT 1 FROM {t} LIMIT 1")]
        assert empty == []
