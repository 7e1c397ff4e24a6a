"""Segments: kept, listed, counted, compared; what rules find lies in the modules beside."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from uuid import uuid4

from crm_desktop.domain.segments import reading, tree
from crm_desktop.domain.segments import sentence as sentences
from crm_desktop.domain.segments.model import (
    MAX_NAME,
    MAX_NEEDS,
    Comparison,
    Segment,
    SegmentKind,
    SegmentRow,
    key_of,
)
from crm_desktop.domain.segments.rfm import Borders, RfmClass
from crm_desktop.domain.segments.tree import Group
from crm_desktop.domain.written import forbidden_sentence, has_forbidden
from crm_desktop.services.changes import Changes
from crm_desktop.services.segments_around import every_segment, surroundings
from crm_desktop.services.segments_found import (
    contains,
    count,
    filter_of,
    given_for,
    ids,
    look,
    named,
    problem_of,
    sample,
)
from crm_desktop.services.segments_live import LiveCount
from crm_desktop.services.segments_members import add_members, remove_members
from crm_desktop.services.segments_of import (
    of_customer,
    rfm_counts,
    service_type,
    sizes,
    take_snapshots,
    why,
)
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.errors import InvalidInput, NotFoundError
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold, squeeze
from crm_desktop.store.database import Operation
from crm_desktop.store.queries import segment_rfm
from crm_desktop.store.queries import segments as queries
from crm_desktop.store.queries.segment_sql import Given

__all__ = [
    "LiveCount",
    "add_members",
    "all_segments",
    "archive",
    "compare",
    "contains",
    "count",
    "get",
    "ids",
    "keep_order",
    "list_segments",
    "named",
    "of_customer",
    "problems",
    "remove_members",
    "restore_ready",
    "rfm_counts",
    "sample",
    "save",
    "sentence",
    "service_type",
    "sizes",
    "surroundings",
    "take_snapshots",
    "why",
]


# ---- reading


def list_segments(shop: Shop) -> list[Segment]:
    """Return every segment without counting: those of the shop in their order, then the ready-made ones."""
    return every_segment(shop)


def all_segments(shop: Shop) -> list[SegmentRow]:
    """Return every segment with its count; one whose rule has to be mended has none, and says why."""
    with shop.db.reading():
        looked = look(shop)
        given: Given | None = None
        classes: dict[RfmClass, int] = {}
        rows = []
        for segment in looked.segments:
            found: int | None = None
            problem = ""
            try:
                part = filter_of(segment, looked.around)
                given = given_for(shop, part, looked.around, given)
                asked = segment_rfm.classes_of(part)
                if asked is None:
                    found = queries.count(shop.db, part, given)
                else:
                    classes = classes or segment_rfm.class_counts(shop.db, given.borders or Borders())
                    found = sum(classes[each] for each in asked)
            except InvalidInput as error:
                problem = problem_of(error)
            rows.append(
                SegmentRow(
                    segment.key,
                    segment.name,
                    segment.kind,
                    found,
                    segment.mode,
                    segment.initiative,
                    segment.needs,
                    segment.colour,
                    problem,
                )
            )
    return rows


def get(shop: Shop, key: str) -> Segment:
    """Return a segment by its key; raise NotFoundError."""
    return look(shop).by_key(key)


def sentence(shop: Shop, rule: Group) -> str:
    """Return a rule in words; what is unfinished is named in brackets."""
    return sentences.sentence(rule, surroundings(shop))


def problems(shop: Shop, rule: Group, key: str = "") -> dict[str, str]:
    """Return what is wrong in a rule: a sentence for each condition by the path of its place, {} if nothing.

    Args:
        shop: the shop.
        rule: the tree.
        key: of the segment that is being edited, so that it cannot be made from itself.
    """
    around = surroundings(shop)
    return reading.problems_of(rule, around.inside(key) if key in around.segments else around)


def compare(shop: Shop, one: str | Group, other: str | Group) -> Comparison:
    """Return who is in two segments (by key or rule), and only in the one or the other, by name."""
    with shop.db.reading():
        first, second = ids(shop, one), ids(shop, other)
    in_first, in_second = set(first), set(second)
    return Comparison(
        array("q", (i for i in first if i in in_second)),
        array("q", (i for i in first if i not in in_second)),
        array("q", (i for i in second if i not in in_first)),
    )


# ---- writing


def save(shop: Shop, segment: Segment) -> Changes[str]:
    """Save a segment, new or changed; return its key.

    Of a ready-made one, what is kept is its service type, its needs and its colour.

    Raises:
        InvalidInput: a name is missing or taken, or a condition cannot be read ("tree" and the path of its
            place, such as "0.1", are the keys of the sentences).
    """
    if segment.kind is SegmentKind.READY:
        return _save_ready(shop, segment)
    name = squeeze(segment.name)
    fields: dict[str, str] = {}
    if not name:
        fields["name"] = _("Give the segment a name.")
    elif len(name) > MAX_NAME:
        fields["name"] = _("A segment's name has at most {count} letters.").format(count=MAX_NAME)
    elif any(fold(each.name) == fold(name) and each.key != segment.key for each in every_segment(shop)):
        fields["name"] = _("There is already a segment with this name.")
    fields |= _text_problems(segment)
    if fields:
        raise InvalidInput(next(iter(fields.values())), fields)
    rule = ""
    if segment.kind is SegmentKind.RULE:
        around = surroundings(shop)
        kept = reading.stored(segment.tree, around.inside(segment.key) if segment.id else around)
        rule = tree.to_text(kept)
    with shop.operation("save_segment") as operation:
        values = {"name": name, "rule": rule, **_service(segment)}
        if segment.id is None:
            row_id = operation.insert(
                "segment",
                uid=uuid4().hex,
                kind=segment.kind.value,
                position=len(every_segment(shop)),
                created_at=operation.at,
                updated_at=operation.at,
                **values,
            )
            operation.words = _("Segment “{name}” made.").format(name=name)
        else:
            row_id = segment.id
            _need(operation, row_id)
            operation.update("segment", row_id, updated_at=operation.at, **values)
            operation.words = _("Segment “{name}” saved.").format(name=name)
    return changes(operation, key_of(row_id))


def _text_problems(segment: Segment) -> dict[str, str]:
    if len(segment.needs) > MAX_NEEDS:
        return {"needs": _("This text is too long: at most {count} letters.").format(count=MAX_NEEDS)}
    if has_forbidden(f"{segment.name}\n{segment.needs}"):
        return {"needs": forbidden_sentence()}
    return {}


def _service(segment: Segment) -> dict[str, str]:
    return {
        "mode": segment.mode.value if segment.mode else "",
        "initiative": segment.initiative.value if segment.initiative else "",
        "needs": segment.needs.strip(),
        "colour": segment.colour,
    }


def _save_ready(shop: Shop, segment: Segment) -> Changes[str]:
    known = get(shop, segment.key)
    fields = _text_problems(segment)
    if fields:
        raise InvalidInput(next(iter(fields.values())), fields)
    with shop.operation("save_segment") as operation:
        if known.id is not None:
            operation.update("segment", known.id, updated_at=operation.at, **_service(segment))
        else:
            operation.insert(
                "segment",
                uid=uuid4().hex,
                name=known.key,
                ready_key=known.key,
                created_at=operation.at,
                updated_at=operation.at,
                **_service(segment),
            )
        operation.words = _("Segment “{name}” saved.").format(name=known.name)
    return changes(operation, known.key)


def restore_ready(shop: Shop, key: str) -> Changes[None]:
    """Give a ready-made segment back the service type and the needs that it came with.

    Raises:
        NotFoundError: there is no such segment.
    """
    known = get(shop, key)
    with shop.operation("restore_segment") as operation:
        if known.kind is SegmentKind.READY and known.id is not None:
            operation.delete("segment", known.id)
        operation.words = _("Segment “{name}” is as it came again.").format(name=known.name)
    return changes(operation, None)


def archive(shop: Shop, key: str) -> Changes[None]:
    """Take a segment off the list; rules that name it have to be mended, and undoing brings it back.

    Raises:
        InvalidInput: it is a ready-made one.
        NotFoundError: it is no longer there.
    """
    segment = get(shop, key)
    if segment.id is None or segment.kind is SegmentKind.READY:
        raise InvalidInput(_("Ready-made segments stay. Only segments of your own can be removed."))
    with shop.operation("archive_segment") as operation:
        operation.update("segment", segment.id, archived_at=operation.at)
        operation.words = _("Segment “{name}” removed.").format(name=segment.name)
    return changes(operation, None)


def keep_order(shop: Shop, keys: Sequence[str]) -> Changes[None]:
    """Keep the order in which the shop's own segments are listed."""
    known = {each.key: each for each in every_segment(shop) if each.kind is not SegmentKind.READY}
    with shop.operation("order_segments") as operation:
        for position, key in enumerate(keys):
            row_id = known[key].id if key in known else None
            if row_id is not None:
                operation.update("segment", row_id, position=position)
        operation.words = _("Order of the segments changed.")
    return changes(operation, None)


def _need(operation: Operation, row_id: int) -> None:
    row = operation.execute(
        "SELECT 1 FROM segment WHERE id = ? AND archived_at IS NULL", (row_id,)
    ).fetchone()
    if row is None:
        raise NotFoundError(_("This segment is no longer there."))
