"""What a Spanish postcode says: the first two of its five figures are the province.

Source: Correos; the numbers are those of the INE's list of provinces.
"""

from __future__ import annotations

import re

_PROVINCES: tuple[str, ...] = (
    "Álava", "Albacete", "Alicante", "Almería", "Ávila", "Badajoz", "Illes Balears", "Barcelona", "Burgos",
    "Cáceres", "Cádiz", "Castellón", "Ciudad Real", "Córdoba", "A Coruña", "Cuenca", "Girona", "Granada",
    "Guadalajara", "Gipuzkoa", "Huelva", "Huesca", "Jaén", "León", "Lleida", "La Rioja", "Lugo", "Madrid",
    "Málaga", "Murcia", "Navarra", "Ourense", "Asturias", "Palencia", "Las Palmas", "Pontevedra",
    "Salamanca", "Santa Cruz de Tenerife", "Cantabria", "Segovia", "Sevilla", "Soria", "Tarragona",
    "Teruel", "Toledo", "Valencia", "Valladolid", "Bizkaia", "Zamora", "Zaragoza", "Ceuta", "Melilla",
)  # fmt: skip
_FIVE = re.compile(r"[0-9]{5}")
# What spreadsheets make of one: "46.001" with thousands, "1001.0" with decimals.
_AS_NUMBER = re.compile(r"([0-9]{1,2})[.,]?([0-9]{3})(?:[.,]0)?")


def province_of(postcode: str, country: str = "ES") -> str:
    """Return the province of a Spanish postcode, as soon as its first two figures are typed; otherwise ""."""
    plain = postcode.strip()
    if country != "ES" or len(plain) < 2 or not plain[:2].isascii() or not plain[:2].isdigit():
        return ""
    number = int(plain[:2])
    return _PROVINCES[number - 1] if 1 <= number <= len(_PROVINCES) else ""


def normal_postcode(text: str, country: str = "ES") -> str:
    """Return a postcode as it is stored: what a spreadsheet made a number of is a Spanish postcode again."""
    plain = " ".join(text.split()).upper()
    number = _AS_NUMBER.fullmatch(plain) if country == "ES" else None
    if number is not None:
        plain = number[1] + number[2]
    four = len(plain) == 4 and plain.isascii() and plain.isdigit()
    if country == "ES" and four and province_of("0" + plain):
        return "0" + plain
    return plain


def is_doubtful(postcode: str, country: str = "ES") -> bool:
    """Tell whether a postcode cannot be right; only Spanish ones are judged."""
    if country != "ES" or not postcode:
        return False
    return not (_FIVE.fullmatch(postcode) and province_of(postcode))


def provinces() -> tuple[str, ...]:
    """Return the Spanish provinces by their numbers, for completing what is typed."""
    return _PROVINCES
