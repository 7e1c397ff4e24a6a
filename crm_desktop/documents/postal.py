"""How an address is written on a letter, by country."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crm_desktop.shared import formats

# What stands below the street; "|" begins a new line. Source of the orders: the address data of
# libaddressinput and the postal services of the countries.
_BELOW: dict[str, str] = {
    "AR": "{postcode} {town}|{province}",
    "BO": "{town}, {province}",
    "BR": "{town} - {province}|{postcode}",
    "CL": "{postcode} {town}|{province}",
    "CO": "{town}, {province}, {postcode}",
    "CR": "{province}, {town}|{postcode}",
    "CU": "{town}, {province}|{postcode}",
    "EC": "{postcode} {town}, {province}",
    "GB": "{town}|{province}|{postcode}",
    "GT": "{postcode} {town}, {province}",
    "HN": "{town}, {province}|{postcode}",
    "IE": "{town}|{province}|{postcode}",
    "MX": "{postcode} {town}, {province}",
    "NI": "{postcode}|{town}, {province}",
    "PA": "{town}, {province}|{postcode}",
    "PE": "{town} {postcode}|{province}",
    "PR": "{town}, {province} {postcode}",
    "SV": "{postcode} {town}|{province}",
    "US": "{town}, {province} {postcode}",
    "UY": "{postcode} {town}, {province}",
    "VE": "{town} {postcode}, {province}",
}
_USUAL = "{postcode} {town} ({province})"


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Where a letter goes.

    Attributes:
        name: the person or the company.
        attention: a second line, such as the contact person in a company.
        country: ISO 3166 alpha-2; "" for the sender's own.
    """

    name: str
    street: str = ""
    postcode: str = ""
    town: str = ""
    province: str = ""
    country: str = ""
    attention: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether a letter would arrive: there is a name, a street and a town or postcode."""
        return bool(self.name and self.street and (self.town or self.postcode))


def lines(address: PostalAddress, sender_country: str, locale: str = formats.DEFAULT_LOCALE) -> list[str]:
    """Return an address in the order of its country; the country itself only when it is not the sender's."""
    country = (address.country or sender_country).upper()
    found = [address.name, address.attention, *address.street.splitlines()]
    province = "" if address.province.casefold() == address.town.casefold() else address.province
    for part in _BELOW.get(country, _USUAL).split("|"):
        text = part.format(postcode=address.postcode, town=address.town, province=province)
        found.append(_tidied(text))
    if country != sender_country.upper():
        found.append(formats.country_name(country, locale).upper())
    return [line.strip() for line in found if line.strip()]


def _tidied(text: str) -> str:
    """Return a line without the marks that stood beside what is missing."""
    text = re.sub(r"\(\s*\)", "", text)
    text = re.sub(r"(\s*[,-]\s)(?=\s*(?:[,-]\s|$))", "", f"{text} ")
    return re.sub(r"^[\s,-]+|[\s,-]+$", "", re.sub(r"\s+", " ", text))
