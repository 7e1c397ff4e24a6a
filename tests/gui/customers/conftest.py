"""A shop with a few customers, and the page that shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.customers.model import ContactKind, ContactPoint, Customer
from crm_desktop.domain.customers.own_fields import OwnField, OwnFieldKind
from crm_desktop.domain.staff import StaffMember
from crm_desktop.gui import tasks
from crm_desktop.gui.common.screen import Context
from crm_desktop.gui.common.ui_state import UiState
from crm_desktop.gui.customers.page import CustomersPage, create_page
from crm_desktop.services import customers, own_fields, settings, staff
from crm_desktop.services.shop import Shop
from tests.factories import a_company, a_customer, a_mobile, a_profile, a_shop, an_email

Settle = Callable[[], None]


@dataclass
class Place:
    """The shop and whom it knows.

    Attributes:
        ids: short name -> id of the customer.
        went: where the screens asked to go.
    """

    shop: Shop
    context: Context
    ids: dict[str, int] = field(default_factory=dict)
    staff: int = 0
    own_field: int = 0
    went: list[tuple[str, object]] = field(default_factory=list)


@pytest.fixture
def empty_place(tmp_path: Path) -> Iterator[Place]:
    """A shop without customers."""
    with closing(a_shop(tmp_path / "shop")) as shop:
        settings.save_profile(shop, a_profile())
        went: list[tuple[str, object]] = []
        context = Context(shop, UiState(None), lambda screen, target: went.append((screen, target)))
        yield Place(shop, context, went=went)


@pytest.fixture
def place(empty_place: Place) -> Place:
    """A shop with five customers, a person and a field of its own."""
    shop, ids = empty_place.shop, empty_place.ids
    empty_place.staff = staff.save_staff(shop, StaffMember("Lucía")).value
    field_ = OwnField("Talla", OwnFieldKind.CHOICE, ("S", "M", "L"))
    empty_place.own_field = own_fields.save_field(shop, field_).value
    known: dict[str, Customer] = {
        "angel": a_customer(
            contacts=(a_mobile("622 310 775", "+34622310775"), an_email()),
            tags=("Feria",),
            warning="Alérgico al níquel",
            birth="1984-11-24",
            card="M-0001",
            own=((empty_place.own_field, "M"),),
        ),
        "begona": a_customer(
            given_name="Begoña",
            family_name="Álvarez",
            second_family_name="Peñalver",
            town="València",
            staff_id=empty_place.staff,
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
    return empty_place


@pytest.fixture
def settle(gui: tasks.Runner, qtbot: QtBot) -> Settle:
    """Wait until nothing is read, written, or about to be."""

    def wait() -> None:
        for _again in range(2):
            qtbot.wait(40)
            qtbot.waitUntil(gui.idle, timeout=10_000)
        qtbot.wait(1)

    return wait


@pytest.fixture
def page(place: Place, settle: Settle, qtbot: QtBot) -> CustomersPage:
    """The page over that shop, shown."""
    return shown_page(place, settle, qtbot)


def shown_page(place: Place, settle: Settle, qtbot: QtBot) -> CustomersPage:
    """Show the page over a shop."""
    made = create_page(place.context)
    qtbot.addWidget(made)
    made.resize(1150, 680)
    made.show()
    settle()
    return made


def names(page: CustomersPage) -> list[str]:
    """Return the names in the list, from the top down."""
    model = page.list.table.paged
    cells = (model.cell(row, 0) for row in range(model.total))
    return [cell.text for cell in cells if cell]
