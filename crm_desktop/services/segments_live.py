"""Counting while a rule is edited: each known condition is kept as the set of its customers, a bit for each.

A set is read once from the file; after that, any tree of known conditions is put together by the processor's
own AND and OR over whole numbers, in microseconds. What changes in the shop makes the sets that depend on it
unknown again.
"""

from __future__ import annotations

import threading
from array import array
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm_desktop.domain.segments import reading, tree
from crm_desktop.domain.segments.conditions import kind_of
from crm_desktop.domain.segments.filters import AllOf, Compare, Field, Filter, Sign
from crm_desktop.domain.segments.surroundings import Surroundings
from crm_desktop.domain.segments.tree import Condition, Group, GroupKind, Node
from crm_desktop.services.changes import Changes
from crm_desktop.services.segments_around import surroundings
from crm_desktop.services.segments_found import given_for
from crm_desktop.services.shop import Shop
from crm_desktop.store.queries import segments as queries

_MOST_KNOWN = 400


@dataclass(frozen=True, slots=True)
class LiveAnswer:
    """How many customers a rule finds, and the ids of the first ones by name."""

    count: int
    first: tuple[int, ...]


class LiveCount:
    """Answers for the editor of rules; may be asked from any thread."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._lock = threading.Lock()
        self._forget_all()

    def _forget_all(self) -> None:
        self._known: dict[str, int] = {}
        self._kinds: dict[str, frozenset[str]] = {}
        self._by_name: array[int] | None = None
        self._live = 0
        self._around: Surroundings | None = None
        self._day: date | None = None

    # ---- what changed

    def changed(self, changes: Changes[Any] | None = None) -> None:
        """Forget what a change of the shop makes untrue; everything when nobody says what changed."""
        with self._lock:
            if changes is None or "customers" in changes.kinds or not changes.kinds:
                self._forget_all()
                return
            self._around = None
            for key, depends in list(self._kinds.items()):
                if not depends or depends & changes.kinds:
                    del self._known[key], self._kinds[key]

    # ---- asking

    def knows(self, rule: Group) -> bool:
        """Return whether a rule can be answered without asking the file."""
        with self._lock:
            found = {_key(condition) for _path, condition in tree.conditions_of(rule)}
            return self._by_name is not None and self._same_day() and found <= self._known.keys()

    def count(self, rule: Group) -> int:
        """Return how many customers a rule finds.

        Raises:
            InvalidInput: a condition cannot be read; its fields say which.
        """
        return self._bits(rule).bit_count()

    def ask(self, rule: Group, limit: int = 8) -> LiveAnswer:
        """Return how many customers a rule finds, and the first ones by name; raises as `count`."""
        bits = self._bits(rule)
        return LiveAnswer(bits.bit_count(), tuple(self._first(bits, limit)))

    def ids(self, rule: Group) -> array[int]:
        """Return the ids of all customers whom a rule finds, by name; raises as `count`."""
        bits = self._bits(rule)
        return array("q", self._first(bits, bits.bit_count()))

    def condition_counts(self, rule: Group) -> dict[str, int]:
        """Return how many live customers each condition of a rule finds alone, by the path of its place."""
        self._learn(rule)
        with self._lock:
            return {
                tree.path_text(path): (self._known[_key(condition)] & self._live).bit_count()
                for path, condition in tree.conditions_of(rule)
            }

    # ---- inside

    def _bits(self, rule: Group) -> int:
        self._learn(rule)
        with self._lock:
            found = self._combined(rule)
            return found if reading.asks_for_archived(rule) else found & self._live

    def _combined(self, node: Node) -> int:
        if isinstance(node, Condition):
            return self._known[_key(node)]
        everybody = (1 << len(self._by_name or ())) - 1
        parts = [self._combined(child) for child in node.children]
        if node.kind is GroupKind.ALL:
            found = everybody
            for part in parts:
                found &= part
            return found
        found = 0
        for part in parts:
            found |= part
        if node.kind is GroupKind.NONE:
            return everybody & ~found
        return found if parts else everybody

    def _same_day(self) -> bool:
        return self._day == self._shop.clock.today()

    def _learn(self, rule: Group) -> None:
        """Read from the file what the conditions of a rule need and nobody has asked yet."""
        if self.knows(rule):
            return
        shop = self._shop
        with self._lock, shop.db.reading():
            if not self._same_day() or len(self._known) > _MOST_KNOWN:
                self._forget_all()
                self._day = shop.clock.today()
            if self._around is None:
                self._around = surroundings(shop)
            around = self._around
            reading.whole_filter(rule, around)  # what cannot be read is said before anything is asked
            wanted = {_key(condition): condition for _path, condition in tree.conditions_of(rule)}
            unknown = [key for key in wanted if key not in self._known]
            parts: list[Filter] = [reading.filter_of(wanted[key], around) for key in unknown]
            if self._by_name is None:
                self._by_name = queries.everybody(shop.db)
                parts.append(Compare(Field.ARCHIVED, Sign.EQ, 0))
            found = queries.bits(shop.db, parts, given_for(shop, AllOf(tuple(parts)), around))
            if len(found) > len(unknown):
                self._live = found[-1]
            for key, bits in zip(unknown, found, strict=False):
                kind = kind_of(wanted[key].name)
                self._known[key] = bits
                self._kinds[key] = kind.depends if kind else frozenset()

    def _first(self, bits: int, limit: int) -> list[int]:
        """Return the ids of the first customers of a set; the highest bit is the first name."""
        names = self._by_name or array("q")
        signs = f"{bits:0{len(names)}b}"
        found: list[int] = []
        place = signs.find("1")
        while place >= 0 and len(found) < limit:
            found.append(names[place])
            place = signs.find("1", place + 1)
        return found


def _key(condition: Condition) -> str:
    return tree.to_text(condition)
