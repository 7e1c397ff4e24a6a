"""Picking from weighted lists, quickly and always the same for a seed."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


def items(text: str) -> list[str]:
    """The items of a list that is written with commas, over several lines."""
    return [" ".join(item.split()) for item in text.split(",")]


class Pool(Generic[T]):
    """Items by their weights, laid out in a table so that one random number picks one.

    A rare item has at least one place, so the weights are right to about one in `size`.
    """

    def __init__(self, weighted: Sequence[tuple[T, float]], size: int = 2048) -> None:
        total = sum(weight for _item, weight in weighted)
        self._table: list[T] = []
        for item, weight in weighted:
            self._table += [item] * max(1, round(weight / total * size))
        self._size = len(self._table)

    def pick(self, rng: Random) -> T:
        """One item."""
        return self._table[int(rng.random() * self._size)]


def ranked(
    names: Sequence[str], start: float = 1.0, power: float = 0.7, after: int = 4
) -> list[tuple[str, float]]:
    """Give each name of a list, most frequent first, a weight that falls with its rank.

    Args:
        names: the most frequent first.
        start: the weight of the first.
        power: how steeply it falls.
        after: how many names are about equally frequent before it does.
    """
    return [(name, start * (after / (after + rank)) ** power) for rank, name in enumerate(names)]


class Shuffled:
    """Numbers from 0 to size - 1 in an order that looks random and gives each of them once.

    The order is a walk in steps that share no divisor with the size; after `size` numbers a new lap begins.
    """

    def __init__(self, rng: Random, size: int) -> None:
        self._size = size
        self._at = rng.randrange(size)
        # Any odd step that is no multiple of 5 shares no divisor with a power of ten; our sizes are such.
        self._step = rng.randrange(size // 3) * 10 + rng.choice((1, 3, 7, 9))
        self._count = 0

    def next(self) -> tuple[int, int]:
        """The next number, and which lap it belongs to (0 for the first `size` numbers)."""
        lap = self._count // self._size
        self._count += 1
        self._at = (self._at + self._step) % self._size
        return self._at, lap
