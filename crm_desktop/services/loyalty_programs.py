"""Programs and rewards: looked at, saved, put in force. Rules that change are a new version."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import uuid4

from crm_desktop.domain.loyalty.model import Program, ProgramState, Reward
from crm_desktop.domain.loyalty.validate import checked_program, checked_reward
from crm_desktop.services import loyalty_tiers
from crm_desktop.services.changes import Changes
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.errors import ConflictError, InvalidInput, NotFoundError
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold, squeeze
from crm_desktop.store.database import Operation
from crm_desktop.store.queries import loyalty as queries
from crm_desktop.store.queries.loyalty import text_of


def programs(shop: Shop, *, ended: bool = True) -> list[Program]:
    """Return the programs with the rules in force, by name."""
    if ended:
        return queries.programs(shop.db)
    return queries.programs(shop.db, "p.state <> ?", (ProgramState.ENDED.value,))


def get_program(shop: Shop, program_id: int) -> Program:
    """Return a program; raise NotFoundError."""
    found = queries.programs(shop.db, "p.id = ?", (program_id,))
    if not found:
        raise NotFoundError(_("This program is no longer there."))
    return found[0]


def save_program(shop: Shop, program: Program) -> Changes[int]:
    """Save a program with its tiers, new or changed; return its id.

    Rules that changed hold for purchases from now on; what was given stays as it is. Tiers hold at once: each
    customer's is looked at again.

    Raises:
        InvalidInput: with a sentence for each field that cannot be saved.
        ConflictError: points became stamps, or the other way round, after some were given.
        NotFoundError: it is no longer there.
    """
    wanted = checked_program(program)
    with shop.operation("save_program") as operation:
        key = save_within(shop, operation, wanted)
        operation.words = _("Program saved: {name}.").format(name=wanted.name)
    return changes(operation, key)


def save_within(shop: Shop, operation: Operation, wanted: Program) -> int:
    """Save a program that was checked within an operation; return its id. Raises as `save_program`."""
    clash = operation.execute(
        "SELECT 1 FROM program WHERE name = ? AND id IS NOT ?", (wanted.name, wanted.id)
    ).fetchone()
    if clash:
        sentence = _("There is a program called {name} already.").format(name=wanted.name)
        raise InvalidInput(sentence, {"name": sentence})
    columns = {
        "name": wanted.name,
        "kind": wanted.kind.value,
        "state": wanted.state.value,
        "from_day": text_of(wanted.from_day),
        "to_day": text_of(wanted.to_day),
        "updated_at": operation.at,
    }
    old = None
    if wanted.id is None:
        key = operation.insert("program", uid=wanted.uid or uuid4().hex, created_at=operation.at, **columns)
    else:
        old, key = get_program(shop, wanted.id), wanted.id
        given = operation.execute("SELECT 1 FROM ledger_entry WHERE program_id = ? LIMIT 1", (key,))
        if old.kind is not wanted.kind and given.fetchone():
            raise ConflictError(
                _(
                    "{name} has given something already, so points cannot become stamps. Make a new program."
                ).format(name=old.name)
            )
        operation.update("program", key, **columns)
    if old is None or old.rules != wanted.rules:
        operation.insert(
            "program_version",
            program_id=key,
            version=old.version + 1 if old else 1,
            from_at=operation.at,
            rules=json.dumps(wanted.rules.as_json(), ensure_ascii=False, sort_keys=True),
        )
    _write_tiers(operation, key, old, wanted)
    saved = get_program(shop, key)
    begins = saved.state is ProgramState.ACTIVE and (old is None or old.state is not saved.state)
    # While a program is paused, customers keep their tiers: not one that is no longer there.
    kept = saved.state in (ProgramState.ACTIVE, ProgramState.PAUSED)
    if begins or (kept and old is not None and _tiers_differ(old, saved)):
        loyalty_tiers.look_at_all(shop, operation, saved)
    return key


def _tiers_differ(old: Program, new: Program) -> bool:
    return old.tiers != new.tiers or old.rules.tiers != new.rules.tiers


def _write_tiers(operation: Operation, program_id: int, old: Program | None, wanted: Program) -> None:
    before = {tier.id: tier for tier in old.tiers} if old else {}
    kept = set()
    for tier in wanted.tiers:
        columns = {
            "name": tier.name,
            "position": tier.position,
            "threshold": tier.threshold,
            "multiplier_pct": tier.multiplier_pct,
            "benefits": tier.benefits,
            "colour": tier.colour,
        }
        if tier.id in before and tier.id is not None:
            operation.update("loyalty_tier", tier.id, **columns)
            kept.add(tier.id)
        else:
            operation.insert("loyalty_tier", program_id=program_id, **columns)
    for key in before:
        if key is not None and key not in kept:
            operation.delete("loyalty_tier", key)


def set_state(shop: Shop, program_id: int, state: ProgramState) -> Changes[None]:
    """Put a program in force, pause it or end it.

    Raises:
        NotFoundError: it is no longer there.
    """
    sentences = {
        ProgramState.ACTIVE: _("{name} is in force."),
        ProgramState.PAUSED: _("{name} is paused: nothing is given, but what customers have can be used."),
        ProgramState.ENDED: _("{name} has ended."),
        ProgramState.DRAFT: _("{name} is a draft again."),
    }
    program = get_program(shop, program_id)
    with shop.operation("set_program_state") as operation:
        if program.state is not state:
            operation.update("program", program_id, state=state.value, updated_at=operation.at)
            if state is ProgramState.ACTIVE:
                loyalty_tiers.look_at_all(shop, operation, replace(program, state=state))
        operation.words = sentences[state].format(name=program.name)
    return changes(operation, None)


def rewards(shop: Shop, program_id: int | None = None, *, archived: bool = False) -> list[Reward]:
    """Return the rewards of a program or of all, the cheapest first."""
    return queries.rewards(
        shop.db,
        "(? IS NULL OR r.program_id = ?) AND (? OR r.archived_at IS NULL)",
        (program_id, program_id, archived),
    )


def get_reward(shop: Shop, reward_id: int) -> Reward:
    """Return a reward; raise NotFoundError."""
    found = queries.rewards(shop.db, "r.id = ?", (reward_id,))
    if not found:
        raise NotFoundError(_("This reward is no longer there."))
    return found[0]


def reward_named(shop: Shop, name: str) -> Reward:
    """Return the reward of a name, whatever its accents and capitals.

    Raises:
        NotFoundError: there is none; the sentence names those that there are.
    """
    offered = rewards(shop)
    for reward in offered:
        if fold(reward.name) == fold(squeeze(name)):
            return reward
    if not offered:
        raise NotFoundError(_("This shop has no rewards yet."))
    raise NotFoundError(
        _("There is no reward called {name}. There is: {names}.").format(
            name=squeeze(name) or "“”", names="; ".join(reward.name for reward in offered[:10])
        )
    )


def save_reward(shop: Shop, reward: Reward) -> Changes[int]:
    """Save a reward, new or changed; return its id.

    Raises:
        InvalidInput: with a sentence for each field that cannot be saved.
        NotFoundError: it, or its program, is no longer there.
    """
    wanted = checked_reward(reward)
    with shop.operation("save_reward") as operation:
        key = save_reward_within(shop, operation, wanted)
        operation.words = _("Reward saved: {name}.").format(name=wanted.name)
    return changes(operation, key)


def save_reward_within(shop: Shop, operation: Operation, wanted: Reward) -> int:
    """Save a reward that was checked within an operation; return its id.

    Raises:
        InvalidInput: its name is taken, or there would be fewer than were given already.
        NotFoundError: it, or its program, is no longer there.
    """
    get_program(shop, wanted.program_id)
    clash = operation.execute(
        "SELECT 1 FROM reward WHERE name = ? AND id IS NOT ? AND archived_at IS NULL",
        (wanted.name, wanted.id),
    ).fetchone()
    if clash:
        sentence = _("There is a reward called {name} already.").format(name=wanted.name)
        raise InvalidInput(sentence, {"name": sentence})
    columns = {
        "program_id": wanted.program_id,
        "name": wanted.name,
        "cost": wanted.cost,
        "stock": wanted.stock,
        "per_customer": wanted.per_customer,
        "from_day": text_of(wanted.from_day),
        "to_day": text_of(wanted.to_day),
        "gives": wanted.gives.value,
        "value_cents": wanted.value_cents,
        "percent_bp": wanted.percent_bp,
        "valid_days": wanted.valid_days,
    }
    if wanted.id is None:
        return operation.insert("reward", created_at=operation.at, **columns)
    taken = get_reward(shop, wanted.id).taken
    if wanted.stock is not None and wanted.stock < taken:
        sentence = _("{count} were given already: there cannot have been fewer.").format(count=taken)
        raise InvalidInput(sentence, {"stock": sentence})
    operation.update("reward", wanted.id, **columns)
    return wanted.id


def archive_reward(shop: Shop, reward_id: int) -> Changes[None]:
    """Take a reward out of the list; what was taken stays. Raise NotFoundError."""
    reward = get_reward(shop, reward_id)
    with shop.operation("archive_reward") as operation:
        if reward.archived_at is None:
            operation.update("reward", reward_id, archived_at=operation.at)
        operation.words = _("Reward {name} taken out of the list.").format(name=reward.name)
    return changes(operation, None)
