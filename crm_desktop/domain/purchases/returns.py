"""What a return gives back: never more than was sold, and to the cent what was paid for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from crm_desktop.domain.purchases.model import Purchase, PurchaseLine
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What a return is.

    Attributes:
        cents: paid back, not below zero.
        lines: of the return: quantities and totals below zero, each naming the line that it gives back.
        sold: the lines of the sale as they are afterwards, those that changed.
        all: whether nothing of the sale is left now.
    """

    cents: int
    lines: tuple[PurchaseLine, ...]
    sold: tuple[PurchaseLine, ...]
    all: bool


def give_back(
    sale: Purchase, quantities: Mapping[int, int] | None = None, cents: int | None = None
) -> GivenBack:
    """Return what giving back a sale, or a part of it, comes to.

    What was taken off the whole sale (a voucher) is taken off each line in proportion; whatever the parts,
    all of them together come to what was paid.

    Args:
        sale: as it stands, with what was given back before.
        quantities: line -> thousandths; None for all that is left.
        cents: of a sale without lines: how much; None for all that is left.

    Raises:
        InvalidInput: it is more than is left, nothing at all, or names what was not sold.
    """
    if not sale.lines:
        return _of_a_total(sale, quantities, cents)
    if cents is not None:
        raise InvalidInput(_("Choose the lines that come back: this sale was written line by line."))
    left = {line.id: line.quantity_milli - line.returned_milli for line in sale.lines if line.id}
    wanted = {key: rest for key, rest in left.items() if rest} if quantities is None else dict(quantities)
    wanted = {key: quantity for key, quantity in wanted.items() if quantity}
    if not wanted:
        raise InvalidInput(_("Choose what comes back first."))
    for key, quantity in wanted.items():
        if key not in left:
            raise InvalidInput(_("That line is not of this sale."))
        if quantity < 0:
            raise InvalidInput(_("The quantity that comes back is more than zero."))
        if quantity > left[key]:
            raise InvalidInput(_("No more can come back than was sold and is not yet given back."))
    before = [(line.returned_milli, line) for line in sale.lines]
    after = [(line.returned_milli + wanted.get(line.id or 0, 0), line) for line in sale.lines]
    lines = tuple(
        PurchaseLine(
            name=line.name,
            quantity_milli=-wanted[line.id],
            price_cents=line.price_cents,
            total_cents=_value(was, line) - _value(now, line),
            product_id=line.product_id,
            return_of_line=line.id,
        )
        for (was, line), (now, _line) in zip(before, after, strict=True)
        if line.id in wanted
    )
    sold = tuple(
        replace(line, returned_milli=line.returned_milli + wanted[line.id])
        for line in sale.lines
        if line.id in wanted
    )
    everything = all(now == line.quantity_milli for now, line in after)
    whole = sum(line.total_cents or 0 for line in sale.lines)
    value = sum(_value(now, line) for now, line in after)
    paid = sale.total_cents if everything else _part(sale.total_cents, value, whole)
    return GivenBack(max(0, paid - sale.returned_cents), lines, sold, everything)


def _of_a_total(sale: Purchase, quantities: Mapping[int, int] | None, cents: int | None) -> GivenBack:
    left = sale.total_cents - sale.returned_cents
    if quantities:
        raise InvalidInput(_("That line is not of this sale."))
    wanted = left if cents is None else cents
    if wanted < 0 or (wanted == 0 and sale.total_cents > 0):
        raise InvalidInput(_("The amount that comes back is more than zero."))
    if wanted > left:
        raise InvalidInput(_("No more can come back than was sold and is not yet given back."))
    return GivenBack(wanted, (), (), wanted == left)


def _value(milli: int, line: PurchaseLine) -> int:
    """Return what so much of a line is worth, in cents."""
    return _part(line.total_cents or 0, milli, line.quantity_milli)


def _part(cents: int, part: int, whole: int) -> int:
    """Return the part of an amount, halves up."""
    return (2 * cents * part + whole) // (2 * whole) if whole else 0
