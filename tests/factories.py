"""Small functions that make the values and the shop that tests work with.

Each makes something plain and valid; a test names only what it is about: `a_customer(given_name="Iñaki")`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from crm_desktop.domain.customers.model import ContactKind, ContactPoint, Customer, CustomerKind
from crm_desktop.domain.reminders.model import Reminder
from crm_desktop.domain.shop import ShopProfile
from crm_desktop.domain.staff import StaffMember
from crm_desktop.shared.clock import FixedClock

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.services.shop import Shop

# A Saturday in winter time, 09:05 in Madrid.
NOW = datetime(2026, 11, 21, 8, 5, tzinfo=UTC)
TODAY = date(2026, 11, 21)


def a_clock(instant: datetime = NOW) -> FixedClock:
    """A clock that stands at 2026-11-21 09:05 in Madrid, or where it is told."""
    return FixedClock(instant, "Europe/Madrid")


def a_mobile(value: str = "612 34 56 78", normal: str = "+34612345678") -> ContactPoint:
    """A mobile; give both forms when the number matters."""
    return ContactPoint(kind=ContactKind.MOBILE, value=value, normal=normal)


def a_phone(value: str = "961 23 45 67", normal: str = "+34961234567") -> ContactPoint:
    """A telephone at home or in an office."""
    return ContactPoint(kind=ContactKind.PHONE, value=value, normal=normal)


def an_email(value: str = "angel.garcia@example.com") -> ContactPoint:
    """An e-mail address."""
    return ContactPoint(kind=ContactKind.EMAIL, value=value, normal=value.lower())


def a_customer(**fields: Any) -> Customer:
    """A person: Ángel García Muñoz of Alboraia, with a mobile; any field may be given."""
    usual: dict[str, Any] = {
        "given_name": "Ángel",
        "family_name": "García",
        "second_family_name": "Muñoz",
        "town": "Alboraia",
        "postcode": "46120",
        "province": "Valencia",
        "contacts": (a_mobile(),),
    }
    return Customer(**{**usual, **fields})


def a_company(**fields: Any) -> Customer:
    """A company with a contact person; any field may be given."""
    usual: dict[str, Any] = {
        "kind": CustomerKind.COMPANY,
        "company": "Hostal del Port",
        "contact_person": "Empar Ribes",
        "tax_id": "B12345674",
        "town": "València",
        "postcode": "46011",
        "province": "Valencia",
        "contacts": (a_phone(),),
    }
    return Customer(**{**usual, **fields})


def a_reminder(customer_id: int = 1, **fields: Any) -> Reminder:
    """A call due today, about an order; any field may be given."""
    usual: dict[str, Any] = {"due_date": TODAY, "subject": "Avisar de que ha llegado su encargo"}
    return Reminder(customer_id=customer_id, **{**usual, **fields})


def a_staff_member(name: str = "Lucía", **fields: Any) -> StaffMember:
    """One person of the shop."""
    return StaffMember(name=name, **fields)


def a_profile(**fields: Any) -> ShopProfile:
    """A shop in Spain that has told its name and its zone."""
    usual: dict[str, Any] = {
        "name": "Mercería La Alameda",
        "town": "Alboraia",
        "postcode": "46120",
        "province": "Valencia",
        "zone": "Europe/Madrid",
    }
    return ShopProfile(**{**usual, **fields})


def a_shop(folder: Path, clock: FixedClock | None = None) -> Shop:
    """A real, empty shop in `folder`; its clock stands at `NOW`, or is the one that is given.

    Close it when done: `with closing(a_shop(tmp_path)) as shop:` , or `shop.close()` in a fixture.
    """
    from crm_desktop.services.shop import open_shop

    return open_shop(folder, clock=clock or a_clock())
