"""Writes to a shop without end, and says what it wrote once it is written.

    python -m tests.faults.writer FOLDER SEED

Each line of standard output is JSON: whom an operation will change, and what it wrote once it has returned.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.domain.purchases.model import PurchaseLine, Sale
from crm_desktop.domain.reminders.model import Result
from crm_desktop.services import (
    customers,
    journal,
    loyalty_presets,
    loyalty_programs,
    loyalty_redeeming,
    purchases,
    purchases_returns,
    reminders,
    reminders_done,
)
from crm_desktop.services.shop import Shop, open_shop
from tests.factories import TODAY, a_clock, a_customer, a_mobile, a_reminder, an_email

LARGEST_BATCH = 40


class Writer:
    """One life of a writing process."""

    def __init__(self, shop: Shop, seed: int) -> None:
        self.shop = shop
        self.seed = seed
        self.chance = random.Random(seed)
        self.count = 0
        self.ids = list(customers.list_ids(shop, CustomerFilter(archived=None)))
        self.sold: list[tuple[int, int]] = []  # customer and sale, of those of this life
        self.reward = (0, 0)  # its id and its cost in points

    def will(self, *customer_ids: int) -> None:
        """Say whom the next operation may change."""
        self.say(will=customer_ids)

    def say(self, **written: Any) -> None:
        """Say what was written, or what will be."""
        sys.stdout.write(json.dumps(written) + "\n")
        sys.stdout.flush()

    def name(self) -> str:
        self.count += 1
        return f"Nº {self.seed} {self.count}"

    def row(self, customer_id: int) -> dict[str, str]:
        row = customers.rows(self.shop, [customer_id])[0]
        return {"name": row.name, "tags": row.tags}

    def add(self) -> None:
        self.will()
        name = self.name()
        customer = a_customer(
            given_name=name,
            contacts=(
                a_mobile(f"6{self.chance.randrange(10**8):08d}", ""),
                an_email(f"n{self.count}@example.com"),
            ),
            tags=("Vecina",) if self.chance.random() < 0.3 else (),
        )
        saved = customers.save_customer(self.shop, customer)
        self.ids.append(saved.value)
        self.say(customers={saved.value: self.row(saved.value)})

    def change(self) -> None:
        key = self.chance.choice(self.ids)
        self.will(key)
        old = customers.get_customer(self.shop, key)
        customers.save_customer(
            self.shop, replace(old, given_name=self.name(), notes="x" * self.chance.randrange(5000))
        )
        self.say(customers={key: self.row(key)})

    def tag_many(self) -> None:
        some = self.chance.sample(self.ids, min(len(self.ids), LARGEST_BATCH))
        self.will(*some)
        customers.tag(self.shop, some, [f"lote {self.seed}-{self.count} {len(some)}"])
        self.count += 1
        self.say(customers={key: self.row(key) for key in some})

    def note(self) -> None:
        self.will()
        text = f"Nota {self.name()}"
        saved = customers.add_note(self.shop, self.chance.choice(self.ids), text)
        self.say(notes={saved.value: text})

    def follow_up(self) -> None:
        self.will()
        key = self.chance.choice(self.ids)
        made = reminders.save(
            self.shop, a_reminder(key, due_date=TODAY + timedelta(days=self.chance.randrange(30)))
        )
        result = self.chance.choice(list(Result))
        reminders_done.complete(self.shop, made.value, result, "Hecho.")
        self.say(done={made.value: result.value})

    def undo(self) -> None:
        key = self.chance.choice(self.ids)
        before = self.row(key)
        self.will(key)
        tagged = customers.tag(self.shop, [key], [f"para deshacer {self.name()}"])
        assert tagged.operation is not None
        journal.undo(self.shop, tagged.operation)
        self.say(customers={key: before})

    def bought(self, key: int, **more: Any) -> None:
        """Say how many points a customer has after what is confirmed now."""
        totals = purchases.totals(self.shop, [key])[key]
        self.say(points={key: [totals.points, totals.debt]}, **more)

    def sell(self) -> None:
        key = self.chance.choice(self.ids)
        self.will(key)
        cents = self.chance.randrange(1, 20_000)
        lines = (PurchaseLine("Hilo", 2000, cents), PurchaseLine("Botón", 3000, 15))
        done = purchases.sell(
            self.shop, Sale(key, None if self.count % 2 else cents, lines if self.count % 2 else ())
        ).value
        self.count += 1
        self.sold.append((key, done.purchase_id))
        self.bought(key, purchases={done.purchase_id: done.total_cents})

    def give_back(self) -> None:
        if not self.sold:
            return
        key, sale = self.sold.pop(self.chance.randrange(len(self.sold)))
        self.will(key)
        done = purchases_returns.give_back(self.shop, sale).value
        self.bought(key, purchases={done.purchase_id: done.total_cents})

    def redeem(self) -> None:
        rich = [k for k, t in purchases.totals(self.shop, self.ids).items() if t.points >= self.reward[1]]
        if not rich:
            return
        key = self.chance.choice(rich)
        self.will(key)
        done = loyalty_redeeming.redeem(self.shop, key, self.reward[0]).value
        self.bought(key, redeemed={done.redemption_id: done.points})

    def undo_sale(self) -> None:
        key = self.chance.choice(self.ids)
        self.will(key)
        sold = purchases.sell(self.shop, Sale(key, 12_345))
        assert sold.operation is not None
        journal.undo(self.shop, sold.operation)
        self.bought(key)

    def open_loyalty(self) -> None:
        """Give the shop points with tiers in its first life."""
        if not loyalty_programs.programs(self.shop):
            loyalty_presets.install(self.shop, loyalty_presets.tiers(self.shop))
        first = loyalty_programs.rewards(self.shop)[0]
        assert first.id is not None
        self.reward = (first.id, first.cost)

    def run(self) -> None:
        """Write until killed."""
        self.open_loyalty()
        self.add()
        jobs: list[Callable[[], None]] = [
            self.add,
            self.add,
            self.change,
            self.tag_many,
            self.note,
            self.follow_up,
            self.undo,
            self.sell,
            self.sell,
            self.give_back,
            self.redeem,
            self.undo_sale,
        ]
        while True:
            self.chance.choice(jobs)()


if __name__ == "__main__":
    Writer(open_shop(sys.argv[1], clock=a_clock()), int(sys.argv[2])).run()
