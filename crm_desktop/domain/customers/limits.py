"""How long each text of a customer file may be, and whether it can be kept as it stands."""

from __future__ import annotations

import re
import unicodedata

# Text of one line: field -> letters.
LINE_LIMITS: dict[str, int] = {
    "given_name": 200,
    "family_name": 200,
    "second_family_name": 200,
    "company": 200,
    "contact_person": 200,
    "tax_id": 40,
    "language": 20,
    "street": 300,
    "postcode": 20,
    "town": 120,
    "province": 120,
    "country": 2,
    "preferred_hours": 200,
    "heard_from": 200,
    "card": 64,
}
# Text of several lines.
TEXT_LIMITS: dict[str, int] = {"notes": 10_000, "warning": 500}
MAX_CONTACT = 254
MAX_LABEL = 60
MAX_TAG = 60
MAX_CONTACTS = 50
MAX_TAGS = 100
MAX_RELATIONS = 200
MAX_RELATION_NOTE = 200

# What squeezing would take out, or what cannot be kept, in texts of one line that are joined by line ends.
_UNTIDY = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff\ufffe\uffff]"
    "|  | \n|\n |^ | \\Z"
)

# Lists and files have these between tags, so no tag holds one.
_BETWEEN_TAGS = str.maketrans(",;|", "   ")


def without_separators(tag: str) -> str:
    """Return a tag with spaces for what stands between tags in lists and files."""
    return tag.translate(_BETWEEN_TAGS)


def is_tidy(lines: list[str]) -> bool:
    """Tell at one glance whether texts of one line can be kept as they stand, but for their length."""
    joined = "\n".join(lines)
    if joined.count("\n") != max(0, len(lines) - 1) or _UNTIDY.search(joined):
        return False
    return joined.isascii() or unicodedata.is_normalized("NFC", joined)
