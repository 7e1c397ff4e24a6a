"""The rows of a till's file put together into tickets, wherever they stand in the file.

A ticket whose rows follow one another is given as soon as its last row was read. Which tickets are scattered
is known from a first reading of the file, so that only their rows are kept until the last one came; memory
does not grow with a file that is in order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from crm_desktop.exchange.purchase_row import NO_DAY
from crm_desktop.exchange.till_file import NumberedRow
from crm_desktop.shared.i18n import _


@dataclass(slots=True)
class Ticket:
    """The rows of one purchase, in the order of the file.

    Attributes:
        number: the till's, or "" for a purchase without one, which is a row of its own.
        rows: those that count.
        repeated: rows that say again what an earlier row of this ticket says.
    """

    number: str
    rows: list[NumberedRow] = field(default_factory=list)
    repeated: list[NumberedRow] = field(default_factory=list)

    @property
    def problem(self) -> str:
        """Why the ticket cannot be taken whole, or ""."""
        return next((row.says.problem for row in self.rows if row.says.problem), "")


def of_its_year(each: NumberedRow) -> NumberedRow:
    """Return a row with the year before the number of its ticket, for tills that begin anew each year.

    What is given back is looked for in the year of the return.
    """
    says = each.says
    if says.day == NO_DAY:
        return each
    ticket, told = (f"{says.day.year}/{text}" if text else "" for text in (says.ticket, says.return_of))
    return each._replace(says=replace(says, ticket=ticket, return_of=told))


def scattered(numbers: Iterable[str]) -> dict[int, int]:
    """Return the last row of every ticket whose rows do not follow one another.

    Args:
        numbers: the ticket of each row, "" for none.

    Returns:
        Hash of the ticket's number -> number of its last row, from 1.
    """
    seen: set[int] = set()
    last: dict[int, int] = {}
    before = ""
    for row, number in enumerate(numbers, 1):
        if not number:
            before = ""
            continue
        key = hash(number)
        if (number != before and key in seen) or key in last:
            last[key] = row
        seen.add(key)
        before = number
    return last


def tickets(rows: Iterable[NumberedRow], last: dict[int, int]) -> Iterator[Ticket]:
    """Yield every ticket of a file once, with all its rows.

    Args:
        rows: the rows of the file.
        last: of `scattered`.
    """
    waiting: dict[str, list[NumberedRow]] = {}
    run: list[NumberedRow] = []
    for each in rows:
        number = each.says.ticket
        if run and (not number or number != run[0].says.ticket):
            yield _made(run)
            run = []
        if number and (until := last.get(hash(number))) is not None:
            held = waiting.setdefault(number, [])
            held.append(each)
            if each.row >= until:
                yield _made(waiting.pop(number))
        elif number:
            run.append(each)
        else:
            yield Ticket("", [each])
    if run:
        yield _made(run)
    for held in waiting.values():  # rows that another row's damage kept from being counted
        yield _made(held)


def _made(rows: list[NumberedRow]) -> Ticket:
    """Return the ticket of some rows, without those that are repetitions.

    The same product scanned twice gives two rows that are alike and follow one another: both count. A row
    that comes again elsewhere in the file is a repetition, as after an export that was put together twice:
    each row counts as often as it stands in the run of rows where it stands most often. A row that says
    nothing of what was bought, only the amount of the whole, counts once.
    """
    ticket = Ticket(rows[0].says.ticket)
    if len({each.says.cells for each in rows}) == len(rows):
        ticket.rows = rows
        return ticket
    most: Counter[tuple[str, ...]] = Counter()
    here: Counter[tuple[str, ...]] = Counter()
    before = 0
    for each in rows:
        if each.row != before + 1:
            most |= here
            here = Counter()
        here[each.says.cells] += 1
        before = each.row
    most |= here
    taken: Counter[tuple[str, ...]] = Counter()
    for each in rows:
        cells = each.says.cells
        allowed = most[cells] if each.says.is_line or each.says.problem else 1
        if taken[cells] < allowed:
            taken[cells] += 1
            ticket.rows.append(each)
        else:
            ticket.repeated.append(each)
    return ticket


def repeated_remark(number: str) -> str:
    """Return what is said of a row that comes again."""
    return _("This row of ticket {ticket} stands in the file already.").format(ticket=number)


def anew_each_year(year: int, other: int) -> str:
    """Return what to add when a ticket's number is there of another year; "" for the same year."""
    if year == other:
        return ""
    return " " + _("If your till begins its tickets anew each year, say so when you import.")
