"""Two years of purchases of the sample shop: who comes how often, when, and what they take.

A few customers come often and most seldom (their frequency falls as a power of their rank); some never
bought, some once, some stopped coming. The shop is full on Saturdays and before Christmas, quiet in August,
closed on Sundays.
"""

from __future__ import annotations

import heapq
from array import array
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from random import Random

from crm_desktop.domain.customers.model import Customer, CustomerKind
from crm_desktop.domain.sample.pools import Pool
from crm_desktop.domain.sample.products import SampleProduct, catalogue

DAYS = 730
ANONYMOUS = 0
_BITS = 20  # of a customer's place within the key of a visit; more than the most customers
_PROSPECTS, _ONCE = 0.12, 0.20
_LAPSED = 0.16
_LOOSE = 0.14  # sales to somebody unknown, for each sale to a customer
_RETURNS = 0.015
_SHAPE = 1.25  # of the power by which visits fall
_MOST_VISITS = 90  # at the usual average
_WEEK = (0.85, 0.9, 0.95, 1.0, 1.25, 1.7, 0.0)
_YEAR = (1.1, 0.8, 0.85, 0.9, 1.05, 1.1, 1.0, 0.5, 0.95, 0.95, 1.3, 1.9)
_SEASONS = {"s": (5, 6, 7, 8), "w": (11, 12, 1, 2), "g": (12, 1, 5)}
_HOURS = (10,) * 3 + (11, 12) * 5 + (13,) * 4 + (17,) * 3 + (18, 19) * 6
_REWARDED = 9  # customers for whom the shop has a reason to write this month
_NAMES = Pool([(1, 62), (2, 25), (3, 9), (4, 4)], 100)


@dataclass(frozen=True, slots=True)
class SampleLine:
    """A line: the product by its place, how many, what one costs and what is taken off, in cents."""

    product: int
    quantity: int
    price: int
    discount: int

    @property
    def total(self) -> int:
        """What it comes to, in cents."""
        return self.quantity * self.price - self.discount


@dataclass(frozen=True, slots=True)
class SampleSale:
    """A sale.

    Attributes:
        customer: the customer's place, or 0 for somebody unknown.
        moment: in the shop's zone.
        number: the sale's own, from 1, in the order of the instants.
        back_on: the day on which it was given back, or None.
        back_line: which line came back; None for all of them.
        staff: who sold, by place.
    """

    number: int
    customer: int
    moment: datetime
    lines: tuple[SampleLine, ...]
    staff: int
    back_on: date | None = None
    back_line: int | None = None

    @property
    def total(self) -> int:
        """What was paid, in cents."""
        return sum(line.total for line in self.lines)

    @property
    def returned(self) -> int:
        """What was paid back, in cents."""
        if self.back_on is None:
            return 0
        return self.total if self.back_line is None else self.lines[self.back_line].total


