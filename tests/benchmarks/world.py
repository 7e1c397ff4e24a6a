"""The shops that figures are measured in: made once a run, copied for whatever writes."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from crm_desktop.domain.service import Channel, Initiative
from crm_desktop.services.demo import make_demo
from crm_desktop.services.shop import Shop, open_shop
from crm_desktop.shared.clock import to_text
from crm_desktop.shared.paths import DATABASE_NAME
from crm_desktop.store.bulk import BulkWriter
from tests.factories import a_clock

FULL_SIZES = (2_000, 20_000, 100_000)
QUICK_SIZES = (2_000, 4_000)


@dataclass(frozen=True)
class World:
    """Where figures are measured.

    Attributes:
        folder: an empty folder of the run's own.
        quick: measure the same figures at smaller sizes and fewer times.
        kept: where shops are found again by a later run, and left for it; None: made in `folder`.
    """

    folder: Path
    quick: bool
    kept: Path | None = None

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
        """How many purchases each customer of a shop has: thirteen make two million entries of points."""
        if size != self.selling:
            return 0.5
        return 5.0 if self.quick else 13.0

    def contacts(self, size: int) -> int:
        """How many contacts each customer of a shop has besides those of its follow-ups."""
        return 0 if size != self.selling else 5 if self.quick else 10

    def times(self, full: int, quick: int) -> int:
        """How often something is measured."""
        return quick if self.quick else full

    @cached_property
    def _made(self) -> dict[int, Path]:
        return {}

    def shop_folder(self, size: int) -> Path:
        """The folder of the sample shop of this size; not to be written to."""
        if size not in self._made:
            each, contacts = self.purchases(size), self.contacts(size)
            folder = (self.kept or self.folder) / f"shop-{size}-{each}-{contacts}"
            if not folder.exists():
                self._make(folder, size, each, contacts)
            self._made[size] = folder
        return self._made[size]

    def _make(self, folder: Path, size: int, each: float, contacts: int) -> None:
        start = time.perf_counter()
        unfinished = folder.with_name(f"{folder.name}-unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        shop = open_shop(unfinished, clock=a_clock())
        make_demo(shop, customers=size, seed=1, purchases=each)
        with shop.operation("add_contacts") as operation:
            BulkWriter(operation).interactions(_talks(shop, size * contacts))
        shop.close()
        unfinished.rename(folder)
        tell(f"a shop of {size} customers made in {time.perf_counter() - start:.1f} s")

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


def _talks(shop: Shop, count: int) -> Iterator[tuple[Any, ...]]:
    """Yield contacts of two years with customers picked at random, as rows for `BulkWriter.interactions`."""
    random = Random(1)
    customers = [row[0] for row in shop.db.read("SELECT id FROM customer")]
    now = shop.clock.now()
    for _talk in range(count):
        at = now - timedelta(minutes=random.randrange(730 * 24 * 60))
        channel, initiative = random.choice(list(Channel)), random.choice(list(Initiative))
        summary = f"Muestra {random.randrange(10_000)}"
        yield (
            random.choice(customers), to_text(at), channel.value, initiative.value, "", summary,
            random.randrange(1, 20), "", None, None,
        )  # fmt: skip


def tell(sentence: str) -> None:
    """Say something to whoever waits; standard output is for the figures."""
    print(sentence, file=sys.stderr, flush=True)
