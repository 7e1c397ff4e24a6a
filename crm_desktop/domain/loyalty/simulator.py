"""Running a program over past purchases, in memory and in one pass, sorted by customer and day.

Whoever reaches the reward takes it at once, as far as they are among those who take rewards at all. The same
functions give the points as for a real purchase; what is left out is that a tier is kept or has a grace.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from crm_desktop.domain.loyalty.earning import Earning
from crm_desktop.domain.loyalty.model import Gives, Program, ProgramKind, Reward
from crm_desktop.domain.loyalty.past import Known, PastDay
from crm_desktop.domain.loyalty.rules import ExpiryKind, MultiplierKind
from crm_desktop.domain.loyalty.simulated_customer import SimulatedCustomer
from crm_desktop.domain.loyalty.simulation import SimulatedMonth, Simulation
from crm_desktop.domain.loyalty.tiers import months_later

_FAR = 10**9  # an ordinal that no day reaches


def reward_of(program: Program, rewards: Iterable[Reward]) -> Reward | None:
    """Return the reward that customers are taken to want: the card's own, or the cheapest."""
    offered = [r for r in rewards if r.archived_at is None]
    card = program.rules.card
    if program.kind is ProgramKind.STAMPS and card.reward_id is not None:
        chosen = [r for r in offered if r.id == card.reward_id]
        offered = chosen or offered
    return min(offered, key=lambda r: (r.cost, r.value_cents), default=None)


class Simulator:
    """One run of a program over a period."""

    def __init__(
        self, program: Program, reward: Reward | None, first: date, last: date, share_pct: int, known: Known
    ) -> None:
        rules = program.rules
        self.program, self.rules, self.known = program, rules, known
        self.reward, self.share = reward, share_pct
        self.first, self.last = first, last
        self.earning = Earning(rules)
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        self.months = [
            [0] * 6 for _month in range(months)
        ]  # sales, given, spent, expired, rewards, gift cost
        self.sales_count = 0
        self._days: dict[str, PastDay] = {}
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
        self.cost = reward.cost if reward else _FAR
        self.limit = reward.per_customer if reward and reward.per_customer else _FAR
        self.customers = self.reached = self.rewarded = self.gifts = self.outstanding = 0
        self.tiers: dict[str, int] = {tier.name: 0 for tier in program.tiers}

    def run(self, purchases: Iterable[tuple[int, str, int, int]]) -> Simulation:
        """Run over all sales of the period (fields as in `Past`), sorted by customer, then by day."""
        current: int | None = None
        person: SimulatedCustomer | None = None
        days, months = self._days, self.months
        for past in purchases:
            customer = past[0]
            when = days.get(past[1]) or self._day(past[1])
            months[when.month][0] += past[2]
            self.sales_count += 1
            if not customer:
                continue
            if customer != current:
                if person is not None:
                    person.end()
                current, person = customer, SimulatedCustomer(self, customer)
            if person is not None:
                person.buy(past, when)
        if person is not None:
            person.end()
        return self._result()

    def _day(self, text: str) -> PastDay:
        day = date.fromisoformat(text)
        month = (day.year - self.first.year) * 12 + day.month - self.first.month
        self._days[text] = found = PastDay(day, day.toordinal(), month)
        return found

    def _value(self) -> int:
        """Return what the reward costs the shop, in cents; a percentage, of the average purchase."""
        if self.reward is None:
            return 0
        if self.reward.gives is Gives.PERCENT:
            sales = sum(month[0] for month in self.months)
            return sales * self.reward.percent_bp // (10_000 * max(1, self.sales_count))
        return self.reward.value_cents

    def _result(self) -> Simulation:
        value = self._value()
        months = []
        for place, (sales, given, spent, expired, rewards, gifts) in enumerate(self.months):
            month = months_later(self.first.replace(day=1), place)
            months.append(
                SimulatedMonth(
                    f"{month:%Y-%m}", sales, given, spent, expired, rewards, rewards * value + gifts
                )
            )
        rewards = sum(month.rewards for month in months)
        worth = self.outstanding * value // self.cost if self.reward else 0
        return Simulation(
            given=sum(month.given for month in months),
            spent=sum(month.spent for month in months),
            expired=sum(month.expired for month in months),
            outstanding=self.outstanding,
            customers=self.customers,
            reached=self.reached,
            rewarded=self.rewarded,
            rewards=rewards,
            gifts=self.gifts,
            cost_cents=sum(month.cost_cents for month in months),
            outstanding_cents=worth,
            sales_cents=sum(month.sales_cents for month in months),
            share_pct=self.share,
            reward=self.reward.name if self.reward else "",
            tiers=tuple(self.tiers.items()),
            months=tuple(months),
        )
