"""A shop with a few customers, and the page that shows them."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.customers.model import ContactKind, ContactPoint, Customer
from crm_desktop.domain.customers.own_fields import OwnField, OwnFieldKind
from crm_desktop.domain.staff import StaffMember
from crm_desktop.gui.customers.page import CustomersPage, create_page
from crm_desktop.services import customers, own_fields, staff
from tests.factories import a_company, a_customer, a_mobile, an_email
from tests.gui import support
from tests.gui.support import Settle, column_texts


@dataclass
class Place(support.Place):
    """The shop and whom it knows.

    Attributes:
        ids: short name -> id of the customer.
    """

    ids: dict[str, int] = field(default_factory=dict)
    staff: int = 0
    own_field: int = 0


@pytest.fixture
def place(empty_place: support.Place) -> Place:
    """A shop with five customers, a person and a field of its own."""
    made = Place(empty_place.shop, empty_place.context, empty_place.went)
    shop, ids = made.shop, made.ids
    made.staff = staff.save_staff(shop, StaffMember("Lucía")).value
    field_ = OwnField("Talla", OwnFieldKind.CHOICE, ("S", "M", "L"))
    made.own_field = own_fields.save_field(shop, field_).value
    known: dict[str, Customer] = {
        "angel": a_customer(
            contacts=(a_mobile("622 310 775", "+34622310775"), an_email()),
            tags=("Feria",),
            warning="Alérgico al níquel",
            birth="1984-11-24",
            card="M-0001",
            own=((made.own_field, "M"),),
        ),
        "begona": a_customer(
            given_name="Begoña",
            family_name="Álvarez",
            second_family_name="Peñalver",
            town="València",
            staff_id=made.staff,
            contacts=(a_mobile("633 781 254", "+34633781254"),),
        ),
        "ines": a_customer(
            given_name="Inés",
            family_name="López",
            second_family_name="de Haro",
            do_not_contact=True,
            contacts=(ContactPoint(ContactKind.WEB, "example.com", "https://example.com"),),
        ),
        "hostal": a_company(),
        "nuria": a_customer(
            given_name="Nuria", family_name="Ñíguez", second_family_name="", contacts=(), notes="Vive lejos"
        ),
    }
    for name, customer in known.items():
        ids[name] = customers.save_customer(shop, customer).value
    return made


@pytest.fixture
def page(place: Place, settle: Settle, qtbot: QtBot) -> CustomersPage:
    """The page over that shop, shown."""
    return shown_page(place, settle, qtbot)


def shown_page(place: support.Place, settle: Settle, qtbot: QtBot) -> CustomersPage:
    """Show the page over a shop."""
    return support.shown(create_page(place.context), settle, qtbot, (1150, 680))


def names(page: CustomersPage) -> list[str]:
    """Return the names in the list, from the top down."""
    return column_texts(page.list.table)
