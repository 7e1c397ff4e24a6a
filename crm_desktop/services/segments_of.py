"""A customer's segments, why, and what they say for serving them; and the sizes of segments over time."""

from __future__ import annotations

from crm_desktop.domain.segments import reading, tree
from crm_desktop.domain.segments import sentence as sentences
from crm_desktop.domain.segments.model import (
    Segment,
    SegmentKind,
    SegmentRow,
    ServiceType,
    SizeInMonth,
)
from crm_desktop.domain.segments.reasons import reason, shown_value
from crm_desktop.domain.segments.rfm import RfmClass
from crm_desktop.domain.segments.surroundings import Surroundings
from crm_desktop.domain.segments.tree import Condition, Group, GroupKind, Node
from crm_desktop.services.segments_found import filter_of, given_for, look
from crm_desktop.services.segments_kept import segments_of
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _
from crm_desktop.store.queries import segment_rfm
from crm_desktop.store.queries import segments as queries
from crm_desktop.store.queries.segment_sql import Given


def of_customer(shop: Shop, customer_id: int) -> list[SegmentRow]:
    """Return the segments to which a customer belongs now, uncounted: the shop's own first.

    Segments whose rule has to be mended are left out.
    """
    return [
        SegmentRow(each.key, each.name, each.kind, None, each.mode, each.initiative, each.needs, each.colour)
        for each in segments_of(shop, customer_id)
    ]


def service_type(shop: Shop, customer_id: int) -> ServiceType:
    """Return how a customer is best served, from all segments to which the customer belongs."""
    return merged(segments_of(shop, customer_id))


def merged(segments: list[Segment]) -> ServiceType:
    """Return what several segments say together, each thing once, in their order."""
    return ServiceType(
        tuple(each.name for each in segments),
        tuple(dict.fromkeys(each.mode for each in segments if each.mode)),
        tuple(dict.fromkeys(each.initiative for each in segments if each.initiative)),
        tuple(dict.fromkeys(each.needs for each in segments if each.needs)),
    )


def why(shop: Shop, wanted: str | Group, customer_id: int) -> list[str]:
    """Return why a customer belongs to a segment: the conditions that hold, with the customer's own values.

    Args:
        shop: the shop.
        wanted: the key of a segment, or a rule.
        customer_id: whom it is about.

    Returns:
        A line for each; [] when the customer does not belong to it.

    Raises:
        InvalidInput: the rule has to be mended first.
        NotFoundError: there is no such segment.
    """
    with shop.db.reading():
        looked = look(shop)
        segment = Segment("", tree=wanted) if isinstance(wanted, Group) else looked.by_key(wanted)
        around = looked.around
        part = filter_of(segment, around)
        given = given_for(shop, part, around)
        if not queries.holds(shop.db, part, given, customer_id):
            return []
        if segment.kind is SegmentKind.HAND:
            return [_("Put into it by hand")]
        return _lines(shop, segment.tree, around, given, customer_id) or [_("The segment takes everybody")]


def _lines(shop: Shop, node: Node, around: Surroundings, given: Given, customer_id: int) -> list[str]:
    if isinstance(node, Condition):
        meaning = reading.read(node, around)
        shown = ""
        if meaning.kind.measure is not None:
            value = queries.value(shop.db, meaning.kind.measure, given, customer_id)
            shown = shown_value(meaning.kind.measure, value, around)
        return [reason(sentences.phrase_of(meaning, around), shown)]
    if node.kind is GroupKind.NONE:
        return [reason(sentences.exception(node, around), "")] if tree.asking(node) else []
    lines: list[str] = []
    for child in node.children:
        if node.kind is GroupKind.ALL or _holds(shop, child, around, given, customer_id):
            lines += _lines(shop, child, around, given, customer_id)
    return lines


def _holds(shop: Shop, node: Node, around: Surroundings, given: Given, customer_id: int) -> bool:
    part = reading.combined(node, around)
    return queries.holds(shop.db, part, given_for(shop, part, around, given), customer_id)


def rfm_counts(shop: Shop) -> dict[RfmClass, int]:
    """Return how many live customers each class by purchases has, the best first."""
    with shop.db.reading():
        return segment_rfm.class_counts(shop.db, segment_rfm.borders(shop.db))


# ---- over time


def sizes(shop: Shop, key: str) -> list[SizeInMonth]:
    """Return how large a segment was month by month, oldest first."""
    return [SizeInMonth(month, count) for month, count in queries.sizes(shop.db, key)]


def take_snapshots(shop: Shop) -> int:
    """Keep how large every segment is, once in each month; call it at start and when a new day begins.

    Segments that already have this month's size keep it; what is kept here is not undone.

    Returns:
        How many were kept.
    """
    if shop.read_only:
        return 0
    month = f"{shop.clock.today():%Y-%m}"
    with shop.db.reading():
        known = queries.measured(shop.db, month)
        looked = look(shop)
        if all(segment.key in known for segment in looked.segments):
            return 0
        given: Given | None = None
        found: list[tuple[str, str, int]] = []
        for segment in looked.segments:
            if segment.key in known:
                continue
            try:
                part = filter_of(segment, looked.around)
            except InvalidInput:
                continue
            given = given_for(shop, part, looked.around, given)
            found.append((segment.key, month, queries.count(shop.db, part, given)))
    with shop.db.transaction() as connection:
        connection.executemany(
            "INSERT OR IGNORE INTO segment_size(segment_key, month, count) VALUES(?, ?, ?)", found
        )
    return len(found)
