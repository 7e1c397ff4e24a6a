"""The condition that a customer belongs to another segment."""

from __future__ import annotations

from crm_desktop.domain.segments.filters import AnyOf, Belongs, Filter, Not
from crm_desktop.domain.segments.kinds import ConditionKind, Family, Op, Operator, Slot, ValueKind, Values
from crm_desktop.domain.segments.surroundings import RefKind, Surroundings
from crm_desktop.shared.i18n import N_

_SEGMENTS = Slot(ValueKind.REFS, ref=RefKind.SEGMENT)


def _segment(op: Op, values: Values, _around: Surroundings) -> Filter:
    found = AnyOf(tuple(Belongs(str(ref.id)) for ref in values["value"]))
    return Not(found) if op is Op.NONE_OF else found


SEGMENT = ConditionKind(
    "segment",
    N_("Segment"),
    Family.SEGMENTS,
    (
        Operator(
            Op.ANY_OF,
            N_("who belong to {value}"),
            (_SEGMENTS,),
            title=N_("belongs to one of"),
            example=["best"],
        ),
        Operator(
            Op.NONE_OF,
            N_("who do not belong to {value}"),
            (_SEGMENTS,),
            title=N_("belongs to none of"),
            example=["leaving"],
        ),
    ),
    _segment,
    depends=frozenset(),
)

CONDITIONS = (SEGMENT,)
