"""The segments that the sample shop made for itself."""

from __future__ import annotations

from crm_desktop.domain.sample.texts import HOSPITALITY
from crm_desktop.domain.segments.model import Segment, SegmentKind
from crm_desktop.domain.segments.tree import Condition, Group
from crm_desktop.domain.service import Initiative, ServiceMode

BY_HAND = "Taller de cocina"


def segments() -> tuple[Segment, ...]:
    """Return them, in their order; who is in the one that is made by hand is decided elsewhere."""
    return (
        Segment(
            "Recurrentes de Valencia con puntos",
            tree=Group(
                children=(
                    Condition("stage", "any_of", ["repeat"]),
                    Condition("town", "any_of", ["València"]),
                    Condition("points", "at_least", 500),
                )
            ),
            mode=ServiceMode.IN_PERSON,
            initiative=Initiative.PROACTIVE,
            needs="Recordarles lo que ya pueden canjear y enseñarles las novedades de mesa.",
            colour="#b8912f",
        ),
        Segment(
            "Hostelería sin contacto reciente",
            tree=Group(
                children=(
                    Condition("tag", "any_of", [HOSPITALITY]),
                    Condition("last_contact", "not_for", 60),
                )
            ),
            mode=ServiceMode.TELEPHONE,
            initiative=Initiative.PROACTIVE,
            needs="Llamar antes del fin de semana: reposición de vajilla y copas.",
            colour="#5b7fa6",
        ),
        Segment(
            BY_HAND,
            kind=SegmentKind.HAND,
            mode=ServiceMode.VIRTUAL,
            initiative=Initiative.PROACTIVE,
            needs="Avisar por mensaje de la fecha del próximo taller.",
            colour="#4b8b5b",
        ),
    )
