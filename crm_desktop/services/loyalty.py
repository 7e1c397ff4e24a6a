"""Loyalty: programs, rewards, tiers, accounts; redeeming; what runs daily; and the simulator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crm_desktop.domain.loyalty.model import (
    Account,
    Program,
    ProgramState,
    Redeemed,
    Reward,
    Statement,
)
from crm_desktop.domain.loyalty.simulation import Simulation
from crm_desktop.services.changes import Changes
from crm_desktop.services.shop import Shop


def programs(shop: Shop, *, ended: bool = True) -> list[Program]:
    """Return the programs with the rules in force, by name."""
    raise NotImplementedError


def get_program(shop: Shop, program_id: int) -> Program:
    """Return a program; raise NotFoundError."""
    raise NotImplementedError


def save_program(shop: Shop, program: Program) -> Changes[int]:
    """Save a program with its tiers, new or changed; return its id. Changed rules are a new version."""
    raise NotImplementedError


def set_state(shop: Shop, program_id: int, state: ProgramState) -> Changes[None]:
    """Put a program in force, pause it or end it."""
    raise NotImplementedError


def rewards(shop: Shop, program_id: int | None = None, *, archived: bool = False) -> list[Reward]:
    """Return the rewards of a program or of all, the cheapest first."""
    raise NotImplementedError


def save_reward(shop: Shop, reward: Reward) -> Changes[int]:
    """Save a reward, new or changed; return its id."""
    raise NotImplementedError


def archive_reward(shop: Shop, reward_id: int) -> Changes[None]:
    """Take a reward out of the list; what was taken stays."""
    raise NotImplementedError


def account(shop: Shop, customer_id: int) -> list[Account]:
    """Return what a customer has in every program that is not a draft, with the rewards within reach."""
    raise NotImplementedError


def balance(shop: Shop, customer_id: int, program_id: int) -> int:
    """Return the points or stamps that a customer has, never below zero."""
    raise NotImplementedError


def redeem(shop: Shop, customer_id: int, reward_id: int) -> Changes[Redeemed]:
    """Give a customer a reward for points; the oldest points go first."""
    raise NotImplementedError


def adjust(shop: Shop, customer_ids: Sequence[int], program_id: int, points: int, words: str) -> Changes[int]:
    """Give points to customers by hand, or take them away; return how many customers."""
    raise NotImplementedError


def statement(shop: Shop, customer_id: int, first: date, last: date) -> list[Statement]:
    """Return what happened with a customer's points between two days, a statement for each program."""
    raise NotImplementedError


def run_daily(shop: Shop) -> Changes[int]:
    """Let points expire, give birthday gifts, warn, look at tiers; return how many customers it touched."""
    raise NotImplementedError


def simulate(
    shop: Shop,
    program: Program,
    first: date,
    last: date,
    *,
    rewards: Sequence[Reward] | None = None,
    share_pct: int = 100,
) -> Simulation:
    """Run a program over the purchases of a period without writing anything."""
    raise NotImplementedError
