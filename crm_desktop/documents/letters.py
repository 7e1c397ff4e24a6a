"""Text as a customer wrote it, made ready to be drawn: stray characters gone, Arabic letters joined.

User text is data and never markup. What cannot be seen is removed, all else is kept.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Anything outside plain Latin writing takes the slower way.
_SPECIAL = re.compile("[^\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u20ac]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_TATWEEL, _NO_JOIN, _JOIN = "\u0640", "\u200c", "\u200d"
_LAM = "\u0644"
_LAM_ALEF = frozenset({"\u0644\u0622", "\u0644\u0623", "\u0644\u0625", "\u0644\u0627"})  # always one letter


def is_plain(text: str) -> bool:
    """Return whether a text holds nothing but plain Latin writing, for which the short ways are right."""
    return (text.isascii() and text.isprintable()) or _SPECIAL.search(text) is None


def squeezed(text: str) -> str:
    """Return a plain text with single spaces, and none at its ends."""
    return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text


def clean(text: str, *, lines: bool = False) -> str:
    """Return text without what cannot be drawn, its accents composed and its white space single.

    Args:
        text: anything at all.
        lines: keep line breaks, as one line feed each; otherwise they become spaces.
    """
    if is_plain(text):
        return squeezed(text)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    kept = "".join(map(_seen, text))
    if _ARABIC.search(kept):
        kept = _joined(kept)
    kept = kept.replace(_NO_JOIN, "").replace(_JOIN, "")
    parts = [re.sub(" {2,}", " ", part).strip(" ") for part in kept.split("\n")]
    if lines:
        return "\n".join(parts).strip("\n")
    return " ".join(part for part in parts if part)


@cache
def _seen(character: str) -> str:
    """Return what is drawn for a character: itself, a space, a line break, or nothing."""
    if character in "\n\v\f\r\x85\u2028\u2029":
        return "\n"
    if character in {_NO_JOIN, _JOIN}:
        return character  # the joining of Arabic letters still needs them
    if character in "\xa0\u202f\u2007":
        return "\xa0"
    category = unicodedata.category(character)
    if category == "Zs" or character == "\t":
        return " "
    variant = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    if variant or category in {"Cc", "Cf"}:
        return ""  # controls, soft hyphens, direction marks, variants of emoji
    return "\ufffd" if category == "Cs" else character


# ------------------------------------------------------------------------------------------- Arabic letters
# A letter has up to four forms by its neighbours. Unicode keeps them as compatibility characters, from whose
# decompositions ("<final> 0628") the table is made.


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Return the forms of Arabic letters and lam-alef pairs: text -> {"isolated": character, …}."""
    table: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFDD0), *range(0xFE70, 0xFEFD)):
        kind, *parts = unicodedata.decomposition(chr(code)).split() or [""]
        letters = "".join(chr(int(part, 16)) for part in parts)
        if kind.startswith("<") and (len(letters) == 1 or letters in _LAM_ALEF):
            table.setdefault(letters, {}).setdefault(kind.strip("<>"), chr(code))
    return table


def _joins_next(letter: str) -> bool:
    return letter in {_TATWEEL, _JOIN} or "initial" in _forms().get(letter, {})


def _joins_previous(letter: str) -> bool:
    return letter in {_TATWEEL, _JOIN} or "final" in _forms().get(letter, {})


def _joined(text: str) -> str:
    """Return text whose Arabic letters have the form that their neighbours ask for, marks left aside."""
    forms = _forms()
    out: list[str] = []
    letters = [at for at, character in enumerate(text) if unicodedata.category(character) != "Mn"]
    skip = -1
    for place, at in enumerate(letters):
        end = letters[place + 1] if place + 1 < len(letters) else len(text)
        marks = text[at + 1 : end]
        if at == skip:
            out.append(marks)
            continue
        letter = text[at]
        before = text[letters[place - 1]] if place else " "
        after = text[end] if end < len(text) else " "
        pair = letter + after
        if letter == _LAM and pair in forms:
            letter, skip = pair, end
            joined_after = False
        else:
            joined_after = _joins_next(letter) and _joins_previous(after)
        joined_before = _joins_next(before) and _joins_previous(letter[0])
        out.append(_form(forms.get(letter, {}), joined_before, joined_after) or letter)
        out.append(marks)
    return "".join(out)


def _form(forms: dict[str, str], before: bool, after: bool) -> str:
    order = (
        ("medial", "final", "initial") if before and after
        else ("final",) if before
        else ("initial",) if after
        else ("isolated",)
    )  # fmt: skip
    return next((forms[name] for name in order if name in forms), forms.get("isolated", ""))


def plain_letters(character: str) -> str:
    """Return the letters that a drawn form stands for, as they are searched and copied: "ﺑ" is "ب".

    A pair is in the order in which it is drawn, like everything in the page's content: readers turn it round.
    """
    if "\ufb50" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufefc":
        return unicodedata.normalize("NFKC", character)[::-1]
    return character
