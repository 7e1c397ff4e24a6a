"""A sample shop is made whole, in one operation, and only where no customers are."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop import cli
from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.domain.customers.own_fields import OwnField, OwnFieldKind
from crm_desktop.services import customers, integrity, journal, own_fields, reminders, settings, staff
from crm_desktop.services.demo import make_demo
from crm_desktop.services.search import search
from crm_desktop.services.shop import Shop, open_shop
from crm_desktop.shared.errors import Cancelled, InvalidInput, KnownError
from tests.factories import a_clock, a_customer, a_profile, a_shop, a_staff_member

TABLES = (
    "staff", "setting", "customer", "contact_point", "tag", "customer_tag", "relation", "own_field",
    "own_value", "note", "reminder", "interaction", "customer_index",
)  # fmt: skip


def digest(shop: Shop) -> str:
    rows = [shop.db.read(f"SELECT * FROM {table} ORDER BY 1") for table in TABLES]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def counts(shop: Shop) -> list[int]:
    return [shop.db.read(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES]


def test_the_sample_is_whole_and_sound(shop: Shop) -> None:
    changed = make_demo(shop, customers=400, seed=5)
    assert changed.value == 400
    assert changed.operation is not None
    assert {"customers", "reminders", "interactions", "staff", "settings", "notes"} <= changed.kinds
    assert customers.count(shop, CustomerFilter(archived=None)) == 400
    assert shop.profile.town == "Alboraia"
    assert len(staff.list_staff(shop)) == 4
    assert len(own_fields.list_fields(shop)) == 4
    assert integrity.check(shop) == []
    due = reminders.counts(shop)
    assert due.today >= 4
    assert due.overdue >= 3
    assert search(shop, "garcia")


def test_what_is_done_made_a_contact_by_the_same_person(shop: Shop) -> None:
    make_demo(shop, customers=300)
    done = shop.db.read("SELECT count(*) FROM reminder WHERE state = 'done'")[0][0]
    matched = shop.db.read(
        "SELECT count(*) FROM reminder r JOIN interaction i ON i.reminder_id = r.id"
        " WHERE i.customer_id = r.customer_id AND i.at = r.done_at AND i.staff_id = r.done_by"
        " AND i.result = r.result AND i.initiative = 'proactive'"
    )[0][0]
    assert done == matched > 50


def test_same_seed_same_shop(tmp_path: Path) -> None:
    digests = []
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        with closing(a_shop(tmp_path / name)) as shop:
            make_demo(shop, customers=120, seed=seed)
            digests.append(digest(shop))
    assert digests[0] == digests[1] != digests[2]


def test_it_is_one_operation_and_can_be_undone(shop: Shop) -> None:
    before = counts(shop)
    changed = make_demo(shop, customers=80)
    assert len(journal.recent(shop)) == 1
    assert changed.operation is not None
    journal.undo(shop, changed.operation)
    assert counts(shop) == before
    assert integrity.check(shop) == []
    make_demo(shop, customers=10)
    assert customers.count(shop, CustomerFilter(archived=None)) == 10


def test_it_never_gets_among_real_customers(shop: Shop) -> None:
    customers.save_customer(shop, a_customer())
    before = digest(shop)
    with pytest.raises(KnownError, match="already"):
        make_demo(shop, customers=5)
    assert digest(shop) == before


def test_cancelled_it_leaves_nothing(shop: Shop) -> None:
    seen: list[tuple[int, int]] = []
    before = counts(shop)
    with pytest.raises(Cancelled):
        make_demo(
            shop,
            12_000,
            progress=lambda done, total: seen.append((done, total)),
            cancelled=lambda: bool(seen),
        )
    assert seen == [(5_000, 12_000)]
    assert counts(shop) == before
    assert journal.recent(shop) == []


def test_progress_ends_with_everybody(shop: Shop) -> None:
    seen: list[tuple[int, int]] = []
    make_demo(shop, 5_100, purchases=0.1, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(5_000, 5_100), (5_100, 5_100)]


@pytest.mark.parametrize("count", [0, -1, 1_000_001])
def test_a_senseless_number_is_refused(shop: Shop, count: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        make_demo(shop, customers=count)
    assert set(refused.value.fields) == {"customers"}


def test_what_the_shop_has_already_is_used(shop: Shop) -> None:
    settings.save_profile(shop, a_profile(name="Mi tienda"))
    lucia = staff.save_staff(shop, a_staff_member("lucia")).value
    cooker = own_fields.save_field(shop, OwnField("COCINA", OwnFieldKind.CHOICE, ("Gas", "Leña"))).value
    people = own_fields.save_field(shop, OwnField("personas en casa", OwnFieldKind.NUMBER)).value
    make_demo(shop, customers=200)
    assert shop.profile.name == "Mi tienda"
    assert len(staff.list_staff(shop)) == 4
    assert len(own_fields.list_fields(shop)) == 4
    assert shop.db.read("SELECT count(*) FROM customer WHERE staff_id = ?", (lucia,))[0][0]
    assert shop.db.read("SELECT count(*) FROM own_value WHERE field_id = ?", (people,))[0][0]
    assert not shop.db.read("SELECT count(*) FROM own_value WHERE field_id = ?", (cooker,))[0][0]


def test_the_command_makes_it_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--data", str(tmp_path / "tienda"), "demo", "--customers", "30", "--seed", "2"]
    assert cli.run(arguments) == 0
    assert "30" in capsys.readouterr().out
    with closing(open_shop(tmp_path / "tienda", clock=a_clock())) as shop:
        assert customers.count(shop, CustomerFilter(archived=None)) == 30
    assert cli.run(arguments) == 1
    assert capsys.readouterr().err.count("\n") == 1
