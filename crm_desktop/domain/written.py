"""What people write: which characters no text may hold, and the sentences about texts that cannot be kept."""

from __future__ import annotations

import re

from crm_desktop.shared.i18n import _

# NUL and the other control characters, halves of a surrogate pair and non-characters: files of other programs
# (XLSX, vCard) cannot hold them, and no keyboard types them. Tabs and line ends are allowed.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def has_forbidden(text: str) -> bool:
    """Tell whether a text holds a character that cannot be kept."""
    return _FORBIDDEN.search(text) is not None


def forbidden_sentence() -> str:
    """Return the sentence about such a character."""
    return _("There is a character here that cannot be kept (it is invisible): write the text again by hand.")


def too_long_sentence(limit: int, length: int) -> str:
    """Return the sentence about a text that is too long."""
    return _("This is too long: at most {limit} letters, and there are {length}.").format(
        limit=limit, length=length
    )
