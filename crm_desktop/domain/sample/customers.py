"""The sample customers, one after another, in the order in which they came to the shop."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from crm_desktop.domain.customers.model import (
    ContactKind,
    ContactPoint,
    Customer,
    CustomerKind,
    Gender,
    Relation,
    RelationKind,
)
from crm_desktop.domain.sample import texts
from crm_desktop.domain.sample.details import Details
from crm_desktop.domain.sample.homes import Home, Homes
from crm_desktop.domain.sample.identifiers import Numbers
from crm_desktop.domain.sample.mail import Mail
from crm_desktop.domain.sample.people import Name, People
from crm_desktop.domain.sample.pools import Pool

YEARS_OPEN = 6
_COMPANY_SHARE = 0.055
_SHARED_HOME = 0.10
_RECOMMENDED = 0.025
_WORKS_FOR = 0.02
_NEIGHBOURS = 300  # how many of the last customers a new one may be related to
_CIF_LETTERS = {", C.B.": "E", ", S.A.": "A"}
_FOREIGN = frozenset({"la", "ro", "ar", "zh", "en", "uk", "it"})
_FAMILY_WORDS = {True: ("su madre", "su hermana"), False: ("su padre", "su hermano")}


@dataclass(slots=True)
class _Known:
    """Somebody who came before: the next may be of their family, or have been sent by them."""

    number: int
    name: Name
    decade: int
    home: Home


class CustomerMaker:
    """Makes the customers of a sample; see `shop.Sample`."""

    def __init__(self, rng: Random, count: int, today: date, staff: int) -> None:
        self._rng = rng
        self._count = count
        self._today = today
        self._staff = staff
        self._opened = today - timedelta(days=round(YEARS_OPEN * 365.25))
        self._people = People(rng)
        self._homes = Homes(rng)
        self._numbers = Numbers(rng)
        self._mail = Mail(rng)
        self._details = Details(rng, today)
        self._known: deque[_Known] = deque(maxlen=_NEIGHBOURS)
        self._companies: deque[tuple[int, str]] = deque(maxlen=20)
        self._company_kinds = Pool(texts.COMPANIES, 200)
        self._legal_forms = Pool(texts.LEGAL_FORMS, 100)

    def joined(self, number: int) -> datetime:
        """When a customer's file was opened (UTC): the shop gains customers at an even pace."""
        days = (self._today - self._opened).days - 1
        passed = number / self._count * days
        minutes = int(passed % 1 * 600)  # between eight and eighteen hours UTC
        day = self._opened + timedelta(days=int(passed))
        return datetime.combine(day, time(8 + minutes // 60, minutes % 60), tzinfo=UTC)

    def all(self, quiet: frozenset[int], archived: frozenset[int]) -> Iterator[Customer]:
        """Every customer; their ids are their places, from 1.

        Args:
            quiet: the places of those who must not be contacted.
            archived: the places of those who are archived.
        """
        for number in range(1, self._count + 1):
            created = self.joined(number)
            fields = self._details.common(created)
            fields["id"] = number
            fields["uid"] = f"{self._rng.getrandbits(128):032x}"
            fields["created_at"] = created
            fields["do_not_contact"] = number in quiet
            if number in archived:
                fields["archived_at"] = fields["updated_at"]
            if self._rng.random() < 0.55:
                fields["staff_id"] = 1 + int(self._rng.random() ** 1.5 * self._staff)
            if self._rng.random() < 0.62:
                fields["card"] = self._numbers.card()
            if self._rng.random() < _COMPANY_SHARE:
                self._company(fields)
            else:
                self._person(number, fields)
            yield Customer(**fields)

    def _company(self, fields: dict[str, object]) -> None:
        rng, people = self._rng, self._people
        contact = people.somebody(people.decade())
        pattern = self._company_kinds.pick(rng)
        called = pattern.format(
            family=people.family(),
            second=people.family(),
            given=contact.given,
            place=texts.PLACES[int(rng.random() * len(texts.PLACES))],
        )
        form = "" if pattern.startswith(("Comunidad", "Falla")) else self._legal_forms.pick(rng)
        home = self._homes.home()
        points = [_point(ContactKind.PHONE, home.phone(self._numbers))]
        if rng.random() < 0.6:
            points.insert(
                int(rng.random() * 2), _point(ContactKind.MOBILE, self._numbers.mobile(), "encargado")
            )
        if rng.random() < 0.8:
            points.append(self._mail.of_company(called))
        self._companies.append((int(str(fields["id"])), called + form))
        self._details.company(fields, called)
        fields.update(
            kind=CustomerKind.COMPANY,
            company=called + form,
            contact_person=f"{contact.given} {contact.family}" if rng.random() < 0.85 else "",
            tax_id=self._numbers.cif(_CIF_LETTERS.get(form, "B")) if rng.random() < 0.85 else "",
            contacts=tuple(points),
            street=home.street,
            postcode=home.postcode,
            town=home.town,
            province=home.province,
        )

    def _person(self, number: int, fields: dict[str, object]) -> None:
        rng, people = self._rng, self._people
        relations: list[Relation] = []
        if self._known and rng.random() < _SHARED_HOME:
            name, decade, home, relation = self._of_the_family()
            relations.append(relation)
        else:
            decade = people.decade()
            name = people.somebody(decade)
            home = self._homes.home()
        if self._known and rng.random() < _RECOMMENDED:
            other = self._known[int(rng.random() * len(self._known))]
            if not relations or relations[0].other_id != other.number:
                relations.append(Relation(RelationKind.RECOMMENDED_BY, other.number))
        if self._companies and 1950 < decade < 2000 and rng.random() < _WORKS_FOR:
            company, called = self._companies[int(rng.random() * len(self._companies))]
            relations.append(Relation(RelationKind.WORKS_FOR, company))
            fields["company"] = called
        self._known.append(_Known(number, name, decade, home))
        gender = rng.random()
        if gender > 0.12:
            fields["gender"] = Gender.FEMALE if name.female else Gender.MALE
        birth = self._details.person(fields, name, decade)
        if rng.random() < 0.22:
            fields["tax_id"] = self._numbers.nif() if name.origin not in _FOREIGN else self._numbers.nie()
        fields.update(
            given_name=name.given,
            family_name=name.family,
            second_family_name=name.second,
            contacts=self._contacts(name, decade, birth, home),
            relations=tuple(relations),
            street=home.street,
            postcode=home.postcode,
            town=home.town,
            province=home.province,
        )

    def _of_the_family(self) -> tuple[Name, int, Home, Relation]:
        rng, people = self._rng, self._people
        other = self._known[int(rng.random() * len(self._known))]
        role = rng.random()
        if role < 0.4:
            name = people.somebody(other.decade, 0.05 if other.name.female else 0.95)
            return name, other.decade, other.home, Relation(RelationKind.FAMILY, other.number, "su pareja")
        child = role < 0.8 and other.decade <= 1970
        decade = min(2000, other.decade + 30) if child else other.decade
        name = people.relative(other.name, decade, child=child)
        word = _FAMILY_WORDS[other.name.female][0 if child else 1]
        home = other.home if rng.random() < 0.6 else self._homes.home()
        return name, decade, home, Relation(RelationKind.FAMILY, other.number, word)

    def _contacts(self, name: Name, decade: int, birth: str, home: Home) -> tuple[ContactPoint, ...]:
        rng = self._rng
        points = []
        if rng.random() < (0.93 if decade > 1940 else 0.7):
            points.append(_point(ContactKind.MOBILE, self._numbers.mobile()))
        if rng.random() < (0.2 if decade > 1960 else 0.55) or not points:
            points.append(
                _point(ContactKind.PHONE, home.phone(self._numbers), "casa" if rng.random() < 0.3 else "")
            )
        if rng.random() < 0.04:
            points.append(_point(ContactKind.MOBILE, self._numbers.mobile(), "trabajo"))
        mail = self._mail.of_person(name, decade, birth)
        if mail is not None:
            points.append(mail)
        return tuple(points)


def _point(kind: ContactKind, number: tuple[str, str], label: str = "") -> ContactPoint:
    return ContactPoint(kind, number[0], number[1], label)
