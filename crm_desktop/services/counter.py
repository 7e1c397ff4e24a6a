"""The counter: finding who is there, all there is to know before serving them, and what a sale will give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.counter import CounterView, Notice, Weight
from crm_desktop.domain.customers.birthdays import days_until
from crm_desktop.domain.customers.listing import SearchHit
from crm_desktop.domain.loyalty.model import ProgramKind, ProgramState
from crm_desktop.domain.purchases.listing import Totals
from crm_desktop.domain.purchases.stages import stage_of
from crm_desktop.services import purchases
from crm_desktop.services.search import hits_of, search
from crm_desktop.services.shop import Shop
from crm_desktop.services.stage_rule import stage_rule
from crm_desktop.shared.errors import NotFoundError
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.store.queries import cards
from crm_desktop.store.queries import counter as queries
from crm_desktop.store.queries import vouchers as voucher_queries

if TYPE_CHECKING:
    from crm_desktop.domain.counter import Served
    from crm_desktop.domain.loyalty.model import Account

BIRTHDAY_DAYS = 7  # so long before, a birthday is worth a word
LATE_DAYS = 14  # so much later than expected, too
PURCHASES, DUE = 6, 5


def card_owner(shop: Shop, typed: str) -> int | None:
    """Return the customer whose card number was typed or scanned, or None."""
    return cards.card_owner(shop.db, typed.strip())


def find(shop: Shop, text: str, limit: int = 6) -> list[SearchHit]:
    """Return who may be meant: the owner of exactly that card alone, else as the search has them, by name.

    Telephones come as they are read aloud; archived customers come last.
    """
    from crm_desktop.domain.customers.phones import display

    text = text.strip()
    if not text:
        return []
    owner = card_owner(shop, text)
    hits = hits_of(shop, [owner]) if owner is not None else search(shop, text, limit)
    country = shop.profile.country
    return [hit._replace(phones=tuple(display(phone, country) for phone in hit.phones)) for hit in hits]


def view(shop: Shop, customer_id: int) -> CounterView:
    """Return a customer as the counter shows them, all of one moment.

    Raises:
        NotFoundError: the file is no longer there.
    """
    from crm_desktop.services import loyalty, segments

    today = shop.clock.today()
    with shop.db.reading():
        customer = queries.served(shop.db, customer_id)
        if customer is None:
            raise NotFoundError(_("This customer's file is no longer there."))
        totals = purchases.totals(shop, [customer_id]).get(customer_id, Totals())
        accounts = sorted(
            (a for a in loyalty.account(shop, customer_id) if a.state is not ProgramState.ENDED),
            key=lambda a: (a.kind is not ProgramKind.POINTS, -a.balance, a.program),
        )
        rule = stage_rule(shop)
        return CounterView(
            customer=customer,
            stage=stage_of(totals.purchases, totals.last_day, rule.today, rule.lapsed_days),
            totals=totals,
            accounts=tuple(accounts),
            vouchers=tuple(voucher_queries.usable_by(shop.db, customer_id, today)),
            notices=_notices(shop, customer, totals, accounts),
            service=segments.service_type(shop, customer_id),
            purchases=tuple(purchases.of_customer(shop, customer_id, PURCHASES)),
            wishes=tuple(queries.wanted(shop.db, customer_id)),
            reminders=tuple(queries.due(shop.db, customer_id, today, shop.clock.now(), DUE)),
        )


def _notices(shop: Shop, customer: Served, totals: Totals, accounts: list[Account]) -> tuple[Notice, ...]:
    """Return what to know, the serious first."""
    from crm_desktop.domain.consents import Purpose
    from crm_desktop.services import consents

    today, locale = shop.clock.today(), shop.profile.locale
    found: list[Notice] = []
    if customer.do_not_contact:
        found.append(Notice(Weight.SERIOUS, _("Do not contact"), _("They asked not to be contacted.")))
    debt = sum(a.debt for a in accounts if a.kind is ProgramKind.POINTS)
    if debt:
        words = ngettext("Owes {count} point", "Owes {count} points", debt).format(count=number(debt, locale))
        found.append(Notice(Weight.SERIOUS, words, _("A return took back points that had been spent.")))
    owed = sum(a.debt for a in accounts if a.kind is ProgramKind.STAMPS)
    if owed:
        words = ngettext("Owes {count} stamp", "Owes {count} stamps", owed).format(count=number(owed, locale))
        found.append(Notice(Weight.SERIOUS, words, _("A return took back stamps that had been exchanged.")))
    if customer.archived:
        found.append(Notice(Weight.NEAR, _("Archived"), _("A sale brings the file back to the lists.")))
    days = days_until(customer.birth, today)
    if days == 0:
        found.append(Notice(Weight.NEAR, _("Birthday today")))
    elif days is not None and days <= BIRTHDAY_DAYS:
        words = ngettext("Birthday in {count} day", "Birthday in {count} days", days)
        found.append(Notice(Weight.NEAR, words.format(count=days)))
    late = totals.days_late(today)
    if late is not None and late >= LATE_DAYS and totals.rhythm_days:
        words = ngettext("{count} day later than usual", "{count} days later than usual", late)
        rhythm = ngettext(
            "Comes every {count} day or so.", "Comes every {count} days or so.", totals.rhythm_days
        )
        found.append(Notice(Weight.NEAR, words.format(count=late), rhythm.format(count=totals.rhythm_days)))
    current = consents.current(shop, customer.id)
    loyal = current.get(Purpose.LOYALTY)
    if accounts and loyal is None:
        found.append(
            Notice(
                Weight.NEAR,
                _("No consent for the loyalty program"),
                _("Ask for it and write it down in the file."),
            )
        )
    elif accounts and loyal is not None and not loyal.given:
        found.append(
            Notice(
                Weight.SERIOUS, _("Consent withdrawn"), _("They do not want to be in the loyalty program.")
            )
        )
    return tuple(found)
