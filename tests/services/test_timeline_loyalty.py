"""Rewards, gifts and points by hand in the timeline of a customer."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from crm_desktop.domain.loyalty.model import Expiry, ExpiryKind
from crm_desktop.services import journal, loyalty
from crm_desktop.services.timeline import timeline
from tests.factories import a_shop
from tests.services.loyal import a_card, a_person, a_program, a_reward, buy


def test_what_happened_with_points_is_told_and_what_purchases_gave_is_not_told_twice(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path)) as shop:
        clock: Any = shop.clock
        ana = a_person(shop)
        program, card = a_program(shop, expiry=Expiry(ExpiryKind.AGE, 9)), a_card(shop, 1)
        reward, coffee = a_reward(shop, program, 10, "Vale"), a_reward(shop, card, 1, "Café")
        buy(shop, ana, 2_000)
        undone = loyalty.adjust(shop, [ana], program, 7, "Se anula").operation
        journal.undo(shop, undone or 0)
        for step in (
            lambda: loyalty.redeem(shop, ana, reward),
            lambda: loyalty.redeem(shop, ana, coffee),
            lambda: loyalty.adjust(shop, [ana], program, 1_500, "Por el aniversario"),
        ):
            clock.instant += timedelta(minutes=1)
            step()
        clock.instant += timedelta(days=10)
        loyalty.run_daily(shop)
        told = [(e.title, e.detail) for e in timeline(shop, ana) if e.kind == "points"]
        assert told == [
            ("−1.510 points", "Expired · Puntos"),
            ("+1.500 points", "By hand · Por el aniversario · Puntos"),
            ("−1 stamp", "Reward · Café · Sellos"),
            ("−10 points", "Reward · Vale · Puntos"),
        ]
        assert [e.kind for e in timeline(shop, ana)].count("sale") == 1
