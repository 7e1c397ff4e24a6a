"""An open shop: its data, its clock, its operations."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.domain.shop import PaperSize, ShopProfile
from crm_desktop.services import customers, settings
from crm_desktop.services.changes import EVERYTHING
from crm_desktop.services.shop import PROFILE, open_shop, read_setting
from crm_desktop.shared.errors import KnownError
from crm_desktop.store.schema import KIND_OF_TABLE
from tests.factories import NOW, TODAY, a_clock, a_customer, a_profile, a_shop


def store(shop: Any, profile: dict[str, Any]) -> None:
    with shop.operation("profile") as operation:
        operation.execute("INSERT INTO setting(key, value) VALUES(?, ?)", (PROFILE, json.dumps(profile)))


def test_a_new_shop_has_the_usual_data_of_one_in_spain(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path)) as shop:
        assert shop.profile == ShopProfile()
        assert (shop.origin, shop.on_duty, shop.read_only) == ("command", None, False)
        assert shop.clock.today() == TODAY


def test_data_that_another_version_wrote_does_not_keep_a_shop_from_opening(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path)) as shop:
        store(shop, {"name": "Mercería", "paper": "a3", "from the future": 1})
    with closing(a_shop(tmp_path)) as shop:
        assert shop.profile == ShopProfile(name="Mercería", paper=PaperSize.A4)


def test_a_shop_that_cannot_be_read_is_closed_again(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path)) as shop, shop.operation("profile") as operation:
        operation.execute("INSERT INTO setting(key, value) VALUES(?, 'no es JSON')", (PROFILE,))
    with pytest.raises(ValueError, match="Expecting"):
        open_shop(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mostrador.db"]


def test_the_clock_is_the_shops_and_follows_its_zone(tmp_path: Path) -> None:
    with closing(open_shop(tmp_path)) as shop:
        settings.save_profile(shop, a_profile(zone="Pacific/Auckland"))
        assert shop.clock.local(NOW).isoformat() == "2026-11-21T21:05:00+13:00"
    with closing(open_shop(tmp_path)) as shop:
        assert shop.clock.local(NOW).hour == 21
        store_zone = read_setting(shop.db, PROFILE)
        with shop.operation("profile") as operation:
            operation.execute(
                "UPDATE setting SET value = ? WHERE key = ?",
                (json.dumps({**store_zone, "zone": "Marte/Base"}), PROFILE),
            )
        assert shop.clock.local(NOW).utcoffset() is not None


def test_what_another_process_changed_is_read_again_when_told(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path)) as window, closing(a_shop(tmp_path)) as command:
        assert window.profile.name == ""
        settings.save_profile(command, a_profile(name="Otra"))
        assert window.profile.name == ""
        window.reload()
        assert window.profile.name == "Otra"


def test_the_file_may_be_named_instead_of_its_folder(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path)) as shop:
        customers.save_customer(shop, a_customer())
    with closing(open_shop(tmp_path / "mostrador.db", clock=a_clock(), create=False)) as shop:
        assert customers.get_customer(shop, 1).given_name == "Ángel"
        assert shop.paths.backups == tmp_path / "copias"


def test_without_leave_to_make_one_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(KnownError):
        open_shop(tmp_path, create=False)
    assert list(tmp_path.iterdir()) == []


def test_everything_means_all_kinds_of_thing() -> None:
    assert set(KIND_OF_TABLE.values()) == EVERYTHING.kinds
