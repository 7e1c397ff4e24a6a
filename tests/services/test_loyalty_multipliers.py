"""More points for some customers: who they are is asked as it stood before the purchase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.loyalty.model import Multiplier, MultiplierKind
from crm_desktop.domain.purchases.model import Sale
from crm_desktop.domain.segments.model import Segment
from crm_desktop.domain.segments.tree import from_json
from crm_desktop.services import loyalty_preview, purchases, segments
from tests.services.loyal import a_person, a_program

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"condition": "stage", "operator": "any_of", "value": ["prospect"]}, [20, 10, 10]),
        ({"condition": "purchases", "operator": "at_least", "value": 1}, [10, 20, 20]),
        ({"condition": "bought", "operator": "in", "value": {"when": "today"}}, [10, 20, 20]),
        ({"condition": "points", "operator": "at_least", "value": 20}, [10, 10, 20]),
    ],
)
def test_a_purchase_does_not_decide_what_it_is_multiplied_by(
    shop: Shop, rule: dict[str, object], expected: list[int]
) -> None:
    key = segments.save(shop, Segment("Doble", tree=from_json(rule))).value
    a_program(shop, multipliers=(Multiplier(MultiplierKind.SEGMENT, 200, segment=key),))
    ana = a_person(shop)
    for points in expected:
        sale = Sale(ana, 1_000)
        assert loyalty_preview.preview(shop, sale) == f"+{points} points"
        assert purchases.sell(shop, sale).value.points == points


def test_reading_aside_sees_the_shop_before_the_operation(shop: Shop) -> None:
    count = "SELECT count(*) FROM tag"
    with shop.operation("test") as operation:
        operation.insert("tag", name="vip")
        with shop.db.before_operation():
            assert shop.db.read_one(count) == (0,)
            with shop.db.reading() as connection:
                assert connection.execute(count).fetchone() == (0,)
        assert shop.db.read_one(count) == (1,)
    with shop.db.before_operation():  # outside of one, nothing changes
        assert shop.db.read_one(count) == (1,)
