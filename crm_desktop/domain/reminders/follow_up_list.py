"""The follow-up list: what is asked for, how it is grouped, and the number of each line on the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from crm_desktop.domain.reminders.listing import ReminderFilter, ReminderOrder, ReminderRow, View
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _

LONGEST_PERIOD_DAYS = 366


class Grouping(StrEnum):
    """What the lines of a list are grouped by."""

    NONE = "none"
    PERSON = "person"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class ListRequest:
    """Which follow-ups go on a printed list.

    Attributes:
        first, last: the dates, both included; a single day has both alike.
        staff_id: who does them; None for everyone, `listing.NOBODY` for those that nobody has been given.
        tag: only customers with this tag; "" for any.
        grouping: by person, by hour or not at all.
        overdue: with those whose date has passed, before the others.
    """

    first: date
    last: date
    staff_id: int | None = None
    tag: str = ""
    grouping: Grouping = Grouping.PERSON
    overdue: bool = True


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """A follow-up with its number on the sheet, counted from 1 over the whole list."""

    number: int
    row: ReminderRow


@dataclass(frozen=True, slots=True)
class ListGroup:
    """Lines that belong together.

    Attributes:
        staff_id: of a list by person: whose they are, or None for nobody's.
        hour: of a list by hour: the whole hour at which they start, or None for any time.
    """

    rows: tuple[NumberedRow, ...]
    staff_id: int | None = None
    hour: int | None = None


def check_request(request: ListRequest) -> ListRequest:
    """Return the request as it stands.

    Raises:
        InvalidInput: the period ends before it starts, or is longer than a year.
    """
    if request.last < request.first:
        sentence = _("The last day comes before the first one.")
        raise InvalidInput(sentence, {"last": sentence})
    if request.last - request.first > timedelta(days=LONGEST_PERIOD_DAYS):
        sentence = _("A list covers a year at most.")
        raise InvalidInput(sentence, {"last": sentence})
    return request


def filter_for(request: ListRequest) -> ReminderFilter:
    """Return the filter that selects the follow-ups of a list; those put off until later are left out."""
    return ReminderFilter(
        view=View.PERIOD,
        first=None if request.overdue else request.first,
        last=request.last,
        staff_id=request.staff_id,
        tag=request.tag,
        order=ReminderOrder.DUE,
    )


def grouped(
    rows: Sequence[ReminderRow], grouping: Grouping, staff_order: Sequence[int] = ()
) -> tuple[ListGroup, ...]:
    """Return rows in groups and numbered as they are printed.

    Args:
        rows: in the order of their date; within a group they keep it.
        grouping: by person (in the order of `staff_order`, nobody's last), by hour (any time last) or none.
        staff_order: the people of the shop as the list of them is shown.
    """
    if not rows:
        return ()
    groups: dict[int | None, list[ReminderRow]] = {}
    if grouping is Grouping.PERSON:
        for row in rows:
            groups.setdefault(row.staff_id, []).append(row)
        place = {staff_id: index for index, staff_id in enumerate(staff_order)}
        keys = sorted(groups, key=lambda key: (key is None, place.get(key or 0, len(place)), key or 0))
    elif grouping is Grouping.HOUR:
        for row in sorted(rows, key=_by_hour):
            groups.setdefault(row.due_time.hour if row.due_time else None, []).append(row)
        keys = list(groups)
    else:
        groups[None] = list(rows)
        keys = [None]
    number = 0
    made: list[ListGroup] = []
    for key in keys:
        numbered = tuple(NumberedRow(number + place, row) for place, row in enumerate(groups[key], start=1))
        number += len(numbered)
        made.append(
            ListGroup(
                numbered,
                staff_id=key if grouping is Grouping.PERSON else None,
                hour=key if grouping is Grouping.HOUR else None,
            )
        )
    return tuple(made)


def _by_hour(row: ReminderRow) -> tuple[bool, time]:
    """Sort by hour and minute, any time of the day last; the order of dates is kept within."""
    return row.due_time is None, row.due_time or time.min
