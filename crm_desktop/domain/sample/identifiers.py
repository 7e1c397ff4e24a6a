"""Numbers that a sample customer has: telephones, tax ids, cards; regular, and plainly made up.

No range of the Spanish numbering plan is kept for made-up telephones, so all of ours have "00" in their
fourth and fifth place; tax ids lie where none has been given out yet (NIF from 99 million, CIF with
province 00).
"""

from __future__ import annotations

from random import Random

from crm_desktop.domain.sample.pools import Pool, Shuffled

_NIF_LETTERS = (
    "TRWAGMYFPDXBNJZSQVHLCKE"  # Orden del Ministerio del Interior de 4 de abril de 1990: number modulo 23
)
_SEVENS = 0.08  # of the mobiles
_CARD_PREFIX = "2"  # GS1: 02 and 2… are free for a shop's own use


def nif(number: int) -> str:
    """The NIF of a number of eight digits: its letter is the number modulo 23."""
    return f"{number:08d}{_NIF_LETTERS[number % 23]}"


def nie(number: int) -> str:
    """The NIE with Z of a number of seven digits: Z counts as a 2 in front."""
    return f"Z{number:07d}{_NIF_LETTERS[(20_000_000 + number) % 23]}"


def cif(letter: str, number: int) -> str:
    """The CIF of a letter whose check is a digit (A, B, E, H) and a number of seven digits.

    Digits in odd places count double, by the sum of their digits (Orden EHA/451/2008).
    """
    digits = f"{number:07d}"
    total = sum(int(d) for d in digits[1::2])
    total += sum(sum(divmod(2 * int(d), 10)) for d in digits[0::2])
    return f"{letter}{digits}{-total % 10}"


def ean8(number: int) -> str:
    """The EAN-8 of a number of seven digits: weights 3 and 1 from the left (GS1 General Specifications)."""
    digits = f"{number:07d}"
    total = 3 * sum(int(d) for d in digits[0::2]) + sum(int(d) for d in digits[1::2])
    return f"{digits}{-total % 10}"


def _grouped(digits: str) -> str:
    return f"{digits[:3]} {digits[3:5]} {digits[5:7]} {digits[7:]}"


def _as_is(digits: str) -> str:
    return digits


def _in_threes(digits: str) -> str:
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"


def _with_country(digits: str) -> str:
    return f"+34 {_in_threes(digits)}"


def _with_dashes(digits: str) -> str:
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"


class Numbers:
    """Gives every customer numbers of their own."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._sixes = Shuffled(rng, 1_000_000)
        self._sevens = Shuffled(rng, 100_000)
        self._landlines: dict[str, Shuffled] = {}
        self._landline_rng = Random(rng.getrandbits(64))  # noqa: S311 - sample data
        self._nifs = Shuffled(rng, 1_000_000)
        self._cifs = Shuffled(rng, 100_000)
        self._cards = Shuffled(rng, 1_000_000)
        self._styles = Pool(
            [(_in_threes, 42), (_as_is, 26), (_grouped, 20), (_with_country, 8), (_with_dashes, 4)], 100
        )

    def mobile(self) -> tuple[str, str]:
        """A mobile as somebody typed it, and in E.164."""
        if self._rng.random() < _SEVENS:
            number, lap = self._sevens.next()
            digits = f"72{number // 10_000}{lap:02d}{number % 10_000:04d}"
        else:
            number, lap = self._sixes.next()
            digits = f"6{number // 10_000:02d}{lap:02d}{number % 10_000:04d}"
        return self._styles.pick(self._rng)(digits), "+34" + digits

    def landline(self, prefix: str) -> tuple[str, str]:
        """A landline that begins with a prefix of three digits: as somebody typed it, and in E.164."""
        numbers = self._landlines.get(prefix)
        if numbers is None:
            numbers = self._landlines[prefix] = Shuffled(self._landline_rng, 10_000)
        number, lap = numbers.next()
        digits = f"{prefix}{lap:02d}{number:04d}"
        return self._styles.pick(self._rng)(digits), "+34" + digits

    def nif(self) -> str:
        """A NIF."""
        number, _lap = self._nifs.next()
        return nif(99_000_000 + number)

    def nie(self) -> str:
        """A NIE."""
        number, _lap = self._nifs.next()
        return nie(9_000_000 + number)

    def cif(self, letter: str) -> str:
        """A company's CIF."""
        number, _lap = self._cifs.next()
        return cif(letter, number)

    def card(self) -> str:
        """A card number: an EAN-8 from the range that a shop may use for itself."""
        number, _lap = self._cards.next()
        return ean8(int(_CARD_PREFIX) * 1_000_000 + number)
