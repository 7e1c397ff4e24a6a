"""Contact points of every kind under one roof: normal form, sentences, links, how they are shown.

A value that has no normal form is kept as it was typed, with a sentence beside it: nothing is lost.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from crm_desktop.domain.customers import emails, phones, social
from crm_desktop.domain.customers.model import ContactKind, ContactPoint
from crm_desktop.shared.i18n import _

PHONE_KINDS = frozenset({ContactKind.MOBILE, ContactKind.PHONE})


class Link(NamedTuple):
    """Where a click leads: what to do (a translated verb), and the address that the system opens."""

    action: str
    url: str


def normalise(point: ContactPoint, country: str = "ES") -> ContactPoint:
    """Return the contact point with its normal form, and telephones under their right kind.

    Args:
        point: as it was typed.
        country: ISO 3166 alpha-2, for telephones without a country prefix.
    """
    return examine(point, country)[0]


def problem_of(point: ContactPoint, country: str = "ES") -> str:
    """Return a sentence that says what is doubtful and what to do, or ""."""
    return examine(point, country)[1]


def examine(point: ContactPoint, country: str = "ES") -> tuple[ContactPoint, str]:
    """Return the contact point in normal form, and what is doubtful about it, read once."""
    kind = point.kind
    problem = ""
    if kind in PHONE_KINDS:
        phone = phones.read_phone(point.value, country)
        normal = phone.normal
        kind = phone.kind or kind
        if not phone.sure:
            problem = phones.problem_of(point.value, country)
    elif kind is ContactKind.EMAIL:
        normal = emails.normal_form(point.value)
        if not normal:
            problem = emails.problem_of(point.value)
        elif emails.is_mistyped(normal):
            problem = _("Did you mean {address}?").format(address=emails.suggestion(normal))
    elif kind is ContactKind.SOCIAL:
        account = social.read_account(point.value, point.label)
        normal = account.normal if account else ""
        problem = "" if account else social.account_problem(point.value, point.label)
    else:
        normal = social.web_address(point.value)
        problem = "" if normal else social.web_problem(point.value)
    if normal == point.normal and kind is point.kind:
        return point, problem
    return ContactPoint(kind, point.value, normal, point.label, point.id), problem


def display(point: ContactPoint, country: str = "ES") -> str:
    """Return the contact point as it is shown in the customer file."""
    if point.kind in PHONE_KINDS:
        return phones.display(point.value if not point.normal else point.normal, country)
    if point.kind is ContactKind.SOCIAL:
        account = social.read_account(point.value, point.label)
        return account.shown if account else point.value
    return point.value


def link(point: ContactPoint) -> Link | None:
    """Return what a click on the contact point does, or None when it leads nowhere."""
    if not point.normal:
        return None
    if point.kind in PHONE_KINDS:
        return Link(_("Call"), f"tel:{point.normal}")
    if point.kind is ContactKind.EMAIL:
        return Link(_("Write an e-mail"), f"mailto:{quote(point.normal, safe='@')}")
    if point.kind is ContactKind.SOCIAL:
        account = social.read_account(point.value, point.label)
        return Link(_("Open the account"), account.url) if account and account.url else None
    return Link(_("Open the website"), point.normal)


def whatsapp_link(point: ContactPoint) -> Link | None:
    """Return the link that writes to a mobile by WhatsApp, or None for what is no mobile."""
    if point.kind is not ContactKind.MOBILE or not point.normal:
        return None
    return Link(_("Write by WhatsApp"), f"https://wa.me/{phones.digits_of(point.normal)}")


def split_values(kind: ContactKind, text: str) -> list[tuple[str, str]]:
    """Split a cell that may hold several values into (value, label) pairs, for imports.

    "96 123 45 67 / 622310775 (hija)" is two numbers, the second with the label "hija".
    """
    if kind in PHONE_KINDS:
        return [phones.split_label(part) for part in phones.split_numbers(text)]
    if kind is ContactKind.EMAIL and text.count("@") > 1:
        parts = text.replace(";", " ").replace(",", " ").replace("/", " ").replace("|", " ").split()
        if all(emails.normal_form(p) for p in parts):
            return [(p, "") for p in parts]
    plain = text.strip()
    return [(plain, "")] if plain else []
