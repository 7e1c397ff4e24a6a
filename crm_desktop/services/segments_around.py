"""What rules of segments are read against in a shop: the day, names, own fields, the other segments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from functools import cached_property, partial
from typing import Any, TypeVar

from crm_desktop.domain.customers.own_fields import OwnField
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
from crm_desktop.shared.moments import instant_of
from crm_desktop.store.queries import segments as queries

_K = TypeVar("_K")
_V = TypeVar("_V")


class _Lazy(Mapping[_K, _V]):
    """A mapping that is read from the file when somebody first looks into it: few rules name anything."""

    def __init__(self, read: Callable[[], Mapping[_K, _V]]) -> None:
        self._read = read

    @property
    def looked_into(self) -> bool:
        """Whether it was read."""
        return "_found" in self.__dict__

    @cached_property
    def _found(self) -> Mapping[_K, _V]:
        return self._read()

    def __getitem__(self, key: _K) -> _V:
        return self._found[key]

    def __iter__(self) -> Iterator[_K]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def surroundings(shop: Shop) -> Surroundings:
    """Return what rules are read against now."""
    fields: Mapping[int, OwnField] = _Lazy(
        lambda: {field.id: field for field in own_fields.list_fields(shop) if field.id is not None}
    )
    known: Mapping[str, KnownSegment] = _Lazy(
        lambda: {each.key: _known(each) for each in every_segment(shop)}
    )
    names: dict[RefKind, Mapping[RefId, str]] = {
        kind: _Lazy(partial(_names, shop, table)) for kind, table in _TABLES.items()
    }
    names[RefKind.CATEGORY] = _Lazy(lambda: {name: name for name in queries.categories(shop.db)})
    names[RefKind.OWN_FIELD] = _Lazy(lambda: {key: field.name for key, field in fields.items()})
    names[RefKind.SEGMENT] = _Lazy(lambda: {key: each.name for key, each in known.items()})
    return Surroundings(
        today=shop.clock.today(),
        names=names,
        own_fields=fields,
        segments=known,
        lapsed_days=stages.lapsed_days(shop),
        locale=shop.profile.locale,
        currency=shop.profile.currency,
        country=shop.profile.country,
        start_of=lambda day: start_of_day(shop.clock, day),
        day_of=lambda instant: shop.clock.local(instant).date(),
    )


_TABLES = {
    RefKind.TAG: "tag",
    RefKind.STAFF: "staff",
    RefKind.PRODUCT: "product",
    RefKind.TIER: "loyalty_tier",
    RefKind.PROGRAM: "program",
}


def _names(shop: Shop, table: str) -> Mapping[RefId, str]:
    return dict(queries.names(shop.db, table))


def _known(segment: Segment) -> KnownSegment:
    tree = None if segment.kind is SegmentKind.HAND else segment.tree
    return KnownSegment(segment.key, segment.name, tree, segment.id or 0)


def start_of_day(clock: Clock, day: date) -> str:
    """Return the first instant of a day in the shop's zone as stored text (UTC)."""
    return to_text(instant_of(clock, day, time()))


def names_used(around: Surroundings) -> dict[RefKind | None, Mapping[RefId, object]]:
    """Return what was looked up in the file while rules were read, besides the segments themselves."""
    places: dict[RefKind | None, Mapping[Any, object]] = {None: around.own_fields}
    places.update(around.names.items())
    return {
        kind: dict(names)
        for kind, names in places.items()
        if kind is not RefKind.SEGMENT and isinstance(names, _Lazy) and names.looked_into
    }


def still_so(used: Mapping[RefKind | None, Mapping[RefId, object]], around: Surroundings) -> bool:
    """Return whether what was looked up before stands in the file as it did."""
    return all(
        dict(around.own_fields if kind is None else around.names[kind]) == names
        for kind, names in used.items()
    )


def every_segment(shop: Shop, records: Sequence[queries.SegmentRecord] | None = None) -> list[Segment]:
    """Return every segment: those of the shop in their order, then the ready-made ones.

    Args:
        shop: the shop.
        records: the rows of the shop's own, when they were read already.
    """
    changed: dict[str, Segment] = {}
    own: list[Segment] = []
    for row in queries.rows(shop.db) if records is None else records:
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
