"""Telephone numbers: their normal form (E.164), what kind they are, how they are shown.

A plain Spanish number takes a fast way; everything else asks `phonenumbers`, imported when it is first
needed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.domain.customers.model import ContactKind
from crm_desktop.domain.customers.spanish_phones import SPACES, SPANISH_FIXED, SPANISH_MOBILE, plain_spanish
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.shared.text import squeeze

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_SPANISH = re.compile(
    r"\s*(?:\+34|0034|\(\+34\)|\+ 34)?[ .\-\u00a0/]*"
    r"([6789](?:[ .\-\u00a0/]*[0-9]){8})\s*"
)
_SPANISH_MOBILE, _SPANISH_FIXED = re.compile(SPANISH_MOBILE), re.compile(SPANISH_FIXED)
# Until 2019 mobiles in Mexico were dialled with 1 after the country's 52, and with 044 or 045 inside it.
_OLD_MEXICAN = re.compile(r"\+52[ .\-]*1[ .\-]*((?:[ .\-]*[0-9]){10})")
_OLD_MEXICAN_LOCAL = re.compile(r"(?:01|04[45])[ .\-]*((?:[ .\-]*[0-9]){10})")
_NOT_DIGIT = re.compile(r"\D+")
_LABELLED = re.compile(r"^\s*([+(]?[0-9][0-9 .()/\-\u00a0]{4,}[0-9])\s*[,:(\-–]?\s*([^\W\d_][^()]*?)\)?\s*$")
_SHORTENED = re.compile(r"\s*[0-9][.,]?[0-9]*[eE]\+?[0-9]{1,2}\s*")  # "6.12E+08"
_BETWEEN = re.compile(r"[;|\n,]|\s[/yo]\s|/(?=\s*[+(]?\d{2,})")


class Phone(NamedTuple):
    """A number that was read.

    Attributes:
        normal: E.164 such as "+34622310775", or "" when it cannot be a number.
        kind: mobile or telephone, or None when the country does not tell them apart.
        sure: whether the number exists in the country's numbering plan.
    """

    normal: str
    kind: ContactKind | None
    sure: bool


NOT_A_PHONE = Phone("", None, sure=False)


def read_phone(text: str, country: str = "ES") -> Phone:
    """Read a number as people write it.

    Args:
        text: with any spaces, dots, dashes, brackets, +34 or 0034.
        country: ISO 3166 alpha-2, for numbers without a country prefix.
    """
    match = _SPANISH.fullmatch(text)
    if match and (country == "ES" or text.lstrip()[0] in "+0("):
        digits = match[1].translate(SPACES)
        if _SPANISH_MOBILE.fullmatch(digits):
            return Phone("+34" + digits, ContactKind.MOBILE, sure=True)
        if _SPANISH_FIXED.fullmatch(digits):
            return Phone("+34" + digits, ContactKind.PHONE, sure=True)
    return _read_any(text, country)


@lru_cache(maxsize=4096)
def _read_any(text: str, country: str) -> Phone:
    if len(text) > 60 or not any(c.isdigit() for c in text):
        return NOT_A_PHONE
    import phonenumbers as library

    number = _parse(text, country)
    if number is None or not library.is_possible_number(number):
        return NOT_A_PHONE
    if number.extension:
        normal = library.format_number(_plain(number), library.PhoneNumberFormat.E164)
        return NOT_A_PHONE._replace(normal=normal)
    sure = library.is_valid_number(number)
    kinds = {
        library.PhoneNumberType.MOBILE: ContactKind.MOBILE,
        library.PhoneNumberType.FIXED_LINE: ContactKind.PHONE,
    }
    kind = kinds.get(library.number_type(number))
    return Phone(library.format_number(number, library.PhoneNumberFormat.E164), kind, sure=sure)


def _plain(number: PhoneNumber) -> PhoneNumber:
    import phonenumbers as library

    return library.PhoneNumber(
        country_code=number.country_code,
        national_number=number.national_number,
        italian_leading_zero=number.italian_leading_zero,
        number_of_leading_zeros=number.number_of_leading_zeros,
    )


def _parse(text: str, country: str) -> PhoneNumber | None:
    import phonenumbers as library

    candidates = [text]
    plain = text.strip()
    if plain.startswith("00"):
        plain = "+" + plain[2:]
        candidates.insert(0, plain)
    mexican = _OLD_MEXICAN.fullmatch(plain) or (country == "MX" and _OLD_MEXICAN_LOCAL.fullmatch(plain))
    if mexican:
        candidates.insert(0, "+52" + mexican[1])
    for candidate in candidates:
        try:
            number = library.parse(candidate, country or None)
        except library.NumberParseException:
            continue
        if library.is_possible_number(number):
            return number
    return None


def problem_of(text: str, country: str = "ES") -> str:
    """Return a sentence about a doubtful number that says what to do, or "" when it is right."""
    phone = read_phone(text, country)
    if phone.normal and (phone.sure or _has_extension(text)):
        return ""
    if _SHORTENED.fullmatch(text):
        return _("A spreadsheet shortened this number: make its column text there, and type it in full.")
    digits = len(_NOT_DIGIT.sub("", text))
    if digits == 0:
        return _("There are no figures in this telephone number.")
    if re.search(r"[^\W\d_]{3,}", text) and not phone.normal:
        return _("Leave only the number here, and put the words in its label.")
    spanish = country == "ES" and not text.strip().startswith(("+", "00"))
    if spanish and digits < 9:
        missing = 9 - digits
        return ngettext(
            "One figure is missing: a Spanish number has nine.",
            "{count} figures are missing: a Spanish number has nine.",
            missing,
        ).format(count=missing)
    if spanish and digits > 9:
        extra = digits - 9
        return ngettext(
            "There is one figure too many: a Spanish number has nine. "
            "If it is from abroad, begin with + and its prefix.",
            "There are {count} figures too many: a Spanish number has nine. "
            "If it is from abroad, begin with + and its prefix.",
            extra,
        ).format(count=extra)
    if phone.normal:
        return _(
            "No such number seems to exist: check it, or begin with + and its prefix if it is from abroad."
        )
    return _("Check the figures: this is not the length of a telephone number.")


def _has_extension(text: str) -> bool:
    return bool(re.search(r"(?i)\b(?:ext|x)\.?\w*\s*\d+\s*$|#\d+\s*$", text))


def display(phone: str, country: str = "ES") -> str:
    """Return a number as it is read aloud: "622 310 775"; of another country, "+33 6 12 34 56 78".

    Args:
        phone: the normal form, or a number as typed; what is no number is returned as it is.
        country: where the shop is; its own numbers are shown without prefix.
    """
    plain = plain_spanish(phone) if country == "ES" else ""
    if plain:
        return plain
    read = read_phone(phone, country)
    if not read.normal or _has_extension(phone):
        return squeeze(phone)
    return (plain_spanish(read.normal) if country == "ES" else "") or _display_any(read.normal, country)


@lru_cache(maxsize=4096)
def _display_any(normal: str, country: str) -> str:
    import phonenumbers as library

    number = library.parse(normal, None)
    if country == "CO" and len(normal) == 13 and normal.startswith("+57"):
        return f"{normal[3:6]} {normal[6:9]} {normal[9:]}"
    own = library.country_code_for_region(country) == number.country_code
    form = library.PhoneNumberFormat.NATIONAL if own else library.PhoneNumberFormat.INTERNATIONAL
    return library.format_number(number, form)


def digits_of(phone: str) -> str:
    """Return only the figures of a number, for searching and for wa.me."""
    return _NOT_DIGIT.sub("", phone)


def national_digits(normal: str) -> str:
    """Return the figures of an E.164 number without its country prefix."""
    if normal.startswith("+34"):
        return normal[3:]
    if not normal.startswith("+"):
        return digits_of(normal)
    return _national_digits(normal)


@lru_cache(maxsize=4096)
def _national_digits(normal: str) -> str:
    import phonenumbers as library

    try:
        return library.national_significant_number(library.parse(normal, None))
    except library.NumberParseException:
        return digits_of(normal)


def split_label(text: str) -> tuple[str, str]:
    """Split "622 310 775 (hija)" into the number and what is said of it."""
    match = _LABELLED.match(text)
    if not match or _has_extension(text):
        return squeeze(text), ""
    return squeeze(match[1]), squeeze(match[2]).rstrip(".:")


def split_numbers(text: str) -> list[str]:
    """Split a cell that holds several numbers ("96 123 45 67 / 622310775") into them.

    A cell is only split where every part has at least seven figures: "961/234567" is one number.
    """
    parts = [p for p in (squeeze(p) for p in _BETWEEN.split(text)) if p]
    if len(parts) > 1 and all(len(_NOT_DIGIT.sub("", p)) >= 7 for p in parts):
        return parts
    return [squeeze(text)] if text.strip() else []
