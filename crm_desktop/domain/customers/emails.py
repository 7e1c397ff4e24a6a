"""E-mail addresses: their normal form, and sentences for those that cannot be right."""

from __future__ import annotations

import re
from functools import lru_cache

from crm_desktop.shared.i18n import _

_PLAIN = re.compile(
    r"[a-z0-9_%+\-]+(?:\.[a-z0-9_%+\-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}"
)
_NAMED = re.compile(r"<([^<>@\s]+@[^<>\s]+)>\s*$")
MAX_LENGTH = 254  # RFC 5321, 4.5.3.1.3: a path of 256 octets with its angle brackets
MAX_LOCAL = 64  # RFC 5321, 4.5.3.1.1

# Domains as they are often mistyped, and what was meant.
_MISTYPED = {
    "gamil.com": "gmail.com", "gmai.com": "gmail.com", "gmail.co": "gmail.com", "gmail.con": "gmail.com",
    "gmail.es": "gmail.com", "gmal.com": "gmail.com", "gmial.com": "gmail.com", "gnail.com": "gmail.com",
    "hotmai.com": "hotmail.com", "hotmal.com": "hotmail.com", "hotmail.con": "hotmail.com",
    "hotmial.com": "hotmail.com", "hormail.com": "hotmail.com", "htomail.com": "hotmail.com",
    "iclud.com": "icloud.com", "icloud.con": "icloud.com", "outlok.com": "outlook.com",
    "outlook.con": "outlook.com", "outloo.com": "outlook.com", "yaho.com": "yahoo.com",
    "yahoo.con": "yahoo.com", "yaho.es": "yahoo.es", "yhaoo.es": "yahoo.es",
}  # fmt: skip


def clean(text: str) -> str:
    """Return the address inside "Ana <ana@example.com>" or "mailto:ana@example.com"."""
    plain = text.strip()
    if plain.endswith(">"):
        match = _NAMED.search(plain)
        if match:
            plain = match[1]
    if plain[:7].lower() == "mailto:":
        plain = plain[7:]
    return plain.strip().strip(",;")


def normal_form(text: str) -> str:
    """Return the form that is compared (small letters), or "" when the text is no address."""
    plain = clean(text).lower()
    if len(plain) > MAX_LENGTH or plain.find("@") > MAX_LOCAL:
        return ""
    return plain if _PLAIN.fullmatch(plain) else _odd(plain)


@lru_cache(maxsize=1024)
def _odd(plain: str) -> str:
    if plain.count("@") != 1 or any(c.isspace() for c in plain):
        return ""
    import email_validator

    try:
        found = email_validator.validate_email(plain, check_deliverability=False, test_environment=True)
    except email_validator.EmailNotValidError:
        return ""
    return found.normalized.lower()


def problem_of(text: str) -> str:
    """Return a sentence about an address that cannot be right and says what to do, or "" when it is right."""
    if normal_form(text):
        return ""
    plain = clean(text)
    if "@" not in plain:
        return _("The @ is missing: an e-mail address looks like name@domain.com.")
    if plain.count("@") > 1:
        return _("There is more than one @: write each address in a line of its own.")
    local, _at, domain = plain.partition("@")
    if any(c.isspace() for c in plain):
        return _("An e-mail address has no spaces: take them out.")
    if not local:
        return _("What comes before the @ is missing.")
    if "," in domain:
        return _("There is a comma where a dot should be.")
    if "." not in domain:
        return _("The ending is missing, such as .com or .es.")
    if ".." in plain or local.endswith(".") or local.startswith("."):
        return _("There is a dot too many.")
    return _("This e-mail address cannot be right: check it letter by letter.")


def is_mistyped(normal: str) -> bool:
    """Tell whether an address has a domain that is a known slip of the finger."""
    return normal[normal.rfind("@") + 1 :] in _MISTYPED


def suggestion(text: str) -> str:
    """Return the address that was probably meant ("ana@gmial.com" is "ana@gmail.com"), or ""."""
    local, at, domain = clean(text).lower().partition("@")
    meant = _MISTYPED.get(domain)
    return f"{local}{at}{meant}" if meant else ""
