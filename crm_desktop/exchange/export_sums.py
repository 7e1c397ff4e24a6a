"""The columns of an exported table that are worked out from purchases and points; nobody reads them back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from crm_desktop.domain.purchases.stages import STAGE_NAMES, StageRule
from crm_desktop.shared.formats import number
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


@dataclass(frozen=True, slots=True)
class SumWords:
    """How sums are said.

    Attributes:
        rule: what tells the stages.
        tiers: id -> name.
        locale: how numbers are written.
    """

    rule: StageRule
    tiers: Mapping[int, str]
    locale: str

    def fill(self, cells: list[Any], first: int) -> None:
        """Complete the sums of one customer, the first of which stands at `first`."""
        bought, points, tier, spent, purchases, last, rhythm, _expected = cells[first : first + len(SUMS)]
        stage = self.rule.stage_of(bought or 0, date.fromisoformat(last) if last else None)
        cells[first : first + len(SUMS) - 3] = (
            _(STAGE_NAMES[stage]),
            str(points) if points else "",
            self.tiers.get(tier, ""),
            number(Decimal(spent) / 100, self.locale, 2) if bought else "",
            str(purchases) if purchases else "",
        )
        cells[first + len(SUMS) - 2] = "" if rhythm is None else str(rhythm)
