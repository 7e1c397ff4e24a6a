"""Names of people: two family names, compound given names, particles, and the order of lists.

Nothing is lost: put together again with spaces, the parts are the text that was given.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from crm_desktop.domain.customers.given_names import AFTER_DE, ALSO_FAMILY_NAMES, GIVEN_NAMES, SHORT_FORMS
from crm_desktop.domain.customers.model import Customer
from crm_desktop.shared.text import fold, squeeze

# Little words that belong to the name after them.
PARTICLES = frozenset({
    "de", "del", "de'", "d", "da", "das", "do", "dos", "di", "du", "des", "la", "las", "lo", "los", "el",
    "l", "le", "les", "y", "i", "e", "san", "santa", "sant", "van", "von", "der", "den", "ter", "ten", "zu",
    "zum", "zur", "al", "ben", "bin", "ibn", "o", "-", "–",
})  # fmt: skip
_JOINERS = frozenset({"-", "–"})
# Particles that are written with a small letter inside a name.
_SMALL = PARTICLES - {"san", "santa", "sant", "ben", "bin", "al", "el", "o", "l", "d", "-", "–"}

# Legal forms with their dots, or without them but in capitals: "Sá" is a family name, "SA" is not.
_DOTTED_FORM = re.compile(
    r"[\s,](?:s\. ?l\.(?: ?[ulp]\.| ?n\. ?e\.)?|s\. ?a\.(?: ?[uls]\.| de c\. ?v\.)?|s\. ?r\. ?l\."
    r"|s\. de r\. ?l\.(?: de c\. ?v\.)?|c\. ?b\.|s\. ?c\.(?: ?[pa]\.)?|s\. ?coop\.(?: ?\w+\.?)?"
    r"|ltda\.?|ltd\.?|lda\.|inc\.|gmbh|e\. ?i\. ?r\. ?l\.)$",
    re.IGNORECASE,
)
_BARE_FORM = re.compile(
    r"[\s,](?:SL|SLU|SLL|SLNE|SLP|SA|SAU|SAL|SAS|SRL|SA (?:de|DE) CV|CB|SC|SCP|SCA|SCOOP|LTDA|EIRL|SpA|UTE)$"
)
_COMPANY_START = re.compile(
    r"(?:asociacion|ayuntamiento|bar|cafeteria|ceip|clinica|club|colegio|comunidad de|construcciones"
    r"|cooperativa|distribuciones|empresa|farmacia|ferreteria|floristeria|fundacion|grupo|hostal|hotel|ies"
    r"|industrias|inmobiliaria|instalaciones|libreria|muebles|panaderia|papeleria|peluqueria|restaurante"
    r"|supermercado|taller|talleres|tienda|transportes)\s"
)


class NameParts(NamedTuple):
    """A person's name in its three parts."""

    given: str
    family: str
    second_family: str


def split_family_names(text: str) -> tuple[str, str]:
    """Split what stands under "Apellidos" into the two family names.

    A particle stays with the name after it ("García de la Cruz" is "García" and "de la Cruz"). With more than
    two names, "de…" belongs to the one before it ("Pérez Ruiz de Alarcón" is "Pérez" and "Ruiz de Alarcón");
    of what is still more than two, the first is the first family name and all the rest the second.
    """
    units = _units(text.split())
    if len(units) > 2:
        units = _join_de(units)
    if not units:
        return "", ""
    return units[0], " ".join(units[1:])


def split_full_name(text: str) -> NameParts:
    """Split a whole name, "Apellidos, Nombre" or "Nombre Apellidos".

    Without a comma the given name is the first word, and the next one too when both make a compound name
    ("María José García", "José Luis Pérez Ruiz", "María del Carmen López") or when four names are left.
    """
    families, comma, given = text.partition(",")
    if comma and families.strip() and given.strip():
        return NameParts(squeeze(given), *split_family_names(families))
    units = _units(text.replace(",", " ").split())
    if not units:
        return NameParts("", "", "")
    count = _given_units(units)
    return NameParts(" ".join(units[:count]), *split_family_names(" ".join(units[count:])))


