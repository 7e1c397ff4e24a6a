"""Examples of the operations of segments, and the segments that they want."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from crm_desktop.domain.segments.model import Segment, SegmentKind
from crm_desktop.domain.service import Initiative
from crm_desktop.services import segments
from crm_desktop.services.changes import Changes
from crm_desktop.services.shop import Shop

ANA, ZOE = 1, 3
HAND, OTHER = "segment:1", "segment:2"


def prepare(shop: Shop) -> None:
    """Two segments made by hand, one of which has a customer, and a ready-made one with needs of its own."""
    for name in ("Amigas", "Vecinas"):
        segments.save(shop, Segment(name, SegmentKind.HAND))
    segments.add_members(shop, HAND, [ANA])
    segments.save(shop, replace(segments.get(shop, ready_key(shop)), needs="Mimos"))


def ready_key(shop: Shop) -> str:
    """The key of the first ready-made segment."""
    return next(row.key for row in segments.all_segments(shop) if row.kind is SegmentKind.READY)


EXAMPLES: dict[str, Callable[[Shop], Changes[Any]]] = {
    "save_segment": lambda shop: segments.save(
        shop, replace(segments.get(shop, HAND), name="Íntimas", initiative=Initiative.PROACTIVE)
    ),
    "save_segment new": lambda shop: segments.save(shop, Segment("Otras", SegmentKind.HAND)),
    "save_segment ready-made": lambda shop: segments.save(
        shop, replace(segments.get(shop, ready_key(shop)), needs="Otra cosa")
    ),
    "restore_segment": lambda shop: segments.restore_ready(shop, ready_key(shop)),
    "archive_segment": lambda shop: segments.archive(shop, HAND),
    "order_segments": lambda shop: segments.keep_order(shop, [OTHER, HAND]),
    "add_to_segment": lambda shop: segments.add_members(shop, HAND, [ANA, ZOE]),
    "remove_from_segment": lambda shop: segments.remove_members(shop, HAND, [ANA, ZOE]),
}
