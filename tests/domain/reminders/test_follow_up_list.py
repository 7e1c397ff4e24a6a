"""What goes on the printed list, in which groups, with which numbers."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.reminders.follow_up_list import (
    Grouping,
    ListRequest,
    check_request,
    filter_for,
    grouped,
)
from crm_desktop.domain.reminders.listing import (
    NOBODY,
    ReminderFilter,
    ReminderRow,
    View,
    month_grid,
    week_of,
)
from crm_desktop.domain.reminders.model import Method, Priority, ReminderState
from crm_desktop.shared.errors import InvalidInput
from tests.factories import TODAY


def a_row(row_id: int, **fields: Any) -> ReminderRow:
    usual: dict[str, Any] = {
        "customer_id": row_id,
        "customer_name": "García Muñoz, Ángel",
        "phone": "612 34 56 78",
        "due_date": TODAY,
        "due_time": None,
        "method": Method.CALL,
        "subject": "Avisar",
        "notes": "",
        "priority": Priority.NORMAL,
        "staff_id": None,
        "rrule": "",
        "snoozed_until": None,
        "state": ReminderState.OPEN,
        "result": None,
        "last_contact": None,
        "last_result": None,
        "last_note": "",
        "warning": "",
        "do_not_contact": False,
    }
    return ReminderRow(id=row_id, **{**usual, **fields})


ROWS = st.lists(
    st.tuples(st.sampled_from([None, 1, 2, 3]), st.sampled_from([None, time(9), time(9, 30), time(17)])),
    max_size=30,
).map(lambda found: [a_row(n, staff_id=staff, due_time=hour) for n, (staff, hour) in enumerate(found, 1)])


@given(ROWS, st.sampled_from(list(Grouping)))
def test_every_row_gets_one_number_in_the_order_of_the_sheet(
    rows: list[ReminderRow], grouping: Grouping
) -> None:
    groups = grouped(rows, grouping, staff_order=[2, 1])
    numbered = [line for group in groups for line in group.rows]
    assert [line.number for line in numbered] == list(range(1, len(rows) + 1))
    assert sorted(line.row.id for line in numbered) == sorted(row.id for row in rows)
    assert all(group.rows for group in groups)


def test_by_person_in_the_order_of_the_people_and_nobody_last() -> None:
    rows = [a_row(1), a_row(2, staff_id=1), a_row(3, staff_id=2), a_row(4, staff_id=1), a_row(5, staff_id=9)]
    groups = grouped(rows, Grouping.PERSON, staff_order=[2, 1])
    assert [group.staff_id for group in groups] == [2, 1, 9, None]
    assert [line.row.id for line in groups[1].rows] == [2, 4]


def test_by_hour_and_any_time_last() -> None:
    rows = [a_row(1), a_row(2, due_time=time(17)), a_row(3, due_time=time(9, 30)), a_row(4, due_time=time(9))]
    groups = grouped(rows, Grouping.HOUR)
    assert [group.hour for group in groups] == [9, 17, None]
    assert [line.row.id for line in groups[0].rows] == [4, 3]


def test_nothing_makes_no_group() -> None:
    assert grouped([], Grouping.NONE) == ()


def test_the_overdue_ones_come_with_the_list_when_asked() -> None:
    with_them = filter_for(ListRequest(TODAY, TODAY))
    assert with_them.dates(TODAY) == (None, TODAY)
    without = filter_for(ListRequest(TODAY, TODAY, overdue=False, staff_id=NOBODY))
    assert without.dates(TODAY) == (TODAY, TODAY)
    assert without.staff_id == NOBODY


@pytest.mark.parametrize("last", [TODAY - timedelta(days=1), TODAY + timedelta(days=400)])
def test_a_period_that_makes_no_sense_is_refused(last: date) -> None:
    with pytest.raises(InvalidInput) as caught:
        check_request(ListRequest(TODAY, last))
    assert "last" in caught.value.fields


def test_the_views_cover_their_dates() -> None:
    monday, sunday = date(2026, 11, 16), date(2026, 11, 22)
    assert week_of(TODAY) == (monday, sunday)
    assert ReminderFilter(view=View.WEEK).dates(TODAY) == (monday, sunday)
    assert ReminderFilter(view=View.TODAY).dates(TODAY) == (TODAY, TODAY)
    assert ReminderFilter(view=View.OVERDUE).dates(TODAY) == (None, TODAY - timedelta(days=1))
    assert ReminderFilter(view=View.PERIOD, first=monday).dates(TODAY) == (monday, None)
    assert ReminderFilter(view=View.ALL).dates(TODAY) == (None, None)


@given(st.integers(1990, 2090), st.integers(1, 12))
def test_the_grid_of_a_month_holds_all_of_it_from_a_monday(year: int, month: int) -> None:
    first, last = month_grid(year, month)
    assert first.weekday() == 0
    assert last.weekday() == 6
    assert first <= date(year, month, 1) <= date(year, month, 28) < last
