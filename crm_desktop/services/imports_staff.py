"""The people of the shop as files name them: known by name, added when the shop lacks them."""

from __future__ import annotations

from crm_desktop.domain.staff import STAFF_COLOURS
from crm_desktop.services import staff
from crm_desktop.services.shop import Shop
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold
from crm_desktop.store.database import Operation

_NEW_STAFF = 20  # more names than a shop has people: the column is something else
_STAFF_LETTERS = 60


class StaffNames:
    """Finds the people of the shop by their names, for one import."""

    def __init__(self, shop: Shop, operation: Operation) -> None:
        self._operation = operation
        self._known = {fold(m.name): m.id for m in staff.list_staff(shop, active_only=False)}
        self._made = 0

    def id_of(self, name: str, remarks: list[str]) -> int | None:
        """Return somebody's id; whoever the shop does not know is added, and the remarks say so."""
        if not name:
            return None
        known = self._known.get(fold(name))
        if known is not None:
            return known
        if self._made >= _NEW_STAFF or len(name) > _STAFF_LETTERS or "\x00" in name:
            remarks.append(_("{name} is not one of the people of the shop.").format(name=name[:60]))
            return None
        colour = STAFF_COLOURS[len(self._known) % len(STAFF_COLOURS)]
        made = self._operation.insert("staff", name=name, colour=colour, active=1)
        self._known[fold(name)] = made
        self._made += 1
        remarks.append(_("{name} was added to the people of the shop.").format(name=name))
        return made
