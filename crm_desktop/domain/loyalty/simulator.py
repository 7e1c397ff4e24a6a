"""Running a program over past purchases, in memory and in one pass, sorted by customer and day.

Whoever reaches the reward takes it at once, as far as they are among those who take rewards at all. The same
functions give the points as for a real purchase; what is left out is that a tier is kept or has a grace.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crm_desktop.domain.customers.birthdays import next_birthday
from crm_desktop.domain.loyalty.earning import BoughtLine, Earning, multiplier, within
from crm_desktop.domain.loyalty.model import Gives, Program, ProgramKind, Reward
from crm_desktop.domain.loyalty.rules import ExpiryKind, GiftKind, MultiplierKind, TierBasis
from crm_desktop.domain.loyalty.simulation import SimulatedMonth, Simulation
from crm_desktop.domain.loyalty.tiers import months_later, reached, window_start

_FAR = 10**9  # an ordinal that no day reaches


class Past(NamedTuple):
    """One past sale, what was given back of it taken off; nobody known is customer 0."""

    customer_id: int
    day: str
    cents: int
    id: int


class Known(NamedTuple):
    """What is known beside the purchases.

    Attributes:
        births: customer -> birth date as it is stored.
        members: segment -> its customers.
        lines: purchase -> its lines.
        recommended: customers who bought for the first time in the period and had been recommended.
    """

    births: Mapping[int, str] = {}
    members: Mapping[str, Collection[int]] = {}
    lines: Mapping[int, Sequence[BoughtLine]] = {}
    recommended: Collection[int] = frozenset()


class _Day(NamedTuple):
    day: date
    number: int
    month: int


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
        self._program, self._rules, self._known = program, rules, known
        self._reward, self._share = reward, share_pct
        self._first, self._last = first, last
        self._earning = Earning(rules)
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        self._months = [
            [0] * 6 for _month in range(months)
        ]  # sales, given, spent, expired, rewards, gift cost
        self._sales_count = 0
        self._days: dict[str, _Day] = {}
        self._plain = not rules.multipliers and not program.tiers
        self._births = rules.birthday is not None or any(
            m.kind is MultiplierKind.BIRTHDAY for m in rules.multipliers
        )
        self._segments = [m.segment for m in rules.multipliers if m.kind is MultiplierKind.SEGMENT]
        self._limited = rules.limits.per_day is not None or rules.limits.per_month is not None
        self._age = rules.expiry.days if rules.expiry.kind is ExpiryKind.AGE else None
        self._silence = rules.expiry.days if rules.expiry.kind is ExpiryKind.INACTIVITY else None
        self._cost = reward.cost if reward else _FAR
        self._limit = reward.per_customer if reward and reward.per_customer else _FAR
        self._customers = self._reached = self._rewarded = self._gifts = self._outstanding = 0
        self._tiers: dict[str, int] = {tier.name: 0 for tier in program.tiers}

    def run(self, purchases: Iterable[Past]) -> Simulation:
        """Run over all sales of the period, sorted by customer, then by day."""
        current: int | None = None
        person: _Person | None = None
        for past in purchases:
            when = self._days.get(past.day) or self._day(past.day)
            self._months[when.month][0] += past.cents
            self._sales_count += 1
            if not past.customer_id:
                continue
            if past.customer_id != current:
                if person is not None:
                    person.end()
                current, person = past.customer_id, _Person(self, past.customer_id)
            if person is not None:
                person.buy(past, when)
        if person is not None:
            person.end()
        return self._result()

    def _day(self, text: str) -> _Day:
        day = date.fromisoformat(text)
        month = (day.year - self._first.year) * 12 + day.month - self._first.month
        self._days[text] = found = _Day(day, day.toordinal(), month)
        return found

    def _value(self) -> int:
        """Return what the reward costs the shop, in cents; a percentage, of the average purchase."""
        if self._reward is None:
            return 0
        if self._reward.gives is Gives.PERCENT:
            sales = sum(month[0] for month in self._months)
            return sales * self._reward.percent_bp // (10_000 * max(1, self._sales_count))
        return self._reward.value_cents

    def _result(self) -> Simulation:
        value = self._value()
        months = []
        for place, (sales, given, spent, expired, rewards, gifts) in enumerate(self._months):
            month = months_later(self._first.replace(day=1), place)
            months.append(
                SimulatedMonth(
                    f"{month:%Y-%m}", sales, given, spent, expired, rewards, rewards * value + gifts
                )
            )
        rewards = sum(month.rewards for month in months)
        worth = self._outstanding * value // self._cost if self._reward else 0
        return Simulation(
            given=sum(month.given for month in months),
            spent=sum(month.spent for month in months),
            expired=sum(month.expired for month in months),
            outstanding=self._outstanding,
            customers=self._customers,
            reached=self._reached,
            rewarded=self._rewarded,
            rewards=rewards,
            gifts=self._gifts,
            cost_cents=sum(month.cost_cents for month in months),
            outstanding_cents=worth,
            sales_cents=sum(month.sales_cents for month in months),
            share_pct=self._share,
            reward=self._reward.name if self._reward else "",
            tiers=tuple(self._tiers.items()),
            months=tuple(months),
        )


class _Person:
    """One customer while a simulation passes over their purchases."""

    __slots__ = (
        "_birth",
        "_bought_from",
        "_given",
        "_held",
        "_lots",
        "_open",
        "_run",
        "_seen",
        "_spans",
        "_taken",
        "_takes",
        "_value",
        "_window",
        "key",
    )

    def __init__(self, run: Simulator, key: int) -> None:
        self._run, self.key = run, key
        self._birth = run._known.births.get(key, "") if run._births else ""
        self._held = 0  # what can be used
        self._open = self._given = False
        self._lots: deque[list[int]] = deque()  # [first usable day, last day, points], the oldest first
        self._window: deque[tuple[date, int]] = deque()
        self._value = self._taken = 0
        self._takes: bool | None = None
        self._spans: dict[str, int] = {}
        self._seen = -1  # the number of the last day
        self._bought_from: date | None = None

    def buy(self, past: Past, when: _Day) -> None:
        """Give what a purchase earns, and take rewards that are within reach."""
        run = self._run
        if self._bought_from is None:
            self._bought_from = when.day
            if run._rules.referral is not None:
                self._recommended(past, when)
        if self._lots:
            self._expire(when.number)
        self._seen = when.number
        points = self._points(past, when)
        if points:
            run._months[when.month][1] += points
            if not self._given:
                self._given = True
                run._customers += 1
            self._add(points, when)
        self._redeem(when)

    def _points(self, past: Past, when: _Day) -> int:
        run = self._run
        percent = (1, 1) if run._plain else self._percent(when.day)
        lines = run._known.lines.get(past.id, ()) if run._earning.needs_lines else ()
        points = run._earning.points(past.cents, lines, percent)
        if points and run._limited:
            day, month = past.day, past.day[:7]
            spans = self._spans
            points = within(run._rules.limits, points, spans.get(day, 0), spans.get(month, 0))
            spans[day] = spans.get(day, 0) + points
            spans[month] = spans.get(month, 0) + points
        if run._program.tiers:
            spent = run._rules.tiers.basis is TierBasis.SPEND
            self._count(when.day, past.cents if spent else points)
        return points

    def _percent(self, day: date) -> tuple[int, int]:
        run = self._run
        tier = reached(run._program.tiers, self._worth(day)) if run._program.tiers else None
        inside = [key for key in run._segments if self.key in run._known.members.get(key, ())]
        return multiplier(run._rules, day, tier.multiplier_pct if tier else 100, self._birth, inside)

    def _count(self, day: date, value: int) -> None:
        self._window.append((day, value))
        self._value += value

    def _worth(self, day: date) -> int:
        """Return what counts for the tier on a day."""
        start = window_start(self._run._rules.tiers, day)
        while start is not None and self._window and self._window[0][0] < start:
            self._value -= self._window.popleft()[1]
        return self._value

    def _add(self, points: int, when: _Day) -> None:
        run = self._run
        lock, age, silence = run._rules.lock_days, run._age, run._silence
        if not lock and age is None and silence is None:
            self._held += points
            return
        if silence is not None:
            for lot in self._lots:
                lot[1] = when.number + silence
        last = when.number + (age if age is not None else silence if silence is not None else _FAR)
        self._lots.append([when.number + lock, last, points])

    def _expire(self, today: int) -> None:
        """Let go what was lost before a day, in the month of its last day."""
        run = self._run
        while self._lots and self._lots[0][1] < today:
            _usable, last, points = self._lots.popleft()
            day = date.fromordinal(last)
            month = (day.year - run._first.year) * 12 + day.month - run._first.month
            run._months[min(max(month, 0), len(run._months) - 1)][3] += points

    def _redeem(self, when: _Day) -> None:
        run = self._run
        cost = run._cost
        usable = self._held + sum(lot[2] for lot in self._lots if lot[0] <= when.number)
        if usable < cost:
            return
        if self._takes is None:
            run._reached += 1
            self._takes = run._reached * run._share // 100 > (run._reached - 1) * run._share // 100
            run._rewarded += self._takes
        if not self._takes:
            return
        count = min(usable // cost, run._limit - self._taken)
        if count <= 0:
            return
        self._taken += count
        run._months[when.month][4] += count
        run._months[when.month][2] += count * cost
        self._spend(count * cost, when.number)

    def _spend(self, points: int, today: int) -> None:
        for lot in self._lots:
            if lot[0] <= today and points:
                taken = min(lot[2], points)
                lot[2] -= taken
                points -= taken
        self._lots = deque(lot for lot in self._lots if lot[2])
        self._held -= points

    def _recommended(self, past: Past, when: _Day) -> None:
        run, referral = self._run, self._run._rules.referral
        if referral is None or self.key not in run._known.recommended or past.cents < referral.min_cents:
            return
        run._gifts += 1
        run._months[when.month][1] += referral.points + referral.friend_points
        run._outstanding += referral.points
        if referral.friend_points:
            self._add(referral.friend_points, when)

    def end(self) -> None:
        """Count what is left at the end of the period."""
        run = self._run
        if run._rules.birthday is not None and self._birth:
            self._birthdays()
        self._expire(run._last.toordinal())
        run._outstanding += self._held + sum(lot[2] for lot in self._lots)
        if run._program.tiers:
            tier = reached(run._program.tiers, self._worth(run._last))
            if tier is not None:
                run._tiers[tier.name] += 1

    def _birthdays(self) -> None:
        run, gift = self._run, self._run._rules.birthday
        day = next_birthday(self._birth, self._bought_from or run._first)
        while gift is not None and day is not None and day <= run._last:
            month = run._months[(day.year - run._first.year) * 12 + day.month - run._first.month]
            run._gifts += 1
            if gift.gives is GiftKind.POINTS:
                month[1] += gift.points
                run._outstanding += gift.points
            elif gift.gives is GiftKind.AMOUNT:
                month[5] += gift.value_cents * run._share // 100
            else:
                average = sum(m[0] for m in run._months) // max(1, run._sales_count)
                month[5] += average * gift.percent_bp * run._share // 1_000_000
            day = next_birthday(self._birth, day + timedelta(days=1))
