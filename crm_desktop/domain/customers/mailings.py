"""The text of a letter to customers: what the shop wrote, with fields that are filled for each of them.

A field stands in braces. On the screen it has the name that people read ("{nombre}"); what is kept has the
name in code ("{name}"), so that a shop may change its language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from crm_desktop.domain.written import forbidden_sentence, has_forbidden, too_long_sentence
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import N_, _
from crm_desktop.shared.text import fold

LETTERS = 5_000
_FIELD = re.compile(r"\{([^{}\n]*)\}")


class MailField(StrEnum):
    """What can be said of each customer; the value is its name in what is kept."""

    GREETING = "greeting"
    NAME = "name"
    FULL_NAME = "full name"
    POINTS = "points"
    TIER = "tier"
    LAST_PURCHASE = "last purchase"
    DATE = "date"
    SHOP = "shop"


FIELD_NAMES: dict[MailField, str] = {
    MailField.GREETING: N_("greeting"),
    MailField.NAME: N_("name"),
    MailField.FULL_NAME: N_("full name"),
    MailField.POINTS: N_("points"),
    MailField.TIER: N_("tier"),
    MailField.LAST_PURCHASE: N_("last purchase"),
    MailField.DATE: N_("date"),
    MailField.SHOP: N_("shop"),
}


def shown(text: str) -> str:
    """Return a kept text as people read it, its fields in the user's language."""
    return _FIELD.sub(lambda found: _braces(_named(found[1]), found[0]), text)


def _braces(field: MailField | None, otherwise: str) -> str:
    return f"{{{_(FIELD_NAMES[field])}}}" if field is not None else otherwise


def checked(text: str) -> str:
    """Return the text of a letter as it is kept.

    Args:
        text: as it was typed.

    Raises:
        InvalidInput: it is empty, too long, or names a field that there is not.
    """
    typed = "\n".join(line.rstrip() for line in text.splitlines()).strip()
    problem = _problem(typed)
    if problem:
        raise InvalidInput(problem, {"text": problem})

    def kept(found: re.Match[str]) -> str:
        field = _named(found[1])
        if field is None:
            names = ", ".join(f"{{{_(name)}}}" for name in FIELD_NAMES.values())
            sentence = _("There is nothing called {field}. What can be filled in is: {names}.")
            told = sentence.format(field=found[0], names=names)
            raise InvalidInput(told, {"text": told})
        return f"{{{field.value}}}"

    return _FIELD.sub(kept, typed)


def _problem(text: str) -> str:
    if not text:
        return _("Write the letter first.")
    if has_forbidden(text.replace("\n", "")):
        return forbidden_sentence()
    return too_long_sentence(LETTERS, len(text)) if len(text) > LETTERS else ""


def _named(name: str) -> MailField | None:
    """Return the field of a name, in the user's language or in code; case and accents do not matter."""
    wanted = " ".join(fold(name).split())
    for field, title in FIELD_NAMES.items():
        if wanted in {fold(_(title)), field.value}:
            return field
    return None


def filled(text: str, values: Mapping[MailField, str]) -> str:
    """Return a kept text with its fields filled in; what a customer has not is left empty."""

    def value(found: re.Match[str]) -> str:
        field = _named(found[1])
        return found[0] if field is None else values.get(field, "")

    # What a name left empty leaves its blank behind: "Hello, :" and two blanks are tidied.
    lines = (_FIELD.sub(value, line) for line in text.splitlines())
    return "\n".join(re.sub(r"(?<=\S) +(?= |$|[,.;:!?])", "", line) for line in lines)
