from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

from crm_desktop.domain.purchases.model import Sale
from crm_desktop.services import purchases, sales_figures
from tests.factories import TODAY, a_shop


def test_a_day_counts_its_sales_and_takes_off_what_came_back(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path)) as shop:
        assert sales_figures.of_day(shop, TODAY) is None
        purchases.sell(shop, Sale(None, 1_000, day=TODAY - timedelta(days=1)))
        assert sales_figures.of_day(shop, TODAY) == (0, 0)
        purchases.sell(shop, Sale(None, 2_550))
        back = purchases.sell(shop, Sale(None, 1_000)).value.purchase_id
        purchases.give_back(shop, back, None)
        assert sales_figures.of_day(shop, TODAY) == (2, 2_550)