class PurchaseMaker:
    """Makes the purchases of a sample; see `shop.Sample`.

    Args:
        rng: of the purchases only.
        today: nothing is later.
        staff: how many people sell.
        each: how many purchases a customer has, on average.
    """

    def __init__(self, rng: Random, today: date, staff: int, each: float) -> None:
        self._rng = rng
        self._today = today
        self._staff = staff
        self._first = today - timedelta(days=DAYS)
        days = [self._first + timedelta(days=d) for d in range(DAYS)]
        self._sums = list(accumulate((_WEEK[d.weekday()] * _YEAR[d.month - 1] for d in days), initial=0.0))
        self._scale = max(0.0, (each - _ONCE) / (1 - _PROSPECTS - _ONCE) - 2) / 2.6
        self._most = max(_MOST_VISITS, int(_MOST_VISITS * each / 5))
        self._visits = array("Q")
        self._rewarded: list[int] = []
        products = catalogue()
        self._products = products
        self._by_month = [self._pool(products, month) for month in range(13)]
        self._companies: set[int] = set()

    @staticmethod
    def _pool(products: tuple[SampleProduct, ...], month: int) -> Pool[SampleProduct]:
        weighted = []
        for product in products:
            months = _SEASONS.get(product.season, ())
            factor = 1.0 if not months else 2.5 if month in months else 0.25
            weighted.append((product, product.often * factor))
        return Pool(weighted, 1024)

    @property
    def rewarded(self) -> frozenset[int]:
        """Customers who have birthday this month, buy much, and have not been contacted for long."""
        return frozenset(self._rewarded)

    def plan(self, customer: Customer) -> None:
        """Decide when a customer came; call it for each of them, in their order."""
        rng, number = self._rng, customer.id or 0
        joined = customer.created_at.date() if customer.created_at else self._first
        first = max(0, (joined - self._first).days)
        last = DAYS
        if customer.archived_at is not None:
            last = max(first, (customer.archived_at.date() - self._first).days)
        kind, lapsed, often = rng.random(), rng.random(), rng.paretovariate(_SHAPE)
        if customer.kind is CustomerKind.COMPANY:
            self._companies.add(number)
        if self._is_rewarded(customer):
            self._rewarded.append(number)
            self._come(number, max(0, last - 500), last - 2, 18 + int(rng.random() * 8))
            return
        if kind < _PROSPECTS or last - first < 3:
            return
        if kind < _PROSPECTS + _ONCE:
            self._come(number, first, last, 1)
            return
        if lapsed < _LAPSED and first < DAYS - 260:
            last = min(last, max(first + 20, DAYS - 200 - int(rng.random() * 400)))
        visits = 2 + int((often - 1) * self._scale + rng.random())
        self._come(number, first, last, min(visits, self._most, 2 + (last - first) // 5))

    def _is_rewarded(self, customer: Customer) -> bool:
        return (
            len(self._rewarded) < _REWARDED
            and customer.town == "València"
            and customer.birth[-5:-3] == f"{self._today.month:02d}"
            and customer.archived_at is None
            and not customer.do_not_contact
        )

    def _come(self, number: int, first: int, last: int, visits: int) -> None:
        """Write down so many visits between two days of the two years (the last not included)."""
        rng, sums = self._rng, self._sums
        low, span = sums[first], sums[last] - sums[first]
        if span <= 0:
            return
        for _visit in range(visits):
            day = bisect(sums, low + rng.random() * span) - 1
            minute = _HOURS[int(rng.random() * len(_HOURS))] * 60 + int(rng.random() * 60)
            self._visits.append(((day * 1440 + minute) << _BITS) | number)

    def sales(self) -> Iterator[SampleSale]:
        """Every sale in the order of the instants, once; after every customer was planned."""
        for _loose in range(round(len(self._visits) * _LOOSE)):
            self._come(ANONYMOUS, 0, DAYS, 1)
        keys = sorted(self._visits)
        self._visits = array("Q")
        start = datetime.combine(self._first, time())
        mask = (1 << _BITS) - 1
        for number, key in enumerate(keys, 1):
            customer = key & mask
            yield self._sale(number, customer, start + timedelta(minutes=key >> _BITS))

    def _sale(self, number: int, customer: int, moment: datetime) -> SampleSale:
        rng = self._rng
        company = customer in self._companies
        pool = self._by_month[moment.month]
        lines = []
        for _line in range(_NAMES.pick(rng)):
            sold = pool.pick(rng)
            quantity = 1 + int(rng.random() ** 2 * (6 if sold.small else 1.2))
            if company and sold.small:
                quantity *= 4
            price = sold.product.price_cents or 0
            off = rng.random()
            discount = price * quantity // 10 if off < 0.06 else 0
            lines.append(SampleLine(sold.product.id or 0, quantity, price, discount))
        staff = 1 + int(rng.random() ** 1.2 * self._staff)
        back_on, back_line = None, None
        if rng.random() < _RETURNS:
            day = moment.date() + timedelta(days=1 + int(rng.random() * 20))
            day += timedelta(days=day.weekday() == 6)
            if day < self._today:
                back_on = day
                back_line = None if len(lines) == 1 or rng.random() < 0.3 else int(rng.random() * len(lines))
        return SampleSale(number, customer, moment, tuple(lines), staff, back_on, back_line)


def with_returns(sales: Iterator[SampleSale]) -> Iterator[tuple[SampleSale, bool]]:
    """Yield sales and returns in the order of their days: (the sale, whether it comes back)."""
    waiting: list[tuple[date, int, SampleSale]] = []
    for sale in sales:
        while waiting and waiting[0][0] < sale.moment.date():
            yield heapq.heappop(waiting)[2], True
        yield sale, False
        if sale.back_on is not None:
            heapq.heappush(waiting, (sale.back_on, sale.number, sale))
    while waiting:
        yield heapq.heappop(waiting)[2], True
