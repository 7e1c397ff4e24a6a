"""The amount of a sale as it is typed at a counter, with a small calculator: "12,50+3", "2x3,95", "20-1,5".

Both "1.000,50" and "1,000.50" are a thousand and a half, whatever the country; a point that cannot stand
between thousands ("12.50") is taken for what it is on the number keys of a keyboard. What could be read in
two ways ("1,000" where the comma stands before decimals) is refused with a sentence.
"""

from __future__ import annotations

import re
from fractions import Fraction

from crm_desktop.domain.purchases.validate import LARGEST_CENTS, negative_sentence, too_large_sentence
from crm_desktop.shared import formats
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _

_LETTERS = 100
_TIMES = "x"
_SIGNS = re.compile(r"(?:€|\$|£|(?<![a-z])(?:eur|euros?|mxn|cop|ars|clp|pen|usd)(?![a-z]))", re.IGNORECASE)
_SPACED = re.compile(r"(?<=\d)[ \xa0'](?=\d{3}(?!\d))")
_TOKEN = re.compile(r"\s*([0-9.,]+|[-+x])\s*", re.ASCII)
_PLAIN = re.compile(r"\d+")


def parse_amount(text: str, locale: str = formats.DEFAULT_LOCALE) -> int:
    """Read an amount, or a small calculation (plus, minus, times); halves of a cent are rounded up.

    Args:
        text: as typed; a sign of money is allowed.
        locale: which sign stands before decimals where only that decides.

    Returns:
        The amount in cents, from zero to a million units.

    Raises:
        InvalidInput: it is empty, no amount, unfinished, below zero or absurdly large.
    """
    typed = text.replace("−", "-").replace("×", _TIMES).replace("*", _TIMES).replace("X", _TIMES)
    typed = _SPACED.sub("", _SIGNS.sub(" ", typed).strip())
    if not typed:
        raise InvalidInput(_("Type the amount of the sale."))
    if typed.startswith("-"):
        raise InvalidInput(negative_sentence())
    tokens = _tokens(typed, locale)
    total, sign, place = Fraction(0), 1, 0
    while place < len(tokens):
        end = place
        while end < len(tokens) and tokens[end] not in ("+", "-"):
            end += 1
        total += sign * _product(tokens[place:end], locale)
        if end < len(tokens):
            sign = 1 if tokens[end] == "+" else -1
            if end == len(tokens) - 1:
                raise _unfinished()
        place = end + 1
    if total < 0:
        raise InvalidInput(negative_sentence())
    cents = (total * 200 + 1) // 2
    if cents > LARGEST_CENTS:
        raise InvalidInput(too_large_sentence())
    return int(cents)


def _tokens(typed: str, locale: str) -> list[str]:
    """Return numbers and signs in their order."""
    if len(typed) > _LETTERS:
        raise _no_amount(locale)
    found: list[str] = []
    place = 0
    while place < len(typed):
        match = _TOKEN.match(typed, place)
        if match is None:
            raise _no_amount(locale)
        # Two numbers without a sign between them are a slip.
        if found and match[1][0] in "0123456789.," and found[-1][0] in "0123456789.,":
            raise _no_amount(locale)
        found.append(match[1])
        place = match.end()
    return found


def _product(tokens: list[str], locale: str) -> Fraction:
    """Return the product of numbers with "x" between them; quantities may have three decimals."""
    if not tokens or len(tokens) % 2 == 0 or any(t != _TIMES for t in tokens[1::2]):
        raise _unfinished()
    numbers = tokens[0::2]
    if _TIMES in numbers:
        raise _unfinished()
    decimals = 2 if len(numbers) == 1 else 3
    total = Fraction(1)
    for number in numbers:
        total *= _number(number, locale, decimals)
    return total


def _number(typed: str, locale: str, decimals: int) -> Fraction:
    """Return a number; the last of two different signs stands before its decimals."""
    signs = [c for c in typed if c in ".,"]
    group, point = formats.separators(locale)
    if not signs:
        return Fraction(_whole(typed, locale))
    if len(set(signs)) == 2:
        if signs[-1] == signs[0] or signs.count(signs[-1]) > 1:
            raise _no_amount(locale)
        head, tail = typed.rsplit(signs[-1], 1)
        return _with_decimals(_grouped(head, signs[0], locale), tail, decimals, locale)
    sign = signs[0]
    if len(signs) > 1:
        return Fraction(_grouped(typed, sign, locale))
    head, tail = typed.split(sign)
    if len(tail) == 3 and head and head.strip("0") and len(head) <= 3:
        # "1.000": it stands between thousands, unless it is a quantity, such as a weight.
        if sign == group and decimals < 3:
            return Fraction(_grouped(typed, sign, locale))
        if sign != point or decimals < 3:
            raise InvalidInput(_("This amount can be read in two ways. Type it without thousands signs."))
    return _with_decimals(_whole(head or "0", locale), tail, decimals, locale)


def _whole(digits: str, locale: str) -> int:
    if not _PLAIN.fullmatch(digits):
        raise _no_amount(locale)
    if len(digits) > 15:
        raise InvalidInput(too_large_sentence())
    return int(digits)


def _grouped(typed: str, sign: str, locale: str) -> int:
    parts = typed.split(sign)
    if len(parts) > 1 and not (1 <= len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])):
        raise _no_amount(locale)
    return _whole("".join(parts), locale)


def _with_decimals(whole: int, tail: str, decimals: int, locale: str) -> Fraction:
    if not _PLAIN.fullmatch(tail):
        raise _no_amount(locale)
    if len(tail) > decimals and tail[decimals:].strip("0"):
        raise InvalidInput(_("An amount has at most two decimals."))
    if len(tail) > 6:
        raise _no_amount(locale)
    return whole + Fraction(int(tail), 10 ** len(tail))


def _no_amount(locale: str) -> InvalidInput:
    from decimal import Decimal

    example = formats.number(Decimal("12.5"), locale, 2)
    return InvalidInput(_("This is not an amount. Write it like this: {example}").format(example=example))


def _unfinished() -> InvalidInput:
    return InvalidInput(_("The calculation is not finished: a number is missing."))
