"""Countries by their names, those of the shop's customers first."""

from __future__ import annotations

import re
from functools import lru_cache

from crm_desktop.shared.text import fold

# Where customers of Spanish-speaking shops mostly live; they lead the list.
NEAR: tuple[str, ...] = (
    "ES", "MX", "CO", "AR", "PE", "CL", "EC", "VE", "GT", "CU", "BO", "DO", "HN", "PY", "SV", "NI", "CR",
    "PA", "UY", "PR", "GQ", "AD", "PT", "FR", "US", "GB", "IT", "DE", "MA", "BR", "RO",
)  # fmt: skip
_CODE = re.compile(r"[A-Z]{2}")
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


@lru_cache(maxsize=4)
def _names(language: str) -> dict[str, str]:
    from babel import Locale

    territories = Locale.parse(language).territories
    return {
        code: name
        for code, name in territories.items()
        if _CODE.fullmatch(code) and code not in _NOT_COUNTRIES
    }


def country_name(code: str, language: str = "es") -> str:
    """Return a country's name ("PT" is "Portugal"), or the code when nobody knows it. Loads Babel."""
    return _names(language).get(code, code)


def country_choices(language: str = "es", first: str = "ES") -> list[tuple[str, str]]:
    """Return (code, name) of all countries: `first`, those near, the others. Loads Babel."""
    names = _names(language)
    near = [c for c in NEAR if c != first and c in names]
    rest = sorted((c for c in names if c not in NEAR and c != first), key=lambda c: fold(names[c]))
    near.sort(key=lambda c: fold(names[c]))
    ordered = [*([first] if first in names else []), *near, *rest]
    return [(code, names[code]) for code in ordered]
