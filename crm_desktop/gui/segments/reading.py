"""Everything that one segment shows, read at once on a reader thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.domain.segments.model import Segment, SegmentKind, SizeInMonth
from crm_desktop.services import customer_lists, segments
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _

if TYPE_CHECKING:
    from crm_desktop.domain.customers.listing import CustomerRow
    from crm_desktop.services.shop import Shop

SAMPLE = 8  # names


class SegmentView(NamedTuple):
    """A segment, as the screen shows it.

    Attributes:
        size: how many customers it has now; None when its rule has to be mended.
        sentence: its rule in words.
        problems: what has to be mended, each sentence once.
        sizes: how large it was month by month, oldest first.
        members: its first customers by name.
    """

    segment: Segment
    size: int | None
    sentence: str
    problems: Sequence[str]
    sizes: Sequence[SizeInMonth]
    members: Sequence[CustomerRow]


def read(shop: Shop, key: str) -> SegmentView:
    """Read a segment with all that is shown of it; raise NotFoundError."""
    with shop.db.reading():
        segment = segments.get(shop, key)
        count: int | None = None
        members: Sequence[CustomerRow] = ()
        problems: Sequence[str] = ()
        try:
            count = segments.count(shop, key)
            members = customer_lists.rows(shop, segments.sample(shop, key, SAMPLE))
        except InvalidInput as error:
            problems = tuple(dict.fromkeys(error.fields.values())) or (error.sentence,)
        return SegmentView(
            segment, count, sentence_of(shop, segment), problems, segments.sizes(shop, key), members
        )


def sentence_of(shop: Shop, segment: Segment) -> str:
    """Return in words who is in a segment."""
    if segment.kind is SegmentKind.HAND:
        return _("Customers chosen one by one")
    return segments.sentence(shop, segment.tree)
