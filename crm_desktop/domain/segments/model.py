"""A segment as one frozen value, and what lists and comparisons of segments hold."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from enum import StrEnum

from crm_desktop.domain.segments.tree import Group
from crm_desktop.domain.service import Initiative, ServiceMode

MAX_NAME = 80
MAX_NEEDS = 2_000
_PREFIX = "segment:"


class SegmentKind(StrEnum):
    """How its members are found; ready-made ones have a rule, too."""

    RULE = "rule"
    HAND = "hand"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment.

    Attributes:
        name: unique without regard to case and accents.
        tree: its rule; of one made by hand, an empty group.
        key: by which the services name it: "segment:" and its id, or that of a ready-made one; "" while new.
        mode: which type of service suits it; None when the shop said nothing.
        initiative: who starts: the shop or the customer; None when the shop said nothing.
        needs: what these customers need, in the shop's words.
        colour: "#rrggbb" or "".
        id: its row; None of one that is new, or ready-made and unchanged.
    """

    name: str
    kind: SegmentKind = SegmentKind.RULE
    tree: Group = field(default_factory=Group)
    mode: ServiceMode | None = None
    initiative: Initiative | None = None
    needs: str = ""
    colour: str = ""
    position: int = 0
    key: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """One segment in a list.

    Attributes:
        count: how many customers it has now; None when its rule has to be mended first.
        problem: what is wrong with its rule, "" when nothing is.
    """

    key: str
    name: str
    kind: SegmentKind
    count: int | None
    mode: ServiceMode | None = None
    initiative: Initiative | None = None
    needs: str = ""
    colour: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two segments beside each other: the ids of customers in both, only in the first, only in the second."""

    both: array[int]
    only_first: array[int]
    only_second: array[int]


@dataclass(frozen=True, slots=True)
class SizeInMonth:
    """How large a segment was in a month, such as "2026-11"."""

    month: str
    count: int


@dataclass(frozen=True, slots=True)
class ServiceType:
    """How a customer is best served, from all segments to which the customer belongs.

    Attributes:
        segments: their names, those of the shop first.
        modes, initiatives: what they say, each once, in the same order.
        needs: what they say that the customer needs, each once.
    """

    segments: tuple[str, ...] = ()
    modes: tuple[ServiceMode, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    needs: tuple[str, ...] = ()


def key_of(row_id: int) -> str:
    """Return the key of a stored segment."""
    return f"{_PREFIX}{row_id}"


def row_of(key: str) -> int | None:
    """Return the row of a stored segment's key; None for the key of a ready-made one."""
    number = key.removeprefix(_PREFIX)
    return int(number) if number != key and number.isascii() and number.isdigit() else None
