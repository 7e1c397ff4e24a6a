"""Which customers a rule finds: counted, listed, one by one."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from typing import NamedTuple

from crm_desktop.domain.segments import reading
from crm_desktop.domain.segments.filters import AllOf, Compare, Field, Filter, Rows, Sign, Times
from crm_desktop.domain.segments.model import Segment, SegmentKind
from crm_desktop.domain.segments.rfm import Borders
from crm_desktop.domain.segments.surroundings import Surroundings
from crm_desktop.domain.segments.tree import Group
from crm_desktop.services.segments_around import every_segment, surroundings
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import InvalidInput, NotFoundError
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold, squeeze
from crm_desktop.store.queries import segment_rfm
from crm_desktop.store.queries import segments as queries
from crm_desktop.store.queries.segment_sql import Given


@dataclass(frozen=True, slots=True)
class Looked:
    """A shop at one moment, as rules are read and answered."""

    around: Surroundings
    segments: tuple[Segment, ...]

    def by_key(self, key: str) -> Segment:
        """Return a segment; raise NotFoundError."""
        for segment in self.segments:
            if segment.key == key:
                return segment
        raise NotFoundError(_("This segment is no longer there."))


def look(shop: Shop) -> Looked:
    """Return the shop as it is now, for reading rules."""
    return Looked(surroundings(shop), tuple(every_segment(shop)))


class Ready(NamedTuple):
    """A filter that can be asked of the file."""

    filter: Filter
    given: Given


def filter_of(segment: Segment, around: Surroundings) -> Filter:
    """Return the filter of a segment; raise InvalidInput when its rule has to be mended."""
    if segment.kind is SegmentKind.HAND:
        members = Times(Rows.MEMBERS, (Compare(Field.ROW_SEGMENT, Sign.EQ, segment.id or 0),))
        return AllOf((Compare(Field.ARCHIVED, Sign.EQ, 0), members))
    return reading.whole_filter(segment.tree, around.inside(segment.key) if segment.key else around)


def given_for(shop: Shop, part: Filter, around: Surroundings, known: Given | None = None) -> Given:
    """Return what a filter's worked-out fields depend on; the borders of RFM only when they are asked for."""
    given = known or Given(around.today, around.lapsed_days)
    if given.borders is None and queries.asks_for(part, Field.RFM):
        given = replace(given, borders=segment_rfm.borders(shop.db))
    return given


def ready(shop: Shop, wanted: str | Group) -> Ready:
    """Return the filter of a segment by its key, or of a rule; raise InvalidInput, NotFoundError."""
    if isinstance(wanted, Group):
        around = surroundings(shop)
        part = reading.whole_filter(wanted, around)
    else:
        looked = look(shop)
        around = looked.around
        part = filter_of(looked.by_key(wanted), around)
    return Ready(part, given_for(shop, part, around))


def count(shop: Shop, wanted: str | Group) -> int:
    """Return how many customers a segment (by its key) or a rule finds.

    Raises:
        InvalidInput: the rule cannot be read; its fields say why, by the path of each condition.
        NotFoundError: there is no such segment.
    """
    with shop.db.reading():
        part, given = ready(shop, wanted)
        classes = segment_rfm.classes_of(part)
        if classes is not None:
            counts = segment_rfm.class_counts(shop.db, given.borders or Borders())
            return sum(counts[each] for each in dict.fromkeys(classes))
        return queries.count(shop.db, part, given)


def ids(shop: Shop, wanted: str | Group) -> array[int]:
    """Return the ids of the customers whom a segment (by key) or a rule finds, by name; raises as `count`."""
    with shop.db.reading():
        part, given = ready(shop, wanted)
        return queries.ids(shop.db, part, given)


def sample(shop: Shop, wanted: str | Group, limit: int = 8) -> list[int]:
    """Return the ids of the first customers, by name, whom a segment or a rule finds; raises as `count`."""
    with shop.db.reading():
        part, given = ready(shop, wanted)
        return queries.first(shop.db, part, given, limit)


def contains(shop: Shop, wanted: str | Group, customer_id: int) -> bool:
    """Return whether a customer belongs to a segment (by key) or is found by a rule; raises as `count`."""
    with shop.db.reading():
        part, given = ready(shop, wanted)
        return queries.holds(shop.db, part, given, customer_id)


def named(shop: Shop, name: str) -> Segment:
    """Return the segment of a name, accents and case ignored, or of a key.

    Raises:
        NotFoundError: there is none; the closest names are given.
    """
    segments = every_segment(shop)
    wanted = fold(squeeze(name))
    for segment in segments:
        if wanted in {segment.key, fold(segment.name)}:
            return segment
    from difflib import get_close_matches

    by_fold = {fold(each.name): each.name for each in segments}
    close = [by_fold[each] for each in get_close_matches(wanted, by_fold, n=3, cutoff=0.5)]
    close += [n for f, n in by_fold.items() if wanted and wanted in f and n not in close][: 3 - len(close)]
    if not close:
        raise NotFoundError(
            _("There is no segment called “{name}”. “segment list” shows them all.").format(name=name)
        )
    sentence = _("There is no segment called “{name}”. The closest ones: {names}.")
    raise NotFoundError(sentence.format(name=name, names=", ".join(close)))


def problem_of(error: InvalidInput) -> str:
    """Return why a rule has to be mended, for a list."""
    return next(iter(error.fields.values()), error.sentence)
