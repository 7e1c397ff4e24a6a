"""Rewards that customers of the sample shop took in the past, as `loyalty.redeem` writes them today."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from crm_desktop.domain.loyalty.model import Cause, EntryKind, Reward
from crm_desktop.domain.loyalty.vouchers import CODES, VoucherCause, VoucherKind, VoucherState, code_of
from crm_desktop.services.shop import Shop
from crm_desktop.shared.clock import to_text
from crm_desktop.store import ledger
from crm_desktop.store.database import Operation
from crm_desktop.store.ledger import NewEntry


class PastRewards:
    """Gives one reward, an amount of money, to many customers at instants of the past.

    Args:
        shop, operation: of the sample.
        reward: as it is stored.
        rng: of the sample; the codes depend on nothing else.
    """

    def __init__(self, shop: Shop, operation: Operation, reward: Reward, rng: Random) -> None:
        self._shop = shop
        self._operation = operation
        self._reward = reward
        self._rng = rng
        self._codes: set[str] = set()

    def give(self, customer_id: int, at: datetime, staff_id: int | None) -> bool:
        """Give the reward to a customer at an instant (UTC); return whether there were enough points."""
        run, reward, rng = self._operation, self._reward, self._rng
        redemption = run.next_id("redemption")
        day = self._shop.clock.local(at).date()
        entry = NewEntry(
            program_id=reward.program_id,
            customer_id=customer_id,
            day=day.isoformat(),
            kind=EntryKind.REDEEM,
            points=-reward.cost,
            cause=Cause.REDEMPTION,
            cause_id=redemption,
            words=reward.name,
            staff_id=staff_id,
            at=to_text(at),
        )
        written, _lacking = ledger.spend_usable(run, entry)
        if written is None:
            return False
        code = code_of(rng.randrange(CODES))
        while code in self._codes:
            code = code_of(rng.randrange(CODES))
        self._codes.add(code)
        voucher = run.insert(
            "voucher",
            code=code,
            customer_id=customer_id,
            kind=VoucherKind.AMOUNT.value,
            value_cents=reward.value_cents,
            percent_bp=0,
            min_cents=0,
            from_day=day.isoformat(),
            to_day=(day + timedelta(days=reward.valid_days)).isoformat(),
            state=VoucherState.VALID.value,
            cause=VoucherCause.REWARD.value,
            cause_id=redemption,
            text=reward.name,
            staff_id=staff_id,
            created_at=to_text(at),
        )
        run.insert(
            "redemption",
            id=redemption,
            customer_id=customer_id,
            reward_id=reward.id,
            program_id=reward.program_id,
            at=to_text(at),
            points=reward.cost,
            voucher_id=voucher,
            staff_id=staff_id,
            state="done",
        )
        return True
