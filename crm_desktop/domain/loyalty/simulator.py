"""Running a program over past purchases, in memory and in one pass, sorted by customer and day.

Whoever reaches the reward takes it at once, as far as they are among those who take rewards at all. The same
functions give the points as for a real purchase. Left out are that a tier is kept or has a grace, that the
points of who recommended somebody may expire, and all that was bought before the period.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from crm_desktop.domain.loyalty.model import Gives, Program, ProgramKind, Reward
from crm_desktop.domain.loyalty.past import PastDay
from crm_desktop.domain.loyalty.simulated_customer import SimulatedCustomer
from crm_desktop.domain.loyalty.simulation import SimulatedMonth, Simulation
from crm_desktop.domain.loyalty.simulation_run import SimulationRun
from crm_desktop.domain.loyalty.tiers import months_later


def reward_of(program: Program, rewards: Iterable[Reward]) -> Reward | None:
    """Return the reward that customers are taken to want: the card's own, or the cheapest."""
    offered = [r for r in rewards if r.archived_at is None]
    card = program.rules.card
    if program.kind is ProgramKind.STAMPS and card.reward_id is not None:
        chosen = [r for r in offered if r.id == card.reward_id]
        offered = chosen or offered
    return min(offered, key=lambda r: (r.cost, r.value_cents), default=None)


class Simulator(SimulationRun):
    """Goes over the purchases of a period, customer by customer."""

    def run(self, purchases: Iterable[tuple[int, str, int, int]]) -> Simulation:
        """Run over all sales of the period (fields as in `Past`), sorted by customer, then by day."""
        current: int | None = None
        person: SimulatedCustomer | None = None
        days: dict[str, PastDay] = {}
        months = self.months
        for past in purchases:
            customer = past[0]
            when = days.get(past[1]) or days.setdefault(past[1], self._day(past[1]))
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
        return PastDay(day, day.toordinal(), month)

    def _value(self) -> int:
        """Return what the reward costs the shop, in cents; a percentage, of the average purchase."""
        if self.reward is None:
            return 0
        if self.reward.gives is Gives.PERCENT:
            return self._of_average(self.reward.percent_bp)
        return self.reward.value_cents

    def _birthday_discount(self) -> int:
        """Return what a birthday voucher of a percentage costs on average, in cents."""
        gift = self.rules.birthday
        return self._of_average(gift.percent_bp * self.share) // 100 if gift is not None else 0

    def _of_average(self, basis_points: int) -> int:
        return sum(month[0] for month in self.months) * basis_points // (10_000 * max(1, self.sales_count))

    def _result(self) -> Simulation:
        value = self._value()
        months = []
        off = self._birthday_discount()
        for place, (sales, given, spent, expired, rewards, gifts, percents) in enumerate(self.months):
            month = months_later(self.first.replace(day=1), place)
            months.append(
                SimulatedMonth(
                    f"{month:%Y-%m}",
                    sales,
                    given,
                    spent,
                    expired,
                    rewards,
                    rewards * value + gifts + percents * off,
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
