"""What the code on a page says: which printed list, which page, and a character that catches a misreading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# What a printed list may be called: letters that are not taken for figures when read aloud or copied by hand.
_LIST_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TEXT = re.compile(r"M1([A-Z])-([0-9A-Z]{1,12})-([0-9]{1,4})-([0-9A-Z])")
LONGEST_LIST_CODE = 12
LARGEST_PAGE = 9999


class SheetKind(StrEnum):
    """What is printed; one letter."""

    FOLLOW_UP_LIST = "F"


class BadCode(ValueError):
    """A text that is no code of a page, or was read or typed wrongly."""


@dataclass(frozen=True, slots=True)
class PageCode:
    """The identity of one printed page.

    Attributes:
        kind: what is printed on it.
        list_code: the printed list, 1 to 12 of the figures and capital letters (see `list_code`).
        page: from 1 to 9999.
    """

    kind: SheetKind
    list_code: str
    page: int

    def __post_init__(self) -> None:
        fits = re.fullmatch(r"[0-9A-Z]{1,12}", self.list_code)
        if not fits or not 1 <= self.page <= LARGEST_PAGE:
            raise BadCode(f"{self.list_code!r}, page {self.page}")

    @property
    def text(self) -> str:
        """What the QR code holds: "M1F-00CR-12-4". M1 is the format; at most 23 characters."""
        return f"M1{self.kind.value}-{self.list_code}-{self.page}-{self._check()}"

    @property
    def spoken(self) -> str:
        """What stands beside the code for people: "00CR-12-4"."""
        return f"{self.list_code}-{self.page}-{self._check()}"

    def _check(self) -> str:
        return check_character(f"{self.kind.value}{self.list_code}{self.page:04d}")


def parse(text: str) -> PageCode:
    """Return the code that was read from a page.

    Raises:
        BadCode: it is none of ours, or its check character does not fit.
    """
    found = _TEXT.fullmatch(text)
    if not found or found[1] not in {kind.value for kind in SheetKind}:
        raise BadCode(text)
    code = PageCode(SheetKind(found[1]), found[2], int(found[3]))
    if code.text != text:
        raise BadCode(text)
    return code


def parse_spoken(text: str, kind: SheetKind) -> PageCode:
    """Return the code that a person typed from the sheet, "00CR-12-4"; case and spaces do not matter.

    Raises:
        BadCode: its check character does not fit.
    """
    plain = re.sub(r"\s", "", text.upper()).replace("–", "-")
    return parse(f"M1{kind.value}-{plain}")


def list_code(number: int) -> str:
    """Return the code, at least four characters, of the printed list with this number in the shop's file."""
    if number < 0:
        raise BadCode(str(number))
    figures = ""
    while number:
        number, figure = divmod(number, len(_LIST_ALPHABET))
        figures = _LIST_ALPHABET[figure] + figures
    return figures.rjust(4, "0")


def list_number(code: str) -> int:
    """Return the number that `list_code` wrote.

    Raises:
        BadCode: the code holds another character.
    """
    number = 0
    for character in code:
        place = _LIST_ALPHABET.find(character)
        if place < 0:
            raise BadCode(code)
        number = number * len(_LIST_ALPHABET) + place
    return number


def check_character(text: str) -> str:
    """Return the check character of figures and capital letters by ISO/IEC 7064, MOD 37,36.

    It finds every single wrong character and nearly every exchange of neighbours.
    """
    product = 36
    for character in text:
        total = (product + _ALPHABET.index(character)) % 36 or 36
        product = total * 2 % 37
    return _ALPHABET[(37 - product) % 36]
