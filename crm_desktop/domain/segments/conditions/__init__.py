"""The conditions of segments, a module for each meaning: a new one is one line in its module's tuple here."""

from __future__ import annotations

from functools import cache

from crm_desktop.domain.segments.conditions import (
    bought,
    buying,
    contact,
    file,
    groups,
    habits,
    loyalty,
    own,
    person,
    place,
    reach,
)
from crm_desktop.domain.segments.kinds import ConditionKind

CONDITIONS: tuple[ConditionKind, ...] = (
    *buying.CONDITIONS,
    *habits.CONDITIONS,
    *bought.CONDITIONS,
    *loyalty.CONDITIONS,
    *person.CONDITIONS,
    *place.CONDITIONS,
    *reach.CONDITIONS,
    *file.CONDITIONS,
    *own.CONDITIONS,
    *contact.CONDITIONS,
    *groups.CONDITIONS,
)


@cache
def _by_name() -> dict[str, ConditionKind]:
    return {kind.name: kind for kind in CONDITIONS}


def kind_of(name: str) -> ConditionKind | None:
    """Return a kind of condition by its name in rules, or None."""
    return _by_name().get(name)
