"""The columns of an exported table that are worked out from purchases and points; nobody reads them back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from crm_desktop.domain.purchases.stages import STAGE_NAMES, StageRule
from crm_desktop.shared.formats import separators
from crm_desktop.shared.i18n import N_, _

# What is fetched (columns of `customer_totals t`), and the title. The titles are longer than those on the
# screen, so that no column that a shop has made itself is called the same.
SUMS: tuple[tuple[str, str], ...] = (
    ("t.purchases", N_("Stage of the relationship")),
    ("t.points", N_("Balance of points")),
    ("t.tier_id", N_("Loyalty tier")),
    ("t.spent_cents", N_("Spent in all")),
    ("t.purchases", N_("Number of purchases")),
    ("t.last_day", N_("Day of the last purchase")),
    ("t.rhythm_days", N_("Days between purchases")),
    ("t.expected_day", N_("Expected again on")),
)


class SumWords:
    """How sums are said.

    Args:
        rule: what tells the stages.
        tiers: id -> name.
        locale: how numbers are written.
    """

    def __init__(self, rule: StageRule, tiers: Mapping[int, str], locale: str) -> None:
        self._rule = rule
        self._tiers = tiers
        self._group, self._point = separators(locale)
        self._names = {stage: _(name) for stage, name in STAGE_NAMES.items()}
        self._stages: dict[tuple[int, str], str] = {}  # whoever bought last on the same day has the same

    def fill(self, cells: list[Any], first: int) -> None:
        """Complete the sums of one customer, the first of which stands at `first`."""
        bought, points, tier, spent, _purchases, last, rhythm, _expected = cells[first : first + len(SUMS)]
        key = (min(bought or 0, 2), last)
        stage = self._stages.get(key)
        if stage is None:
            stage = self._names[self._rule.stage_of(key[0], date.fromisoformat(last) if last else None)]
            self._stages[key] = stage
        cells[first : first + 5] = (
            stage,
            str(points) if points else "",
            self._tiers.get(tier, ""),
            self._amount(spent) if bought else "",
            str(bought) if bought else "",
        )
        cells[first + 6] = "" if rhythm is None else str(rhythm)

    def _amount(self, cents: int) -> str:
        units, rest = divmod(abs(cents), 100)
        return f"{'-' if cents < 0 else ''}{units:,}".replace(",", self._group) + f"{self._point}{rest:02d}"
