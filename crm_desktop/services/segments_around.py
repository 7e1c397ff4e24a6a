"""What rules of segments are read against in a shop: the day, names, own fields, the other segments."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from crm_desktop.domain.segments.model import Segment, SegmentKind, key_of
from crm_desktop.domain.segments.ready import READY
from crm_desktop.domain.segments.surroundings import KnownSegment, RefId, RefKind, Surroundings
from crm_desktop.domain.segments.tree import Condition, Group, from_text
from crm_desktop.domain.service import Initiative, ServiceMode
from crm_desktop.services import own_fields, stages
from crm_desktop.services.shop import Shop
from crm_desktop.shared.clock import Clock, to_text
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _
from crm_desktop.store.queries import segments as queries


def surroundings(shop: Shop) -> Surroundings:
    """Return what rules are read against now."""
    with shop.db.reading():
        names: dict[RefKind, dict[RefId, str]] = {
            RefKind.TAG: dict(queries.names(shop.db, "tag")),
            RefKind.STAFF: dict(queries.names(shop.db, "staff")),
            RefKind.PRODUCT: dict(queries.names(shop.db, "product")),
            RefKind.CATEGORY: {name: name for name in queries.categories(shop.db)},
            RefKind.TIER: dict(queries.names(shop.db, "loyalty_tier")),
            RefKind.PROGRAM: dict(queries.names(shop.db, "program")),
        }
        fields = {field.id: field for field in own_fields.list_fields(shop) if field.id is not None}
        known = {each.key: _known(each) for each in every_segment(shop)}
        lapsed = stages.lapsed_days(shop)
    names[RefKind.OWN_FIELD] = {key: field.name for key, field in fields.items()}
    names[RefKind.SEGMENT] = {key: each.name for key, each in known.items()}
    return Surroundings(
        today=shop.clock.today(),
        names=names,
        own_fields=fields,
        segments=known,
        lapsed_days=lapsed,
        locale=shop.profile.locale,
        currency=shop.profile.currency,
        start_of=lambda day: start_of_day(shop.clock, day),
    )


def _known(segment: Segment) -> KnownSegment:
    tree = None if segment.kind is SegmentKind.HAND else segment.tree
    return KnownSegment(segment.key, segment.name, tree, segment.id or 0)


def start_of_day(clock: Clock, day: date) -> str:
    """Return the first instant of a day in the shop's zone as stored text (UTC)."""
    if not 2 <= day.toordinal() < date.max.toordinal():
        return to_text(datetime.combine(day, time(), UTC))
    start = datetime.combine(day, time(), UTC)
    for _turn in range(2):  # the zone's distance at a first guess, and then at the instant itself
        local = clock.local(start)
        start += datetime.combine(day, time()) - local.replace(tzinfo=None)
    return to_text(start)


def every_segment(shop: Shop) -> list[Segment]:
    """Return every segment: those of the shop in their order, then the ready-made ones."""
    changed: dict[str, Segment] = {}
    own: list[Segment] = []
    for row in queries.rows(shop.db):
        segment = _segment(row)
        if row.ready_key:
            changed[row.ready_key] = segment
        else:
            own.append(segment)
    ready = [
        Segment(
            name=_(each.name),
            kind=SegmentKind.READY,
            tree=each.tree,
            mode=each.mode,
            initiative=each.initiative,
            needs=_(each.needs),
            colour=each.colour,
            key=each.key,
        )
        for each in READY
    ]
    return own + [_merged(each, changed.get(each.key)) for each in ready]


def _merged(ready: Segment, changed: Segment | None) -> Segment:
    """Return a ready-made segment with what the shop changed of it."""
    if changed is None:
        return ready
    return replace(
        ready,
        mode=changed.mode,
        initiative=changed.initiative,
        needs=changed.needs,
        colour=changed.colour,
        id=changed.id,
    )


def _segment(row: queries.SegmentRecord) -> Segment:
    try:
        tree = from_text(row.rule) if row.rule else Group()
    except InvalidInput:  # written by another version: it is shown, and asks for mending
        tree = Group(children=(Condition(),))
    return Segment(
        name=row.name,
        kind=SegmentKind(row.kind),
        tree=tree,
        mode=ServiceMode(row.mode) if row.mode else None,
        initiative=Initiative(row.initiative) if row.initiative else None,
        needs=row.needs,
        colour=row.colour,
        position=row.position,
        key=key_of(row.id),
        id=row.id,
    )
