"""Texts in the user's language: gettext with msgids in English.

Spanish is the default language. Until `install` is called, texts are shown as they are written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.shared.catalogue import Catalogue
from crm_desktop.shared.paths import translations_dir

if TYPE_CHECKING:
    from pathlib import Path

DOMAIN = "crm_desktop"
DEFAULT_LANGUAGE = "es"
# Languages that have a complete catalogue, with the name by which their speakers look for them.
LANGUAGES: tuple[tuple[str, str], ...] = (("es", "Español"), ("en", "English"))


class _Catalogue:
    """The catalogue in force; one place, so that changing the language changes every text."""

    def __init__(self) -> None:
        self.language = "en"
        self.translations = Catalogue()


_catalogue = _Catalogue()


def install(language: str, directory: Path | None = None) -> str:
    """Make `language` the language of every text from now on.

    Args:
        language: a language code such as "es" or "es_MX"; only its first part chooses the catalogue.
        directory: where the catalogues are; the program's own by default.

    Returns:
        The language that was installed: the one asked for, or Spanish when there is no such catalogue.
    """
    known = {code for code, _name in LANGUAGES}
    code = language.replace("-", "_").split("_", maxsplit=1)[0]
    if code not in known:
        code = DEFAULT_LANGUAGE
    file = (directory or translations_dir()) / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
    _catalogue.translations = Catalogue.read(file) if file.is_file() else Catalogue()
    _catalogue.language = code
    return code


def language() -> str:
    """Return the code of the language in force, such as "es"."""
    return _catalogue.language


def _(message: str) -> str:
    """Translate a whole sentence; put values in with named placeholders and `format` afterwards."""
    return _catalogue.translations.gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate a sentence that depends on a number."""
    return _catalogue.translations.ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """Translate a word that means different things in different places."""
    return _catalogue.translations.pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name
    """Mark a text for translation that is translated later, with `_`."""
    return message
