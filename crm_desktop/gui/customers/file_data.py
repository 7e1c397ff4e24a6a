"""Everything that one customer file shows, read at once on a reader thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from crm_desktop.domain.customers import birthdays, contact_points
from crm_desktop.domain.customers.countries import country_name
from crm_desktop.domain.customers.model import Customer
from crm_desktop.domain.customers.own_fields import display
from crm_desktop.domain.customers.tax_ids import label
from crm_desktop.domain.customers.words import GENDER_NAMES
from crm_desktop.domain.service import CHANNEL_NAMES
from crm_desktop.domain.staff import StaffMember
from crm_desktop.gui.customers.sales_data import SalesData, read_sales
from crm_desktop.services import customers, own_fields, staff, timeline
from crm_desktop.services.customer_relations import related
from crm_desktop.services.shop import Shop
from crm_desktop.shared import formats
from crm_desktop.shared.i18n import _, language

NEAR_BIRTHDAY = 30  # days
FEW_ENTRIES = 60  # of the timeline, until somebody asks for more
MANY_ENTRIES = 2000


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One way to reach the customer, as it is shown.

    Attributes:
        icon: a Lucide icon.
        text: the number or address.
        label: the shop's own word for it.
        action: what a click does, or "".
        url: what it opens, or "".
        whatsapp: the address that writes by WhatsApp, or "".
    """

    icon: str
    text: str
    label: str = ""
    action: str = ""
    url: str = ""
    whatsapp: str = ""


@dataclass(frozen=True, slots=True)
class FileData:
    """What the customer file shows; texts are written already.

    Attributes:
        facts: (name, value) of what is known beside name, contacts and address.
        relations: (relation, id, name, note) of related customers.
        birthday: a sentence about a birthday that is near, or "".
        address: in one line, or "".
        habits: how and when the customer likes to be reached, or "".
        sales: purchases, points, orders and consents.
    """

    customer: Customer
    lines: tuple[ContactLine, ...]
    address: str
    habits: str
    birthday: str
    facts: tuple[tuple[str, str], ...]
    relations: tuple[tuple[str, int, str, str], ...]
    member: StaffMember | None
    staff: dict[int, StaffMember]
    next_follow_up: date | None
    last_contact: datetime | None
    entries: tuple[timeline.TimelineEntry, ...]
    photo: bytes | None
    sales: SalesData


_ICONS = {"mobile": "smartphone", "phone": "phone", "email": "mail", "social": "at-sign", "web": "globe"}


def read_file(shop: Shop, customer_id: int, entries: int = FEW_ENTRIES) -> FileData:
    """Read a customer file with all that is shown beside it, and the newest entries of its timeline.

    Raises:
        NotFoundError: it is no longer there.
    """
    with shop.db.reading():
        customer = customers.get_customer(shop, customer_id)
        row = next(iter(customers.rows(shop, [customer_id])), None)
        people = {p.id: p for p in staff.list_staff(shop, active_only=False) if p.id is not None}
        today = shop.clock.today()
        left = birthdays.days_until(customer.birth, today)
        near = left is not None and left <= NEAR_BIRTHDAY
        return FileData(
            customer=customer,
            lines=_lines(customer, shop.profile.country),
            address=_address(customer, shop.profile.country),
            habits=_habits(customer),
            birthday=birthdays.sentence(customer.birth, today) if near else "",
            facts=tuple(_facts(shop, customer)),
            relations=tuple((r.words, r.other_id, r.name, r.note) for r in related(shop, customer)),
            member=people.get(customer.staff_id) if customer.staff_id is not None else None,
            staff=people,
            next_follow_up=row.next_follow_up if row else None,
            last_contact=row.last_contact if row else None,
            entries=tuple(timeline.timeline(shop, customer_id, entries)),
            photo=customers.photo(shop, customer.photo) if customer.photo else None,
            sales=read_sales(shop, customer_id),
        )


def _lines(customer: Customer, country: str) -> tuple[ContactLine, ...]:
    lines = []
    for point in customer.contacts:
        link = contact_points.link(point)
        whatsapp = contact_points.whatsapp_link(point)
        lines.append(
            ContactLine(
                _ICONS[point.kind.value],
                contact_points.display(point, country),
                point.label,
                link.action if link else "",
                link.url if link else "",
                whatsapp.url if whatsapp else "",
            )
        )
    return tuple(lines)


def _address(customer: Customer, country: str) -> str:
    town = " ".join(p for p in (customer.postcode, customer.town) if p)
    if customer.province and customer.province != customer.town:
        town = f"{town} ({customer.province})" if town else customer.province
    abroad = customer.country and customer.country != country
    nation = country_name(customer.country, language()) if abroad else ""
    return ", ".join(p for p in (customer.street, town, nation) if p)


def _habits(customer: Customer) -> str:
    channel = _(CHANNEL_NAMES[customer.preferred_channel]) if customer.preferred_channel else ""
    likes = " · ".join(p for p in (channel.lower(), customer.preferred_hours) if p)
    return _("Prefers: {what}").format(what=likes) if likes else ""


def _facts(shop: Shop, customer: Customer) -> list[tuple[str, str]]:
    locale = shop.profile.locale
    country = customer.country or shop.profile.country
    facts = [
        (_("Birthday"), _birth(shop, customer) if customer.birth else ""),
        (label(country), customer.tax_id),
        (_("Card"), customer.card),
        (_("Usual discount"), formats.percent(customer.discount_bp, locale) if customer.discount_bp else ""),
        (_("Language"), _language_name(customer.language)),
        (_("Gender"), _(GENDER_NAMES[customer.gender]) if customer.gender else ""),
        (_("How they heard of us"), customer.heard_from),
    ]
    values = dict(customer.own)
    for own in own_fields.list_fields(shop):
        if own.id is not None and values.get(own.id):
            facts.append((own.name, display(own, values[own.id], locale)))  # noqa: PERF401 - clearer so
    return [(name, value) for name, value in facts if value]


def _birth(shop: Shop, customer: Customer) -> str:
    day = formats.birth(customer.birth, shop.profile.locale)
    age = birthdays.age_on(customer.birth, shop.clock.today())
    return _("{day} ({age} years old)").format(day=day, age=age) if age else day


def _language_name(code: str) -> str:
    if not code:
        return ""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code.replace("-", "_")).get_language_name(language()) or code
    except (UnknownLocaleError, ValueError):
        return code
