"""A contact with a customer as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crm_desktop.domain.service import Channel, Initiative


@dataclass(frozen=True, slots=True)
class Interaction:
    """One contact, by one channel.

    Attributes:
        at: when it was, in UTC.
        channel: by which channel.
        initiative: who started it.
        topic: what it was about, in a few words.
        summary: what was said.
        minutes: how long it took; 0 when nobody said.
        result: the result of the follow-up that it was, by its stored name, or "".
        staff_id: who attended.
        reminder_id: the follow-up that it was, or None.
    """

    customer_id: int
    at: datetime
    channel: Channel
    initiative: Initiative
    topic: str
    summary: str = ""
    minutes: int = 0
    result: str = ""
    staff_id: int | None = None
    reminder_id: int | None = None
    id: int | None = None
