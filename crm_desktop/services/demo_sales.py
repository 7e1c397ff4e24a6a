"""What the sample shop sold: products, two years of purchases and returns, points, rewards taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Any

from crm_desktop.domain.purchases.model import ONE, Purchase, PurchaseKind, PurchaseSource
from crm_desktop.services.imports_shared import to_utc_of
from crm_desktop.services.shop import Shop
from crm_desktop.shared.clock import from_text, to_text
from crm_desktop.shared.errors import Cancelled
from crm_desktop.store.bulk_purchases import PurchaseBulk
from crm_desktop.store.database import Operation

if TYPE_CHECKING:
    from crm_desktop.domain.sample.purchases import PurchaseMaker, SampleLine, SampleSale

_Rows = list[tuple[Any, ...]]
_BATCH = 2_000
_CUSTOMERS_AT_ONCE = 10_000
_REDEEMING = 0.12
_SELECT = "SELECT id, customer_id, at, day, kind, total_cents, ticket, staff_id, currency FROM purchase"


class SalesWriter:
    """Writes the sales of a sample into a shop.

    Args:
        shop: the shop.
        operation: the sample's.
        maker: who came when; every customer has been planned.
        staff: a person's place -> id.
        customer_before: what is added to a customer's place to get its id.
        seed: of the sample.
        cancelled: asked now and then.

    Attributes:
        products: a product's place -> (id, name); known once `write` has run.
    """

    def __init__(
        self,
        shop: Shop,
        operation: Operation,
        maker: PurchaseMaker,
        staff: dict[int | None, int | None],
        customer_before: int,
        seed: int,
        cancelled: Callable[[], bool],
    ) -> None:
        self._shop = shop
        self._currency = shop.profile.currency
        self._operation = operation
        self._maker = maker
        self._staff = staff
        self._before = customer_before
        self._rng = Random(f"{seed}:sales")  # noqa: S311 - sample data, not secrets
        self._cancelled = cancelled
        self._bulk = PurchaseBulk(operation)
        self._next_line = operation.next_id("purchase_line")
        self.products: dict[int, tuple[int, str]] = {}
        self._offsets: dict[date, timedelta] = {}
        self._to_utc = to_utc_of(shop)
        # Of sales that will come back: number -> (id, first line's id).
        self._sold: dict[int, tuple[int, int]] = {}
        self._returns: list[tuple[int, int]] = []  # (return, sale)

    def write(self) -> None:
        """Write it all; raise Cancelled when asked to stop."""
        self._write_products()
        first = self._bulk.next_id
        self._write_sales()
        self._write_loyalty(first)
        self._bulk.finish()

    # ---- products

    def _write_products(self) -> None:
        from crm_desktop.domain.sample.products import catalogue
        from crm_desktop.store import product_writes

        opened = self._shop.clock.now() - timedelta(days=800)
        known = {r[0]: (r[1], r[2]) for r in self._operation.execute("SELECT code, id, name FROM product")}
        for sold in catalogue():
            product = sold.product
            place = product.id or 0
            if product.code in known:
                self.products[place] = known[product.code]
                continue
            uid = f"{self._rng.getrandbits(128):032x}"
            made = replace(product, id=None, uid=uid, created_at=opened, updated_at=opened)
            self.products[place] = (product_writes.insert(self._operation, made), product.name)

    # ---- sales and returns

    def _write_sales(self) -> None:
        from crm_desktop.domain.sample.purchases import with_returns

        stream = with_returns(self._maker.sales())
        while some := list(islice(stream, _BATCH)):
            if self._cancelled():
                raise Cancelled
            purchases: _Rows = []
            lines: _Rows = []
            for sale, comes_back in some:
                key = self._bulk.next_id + len(purchases)
                if comes_back:
                    self._add_return(key, sale, purchases, lines)
                else:
                    self._add_sale(key, sale, purchases, lines)
            self._bulk.write(purchases, lines)

    def _at(self, moment: datetime) -> str:
        """Return a moment of the shop's zone as stored text; shops are closed when clocks change."""
        offset = self._offsets.get(moment.date())
        if offset is None:
            noon = datetime.combine(moment.date(), time(12))
            offset = noon.replace(tzinfo=UTC) - self._to_utc(noon)
            self._offsets[moment.date()] = offset
        return to_text(moment.replace(tzinfo=UTC) - offset)

    def _uid(self) -> str:
        return f"{self._rng.getrandbits(128):032x}"

    def _add_sale(self, key: int, sale: SampleSale, purchases: _Rows, lines: _Rows) -> None:
        back, whole = sale.back_on is not None, sale.back_line is None
        if back:
            self._sold[sale.number] = (key, self._next_line)
        purchases.append(
            self._head(
                sale,
                sale.moment,
                PurchaseKind.SALE,
                sale.total,
                ticket=f"T-{sale.number:06d}",
                returned=sale.returned,
                given_back=back and whole,
            )
        )
        for position, line in enumerate(sale.lines):
            gone = back and (whole or position == sale.back_line)
            lines.append(self._line(key, position, line, 1, returned=line.quantity * ONE if gone else 0))

    def _add_return(self, key: int, sale: SampleSale, purchases: _Rows, lines: _Rows) -> None:
        sale_id, first_line = self._sold.pop(sale.number)
        day = sale.back_on or sale.moment.date()
        moment = datetime.combine(day, time(11, sale.number % 60))
        purchases.append(self._head(sale, moment, PurchaseKind.RETURN, -sale.returned, return_of=sale_id))
        if sale.customer:
            self._returns.append((key, sale_id))
        for position, line in enumerate(sale.lines):
            if sale.back_line is None or position == sale.back_line:
                lines.append(self._line(key, position, line, -1, return_of=first_line + position))

    def _head(
        self,
        sale: SampleSale,
        moment: datetime,
        kind: PurchaseKind,
        total: int,
        *,
        return_of: int | None = None,
        ticket: str = "",
        returned: int = 0,
        given_back: bool = False,
    ) -> tuple[Any, ...]:
        """Return a purchase in the order of `PURCHASE_COLUMNS`, without its id."""
        at = self._at(moment)
        return (
            self._uid(), sale.customer + self._before if sale.customer else None, at,
            moment.date().isoformat(), kind.value, return_of, ticket, total, self._currency, returned,
            int(given_back), self._staff[sale.staff], PurchaseSource.COUNTER.value, "", at,
        )  # fmt: skip

    def _line(
        self,
        key: int,
        position: int,
        line: SampleLine,
        sign: int,
        *,
        returned: int = 0,
        return_of: int | None = None,
    ) -> tuple[Any, ...]:
        """Return a line in the order of `LINE_COLUMNS`; of a return (`sign` -1) without its discount."""
        self._next_line += 1
        product_id, name = self.products[line.product]
        return (
            key, position, product_id, name, sign * line.quantity * ONE, line.price,
            line.discount if sign > 0 else 0, sign * line.total, returned, return_of,
        )  # fmt: skip

    # ---- points

    def _write_loyalty(self, first: int) -> None:
        from crm_desktop.domain.sample import loyalty
        from crm_desktop.services import loyalty_programs
        from crm_desktop.services.loyalty_earning import on_return, on_sales

        run = self._operation
        if run.execute("SELECT 1 FROM program LIMIT 1").fetchone():
            return
        points = loyalty_programs.save_within(self._shop, run, loyalty.points())
        stamps = loyalty_programs.save_within(self._shop, run, loyalty.stamps())
        rewards = [
            loyalty_programs.save_reward_within(self._shop, run, reward)
            for reward in loyalty.points_rewards(points)
        ]
        loyalty_programs.save_reward_within(self._shop, run, loyalty.stamps_reward(stamps))
        for some in self._by_customer(first):
            if self._cancelled():
                raise Cancelled
            on_sales(self._shop, run, some)
        for return_id, sale_id in self._returns:
            (sale,), (return_,) = self._loaded("id = ?", sale_id), self._loaded("id = ?", return_id)
            on_return(self._shop, run, return_, sale)
        self._redeem(points, rewards[0])

    def _by_customer(self, first: int) -> Iterator[list[Purchase]]:
        """Yield all sales of some thousand customers at a time; their lines are not needed."""
        (last,) = self._operation.execute("SELECT coalesce(max(id), 0) FROM customer").fetchone()
        for start in range(self._before + 1, last + 1, _CUSTOMERS_AT_ONCE):
            found = self._loaded(
                "customer_id BETWEEN ? AND ? AND kind = 'sale' AND id >= ?",
                start,
                start + _CUSTOMERS_AT_ONCE - 1,
                first,
            )
            if found:
                yield found

    def _loaded(self, condition: str, *values: int) -> list[Purchase]:
        """Return purchases without their lines."""
        rows = self._operation.execute(f"{_SELECT} WHERE {condition}", values)
        return [
            Purchase(
                id=r[0],
                customer_id=r[1],
                at=from_text(r[2]),
                day=date.fromisoformat(r[3]),
                kind=PurchaseKind(r[4]),
                total_cents=r[5],
                ticket=r[6],
                staff_id=r[7],
                currency=r[8],
            )
            for r in rows
        ]

    def _redeem(self, program: int, reward: int) -> None:
        """Let some customers take a reward at the end of their last visit."""
        from crm_desktop.services import loyalty_programs
        from crm_desktop.services.demo_rewards import PastRewards

        kept, now = self._maker.rewarded, self._shop.clock.now()
        rewards = PastRewards(
            self._shop, self._operation, loyalty_programs.get_reward(self._shop, reward), self._rng
        )
        people = [key for place, key in self._staff.items() if place is not None]
        rows = self._operation.execute(
            "SELECT customer_id, last_at FROM loyalty_account WHERE program_id = ? AND points >= 100"
            " ORDER BY customer_id",
            (program,),
        ).fetchall()
        for customer, last in rows:
            if self._rng.random() < _REDEEMING and customer - self._before not in kept:
                at = min(from_text(last) + timedelta(minutes=2), now)
                rewards.give(customer, at, people[int(self._rng.random() * len(people))])
