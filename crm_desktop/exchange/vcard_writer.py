"""Customers as vCard 4.0 (RFC 6350), with properties of this program's own for what vCard has no word for."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from crm_desktop.domain.customers.model import ContactKind, ContactPoint, Customer, CustomerKind
from crm_desktop.domain.customers.own_fields import OwnField
from crm_desktop.exchange.relation_text import write_relations
from crm_desktop.exchange.values import read_country
from crm_desktop.exchange.vcard_own import OWN_PREFIX, PRODUCT, TEXTS, own_field_parameters
from crm_desktop.shared.clock import to_text
from crm_desktop.shared.i18n import language

_LINE = 75  # octets of a line (RFC 6350, 3.2)
_GENDERS = {"female": "F", "male": "M", "other": "O"}
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", ",": "\\,", ";": "\\;"})
_TOKEN = re.compile(r"[^A-Za-z0-9-]+")
_NAMES = {ContactKind.EMAIL: "EMAIL", ContactKind.WEB: "URL", ContactKind.SOCIAL: "X-SOCIALPROFILE"}


class CardContext(NamedTuple):
    """What a card needs to know beyond its customer.

    Attributes:
        own_fields: the shop's own fields, by id.
        staff: staff id -> name.
        relations: (kind, uid, note) of related customers.
        photo: the bytes of the picture, or b"".
    """

    own_fields: Mapping[int, OwnField]
    staff: Mapping[int, str]
    relations: tuple[tuple[str, str, str], ...] = ()
    photo: bytes = b""


def write_card(customer: Customer, context: CardContext) -> bytes:
    """Return the card of a customer, its lines folded and ended with CR LF."""
    return b"".join(fold_line(line) for line in _lines(customer, context))


def _lines(customer: Customer, context: CardContext) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"PRODID:{PRODUCT}"
    if customer.uid:
        uid = customer.uid
        yield f"UID:urn:uuid:{uid[:8]}-{uid[8:12]}-{uid[12:16]}-{uid[16:20]}-{uid[20:]}"
    company = customer.kind is CustomerKind.COMPANY
    yield f"KIND:{'org' if company else 'individual'}"
    yield f"FN:{escape(customer.full_name or customer.list_name)}"
    families = ",".join(escape(f) for f in (customer.family_name, customer.second_family_name) if f)
    if not customer.family_name and customer.second_family_name:
        families = "," + families
    if customer.given_name or families:
        yield f"N:{families};{escape(customer.given_name)};;;"
    if customer.company:
        yield f"ORG:{escape(customer.company)}"
    yield from _contacts(customer.contacts)
    address = (customer.street, customer.town, customer.province, customer.postcode, customer.country)
    if any(address):
        street, town, province, postcode, country = address
        parts = ("", "", street, town, province, postcode, _country_name(country, language()))
        yield "ADR:" + ";".join(escape(part) for part in parts)
    if customer.birth:
        yield f"BDAY:{customer.birth.replace('-', '') if customer.birth[0] != '-' else customer.birth}"
    if customer.gender:
        yield f"GENDER:{_GENDERS[customer.gender.value]}"
    if customer.language:
        yield f"LANG:{escape(customer.language)}"
    if customer.tags:
        yield "CATEGORIES:" + ",".join(escape(tag) for tag in customer.tags)
    if customer.notes:
        yield f"NOTE:{escape(customer.notes)}"
    yield from _own(customer, context)
    if context.photo:
        kind = "jpeg" if context.photo.startswith(b"\xff\xd8") else "png"
        yield f"PHOTO:data:image/{kind};base64,{base64.b64encode(context.photo).decode('ascii')}"
    yield "END:VCARD"


def _contacts(contacts: Iterable[ContactPoint]) -> Iterator[str]:
    for number, point in enumerate(contacts, 1):
        group = f"item{number}." if point.label else ""
        if point.kind is ContactKind.MOBILE:
            name = "TEL;TYPE=cell"
        elif point.kind is ContactKind.PHONE:
            name = "TEL;TYPE=voice"
        else:
            name = _NAMES[point.kind]
            network = _TOKEN.sub("", point.label).lower()
            if point.kind is ContactKind.SOCIAL and network:
                name += f";TYPE={network}"
        yield f"{group}{name}:{escape(point.value)}"
        if group:
            yield f"{group}X-ABLabel:{escape(point.label)}"


def _own(customer: Customer, context: CardContext) -> Iterator[str]:
    for name, field in TEXTS.items():
        text = getattr(customer, field)
        if text:
            yield f"{OWN_PREFIX}{name}:{escape(text)}"
    if customer.preferred_channel:
        yield f"{OWN_PREFIX}CHANNEL:{customer.preferred_channel.value}"
    if customer.discount_bp:
        yield f"{OWN_PREFIX}DISCOUNT:{customer.discount_bp}"
    if customer.do_not_contact:
        yield f"{OWN_PREFIX}DO-NOT-CONTACT:1"
    staff = context.staff.get(customer.staff_id or 0)
    if staff:
        yield f"{OWN_PREFIX}STAFF:{escape(staff)}"
    if customer.created_at:
        yield f"{OWN_PREFIX}CREATED:{to_text(customer.created_at)}"
    if customer.archived_at:
        yield f"{OWN_PREFIX}ARCHIVED:{to_text(customer.archived_at)}"
    for field_id, value in customer.own:
        own = context.own_fields.get(field_id)
        if own is not None:
            yield f"{OWN_PREFIX}FIELD{own_field_parameters(own)}:{escape(value)}"
    if context.relations:
        yield f"{OWN_PREFIX}RELATED:{escape(write_relations(context.relations))}"


def escape(text: str) -> str:
    """Return a text as a value of vCard."""
    return text.translate(_ESCAPES)


def fold_line(line: str) -> bytes:
    """Return a line folded at 75 octets, between letters, with its end."""
    data = line.encode("utf-8")
    if len(data) <= _LINE:
        return data + b"\r\n"
    pieces, start, limit = [], 0, _LINE
    while len(data) - start > limit:
        end = start + limit
        while data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[start:end])
        start, limit = end, _LINE - 1
    pieces.append(data[start:])
    return b"\r\n ".join(pieces) + b"\r\n"


@lru_cache(maxsize=64)
def _country_name(code: str, spoken: str) -> str:
    """Return the name of a country by which it is read back, or its code."""
    if not code:
        return ""
    from babel import Locale

    name = Locale.parse(spoken).territories.get(code, code)
    return name if read_country(name) == code else code
