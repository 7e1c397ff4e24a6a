"""What a sale would give, said before it is made; nothing is written."""

from __future__ import annotations

from dataclasses import replace

from crm_desktop.domain.loyalty.model import ProgramKind
from crm_desktop.domain.purchases.model import Purchase, Sale
from crm_desktop.services.loyalty_earning import points_of
from crm_desktop.services.loyalty_facts import Facts, counts_on, in_force, version_at
from crm_desktop.services.shop import Shop
from crm_desktop.shared.clock import to_text
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import ngettext
from crm_desktop.store.queries import loyalty as queries


def preview(shop: Shop, sale: Sale) -> str:
    """Return in words what a sale would earn its customer now: "+15 points · Coffee: +1 stamp".

    A voucher is taken off first, as selling does.
    """
    if sale.customer_id is None or not sale.total_cents:
        return ""
    total = sale.total_cents
    if sale.voucher_code:
        from crm_desktop.services import vouchers

        try:
            total -= vouchers.usable(shop, sale.voucher_code, sale.customer_id, total).discount(total)
        except KnownError:  # selling will say why it cannot be used
            return ""
    at = sale.at or shop.clock.now()
    day = shop.clock.local(at).date()
    lines = tuple(replace(line, id=place) for place, line in enumerate(sale.lines, start=1))
    purchase = Purchase(sale.customer_id, at, day, total, id=0, lines=lines)
    words = []
    with shop.db.reading():
        programs = [program for program in in_force(shop) if counts_on(program, day)]
        versions = queries.versions(shop.db) if programs else {}
        facts = Facts(shop)
        for program in programs:
            rules = version_at(versions[program.id or 0], to_text(at)).rules
            points = points_of(shop, purchase, program, rules, facts)
            if points > 0:
                words.append(_words(shop, program.kind, program.name, points))
    return " · ".join(words)


def _words(shop: Shop, kind: ProgramKind, name: str, points: int) -> str:
    shown = number(points, shop.profile.locale)
    if kind is ProgramKind.POINTS:
        return ngettext("+{count} point", "+{count} points", points).format(count=shown)
    stamps = ngettext("+{count} stamp", "+{count} stamps", points).format(count=shown)
    return f"{name}: {stamps}"
