"""What the program knows of the shop itself."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class PaperSize(StrEnum):
    """Sheet sizes that the shop may print on."""

    A4 = "a4"
    LETTER = "letter"


# Countries whose printers hold Letter paper (of those that the program knows by name).
LETTER_COUNTRIES = frozenset({"MX", "CO", "CL", "VE", "CR", "PA", "GT", "SV", "NI", "DO", "PR", "US", "PH"})


class ShopProfile(NamedTuple):
    """The shop's own data, on every printed page.

    Attributes:
        country: ISO 3166 alpha-2; decides phones, tax ids, money and paper.
        locale: such as "es_ES": how dates, money and numbers are written.
        language: of the screen and the paper: "es" or "en".
        zone: IANA time zone, "" for the computer's.
        currency: ISO 4217.
        logo: the content name (SHA-256 hex) of the logo picture, or "".
        accent: accent colour "#rrggbb", or "" for the default.
    """

    name: str = ""
    kind: str = ""
    tax_id: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    province: str = ""
    country: str = "ES"
    phone: str = ""
    email: str = ""
    web: str = ""
    locale: str = "es_ES"
    language: str = "es"
    zone: str = ""
    currency: str = "EUR"
    paper: PaperSize = PaperSize.A4
    logo: str = ""
    accent: str = ""
