"""Is a customer file right? What must be mended before it is saved, and what had better be looked at.

A *problem* stops saving: there is nobody in the file, a text is too long, a character cannot be kept, a date
    cannot be.
A *warning* does not: a telephone with a figure too few, a tax id with the wrong letter are kept as they were
    typed,
because the shop may have nothing better.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from crm_desktop.domain.customers import contact_points, copying, postcodes
from crm_desktop.domain.customers.birthdays import OLDEST_YEAR, is_stored_form
from crm_desktop.domain.customers.limits import (
    LINE_LIMITS,
    MAX_CONTACT,
    MAX_CONTACTS,
    MAX_LABEL,
    MAX_RELATION_NOTE,
    MAX_RELATIONS,
    MAX_TAG,
    MAX_TAGS,
    TEXT_LIMITS,
    is_tidy,
    without_separators,
)
from crm_desktop.domain.customers.model import ContactKind, ContactPoint, Customer, CustomerKind, Relation
from crm_desktop.domain.customers.own_fields import OwnField, stored_problem
from crm_desktop.domain.customers.tax_ids import read_tax_id
from crm_desktop.domain.written import forbidden_sentence, has_forbidden, too_long_sentence
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold, squeeze

_line_texts = attrgetter(*LINE_LIMITS)


class Checked(NamedTuple):
    """A customer file that was looked at.

    Attributes:
        customer: normalised; to be saved when there are no problems.
        problems: field -> what must be mended. Fields are named as in `Customer`; those of a tuple carry
            their place ("contacts.0", "contacts.0.label", "tags.2", "own.7" by the field's id), "" is the
            file as a whole.
        warnings: field -> what had better be checked.
    """

    customer: Customer
    problems: dict[str, str]
    warnings: dict[str, str]


def check(
    customer: Customer, country: str = "ES", today: date | None = None, own_fields: Iterable[OwnField] = ()
) -> Checked:
    """Normalise a customer file and say what is wrong or doubtful in it.

    Args:
        customer: as it was typed or imported.
        country: the shop's, ISO 3166 alpha-2; used where the customer has none of their own.
        today: in the shop's zone, for dates of birth; without it the future is not looked for.
        own_fields: the shop's own fields, for their values.
    """
    problems: dict[str, str] = {}
    warnings: dict[str, str] = {}
    changes: dict[str, Any] = {}
    _lines(customer, changes, problems)
    home = (changes.get("country") or customer.country or country).upper()
    _identity(customer, home, changes, problems, warnings)
    _birth(customer, today, problems)
    contacts = _contacts(customer.contacts, home, country, problems, warnings)
    if contacts != customer.contacts:
        changes["contacts"] = contacts
    if customer.tags:
        changes["tags"] = _tags(customer.tags, problems)
    if customer.relations:
        changes["relations"] = _relations(customer, problems)
    if customer.own:
        changes["own"] = _own(customer.own, {f.id: f for f in own_fields}, problems)
    changed = {name: value for name, value in changes.items() if getattr(customer, name) != value}
    right = copying.changed(customer, changed) if changed else customer
    if not (right.has_name or right.contacts) and not problems:
        problems["company" if right.kind is CustomerKind.COMPANY else "given_name"] = _(
            "Write at least a name, a company, a telephone or an e-mail."
        )
    return Checked(right, problems, warnings)


def _clean(text: str, limit: int, problems: dict[str, str], key: str, *, lines: bool = False) -> str:
    """Return a text in NFC, squeezed or with its lines kept, and note what is wrong with it."""
    if has_forbidden(text):
        problems[key] = forbidden_sentence()
        return text
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    else:
        text = squeeze(text)
    if len(text) > limit:
        problems[key] = too_long_sentence(limit, len(text))
    return text


def _lines(customer: Customer, changes: dict[str, Any], problems: dict[str, str]) -> None:
    texts: tuple[str, ...] = _line_texts(customer)
    tidy = is_tidy([text for text in texts if text])
    for name, limit, text in zip(LINE_LIMITS, LINE_LIMITS.values(), texts, strict=True):
        if text and not tidy:
            changes[name] = _clean(text, limit, problems, name)
        elif len(text) > limit:
            problems[name] = too_long_sentence(limit, len(text))
    for name, limit in TEXT_LIMITS.items():
        text = getattr(customer, name)
        if text:
            changes[name] = _clean(text, limit, problems, name, lines=True)


def _identity(
    customer: Customer, home: str, changes: dict[str, Any], problems: dict[str, str], warnings: dict[str, str]
) -> None:
    if customer.tax_id and "tax_id" not in problems:
        found = read_tax_id(changes.get("tax_id", customer.tax_id), home)
        changes["tax_id"] = found.normal
        if found.warning:
            warnings["tax_id"] = found.warning
    if customer.card and not any(letter.isalnum() for letter in customer.card):
        changes["card"] = ""  # "-" where a file has nothing to say
    if customer.postcode and "postcode" not in problems:
        postcode = postcodes.normal_postcode(changes.get("postcode", customer.postcode), home)
        changes["postcode"] = postcode
        if postcodes.is_doubtful(postcode, home):
            warnings["postcode"] = _("A Spanish postcode has five figures, from 01001 to 52999.")
    if customer.country:
        country = changes.get("country", customer.country).upper()
        changes["country"] = country
        if "country" not in problems and not (len(country) == 2 and country.isascii() and country.isalpha()):
            problems["country"] = _("Choose a country from the list.")
    if not 0 <= customer.discount_bp <= 10_000:
        problems["discount_bp"] = _("A discount goes from 0 to 100 %.")


def _birth(customer: Customer, today: date | None, problems: dict[str, str]) -> None:
    birth = customer.birth
    if not birth:
        return
    if not is_stored_form(birth):
        problems["birth"] = _("This is not a date of birth: write day, month and, if known, year.")
    elif birth[0] != "-" and birth < f"{OLDEST_YEAR}-01-01":
        problems["birth"] = _("The year cannot be before {year}.").format(year=OLDEST_YEAR)
    elif birth[0] != "-" and today is not None and birth > today.isoformat():
        problems["birth"] = _("This date of birth is in the future.")


def _contacts(
    contacts: tuple[ContactPoint, ...],
    home: str,
    shop: str,
    problems: dict[str, str],
    warnings: dict[str, str],
) -> tuple[ContactPoint, ...]:
    """Return the contact points in normal form, empty ones and doubles left out."""
    result: list[ContactPoint] = []
    seen: set[tuple[bool, ContactKind, str]] = set()
    for place, point in enumerate(contacts):
        key = f"contacts.{place}"
        value = point.value
        if len(value) > MAX_CONTACT or not is_tidy([value]):
            value = _clean(value, MAX_CONTACT, problems, key)
        label = _clean(point.label, MAX_LABEL, problems, f"{key}.label") if point.label else ""
        if not value:
            continue
        if value != point.value or label != point.label:
            point = ContactPoint(point.kind, value, point.normal, label, point.id)  # noqa: PLW2901
        right, doubt = (point, "") if key in problems else contact_points.examine(point, home)
        if doubt and home != shop and right.kind in contact_points.PHONE_KINDS:
            # Who lives abroad may still have a number of the shop's country.
            local, other_doubt = contact_points.examine(point, shop)
            if local.normal and not other_doubt:
                right, doubt = local, ""
        phone = right.kind in contact_points.PHONE_KINDS
        identity = (phone, ContactKind.PHONE if phone else right.kind, right.normal or fold(right.value))
        if identity in seen:
            continue
        seen.add(identity)
        result.append(right)
        if doubt:
            warnings[key] = doubt
    if len(result) > MAX_CONTACTS:
        problems["contacts"] = _("There are too many: at most {count}.").format(count=MAX_CONTACTS)
    return tuple(result)


def _tags(tags: tuple[str, ...], problems: dict[str, str]) -> tuple[str, ...]:
    """Return the tags squeezed, each once whatever its case and accents."""
    result: dict[str, str] = {}
    for place, tag in enumerate(tags):
        plain = without_separators(tag)
        if len(plain) > MAX_TAG or plain != tag or not is_tidy([plain]):
            plain = _clean(plain, MAX_TAG, problems, f"tags.{place}")
        if plain:
            result.setdefault(fold(plain), plain)
    if len(result) > MAX_TAGS:
        problems["tags"] = _("There are too many: at most {count}.").format(count=MAX_TAGS)
    return tuple(result.values())


def _relations(customer: Customer, problems: dict[str, str]) -> tuple[Relation, ...]:
    result: dict[tuple[str, int], Relation] = {}
    for place, relation in enumerate(customer.relations):
        key = f"relations.{place}"
        note = _clean(relation.note, MAX_RELATION_NOTE, problems, key)
        if customer.id is not None and relation.other_id == customer.id:
            problems[key] = _("A customer cannot be related to themselves.")
        result.setdefault((relation.kind, relation.other_id), replace(relation, note=note))
    if len(result) > MAX_RELATIONS:
        problems["relations"] = _("There are too many: at most {count}.").format(count=MAX_RELATIONS)
    return tuple(result.values())


def _own(
    own: tuple[tuple[int, str], ...], fields: dict[int | None, OwnField], problems: dict[str, str]
) -> tuple[tuple[int, str], ...]:
    result: dict[int, str] = {}
    for field_id, value in own:
        key = f"own.{field_id}"
        plain = _clean(value, 1000, problems, key, lines=True)
        if not plain:
            continue
        field = fields.get(field_id)
        sentence = stored_problem(field, plain) if field else ""
        if sentence:
            problems.setdefault(key, sentence)
        result[field_id] = plain
    return tuple(result.items())
