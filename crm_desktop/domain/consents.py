"""Consents of a customer: for what, given or withdrawn, when, where from, in which words, heard by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from crm_desktop.shared.i18n import N_


class Purpose(StrEnum):
    """What a consent is for."""

    COMMERCIAL_EMAIL = "commercial_email"
    TELEPHONE = "telephone"
    MESSAGING = "messaging"
    LOYALTY = "loyalty"
    IMAGE = "image"


PURPOSE_NAMES: dict[Purpose, str] = {
    Purpose.COMMERCIAL_EMAIL: N_("Commercial e-mail"),
    Purpose.TELEPHONE: N_("Telephone calls"),
    Purpose.MESSAGING: N_("Messaging"),
    Purpose.LOYALTY: N_("Loyalty program"),
    Purpose.IMAGE: N_("Use of their image"),
}


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent that was given, or withdrawn; it is kept as it is, and a later one takes its place.

    Attributes:
        at: when (UTC); None for now.
        source: where from: "counter", "web form", in the shop's own words.
        text: the words that were agreed to.
        staff_id: who heard it; None for who is on duty.
    """

    customer_id: int
    purpose: Purpose
    given: bool
    at: datetime | None = None
    source: str = ""
    text: str = ""
    staff_id: int | None = None
    id: int | None = None
