"""The customer file as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from crm_desktop.domain.service import Channel
from crm_desktop.shared.i18n import N_


class CustomerKind(StrEnum):
    """A person, or a company (which then has a contact person)."""

    PERSON = "person"
    COMPANY = "company"


class Gender(StrEnum):
    """Optional; the empty value means that nobody asked."""

    UNKNOWN = ""
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class ContactKind(StrEnum):
    """What kind of address a contact point is."""

    MOBILE = "mobile"
    PHONE = "phone"
    EMAIL = "email"
    SOCIAL = "social"
    WEB = "web"


class RelationKind(StrEnum):
    """How two customers are related, seen from the one whose file it is."""

    FAMILY = "family"
    WORKS_FOR = "works_for"
    CONTACT_OF = "contact_of"
    RECOMMENDED_BY = "recommended_by"
    RECOMMENDED = "recommended"
    OTHER = "other"


CONTACT_KIND_NAMES: dict[ContactKind, str] = {
    ContactKind.MOBILE: N_("Mobile"),
    ContactKind.PHONE: N_("Telephone"),
    ContactKind.EMAIL: N_("E-mail"),
    ContactKind.SOCIAL: N_("Social network"),
    ContactKind.WEB: N_("Website"),
}


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """One way to reach a customer.

    Attributes:
        kind: what it is.
        value: as it was typed.
        normal: the form that is compared: E.164 for telephones, lower case for e-mail; "" when the value has
            no valid normal form (it is kept all the same).
        label: the shop's own word for it, such as "trabajo".
        id: the row, or None while it is new.
    """

    kind: ContactKind
    value: str
    normal: str = ""
    label: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A related customer.

    Attributes:
        kind: the relation, seen from the customer whose file it is.
        other_id: the other customer.
        other_name: how the other is shown; not stored.
        note: a few words.
    """

    kind: RelationKind
    other_id: int
    note: str = ""
    other_name: str = ""
    id: int | None = None


def spoken_name(given_name: str, family_name: str, second_family_name: str, company: str = "") -> str:
    """Return a name as one says it: "Ángel García Muñoz", or the company's (only when it is the customer)."""
    return company or " ".join(part for part in (given_name, family_name, second_family_name) if part)


def listed_name(
    kind: str, given_name: str, family_name: str, second_family_name: str, company: str, contact_person: str
) -> str:
    """Return a name as lists sort it: "García Muñoz, Ángel", or the company's; "" when there is none."""
    if company and kind == CustomerKind.COMPANY:
        return company
    families = " ".join(part for part in (family_name, second_family_name) if part)
    if families and given_name:
        return f"{families}, {given_name}"
    return families or given_name or company or contact_person


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer file.

    Attributes:
        uid: a lasting identity that travels with exports (a UUID as 32 hex digits); "" until it is saved.
        given_name, family_name, second_family_name: of a person; of a company, empty.
        company: the company's name, or where a person works.
        contact_person: whom to ask for in a company.
        birth: ISO 8601 "1984-11-24", or "--11-24" without a year, or "".
        country: ISO 3166 alpha-2 of the address ("" means the shop's).
        preferred_hours: in the customer's words, such as "tardes".
        discount_bp: the usual discount in basis points (1000 = 10 %), 0 to 10000.
        warning: a note seen wherever the customer is served.
        own: the shop's own fields: field id -> value as stored text (see `own_fields`).
        photo: the content name (SHA-256 hex) of the picture, or "".
        archived_at, created_at, updated_at: instants in UTC.
    """

    id: int | None = None
    uid: str = ""
    kind: CustomerKind = CustomerKind.PERSON
    given_name: str = ""
    family_name: str = ""
    second_family_name: str = ""
    company: str = ""
    contact_person: str = ""
    tax_id: str = ""
    birth: str = ""
    gender: Gender = Gender.UNKNOWN
    language: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    province: str = ""
    country: str = ""
    preferred_channel: Channel | None = None
    preferred_hours: str = ""
    heard_from: str = ""
    notes: str = ""
    warning: str = ""
    do_not_contact: bool = False
    discount_bp: int = 0
    card: str = ""
    staff_id: int | None = None
    photo: str = ""
    contacts: tuple[ContactPoint, ...] = ()
    tags: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    own: tuple[tuple[int, str], ...] = ()
    archived_at: datetime | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def full_name(self) -> str:
        """The name as one says it: "Ángel García Muñoz", or the company's."""
        company = self.company if self.kind is CustomerKind.COMPANY else ""
        return (
            spoken_name(self.given_name, self.family_name, self.second_family_name, company) or self.list_name
        )

    @property
    def list_name(self) -> str:
        """The name as lists sort it: "García Muñoz, Ángel", or the company's."""
        named = listed_name(
            self.kind,
            self.given_name,
            self.family_name,
            self.second_family_name,
            self.company,
            self.contact_person,
        )
        return named or (self.contacts[0].value if self.contacts else "")

    @property
    def has_name(self) -> bool:
        """Whether there is any name; a file may hold nothing but a telephone."""
        return bool(
            self.given_name
            or self.family_name
            or self.second_family_name
            or self.company
            or self.contact_person
        )

    def of_kind(self, *kinds: ContactKind) -> tuple[ContactPoint, ...]:
        """Return the contact points of these kinds, in their order."""
        return tuple(c for c in self.contacts if c.kind in kinds)

    @property
    def phones(self) -> tuple[ContactPoint, ...]:
        """Mobiles and telephones, in their order."""
        return self.of_kind(ContactKind.MOBILE, ContactKind.PHONE)

    @property
    def emails(self) -> tuple[ContactPoint, ...]:
        """E-mail addresses, in their order."""
        return self.of_kind(ContactKind.EMAIL)
