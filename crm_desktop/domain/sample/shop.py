"""A whole sample shop: always the same for a seed, a number of customers and a date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from crm_desktop.domain.customers.model import Customer
from crm_desktop.domain.customers.own_fields import OwnField
from crm_desktop.domain.reminders.model import Reminder
from crm_desktop.domain.sample.customers import CustomerMaker
from crm_desktop.domain.sample.details import OWN_FIELDS
from crm_desktop.domain.sample.follow_ups import FollowUpMaker, SampleNote
from crm_desktop.domain.sample.purchases import PurchaseMaker
from crm_desktop.domain.sample.wishes import AskingMaker
from crm_desktop.domain.shop import ShopProfile
from crm_desktop.domain.staff import STAFF_COLOURS, StaffMember

PROFILE = ShopProfile(
    name="Casa Alameda (tienda de muestra)",
    kind="Menaje y electrodomésticos",
    tax_id="B00123459",
    street="Carrer Major, 14",
    postcode="46120",
    town="Alboraia",
    province="Valencia",
    country="ES",
    phone="961 001 234",
    email="hola@example.com",
    web="https://www.example.com",
    locale="es_ES",
    language="es",
    zone="Europe/Madrid",
    currency="EUR",
)
STAFF: tuple[StaffMember, ...] = tuple(
    StaffMember(name, STAFF_COLOURS[place], id=place + 1)
    for place, name in enumerate(("Amparo", "Vicent", "Lucía", "Marta"))
)
_QUIET_SHARE, _ARCHIVED_SHARE = 0.009, 0.016
PURCHASES = 5.0  # for each customer
_BIRTHDAYS = 8  # follow-ups for birthdays, at most


class Sample:
    """The customers, follow-ups and notes of a made-up shop.

    Ids are places, from 1: of a customer among `customers`, of a person in `staff`, of a field in
    `own_fields`, of a follow-up in `follow_ups`. Whoever writes them into a shop maps them to its rows.

    Attributes:
        profile: the shop's own data.
        staff: four people.
        own_fields: the fields that the shop added to its files.
        purchases: what they bought; ready when all customers were read.
        asking: what they wait for and agreed to; likewise.
    """

    def __init__(self, count: int, seed: int, today: date, purchases: float = PURCHASES) -> None:
        """Prepare a sample.

        Args:
            count: how many customers, 0 or more.
            seed: another seed, another shop.
            today: the date on which the sample is "now"; nothing in it was written later.
            purchases: how many each customer made in two years, on average.
        """
        self.profile = PROFILE
        self.staff = STAFF
        self.own_fields: tuple[OwnField, ...] = OWN_FIELDS
        self.count = count
        self._today = today
        picks = Random(f"{seed}:picks")  # noqa: S311 - sample data, not secrets
        places = range(1, count + 1)
        self._quiet = frozenset(picks.sample(places, round(count * _QUIET_SHARE)))
        self._archived = frozenset(picks.sample(places, round(count * _ARCHIVED_SHARE)))
        self._maker = CustomerMaker(Random(f"{seed}:customers"), count, today, len(STAFF))  # noqa: S311
        self._follow_ups = FollowUpMaker(
            Random(f"{seed}:follow-ups"),  # noqa: S311
            count,
            today,
            len(STAFF),
            self._maker.joined,
            self._quiet | self._archived,
        )
        self.purchases = PurchaseMaker(
            Random(f"{seed}:purchases"),  # noqa: S311
            today,
            len(STAFF),
            purchases,
        )
        self.asking = AskingMaker(Random(f"{seed}:asking"), today, len(STAFF))  # noqa: S311
        self._birthdays: list[tuple[int, date]] = []
        self._read = False

    def customers(self) -> Iterator[Customer]:
        """Every customer, once."""
        week = {(self._today + timedelta(days=d)).strftime("-%m-%d"): d for d in range(7)}
        for customer in self._maker.all(self._quiet, self._archived):
            days = week.get(customer.birth[-6:])
            if days is not None and len(self._birthdays) < _BIRTHDAYS:
                self._birthdays.append((customer.id or 0, self._today + timedelta(days=days)))
            self.purchases.plan(customer)
            self.asking.plan(customer)
            yield customer
        self._read = True

    def follow_ups(self) -> list[Reminder]:
        """Every follow-up, once; after all customers, whose birthdays are among the reasons.

        Raises:
            RuntimeError: not all customers were read.
        """
        if not self._read:
            raise RuntimeError("read all customers first")
        return self._follow_ups.all(self._birthdays, self.purchases.rewarded)

    def notes(self) -> Iterator[SampleNote]:
        """The notes of the counter, once; after the follow-ups."""
        return self._follow_ups.notes()
