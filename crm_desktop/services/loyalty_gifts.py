"""Gifts that are made once: for a birthday each year, and for having recommended somebody who then bought."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.domain.customers.birthdays import next_birthday
from crm_desktop.domain.loyalty.model import BirthdayGift, Cause, EntryKind, GiftKind, Program
from crm_desktop.domain.loyalty.vouchers import VoucherCause, VoucherKind, VoucherOffer
from crm_desktop.services import loyalty_vouchers
from crm_desktop.services.loyalty_facts import days_of
from crm_desktop.services.shop import Shop
from crm_desktop.shared.i18n import _
from crm_desktop.store import ledger, ledger_bulk
from crm_desktop.store.database import Operation
from crm_desktop.store.ledger import NewEntry
from crm_desktop.store.queries import loyalty_gifts as queries
from crm_desktop.store.queries.loyalty import Version

if TYPE_CHECKING:
    from crm_desktop.domain.purchases.model import Purchase

# A shop that was closed on somebody's birthday gives the gift when it opens again, within so many days.
_LATE_DAYS = 7


class Birthday(NamedTuple):
    """A customer whose birthday it is, or was some days ago."""

    customer_id: int
    day: date


def on_first_purchase(
    shop: Shop,
    operation: Operation,
    purchase: Purchase,
    program: Program,
    version: Version,
    *,
    among_many: bool = False,
) -> None:
    """Give for a recommendation when someone who was recommended buys for the first time; once.

    Among many purchases that are written together, this one is the customer's first of them.
    """
    referral, customer = version.rules.referral, purchase.customer_id
    if referral is None or customer is None or purchase.total_cents < referral.min_cents:
        return
    before = purchase.day.isoformat() if among_many else ""
    if queries.bought_before(shop.db, customer, purchase.id or 0, before):
        return
    found = queries.who_recommended(shop.db, customer)
    if found is None or not once(operation, program, found, "referral", customer):
        return
    for who, points in ((found, referral.points), (customer, referral.friend_points)):
        if points:
            available, expires, renews = days_of(version.rules, purchase.day)
            ledger.give(
                operation,
                NewEntry(
                    program_id=program.id or 0,
                    customer_id=who,
                    day=purchase.day.isoformat(),
                    kind=EntryKind.EARN,
                    points=points,
                    cause=Cause.REFERRAL,
                    cause_id=purchase.id,
                    version_id=version.id,
                    available_on=available,
                    expires_on=expires,
                    renews=renews,
                    words=_("Recommendation"),
                    staff_id=shop.on_duty,
                ),
            )


def on_first_taken_back(shop: Shop, operation: Operation, sale: Purchase, day: date) -> dict[int, int]:
    """Take back what a recommendation gave when the purchase that it was given for came back whole.

    Who was recommended has not bought, then: their next first purchase gives it.

    Returns:
        Program -> points that were taken back from the buyer.
    """
    given = operation.execute(
        "SELECT id, program_id, customer_id, version_id FROM ledger_entry"
        " WHERE cause_id = ? AND cause = 'referral' AND kind = 'earn' ORDER BY id",
        (sale.id,),
    ).fetchall()
    taken: dict[int, int] = {}
    for key, program_id, customer_id, version_id in given:
        entry = NewEntry(
            program_id=program_id,
            customer_id=customer_id,
            day=day.isoformat(),
            kind=EntryKind.REVERSE,
            points=0,
            cause=Cause.REFERRAL,
            cause_id=sale.id,
            version_id=version_id,
            reverses=key,
            words=_("Recommendation"),
            staff_id=shop.on_duty,
        )
        back = ledger.take_back(operation, entry, key)
        if customer_id == sale.customer_id:
            taken[program_id] = taken.get(program_id, 0) + back
    if given:
        operation.execute(
            "DELETE FROM gift_given WHERE kind = 'referral' AND year_or_other = ?", (sale.customer_id,)
        )
    return taken


def once(operation: Operation, program: Program, customer_id: int, kind: str, which: int) -> bool:
    """Note down that a gift is made; return False when it was made before."""
    made = operation.execute(
        "INSERT INTO gift_given(program_id, customer_id, kind, year_or_other) VALUES(?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (program.id, customer_id, kind, which),
    )
    return bool(made.rowcount)


def birthdays(shop: Shop, program: Program, gift: BirthdayGift, today: date) -> list[Birthday]:
    """Return whose birthday gift is due: today, or a few days late; not those who were given it already.

    Who was born on 29 February has their birthday on the 28th in other years.
    """
    first = today - timedelta(days=_LATE_DAYS)
    days = [first + timedelta(days=n) for n in range(_LATE_DAYS + 1)]
    keys = {f"{day:%m-%d}" for day in days}
    if "02-28" in keys:
        keys.add("02-29")
    given = queries.given_since(shop.db, program.id or 0, first.year)
    found = []
    for key, birth in queries.born_on(shop.db, keys, buyers_only=gift.buyers_only):
        day = next_birthday(birth, first)
        if day is not None and day <= today and (key, day.year) not in given:
            found.append(Birthday(key, day))
    return found


def give_birthdays(shop: Shop, operation: Operation, program: Program, version: Version) -> int:
    """Give the birthday gifts of a program that are due; return how many."""
    gift = version.rules.birthday
    if gift is None:
        return 0
    due = birthdays(shop, program, gift, shop.clock.today())
    operation.executemany(
        "INSERT INTO gift_given(program_id, customer_id, kind, year_or_other) VALUES(?, ?, ?, ?)",
        [(program.id, found.customer_id, "birthday", found.day.year) for found in due],
    )
    if gift.gives is GiftKind.POINTS:
        ledger_bulk.give_many(operation, [_entry(shop, program, version, gift, found) for found in due])
        return len(due)
    for day in sorted({found.day for found in due}):
        offer = VoucherOffer(
            kind=VoucherKind(gift.gives.value),
            value_cents=gift.value_cents if gift.gives is GiftKind.AMOUNT else 0,
            percent_bp=gift.percent_bp if gift.gives is GiftKind.PERCENT else 0,
            min_cents=gift.min_cents,
            from_day=day,
            to_day=day + timedelta(days=gift.valid_days) if gift.valid_days else None,
            text=_("Happy birthday!"),
            cause=VoucherCause.BIRTHDAY,
            cause_id=program.id,
        )
        loyalty_vouchers.write(shop, operation, [f.customer_id for f in due if f.day == day], offer)
    return len(due)


def _entry(shop: Shop, program: Program, version: Version, gift: BirthdayGift, found: Birthday) -> NewEntry:
    available, expires, renews = days_of(version.rules, shop.clock.today())
    return NewEntry(
        program_id=program.id or 0,
        customer_id=found.customer_id,
        day=shop.clock.today().isoformat(),
        kind=EntryKind.EARN,
        points=gift.points,
        cause=Cause.BIRTHDAY,
        cause_id=found.day.year,
        version_id=version.id,
        available_on=available,
        expires_on=expires,
        renews=renews,
        words=_("Happy birthday!"),
        staff_id=shop.on_duty,
    )
