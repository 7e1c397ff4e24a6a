"""Reading programs, their tiers and their rewards."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from crm_desktop.domain.loyalty.model import (
    Gives,
    Program,
    ProgramKind,
    ProgramState,
    Reward,
    Rules,
    Tier,
    rules_of,
)
from crm_desktop.shared.clock import from_text
from crm_desktop.store.database import ShopDatabase

_PROGRAM = (
    "SELECT p.id, p.uid, p.name, p.kind, p.state, p.from_day, p.to_day, p.created_at, p.updated_at,"
    " v.version, v.rules FROM program p JOIN program_version v ON v.program_id = p.id AND v.version ="
    " (SELECT max(version) FROM program_version WHERE program_id = p.id)"
)
_TIER = "SELECT program_id, name, threshold, id, position, multiplier_pct, benefits, colour FROM loyalty_tier"
_REWARD = (
    "SELECT r.id, r.name, r.cost, r.program_id, r.stock, r.per_customer, r.from_day, r.to_day, r.gives,"
    " r.value_cents, r.percent_bp, r.valid_days, r.archived_at, (SELECT count(*) FROM redemption d"
    " WHERE d.reward_id = r.id AND d.state = 'done') FROM reward r"
)


class Version(NamedTuple):
    """The rules of a program from an instant (text) on."""

    id: int
    program_id: int
    from_at: str
    rules: Rules


@lru_cache(maxsize=128)
def read_rules(text: str) -> Rules:
    """Return the rules that a version keeps."""
    return rules_of(json.loads(text))


def day_of(text: str) -> date | None:
    """Return a stored day, None for ""."""
    return date.fromisoformat(text) if text else None


def text_of(day: date | None) -> str:
    """Return a day as it is stored."""
    return day.isoformat() if day else ""


def programs(database: ShopDatabase, where: str = "", parameters: Sequence[Any] = ()) -> list[Program]:
    """Return programs with their tiers and the rules in force, by name.

    Args:
        database: the shop's.
        where: an SQL condition over `p`, or "" for all.
        parameters: its parameters.
    """
    with database.reading():
        rows = database.read(
            f"{_PROGRAM}{' WHERE ' + where if where else ''} ORDER BY p.name, p.id", parameters
        )
        tiers = tiers_of(database) if rows else {}
    return [
        Program(
            name=r[2],
            kind=ProgramKind(r[3]),
            state=ProgramState(r[4]),
            rules=read_rules(r[10]),
            tiers=tuple(tiers.get(r[0], ())),
            from_day=day_of(r[5]),
            to_day=day_of(r[6]),
            id=r[0],
            uid=r[1],
            version=r[9],
            created_at=from_text(r[7]),
            updated_at=from_text(r[8]),
        )
        for r in rows
    ]


def tiers_of(database: ShopDatabase) -> dict[int, list[Tier]]:
    """Return the tiers of every program that has some, the lowest first."""
    found: dict[int, list[Tier]] = {}
    for program, name, threshold, key, position, percent, benefits, colour in database.read(
        f"{_TIER} ORDER BY program_id, threshold, position, id"
    ):
        tier = Tier(name, threshold, key, program, position, percent, benefits, colour)
        found.setdefault(program, []).append(tier)
    return found


def versions(database: ShopDatabase) -> dict[int, list[Version]]:
    """Return all versions of every program in force, the oldest first."""
    found: dict[int, list[Version]] = {}
    for key, program, from_at, text in database.read(
        "SELECT v.id, v.program_id, v.from_at, v.rules FROM program_version v"
        " JOIN program p ON p.id = v.program_id WHERE p.state = 'active' ORDER BY v.program_id, v.version"
    ):
        found.setdefault(program, []).append(Version(key, program, from_at, read_rules(text)))
    return found


def newest_version(database: ShopDatabase, program_id: int) -> Version:
    """Return the rules of a program that are in force; raise LookupError when there is no such program."""
    row = database.read_one(
        "SELECT id, program_id, from_at, rules FROM program_version WHERE program_id = ?"
        " ORDER BY version DESC LIMIT 1",
        (program_id,),
    )
    if row is None:
        raise LookupError(program_id)
    return Version(row[0], row[1], row[2], read_rules(row[3]))


def rewards(database: ShopDatabase, where: str = "1", parameters: Sequence[Any] = ()) -> list[Reward]:
    """Return rewards, the cheapest first; `where` is an SQL condition over `r`."""
    rows = database.read(f"{_REWARD} WHERE {where} ORDER BY r.cost, r.name, r.id", parameters)
    return [
        Reward(
            name=r[1],
            cost=r[2],
            program_id=r[3],
            id=r[0],
            stock=r[4],
            taken=r[13],
            per_customer=r[5],
            from_day=day_of(r[6]),
            to_day=day_of(r[7]),
            gives=Gives(r[8]),
            value_cents=r[9],
            percent_bp=r[10],
            valid_days=r[11],
            archived_at=from_text(r[12]) if r[12] else None,
        )
        for r in rows
    ]
