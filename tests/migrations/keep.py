"""Keeps a shop of today's schema for the tests of tomorrow: `python -m tests.migrations.keep`.

Run it when a version is released, and before that whenever its migration changes. What is kept of a released
version is never made again: it stands for the files that shops have.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from crm_desktop.domain.customers.model import ContactKind, ContactPoint, Relation, RelationKind
from crm_desktop.domain.customers.own_fields import OwnField
from crm_desktop.domain.reminders.follow_up_list import ListRequest
from crm_desktop.domain.reminders.model import Result
from crm_desktop.services import customers, own_fields, printing, reminders, settings, staff
from crm_desktop.services.shop import Shop
from crm_desktop.shared.clock import to_text
from crm_desktop.shared.paths import ShopPaths
from crm_desktop.store.opening import newest_version
from tests.factories import (
    TODAY,
    a_company,
    a_customer,
    a_mobile,
    a_profile,
    a_reminder,
    a_shop,
    a_staff_member,
    an_email,
)

HERE = Path(__file__).resolve().parent


def kept(version: int) -> Path:
    """Returns where the shop of a version is kept."""
    return HERE / f"shop-{version:04d}.db.gz"


def make(folder: Path) -> Path:
    """Makes a small shop in which every table has rows; returns its file."""
    with closing(a_shop(folder)) as shop:
        settings.save_profile(shop, a_profile())
        member = staff.save_staff(shop, a_staff_member()).value
        shop.on_duty = member
        field = own_fields.save_field(shop, OwnField("Talla")).value
        port = customers.save_customer(shop, a_company()).value
        angel = customers.save_customer(
            shop,
            a_customer(
                contacts=(
                    a_mobile(),
                    an_email(),
                    ContactPoint(ContactKind.SOCIAL, "@angel", "angel", "Instagram"),
                ),
                tags=("vip", "Álbumes"),
                birth="1984-11-24",
                card="000123",
                own=((field, "XL"),),
                relations=(Relation(RelationKind.WORKS_FOR, port, "recepción"),),
                notes="Alérgico a las prisas",
                staff_id=member,
            ),
        ).value
        customers.add_note(shop, angel, "Pasará el viernes")
        first = reminders.save(shop, replace(a_reminder(angel), rrule="FREQ=MONTHLY")).value
        reminders.complete(shop, first, Result.CONTACTED, "Le guardo el encargo")
        customers.archive(shop, [port])
        printing.follow_up_list(shop, ListRequest(TODAY, TODAY + timedelta(days=40)))
        customers.save_photo(shop, b"\x89PNG\r\n\x1a\n sample")
        _sell(shop, angel)
        _reward(shop, angel)
        _group(shop, angel)
        with shop.db.transaction() as connection:
            connection.execute("INSERT INTO import_mapping VALUES('nombre;tel', '{}', ?)", ("2026-11-21",))
    return ShopPaths.of(folder).database


def _sell(shop: Shop, customer: int) -> None:
    """Fills the tables of sales, row by row: what is kept must not change with the rules of selling."""
    at, day = to_text(shop.clock.now()), TODAY.isoformat()
    with shop.operation("sample") as operation:
        product = operation.insert("product", uid="p1", name="Camisa", created_at=at, updated_at=at)
        operation.insert("after_sales_step", product_id=product, kind="warranty", after_days=10)
        sale: dict[str, object] = {"customer_id": customer, "at": at, "day": day, "currency": "EUR"}
        sold = operation.insert(
            "purchase", uid="c1", ticket="A-1", total_cents=2000, returned_cents=1000, created_at=at, **sale
        )
        line = operation.insert(
            "purchase_line", purchase_id=sold, product_id=product, name="Camisa", quantity_milli=2000,
            price_cents=1000, total_cents=2000, returned_milli=1000,
        )  # fmt: skip
        back = operation.insert(
            "purchase", uid="c2", kind="return", return_of=sold, total_cents=-1000, created_at=at, **sale
        )
        operation.insert(
            "purchase_line", purchase_id=back, name="Camisa", quantity_milli=-1000, price_cents=1000,
            total_cents=-1000, return_of_line=line,
        )  # fmt: skip
        operation.insert("after_sales_reminder", line_id=line, reminder_id=1)
        operation.insert("wish", customer_id=customer, product_id=product, kind="order", created_at=at)
        operation.insert("consent", customer_id=customer, purpose="telephone", given=1, at=at)


def _reward(shop: Shop, customer: int) -> None:
    """Fills the tables of loyalty, row by row."""
    at, day = to_text(shop.clock.now()), TODAY.isoformat()
    with shop.operation("sample") as operation:
        program = operation.insert(
            "program", uid="p1", name="Puntos", kind="points", state="active", created_at=at, updated_at=at
        )
        operation.insert("program_version", program_id=program, version=1, from_at=at, rules="{}")
        operation.insert("loyalty_tier", program_id=program, name="Plata", position=0, threshold=1000)
        reward = operation.insert(
            "reward", program_id=program, name="Vale", cost=5, gives="amount", value_cents=500, created_at=at
        )
        entry = {"program_id": program, "customer_id": customer, "at": at, "day": day}
        given = operation.insert(
            "ledger_entry", kind="earn", points=10, earned=10, cause="purchase", cause_id=1,
            operation_id=operation.id, **entry,
        )  # fmt: skip
        taken = operation.insert(
            "ledger_entry", kind="redeem", points=-5, cause="redemption", cause_id=1,
            operation_id=operation.id, **entry,
        )  # fmt: skip
        operation.execute(
            "INSERT INTO point_lot(entry_id, account_id, day, available_on, expires_on, renews, points,"
            " left) VALUES(?, 1, ?, '', '', 0, 10, 5)",
            (given, day),
        )
        operation.execute(
            "INSERT INTO lot_use(entry_id, lot_id, points, expired) VALUES(?, ?, 5, 0)", (taken, given)
        )
        voucher = operation.insert(
            "voucher", code="V2222222A", customer_id=customer, kind="amount", value_cents=500, created_at=at
        )
        operation.insert(
            "redemption", customer_id=customer, reward_id=reward, program_id=program, at=at, points=5,
            voucher_id=voucher,
        )  # fmt: skip
        operation.insert(
            "gift_given", program_id=program, customer_id=customer, kind="birthday", year_or_other=2026
        )


def _group(shop: Shop, customer: int) -> None:
    """Fills the tables of segments, row by row."""
    at = to_text(shop.clock.now())
    rule = '{"all": [{"condition": "card", "operator": "yes"}]}'
    with shop.operation("sample") as operation:
        operation.insert("segment", uid="s1", name="Con tarjeta", rule=rule, created_at=at, updated_at=at)
        hand = operation.insert("segment", uid="s2", name="Amigos", kind="hand", created_at=at, updated_at=at)
        operation.insert("segment_member", segment_id=hand, customer_id=customer)
        operation.insert("segment_size", segment_key="segment:1", month="2026-11", count=1)


def main() -> int:
    """Writes the shop of today's version."""
    path = kept(newest_version())
    with tempfile.TemporaryDirectory() as folder:
        path.write_bytes(gzip.compress(make(Path(folder)).read_bytes(), mtime=0))
    print(path.name, path.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
