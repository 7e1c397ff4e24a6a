"""What customers of the sample shop wait for and agreed to, and the segments that the shop made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from random import Random
from typing import Any

from crm_desktop.domain.sample.segments import segments
from crm_desktop.domain.sample.wishes import AskingMaker
from crm_desktop.domain.segments import reading, tree
from crm_desktop.domain.segments.model import SegmentKind
from crm_desktop.services.segments_around import surroundings
from crm_desktop.services.shop import Shop
from crm_desktop.shared.clock import to_text
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.store import segment_writes, wish_writes
from crm_desktop.store.database import Operation

_BATCH = 5_000
_MEMBERS = 14  # of the segment that is made by hand, at most
_CONSENT = (
    "INSERT INTO consent(customer_id, purpose, given, at, source, text, staff_id) VALUES(?, ?, ?, ?, ?, ?, ?)"
)


def write_asking(
    operation: Operation,
    maker: AskingMaker,
    staff: dict[int | None, int | None],
    products: dict[int, tuple[int, str]],
    customer_before: int,
) -> None:
    """Write wishes and consents.

    Args:
        operation: the sample's.
        maker: every customer has been planned.
        staff: a person's place -> id.
        products: a product's place -> (id, name).
        customer_before: what is added to a customer's place to get its id.
    """
    for each in maker.wishes():
        wish_writes.insert(
            operation,
            replace(
                each.wish,
                customer_id=each.wish.customer_id + customer_before,
                product_id=products[each.product][0] if each.product else None,
                staff_id=staff[each.wish.staff_id],
            ),
        )

    def rows() -> Iterator[tuple[Any, ...]]:
        for c in maker.consents():
            at = to_text(c.at) if c.at else operation.at
            customer = c.customer_id + customer_before
            yield customer, c.purpose.value, int(c.given), at, c.source, c.text, staff[c.staff_id]

    stream = rows()
    while some := list(islice(stream, _BATCH)):
        operation.executemany(_CONSENT, some)


def write_segments(shop: Shop, operation: Operation, rng: Random) -> None:
    """Write the shop's own segments, unless it has some of these names already."""
    known = {r[0] for r in operation.execute("SELECT name FROM segment WHERE archived_at IS NULL")}
    around = surroundings(shop)
    for position, segment in enumerate(segments()):
        if segment.name in known:
            continue
        try:
            rule = reading.stored(segment.tree, around) if segment.kind is SegmentKind.RULE else None
        except InvalidInput:  # a very small shop, where nobody wears the tag that it asks for
            continue
        key = operation.insert(
            "segment",
            uid=f"{rng.getrandbits(128):032x}",
            name=segment.name,
            kind=segment.kind.value,
            rule=tree.to_text(rule) if rule is not None else "",
            mode=segment.mode.value if segment.mode else "",
            initiative=segment.initiative.value if segment.initiative else "",
            needs=segment.needs,
            colour=segment.colour,
            position=position,
            created_at=operation.at,
            updated_at=operation.at,
        )
        if segment.kind is SegmentKind.HAND:
            rows = operation.execute("SELECT customer_id FROM customer_totals WHERE days >= 4").fetchall()
            ids = sorted(int(r[0]) for r in rows)
            chosen = rng.sample(ids, min(_MEMBERS, len(ids)))
            segment_writes.add(operation, key, sorted(chosen))
