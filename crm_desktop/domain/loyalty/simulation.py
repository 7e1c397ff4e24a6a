"""What a program would have given over past purchases, and what it would have cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SimulatedMonth:
    """One month of a simulation.

    Attributes:
        month: "2026-11".
        sales_cents: all purchases less returns, of customers known and unknown.
        given, spent, expired: points (or stamps).
        rewards: how many were taken.
        cost_cents: what the rewards and gifts cost the shop.
    """

    month: str
    sales_cents: int = 0
    given: int = 0
    spent: int = 0
    expired: int = 0
    rewards: int = 0
    cost_cents: int = 0


@dataclass(frozen=True, slots=True)
class Simulation:
    """What a program would have given over past purchases.

    It is assumed that people would have bought the same, and that of a hundred customers who reach a reward
    so many (`share_pct`) take it, each time at once.

    Attributes:
        given, spent, expired, outstanding: points (or stamps); what is outstanding was neither spent nor
            lost.
        customers: who would have been given something.
        reached: who would have reached a reward; rewarded: who would have taken one.
        rewards: how many rewards would have been taken; gifts: how many gifts made.
        cost_cents: of rewards and gifts.
        outstanding_cents: what is outstanding, worth as the reward is.
        sales_cents: all purchases less returns of the period, of customers known and unknown.
        reward: the name of the reward that was reckoned with; "" for none.
        tiers: name -> how many customers would be in it at the end, the lowest first.
        months: every month of the period, in order.
    """

    given: int
    spent: int
    expired: int
    outstanding: int
    customers: int
    reached: int
    rewarded: int
    rewards: int
    gifts: int
    cost_cents: int
    outstanding_cents: int
    sales_cents: int
    share_pct: int
    reward: str
    tiers: tuple[tuple[str, int], ...]
    months: tuple[SimulatedMonth, ...]

    @property
    def cost_bp(self) -> int:
        """What it costs as a part of the sales, in basis points (250 is 2.5 %)."""
        return round(self.cost_cents * 10_000 / self.sales_cents) if self.sales_cents > 0 else 0
