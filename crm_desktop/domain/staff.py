"""The people of the shop."""

from __future__ import annotations

from typing import NamedTuple

# Colours that keep 3:1 against both themes and are told apart by colour-blind people.
STAFF_COLOURS: tuple[str, ...] = (
    "#0f766e",
    "#b45309",
    "#6d28d9",
    "#be123c",
    "#1d4ed8",
    "#4d7c0f",
    "#a21caf",
    "#57534e",
)


class StaffMember(NamedTuple):
    """One person of the shop: a name and a colour ("#rrggbb"); not active once they have left."""

    name: str
    colour: str = STAFF_COLOURS[0]
    active: bool = True
    id: int | None = None
