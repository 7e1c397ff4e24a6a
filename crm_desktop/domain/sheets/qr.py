"""A QR code of one size, made for the codes on pages: version 2, level Q, alphanumeric (ISO/IEC 18004).

25 modules a side, up to 29 characters of the alphanumeric set, a quarter of it may be soiled. One size
keeps its place on the sheet fixed; any mask is read, so that none needs to be chosen; and a page's code
takes a fraction of a millisecond, so that a list of 700 pages is not slower for it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

SIZE = 25
LONGEST = 29
_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_DATA_WORDS = 22
_CHECK_WORDS = 22
_MASK = 0b010  # column % 3 == 0
_LEVEL_Q = 0b11

Matrix = tuple[int, ...]


def matrix(text: str) -> Matrix:
    """Return the code of a text as 25 rows of 25 bits: the highest is the leftmost module, 1 is dark.

    Args:
        text: at most 29 characters out of figures, capital letters and " $%*+-./:".

    Raises:
        ValueError: the text is too long or has another character.
    """
    if len(text) > LONGEST:
        raise ValueError(f"at most {LONGEST} characters fit: {text!r}")
    words = _data_words(text)
    words += _check_words(words)
    modules, places = _frame()
    rows = list(modules)
    place = iter(places)
    for word in words:
        for bit in range(7, -1, -1):
            row, column = next(place)
            if (word >> bit & 1) ^ (column % 3 == 0):
                rows[row] |= 1 << (SIZE - 1 - column)
    for row, column in place:  # the remainder bits, 0 before the mask
        if column % 3 == 0:
            rows[row] |= 1 << (SIZE - 1 - column)
    return tuple(rows)


def runs(rows: Matrix) -> list[tuple[int, int, int]]:
    """Return the dark runs of a code as (row, first column, length), to draw one rectangle for each."""
    found = []
    for row, bits in enumerate(rows):
        column = 0
        for dark, length in _lengths(f"{bits:0{SIZE}b}"):
            if dark:
                found.append((row, column, length))
            column += length
    return found


def _lengths(bits: str) -> list[tuple[bool, int]]:
    return [(part[0] == "1", len(part)) for part in bits.replace("01", "0 1").replace("10", "1 0").split(" ")]


def _data_words(text: str) -> list[int]:
    """Return the 22 data words: mode, length, characters by pairs in 11 bits, terminator and padding."""
    try:
        values = [_CHARACTERS.index(character) for character in text]
    except ValueError:
        raise ValueError(f"a character is not in QR's alphanumeric set: {text!r}") from None
    bits = f"0010{len(values):09b}"
    for first, second in zip(values[::2], values[1::2], strict=False):
        bits += f"{first * 45 + second:011b}"
    if len(values) % 2:
        bits += f"{values[-1]:06b}"
    bits += "0" * min(4, _DATA_WORDS * 8 - len(bits))
    bits += "0" * (-len(bits) % 8)
    words = [int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)]
    padding = (236, 17)
    return words + [padding[at % 2] for at in range(_DATA_WORDS - len(words))]


@cache
def _powers() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return powers and logarithms in GF(256) of QR (x^8 + x^4 + x^3 + x^2 + 1)."""
    powers, logs = [1] * 512, [0] * 256
    for exponent in range(1, 512):
        value = powers[exponent - 1] << 1
        powers[exponent] = value ^ 0x11D if value > 255 else value
    for exponent in range(255):
        logs[powers[exponent]] = exponent
    return tuple(powers), tuple(logs)


@cache
def _generator() -> tuple[int, ...]:
    """Return the logarithms of the generator polynomial's coefficients, without the first, which is 1."""
    powers, logs = _powers()
    polynomial = [1]
    for root in range(_CHECK_WORDS):
        shifted = [*polynomial, 0]
        for at, factor in enumerate(polynomial):
            if factor:
                shifted[at + 1] ^= powers[logs[factor] + root]
        polynomial = shifted
    return tuple(logs[factor] for factor in polynomial[1:])


def _check_words(words: list[int]) -> list[int]:
    """Return the 22 Reed-Solomon words."""
    powers, logs = _powers()
    generator = _generator()
    rest = [0] * _CHECK_WORDS
    for word in words:
        factor = word ^ rest[0]
        rest = [*rest[1:], 0]
        if factor:
            log = logs[factor]
            rest = [value ^ powers[log + exponent] for value, exponent in zip(rest, generator, strict=True)]
    return rest


@cache
def _frame() -> tuple[Matrix, tuple[tuple[int, int], ...]]:
    """Return what every code has (finders, timing, alignment, format), and the places of the data bits."""
    dark: dict[tuple[int, int], bool] = {}
    for top, left in ((0, 0), (0, SIZE - 7), (SIZE - 7, 0)):
        for row in range(-1, 8):
            for column in range(-1, 8):
                if 0 <= top + row < SIZE and 0 <= left + column < SIZE:
                    ring = max(abs(row - 3), abs(column - 3))
                    dark[top + row, left + column] = ring in {0, 1, 3}
    for row in range(-2, 3):
        for column in range(-2, 3):
            dark[18 + row, 18 + column] = max(abs(row), abs(column)) != 1
    for at in range(8, SIZE - 8):
        dark[6, at] = dark[at, 6] = at % 2 == 0
    for bit, (near, far) in enumerate(_format_places()):
        dark[near] = dark[far] = bool(_format_bits() >> bit & 1)
    dark[SIZE - 8, 8] = True
    rows = [0] * SIZE
    for (row, column), on in dark.items():
        rows[row] |= on << (SIZE - 1 - column)
    return tuple(rows), tuple(_data_places(dark.keys()))


def _format_bits() -> int:
    """Return level and mask with their BCH(15, 5) check, under the standard's own mask."""
    data = _LEVEL_Q << 3 | _MASK
    rest = data << 10
    for bit in range(14, 9, -1):
        if rest >> bit & 1:
            rest ^= 0b10100110111 << (bit - 10)
    return (data << 10 | rest) ^ 0b101010000010010


def _format_places() -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the two places of each format bit, the least significant first."""
    near = [(row, 8) for row in (0, 1, 2, 3, 4, 5, 7, 8)] + [(8, column) for column in (7, 5, 4, 3, 2, 1, 0)]
    far = [(8, SIZE - 1 - at) for at in range(8)] + [(SIZE - 7 + at, 8) for at in range(7)]
    return list(zip(near, far, strict=True))


def _data_places(taken: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the free modules in the order of the data: pairs of columns from the right, up and down."""
    places = []
    upwards = True
    for right in (*range(SIZE - 1, 6, -2), 5, 3, 1):
        for step in range(SIZE):
            row = SIZE - 1 - step if upwards else step
            places += [(row, column) for column in (right, right - 1) if (row, column) not in taken]
        upwards = not upwards
    return places
