"""Every group of figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tests.benchmarks import (
    backup,
    exports,
    imports,
    lists,
    pages,
    pdf,
    search,
    segments,
    selling,
    till,
    window,
)
from tests.benchmarks.measure import Figure
from tests.benchmarks.world import World


class Group(NamedTuple):
    """Figures that are measured together."""

    name: str
    run: Callable[[World], list[Figure]]


GROUPS: tuple[Group, ...] = (
    Group("search", search.run),
    Group("pages", pages.run),
    Group("lists", lists.run),
    Group("window", window.run),
    Group("imports", imports.run),
    Group("exports", exports.run),
    Group("pdf", pdf.run),
    Group("backup", backup.run),
    Group("selling", selling.run),
    Group("segments", segments.run),
    Group("till", till.run),
)
