"""Counting while a rule is edited: each known condition is kept as the set of its customers, a bit for each.

All sets that are unknown are read from the file in one pass; after that, any tree of known conditions is put
together by the processor's own AND and OR over whole numbers, in microseconds. What changes in the shop makes
the sets that depend on it unknown again.
"""

from __future__ import annotations

import threading
from array import array
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known at one moment; never changed, so that it is read without waiting for anybody.

    Attributes:
        day: for which it holds.
        names: the ids of all customers by name; the highest bit of a set is the first of them.
        live: the set of those who are not archived.
        sets: by the text of each condition.
        around: what rules are read against; None when it has to be read again.
    """

    day: date
    names: array[int]
    live: int
    sets: dict[str, int]
    around: Surroundings | None

    def holds(self, rule: Group) -> bool:
        return all(_key(condition) in self.sets for _path, condition in tree.conditions_of(rule))

    def bits(self, rule: Group) -> int:
        found = self._combined(rule)
        return found if reading.asks_for_archived(rule) else found & self.live

    def _combined(self, node: Node) -> int:
        if isinstance(node, Condition):
            return self.sets[_key(node)]
        everybody = (1 << len(self.names)) - 1
        parts = [self._combined(child) for child in tree.asking(node)]
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

    def first(self, bits: int, limit: int) -> list[int]:
        """Return the ids of the first customers of a set."""
        signs = f"{bits:0{len(self.names)}b}"
        found: list[int] = []
        place = signs.find("1")
        while place >= 0 and len(found) < limit:
            found.append(self.names[place])
            place = signs.find("1", place + 1)
        return found


class LiveCount:
    """Answers for the editor of rules; may be asked from any thread, and waits only for the file."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._learning = threading.Lock()
        self._known: _Known | None = None
        self._changes = 0

    def changed(self, changes: Changes[Any] | None = None) -> None:
        """Forget what a change of the shop makes untrue; everything when nobody says what changed."""
        self._changes += 1
        known = self._known
        if known is None:
            return
        if changes is None or "customers" in changes.kinds or not changes.kinds:
            self._known = None
            return
        sets = {key: bits for key, bits in known.sets.items() if not _depends(key) & changes.kinds}
        sets = {key: bits for key, bits in sets.items() if _depends(key)}
        self._known = replace(known, sets=sets, around=None)

    def knows(self, rule: Group) -> bool:
        """Return whether a rule can be answered without asking the file."""
        known = self._current()
        return known is not None and known.holds(rule)

    def count(self, rule: Group) -> int:
        """Return how many customers a rule finds.

        Raises:
            InvalidInput: a condition cannot be read; its fields say which.
        """
        return self._learned(rule).bits(rule).bit_count()

    def ask(self, rule: Group, limit: int = 8) -> LiveAnswer:
        """Return how many customers a rule finds, and the first ones by name; raises as `count`."""
        known = self._learned(rule)
        bits = known.bits(rule)
        return LiveAnswer(bits.bit_count(), tuple(known.first(bits, limit)))

    def ids(self, rule: Group) -> array[int]:
        """Return the ids of all customers whom a rule finds, by name; raises as `count`."""
        known = self._learned(rule)
        bits = known.bits(rule)
        return array("q", known.first(bits, bits.bit_count()))

    def condition_counts(self, rule: Group) -> dict[str, int]:
        """Return how many live customers each condition of a rule finds alone, by the path of its place."""
        known = self._learned(rule)
        return {
            tree.path_text(path): (known.sets[_key(condition)] & known.live).bit_count()
            for path, condition in tree.conditions_of(rule)
        }

    def _current(self) -> _Known | None:
        known = self._known
        return known if known is not None and known.day == self._shop.clock.today() else None

    def _learned(self, rule: Group) -> _Known:
        """Return what is known once it answers a rule; what is missing is read from the file."""
        known = self._current()
        if known is not None and known.holds(rule):
            return known
        with self._learning:
            before = self._changes
            known = self._read(rule)
            if self._changes == before:  # else something changed while it was read: it serves only this once
                self._known = known
            return known

    def _read(self, rule: Group) -> _Known:
        shop, known = self._shop, self._current()
        with shop.db.reading():
            around = (known.around if known else None) or surroundings(shop)
            reading.whole_filter(rule, around)  # what cannot be read is said before anything is asked
            sets = dict(known.sets) if known and len(known.sets) <= _MOST_KNOWN else {}
            wanted = {_key(condition): condition for _path, condition in tree.conditions_of(rule)}
            unknown = [key for key in wanted if key not in sets]
            parts: list[Filter] = [reading.filter_of(wanted[key], around) for key in unknown]
            if known is None:
                parts.append(Compare(Field.ARCHIVED, Sign.EQ, 0))
            found = queries.bits(shop.db, parts, given_for(shop, AllOf(tuple(parts)), around))
            sets.update(zip(unknown, found, strict=False))
            if known is not None:
                return replace(known, sets=sets, around=around)
            return _Known(around.today, queries.everybody(shop.db), found[-1], sets, around)


def _key(condition: Condition) -> str:
    return tree.to_text(condition)


def _depends(key: str) -> frozenset[str]:
    """Return the kinds of changes on which a set depends; empty for all."""
    (condition,) = tree.from_text(key).children
    kind = kind_of(condition.name) if isinstance(condition, Condition) else None
    return kind.depends if kind else frozenset()
