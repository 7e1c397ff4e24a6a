"""The columns of an exported table: their titles, their order, and what stands in them.

A file that was exported is read back without help: every title is known to `mapping_guess`, in any language
of the program, and every value to `record_reader`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from crm_desktop.domain.customers.own_fields import OWN_FIELD_KIND_NAMES, OwnField, OwnFieldKind
from crm_desktop.exchange.export_sums import SUMS
from crm_desktop.exchange.headings import Meaning, compact
from crm_desktop.shared.i18n import N_, _, language
from crm_desktop.shared.text import fold, squeeze

# Columns of the customer's row: field of the table -> (target when read back, title). The order is that of
# the file; "*phone" and the like stand for as many columns as the fullest customer needs.
COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("uid", "uid", N_("Identifier")),
    ("kind", "kind", N_("Type")),
    ("given_name", "given_name", N_("Name")),
    ("family_name", "family_name", N_("First family name")),
    ("second_family_name", "second_family_name", N_("Second family name")),
    ("company", "company", N_("Company")),
    ("contact_person", "contact_person", N_("Contact person")),
    ("*phone", "phone", N_("Telephone")),
    ("*email", "email", N_("E-mail")),
    ("street", "street", N_("Address")),
    ("postcode", "postcode", N_("Postcode")),
    ("town", "town", N_("Town")),
    ("province", "province", N_("Province")),
    ("country", "country", N_("Country")),
    ("tax_id", "tax_id", N_("Tax id")),
    ("birth", "birth", N_("Date of birth")),
    ("gender", "gender", N_("Gender")),
    ("language", "language", N_("Language")),
    ("card", "card", N_("Card number")),
    ("tags", "tags", N_("Tags")),
    ("discount_bp", "discount", N_("Usual discount")),
    ("staff", "staff", N_("Looked after by")),
    ("preferred_channel", "preferred_channel", N_("Preferred channel")),
    ("preferred_hours", "preferred_hours", N_("Preferred hours")),
    ("heard_from", "heard_from", N_("How they heard of us")),
    ("notes", "notes", N_("Notes")),
    ("warning", "warning", N_("Warning")),
    ("do_not_contact", "do_not_contact", N_("Do not contact")),
    ("*social", "social", N_("Social network")),
    ("*web", "web", N_("Website")),
    ("*own", "own", ""),
    ("relations", "relations", N_("Related customers")),
    ("created_at", "created", N_("Customer since")),
    ("archived_at", "archived", N_("Archived")),
)
# Kind of contact point -> the family of columns to which it belongs.
FAMILY_OF: dict[str, str] = {
    "mobile": "phone",
    "phone": "phone",
    "email": "email",
    "social": "social",
    "web": "web",
}
FAMILIES: tuple[str, ...] = ("phone", "email", "social", "web")
_NUMBERED: dict[str, tuple[str, str, str]] = {
    "phone": (N_("Telephone {number}"), N_("Telephone: type"), N_("Telephone {number}: type")),
    "email": (N_("E-mail {number}"), N_("E-mail: type"), N_("E-mail {number}: type")),
    "social": (
        N_("Social network {number}"),
        N_("Social network: type"),
        N_("Social network {number}: type"),
    ),
    "web": (N_("Website {number}"), N_("Website: type"), N_("Website {number}: type")),
}
GENDER_WORDS: dict[str, str] = {"female": N_("Woman"), "male": N_("Man"), "other": N_("Other")}
KIND_WORDS: dict[str, str] = {"person": N_("Person"), "company": N_("Company")}
_OWN_HEADING = re.compile(r"(.+\S) \[([^\[\]]+)\]")
_OWN_KINDS_ES = {
    "texto": "text",
    "numero": "number",
    "fecha": "date",
    "si o no": "yes_no",
    "una de una lista": "choice",
}
_CHOICES = " / "


@dataclass(frozen=True, slots=True)
class Shape:
    """How many columns the exported customers need.

    Attributes:
        counts: family of contact points ("phone", "email" …) -> the most that one customer has.
        typed: families whose label or kind has to be told in a column of its own.
        own_fields: the shop's own fields, in their order.
        sums: whether what was bought in sum is told, too.
    """

    counts: Mapping[str, int]
    typed: frozenset[str]
    own_fields: tuple[OwnField, ...] = ()
    sums: bool = False


def headings(shape: Shape) -> list[str]:
    """Return the titles of the columns, in the user's language."""
    titles: list[str] = []
    for field, _target, title in COLUMNS:
        if field == "*own":
            titles += [write_own_heading(own) for own in shape.own_fields]
        elif field[0] == "*":
            titles += _family_titles(field[1:], title, shape)
        else:
            titles.append(_(title))
    return titles + [_(title) for _field, title in SUMS] if shape.sums else titles


def _family_titles(family: str, title: str, shape: Shape) -> list[str]:
    numbered, first_type, numbered_type = _NUMBERED[family]
    titles: list[str] = []
    for number in range(1, shape.counts.get(family, 0) + 1):
        titles.append(_(title) if number == 1 else _(numbered).format(number=number))
        if family in shape.typed:
            titles.append(_(first_type) if number == 1 else _(numbered_type).format(number=number))
    return titles


def write_own_heading(field: OwnField) -> str:
    """Return the title of an own field's column: its name, and what it holds, for a shop that lacks it."""
    if field.kind is OwnFieldKind.CHOICE and not any("/" in c or "]" in c or "[" in c for c in field.choices):
        return f"{field.name} [{_CHOICES.join(field.choices)}]"
    return f"{field.name} [{_(OWN_FIELD_KIND_NAMES[field.kind]).lower()}]"


def own_heading(header: str) -> OwnField | None:
    """Return the own field that a title made by `write_own_heading` means, or None."""
    found = _OWN_HEADING.fullmatch(squeeze(header))
    if not found:
        return None
    words = fold(found[2])
    for kind, name in OWN_FIELD_KIND_NAMES.items():
        if words in {fold(_(name)), fold(name)} or _OWN_KINDS_ES.get(words) == kind.value:
            return OwnField(found[1], OwnFieldKind.TEXT if kind is OwnFieldKind.CHOICE else kind)
    choices = tuple(c.strip() for c in found[2].split("/"))
    if len(choices) > 1 and all(choices):
        return OwnField(found[1], OwnFieldKind.CHOICE, choices)
    return None


def title_meaning(header: str) -> Meaning | None:
    """Return what a title means that this program wrote in the language in force, or None.

    A sum has no target: it is left out when the file is read back.
    """
    return _title_meanings(language()).get(compact(header))


@lru_cache(maxsize=4)
def _title_meanings(_language: str) -> dict[str, Meaning]:
    """Return the titles in the language in force and in English."""
    table: dict[str, Meaning] = {}
    for field, target, title in COLUMNS:
        if field[0] != "*" and field != "given_name":
            for text in (_(title), title):
                table[compact(text)] = Meaning(target)
    for _field, title in SUMS:
        table.update((compact(text), Meaning("")) for text in (_(title), title))
    for family, (numbered, first_type, numbered_type) in _NUMBERED.items():
        for text in (_(first_type), first_type):
            table[compact(text)] = Meaning(f"{family}_label")
        for number in range(2, 51):
            for text in (_(numbered), numbered):
                table[compact(text.format(number=number))] = Meaning(family)
            for text in (_(numbered_type), numbered_type):
                table[compact(text.format(number=number))] = Meaning(f"{family}_label")
    return table
