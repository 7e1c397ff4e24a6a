"""When a sale can be written down, and the sentence for each field that cannot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from crm_desktop.domain.purchases.model import ONE, PurchaseLine, Sale
from crm_desktop.domain.written import forbidden_sentence, has_forbidden, too_long_sentence
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import squeeze

LARGEST_CENTS = 100_000_000  # a million: beyond it, a finger stayed on a key
LARGEST_MILLI = 1_000_000 * ONE
MOST_LINES = 1_000
TICKET_LETTERS, NAME_LETTERS, NOTES_LETTERS = 60, 200, 2_000
FIRST_DAY = date(1990, 1, 1)


def line_total(line: PurchaseLine) -> int:
    """Return what a line comes to, in cents: as it says, or quantity by price less its discount."""
    if line.total_cents is not None:
        return line.total_cents
    return (2 * line.quantity_milli * line.price_cents + ONE) // (2 * ONE) - line.discount_cents


def check(sale: Sale, day: date, today: date) -> tuple[Sale, dict[str, str]]:
    """Return a sale in its normal form, and a sentence for each field that cannot be saved.

    Args:
        sale: what was given.
        day: on which day it was, in the shop's zone.
        today: the date in the shop's zone.
    """
    problems: dict[str, str] = {}
    ticket, notes = squeeze(sale.ticket), sale.notes.strip()
    for field, text, limit in (("ticket", ticket, TICKET_LETTERS), ("notes", notes, NOTES_LETTERS)):
        if has_forbidden(text):
            problems[field] = forbidden_sentence()
        elif len(text) > limit:
            problems[field] = too_long_sentence(limit, len(text))
    if day > today:
        problems["day"] = _("That day is still to come. Write the day of the sale, today at the latest.")
    elif day < FIRST_DAY:
        problems["day"] = _("Look at the year: sales are kept from {year} on.").format(year=FIRST_DAY.year)
    lines = tuple(_line(line) for line in sale.lines)
    if len(lines) > MOST_LINES:
        problems["lines"] = _("A sale has {most} lines at most.").format(most=MOST_LINES)
    for line in lines:
        sentence = _line_problem(line)
        if sentence:
            problems.setdefault("lines", sentence)
    total = sale.total_cents
    if total is None:
        if lines:
            total = sum(line.total_cents or 0 for line in lines)
        else:
            problems["total_cents"] = _("Type the amount of the sale.")
    if total is not None and total < 0:
        problems["total_cents"] = negative_sentence()
    elif total is not None and total > LARGEST_CENTS:
        problems["total_cents"] = too_large_sentence()
    return replace(sale, ticket=ticket, notes=notes, lines=lines, total_cents=total), problems


def checked(sale: Sale, day: date, today: date) -> Sale:
    """Return a sale in its normal form.

    Raises:
        InvalidInput: with a sentence for each field that cannot be saved.
    """
    found, problems = check(sale, day, today)
    if problems:
        first = next(iter(problems.values()))
        raise InvalidInput(_("The sale cannot be saved: {why}").format(why=first), problems)
    return found


def negative_sentence() -> str:
    """Return the sentence about an amount below zero."""
    return _("An amount is never below zero. What a customer brings back is a return.")


def too_large_sentence() -> str:
    """Return the sentence about an absurd amount."""
    return _("This amount is too large: a sale is of a million at most.")


def _line(line: PurchaseLine) -> PurchaseLine:
    whole = replace(line, name=squeeze(line.name), returned_milli=0, return_of_line=None, id=None)
    return replace(whole, total_cents=line_total(whole))


def _line_problem(line: PurchaseLine) -> str:
    if not line.name and line.product_id is None:
        return _("Each line needs a product or a few words.")
    if has_forbidden(line.name):
        return forbidden_sentence()
    if len(line.name) > NAME_LETTERS:
        return too_long_sentence(NAME_LETTERS, len(line.name))
    if not 0 < line.quantity_milli <= LARGEST_MILLI:
        return _("The quantity of a line is more than zero, and a million at most.")
    if line.price_cents < 0 or line.discount_cents < 0 or (line.total_cents or 0) < 0:
        return negative_sentence()
    if max(line.price_cents, line.total_cents or 0) > LARGEST_CENTS:
        return too_large_sentence()
    return ""
