"""What one run of the simulator knows and counts."""

from __future__ import annotations

from datetime import date

from crm_desktop.domain.loyalty.earning import Earning
from crm_desktop.domain.loyalty.model import Program, Reward
from crm_desktop.domain.loyalty.past import Known
from crm_desktop.domain.loyalty.rules import ExpiryKind, MultiplierKind

FAR = 10**9  # an ordinal that no day reaches


class SimulationRun:
    """One run of a program over a period: its rules made ready, and its sums so far.

    Attributes:
        months: for each month of the period: sales, points given, spent and expired, rewards, cost of gifts,
            gifts of a percentage.
        simple: the points of a purchase depend on nothing but its amount.
        age, silence: after how many days points are lost, or None.
        cost, limit: of the reward, and how often one customer may take it.
        customers, reached, rewarded, gifts, outstanding, tiers: as in `Simulation`.
    """

    def __init__(
        self, program: Program, reward: Reward | None, first: date, last: date, share_pct: int, known: Known
    ) -> None:
        rules = program.rules
        self.program, self.rules, self.known = program, rules, known
        self.reward, self.share = reward, share_pct
        self.first, self.last = first, last
        self.earning = Earning(rules)
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        self.months = [[0] * 7 for _month in range(months)]
        self.sales_count = 0
        self.plain = not rules.multipliers and not program.tiers
        self.births = rules.birthday is not None or any(
            m.kind is MultiplierKind.BIRTHDAY for m in rules.multipliers
        )
        self.segments = [m.segment for m in rules.multipliers if m.kind is MultiplierKind.SEGMENT]
        self.limited = rules.limits.per_day is not None or rules.limits.per_month is not None
        # Of many purchases of the same amount, the points are worked out once where nothing else counts.
        self.simple = self.plain and not self.limited and not self.earning.needs_lines
        self.points_of: dict[int, int] = {}
        self.age = rules.expiry.days if rules.expiry.kind is ExpiryKind.AGE else None
        self.silence = rules.expiry.days if rules.expiry.kind is ExpiryKind.INACTIVITY else None
        self.cost = reward.cost if reward else FAR
        self.limit = reward.per_customer if reward and reward.per_customer else FAR
        self.customers = self.reached = self.rewarded = self.gifts = self.outstanding = 0
        self.tiers: dict[str, int] = {tier.name: 0 for tier in program.tiers}
