"""In which language to speak before a shop is open: the shop's, or the computer's."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from crm_desktop.services.shop import PROFILE
from crm_desktop.shared.i18n import DEFAULT_LANGUAGE, LANGUAGES
from crm_desktop.shared.paths import ShopPaths
from crm_desktop.store.peeking import peek_setting


def language_of(data: Path | str | None) -> str | None:
    """Return the language of the shop in a folder or file, or None when there is no shop that tells."""
    stored = peek_setting(ShopPaths.of(data).database, PROFILE)
    try:
        found = json.loads(stored or "{}").get("language")
    except (ValueError, AttributeError):
        return None
    return found if found in {code for code, _name in LANGUAGES} else None


def system_language() -> str:
    """Return the language of this computer if there is a catalogue for it; Spanish otherwise.

    The variables are those of gettext, in its order.
    """
    known = {code for code, _name in LANGUAGES}
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = os.environ.get(name, "")
        for each in wanted.split(":"):
            if each[:2].lower() in known and not each[2:3].isalpha():
                return each[:2].lower()
        if wanted and name != "LANGUAGE":
            return DEFAULT_LANGUAGE
    if sys.platform == "win32":
        import ctypes
        import locale

        system = locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
        return system[:2] if system[:2] in known else DEFAULT_LANGUAGE
    return DEFAULT_LANGUAGE
