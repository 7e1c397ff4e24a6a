"""How many points (or stamps) a purchase gives: whole numbers, and a fraction rounded once, at the end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crm_desktop.domain.customers.birthdays import next_birthday
from crm_desktop.domain.loyalty.rules import (
    Basis,
    BirthdaySpan,
    Combine,
    EarnRule,
    Limits,
    Multiplier,
    MultiplierKind,
    Rounding,
    Rules,
)

_WEEK = timedelta(days=3)
_ROUNDED: dict[Rounding, Callable[[int, int], int]] = {
    Rounding.DOWN: lambda above, below: above // below,
    Rounding.NEAREST: lambda above, below: (2 * above + below) // (2 * below),
    Rounding.UP: lambda above, below: -(-above // below),
}

# Rules that multiply each other may come to more than a file can hold: a sale must not end in a fault.
MOST_POINTS = 1_000_000_000


class BoughtLine(NamedTuple):
    """What the rules look at in a line of a purchase: thousandths of a unit, and cents."""

    product_id: int | None
    category: str
    quantity_milli: int
    total_cents: int


class Earning:
    """The earning rules of a program, made ready to be asked often."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.limits = rules.limits
        self._amounts = tuple(
            (r.points, r.per_cents) for r in rules.earn if r.basis is Basis.AMOUNT and r.per_cents > 0
        )
        self._visit = sum(r.points for r in rules.earn if r.basis is Basis.VISIT)
        self._of_lines = tuple(r for r in rules.earn if r.basis in (Basis.PRODUCT, Basis.CATEGORY))
        self._instead = tuple(r for r in self._of_lines if r.instead)
        self._round = _ROUNDED[rules.rounding]
        self.needs_lines = bool(self._of_lines)
        self.needs_categories = any(r.basis is Basis.CATEGORY for r in self._of_lines)

    def points(self, cents: int, lines: Sequence[BoughtLine] = (), percent: tuple[int, int] = (1, 1)) -> int:
        """Return what a purchase gives before the limits of day and month.

        Args:
            cents: its total.
            lines: its lines; only needed when `needs_lines`.
            percent: what it is multiplied by, as a fraction, see `multiplier`.
        """
        if cents < self.rules.min_cents or cents < 0:
            return 0
        above, below = self._visit, 1
        counted = cents
        if self._of_lines:
            above, below = self._lines(lines, above, below)
            counted = max(0, cents - self._elsewhere(lines))
        for points, per_cents in self._amounts:
            above, below = above * per_cents + points * counted * below, below * per_cents
        found = min(MOST_POINTS, max(0, self._round(above * percent[0], below * percent[1])))
        most = self.limits.per_purchase
        return found if most is None else min(found, most)

    def _lines(self, lines: Sequence[BoughtLine], above: int, below: int) -> tuple[int, int]:
        for rule in self._of_lines:
            for line in lines:
                if line.total_cents >= 0 and _is_for(rule, line):
                    if rule.per_cents:
                        above = above * rule.per_cents + rule.points * line.total_cents * below
                        below *= rule.per_cents
                    else:
                        above = above * 1000 + rule.points * line.quantity_milli * below
                        below *= 1000
        return above, below

    def _elsewhere(self, lines: Sequence[BoughtLine]) -> int:
        """Return the cents that count in a rule of their own only."""
        return sum(line.total_cents for line in lines if any(_is_for(rule, line) for rule in self._instead))


def _is_for(rule: EarnRule, line: BoughtLine) -> bool:
    if rule.basis is Basis.PRODUCT:
        return line.product_id is not None and line.product_id == rule.product_id
    return bool(rule.category) and line.category == rule.category


def multiplier(
    rules: Rules, day: date, tier_pct: int = 100, birth: str = "", segments: Collection[str] = ()
) -> tuple[int, int]:
    """Return what the points of a purchase are multiplied by, as a fraction (above, below).

    Args:
        rules: the program's.
        day: of the purchase.
        tier_pct: the multiplier of the customer's tier.
        birth: the customer's birth date as it is stored, "" for none.
        segments: the keys of those segments of the rules that the customer is in.
    """
    percents = [tier_pct] if tier_pct != 100 else []
    percents += [m.percent for m in rules.multipliers if _holds(m, day, birth, segments)]
    if not percents:
        return 1, 1
    if rules.combine is Combine.HIGHEST:
        return max(percents), 100
    above = below = 1
    for percent in percents:
        above, below = above * percent, below * 100
    return above, below


def _holds(rule: Multiplier, day: date, birth: str, segments: Collection[str]) -> bool:
    if rule.kind is MultiplierKind.WEEKDAY:
        return day.weekday() in rule.weekdays
    if rule.kind is MultiplierKind.SEGMENT:
        return rule.segment in segments
    return is_birthday(birth, day, rule.span)


def is_birthday(birth: str, day: date, span: BirthdaySpan) -> bool:
    """Tell whether a day is near a birthday: on it, three days before or after, or in its month."""
    if not birth:
        return False
    if span is BirthdaySpan.MONTH:
        return int(birth[-5:-3]) == day.month
    around = _WEEK if span is BirthdaySpan.WEEK else timedelta()
    found = next_birthday(birth, day - around)
    return found is not None and found <= day + around


def within(limits: Limits, points: int, given_that_day: int, given_that_month: int) -> int:
    """Return how many of a purchase's points the limits of day and month let through.

    Args:
        limits: the program's.
        points: what the purchase gives, its own limit applied.
        given_that_day: what purchases of that day gave already, returns taken off.
        given_that_month: the same of its month.
    """
    if limits.per_day is not None:
        points = min(points, limits.per_day - max(0, given_that_day))
    if limits.per_month is not None:
        points = min(points, limits.per_month - max(0, given_that_month))
    return max(0, points)


def kept_of(given: int, total_cents: int, returned_cents: int) -> int:
    """Return how many of the points that a sale gave stay when part of it was given back.

    In proportion to the money, to the nearest point (a half stays with the customer); a sale of nothing keeps
    nothing.
    """
    if returned_cents <= 0:
        return given
    if total_cents <= 0 or returned_cents >= total_cents:
        return 0
    return (2 * given * (total_cents - returned_cents) + total_cents) // (2 * total_cents)
