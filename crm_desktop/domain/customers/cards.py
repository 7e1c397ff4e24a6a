"""Card numbers: one is the same however it is typed, read aloud or scanned."""

from __future__ import annotations

_GAPS = str.maketrans("", "", " -")
_SMALL = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def card_key(card: str) -> str:
    """Return what two numbers of the same card share: "A-0042", "a 0042" and "A0042" are one card.

    Only the letters A to Z lose their case, as in every database.
    """
    return card.translate(_GAPS).translate(_SMALL)
