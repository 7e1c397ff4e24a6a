"""What runs when the program starts and once a day: expiry, birthday gifts, warnings, tiers that are lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

from crm_desktop.domain.consents import Purpose
from crm_desktop.domain.loyalty.model import ExpiryKind, Program, ProgramState
from crm_desktop.domain.reminders.model import Method, Reminder, Source
from crm_desktop.services import loyalty_gifts, loyalty_tiers
from crm_desktop.services.changes import Changes
from crm_desktop.services.loyalty_facts import counts_on
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.clock import to_text
from crm_desktop.shared.formats import number, short_date
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.store import ledger_expiry, reminder_writes
from crm_desktop.store.database import Operation
from crm_desktop.store.queries import loyalty as queries
from crm_desktop.store.queries import loyalty_gifts as gift_queries
from crm_desktop.store.queries import reminders as reminder_queries

# Not "window" or "command": the key for undo takes back what a person did, not this.
ORIGIN = "program"


def run_daily(shop: Shop) -> Changes[int]:
    """Let points expire, give birthday gifts, warn, look at tiers; return how many customers it touched.

    To run it again changes nothing, and neither does a clock that has gone back (behind what was done last):
    nobody has a birthday twice. A shop that cannot be written to is left alone.
    """
    if shop.read_only:
        return Changes(0)
    at = to_text(shop.clock.now())
    newest = shop.db.read_one("SELECT at FROM journal_operation ORDER BY id DESC LIMIT 1")
    gone_back = newest is not None and newest[0] > at
    with shop.db.operation("loyalty_daily", at=at, staff_id=shop.on_duty, origin=ORIGIN) as operation:
        today = shop.clock.today()
        expired = ledger_expiry.expire(operation, today.isoformat(), _("Expired"))
        gifts = warned = moved = 0
        running = [] if gone_back else queries.programs(shop.db, "p.state IN ('active', 'paused')")
        for program in running:
            warned += _warn(shop, operation, program, today)
            if program.state is ProgramState.ACTIVE and counts_on(program, today):
                version = queries.newest_version(shop.db, program.id or 0)
                gifts += loyalty_gifts.give_birthdays(shop, operation, program, version)
                moved += len(loyalty_tiers.look_daily(shop, operation, program))
        operation.words = _sentence(shop, expired, gifts, warned, moved)
    return changes(operation, expired + gifts + warned + moved)


def _warn(shop: Shop, operation: Operation, program: Program, today: date) -> int:
    """Plan a follow-up for those whose points are about to be lost; once for the same points.

    Nobody who does not want to be contacted, or said no to messages, is followed up.
    """
    expiry = program.rules.expiry
    if expiry.kind is ExpiryKind.NEVER or not expiry.warn_days:
        return 0
    last = today + timedelta(days=expiry.warn_days)
    due = ledger_expiry.to_warn(operation, program.id or 0, today.isoformat(), last.isoformat())
    if not due:
        return 0
    willing = set(reminder_queries.reachable(shop.db, [w.customer_id for w in due])[0])
    willing -= gift_queries.said_no(shop.db, Purpose.MESSAGING.value)
    locale, now = shop.profile.locale, shop.clock.now()
    template = Reminder(
        customer_id=0,
        due_date=today,
        subject=program.name,
        method=Method.MESSAGE,
        source=Source.RULE,
        created_at=now,
    )
    made = [
        replace(
            template,
            customer_id=warning.customer_id,
            uid=uuid4().hex,
            subject=ngettext(
                "{program}: {count} point is lost after {date}",
                "{program}: {count} points are lost after {date}",
                warning.points,
            ).format(
                count=number(warning.points, locale),
                date=short_date(date.fromisoformat(warning.last_day), locale),
                program=program.name,
            ),
        )
        for warning in due
        if warning.customer_id in willing
    ]
    reminder_writes.insert_many(operation, made)
    return len(made)


def _sentence(shop: Shop, expired: int, gifts: int, warned: int, moved: int) -> str:
    parts = []
    for count, sentence in (
        (
            expired,
            ngettext("points of {count} customer expired", "points of {count} customers expired", expired),
        ),
        (gifts, ngettext("{count} birthday gift", "{count} birthday gifts", gifts)),
        (warned, ngettext("{count} warning planned", "{count} warnings planned", warned)),
        (moved, ngettext("{count} tier changed", "{count} tiers changed", moved)),
    ):
        if count:
            parts.append(sentence.format(count=number(count, shop.profile.locale)))
    return _("Loyalty, every day: {what}.").format(what=", ".join(parts))