def _units(tokens: list[str]) -> list[str]:
    """Return the words with each particle joined to the word after it."""
    units: list[str] = []
    waiting: list[str] = []
    glue = False
    for token in tokens:
        if token in _JOINERS and units and not waiting:
            glue = True
            waiting.append(token)
            continue
        if fold(token) in PARTICLES:
            waiting.append(token)
            continue
        unit = " ".join((*waiting, token))
        waiting = []
        if glue:
            units[-1] = f"{units[-1]} {unit}"
            glue = False
        else:
            units.append(unit)
    if waiting:
        rest = " ".join(waiting)
        if units:
            units[-1] = f"{units[-1]} {rest}"
        else:
            units.append(rest)
    return units


def _join_de(units: list[str]) -> list[str]:
    """Return the units with each "de…" joined to the one before it, from the end, down to two at least."""
    result = list(units)
    position = len(result) - 1
    while position > 0 and len(result) > 2:
        first = fold(result[position].split(maxsplit=1)[0])
        if first in {"de", "del", "y", "i", "e"} and " " in result[position]:
            result[position - 1 : position + 1] = [f"{result[position - 1]} {result[position]}"]
        position -= 1
    return result


def _given_units(units: list[str]) -> int:
    """Return how many units at the start are the given name."""
    if len(units) == 1:
        return 1
    first = fold(units[0]).strip(".ªº")
    second = fold(units[1]).strip(".ªº")
    head, _space, tail = second.rpartition(" ")
    if head:  # "del Carmen", "de los Ángeles"
        return 2 if head.startswith("de") and tail in AFTER_DE and first in GIVEN_NAMES else 1
    known = second in GIVEN_NAMES and (first in GIVEN_NAMES or first in SHORT_FORMS)
    if known and len(units) > 3:
        return 2
    if known and second not in ALSO_FAMILY_NAMES:
        return 2
    return 2 if len(_join_de(units)) > 3 and len(units) == 4 else 1


def looks_like_company(text: str) -> bool:
    """Tell whether a name is a company's by its legal form or its first word ("Ferretería Ruiz, S.L.")."""
    plain = squeeze(text)
    return bool(_DOTTED_FORM.search(plain) or _BARE_FORM.search(plain) or _COMPANY_START.match(fold(plain)))


def capitalise(text: str) -> str:
    """Return a name that was typed all in capitals or all in small letters as it is usually written.

    A text with both is returned as it is: its writer knew better.
    """
    if not (text.isupper() or text.islower()):
        return text
    return " ".join(_capital_word(word) for word in text.split(" "))


def _capital_word(word: str) -> str:
    if fold(word) in _SMALL:
        return word.lower()
    pieces = re.split(r"([-'’/(\[])", word)
    if len(pieces) > 1 and pieces[1] in "'’" and len(pieces[0]) > 1:
        return word[:1].upper() + word[1:].lower()  # "Mod's": only "D'Ors", "O'Brien" begin anew
    return "".join(piece[:1].upper() + piece[1:].lower() for piece in pieces)


_NOT_SORTED: dict[int, str | None] = {ord(c): None for c in ".'’`´\"“”«»~·ªº¿?¡!*#&+_"}
_NOT_SORTED.update({ord(c): " " for c in "-/–—()[]{}:;"})
_NOT_SORTED.update({ord("ñ"): "n~", ord("Ñ"): "n~"})


def sort_key_of(list_name: str) -> str:
    """Return the key by which a list name is sorted, to be compared byte by byte.

    Accents, case and punctuation are ignored, ñ comes after n ("n~"), and a shorter family name comes before
    a longer one with the same beginning ("García, Zoe" before "García Muñoz, Ángel": the comma becomes a
    tab).
    """
    plain = list_name.replace("n\u0303", "ñ").replace("N\u0303", "ñ").translate(_NOT_SORTED)
    folded = fold(plain)
    if "," not in folded:
        return " ".join(folded.split())
    return "\t".join(" ".join(part.split()) for part in folded.split(","))


def sort_key(customer: Customer) -> str:
    """Return the key by which a customer is sorted in lists; one without any name comes last."""
    return sort_key_of(customer.list_name) if customer.has_name else "~" + sort_key_of(customer.list_name)
