"""The members of segments that are made by hand."""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.domain.segments.model import Segment, SegmentKind
from crm_desktop.services.changes import Changes
from crm_desktop.services.segments_found import look
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.store import segment_writes


def add_members(shop: Shop, key: str, customer_ids: Sequence[int]) -> Changes[int]:
    """Put customers into a segment made by hand; return how many were not in it yet.

    Raises:
        InvalidInput: the segment has a rule.
        NotFoundError: it is no longer there.
    """
    segment = _by_hand(shop, key)
    with shop.operation("add_to_segment") as operation:
        done = segment_writes.add(operation, segment.id or 0, customer_ids)
        operation.words = ngettext(
            "{count} customer put into “{name}”.", "{count} customers put into “{name}”.", done
        ).format(count=done, name=segment.name)
    return changes(operation, done)


def remove_members(shop: Shop, key: str, customer_ids: Sequence[int]) -> Changes[int]:
    """Take customers out of a segment made by hand; return how many were in it. Raises as `add_members`."""
    segment = _by_hand(shop, key)
    with shop.operation("remove_from_segment") as operation:
        done = segment_writes.remove(operation, segment.id or 0, customer_ids)
        operation.words = ngettext(
            "{count} customer taken out of “{name}”.", "{count} customers taken out of “{name}”.", done
        ).format(count=done, name=segment.name)
    return changes(operation, done)


def _by_hand(shop: Shop, key: str) -> Segment:
    segment = look(shop).by_key(key)
    if segment.kind is not SegmentKind.HAND:
        raise InvalidInput(
            _("“{name}” has a rule, so nobody is put into it by hand. Change its rule instead.").format(
                name=segment.name
            )
        )
    return segment
