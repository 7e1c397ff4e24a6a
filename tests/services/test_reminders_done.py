"""Ending follow-ups: the contact, the next one, and a whole sheet at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.reminders.completion import Outcome, next_follow_up
from crm_desktop.domain.reminders.listing import ReminderFilter, View
from crm_desktop.domain.reminders.model import Method, ReminderState, Result
from crm_desktop.services import journal, reminders, staff
from crm_desktop.services.timeline import timeline
from crm_desktop.shared.errors import ConflictError, InvalidInput, NotFoundError
from tests.factories import NOW, TODAY, a_reminder, a_staff_member
from tests.services.test_reminders import EVERY_TUESDAY, TOMORROW, add, add_customer

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop


def contacts(shop: Shop) -> list[tuple[object, ...]]:
    return shop.db.read(
        "SELECT customer_id, channel, initiative, topic, summary, result, staff_id, reminder_id"
        " FROM interaction"
    )


def open_rows(shop: Shop) -> list[tuple[str, date]]:
    found = reminders.list_rows(shop, ReminderFilter(view=View.ALL, hidden=True))
    return [(row.subject, row.due_date) for row in found]


def test_completing_makes_the_contact_and_keeps_who_did_it(shop: Shop) -> None:
    shop.on_duty = staff.save_staff(shop, a_staff_member("Lucía")).value
    customer = add_customer(shop)
    key = add(shop, customer, method=Method.MESSAGE, subject="Avisar")
    change = reminders.complete(shop, key, Result.CONTACTED, "  Vendrá el lunes ")
    assert change.value is None
    assert change.kinds == {"reminders", "interactions"}
    assert contacts(shop) == [
        (customer, "message", "proactive", "Avisar", "Vendrá el lunes", "contacted", shop.on_duty, key)
    ]
    ended = reminders.get(shop, key)
    assert (ended.state, ended.result, ended.result_note) == (
        ReminderState.DONE,
        Result.CONTACTED,
        "Vendrá el lunes",
    )
    assert (ended.done_at, ended.done_by) == (NOW, shop.on_duty)
    assert "García Muñoz, Ángel" in change.sentence
    assert any("Vendrá el lunes" in entry.detail for entry in timeline(shop, customer))


def test_when_nobody_is_on_duty_it_was_whose_it_is(shop: Shop) -> None:
    who = staff.save_staff(shop, a_staff_member("Marc")).value
    key = add(shop, add_customer(shop), staff_id=who)
    reminders.complete(shop, key, Result.CONTACTED)
    assert reminders.get(shop, key).done_by == who


def test_one_that_repeats_comes_again_by_itself(shop: Shop) -> None:
    key = add(shop, add_customer(shop), due_date=date(2026, 11, 3), rrule=EVERY_TUESDAY)
    change = reminders.complete(shop, key, Result.CONTACTED)
    following = reminders.get(shop, change.value or 0)
    assert (following.due_date, following.series_start) == (date(2026, 11, 24), date(2026, 11, 3))
    assert following.uid != reminders.get(shop, key).uid
    assert reminders.get(shop, key).next_id == change.value
    assert "24/11/2026" in change.sentence


def test_a_series_ends_when_asked_and_by_itself(shop: Shop) -> None:
    customer = add_customer(shop)
    key = add(shop, customer, rrule=EVERY_TUESDAY)
    assert reminders.complete(shop, key, Result.NOT_INTERESTED, end_series=True).value is None
    last = add(shop, customer, due_date=date(2026, 11, 24), rrule=EVERY_TUESDAY + ";COUNT=1")
    assert reminders.complete(shop, last, Result.CONTACTED).value is None
    assert open_rows(shop) == []


def test_the_next_one_is_made_when_asked_beside_the_series(shop: Shop) -> None:
    key = add(shop, add_customer(shop), subject="Café", due_date=date(2026, 11, 24), rrule=EVERY_TUESDAY)
    asked = next_follow_up(reminders.get(shop, key), Result.NO_ANSWER, TOMORROW)
    change = reminders.complete(shop, key, Result.NO_ANSWER, next_=asked)
    assert reminders.get(shop, change.value or 0).due_date == TOMORROW
    assert open_rows(shop) == [("Café", TOMORROW), ("Café", date(2026, 12, 1))]


def test_a_wrong_number_leads_to_asking_for_it(shop: Shop) -> None:
    key = add(shop, add_customer(shop), subject="Avisar")
    asked = next_follow_up(reminders.get(shop, key), Result.WRONG_NUMBER, TOMORROW)
    change = reminders.complete(shop, key, Result.WRONG_NUMBER, next_=asked)
    following = reminders.get(shop, change.value or 0)
    assert (following.method, "Avisar" in following.notes) == (Method.OTHER, True)


def test_what_is_closed_or_gone_is_not_closed_again(shop: Shop) -> None:
    key = add(shop, add_customer(shop))
    reminders.complete(shop, key, Result.CONTACTED)
    with pytest.raises(ConflictError):
        reminders.complete(shop, key, Result.NO_ANSWER)
    with pytest.raises(NotFoundError):
        reminders.complete(shop, 999, Result.NO_ANSWER)
    assert len(contacts(shop)) == 1


def test_a_note_that_is_too_long_is_refused_and_nothing_is_written(shop: Shop) -> None:
    key = add(shop, add_customer(shop))
    with pytest.raises(InvalidInput) as caught:
        reminders.complete(shop, key, Result.CONTACTED, "x" * 20_000)
    assert "note" in caught.value.fields
    with pytest.raises(InvalidInput):
        reminders.complete(shop, key, Result.CONTACTED, next_=a_reminder(subject=""))
    assert reminders.get(shop, key).state is ReminderState.OPEN
    assert contacts(shop) == []


def test_completing_is_undone_whole(shop: Shop) -> None:
    key = add(shop, add_customer(shop), due_date=date(2026, 11, 24), rrule=EVERY_TUESDAY)
    before = reminders.get(shop, key)
    change = reminders.complete(shop, key, Result.CONTACTED, "Sí")
    journal.undo(shop, change.operation or 0)
    assert reminders.get(shop, key) == before
    assert contacts(shop) == []
    assert len(open_rows(shop)) == 1


def test_a_whole_sheet_is_one_operation(shop: Shop) -> None:
    first = add(shop, add_customer(shop, "Aina"), subject="uno")
    second = add(shop, add_customer(shop, "Berta"), subject="dos")
    third = add(
        shop, add_customer(shop, "Cosme"), subject="tres", due_date=date(2026, 11, 24), rrule=EVERY_TUESDAY
    )
    closed = add(shop, add_customer(shop, "Dora"), subject="cuatro")
    reminders.cancel(shop, [closed])
    change = reminders.complete_many(
        shop,
        [
            Outcome(first, Result.NO_ANSWER, "mal escrito"),
            Outcome(second, Result.NO_ANSWER, "", TOMORROW),
            Outcome(third, Result.CALL_AGAIN, "", TODAY + timedelta(days=3)),
            Outcome(closed, Result.CONTACTED),
            Outcome(first, Result.CONTACTED, "Bien"),
            Outcome(999, Result.CONTACTED),
        ],
    )
    assert change.value == reminders.Summary(done=3, planned=3, skipped=2)
    assert "3 results" in change.sentence
    assert "3 new follow-ups" in change.sentence
    assert "2 were closed already" in change.sentence
    assert reminders.get(shop, first).result_note == "Bien"
    assert reminders.get(shop, closed).state is ReminderState.CANCELLED
    assert open_rows(shop) == [("dos", TOMORROW), ("tres", date(2026, 11, 24)), ("tres", date(2026, 12, 1))]
    journal.undo(shop, change.operation or 0)
    assert len(open_rows(shop)) == 3
    assert contacts(shop) == []


def test_a_sheet_with_a_bad_line_writes_nothing(shop: Shop) -> None:
    first, second = add(shop, add_customer(shop)), add(shop, add_customer(shop, "Berta"))
    with pytest.raises(InvalidInput):
        reminders.complete_many(
            shop, [Outcome(first, Result.CONTACTED), Outcome(second, Result.CALL_AGAIN, "", date(2926, 1, 1))]
        )
    assert len(open_rows(shop)) == 2


def test_a_sheet_of_closed_ones_says_so(shop: Shop) -> None:
    key = add(shop, add_customer(shop))
    reminders.cancel(shop, [key])
    change = reminders.complete_many(shop, [Outcome(key, Result.CONTACTED)])
    assert change.operation is None
    assert "closed already" in change.sentence


def test_bulk_changes_leave_closed_ones_as_they_are(shop: Shop) -> None:
    key = add(shop, add_customer(shop))
    reminders.complete(shop, key, Result.CONTACTED)
    before = reminders.get(shop, key)
    for change in (
        reminders.move(shop, [key], TOMORROW),
        reminders.snooze(shop, [key], NOW + timedelta(hours=1)),
        reminders.cancel(shop, [key]),
        reminders.skip(shop, [key]),
    ):
        assert (change.value, change.operation) == (0, None)
    assert reminders.get(shop, key) == before
