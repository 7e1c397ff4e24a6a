"""The columns of an exported table: their titles, their order, and what stands in them.

A file that was exported is read back without help: every title is known to `mapping_guess`, in any language
of the program, and every value to `record_reader`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from crm_desktop.domain.customers.model import CONTACT_KIND_NAMES, ContactKind
from crm_desktop.domain.customers.own_fields import OWN_FIELD_KIND_NAMES, OwnField, OwnFieldKind, display
from crm_desktop.domain.service import CHANNEL_NAMES
from crm_desktop.exchange.headings import Meaning, compact
from crm_desktop.exchange.values import write_percent
from crm_desktop.shared.i18n import N_, _, language
from crm_desktop.shared.text import fold, squeeze

# Columns of the customer's row: field of the table -> (target when read back, title). The order is that of
# the file; "*phone" and the like stand for as many columns as the fullest customer needs.
_COLUMNS: tuple[tuple[str, str, str], ...] = (
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
# Columns of the table that a row is made of, in the order that `RowMaker` expects.
ROW_FIELDS: tuple[str, ...] = tuple(field for field, _t, _n in _COLUMNS if field[0] != "*")
_FAMILY: dict[str, str] = {
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
    """

    counts: Mapping[str, int]
    typed: frozenset[str]
    own_fields: tuple[OwnField, ...] = ()


def family_of(kind: str) -> str:
    """Return the family of columns to which a kind of contact point belongs."""
    return _FAMILY[kind]


def headings(shape: Shape) -> list[str]:
    """Return the titles of the columns, in the user's language."""
    titles: list[str] = []
    for field, _target, title in _COLUMNS:
        if field == "*own":
            titles += [write_own_heading(own) for own in shape.own_fields]
        elif field[0] == "*":
            titles += _family_titles(field[1:], title, shape)
        else:
            titles.append(_(title))
    return titles


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
    """Return what a title means that this program wrote in the language in force, or None."""
    return _title_meanings(language()).get(compact(header))


@lru_cache(maxsize=4)
def _title_meanings(_language: str) -> dict[str, Meaning]:
    """Return the titles in the language in force and in English."""
    table: dict[str, Meaning] = {}
    for field, target, title in _COLUMNS:
        if field[0] != "*" and field != "given_name":
            for text in (_(title), title):
                table[compact(text)] = Meaning(target)
    for family, (numbered, first_type, numbered_type) in _NUMBERED.items():
        for text in (_(first_type), first_type):
            table[compact(text)] = Meaning(f"{family}_label")
        for number in range(2, 51):
            for text in (_(numbered), numbered):
                table[compact(text.format(number=number))] = Meaning(family)
            for text in (_(numbered_type), numbered_type):
                table[compact(text.format(number=number))] = Meaning(f"{family}_label")
    return table


class RowMaker:
    """Makes the cells of one customer; built once for an export.

    Args:
        shape: which columns there are.
        locale: how numbers and dates of own fields are written.
    """

    def __init__(self, shape: Shape, locale: str) -> None:
        self._shape = shape
        self._locale = locale
        before_phone = [f for f, _t, _n in _COLUMNS]
        cuts = [before_phone.index(f"*{family}") for family in ("phone", "email", "social", "web", "own")]
        stars = [sum(1 for f in before_phone[:cut] if f[0] == "*") for cut in cuts]
        phone, email, social, _web, own = (cut - star for cut, star in zip(cuts, stars, strict=True))
        self._until_phone, self._until_email, self._until_social, self._until_own = phone, email, social, own
        self._change: list[tuple[int, Callable[[Any], str]]] = [
            (ROW_FIELDS.index("kind"), {k: _(w) for k, w in KIND_WORDS.items()}.__getitem__),
            (ROW_FIELDS.index("gender"), _words_of(GENDER_WORDS)),
            (
                ROW_FIELDS.index("preferred_channel"),
                _words_of({c.value: n for c, n in CHANNEL_NAMES.items()}),
            ),
            (ROW_FIELDS.index("discount_bp"), lambda points: write_percent(points) if points else ""),
            (ROW_FIELDS.index("do_not_contact"), {0: "", 1: _("Yes")}.__getitem__),
        ]
        self._kind_words = {k.value: _(n) for k, n in CONTACT_KIND_NAMES.items()}
        self._families = [(family, shape.counts.get(family, 0), family in shape.typed) for family in FAMILIES]

    def make(
        self,
        row: Sequence[Any],
        contacts: Iterable[tuple[str, str, str]],
        own: Mapping[int, str],
    ) -> list[str]:
        """Return the cells of a customer.

        Args:
            row: the values of `ROW_FIELDS` as the table holds them; "staff" is a name, "tags" and
                "relations" texts.
            contacts: (kind, value, label) in their order.
            own: field id -> stored form.
        """
        cells = list(row)
        for place, change in self._change:
            if cells[place]:
                cells[place] = change(cells[place])
            else:
                cells[place] = ""
        found: dict[str, list[str]] = {}
        for kind, value, label in contacts:
            family = _FAMILY[kind]
            texts = found.get(family)
            if texts is None:
                texts = found[family] = []
            texts.append(value)
            if family in self._shape.typed:
                texts.append(self._type(kind, label))
        blocks = []
        for family, count, typed in self._families:
            width = count * 2 if typed else count
            texts = found.get(family, [])
            blocks.append(texts + [""] * (width - len(texts)))
        own_cells = [display(f, own.get(f.id or 0, ""), self._locale) for f in self._shape.own_fields]
        a, b, c, d = self._until_phone, self._until_email, self._until_social, self._until_own
        return [
            *cells[:a], *blocks[0], *cells[a:b], *blocks[1], *cells[b:c], *blocks[2], *blocks[3], *cells[c:d],
            *own_cells, *cells[d:],
        ]  # fmt: skip

    def _type(self, kind: str, label: str) -> str:
        if kind in {ContactKind.MOBILE.value, ContactKind.PHONE.value}:
            return f"{self._kind_words[kind]}, {label}" if label else self._kind_words[kind]
        return label


def _words_of(table: Mapping[str, str]) -> Callable[[Any], str]:
    words = {value: _(word) for value, word in table.items()}
    return lambda value: words.get(value, "")
