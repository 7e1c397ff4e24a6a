"""The limits of a day and a month: what was brought back makes room where it was bought."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crm_desktop.domain.loyalty.model import Limits
from crm_desktop.services import journal
from tests.services.loyal import a_person, a_program, bring_back, buy, held

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop


def undo_newest(shop: Shop) -> None:
    last = journal.last_undoable(shop)
    assert last is not None
    journal.undo(shop, last.id)


def test_a_return_of_another_month_leaves_this_months_limit(shop: Shop) -> None:
    program = a_program(shop, limits=Limits(per_month=100, per_day=100))
    ana = a_person(shop)
    october = buy(shop, ana, 8_000, day=date(2026, 10, 20))
    assert buy(shop, ana, 9_000).points == 90
    bring_back(shop, october)
    assert buy(shop, ana, 9_000).points == 10
    assert held(shop, ana, program) == (100, 0)


def test_what_is_brought_back_of_this_month_can_be_earned_again(shop: Shop) -> None:
    a_program(shop, limits=Limits(per_month=100))
    ana = a_person(shop)
    november = buy(shop, ana, 10_000, day=date(2026, 11, 2))
    assert buy(shop, ana, 1_000).points == 0
    bring_back(shop, november, 4_000)
    assert buy(shop, ana, 9_000).points == 40
    undo_newest(shop)  # of that purchase
    undo_newest(shop)  # of the return
    assert buy(shop, ana, 9_000).points == 0
