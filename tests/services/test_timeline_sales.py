"""Purchases, orders and consents in the timeline of a customer."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from crm_desktop.domain.consents import Consent, Purpose
from crm_desktop.domain.products.wishes import Wish, WishState
from crm_desktop.domain.purchases.model import ONE, PurchaseLine, Sale
from crm_desktop.services import consents, customers, journal, purchases, wishes
from crm_desktop.services.timeline import timeline
from tests.factories import a_customer, a_shop


def test_purchases_orders_and_consents_are_told_with_amount_and_ticket(tmp_path: Path) -> None:
    with closing(a_shop(tmp_path)) as shop:
        clock: Any = shop.clock
        ana = customers.save_customer(shop, a_customer()).value
        clock.instant += timedelta(minutes=1)
        lines = (PurchaseLine("Hilo", 3 * ONE, 250),)
        sold = purchases.sell(shop, Sale(ana, lines=lines, ticket="T-7"))
        clock.instant += timedelta(minutes=1)
        back = purchases.give_back(shop, sold.value.purchase_id)
        clock.instant += timedelta(minutes=1)
        wish = wishes.save(shop, Wish(ana, "Lana azul")).value
        wishes.close(shop, [wish], WishState.CANCELLED)
        clock.instant += timedelta(minutes=1)
        consents.record(shop, Consent(ana, Purpose.TELEPHONE, given=True, source="mostrador"))
        clock.instant += timedelta(minutes=1)
        consents.record(shop, Consent(ana, Purpose.TELEPHONE, given=False))
        told = [(e.kind, e.title, e.detail) for e in timeline(shop, ana)]
        assert told[:5] == [
            ("withdrawn", "Consent withdrawn: telephone calls", ""),
            ("consent", "Consent given: telephone calls", "mostrador"),
            ("wish", "Lana azul", "Order · Cancelled"),
            ("return", "Return of 7,50\xa0€", "3 × Hilo"),
            ("sale", "Purchase of 7,50\xa0€", "Ticket T-7 · 3 × Hilo · Given back"),
        ]
        assert [kind for kind, _title, _detail in told[5:]] == ["added"]
        assert back.operation is not None
        journal.undo(shop, back.operation)
        assert [e.kind for e in timeline(shop, ana)] == ["withdrawn", "consent", "wish", "sale", "added"]
