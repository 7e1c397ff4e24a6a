"""Which tier a customer is in, and when it is lost."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crm_desktop.domain.loyalty.model import Tier
from crm_desktop.domain.loyalty.rules import TierRules


class Standing(NamedTuple):
    """The tier of one customer.

    Attributes:
        tier_id: None for none.
        since: the day on which it was reached; None for none.
        until: the last day on which it is sure; afterwards it has to be reached anew.
    """

    tier_id: int | None = None
    since: date | None = None
    until: date | None = None


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later (or earlier); the last of a month that is too short."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def window_start(rules: TierRules, today: date) -> date | None:
    """Return the first day that counts for a tier, or None when all that ever was counts."""
    if not rules.window_months:
        return None
    return months_later(today, -rules.window_months) + timedelta(days=1)


def reached(tiers: Sequence[Tier], value: int) -> Tier | None:
    """Return the highest tier for cents or points, or None when not even the lowest is reached."""
    found = [t for t in tiers if value >= t.threshold]
    return max(found, key=lambda t: (t.threshold, t.position)) if found else None


def next_above(tiers: Sequence[Tier], current: Tier | None) -> Tier | None:
    """Return the tier above one (None: the lowest), or None at the top."""
    above = [t for t in tiers if current is None or t.threshold > current.threshold]
    return min(above, key=lambda t: (t.threshold, t.position)) if above else None


def moved(
    standing: Standing, tiers: Sequence[Tier], value: int, today: date, rules: TierRules, *, bought: bool
) -> Standing:
    """Return where a customer stands after a look at what counts.

    Up at once. Down only when the tier's last sure day has passed: a purchase that reaches or confirms a tier
    makes it sure for `keep_months`, and from the last day on which it was reached it stays `grace_days` more.
    A day that lies before what is known changes nothing for the worse.

    Args:
        standing: where they stood.
        tiers: of the program.
        value: cents or points that count.
        today: in the shop's zone.
        rules: of the program.
        bought: whether a purchase is the reason to look.
    """
    now = reached(tiers, value)
    current = next((t for t in tiers if t.id == standing.tier_id), None)
    sure = months_later(today, rules.keep_months) if bought else today
    until = sure + timedelta(days=rules.grace_days)
    if current is not None and (now is None or now.threshold < current.threshold):
        if standing.until is not None and today <= standing.until:
            return standing
        return Standing(now.id, today, until) if now else Standing()
    if now is None:
        return Standing()
    if current is not None and now.id == current.id:
        latest = max(until, standing.until) if standing.until else until
        return Standing(current.id, standing.since, latest)
    return Standing(now.id, today, until)
