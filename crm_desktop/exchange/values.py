"""Single values as files write them: yes and no, percentages, kinds, countries, languages, instants.

Each reader returns None for what it does not understand; the caller keeps the row and says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import lru_cache

from crm_desktop.domain.customers.model import CustomerKind, Gender
from crm_desktop.domain.service import CHANNEL_NAMES, Channel
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import squeeze, words
from crm_desktop.shared.typed import Lean, parse_date

_YES = frozenset(
    ["1", "si", "s", "yes", "y", "true", "verdadero", "x", "bai", "sim", "oui", "activo", "subscribed"]
)
_NO = frozenset(["0", "no", "n", "false", "falso", "ez", "nao", "non"])
_KINDS: dict[str, CustomerKind] = {
    **dict.fromkeys(
        ["persona", "person", "particular", "individual", "fisica", "p", "individuo", "personafisica"],
        CustomerKind.PERSON,
    ),
    **dict.fromkeys(
        [
            "empresa",
            "company",
            "negocio",
            "organizacion",
            "organization",
            "juridica",
            "e",
            "sociedad",
            "business",
        ],
        CustomerKind.COMPANY,
    ),
}
_GENDERS: dict[str, Gender] = {
    **dict.fromkeys(
        ["mujer", "femenino", "f", "female", "woman", "hembra", "femenina", "sra", "dona"], Gender.FEMALE
    ),
    **dict.fromkeys(
        ["hombre", "masculino", "h", "male", "man", "varon", "masculina", "m", "sr", "home"], Gender.MALE
    ),
    **dict.fromkeys(["unspecified", "sinespecificar", "desconocido", "unknown", "noconsta"], Gender.UNKNOWN),
    **dict.fromkeys(["otro", "other", "otra", "nobinario", "nonbinary", "diverso"], Gender.OTHER),
}
_CHANNELS: dict[str, Channel] = {
    **dict.fromkeys(
        ["telefono", "telefonico", "llamada", "call", "phone", "telephone", "movil"], Channel.CALL
    ),
    **dict.fromkeys(["correo", "email", "correoelectronico", "mail"], Channel.EMAIL),
    **dict.fromkeys(
        ["whatsapp", "sms", "mensaje", "mensajes", "message", "mensajeria", "telegram", "wasap"],
        Channel.MESSAGE,
    ),
    **dict.fromkeys(["tienda", "presencial", "shop", "inperson", "enlatienda", "intheshop"], Channel.SHOP),
    **dict.fromkeys(["visita", "visit", "domicilio"], Channel.VISIT),
    **dict.fromkeys(["postal", "post", "correopostal", "carta"], Channel.POST),
    **dict.fromkeys(
        ["redsocial", "redessociales", "social", "instagram", "facebook", "socialnetwork"], Channel.SOCIAL
    ),
    "chat": Channel.CHAT,
    "web": Channel.WEB,
    "website": Channel.WEB,
}
_PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d{1,2})0*)?\s*%?")
# A whole number as programs write one that they took for a measure: "612345678.0", "6.12345678E+08".
_DECIMALS = re.compile(r"\s*(\+?[0-9]+)[.,]0{1,2}\s*")
_EXPONENT = re.compile(r"\s*([0-9])[.,]([0-9]+)[eE]\+?([0-9]{1,2})\s*")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")


def whole_number(text: str) -> str:
    """Return a number of a telephone, card or document without the decimals that a spreadsheet gave it.

    Only where nothing is guessed: with an exponent, all figures have to be there ("6.12E+08" stays).
    """
    decimals = _DECIMALS.fullmatch(text)
    if decimals:
        return decimals[1]
    exponent = _EXPONENT.fullmatch(text)
    if exponent and len(exponent[2]) == int(exponent[3]):
        return exponent[1] + exponent[2]
    return text


def read_yes_no(text: str) -> bool | None:
    """Read yes or no."""
    plain = "".join(words(text))
    return True if plain in _YES else False if plain in _NO else None


def read_kind(text: str) -> CustomerKind | None:
    """Read "Persona", "Empresa" and what other programs write for them."""
    return _KINDS.get("".join(words(text)))


def read_gender(text: str) -> Gender | None:
    """Read a gender; "M" is a man, as in most files, and "F" or "Mujer" a woman."""
    return _GENDERS.get("".join(words(text)))


def read_gender_hm(text: str) -> Gender | None:
    """Read a gender in a file that writes "H" and "M" for "hombre" and "mujer"."""
    return Gender.FEMALE if text.strip().upper() == "M" else read_gender(text)


def read_channel(text: str) -> Channel | None:
    """Read a preferred channel, in Spanish, English or the words of the screen."""
    plain = "".join(words(text))
    known = _CHANNELS.get(plain)
    if known is not None:
        return known
    for channel, name in CHANNEL_NAMES.items():
        if plain in {channel.value, "".join(words(name)), "".join(words(_(name)))}:
            return channel
    return None


def read_percent(text: str) -> int | None:
    """Read a percentage up to 100 ("10", "12,5 %", "12.50%") into basis points."""
    found = _PERCENT.fullmatch(text.strip())
    if not found:
        return None
    points = int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))
    return points if points <= 10_000 else None


def write_percent(basis_points: int) -> str:
    """Return basis points as `read_percent` reads them: 1250 is "12,5 %"."""
    text = format((Decimal(basis_points) / 100).normalize() + 0, "f").replace(".", ",")
    return f"{text} %"


def read_country(text: str) -> str | None:
    """Read a country: its two letters, its three letters, or its name in Spanish or English."""
    plain = squeeze(text)
    if len(plain) == 2 and plain.isascii() and plain.isalpha():
        return plain.upper()
    return _country_names().get("".join(words(plain)))


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    from babel import Locale

    names = {
        "espana": "ES",
        "esp": "ES",
        "eeuu": "US",
        "usa": "US",
        "uk": "GB",
        "mex": "MX",
        "arg": "AR",
        "portugal": "PT",
    }
    for each in ("es", "en", "ca", "pt", "fr"):
        for code, name in Locale.parse(each).territories.items():
            if len(code) == 2 and code.isalpha():
                names.setdefault("".join(words(name)), code)
    return names


def read_language(text: str) -> str | None:
    """Read a language: its code ("es", "ca-ES"), or its name in Spanish, English or itself."""
    plain = squeeze(text)
    code = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*", plain)
    names = _language_names()
    if code and code[1].lower() in names.values():
        return code[1].lower()
    return names.get("".join(words(plain)))


@lru_cache(maxsize=1)
def _language_names() -> dict[str, str]:
    from babel import Locale

    names = {"castellano": "es", "valenciano": "ca", "valencia": "ca"}
    for each in ("es", "en", "ca", "eu", "gl", "pt", "fr", "de", "it"):
        for code, name in Locale.parse(each).languages.items():
            if len(code) in {2, 3}:
                names.setdefault("".join(words(name)), code)
    return names


def read_instant(
    text: str, to_utc: Callable[[datetime], datetime], today: date, locale: str
) -> datetime | None:
    """Read an instant of the past: ISO 8601, or a date with or without an hour as the locale writes it.

    Args:
        text: what stands in the file.
        to_utc: makes an instant in UTC of a naive moment in the shop's zone.
        today: in the shop's zone.
        locale: of the shop, such as "es_ES".
    """
    plain = squeeze(text)
    compact = _COMPACT_DATE.fullmatch(plain)
    if compact:
        plain = f"{compact[1]}-{compact[2]}-{compact[3]}"
    try:
        moment = datetime.fromisoformat(plain)
    except ValueError:
        parsed = _date_and_hour(plain, today, locale)
        if parsed is None:
            return None
        moment = parsed
    if moment.year < 1900:
        return None
    try:
        return moment.astimezone(UTC) if moment.tzinfo else to_utc(moment)
    except (OverflowError, ValueError):
        return None


def _date_and_hour(plain: str, today: date, locale: str) -> datetime | None:
    day, _space, hour = plain.partition(" ")
    for written in (plain, day):
        try:
            found = parse_date(written, today, locale, Lean.PAST)
        except InvalidInput:
            continue
        moment = re.match(r"(\d{1,2}):(\d{2})", hour) if written is day else None
        if moment and int(moment[1]) < 24 and int(moment[2]) < 60:
            return datetime.combine(found, time(int(moment[1]), int(moment[2])))
        return datetime.combine(found, time())
    return None
