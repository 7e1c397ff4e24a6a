"""A product, what to know about it, and what comes after its sale, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from crm_desktop.shared.i18n import N_


class StepKind(StrEnum):
    """What a step of the after-sales plan is for."""

    INSTALLATION = "installation"
    STARTUP = "startup"
    MAINTENANCE = "maintenance"
    WARRANTY = "warranty"


STEP_KIND_NAMES: dict[StepKind, str] = {
    StepKind.INSTALLATION: N_("Installation"),
    StepKind.STARTUP: N_("Start-up"),
    StepKind.MAINTENANCE: N_("Maintenance"),
    StepKind.WARRANTY: N_("End of the warranty"),
}


@dataclass(frozen=True, slots=True)
class AfterSalesStep:
    """One step of an after-sales plan: a follow-up that each sale of the product makes.

    Attributes:
        after_days: days from the sale to the first follow-up.
        every_months: repeated each so many months; 0 for once.
        times: how many times in all when it is repeated; 0 without end.
        subject: of the follow-up; "" for the name of the kind and of the product.
    """

    kind: StepKind
    after_days: int = 0
    every_months: int = 0
    times: int = 0
    subject: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class KnowledgeCard:
    """What to know about a product when somebody asks.

    Attributes:
        what: what it is for.
        whom: for whom it is.
        doubts: what people doubt, and the answer.
        care: care and use.
        goes_with: what goes with it.
        instead: what to offer instead.
    """

    what: str = ""
    whom: str = ""
    doubts: str = ""
    care: str = ""
    goes_with: str = ""
    instead: str = ""

    def __bool__(self) -> bool:
        """Whether anything is written on it."""
        return any((self.what, self.whom, self.doubts, self.care, self.goes_with, self.instead))


CARD_TITLES: dict[str, str] = {
    "what": N_("What it is for"),
    "whom": N_("For whom"),
    "doubts": N_("Doubts that people have"),
    "care": N_("Care and use"),
    "goes_with": N_("What goes with it"),
    "instead": N_("What to offer instead"),
}


@dataclass(frozen=True, slots=True)
class Product:
    """A product.

    Attributes:
        code: EAN or the shop's own, or ""; no two products have the same.
        price_cents: of one unit; None when it is asked at each sale.
        steps: its after-sales plan, in order.
    """

    name: str
    id: int | None = None
    uid: str = ""
    code: str = ""
    category: str = ""
    price_cents: int | None = None
    supplier: str = ""
    notes: str = ""
    card: KnowledgeCard = field(default_factory=KnowledgeCard)
    steps: tuple[AfterSalesStep, ...] = ()
    archived_at: datetime | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
