"""What the search finds a customer by, and how what is typed becomes a search.

The index holds plain folded words. A telephone is in it by every one of its endings, so that a search for the
beginning of a word finds any part of a number; and once with its country's prefix behind a mark, for what is
typed with one ("+34 612") finds no number of another country.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from crm_desktop.domain.customers.model import ContactKind, Customer
from crm_desktop.domain.customers.phones import digits_of, national_digits
from crm_desktop.shared.text import fold, words

SHORTEST_ENDING = 3  # figures; fewer would find nearly everybody
_LONGEST_NUMBER = 20
_WHOLE = "þ"  # the mark: a letter that no other word begins with figures behind
# A number with its country's prefix, at the beginning of a word: "+34 612", "(0034) 612", "+44 (0)20".
_INTERNATIONAL = re.compile(r"(?:(?<=\s)|^)\(?(\+|00(?=[1-9]))\s*([1-9](?:(?:[\s.\-/()]|\(0\))*[0-9])*)\)?")
_WORDS = re.compile(r"[^\W_]+")
_DASHES = re.compile("[\u2010-\u2018\u201a-\u2027\u2030-\u205e]+")
_CATALAN_DOT = re.compile("[\u00ad\u00b7]")  # "col·legi" is found by "collegi"
_APOSTROPHE = re.compile(r"([^\W_]+)'([^\W_]+)")
_NUMBER_LIKE = re.compile(r"[\d\s.+\-/()]*\d[\d\s.+\-/()]*")
_ID_LIKE = re.compile(r"[a-z]{0,2}[\s.\-/]*\d[\d\s.\-/]{2,}[\s.\-/]*[a-z]?")
_PHONES = frozenset({ContactKind.MOBILE, ContactKind.PHONE})


def search_text(customer: Customer, own_values: Iterable[str] = ()) -> str:
    """Return the text by which a customer is found: folded words, each once.

    Args:
        customer: its names, company, address, contacts, tags, notes, card and tax id are all searched.
        own_values: what stands in the shop's own fields.
    """
    numbers: list[str] = []
    texts = [
        customer.given_name, customer.family_name, customer.second_family_name, customer.company,
        customer.contact_person, customer.tax_id, customer.card, customer.street, customer.postcode,
        customer.town, customer.province, customer.notes, customer.warning, customer.heard_from,
        customer.preferred_hours, *customer.tags, *own_values,
    ]  # fmt: skip
    for point in customer.contacts:
        if point.kind in _PHONES:
            numbers.append(point.normal or point.value)
            if not point.normal:
                texts.append(point.value)
        else:
            texts.append(point.value)
        if point.label:
            texts.append(point.label)
    joined = " ".join(texts)
    if not joined.isascii():
        joined = _CATALAN_DOT.sub("", _DASHES.sub(" ", joined)).replace("’", "'")
    folded = fold(joined)
    found = dict.fromkeys(_WORDS.findall(folded))
    if "'" in folded:  # "O'Brien" is found by "obrien" too
        found.update(dict.fromkeys("".join(pair) for pair in _APOSTROPHE.findall(folded)))
    if "+" in joined:  # "+34 612" in a note is looked for as a number, as `query_terms` reads it
        for prefix, number in _INTERNATIONAL.findall(joined):
            if prefix == "+":
                found[_WHOLE + digits_of(number.replace("(0)", ""))[:_LONGEST_NUMBER]] = None
    for identity in (customer.card, customer.tax_id):
        if identity and not identity.isalnum():
            found["".join(words(identity))] = None
    return " ".join((*found, *map(_endings, numbers)))


@lru_cache(maxsize=1024)
def _endings(number: str) -> str:
    """Return a number's figures and all their endings, with and without the country's prefix."""
    if number.startswith("+34") and len(number) == 12:
        n = number[3:]
        return f"{_WHOLE}34{n} 34{n} {n} {n[1:]} {n[2:]} {n[3:]} {n[4:]} {n[5:]} {n[6:]}"
    whole = digits_of(number)[:_LONGEST_NUMBER]
    national = national_digits(number)[:_LONGEST_NUMBER] if number.startswith("+") else whole
    endings = [national[i:] for i in range(max(1, len(national) - SHORTEST_ENDING + 1))]
    marked = [_WHOLE + whole] if number.startswith("+") else []
    return " ".join(dict.fromkeys((*marked, whole, *endings)))


def query_terms(text: str) -> str:
    """Return the FTS5 MATCH expression for what is typed: every word, or the beginning of one, must be found.

    What looks like a telephone, a tax id or a card is also tried as one number without its spaces and dots.
    Words are quoted, so nothing that is typed can be taken for an operator; no phrases and no columns are
    used.

    Returns:
        The expression, or "" when there is no word in the text.
    """
    plain = _CATALAN_DOT.sub("", _DASHES.sub(" ", text.replace("’", "'")))
    whole = [_whole_number(*number) for number in _INTERNATIONAL.findall(plain)]
    if whole:
        rest = query_terms(_INTERNATIONAL.sub(" ", plain))
        return " AND ".join((*whole, f"({rest})") if rest else whole)
    found = list(dict.fromkeys(words(plain)))
    if not found:
        return ""
    every = " AND ".join(f'"{word}"*' for word in found)
    if _NUMBER_LIKE.fullmatch(plain):
        joined = "".join(c for c in fold(plain) if c.isdigit())
        # Typed with the trunk's 0 in front: the index has none.
        shorter = joined.lstrip("0") if len(joined.lstrip("0")) >= SHORTEST_ENDING else joined
        alternatives = [n for n in dict.fromkeys((joined, shorter)) if found != [n]]
    elif _ID_LIKE.fullmatch(fold(plain).strip()) and len(found) > 1:
        alternatives = ["".join(words(plain))]
    else:
        alternatives = []
    if not alternatives:
        return every
    joined_terms = " OR ".join(f'"{n}"*' for n in alternatives)
    return f"({joined_terms}) OR ({every})" if len(found) > 1 else f"{joined_terms} OR {every}"


def _whole_number(prefix: str, number: str) -> str:
    """Return the term for the beginning of a number that was typed with its country's prefix."""
    digits = digits_of(number.replace("(0)", ""))[:_LONGEST_NUMBER]
    if prefix == "+":
        return f'"{_WHOLE}{digits}"*'
    return f'("{_WHOLE}{digits}"* OR "00{digits}"*)'  # 00 may be the middle of a number, too
