"""What a draft changes in a customer who is there: values replace, contact points and tags are added."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crm_desktop.domain.customers.cards import card_key
from crm_desktop.domain.customers.contact_points import PHONE_KINDS
from crm_desktop.domain.customers.copying import changed
from crm_desktop.domain.customers.model import ContactPoint, Customer, CustomerKind, Gender
from crm_desktop.domain.customers.names import PARTICLES
from crm_desktop.exchange.drafts import Draft
from crm_desktop.shared.text import fold, words

# What is not replaced by a plain value.
_APART = frozenset({"uid", "created_at", "contacts", "tags", "own", "relations", "photo"})
_NAMES = ("given_name", "family_name", "second_family_name")
# Fields that may say two things of the same customer.
_NOT_TELLING = frozenset(
    {"notes", "warning", "staff_id", "heard_from", "language", "preferred_hours", *_APART}
)


# What has a value in every file, so that a later row of one file could only contradict the first.
_ALWAYS_SET = frozenset({"kind", "do_not_contact", "discount_bp", "archived_at"})


def merge(old: Customer, draft: Draft, *, fill: bool = False) -> Customer:
    """Return the customer with what the draft adds; the same object when that is nothing.

    Args:
        old: the customer as they are.
        draft: what a row says of them.
        fill: an earlier row of the same file spoke of this customer: its values stay, this one's fill what is
            empty. Otherwise two rows that differ would change the customer at every import of the file.
    """
    new = draft.customer
    changes: dict[str, Any] = {}
    for field in draft.given - _APART:
        value = getattr(new, field)
        if fill and (field in _ALWAYS_SET or getattr(old, field)):
            continue
        if value == "" or value is Gender.UNKNOWN or (value is None and field != "archived_at"):
            continue
        if field == "card" and card_key(value) == card_key(old.card):
            continue
        if value != getattr(old, field) and not _only_plainer(value, getattr(old, field)):
            changes[field] = value
    if old.archived_at is not None and changes.get("archived_at") is not None:
        del changes["archived_at"]  # since when they are archived is known already
    _settle_names(old, changes)
    contacts = _add_contacts(old.contacts, new.contacts)
    if contacts is not old.contacts:
        changes["contacts"] = contacts
    known = {fold(tag) for tag in old.tags}
    tags = tuple(tag for tag in new.tags if fold(tag) not in known)
    if tags:
        changes["tags"] = old.tags + tags
    own = {**dict(new.own), **dict(old.own)} if fill else {**dict(old.own), **dict(new.own)}
    if own != dict(old.own):
        changes["own"] = tuple(sorted(own.items()))
    return changed(old, changes) if changes else old


def _only_plainer(new: Any, old: Any) -> bool:
    """Tell whether a text only says the same without accents or in capitals, as many exports write it."""
    if not (isinstance(new, str) and isinstance(old, str)) or fold(new) != fold(old):
        return False
    return (new.isascii() and not old.isascii()) or (new.isupper() and not old.isupper())


def _settle_names(old: Customer, changes: dict[str, Any]) -> None:
    if changes.get("kind", old.kind) is CustomerKind.COMPANY and (old.company or "company" in changes):
        # A company has a contact person, not a name of its own.
        person = " ".join(changes.pop(name) for name in _NAMES if name in changes)
        if person and not old.contact_person and "contact_person" not in changes:
            changes["contact_person"] = person
        return
    family = changes.get("family_name")
    if family and old.second_family_name and "second_family_name" not in changes:
        whole = f"{old.family_name} {old.second_family_name}"
        if fold(family) == fold(whole):
            del changes["family_name"]
        elif fold(family) != fold(old.family_name):
            changes["second_family_name"] = ""  # another family: half of each would be nobody


def _identity(point: ContactPoint) -> tuple[str, str]:
    kind = "phone" if point.kind in PHONE_KINDS else point.kind.value
    return kind, point.normal or fold(point.value)


def _add_contacts(old: tuple[ContactPoint, ...], new: tuple[ContactPoint, ...]) -> tuple[ContactPoint, ...]:
    if not new:
        return old
    places = {_identity(point): place for place, point in enumerate(old)}
    result = list(old)
    for point in new:
        place = places.get(_identity(point))
        if place is None:
            places[_identity(point)] = len(result)
            result.append(replace(point, id=None))
        elif point.label and not result[place].label:
            result[place] = replace(result[place], label=point.label)
    return tuple(result) if result != list(old) else old


def contradicts(old: Customer, draft: Draft) -> bool:
    """Tell whether a draft says something of a customer of the same name that cannot be true of both."""
    for field in draft.given - _NOT_TELLING:
        mine, theirs = getattr(old, field), getattr(draft.customer, field)
        if isinstance(mine, str) and mine and theirs and fold(mine) != fold(str(theirs)):
            return True
    return False


def compatible(one: Customer, other: Customer, *, shared: bool, personal: bool = True) -> int:
    """Return how well two names can be of the same customer: 0 not at all, higher is better.

    Args:
        one: a customer.
        other: another one, with the same telephone or e-mail.
        shared: whether several people may have what they have in common, as a family its telephone. Then one
            given name must be the other or a part of it, a family name alone is not enough, and two people of
            one name are told apart by the second family name, the birthday or the tax id.
        personal: whether it is one person's as a rule, such as a mobile. Otherwise "Luis" is not "José Luis":
            father and son answer the same telephone at home.
    """
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        return 1
    if shared and _father_and_son(one, other):
        return 0
    if mine == theirs:
        return 1000
    if shared and one.given_name and other.given_name:
        ours, others = _given(one), _given(other)
        if not ours & others or not (ours <= others or others <= ours):
            return 0  # "Luis" may be "José Luis"; "José María" is not "María Pilar"
        if ours != others and not personal:
            return 0
    return 1 + len(mine & theirs) if mine & theirs else 0


def _father_and_son(one: Customer, other: Customer) -> bool:
    """Tell whether two of one name and one home are two: each says something that is not true of both."""
    names = one.second_family_name, other.second_family_name
    days = one.birth[-5:], other.birth[-5:]
    if one.tax_id and other.tax_id and one.tax_id != other.tax_id:
        return True
    return (all(names) and not _plain(names[0]) & _plain(names[1])) or (all(days) and days[0] != days[1])


_SHORT = {
    "ma": "maria",
    "mª": "maria",
    "fco": "francisco",
    "fca": "francisca",
    "pepe": "jose",
    "paco": "francisco",
}


def _plain(text: str) -> frozenset[str]:
    return frozenset(_SHORT.get(word, word) for word in words(text) if word not in PARTICLES)


def _given(customer: Customer) -> frozenset[str]:
    return _plain(customer.given_name)


def _words(customer: Customer) -> frozenset[str]:
    """Return the words of the person's name; a company's when there is no person."""
    person = _plain(" ".join(getattr(customer, name) for name in _NAMES))
    return person or _plain(f"{customer.company} {customer.contact_person}")
