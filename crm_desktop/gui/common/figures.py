"""The figures at the bottom of the window: how many customers there are, and how old the newest backup is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from crm_desktop.domain.customers.listing import CustomerFilter
from crm_desktop.gui.common import when
from crm_desktop.services import backups, customer_lists
from crm_desktop.shared.i18n import _, ngettext

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop


def figures(shop: Shop) -> str:
    """Write them; on a reader thread."""
    count = customer_lists.count(shop, CustomerFilter())
    mark = QLocale(shop.profile.locale).groupSeparator()
    said = ngettext("{count} customer", "{count} customers", count)
    parts = [said.format(count=f"{count:,}".replace(",", mark))]
    newest = next(iter(backups.listing(shop)), None)
    if newest is not None:
        parts.append(_("backup: {when}").format(when=when.ago(newest.made, shop.clock)))
    elif count:
        parts.append(_("no backup yet"))
    return " · ".join(parts)
