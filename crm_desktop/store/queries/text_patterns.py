"""Patterns that compare texts as they stand in the file without regard to accents and case.

SQLite's own comparison without case knows only ASCII. A pattern of GLOB names, for each letter that is looked
for, all those that are folded to it: "cafe" finds "CAFÉ". Texts are stored in NFC, so that a letter and its
accent are one sign. A letter that is folded to two ("ß") is found only as it is.
"""

from __future__ import annotations

from functools import cache, lru_cache

from crm_desktop.shared.text import fold

_LAST = 0x24F  # Latin letters with all accents of the languages of Europe
_GREEK_AND_CYRILLIC = range(0x370, 0x530)
# Beyond them: Catalan, typographic apostrophes, Guaraní, Welsh. All letters of that block (Vietnamese) would
# make each pattern two fifths slower (measured).
_OTHERS = "ŀĿ’‘ẼẽỸỹẀẁẂẃẄẅỲỳ"


@cache
def _variants() -> dict[str, str]:
    """Return, for each folded letter, all letters that are folded to it."""
    found: dict[str, str] = {}
    for letter in [*map(chr, range(0x20, _LAST)), *map(chr, _GREEK_AND_CYRILLIC), *_OTHERS]:
        folded = fold(letter)
        if len(folded) == 1:
            found[folded] = found.get(folded, "") + letter
    return found


@lru_cache(maxsize=256)
def pattern(folded: str) -> str:
    """Return the GLOB pattern for a folded text."""
    variants = _variants()
    return "".join(_sign(sign, variants.get(sign, sign)) for sign in folded)


def _sign(sign: str, variants: str) -> str:
    if sign in "*?[":
        return f"[{sign}]"
    letters = "".join(dict.fromkeys(sign + variants))
    return f"[{letters}]" if len(letters) > 1 and sign not in "]^-" else sign
