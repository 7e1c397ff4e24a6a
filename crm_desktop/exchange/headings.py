"""How programs and people call their columns, and which field each name means.

A spelling is compared without accents, case, spaces, signs and numbers, so "E-mail 2 - Value" and "email
value" are one. The spellings themselves are in `heading_words`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from crm_desktop.exchange.heading_words import (
    EITHER_NAME,
    LABELLED_PHONES,
    NETWORKS,
    PARTS,
    PLACES,
    SPELLINGS,
)
from crm_desktop.exchange.purchase_words import PURCHASE_SPELLINGS
from crm_desktop.exchange.targets import PURCHASE_TARGETS, TARGET_OF
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import words


class Meaning(NamedTuple):
    """What a heading means.

    Attributes:
        target: the field, a key of `targets.TARGET_OF`; or "name" where it depends on the other columns.
        label: what the value is for, such as "work"; a key of `labels.LABELS`, or a word that stays as it is.
        place: the group that an address belongs to: "", "home", "work", "other" or its number.
    """

    target: str
    label: str = ""
    place: str = ""


_NUMBER = re.compile(r"\d+")


def compact(heading: str) -> str:
    """Return a heading as it is compared: folded letters and figures only."""
    return "".join(words(heading))


def meaning_of(heading: str) -> Meaning | None:
    """Return what a heading means by its name alone, or None."""
    plain = compact(heading)
    if not plain:
        return None
    table = _table()
    known = table.get(plain)
    if known is not None:
        return known
    number = _NUMBER.search(plain)
    if number is None or len(number[0]) > 2:
        return None
    known = table.get(plain[: number.start()] + plain[number.end() :])
    if known is None or known.target in _ONLY_ONE:
        return None
    if known.place:  # Outlook's "Calle del domicilio 2" is the rest of that address
        return known._replace(target="street2") if known.target == "street" else None
    return known._replace(place=number[0]) if TARGET_OF[known.target].address else known


def purchase_meaning_of(heading: str) -> Meaning | None:
    """Return what a heading of a till's file means by its name alone, or None."""
    plain = compact(heading)
    known = _purchase_table().get(plain) if plain else None
    if known is None and plain and plain[-1] in "123":
        known = _purchase_table().get(plain[:-1])
        known = known if known is not None and known.target in {"phone", "email", "notes"} else None
    if known is None:
        known = next((Meaning(t.key) for t in PURCHASE_TARGETS if plain == compact(_(t.title))), None)
    return known


@lru_cache(maxsize=1)
def _purchase_table() -> dict[str, Meaning]:
    table: dict[str, Meaning] = {}
    for target, spellings in PURCHASE_SPELLINGS.items():
        for spelling in spellings.split("|"):
            table.setdefault(compact(spelling), Meaning(target))
    return table


_ONLY_ONE = frozenset({EITHER_NAME, "uid", "card", "tax_id", "kind", "created", "archived", "relations"})


@lru_cache(maxsize=1)
def _table() -> dict[str, Meaning]:
    table: dict[str, Meaning] = {}
    for target, spellings in SPELLINGS.items():
        for spelling in spellings.split("|"):
            table.setdefault(compact(spelling), Meaning(target))
    for label, spellings in LABELLED_PHONES.items():
        for spelling in spellings.split("|"):
            table.setdefault(compact(spelling), Meaning("phone", label))
    for network in NETWORKS.split("|"):
        table.setdefault(network, Meaning("social", network.capitalize()))
    for place, names in PLACES.items():
        for target, spellings in PARTS.items():
            for part in spellings.split("|"):
                for name in names:
                    table.setdefault(compact(f"{name} {part}"), Meaning(target, "", place))
                    table.setdefault(compact(f"{part} {name}"), Meaning(target, "", place))
    return table
