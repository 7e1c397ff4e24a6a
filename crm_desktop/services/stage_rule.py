"""By which rule the stage of a customer is worked out today."""

from __future__ import annotations

from crm_desktop.domain.purchases.stages import LAPSED_DAYS, LONGEST_LAPSE, SHORTEST_LAPSE, StageRule
from crm_desktop.services.shop import Shop, read_setting

SETTING = "lapsed_days"


def stage_rule(shop: Shop) -> StageRule:
    """Return today's date and after how many days without a purchase a customer of this shop has lapsed."""
    value = read_setting(shop.db, SETTING)
    known = isinstance(value, int) and SHORTEST_LAPSE <= value <= LONGEST_LAPSE
    return StageRule(shop.clock.today(), value if known else LAPSED_DAYS)
