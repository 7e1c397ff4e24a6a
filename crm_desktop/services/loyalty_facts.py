"""What the rules of the programs ask about customers and products, read when a rule needs it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from crm_desktop.domain.loyalty.earning import BoughtLine, Earning
from crm_desktop.domain.loyalty.model import (
    ExpiryKind,
    MultiplierKind,
    Program,
    ProgramState,
    Rules,
)
from crm_desktop.domain.purchases.model import PurchaseLine
from crm_desktop.services.shop import Shop
from crm_desktop.store.queries import loyalty as queries
from crm_desktop.store.queries.loyalty import Version


@lru_cache(maxsize=64)
def earning(rules: Rules) -> Earning:
    """Return rules made ready to be asked."""
    return Earning(rules)


def in_force(shop: Shop) -> list[Program]:
    """Return the programs that give something now, by name."""
    return queries.programs(shop.db, "p.state = ?", (ProgramState.ACTIVE.value,))


def counts_on(program: Program, day: date) -> bool:
    """Tell whether purchases of a day count for a program."""
    return (program.from_day is None or program.from_day <= day) and (
        program.to_day is None or day <= program.to_day
    )


def version_at(versions: list[Version], at: str) -> Version:
    """Return the rules that were in force at an instant (text); the first ones for what was before."""
    return next((v for v in reversed(versions) if v.from_at <= at), versions[0])


def days_of(rules: Rules, day: date) -> tuple[str, str, int]:
    """Return the first and the last day (texts) on which points given on a day can be used, and `renews`."""
    first = (day + timedelta(days=rules.lock_days)).isoformat() if rules.lock_days else ""
    if rules.expiry.kind is ExpiryKind.NEVER:
        return first, "", 0
    last = (day + timedelta(days=rules.expiry.days)).isoformat()
    return first, last, rules.expiry.days if rules.expiry.kind is ExpiryKind.INACTIVITY else 0


class Facts:
    """What is known of customers and products; each is read once."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._birth: dict[int, str] = {}
        self._category: dict[int, str] = {}
        self._members: dict[str, frozenset[int]] = {}

    def birth(self, customer_id: int) -> str:
        """Return a customer's birth date as it is stored."""
        if customer_id not in self._birth:
            row = self._shop.db.read_one("SELECT birth FROM customer WHERE id = ?", (customer_id,))
            self._birth[customer_id] = str(row[0]) if row else ""
        return self._birth[customer_id]

    def learn_births(self) -> None:
        """Read the birth dates of all customers at once."""
        self._birth.update(self._shop.db.read("SELECT id, birth FROM customer"))

    def lines(self, lines: Iterable[PurchaseLine], earner: Earning) -> tuple[BoughtLine, ...]:
        """Return lines as the rules look at them."""
        if not earner.needs_lines:
            return ()
        return tuple(
            BoughtLine(
                line.product_id,
                self.category(line.product_id) if earner.needs_categories else "",
                line.quantity_milli,
                line.total_cents or 0,
            )
            for line in lines
        )

    def category(self, product_id: int | None) -> str:
        """Return a product's category, "" for none."""
        if product_id is None:
            return ""
        if not self._category:
            self._category.update(self._shop.db.read("SELECT id, category FROM product"))
        return self._category.get(product_id, "")

    def segments(self, rules: Rules, customer_id: int, *, many: bool = False) -> frozenset[str]:
        """Return those segments of the rules that a customer is in; a segment that is gone has nobody."""
        keys = {m.segment for m in rules.multipliers if m.kind is MultiplierKind.SEGMENT}
        if many:
            return frozenset(key for key in keys if customer_id in self._everyone(key))
        # The sale that is being written does not count, as it did not when its points were foretold: a
        # prospect's first purchase is still a prospect's.
        with self._shop.db.before_operation():
            return frozenset(key for key in keys if _contains(self._shop, key, customer_id))

    def _everyone(self, key: str) -> frozenset[int]:
        if key not in self._members:
            self._members[key] = members(self._shop, key)
        return self._members[key]


def _contains(shop: Shop, key: str, customer_id: int) -> bool:
    from crm_desktop.services import segments
    from crm_desktop.shared.errors import KnownError

    try:
        return segments.contains(shop, key, customer_id)
    except KnownError:
        return False


def members(shop: Shop, key: str) -> frozenset[int]:
    """Return the customers of a segment; nobody when it is gone."""
    from crm_desktop.services import segments
    from crm_desktop.shared.errors import KnownError

    try:
        return frozenset(segments.ids(shop, key))
    except KnownError:
        return frozenset()


def asks_birth(rules: Rules) -> bool:
    """Tell whether the rules ask for birthdays."""
    return any(m.kind is MultiplierKind.BIRTHDAY for m in rules.multipliers)
