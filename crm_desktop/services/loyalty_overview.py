"""The programs with their figures, for whoever looks after them."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from crm_desktop.domain.loyalty.model import EntryKind, Program, Reward
from crm_desktop.domain.loyalty.words import Teller
from crm_desktop.services import segments
from crm_desktop.services.loyalty_programs import programs, rewards
from crm_desktop.services.shop import Shop
from crm_desktop.store.queries import loyalty_accounts as account_queries


class ProgramView(NamedTuple):
    """A program with what stands around it.

    Attributes:
        rewards: those that are offered, the cheapest first.
        customers: who has had something of it.
        outstanding: points or stamps that customers hold.
        given, spent, expired: points or stamps over all time, without what was taken back of them.
        redemptions: how many rewards were taken.
        tiers: tier id -> how many customers are in it.
        lines: what the program does, in words.
    """

    program: Program
    rewards: tuple[Reward, ...]
    customers: int
    outstanding: int
    given: int
    spent: int
    expired: int
    redemptions: int
    tiers: dict[int, int]
    lines: tuple[str, ...]


def teller(shop: Shop) -> Teller:
    """Return what tells programs in words, with the names of the shop's products and segments."""
    products = {int(r[0]): str(r[1]) for r in shop.db.read("SELECT id, name FROM product")}
    names = {one.key: one.name for one in segments.list_segments(shop)}
    return Teller(shop.profile.currency, shop.profile.locale, products, names)


def overview(shop: Shop) -> list[ProgramView]:
    """Return every program with its figures, those in force first."""
    with shop.db.reading():
        told = teller(shop)
        held = {
            int(key): (int(customers), int(points))
            for key, customers, points in shop.db.read(
                "SELECT program_id, count(*), sum(max(points, 0)) FROM loyalty_account GROUP BY program_id"
            )
        }
        moved = account_queries.moved(shop.db)
        taken = {
            int(key): int(count)
            for key, count in shop.db.read(
                "SELECT program_id, count(*) FROM redemption WHERE state = 'done' GROUP BY program_id"
            )
        }
        in_tier: dict[int, dict[int, int]] = {}
        for key, tier, count in shop.db.read(
            "SELECT program_id, tier_id, count(*) FROM loyalty_account WHERE tier_id IS NOT NULL"
            " GROUP BY program_id, tier_id"
        ):
            in_tier.setdefault(int(key), {})[int(tier)] = int(count)
        offered: dict[int, list[Reward]] = {}
        for reward in rewards(shop):
            offered.setdefault(reward.program_id, []).append(reward)
        found = []
        for program in programs(shop):
            key = program.id or 0
            customers, outstanding = held.get(key, (0, 0))
            kinds = moved.get(key, Counter())
            found.append(
                ProgramView(
                    program=program,
                    rewards=tuple(offered.get(key, ())),
                    customers=customers,
                    outstanding=outstanding,
                    given=kinds[EntryKind.EARN] + max(0, kinds[EntryKind.ADJUST]),
                    spent=-kinds[EntryKind.REDEEM],
                    expired=-kinds[EntryKind.EXPIRE],
                    redemptions=taken.get(key, 0),
                    tiers=in_tier.get(key, {}),
                    lines=tuple(told.lines(program)),
                )
            )
    order = {"active": 0, "draft": 1, "paused": 2, "ended": 3}
    return sorted(found, key=lambda view: (order[view.program.state.value], view.program.name))
