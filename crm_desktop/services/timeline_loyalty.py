"""What happened with a customer's points, in the timeline; what purchases gave is told by those."""

from __future__ import annotations

from crm_desktop.domain.loyalty.model import CAUSE_NAMES, Cause, ProgramKind
from crm_desktop.services.shop import Shop
from crm_desktop.services.timeline_entry import TimelineEntry
from crm_desktop.shared.clock import from_text
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.store.queries import loyalty_accounts as queries


def points(shop: Shop, customer_id: int, limit: int) -> list[TimelineEntry]:
    """Tell rewards, gifts, points by hand, and points that were lost: how many, why, and in which program."""
    entries = []
    for row in queries.told(shop.db, customer_id, limit):
        signed = ("+" if row.points > 0 else "−") + number(abs(row.points), shop.profile.locale)
        if row.kind == ProgramKind.STAMPS:
            sentence = ngettext("{points} stamp", "{points} stamps", abs(row.points))
        else:
            sentence = ngettext("{points} point", "{points} points", abs(row.points))
        cause = _(CAUSE_NAMES[Cause(row.cause)])
        why = row.words if row.words and row.words != cause else ""
        detail = " · ".join(part for part in (cause, why, row.program) if part)
        title = sentence.format(points=signed)
        entries.append(TimelineEntry(from_text(row.at), "points", title, detail, row.staff_id, row.id))
    return entries
