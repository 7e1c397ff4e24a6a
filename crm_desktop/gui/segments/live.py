"""What the editor says while a rule is written: how many, who, what is missing; read on a reader thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.domain.segments.tree import Condition, Group, Node, Path, path_text
from crm_desktop.services import customer_lists, segments

if TYPE_CHECKING:
    from crm_desktop.domain.customers.listing import CustomerRow
    from crm_desktop.services.shop import Shop

SAMPLE = 8  # names


class Told(NamedTuple):
    """What is said of a rule.

    Attributes:
        sentence: the whole rule in words, what is unfinished in brackets.
        size: how many customers its finished conditions find.
        members: the first of them by name.
        problems: by the path of each unfinished condition.
        alone: how many fulfil each finished condition alone, by its path.
    """

    sentence: str
    size: int
    members: Sequence[CustomerRow]
    problems: Mapping[str, str]
    alone: Mapping[str, int]


def tell(shop: Shop, live: segments.LiveCount, tree: Group, key: str) -> Told:
    """Read what is said of a rule; unfinished conditions are left out of the count."""
    with shop.db.reading():
        problems = segments.problems(shop, tree, key)
        places: dict[str, str] = {}
        finished = without(tree, problems, places)
        answer = live.ask(finished, SAMPLE)
        alone = live.condition_counts(finished)
        return Told(
            segments.sentence(shop, tree),
            answer.count,
            customer_lists.rows(shop, answer.first),
            problems,
            {places[path]: count for path, count in alone.items()},
        )


def without(tree: Group, problems: Mapping[str, str], places: dict[str, str]) -> Group:
    """Return a rule without its unfinished conditions, and without the groups that are empty then.

    Args:
        tree: the rule.
        problems: the unfinished conditions, by path.
        places: filled with the path in `tree` of each condition, by its path in what is returned.
    """

    def walk(group: Group, path: Path, now: Path) -> Group:
        kept: list[Node] = []
        for place, child in enumerate(group.children):
            here, there = (*path, place), (*now, len(kept))
            if isinstance(child, Condition):
                if path_text(here) not in problems:
                    places[path_text(there)] = path_text(here)
                    kept.append(child)
            else:
                inner = walk(child, here, there)
                if inner.children:
                    kept.append(inner)
        return replace(group, children=tuple(kept))

    return walk(tree, (), ())
