"""The follow-up list in a real shop: what is on it, its numbers, and typing in by number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.reminders.completion import Outcome
from crm_desktop.domain.reminders.follow_up_list import Grouping, ListRequest
from crm_desktop.domain.reminders.listing import NOBODY
from crm_desktop.domain.reminders.model import Method, ReminderState, Result
from crm_desktop.services import customers, journal, printing, reminders, staff
from crm_desktop.shared.errors import InvalidInput, StorageError
from tests.factories import NOW, TODAY, a_phone, a_staff_member
from tests.services.test_reminders import TOMORROW, YESTERDAY, add, add_customer

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.services.shop import Shop

ONLY_TODAY = ListRequest(TODAY, TODAY, overdue=False)


def text_of(pdf: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def on_list(shop: Shop, request: ListRequest) -> list[str]:
    sheet = printing.follow_up_list(shop, request).value
    return [item.subject for item in printing.printed_items(shop, sheet.list_id)]


def test_the_list_is_a_pdf_that_is_kept_with_its_numbers(shop: Shop) -> None:
    shop.on_duty = staff.save_staff(shop, a_staff_member("Lucía")).value
    customer = add_customer(shop, contacts=(a_phone("961234567"),), warning="Sordo de un oído")
    add(shop, customer, subject="Por la tarde", due_time=time(17))
    add(shop, customer, subject="Por la mañana", due_time=time(9))
    change = printing.follow_up_list(shop, ONLY_TODAY)
    sheet = change.value
    assert (sheet.count, sheet.pages, sheet.left_out) == (2, 1, 0)
    assert change.kinds == {"printed_lists"}
    assert sheet.code in change.sentence
    text = text_of(sheet.pdf)
    for expected in ("García Muñoz, Ángel", "961 234 567", "Por la tarde", "Sordo de un oído", "Lucía"):
        assert expected in text
    kept = printing.printed_lists(shop)[0]
    assert (kept.code, kept.count, kept.open, kept.printed_at) == (sheet.code, 2, 2, NOW)
    assert (kept.staff_id, kept.title) == (shop.on_duty, "21/11/2026")
    items = printing.printed_items(shop, sheet.list_id)
    assert [(item.number, item.subject) for item in items] == [(1, "Por la mañana"), (2, "Por la tarde")]
    assert all(item.page == 1 for item in items)


def test_results_typed_by_number_close_what_stands_there(shop: Shop) -> None:
    customer = add_customer(shop)
    first = add(shop, customer, subject="uno", due_time=time(9))
    add(shop, customer, subject="dos")
    sheet = printing.follow_up_list(shop, ONLY_TODAY).value
    numbered = {item.number: item for item in printing.printed_items(shop, sheet.list_id)}
    reminders.complete_many(shop, [Outcome(numbered[1].reminder_id, Result.CONTACTED, "Sí")])
    assert reminders.get(shop, first).result is Result.CONTACTED
    after = printing.printed_items(shop, sheet.list_id)[0]
    assert (after.state, after.result, after.note, after.done_at) == (
        ReminderState.DONE,
        Result.CONTACTED,
        "Sí",
        NOW,
    )
    assert printing.printed_lists(shop)[0].open == 1


def test_the_preview_keeps_nothing_and_shows_the_same(shop: Shop) -> None:
    add(shop, add_customer(shop))
    preview = printing.preview_follow_up_list(shop, ONLY_TODAY)
    assert preview.list_id == 0
    assert printing.printed_lists(shop) == []
    assert printing.follow_up_list(shop, ONLY_TODAY).value.pdf == preview.pdf


def test_dates_people_and_tags_choose_what_is_on_it(shop: Shop) -> None:
    who = staff.save_staff(shop, a_staff_member("Lucía")).value
    feria, other = add_customer(shop, "Begoña", tags=("Feria",)), add_customer(shop, "Iñaki")
    add(shop, feria, subject="hoy", staff_id=who)
    add(shop, other, subject="mañana", due_date=TOMORROW)
    add(shop, other, subject="ayer", due_date=YESTERDAY)
    assert on_list(shop, ONLY_TODAY) == ["hoy"]
    assert on_list(shop, ListRequest(TODAY, TODAY, grouping=Grouping.NONE)) == ["ayer", "hoy"]
    assert on_list(shop, ListRequest(TODAY, TOMORROW, overdue=False)) == ["hoy", "mañana"]
    assert on_list(shop, ListRequest(TODAY, TOMORROW, staff_id=who)) == ["hoy"]
    assert on_list(shop, ListRequest(TODAY, TOMORROW, staff_id=NOBODY)) == ["ayer", "mañana"]
    assert on_list(shop, ListRequest(TODAY, TOMORROW, tag="Feria")) == ["hoy"]


def test_groups_by_person_are_numbered_through(shop: Shop) -> None:
    first = staff.save_staff(shop, a_staff_member("Amparo")).value
    second = staff.save_staff(shop, a_staff_member("Marc")).value
    customer = add_customer(shop)
    for subject, who in (("a", second), ("b", None), ("c", first)):
        add(shop, customer, subject=subject, staff_id=who)
    assert on_list(shop, replace(ONLY_TODAY, grouping=Grouping.PERSON)) == ["c", "a", "b"]


def test_who_said_no_is_left_out_and_counted(shop: Shop) -> None:
    add(shop, add_customer(shop, do_not_contact=True), subject="no")
    add(shop, add_customer(shop, "Berta"), subject="sí")
    sheet = printing.follow_up_list(shop, ONLY_TODAY).value
    assert (sheet.count, sheet.left_out) == (1, 1)


def test_one_put_off_is_on_the_list_of_the_day_on_which_it_comes_back(shop: Shop) -> None:
    key = add(shop, add_customer(shop), subject="luego")
    reminders.snooze(shop, [key], NOW + timedelta(days=2))
    assert on_list(shop, ListRequest(TODAY, TOMORROW)) == []
    assert on_list(shop, ListRequest(TODAY, TODAY + timedelta(days=2))) == ["luego"]


def test_a_visit_needs_the_address_and_an_email_its_address(shop: Shop) -> None:
    customer = add_customer(shop, street="Calle Mayor, 14")
    add(shop, customer, method=Method.VISIT)
    assert "Calle Mayor, 14, 46120 Alboraia" in text_of(printing.follow_up_list(shop, ONLY_TODAY).value.pdf)


def test_an_empty_list_is_a_page_that_is_not_kept(shop: Shop) -> None:
    change = printing.follow_up_list(shop, ONLY_TODAY)
    assert change.operation is None
    assert change.value.count == 0
    assert change.value.pdf.startswith(b"%PDF")
    assert printing.printed_lists(shop) == []


def test_each_list_has_a_code_of_its_own(shop: Shop) -> None:
    add(shop, add_customer(shop))
    codes = {printing.follow_up_list(shop, ONLY_TODAY).value.code for _time in range(3)}
    assert len(codes) == 3
    assert [one.code for one in printing.printed_lists(shop)] == sorted(codes, reverse=True)


def test_a_printed_list_is_undone_like_anything_else(shop: Shop) -> None:
    add(shop, add_customer(shop))
    change = printing.follow_up_list(shop, ONLY_TODAY)
    journal.undo(shop, change.operation or 0)
    assert printing.printed_lists(shop) == []


@pytest.mark.parametrize(
    "name", ["<b>Ana", "a & b", "=1+1", "'; DROP TABLE customer", "محمد", "😀😀", "x" * 150]
)
def test_any_name_is_printed(shop: Shop, name: str) -> None:
    add(shop, add_customer(shop, name), subject=name)
    assert printing.follow_up_list(shop, ONLY_TODAY).value.pages >= 1


def test_a_period_that_makes_no_sense_is_refused(shop: Shop) -> None:
    with pytest.raises(InvalidInput):
        printing.follow_up_list(shop, ListRequest(TODAY, YESTERDAY))
    with pytest.raises(InvalidInput):
        printing.preview_follow_up_list(shop, ListRequest(TODAY, date(2030, 1, 1)))


def test_archived_customers_are_not_on_the_list(shop: Shop) -> None:
    customer = add_customer(shop)
    add(shop, customer)
    customers.archive(shop, [customer])
    assert on_list(shop, ONLY_TODAY) == []


def test_a_list_that_could_not_be_delivered_is_not_kept(shop: Shop, tmp_path: Path) -> None:
    add(shop, add_customer(shop))

    def fail(_pdf: bytes) -> None:
        raise StorageError("full")

    with pytest.raises(StorageError):
        printing.follow_up_list(shop, ONLY_TODAY, fail)
    assert printing.printed_lists(shop) == []
    path = tmp_path / "lista.pdf"
    made = printing.follow_up_list(shop, ONLY_TODAY, path.write_bytes)
    assert path.read_bytes() == made.value.pdf
