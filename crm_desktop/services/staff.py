"""The people of the shop."""

from __future__ import annotations

from crm_desktop.domain.staff import STAFF_COLOURS, StaffMember
from crm_desktop.services.changes import Changes
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold, squeeze

_FIGURES = frozenset("0123456789abcdefABCDEF")
_LETTERS = 60


def list_staff(shop: Shop, *, active_only: bool = True) -> list[StaffMember]:
    """Return the people of the shop, by name."""
    found = [
        StaffMember(r[1], r[2], bool(r[3]), r[0])
        for r in shop.db.read("SELECT id, name, colour, active FROM staff")
    ]
    return sorted((m for m in found if m.active or not active_only), key=lambda m: fold(m.name))


def find_staff(shop: Shop, name: str) -> StaffMember | None:
    """Return the person with this name, accents and case ignored."""
    return next((m for m in list_staff(shop, active_only=False) if fold(m.name) == fold(squeeze(name))), None)


def save_staff(shop: Shop, member: StaffMember) -> Changes[int]:
    """Save a person, new or changed; return their id.

    Raises:
        InvalidInput: no name, or the name of another.
    """
    name = squeeze(member.name)
    colour = member.colour if _is_colour(member.colour) else STAFF_COLOURS[0]
    with shop.operation("save_staff") as operation:
        problem = _problem(shop, name, member.id)
        if problem:
            raise InvalidInput(problem, {"name": problem})
        if member.id is None:
            staff_id = operation.insert("staff", name=name, colour=colour, active=int(member.active))
            operation.words = _("{name} added to the people of the shop.").format(name=name)
        else:
            staff_id = member.id
            operation.update("staff", staff_id, name=name, colour=colour, active=int(member.active))
            operation.words = _("{name} changed.").format(name=name)
    return changes(operation, staff_id)


def _is_colour(text: str) -> bool:
    return len(text) == 7 and text[0] == "#" and _FIGURES.issuperset(text[1:])


def _problem(shop: Shop, name: str, staff_id: int | None) -> str:
    from crm_desktop.domain.written import forbidden_sentence, has_forbidden

    if not name:
        return _("Type the person's name.")
    if has_forbidden(name):
        return forbidden_sentence()
    if len(name) > _LETTERS:
        return _("A name has at most {count} letters.").format(count=_LETTERS)
    namesake = find_staff(shop, name)
    if namesake is not None and namesake.id != staff_id:
        sentence = _("There is already somebody called {name}. Add a family name or an initial.")
        return sentence.format(name=name)
    return ""
