"""Loyalty: programs, rewards, tiers, accounts; redeeming; what runs daily; and the simulator.

What a purchase or a return does is in `loyalty_earning`, vouchers are in `vouchers`.
"""

from __future__ import annotations

from crm_desktop.services.loyalty_accounts import account, adjust, balance, statement
from crm_desktop.services.loyalty_daily import run_daily
from crm_desktop.services.loyalty_programs import (
    archive_reward,
    get_program,
    get_reward,
    programs,
    reward_named,
    rewards,
    save_program,
    save_reward,
    set_state,
)
from crm_desktop.services.loyalty_redeeming import redeem
from crm_desktop.services.loyalty_simulation import simulate

__all__ = [
    "account",
    "adjust",
    "archive_reward",
    "balance",
    "get_program",
    "get_reward",
    "programs",
    "redeem",
    "reward_named",
    "rewards",
    "run_daily",
    "save_program",
    "save_reward",
    "set_state",
    "simulate",
    "statement",
]
