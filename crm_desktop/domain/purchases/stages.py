"""The stage of the relationship with a customer: worked out from purchases and the day, never typed in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.shared.i18n import N_

LAPSED_DAYS = 180  # as long as the shop says nothing else
SHORTEST_LAPSE, LONGEST_LAPSE = 7, 3650


class RelationshipStage(StrEnum):
    """How far a customer has come, in this order."""

    PROSPECT = "prospect"  # never bought
    ONE_TIME = "one_time"  # bought once
    REPEAT = "repeat"  # bought more than once
    LAPSED = "lapsed"  # bought, and has been silent longer than the shop's threshold


STAGE_NAMES: dict[RelationshipStage, str] = {
    RelationshipStage.PROSPECT: N_("Prospect"),
    RelationshipStage.ONE_TIME: N_("One time only"),
    RelationshipStage.REPEAT: N_("Repeat customer"),
    RelationshipStage.LAPSED: N_("Former customer"),
}
STAGE_PLURALS: dict[RelationshipStage, str] = {
    RelationshipStage.PROSPECT: N_("Prospects"),
    RelationshipStage.ONE_TIME: N_("One-time customers"),
    RelationshipStage.REPEAT: N_("Repeat customers"),
    RelationshipStage.LAPSED: N_("Former customers"),
}


class StageChange(NamedTuple):
    """The day from which on a customer had a stage."""

    day: date
    stage: RelationshipStage


class StageRule(NamedTuple):
    """What the stage is worked out with besides purchases.

    Attributes:
        today: the date in the shop's zone.
        lapsed_days: after more days than these without a purchase, a customer has lapsed.
    """

    today: date
    lapsed_days: int = LAPSED_DAYS

    def stage_of(self, purchases: int, last_day: date | None) -> RelationshipStage:
        """Return the stage of a customer; see `stage_of`."""
        return stage_of(purchases, last_day, self.today, self.lapsed_days)


def lapsed_before(today: date, lapsed_days: int) -> date:
    """Return the date such that who bought last before it has lapsed."""
    return today - timedelta(days=lapsed_days)


def stage_of(purchases: int, last_day: date | None, today: date, lapsed_days: int) -> RelationshipStage:
    """Return the stage of a customer.

    Args:
        purchases: sales that were not wholly given back.
        last_day: the day of the last of them; None without any.
        today: the date in the shop's zone.
        lapsed_days: after more days than these without a purchase, a customer has lapsed.
    """
    if purchases <= 0 or last_day is None:
        return RelationshipStage.PROSPECT
    if last_day < lapsed_before(today, lapsed_days):
        return RelationshipStage.LAPSED
    return RelationshipStage.ONE_TIME if purchases == 1 else RelationshipStage.REPEAT


def history(days: Iterable[date], today: date, lapsed_days: int) -> list[StageChange]:
    """Return from which day on a customer had which stage since the first purchase, oldest first.

    Before the first purchase the customer was a prospect.

    Args:
        days: the day of each purchase that counts, one for each, in any order.
        today: the date in the shop's zone; nothing later is told.
        lapsed_days: as in `stage_of`.
    """
    changes: list[StageChange] = []
    ordered = sorted(day for day in days if day <= today)
    for count, day in enumerate(ordered, start=1):
        stage = stage_of(count, day, day, lapsed_days)
        if not changes or changes[-1].stage is not stage:
            if changes and changes[-1].day == day:
                changes.pop()
            changes.append(StageChange(day, stage))
        following = ordered[count] if count < len(ordered) else None
        lapses = day + timedelta(days=lapsed_days + 1)
        if lapses <= today and (following is None or following > lapses):
            changes.append(StageChange(lapses, RelationshipStage.LAPSED))
    return changes
