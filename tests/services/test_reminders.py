"""Follow-ups in a real shop: planned, listed, changed in bulk, and undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.reminders.listing import NOBODY, ReminderFilter, ReminderOrder, View
from crm_desktop.domain.reminders.model import Method, Priority, Reminder, ReminderState, Result
from crm_desktop.services import customers, journal, reminders, staff
from crm_desktop.shared.errors import ConflictError, InvalidInput, NotFoundError
from tests.factories import NOW, TODAY, a_customer, a_mobile, a_reminder, a_staff_member

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop

TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)
EVERY_TUESDAY = "FREQ=WEEKLY;BYDAY=TU"


def add_customer(shop: Shop, given: str = "Ángel", **fields: object) -> int:
    number = sum(map(ord, given))
    usual = {"given_name": given, "contacts": (a_mobile(f"612 {number:06d}", f"+34612{number:06d}"),)}
    return customers.save_customer(shop, a_customer(**{**usual, **fields})).value


def add(shop: Shop, customer_id: int, **fields: object) -> int:
    return reminders.save(shop, a_reminder(customer_id, **fields)).value


def subjects(shop: Shop, **wanted: object) -> list[str]:
    return [row.subject for row in reminders.list_rows(shop, ReminderFilter(**wanted))]  # type: ignore[arg-type]


# ---- saving


def test_a_saved_follow_up_is_read_back_whole(shop: Shop) -> None:
    who = staff.save_staff(shop, a_staff_member("Lucía")).value
    wanted = a_reminder(
        add_customer(shop),
        due_date=date(2026, 11, 24),
        due_time=time(17, 30),
        minutes=15,
        method=Method.VISIT,
        subject="  Llevar   el pedido ",
        notes="Portal 4\nTocar dos veces",
        priority=Priority.HIGH,
        staff_id=who,
        rrule=EVERY_TUESDAY + ";COUNT=3",
    )
    change = reminders.save(shop, wanted)
    found = reminders.get(shop, change.value)
    assert found.subject == "Llevar el pedido"
    assert (found.due_date, found.due_time, found.minutes) == (date(2026, 11, 24), time(17, 30), 15)
    assert (found.method, found.priority, found.staff_id) == (Method.VISIT, Priority.HIGH, who)
    assert found.notes == "Portal 4\nTocar dos veces"
    assert found.series_start == found.occurrence == found.due_date
    assert (found.state, found.created_at, found.customer_name) == (
        ReminderState.OPEN,
        NOW,
        "García Muñoz, Ángel",
    )
    assert len(found.uid) == 32
    assert change.kinds == {"reminders"}
    assert change.ids == {found.customer_id}
    assert "García Muñoz, Ángel" in change.sentence
    assert change.operation is not None


def test_a_series_is_saved_from_its_first_date(shop: Shop) -> None:
    found = reminders.get(shop, add(shop, add_customer(shop), rrule=EVERY_TUESDAY))
    assert found.due_date == date(2026, 11, 24)


def test_changing_a_follow_up_keeps_its_identity_and_its_place_in_the_series(shop: Shop) -> None:
    first = reminders.get(
        shop, add(shop, add_customer(shop), due_date=date(2026, 11, 24), rrule=EVERY_TUESDAY)
    )
    reminders.save(shop, replace(first, subject="Otra cosa", due_date=date(2026, 11, 26)))
    after = reminders.get(shop, first.id or 0)
    assert (after.uid, after.created_at) == (first.uid, first.created_at)
    assert (after.subject, after.due_date, after.occurrence) == (
        "Otra cosa",
        date(2026, 11, 26),
        date(2026, 11, 24),
    )


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"subject": "   "}, "subject"),
        ({"subject": "x" * 10_000}, "subject"),
        ({"subject": "a\x00b"}, "subject"),
        ({"notes": "x" * 10_001}, "notes"),
        ({"due_date": date(226, 11, 21)}, "due_date"),
        ({"minutes": -1}, "minutes"),
        ({"rrule": "cada martes"}, "rrule"),
        ({"rrule": "FREQ=DAILY;UNTIL=20200101"}, "rrule"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_nothing_is_written(
    shop: Shop, fields: dict[str, object], field: str
) -> None:
    customer = add_customer(shop)
    with pytest.raises(InvalidInput) as caught:
        add(shop, customer, **fields)
    assert caught.value.fields[field].endswith(".")
    assert subjects(shop, view=View.ALL, state=None) == []


@pytest.mark.parametrize("text", ["<b>x</b>", "'; DROP TABLE reminder; --", "=1+1", "مرحبا 🎉", 'a"&b'])
def test_any_text_is_kept_as_it_is(shop: Shop, text: str) -> None:
    found = reminders.get(shop, add(shop, add_customer(shop), subject=text, notes=text))
    assert (found.subject, found.notes) == (text, text)


def test_a_follow_up_of_nobody_is_refused(shop: Shop) -> None:
    with pytest.raises(NotFoundError):
        add(shop, 999)
    with pytest.raises(NotFoundError):
        reminders.get(shop, 999)


def test_a_closed_follow_up_is_not_changed(shop: Shop) -> None:
    found = reminders.get(shop, add(shop, add_customer(shop)))
    reminders.cancel(shop, [found.id or 0])
    with pytest.raises(ConflictError):
        reminders.save(shop, replace(found, subject="Tarde"))


# ---- many at once


def test_adding_for_many_leaves_out_who_said_no_and_counts_them(shop: Shop) -> None:
    willing = [add_customer(shop, name) for name in ("Aina", "Berta", "Cosme")]
    unwilling = add_customer(shop, "Dora", do_not_contact=True)
    archived = add_customer(shop, "Elías")
    customers.archive(shop, [archived])
    template = Reminder(0, TOMORROW, "Novedades de otoño", rrule=EVERY_TUESDAY)
    change = reminders.add_for(shop, [*willing, unwilling, archived, willing[0], 999], template)
    assert len(change.value) == 3
    made = reminders.get_many(shop, change.value)
    assert [one.customer_id for one in made] == willing
    assert {one.due_date for one in made} == {date(2026, 11, 24)}
    assert len({one.uid for one in made}) == 3
    assert "3 follow-ups" in change.sentence
    assert "1 customer who does not want" in change.sentence
    assert "1 archived customer" in change.sentence
    journal.undo(shop, change.operation or 0)
    assert subjects(shop, view=View.ALL) == []


def test_adding_for_nobody_writes_nothing_and_says_why(shop: Shop) -> None:
    unwilling = add_customer(shop, do_not_contact=True)
    change = reminders.add_for(shop, [unwilling], a_reminder())
    assert change.operation is None
    assert "does not want to be contacted" in change.sentence


def test_moving_many_is_one_operation_that_is_undone_whole(shop: Shop) -> None:
    ids = [add(shop, add_customer(shop, name)) for name in ("Aina", "Berta")]
    change = reminders.move(shop, ids, TODAY + timedelta(days=9))
    assert change.value == 2
    assert {one.due_date for one in reminders.get_many(shop, ids)} == {TODAY + timedelta(days=9)}
    journal.undo(shop, change.operation or 0)
    assert {one.due_date for one in reminders.get_many(shop, ids)} == {TODAY}


def test_moving_keeps_the_place_in_the_series(shop: Shop) -> None:
    key = add(shop, add_customer(shop), due_date=date(2026, 11, 24), rrule=EVERY_TUESDAY)
    reminders.move(shop, [key], date(2026, 11, 23))
    following = reminders.complete(shop, key, Result.CONTACTED).value
    assert reminders.get(shop, following or 0).due_date == date(2026, 12, 1)


def test_a_date_that_is_a_slip_of_the_finger_is_refused(shop: Shop) -> None:
    key = add(shop, add_customer(shop))
    with pytest.raises(InvalidInput):
        reminders.move(shop, [key], date(2926, 1, 1))


def test_later_hides_until_the_moment_and_leaves_the_date(shop: Shop) -> None:
    key = add(shop, add_customer(shop))
    reminders.snooze(shop, [key], NOW + timedelta(hours=2))
    assert subjects(shop) == []
    assert len(subjects(shop, hidden=True)) == 1
    assert reminders.counts(shop) == (0, 0, 0)
    assert reminders.hidden(shop) == 1
    assert reminders.get(shop, key).due_date == TODAY
    shop.clock.instant = NOW + timedelta(hours=2)  # type: ignore[attr-defined]
    assert len(subjects(shop)) == 1
    assert reminders.counts(shop).today == 1


def test_waking_shows_it_at_once_and_moving_too(shop: Shop) -> None:
    first, second = add(shop, add_customer(shop)), add(shop, add_customer(shop, "Berta"))
    reminders.snooze(shop, [first, second], NOW + timedelta(hours=2))
    reminders.wake(shop, [first])
    reminders.move(shop, [second], TOMORROW)
    assert reminders.get(shop, first).snoozed_until is None
    assert reminders.get(shop, second).snoozed_until is None


def test_later_in_the_past_is_refused(shop: Shop) -> None:
    with pytest.raises(InvalidInput):
        reminders.snooze(shop, [add(shop, add_customer(shop))], NOW)


def test_reassigning_many(shop: Shop) -> None:
    who = staff.save_staff(shop, a_staff_member("Lucía")).value
    ids = [add(shop, add_customer(shop, name)) for name in ("Aina", "Berta")]
    change = reminders.reassign(shop, ids, who)
    assert (change.value, "Lucía" in change.sentence) == (2, True)
    assert len(subjects(shop, staff_id=who)) == 2
    assert reminders.reassign(shop, ids[:1], None).value == 1
    assert len(subjects(shop, staff_id=NOBODY)) == 1
    with pytest.raises(NotFoundError):
        reminders.reassign(shop, ids, 999)


def test_nothing_to_change_is_no_operation(shop: Shop) -> None:
    key = add(shop, add_customer(shop))
    assert reminders.move(shop, [key], TODAY).operation is None
    assert reminders.reassign(shop, [], None).operation is None


def test_cancelling_and_undoing_a_wrong_bulk_change(shop: Shop) -> None:
    ids = [add(shop, add_customer(shop, name)) for name in ("Aina", "Berta", "Cosme")]
    change = reminders.cancel(shop, ids)
    assert (change.value, subjects(shop)) == (3, [])
    assert reminders.cancel(shop, ids).value == 0
    journal.undo(shop, change.operation or 0)
    assert len(subjects(shop)) == 3


def test_skipping_goes_to_the_next_time_of_a_series(shop: Shop) -> None:
    customer = add_customer(shop)
    series = add(shop, customer, due_date=date(2026, 11, 24), rrule=EVERY_TUESDAY)
    single = add(shop, customer)
    change = reminders.skip(shop, [series, single])
    assert change.value == 1
    assert reminders.get(shop, single).state is ReminderState.OPEN
    skipped = reminders.get(shop, series)
    assert skipped.state is ReminderState.CANCELLED
    assert reminders.get(shop, skipped.next_id or 0).due_date == date(2026, 12, 1)


# ---- lists


def test_the_views_show_their_dates(shop: Shop) -> None:
    customer = add_customer(shop)
    for day, subject in (
        (date(2026, 11, 10), "tarde"),
        (date(2026, 11, 17), "martes"),
        (TODAY, "hoy"),
        (TOMORROW, "domingo"),
        (date(2026, 11, 23), "lunes"),
    ):
        add(shop, customer, due_date=day, subject=subject)
    assert subjects(shop) == ["hoy"]
    assert subjects(shop, view=View.OVERDUE) == ["tarde", "martes"]
    assert subjects(shop, view=View.WEEK) == ["martes", "hoy", "domingo"]
    assert subjects(shop, view=View.PERIOD, first=TOMORROW) == ["domingo", "lunes"]
    assert subjects(shop, view=View.ALL, descending=True)[0] == "lunes"
    assert reminders.counts(shop) == (2, 1, 3)


def test_with_an_hour_first_then_the_urgent_then_by_name(shop: Shop) -> None:
    zoe, ana = add_customer(shop, "Zoe", family_name="Zafra"), add_customer(shop, "Ana", family_name="Abad")
    add(shop, zoe, subject="sin hora")
    add(shop, ana, subject="sin hora, antes")
    add(shop, zoe, subject="urgente", priority=Priority.HIGH)
    add(shop, zoe, subject="a las cinco", due_time=time(17))
    add(shop, zoe, subject="a las nueve", due_time=time(9))
    assert subjects(shop) == ["a las nueve", "a las cinco", "urgente", "sin hora, antes", "sin hora"]


@pytest.mark.parametrize("order", list(ReminderOrder))
def test_every_order_works_both_ways(shop: Shop, order: ReminderOrder) -> None:
    who = staff.save_staff(shop, a_staff_member("Lucía")).value
    for name in ("Aina", "Berta", "Cosme"):
        add(shop, add_customer(shop, name), subject=name, staff_id=who if name == "Berta" else None)
    up = subjects(shop, order=order)
    assert sorted(up) == ["Aina", "Berta", "Cosme"]
    assert subjects(shop, order=order, descending=True) == up[::-1]


def test_filters_narrow_the_list(shop: Shop) -> None:
    feria = add_customer(shop, "Begoña", tags=("Feria",))
    other = add_customer(shop, "Iñaki")
    add(shop, feria, subject="Recoger el pedido", method=Method.VISIT)
    add(shop, other, subject="Encargo", notes="No")
    assert subjects(shop, tag="Feria") == ["Recoger el pedido"]
    assert subjects(shop, method=Method.CALL) == ["Encargo"]
    assert subjects(shop, customer_id=other) == ["Encargo"]
    assert subjects(shop, text="begona") == ["Recoger el pedido"]
    assert subjects(shop, text="RECOGER pedído") == ["Recoger el pedido"]
    assert subjects(shop, text="nadie") == []
    assert len(subjects(shop, limit=1)) == 1
    assert len(subjects(shop, limit=1, text="e")) == 1


def test_archived_customers_leave_the_lists_but_not_their_own(shop: Shop) -> None:
    customer = add_customer(shop)
    add(shop, customer)
    customers.archive(shop, [customer])
    assert subjects(shop) == []
    assert reminders.counts(shop) == (0, 0, 0)
    assert len(subjects(shop, customer_id=customer)) == 1


def test_the_last_contact_and_the_latest_note_stand_beside(shop: Shop) -> None:
    customer = add_customer(shop, warning="Paga siempre en efectivo")
    before = add(shop, customer, subject="antes")
    key = add(shop, customer, subject="ahora")
    row = reminders.rows(shop, [key])[0]
    assert (row.last_contact, row.last_result, row.last_note) == (None, None, "")
    assert row.warning == "Paga siempre en efectivo"
    assert row.phone.startswith("612")
    customers.add_note(shop, customer, "Le gusta el verde")
    assert reminders.rows(shop, [key])[0].last_note == "Le gusta el verde"
    shop.clock.instant = NOW + timedelta(hours=1)  # type: ignore[attr-defined]
    reminders.complete(shop, before, Result.NO_ANSWER, "Suena y no lo coge")
    row = reminders.rows(shop, [key])[0]
    assert row.last_contact == NOW + timedelta(hours=1)
    assert (row.last_result, row.last_note) == (Result.NO_ANSWER, "Suena y no lo coge")


def test_a_contact_without_words_does_not_hide_the_last_note(shop: Shop) -> None:
    customer = add_customer(shop)
    key = add(shop, customer)
    customers.add_note(shop, customer, "Le gusta el verde")
    shop.clock.instant = NOW + timedelta(hours=1)  # type: ignore[attr-defined]
    reminders.complete(shop, add(shop, customer), Result.NO_ANSWER)
    assert reminders.rows(shop, [key])[0].last_note == "Le gusta el verde"


def test_the_month_shows_counts_and_the_first_lines(shop: Shop) -> None:
    who = staff.save_staff(shop, a_staff_member("Lucía")).value
    customer = add_customer(shop)
    for hour in (time(9, 5), None, time(17), None):
        add(shop, customer, due_time=hour, staff_id=who if hour else None)
    reminders.complete(shop, add(shop, customer), Result.CONTACTED)
    days = {day.day: day for day in reminders.month(shop, 2026, 11)}
    assert len(days) == 42
    today = days[TODAY]
    assert (today.open, today.done) == (4, 1)
    assert today.lines == ("9:05 García Muñoz, Ángel", "17:00 García Muñoz, Ángel", "García Muñoz, Ángel")
    assert days[TOMORROW].open == 0
    assert next(d for d in reminders.month(shop, 2026, 11, who) if d.day == TODAY).open == 2
    assert next(d for d in reminders.month(shop, 2026, 11, NOBODY) if d.day == TODAY).open == 2


def test_counts_by_person_tell_the_late_ones(shop: Shop) -> None:
    who = staff.save_staff(shop, a_staff_member("Lucía")).value
    customer = add_customer(shop)
    add(shop, customer, staff_id=who, due_date=YESTERDAY)
    add(shop, customer, staff_id=who)
    add(shop, customer)
    add(shop, customer, due_date=TOMORROW)
    found = {one.staff_id: one for one in reminders.by_staff(shop, TODAY)}
    assert (found[who].late, found[who].all) == (1, 2)
    assert (found[None].late, found[None].all) == (0, 1)


def test_subjects_are_suggested_by_how_often_they_were_used(shop: Shop) -> None:
    customer = add_customer(shop)
    for subject in ("Felicitar", "Avisar", "Avisar"):
        add(shop, customer, subject=subject)
    assert reminders.subjects(shop) == ["Avisar", "Felicitar"]
