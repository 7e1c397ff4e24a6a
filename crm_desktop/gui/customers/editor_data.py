"""What the editor of a customer file reads before it opens, and small helpers for its fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crm_desktop.domain.customers import birthdays
from crm_desktop.domain.customers.model import ContactKind, ContactPoint, Customer
from crm_desktop.domain.customers.names import looks_like_company, split_full_name
from crm_desktop.domain.customers.own_fields import OwnField
from crm_desktop.domain.staff import StaffMember
from crm_desktop.services import customers, own_fields, staff
from crm_desktop.services.shop import Shop
from crm_desktop.shared import formats, typed
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _, language

LANGUAGES = (
    "es",
    "ca",
    "eu",
    "gl",
    "pt",
    "en",
    "fr",
    "de",
    "it",
    "ro",
    "uk",
    "ru",
    "ar",
    "zh",
    "nl",
    "pl",
    "bg",
)


@dataclass(frozen=True, slots=True)
class EditorData:
    """Everything the editor shows at once.

    Attributes:
        customer: the file; a new one has no id.
        photo: its picture.
        own: the shop's own fields.
        people: the people of the shop.
        tags, towns: known ones, offered while typing.
    """

    customer: Customer
    photo: bytes | None
    own: tuple[OwnField, ...]
    people: tuple[StaffMember, ...]
    tags: tuple[str, ...]
    towns: tuple[str, ...]


def read_editor(shop: Shop, customer: Customer) -> EditorData:
    """Read what the editor needs; a file that has an id is read anew."""
    if customer.id is not None:
        customer = customers.get_customer(shop, customer.id)
    people = staff.list_staff(shop, active_only=False)
    return EditorData(
        customer,
        customers.photo(shop, customer.photo) if customer.photo else None,
        tuple(own_fields.list_fields(shop)),
        tuple(p for p in people if p.active or p.id == customer.staff_id),
        tuple(name for name, _count in customers.tag_counts(shop)),
        tuple(name for name, _count in customers.town_counts(shop)),
    )


def begun_with(text: str) -> Customer:
    """Return a new file begun with what was searched for in vain: a name, a telephone, an e-mail."""
    text = " ".join(text.split())
    digits = sum(c.isdigit() for c in text)
    if "@" in text:
        return Customer(contacts=(ContactPoint(ContactKind.EMAIL, text),))
    if digits >= 3 and digits >= len(text.replace(" ", "")) - 3:
        return Customer(contacts=(ContactPoint(ContactKind.MOBILE, text),))
    if looks_like_company(text):
        from crm_desktop.domain.customers.model import CustomerKind

        return Customer(kind=CustomerKind.COMPANY, company=text)
    given, family, second = split_full_name(text)
    return Customer(
        given_name=_first_capitals(given),
        family_name=_first_capitals(family),
        second_family_name=_first_capitals(second),
    )


def _first_capitals(text: str) -> str:
    from crm_desktop.domain.customers.names import capitalise

    return capitalise(text)


def birth_typed(stored: str, locale: str) -> str:
    """Return a stored birth date as it is typed: "24/11/1984", or "24/11" without a year."""
    if not birthdays.is_stored_form(stored):
        return stored
    if stored.startswith("-"):
        full = formats.short_date(date(2000, int(stored[2:4]), int(stored[5:])), locale)
        return full.replace("2000", "").strip("/-.")
    return formats.short_date(date.fromisoformat(stored), locale)


def birth_fault(text: str, today: date, locale: str) -> str | None:
    """Return what is wrong with a typed birth date."""
    try:
        birthdays.read_birth(text, today, locale)
    except InvalidInput as error:
        return error.sentence
    return None


def discount_typed(basis_points: int, locale: str) -> str:
    """Return a discount as it is typed: "10" or "12,5"; "" for none."""
    return formats.number((Decimal(basis_points) / 100).normalize() + 0, locale) if basis_points else ""


def read_discount(text: str, locale: str) -> int:
    """Return typed per cent in basis points.

    Raises:
        InvalidInput: no number, or not between 0 and 100 %.
    """
    plain = text.strip().rstrip("%").strip()
    if not plain:
        return 0
    points = typed.parse_number(plain, locale) * 100
    if points != points.to_integral_value() or not 0 <= points <= 10_000:
        raise InvalidInput(_("A discount goes from 0 to 100 %, with at most two decimals."))
    return int(points)


def discount_fault(text: str, locale: str) -> str | None:
    """Return what is wrong with a typed discount."""
    try:
        read_discount(text, locale)
    except InvalidInput as error:
        return error.sentence
    return None


def language_choices() -> list[tuple[str, str]]:
    """Return (code, name) of languages that customers of a shop speak. Loads Babel: on a reader thread."""
    from babel import Locale

    screen = Locale.parse(language())
    return [(code, str(screen.languages.get(code, code))) for code in LANGUAGES]
