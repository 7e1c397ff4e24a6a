"""One entry of a customer's timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened, or is planned.

    Attributes:
        at: the instant (UTC); of a planned follow-up, its date and hour in the shop's zone.
        kind: "planned", "done", "cancelled", "contact", "note", "added", "changed", "archived",
            "restored", "sale", "return", "wish", "consent", "withdrawn" or "points".
        title: a line in the user's language, or what a person wrote.
        detail: a second, lighter line.
        staff_id: who did it.
        ref_id: the follow-up, note, contact, purchase, order, consent, entry of the ledger or operation that
            it speaks of.
        late: a planned follow-up whose day has passed.
    """

    at: datetime
    kind: str
    title: str
    detail: str = ""
    staff_id: int | None = None
    ref_id: int | None = None
    late: bool = False
