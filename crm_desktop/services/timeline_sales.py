"""What a customer bought, gave back, asked for and agreed to, as entries of the timeline."""

from __future__ import annotations

from crm_desktop.domain.consents import PURPOSE_NAMES
from crm_desktop.domain.products.wishes import WISH_KIND_NAMES, WISH_STATE_NAMES
from crm_desktop.domain.purchases.model import PurchaseKind
from crm_desktop.services.shop import Shop
from crm_desktop.services.timeline_entry import TimelineEntry
from crm_desktop.shared.formats import money
from crm_desktop.shared.i18n import _
from crm_desktop.store.queries import consents as consent_queries
from crm_desktop.store.queries import purchases as purchase_queries
from crm_desktop.store.queries import wishes as wish_queries


def purchases(shop: Shop, customer_id: int, limit: int) -> list[TimelineEntry]:
    """Tell the newest sales and returns, each with its amount, its ticket and its first lines."""
    entries = []
    ids = purchase_queries.of_customer(shop.db, customer_id, limit)
    for row in purchase_queries.rows(shop.db, ids):
        amount = money(abs(row.total_cents), row.currency, shop.profile.locale)
        if row.kind is PurchaseKind.RETURN:
            kind, title = "return", _("Return of {amount}").format(amount=amount)
        else:
            kind, title = "sale", _("Purchase of {amount}").format(amount=amount)
        ticket = _("Ticket {ticket}").format(ticket=row.ticket) if row.ticket else ""
        given_back = _("Given back") if row.given_back else ""
        detail = " · ".join(part for part in (ticket, row.what, given_back) if part)
        entries.append(TimelineEntry(row.at, kind, title, detail, row.staff_id, row.id))
    return entries


def wishes(shop: Shop, customer_id: int, limit: int) -> list[TimelineEntry]:
    """Tell the newest orders and wishes, and what became of each."""
    ids = wish_queries.newest_of(shop.db, customer_id, limit)
    whole = wish_queries.load(shop.db, ids)
    return [
        TimelineEntry(
            row.created_at,
            "wish",
            row.what,
            f"{_(WISH_KIND_NAMES[row.kind])} · {_(WISH_STATE_NAMES[row.state])}",
            whole[row.id].staff_id,
            row.id,
        )
        for row in wish_queries.rows(shop.db, ids)
    ]


def consents(shop: Shop, customer_id: int, limit: int) -> list[TimelineEntry]:
    """Tell which consents were given and withdrawn."""
    entries = []
    for consent in consent_queries.history(shop.db, customer_id)[:limit]:
        if consent.at is None:
            continue
        sentence = _("Consent given: {purpose}") if consent.given else _("Consent withdrawn: {purpose}")
        title = sentence.format(purpose=_(PURPOSE_NAMES[consent.purpose]).lower())
        kind = "consent" if consent.given else "withdrawn"
        entries.append(TimelineEntry(consent.at, kind, title, consent.source, consent.staff_id, consent.id))
    return entries
