"""The figures of the programs: what was taken back is taken off where it was counted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from crm_desktop.domain.loyalty.model import Expiry, ExpiryKind
from crm_desktop.services import journal, loyalty, loyalty_overview
from tests.factories import NOW, a_clock
from tests.services.loyal import a_person, a_program, a_reward, bring_back, buy

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop


def figures(shop: Shop) -> tuple[int, int, int, int, int]:
    """Returns given, spent, expired, outstanding and redemptions of the one program."""
    (view,) = loyalty_overview.overview(shop)
    return view.given, view.spent, view.expired, view.outstanding, view.redemptions


def undo(shop: Shop, operation: int | None) -> int | None:
    assert operation is not None
    return journal.undo(shop, operation).operation


def test_what_was_taken_back_is_taken_off_where_it_was_counted(shop: Shop) -> None:
    shop.clock = clock = a_clock()
    program = a_program(shop, expiry=Expiry(ExpiryKind.AGE, 30))
    reward, ana = a_reward(shop, program, 20), a_person(shop)
    sold = buy(shop, ana, 10_000)
    taken = loyalty.redeem(shop, ana, reward).operation
    assert figures(shop) == (100, 20, 0, 80, 1)
    again = undo(shop, undo(shop, taken))
    assert figures(shop) == (100, 20, 0, 80, 1)
    undo(shop, again)
    assert figures(shop) == (100, 0, 0, 100, 0)
    bring_back(shop, sold, 4_000)
    assert figures(shop) == (60, 0, 0, 60, 0)
    clock.instant = NOW + timedelta(days=31)
    lost = loyalty.run_daily(shop).operation
    assert figures(shop) == (60, 0, 60, 0, 0)
    undo(shop, lost)
    assert figures(shop) == (60, 0, 0, 60, 0)
    undo(shop, loyalty.adjust(shop, [ana], program, 7, "x").operation)
    assert figures(shop) == (60, 0, 0, 60, 0)
