"""A small shop made from plain Python records, so that rules can be answered from the records as well."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from crm_desktop.domain.customers.model import Customer, CustomerKind, Gender
from crm_desktop.domain.customers.own_fields import OwnField, OwnFieldKind
from crm_desktop.domain.segments.model import Segment, SegmentKind
from crm_desktop.domain.segments.tree import Condition, Group, GroupKind
from crm_desktop.domain.service import Channel
from crm_desktop.services import own_fields, segments, staff
from crm_desktop.shared.clock import to_text
from crm_desktop.store import customer_writes
from tests.factories import NOW, TODAY, a_mobile, a_phone, a_staff_member, an_email

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop
    from crm_desktop.store.operation import Operation

TOWNS = ("Valencia", "VALÈNCIA", "Alboraia", "Castelló de la Plana", "")
PROVINCES = ("Valencia", "València", "Castellón", "")
NOTES = ("", "Encargo de LANA", "alérgica al níquel", "Pagó con un vale [viejo] *", "¿Vendrá?")
TAGS = ("vip", "Mayorista", "moroso", "boletín")
PURPOSES = ("commercial_email", "telephone", "messaging")
CATEGORIES = ("Lanas", "Hilos", "")
PRODUCTS = ("Ovillo", "Bobina", "Dedal")


@dataclass
class Bought:
    """A sale (or a return, with negative cents)."""

    day: date
    cents: int
    sale: bool = True
    given_back: bool = False
    products: tuple[int, ...] = ()  # not wholly given back


@dataclass
class Person:
    """All that rules can ask of a customer."""

    customer: Customer
    tags: tuple[str, ...] = ()
    own: dict[str, str] = field(default_factory=dict)
    contacted: list[tuple[datetime, str]] = field(default_factory=list)
    follow_ups: list[tuple[str, date, datetime | None]] = field(default_factory=list)
    bought: list[Bought] = field(default_factory=list)
    consents: list[tuple[str, datetime, int]] = field(default_factory=list)
    points: int = 0
    debt: int = 0
    tiers: tuple[int, ...] = ()  # one at most of each program
    stamps: int = 0
    vouchers: list[tuple[str, str]] = field(default_factory=list)
    member: bool = False
    id: int = 0

    @property
    def sales(self) -> list[Bought]:
        """Sales that were not wholly given back."""
        return [each for each in self.bought if each.sale and not each.given_back]

    @property
    def spent(self) -> int:
        """Cents, without what was given back."""
        return sum(each.cents for each in self.bought)

    @property
    def days(self) -> list[date]:
        """The days on which something was bought, each once."""
        return sorted({each.day for each in self.sales})


@dataclass
class World:
    """The shop and its records."""

    people: list[Person]
    products: dict[str, int]
    category_of: dict[int, str]
    own_fields: dict[str, OwnField]
    staff: dict[str, int]
    tiers: dict[str, int]
    stamp_card: int = 0
    hand: str = ""
    rule: str = ""


def _customer(some: random.Random, number: int, staff_ids: list[int]) -> Customer:
    births = ("", "1984-11-24", "--11-30", "2000-02-29", "1961-01-05", "2015-12-20", "1996-11-21", "--02-29")
    company = some.random() < 0.2
    contacts = [make() for make in (a_mobile, a_phone, an_email) if some.random() < 0.5]
    made = NOW - timedelta(days=some.choice((0, 3, 20, 29, 30, 31, 200, 800)), hours=some.choice((0, 9)))
    return Customer(
        uid=f"{number:032x}",
        kind=CustomerKind.COMPANY if company else CustomerKind.PERSON,
        given_name="" if company else some.choice(("Ángel", "María José", "Iñaki", "Anna")),
        family_name="" if company else some.choice(("García", "Núñez", "O’Brien", "Peris")),
        company="Hostal del Port" if company else some.choice(("", "", "Ferretería Soler")),
        birth=some.choice(births),
        gender=some.choice((Gender.UNKNOWN, Gender.FEMALE, Gender.MALE)),
        language=some.choice(("", "es", "ca")),
        town=some.choice(TOWNS),
        province=some.choice(PROVINCES),
        postcode=some.choice(("", "46120", "46011", "12001")),
        country=some.choice(("", "ES", "FR")),
        preferred_channel=some.choice((None, Channel.CALL, Channel.EMAIL, Channel.MESSAGE)),
        heard_from=some.choice(("", "Instagram", "la feria de Abril")),
        notes=some.choice(NOTES),
        warning=some.choice(("", "ojo")),
        tax_id=some.choice(("", "X1")),
        do_not_contact=some.random() < 0.2,
        discount_bp=some.choice((0, 0, 500, 1500)),
        card=f"C{number}" if some.random() < 0.5 else "",
        staff_id=some.choice([None, *staff_ids]),
        contacts=tuple(contacts),
        archived_at=NOW if some.random() < 0.15 else None,
        created_at=made,
        updated_at=made,
    )


def _person(some: random.Random, number: int, world: World) -> Person:
    person = Person(_customer(some, number, list(world.staff.values())))
    person.tags = tuple(tag for tag in TAGS[:3] if some.random() < 0.35)
    values = {
        "Talla": ("XL", "m", "xl grande"),
        "Hijos": ("0", "2", "12.5"),
        "Aniversario": ("2026-11-03", "2025-11-21", "2026-12-24"),
        "Quiere catálogo": ("1", "0"),
        "Color": ("Azul", "Rojo"),
    }
    person.own = {name: some.choice(each) for name, each in values.items() if some.random() < 0.5}
    for _each in range(some.choice((0, 0, 1, 3))):
        at = NOW - timedelta(
            days=some.choice((0, 1, 29, 30, 31, 89, 90, 91, 400)), hours=some.choice((0, 8, 9))
        )
        person.contacted.append((at, some.choice(("call", "email", "shop"))))
    for _each in range(some.choice((0, 0, 1, 2))):
        due = TODAY + timedelta(days=some.choice((-40, -1, 0, 1, 7, 8, 35)))
        done = NOW - timedelta(days=some.choice((0, 10, 30, 200))) if some.random() < 0.5 else None
        person.follow_ups.append(("done" if done else some.choice(("open", "open", "cancelled")), due, done))
    for _each in range(some.choice((0, 0, 1, 1, 2, 3, 5, 8))):
        day = TODAY - timedelta(days=some.choice((0, 1, 6, 20, 30, 60, 90, 179, 180, 181, 300, 365, 700)))
        cents = some.choice((0, 999, 1000, 2500, 30_000))
        products = tuple(each for each in world.products.values() if some.random() < 0.3)
        back = some.random() < 0.15
        person.bought.append(Bought(day, cents, given_back=back, products=() if back else products))
        if back:
            later = min(TODAY, day + timedelta(days=some.choice((0, 20))))
            person.bought.append(Bought(later, -cents, sale=False))
    for _each in range(some.choice((0, 1, 2, 4))):
        at = NOW - timedelta(days=some.choice((0, 1, 100)))
        person.consents.append((some.choice(PURPOSES), at, some.choice((0, 1))))
    person.points, person.debt = some.choice(((0, 0), (50, 0), (499, 0), (500, 0), (501, 0), (0, 30)))
    *points, club = world.tiers.values()
    person.tiers = tuple(filter(None, (some.choice((0, 0, *points)), some.choice((0, 0, club)))))
    person.stamps = some.choice((0, 0, 2, 8, 9))
    for _each in range(some.choice((0, 0, 1, 2))):
        to_day = some.choice(("", TODAY.isoformat(), "2026-11-20", "2027-01-01"))
        person.vouchers.append((some.choice(("valid", "used", "cancelled")), to_day))
    person.member = some.random() < 0.3
    return person


def make_world(shop: Shop, seed: int = 7, people: int = 70) -> World:
    """Fill an empty shop; the same seed gives the same shop."""
    some = random.Random(seed)
    kinds = {
        "Talla": OwnField("Talla"),
        "Hijos": OwnField("Hijos", OwnFieldKind.NUMBER),
        "Aniversario": OwnField("Aniversario", OwnFieldKind.DATE),
        "Quiere catálogo": OwnField("Quiere catálogo", OwnFieldKind.YES_NO),
        "Color": OwnField("Color", OwnFieldKind.CHOICE, ("Azul", "Rojo", "Verde")),
    }
    for each in kinds.values():
        own_fields.save_field(shop, each)
    world = World(
        people=[],
        products={},
        category_of={},
        own_fields={each.name: each for each in own_fields.list_fields(shop)},
        staff={name: staff.save_staff(shop, a_staff_member(name)).value for name in ("Lucía", "Óscar")},
        tiers={},
    )
    at = to_text(NOW)
    with shop.operation("sample") as operation:
        for name, category in zip(PRODUCTS, CATEGORIES, strict=True):
            key = operation.insert(
                "product", uid=name, name=name, category=category, created_at=at, updated_at=at
            )
            world.products[name], world.category_of[key] = key, category
        points = operation.insert(
            "program", uid="p", name="Puntos", kind="points", created_at=at, updated_at=at
        )
        world.stamp_card = operation.insert(
            "program", uid="s", name="Sellos", kind="stamps", created_at=at, updated_at=at
        )
        for position, name in enumerate(("Plata", "Oro")):
            world.tiers[name] = operation.insert(
                "loyalty_tier", program_id=points, name=name, position=position, threshold=position
            )
        club = operation.insert("program", uid="c", name="Club", kind="points", created_at=at, updated_at=at)
        world.tiers["Socio"] = operation.insert(
            "loyalty_tier", program_id=club, name="Socio", position=0, threshold=0
        )
        operation.insert("tag", name=TAGS[3])
        world.people = [_person(some, number, world) for number in range(people)]
        for person in world.people:
            _write(operation, person, world)
    world.hand = segments.save(shop, Segment("A mano", SegmentKind.HAND)).value
    segments.add_members(shop, world.hand, [p.id for p in world.people if p.member])
    rule = Group(GroupKind.ANY, (Condition("tag", "any_of", ["vip"]), Condition("purchases", "at_least", 3)))
    world.rule = segments.save(shop, Segment("Los buenos", tree=rule)).value
    with shop.db.transaction() as connection:
        # Worked out from the ledger; here only what it comes to matters.
        for person in world.people:
            for tier in person.tiers:
                connection.execute(
                    "INSERT INTO loyalty_account(program_id, customer_id, points, earned_total, last_at,"
                    " tier_id) SELECT program_id, ?, 0, 0, '', id FROM loyalty_tier WHERE id = ?",
                    (person.id, tier),
                )
            connection.execute(
                "UPDATE customer_totals SET points = ?, debt = ?, tier_id = ? WHERE customer_id = ?",
                (person.points, person.debt, next(iter(person.tiers), None), person.id),
            )
            if person.stamps:
                connection.execute(
                    "INSERT INTO loyalty_account(program_id, customer_id, points, earned_total, last_at)"
                    " VALUES(?, ?, ?, ?, '')",
                    (world.stamp_card, person.id, person.stamps, person.stamps),
                )
    return world


def _write(operation: Operation, person: Person, world: World) -> None:
    person.id = mine = customer_writes.insert(operation, person.customer)
    at = to_text(NOW)
    for tag_id in customer_writes.tag_ids(operation, person.tags).values():
        operation.insert("customer_tag", customer_id=mine, tag_id=tag_id)
    for name, value in person.own.items():
        operation.insert("own_value", customer_id=mine, field_id=world.own_fields[name].id, value=value)
    for instant, channel in person.contacted:
        operation.insert(
            "interaction",
            customer_id=mine,
            at=to_text(instant),
            channel=channel,
            initiative="proactive",
            topic="Encargo",
        )
    for number, (state, due, done) in enumerate(person.follow_ups):
        operation.insert(
            "reminder",
            uid=f"{mine}-{number}",
            customer_id=mine,
            due_date=due.isoformat(),
            method="call",
            subject="Llamar",
            state=state,
            done_at=to_text(done) if done else None,
            created_at=at,
        )
    sold = 0
    for number, each in enumerate(person.bought):
        row = operation.insert(
            "purchase",
            uid=f"{mine}-{number}",
            customer_id=mine,
            at=at,
            day=each.day.isoformat(),
            kind="sale" if each.sale else "return",
            return_of=None if each.sale else sold,
            total_cents=each.cents,
            returned_cents=each.cents if each.given_back else 0,
            given_back=int(each.given_back),
            currency="EUR",
            created_at=at,
        )
        sold = row if each.sale else sold
        for position, product in enumerate(each.products):
            operation.insert(
                "purchase_line",
                purchase_id=row,
                position=position,
                product_id=product,
                name="x",
                quantity_milli=1000,
                price_cents=0,
                total_cents=0,
            )
    for purpose, instant, given in person.consents:
        operation.insert("consent", customer_id=mine, purpose=purpose, at=to_text(instant), given=given)
    for number, (state, to_day) in enumerate(person.vouchers):
        operation.insert(
            "voucher",
            code=f"{mine}-{number}",
            customer_id=mine,
            kind="amount",
            value_cents=100,
            to_day=to_day,
            state=state,
            used_at=at if state == "used" else None,
            created_at=at,
        )
