"""Countries and languages as a rule may name them: by their code, or by their name in Spanish or English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import LANGUAGES, _
from crm_desktop.shared.text import fold


def country_of(text: str) -> str:
    """Return the code (ISO 3166 alpha-2) of a country; raise InvalidInput when there is none of this name."""
    known = _codes("territories")
    found = known.get(fold(text))
    if found is None:
        raise InvalidInput(
            _("There is no country “{name}”. Write its name, or its two letters.").format(name=text[:40])
        )
    return found.upper()


def language_of(text: str) -> str:
    """Return the code ("ca") of a language; raise InvalidInput when there is none of this name."""
    found = _codes("languages").get(fold(text))
    if found is None:
        raise InvalidInput(
            _("There is no language “{name}”. Write its name, or its two letters.").format(name=text[:40])
        )
    return found


@cache
def _codes(what: str) -> Mapping[str, str]:
    """Return code by folded code and by folded name; loads Babel."""
    from babel import Locale

    found: dict[str, str] = {}
    for language, _name in LANGUAGES:
        for code, name in getattr(Locale.parse(language), what).items():
            if code.isalpha() and len(code) <= 3:  # no continents, no ways of speaking one language
                found.setdefault(fold(name), code)
                found[fold(code)] = code
    return found
