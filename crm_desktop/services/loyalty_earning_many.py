"""What many purchases earn at once: an import of a till's file, a sample shop.

The same rules as for one sale. A customer's tier while these purchases went by is worked out from them alone
(and from the tier that the customer has now); at the end everybody's tier is looked at as after any purchase.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crm_desktop.domain.loyalty.earning import multiplier, within
from crm_desktop.domain.loyalty.model import (
    Cause,
    EntryKind,
    ExpiryKind,
    Program,
    ProgramKind,
    Rules,
    Tier,
    TierBasis,
)
from crm_desktop.domain.loyalty.tiers import reached, window_start
from crm_desktop.services import loyalty_cards, loyalty_gifts, loyalty_tiers
from crm_desktop.services.loyalty_facts import (
    Facts,
    asks_birth,
    counts_on,
    days_of,
    earning,
    in_force,
    version_at,
)
from crm_desktop.services.shop import Shop
from crm_desktop.shared.clock import to_text
from crm_desktop.store import ledger, ledger_bulk
from crm_desktop.store.database import Operation
from crm_desktop.store.ledger import NewEntry
from crm_desktop.store.queries import loyalty as queries
from crm_desktop.store.queries import loyalty_accounts as account_queries
from crm_desktop.store.queries.loyalty import Version

if TYPE_CHECKING:
    from crm_desktop.domain.purchases.model import Purchase


def give_many(shop: Shop, operation: Operation, purchases: Iterable[Purchase]) -> int:
    """Give what many sales earn; return how many points and stamps."""
    known = [p for p in purchases if p.customer_id is not None and p.id is not None]
    known.sort(key=lambda p: (p.customer_id or 0, p.at, p.id or 0))
    programs = in_force(shop)
    versions = queries.versions(shop.db) if programs else {}
    given = 0
    for program in programs:
        runner = _Runner(shop, operation, program, versions[program.id or 0])
        given += runner.run([p for p in known if counts_on(program, p.day)])
    return given


class _Runner:
    """Goes through many purchases, sorted by customer, for one program."""

    def __init__(self, shop: Shop, operation: Operation, program: Program, versions: list[Version]) -> None:
        self._shop = shop
        self._operation = operation
        self._program = program
        self._versions = versions
        self._facts = Facts(shop)
        self._earners = {version.id: earning(version.rules) for version in versions}
        self._multiplied = bool(program.tiers) or any(v.rules.multipliers for v in versions)
        if any(asks_birth(v.rules) for v in versions):
            self._facts.learn_births()
        self._entries: list[NewEntry] = []
        # Of the customer at hand:
        self._open: list[int] = []  # entries that silence would take
        self._per_day: dict[str, int] = {}
        self._window: deque[tuple[date, int]] = deque()
        self._value = 0
        self._tier: Tier | None = None

    def run(self, purchases: list[Purchase]) -> int:
        current, first = None, {}
        for purchase in purchases:
            if purchase.customer_id != current:
                current = purchase.customer_id or 0
                first[current] = purchase
                self._begin(current)
            self._one(purchase)
        ledger_bulk.give_many(self._operation, self._entries)
        self._afterwards(first)
        return sum(e.points for e in self._entries)

    def _begin(self, customer: int) -> None:
        self._open, self._per_day, self._value = [], {}, 0
        self._window = deque()
        self._tier = None
        if self._program.tiers:
            state = account_queries.accounts(self._shop.db, customer).get(self._program.id or 0)
            self._tier = next((t for t in self._program.tiers if state and t.id == state.tier_id), None)

    def _one(self, purchase: Purchase) -> None:
        at = to_text(purchase.at)
        version = version_at(self._versions, at)
        rules, customer, day = version.rules, purchase.customer_id or 0, purchase.day.isoformat()
        if rules.expiry.kind is ExpiryKind.INACTIVITY:
            self._put_off(customer, purchase.day, rules.expiry.days)
        earner = self._earners[version.id]
        percent = self._multiplier(rules, customer, purchase.day) if self._multiplied else (1, 1)
        lines = self._facts.lines(purchase.lines, earner) if earner.needs_lines else ()
        points = earner.points(purchase.total_cents, lines, percent)
        limits = rules.limits
        if points and (limits.per_day is not None or limits.per_month is not None):
            points = within(limits, points, self._given(customer, day), self._given(customer, day[:7]))
        self._count(purchase, points)
        if not points:
            return
        available, expires, renews = days_of(rules, purchase.day)
        if renews:
            self._open.append(len(self._entries))
        self._entries.append(
            NewEntry(
                program_id=self._program.id or 0,
                customer_id=customer,
                day=day,
                kind=EntryKind.EARN,
                points=points,
                cause=Cause.PURCHASE,
                cause_id=purchase.id,
                version_id=version.id,
                available_on=available,
                expires_on=expires,
                renews=renews,
                earned=points,
                words=purchase.ticket,
                staff_id=purchase.staff_id,
                at=at,
            )
        )
        if limits.per_day is not None or limits.per_month is not None:
            for span in (day, day[:7]):
                self._per_day[span] = self._given(customer, span) + points

    def _multiplier(self, rules: Rules, customer: int, day: date) -> tuple[int, int]:
        return multiplier(
            rules,
            day,
            self._percent(day),
            self._facts.birth(customer) if asks_birth(rules) else "",
            self._facts.segments(rules, customer, many=True),
        )

    def _given(self, customer: int, span: str) -> int:
        """Return what the purchases of a day or a month gave already."""
        if span not in self._per_day:
            first, last = (span, span) if len(span) > 7 else (span, f"{span}-31")
            self._per_day[span] = account_queries.earned_since(
                self._shop.db, customer, self._program.id or 0, first, last
            )
        return self._per_day[span]

    def _put_off(self, customer: int, day: date, days: int) -> None:
        """Put off the loss of what silence would take, unless the silence was too long already."""
        text, later = day.isoformat(), _plus(day, days)
        self._open = [place for place in self._open if self._entries[place].expires_on >= text]
        for place in self._open:
            self._entries[place] = replace(self._entries[place], expires_on=later)
        account = ledger.account(self._operation, self._program.id or 0, customer)
        if account:
            ledger.renew(self._operation, account.id, text)

    def _percent(self, day: date) -> int:
        if not self._program.tiers:
            return 100
        rules = self._program.rules.tiers
        start = window_start(rules, day)
        while self._window and start is not None and self._window[0][0] < start:
            self._value -= self._window.popleft()[1]
        then = reached(self._program.tiers, self._value)
        percents = [t.multiplier_pct for t in (then, self._tier) if t is not None]
        return max(percents, default=100)

    def _count(self, purchase: Purchase, points: int) -> None:
        if self._program.tiers:
            spent = self._program.rules.tiers.basis is TierBasis.SPEND
            value = purchase.total_cents if spent else points
            self._window.append((purchase.day, value))
            self._value += value

    def _afterwards(self, first: dict[int, Purchase]) -> None:
        if self._program.tiers:
            loyalty_tiers.look_at_all(self._shop, self._operation, self._program, forget=False)
        version = self._versions[-1]
        if version.rules.referral is not None:
            for purchase in first.values():
                loyalty_gifts.on_first_purchase(
                    self._shop, self._operation, purchase, self._program, version, among_many=True
                )
        if self._program.kind is ProgramKind.STAMPS and self._program.rules.card.automatic:
            for customer in first:
                loyalty_cards.exchange(self._shop, self._operation, self._program, customer, 1 << 30)


def _plus(day: date, days: int) -> str:
    return (day + timedelta(days=days)).isoformat()
