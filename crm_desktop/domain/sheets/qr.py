"""A QR code of one size, made for the codes on pages: version 2, level Q, alphanumeric (ISO/IEC 18004).

25 modules a side, up to 29 characters of the alphanumeric set, a quarter of it may be soiled. One size
keeps its place on the sheet fixed; any mask is read, so that none needs to be chosen; and a page's code
takes a fraction of a millisecond, so that a list of 700 pages is not slower for it.
"""

from __future__ import annotations

import re
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

Matrix = tuple[str, ...]
_RUN = re.compile("1+")


def matrix(text: str) -> Matrix:
    """Return the code of a text as 25 rows of 25 characters from the left, "1" dark and "0" light.

    Args:
        text: at most 29 characters out of figures, capital letters and " $%*+-./:".

    Raises:
        ValueError: the text is too long or has another character.
    """
    if len(text) > LONGEST:
        raise ValueError(f"at most {LONGEST} characters fit: {text!r}")
    data = _data_bits(text)
    bits = data + f"{_check(int(data, 2)):0{8 * _CHECK_WORDS}b}"
    modules, places = _frame()
    for bit, place in zip(bits, places, strict=False):  # 7 places are left over; the mask is on them already
        if bit == "1":
            modules ^= place
    drawn = f"{modules:0{SIZE * SIZE}b}"
    return tuple(drawn[at : at + SIZE] for at in range(0, SIZE * SIZE, SIZE))


def runs(rows: Matrix) -> list[tuple[int, int, int]]:
    """Return the dark runs of a code as (row, first column, length), to draw one rectangle for each."""
    return [
        (row, found.start(), found.end() - found.start())
        for row, modules in enumerate(rows)
        for found in _RUN.finditer(modules)
    ]


def _data_bits(text: str) -> str:
    """Return the 176 bits of data: mode, length, characters by pairs in 11 bits, terminator and padding."""
    try:
        values = [_CHARACTERS.index(character) for character in text]
    except ValueError:
        raise ValueError(f"a character is not in QR's alphanumeric set: {text!r}") from None
    bits = f"0010{len(values):09b}"
    for first, second in zip(values[::2], values[1::2], strict=False):
        bits += f"{first * 45 + second:011b}"
    if len(values) % 2:
        bits += f"{values[-1]:06b}"
    room = 8 * _DATA_WORDS
    bits += "0" * min(4, room - len(bits))
    bits += "0" * (-len(bits) % 8)
    return (bits + "1110110000010001" * _DATA_WORDS)[:room]


@cache
def _multiples() -> tuple[int, ...]:
    """Return every multiple of the generator polynomial in GF(256), without its first coefficient.

    The field is QR's (x^8 + x^4 + x^3 + x^2 + 1); 22 coefficients are one number of 176 bits.
    """
    powers, logs = [1] * 512, [0] * 256
    for exponent in range(1, 512):
        value = powers[exponent - 1] << 1
        powers[exponent] = value ^ 0x11D if value > 255 else value
    for exponent in range(255):
        logs[powers[exponent]] = exponent
    polynomial = [1]
    for root in range(_CHECK_WORDS):
        shifted = [*polynomial, 0]
        for at, factor in enumerate(polynomial):
            if factor:
                shifted[at + 1] ^= powers[logs[factor] + root]
        polynomial = shifted
    return (
        0,
        *(
            int.from_bytes(bytes(powers[logs[value] + logs[factor]] for value in polynomial[1:]))
            for factor in range(1, 256)
        ),
    )


def _check(data: int) -> int:
    """Return the 22 Reed-Solomon words of the 22 words of data, each as one number."""
    multiples = _multiples()
    top = 8 * (_CHECK_WORDS - 1)
    rest = 0
    for word in data.to_bytes(_DATA_WORDS):
        rest = ((rest & (1 << top) - 1) << 8) ^ multiples[word ^ rest >> top]
    return rest


@cache
def _frame() -> tuple[int, tuple[int, ...]]:
    """Return all modules without data, under the mask, and the modules of the data bits in their order.

    Modules are the bits of one number, the first the highest.
    """
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
    places = _data_places(dark.keys())
    dark |= {(row, column): column % 3 == 0 for row, column in places}
    modules = sum(_module(row, column) for (row, column), on in dark.items() if on)
    return modules, tuple(_module(row, column) for row, column in places)


def _module(row: int, column: int) -> int:
    return 1 << (SIZE * SIZE - 1 - row * SIZE - column)


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
