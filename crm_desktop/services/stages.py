"""The stage of the relationship with each customer: worked out when it is asked for, so it is always true."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.domain.purchases.stages import (
    LONGEST_LAPSE,
    SHORTEST_LAPSE,
    RelationshipStage,
    StageChange,
)
from crm_desktop.domain.purchases.stages import history as history_of
from crm_desktop.services import settings
from crm_desktop.services.changes import Changes
from crm_desktop.services.shop import Shop
from crm_desktop.services.stage_rule import SETTING, stage_rule
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.store.queries import purchases as purchase_queries
from crm_desktop.store.queries import stages as queries

__all__ = ["StageChange", "counts", "history", "lapsed_days", "of", "set_lapsed_days"]


def of(shop: Shop, ids: Sequence[int]) -> dict[int, RelationshipStage]:
    """Return the stage of each of these customers today; ids that are gone are left out."""
    return queries.of(shop.db, ids, stage_rule(shop))


def history(shop: Shop, customer_id: int) -> list[StageChange]:
    """Return from which day on a customer had which stage, oldest first; [] for who never bought.

    It is told by today's threshold, for the past too.
    """
    return history_of(purchase_queries.days(shop.db, customer_id), shop.clock.today(), lapsed_days(shop))


def counts(shop: Shop) -> dict[RelationshipStage, int]:
    """Return how many live customers each stage has today, in the order of the stages."""
    return queries.counts(shop.db, stage_rule(shop))


def lapsed_days(shop: Shop) -> int:
    """Return after how many days without a purchase a customer of this shop has lapsed."""
    return stage_rule(shop).lapsed_days


def set_lapsed_days(shop: Shop, days: int) -> Changes[None]:
    """Say after how many days without a purchase a customer has lapsed.

    Raises:
        InvalidInput: it is out of range.
    """
    if not SHORTEST_LAPSE <= days <= LONGEST_LAPSE:
        sentence = _("Write a number of days from {least} to {most}.").format(
            least=SHORTEST_LAPSE, most=LONGEST_LAPSE
        )
        raise InvalidInput(sentence, {"lapsed_days": sentence})
    words = ngettext(
        "Customers count as former after {count} day without a purchase.",
        "Customers count as former after {count} days without a purchase.",
        days,
    ).format(count=days)
    return settings.put(shop, SETTING, days, words)
