"""Is this the same customer? By telephone, e-mail, tax id, card, or a very similar name."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.domain.customers.cards import card_key
from crm_desktop.domain.customers.contact_points import PHONE_KINDS
from crm_desktop.domain.customers.model import ContactKind, Customer
from crm_desktop.domain.customers.names import PARTICLES
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold, words

SIMILAR = 90  # of 100: one letter in ten
_SHORT_GIVEN = {
    "ma": "maria",
    "m": "maria",
    "fco": "francisco",
    "fca": "francisca",
    "pepe": "jose",
    "paco": "francisco",
}


class Keys(NamedTuple):
    """What two files of the same customer share: each a set of normal forms, for looking up in the store."""

    phones: frozenset[str]
    emails: frozenset[str]
    tax_id: str
    card: str

    def __bool__(self) -> bool:
        return bool(self.phones or self.emails or self.tax_id or self.card)


def keys(customer: Customer) -> Keys:
    """Return the keys of a customer file whose contact points are in normal form."""
    return Keys(
        phones=frozenset(c.normal for c in customer.contacts if c.normal and c.kind in PHONE_KINDS),
        emails=frozenset(c.normal for c in customer.contacts if c.normal and c.kind is ContactKind.EMAIL),
        tax_id=fold("".join(words(customer.tax_id))),
        card=card_key(customer.card),
    )


def name_words(customer: Customer) -> list[str]:
    """Return the words of a customer's name that count: folded, no particles, short forms written out."""
    return [_SHORT_GIVEN.get(w, w) for w in words(customer.full_name) if w not in PARTICLES]


def name_similarity(one: Customer, other: Customer) -> int:
    """Return how similar two names are, from 0 to 100, whatever the order of their words.

    A name that leaves out the second family name ("Ángel García" and "Ángel García Muñoz") counts as 90 when
    given and family name are the same.
    """
    if not (one.has_name and other.has_name):
        return 0
    first, second = name_words(one), name_words(other)
    if not first or not second:
        return 0
    if sorted(first) == sorted(second):
        return 100
    from rapidfuzz import fuzz, utils

    score = fuzz.token_sort_ratio(" ".join(first), " ".join(second), processor=utils.default_process)
    fewer, more = sorted((set(first), set(second)), key=len)
    if len(fewer) >= 2 and fewer < more and _same_given(one, other):
        score = max(score, SIMILAR)
    return round(score)


def _same_given(one: Customer, other: Customer) -> bool:
    mine, theirs = words(one.given_name)[:1], words(other.given_name)[:1]
    return mine == theirs or not (mine and theirs)


def reasons(candidate: Customer, other: Customer) -> tuple[str, ...]:
    """Return why two files may be of the same customer; nothing when they are not.

    Translated, the strongest first. Both have their contact points in normal form.
    """
    mine, theirs = keys(candidate), keys(other)
    found: list[str] = []
    if mine.tax_id and mine.tax_id == theirs.tax_id:
        found.append(_("same tax id"))
    if mine.card and mine.card == theirs.card:
        found.append(_("same card"))
    if mine.phones & theirs.phones:
        found.append(_("same telephone"))
    if mine.emails & theirs.emails:
        found.append(_("same e-mail"))
    similarity = name_similarity(candidate, other)
    if similarity == 100:
        found.append(_("same name"))
    elif similarity >= SIMILAR:
        found.append(_("very similar name"))
    if found and candidate.birth and candidate.birth == other.birth:
        found.append(_("same birthday"))
    return tuple(found)
