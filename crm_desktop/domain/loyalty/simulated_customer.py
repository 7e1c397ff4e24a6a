"""One customer, while a simulation passes over their purchases."""

from __future__ import annotations

from collections import deque
from datetime import date, timedelta

from crm_desktop.domain.customers.birthdays import next_birthday
from crm_desktop.domain.loyalty.earning import multiplier, within
from crm_desktop.domain.loyalty.past import Past, PastDay
from crm_desktop.domain.loyalty.rules import GiftKind, TierBasis
from crm_desktop.domain.loyalty.simulation_run import FAR, SimulationRun
from crm_desktop.domain.loyalty.tiers import reached, window_start


class SimulatedCustomer:
    """One customer while a simulation passes over their purchases."""

    __slots__ = (
        "_birth",
        "_birthday",
        "_bought",
        "_given",
        "_held",
        "_lots",
        "_run",
        "_spans",
        "_taken",
        "_takes",
        "_value",
        "_window",
        "key",
    )

    def __init__(self, run: SimulationRun, key: int) -> None:
        self._run, self.key = run, key
        self._birth = run.known.births.get(key, "") if run.births else ""
        self._held = 0  # what can be used
        self._given = False
        self._lots: deque[list[int]] = deque()  # [first usable day, last day, points], the oldest first
        self._window: deque[tuple[date, int]] = deque()
        self._value = self._taken = 0
        self._takes: bool | None = None
        self._spans: dict[str, int] = {}
        self._bought = False
        self._birthday: date | None = None  # the next one on which there is a gift

    def buy(self, past: tuple[int, str, int, int], when: PastDay) -> None:
        """Give what a purchase earns, and take rewards that are within reach."""
        run = self._run
        if not self._bought:
            self._bought = True
            if run.rules.birthday is not None:
                self._birthday = next_birthday(self._birth, when.day)
            if run.rules.referral is not None:
                self._recommended(past[2], when)
        if self._birthday is not None and self._birthday <= when.day:
            self._birthdays(when.day)
        if self._lots:
            self._expire(when.number)
            self._renew(when.number)
        if run.simple:
            points = run.points_of.get(past[2], -1)
            if points < 0:
                points = run.points_of[past[2]] = run.earning.points(past[2])
        else:
            points = self._points(Past._make(past), when)
        if points:
            run.months[when.month][1] += points
            if not self._given:
                self._given = True
                run.customers += 1
            self._add(points, when.number)
        if self._lots or self._held >= run.cost:
            self._redeem(when)

    def _points(self, past: Past, when: PastDay) -> int:
        run = self._run
        percent = (1, 1) if run.plain else self._percent(when.day)
        lines = run.known.lines.get(past.id, ()) if run.earning.needs_lines else ()
        points = run.earning.points(past.cents, lines, percent)
        if points and run.limited:
            day, month = past.day, past.day[:7]
            spans = self._spans
            points = within(run.rules.limits, points, spans.get(day, 0), spans.get(month, 0))
            spans[day] = spans.get(day, 0) + points
            spans[month] = spans.get(month, 0) + points
        if run.program.tiers:
            spent = run.rules.tiers.basis is TierBasis.SPEND
            self._count(when.day, past.cents if spent else points)
        return points

    def _percent(self, day: date) -> tuple[int, int]:
        run = self._run
        tier = reached(run.program.tiers, self._worth(day)) if run.program.tiers else None
        inside = [key for key in run.segments if self.key in run.known.members.get(key, ())]
        return multiplier(run.rules, day, tier.multiplier_pct if tier else 100, self._birth, inside)

    def _count(self, day: date, value: int) -> None:
        self._window.append((day, value))
        self._value += value

    def _worth(self, day: date) -> int:
        """Return what counts for the tier on a day."""
        start = window_start(self._run.rules.tiers, day)
        while start is not None and self._window and self._window[0][0] < start:
            self._value -= self._window.popleft()[1]
        return self._value

    def _add(self, points: int, today: int) -> None:
        run = self._run
        lock, age, silence = run.rules.lock_days, run.age, run.silence
        if not lock and age is None and silence is None:
            self._held += points
            return
        last = today + (age if age is not None else silence if silence is not None else FAR)
        self._lots.append([today + lock, last, points])

    def _renew(self, today: int) -> None:
        """Put off what silence would take: something was bought, whether it gives points or not."""
        silence = self._run.silence
        if silence is not None:
            for lot in self._lots:
                lot[1] = today + silence

    def _expire(self, today: int) -> None:
        """Let go what was lost before a day, in the month of its last day."""
        run = self._run
        while self._lots and self._lots[0][1] < today:
            _usable, last, points = self._lots.popleft()
            day = date.fromordinal(last)
            month = (day.year - run.first.year) * 12 + day.month - run.first.month
            run.months[min(max(month, 0), len(run.months) - 1)][3] += points

    def _redeem(self, when: PastDay) -> None:
        run = self._run
        cost = run.cost
        usable = self._held + sum(lot[2] for lot in self._lots if lot[0] <= when.number)
        if usable < cost:
            return
        if self._takes is None:
            run.reached += 1
            self._takes = run.reached * run.share // 100 > (run.reached - 1) * run.share // 100
            run.rewarded += self._takes
        if not self._takes:
            return
        count = min(usable // cost, run.limit - self._taken)
        if count <= 0:
            return
        self._taken += count
        run.months[when.month][4] += count
        run.months[when.month][2] += count * cost
        self._spend(count * cost, when.number)

    def _spend(self, points: int, today: int) -> None:
        for lot in self._lots:
            if lot[0] <= today and points:
                taken = min(lot[2], points)
                lot[2] -= taken
                points -= taken
        self._lots = deque(lot for lot in self._lots if lot[2])
        self._held -= points

    def _recommended(self, cents: int, when: PastDay) -> None:
        run, referral = self._run, self._run.rules.referral
        if referral is None or self.key not in run.known.recommended or cents < referral.min_cents:
            return
        run.gifts += 1
        run.months[when.month][1] += referral.points + referral.friend_points
        run.outstanding += referral.points
        if referral.friend_points:
            self._add(referral.friend_points, when.number)

    def end(self) -> None:
        """Count what is left at the end of the period."""
        run = self._run
        if self._birthday is not None:
            self._birthdays(run.last)
        self._expire(run.last.toordinal())
        run.outstanding += self._held + sum(lot[2] for lot in self._lots)
        if run.program.tiers:
            tier = reached(run.program.tiers, self._worth(run.last))
            if tier is not None:
                run.tiers[tier.name] += 1

    def _birthdays(self, until: date) -> None:
        """Give the birthday gifts that are due up to a day."""
        run, gift = self._run, self._run.rules.birthday
        while gift is not None and self._birthday is not None and self._birthday <= until:
            day = self._birthday
            month = run.months[(day.year - run.first.year) * 12 + day.month - run.first.month]
            run.gifts += 1
            if gift.gives is GiftKind.POINTS:
                month[1] += gift.points
                self._add(gift.points, day.toordinal())
            elif gift.gives is GiftKind.AMOUNT:
                month[5] += gift.value_cents * run.share // 100
            else:
                month[6] += 1
            self._birthday = next_birthday(self._birth, day + timedelta(days=1))
