"""Taking a discount off a sale of several lines, to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crm_desktop.domain.purchases.model import PurchaseLine


def share_of(total_cents: int, basis_points: int) -> int:
    """Return a share of an amount in cents, halves up; 1000 basis points are 10 %."""
    return (total_cents * basis_points + 5_000) // 10_000


def spread(lines: Sequence[PurchaseLine], cents: int) -> tuple[PurchaseLine, ...]:
    """Return lines with a discount taken off each in proportion, so that all together lose just `cents`.

    What is left over by rounding goes, a cent each, to the lines that lost most of it (largest remainder), so
    that a line that comes back is paid back at what it cost.

    Args:
        lines: with their totals known.
        cents: not below zero; more than the lines come to takes everything off.
    """
    totals = [line.total_cents or 0 for line in lines]
    whole = sum(totals)
    cents = min(cents, whole)
    if cents <= 0:
        return tuple(lines)
    parts = [divmod(total * cents, whole) for total in totals]
    off = [part for part, _rest in parts]
    by_rest = sorted(range(len(lines)), key=lambda i: (-parts[i][1], i))
    for place in by_rest[: cents - sum(off)]:
        off[place] += 1
    return tuple(
        replace(line, discount_cents=line.discount_cents + one, total_cents=total - one)
        for line, total, one in zip(lines, totals, off, strict=True)
    )
