"""The shops that figures are measured in: made once a run, copied for whatever writes."""

from __future__ import annotations

import shutil
import sys
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from crm_desktop.services.demo import make_demo
from crm_desktop.services.shop import Shop, open_shop
from crm_desktop.shared.paths import DATABASE_NAME
from tests.factories import a_clock

FULL_SIZES = (2_000, 20_000, 100_000)
QUICK_SIZES = (2_000, 4_000)


@dataclass(frozen=True)
class World:
    """Where figures are measured.

    Attributes:
        folder: an empty folder of the run's own.
        quick: measure the same figures at smaller sizes and fewer times.
    """

    folder: Path
    quick: bool

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many customers the shops have, the smallest first."""
        return QUICK_SIZES if self.quick else FULL_SIZES

    @property
    def largest(self) -> int:
        return self.sizes[-1]

    @property
    def selling(self) -> int:
        """How many customers the shop has in which sales are measured: it alone sold much."""
        return self.sizes[0] if self.quick else self.largest

    def purchases(self, size: int) -> float:
        """How many purchases each customer of a shop has: ten make a million, with two million entries."""
        if size != self.selling:
            return 0.5
        return 5.0 if self.quick else 10.0

    def times(self, full: int, quick: int) -> int:
        """How often something is measured."""
        return quick if self.quick else full

    @cached_property
    def _made(self) -> dict[int, Path]:
        return {}

    def shop_folder(self, size: int) -> Path:
        """The folder of the sample shop of this size; not to be written to."""
        if size not in self._made:
            start = time.perf_counter()
            folder = self.folder / f"shop-{size}"
            shop = open_shop(folder, clock=a_clock())
            make_demo(shop, customers=size, seed=1, purchases=self.purchases(size))
            shop.close()
            self._made[size] = folder
            tell(f"a shop of {size} customers made in {time.perf_counter() - start:.1f} s")
        return self._made[size]

    def database(self, size: int) -> Path:
        """Its database file."""
        return self.shop_folder(size) / DATABASE_NAME

    def open(self, size: int) -> Shop:
        """The sample shop of this size, open; for reading."""
        return open_shop(self.shop_folder(size), clock=a_clock())

    def copy(self, size: int) -> Path:
        """The folder of a copy, to write to."""
        target = self.folder / f"copy-{size}"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.shop_folder(size), target)
        return target

    def empty(self, name: str) -> Path:
        """An empty folder."""
        target = self.folder / name
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        return target


def tell(sentence: str) -> None:
    """Say something to whoever waits; standard output is for the figures."""
    print(sentence, file=sys.stderr, flush=True)
