"""Examples of the operations of sales, products, orders and consents, and what they want."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from crm_desktop.domain.consents import Consent, Purpose
from crm_desktop.domain.products.model import AfterSalesStep, KnowledgeCard, Product, StepKind
from crm_desktop.domain.products.wishes import Wish, WishState
from crm_desktop.domain.purchases.model import ONE, PurchaseLine, Sale
from crm_desktop.services import consents, products, purchases, stages, wishes
from crm_desktop.services.changes import Changes
from crm_desktop.services.shop import Shop

ANA, PORT, ZOE = 1, 2, 3
WOOL, THREAD = 1, 2
ORDER, WISH = 1, 2
UNKNOWN, LINES = 3, 4


def prepare(shop: Shop) -> None:
    """Two products, two orders, a consent, a sale to somebody unknown and one of several lines."""
    steps = (
        AfterSalesStep(StepKind.INSTALLATION, after_days=2),
        AfterSalesStep(StepKind.MAINTENANCE, after_days=30, every_months=6, times=3),
    )
    products.save(shop, Product("Lana", code="100", price_cents=500, steps=steps))
    products.save(shop, Product("Hilo"))
    products.archive(shop, [THREAD])
    wishes.save(shop, Wish(ANA, product_id=WOOL))
    wishes.save(shop, Wish(ZOE, "Botones dorados"))
    consents.record(shop, Consent(ANA, Purpose.TELEPHONE, given=True))
    purchases.sell(shop, Sale(None, 2_000))
    lines = (PurchaseLine(product_id=WOOL, quantity_milli=3 * ONE, price_cents=500), PurchaseLine("Tela"))
    purchases.sell(shop, Sale(ZOE, lines=lines, ticket="T-1"))


def _changed(shop: Shop) -> Product:
    wool = products.get(shop, WOOL)
    steps = (replace(wool.steps[1], times=9), AfterSalesStep(StepKind.WARRANTY, after_days=700))
    return replace(wool, name="Lana merina", card=KnowledgeCard(what="Abriga"), steps=steps)


EXAMPLES: dict[str, Callable[[Shop], Changes[Any]]] = {
    "sell with a plan": lambda shop: purchases.sell(
        shop, Sale(ANA, lines=(PurchaseLine(product_id=WOOL, price_cents=500),), ticket="T-2")
    ),
    "sell to who is archived": lambda shop: purchases.sell(shop, Sale(PORT, 700)),
    "give_back a line": lambda shop: purchases.give_back(shop, LINES, {1: 3 * ONE}),
    "give_back all": lambda shop: purchases.give_back(shop, LINES),
    "assign_purchase": lambda shop: purchases.assign(shop, UNKNOWN, ANA),
    "save_product": lambda shop: products.save(shop, _changed(shop)),
    "save_product new": lambda shop: products.save(shop, Product("Botón", steps=_changed(shop).steps[1:])),
    "archive_products": lambda shop: products.archive(shop, [WOOL, THREAD]),
    "restore_products": lambda shop: products.restore(shop, [WOOL, THREAD]),
    "save_wish": lambda shop: wishes.save(shop, replace(wishes.get(shop, WISH), what="Botones")),
    "save_wish new": lambda shop: wishes.save(shop, Wish(PORT, "Cinta", product_id=WOOL)),
    "wishes_arrived": lambda shop: wishes.arrived(shop, [ORDER, WISH]),
    "close_wishes": lambda shop: wishes.close(shop, [ORDER, WISH], WishState.CANCELLED),
    "record_consent": lambda shop: consents.record(shop, Consent(ANA, Purpose.TELEPHONE, given=False)),
    "save_setting of stages": lambda shop: stages.set_lapsed_days(shop, 90),
}
