"""The sample shop: always the same, believable, valid, and plainly made up."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from stdnum import ean
from stdnum.es import cif, dni, nie

from crm_desktop.domain.customers.birthdays import is_stored_form, read_birth
from crm_desktop.domain.customers.contact_points import normalise, problem_of
from crm_desktop.domain.customers.model import ContactKind, Customer, CustomerKind
from crm_desktop.domain.customers.own_fields import read_value
from crm_desktop.domain.reminders.model import Reminder, ReminderState
from crm_desktop.domain.reminders.recurrence import check_rule
from crm_desktop.domain.sample.shop import Sample
from crm_desktop.domain.sample.towns import PREFIXES, towns

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 8, 5, tzinfo=UTC)


def digest(count: int, seed: int, today: date = TODAY) -> str:
    sample = Sample(count, seed, today)
    whole = (list(sample.customers()), sample.follow_ups(), list(sample.notes()))
    return hashlib.sha256(repr(whole).encode()).hexdigest()


@pytest.fixture(scope="module")
def sample() -> tuple[list[Customer], list[Reminder]]:
    made = Sample(3000, 7, TODAY)
    return list(made.customers()), made.follow_ups()


def test_same_seed_and_number_and_date_make_the_same_shop() -> None:
    assert digest(300, 1) == digest(300, 1)
    assert len({digest(300, 1), digest(300, 2), digest(301, 1), digest(300, 1, date(2026, 11, 22))}) == 4


def test_the_order_of_hashes_changes_nothing() -> None:
    program = "from tests.domain.sample.test_sample import digest; print(digest(200, 3))"
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


@pytest.mark.parametrize("count", [0, 1, 2, 5, 17])
def test_a_shop_may_be_small(count: int) -> None:
    sample = Sample(count, 1, TODAY)
    assert len(list(sample.customers())) == count
    assert all(1 <= reminder.customer_id <= count for reminder in sample.follow_ups())
    assert all(1 <= note.customer_id <= count for note in sample.notes())


def test_follow_ups_wait_for_the_customers() -> None:
    with pytest.raises(RuntimeError):
        Sample(5, 1, TODAY).follow_ups()


def test_every_way_to_reach_a_customer_is_regular_and_in_its_normal_form(
    sample: tuple[list[Customer], list[Reminder]],
) -> None:
    for customer in sample[0]:
        assert customer.contacts
        for point in customer.contacts:
            assert normalise(point) == point
            assert problem_of(point) == ""


def test_nothing_can_be_taken_for_a_real_person(sample: tuple[list[Customer], list[Reminder]]) -> None:
    for customer in sample[0]:
        for mail in customer.emails:
            assert mail.normal.rpartition("@")[2] in {"example.com", "example.org", "example.net"}
        for phone in customer.phones:
            assert re.fullmatch(r"\+34\d{3}00\d{4}", phone.normal)
        assert re.match(r"^(99\d{6}[A-Z]|Z9\d{6}[A-Z]|[A-Z]00\d{6}|)$", customer.tax_id)


def test_numbers_that_name_one_customer_are_not_given_twice(
    sample: tuple[list[Customer], list[Reminder]],
) -> None:
    customers = sample[0]
    for of in (
        [c.uid for c in customers],
        [c.card for c in customers if c.card],
        [c.tax_id for c in customers if c.tax_id],
        [p.normal for c in customers for p in c.of_kind(ContactKind.MOBILE, ContactKind.EMAIL)],
    ):
        assert len(of) == len(set(of))


def test_tax_ids_and_cards_have_their_right_check(sample: tuple[list[Customer], list[Reminder]]) -> None:
    seen = Counter[str]()
    for customer in sample[0]:
        if customer.card:
            assert ean.is_valid(customer.card)
        if customer.tax_id:
            kind = next(m for m in (dni, nie, cif) if m.is_valid(customer.tax_id))
            seen[kind.__name__] += 1
            assert (kind is cif) == (customer.kind is CustomerKind.COMPANY)
    assert len(seen) == 3


def test_birthdays_are_dates_of_the_calendar_some_without_a_year(
    sample: tuple[list[Customer], list[Reminder]],
) -> None:
    births = [c.birth for c in sample[0] if c.birth]
    assert 0.4 < len(births) / len(sample[0]) < 0.8
    without = [b for b in births if b.startswith("--")]
    assert 0.05 < len(without) / len(births) < 0.2
    for birth in births:
        assert is_stored_form(birth)
        assert birth.startswith("--") or read_birth(birth, TODAY) == birth
    years = [TODAY.year - int(b[:4]) for b in births if not b.startswith("--")]
    assert min(years) >= 16
    assert 40 < sum(years) / len(years) < 70


def test_most_live_around_the_shop_and_towns_go_with_their_postcodes(
    sample: tuple[list[Customer], list[Reminder]],
) -> None:
    table = {(t.name, code): t.province for t in towns() for code in t.postcodes}
    customers = [c for c in sample[0] if c.postcode]
    for customer in customers:
        assert table[customer.town, customer.postcode] == customer.province
    near = sum(c.postcode.startswith("46") for c in customers)
    assert 0.85 < near / len(customers) < 0.98
    assert len({c.town for c in customers}) > 60


def test_the_table_of_towns_is_sound() -> None:
    table = towns()
    assert len({t.name for t in table}) >= 150
    codes: dict[str, set[str]] = {}
    for town in table:
        assert town.province in PREFIXES
        assert all(re.fullmatch(r"\d{5}", code) for code in town.postcodes)
        codes.setdefault(town.province, set()).update(code[:2] for code in town.postcodes)
    assert all(len(found) == 1 for found in codes.values())
    assert len({next(iter(found)) for found in codes.values()}) == len(codes) == 52


def test_names_are_spanish_with_accents_two_family_names_and_some_from_elsewhere(
    sample: tuple[list[Customer], list[Reminder]],
) -> None:
    people = [c for c in sample[0] if c.kind is CustomerKind.PERSON]
    assert 0.93 < len(people) / len(sample[0]) < 0.97
    families = Counter(c.family_name for c in people)
    assert families.most_common(1)[0][0] == "García"
    assert 0.025 < families["García"] / len(people) < 0.08
    assert len(families) > 350
    assert 0.9 < sum(bool(c.second_family_name) for c in people) / len(people) < 0.99
    letters = set("".join(c.list_name for c in people))
    assert set("áéíóúñÁàè") <= letters
    assert any(c.list_name.count(" i ") for c in people)


def test_own_fields_hold_what_the_fields_allow(sample: tuple[list[Customer], list[Reminder]]) -> None:
    fields = {f.id: f for f in Sample(0, 1, TODAY).own_fields}
    values = [(fields[key], value) for c in sample[0] for key, value in c.own]
    assert {f.id for f, _v in values} == set(fields)
    assert all(value for _f, value in values)
    for field, value in values:
        assert value in {"0", "1"} or read_value(field, value, TODAY, "en_GB") == value


def test_nothing_was_written_later_than_now(sample: tuple[list[Customer], list[Reminder]]) -> None:
    customers, reminders = sample
    joined = {c.id: c.created_at for c in customers}
    assert [c.created_at for c in customers] == sorted(c.created_at for c in customers if c.created_at)
    for customer in customers:
        assert customer.created_at is not None
        assert customer.updated_at is not None
        assert customer.created_at <= customer.updated_at < NOW
    for reminder in reminders:
        first = joined[reminder.customer_id]
        assert reminder.created_at is not None
        assert first is not None
        assert first <= reminder.created_at < NOW
        if reminder.done_at:
            assert reminder.created_at <= reminder.done_at < NOW


def test_there_is_something_to_do_today_and_this_week(sample: tuple[list[Customer], list[Reminder]]) -> None:
    open_ = [r for r in sample[1] if r.state is ReminderState.OPEN]
    late = [r for r in open_ if r.due_date < TODAY]
    today = [r for r in open_ if r.due_date == TODAY]
    week = [r for r in open_ if TODAY < r.due_date <= TODAY + timedelta(days=7)]
    assert 5 <= len(late) <= 30
    assert 10 <= len(today) <= 50
    assert len(week) > 20
    assert any(r.snoozed_until for r in today)
    assert any(r.rrule for r in open_)
    assert any(r.source == "birthday" for r in open_)
    for reminder in open_:
        if reminder.rrule:
            assert check_rule(reminder.rrule) == reminder.rrule
            assert reminder.series_start == reminder.occurrence == reminder.due_date


def test_what_is_done_has_a_result_and_now_and_then_a_next_one(
    sample: tuple[list[Customer], list[Reminder]],
) -> None:
    reminders = {r.id: r for r in sample[1]}
    done = [r for r in sample[1] if r.state is ReminderState.DONE]
    assert len({r.result for r in done}) == 5
    assert all(r.result and r.done_at and r.done_by for r in done)
    followed = [r for r in done if r.next_id]
    assert followed
    for reminder in followed:
        assert reminders[reminder.next_id].customer_id == reminder.customer_id
    assert all("{" not in r.subject + r.notes + r.result_note for r in sample[1])


def test_nobody_is_contacted_who_said_no(sample: tuple[list[Customer], list[Reminder]]) -> None:
    quiet = {c.id for c in sample[0] if c.do_not_contact or c.archived_at}
    assert quiet
    assert not quiet & {r.customer_id for r in sample[1]}


def test_relations_name_customers_who_came_before(sample: tuple[list[Customer], list[Reminder]]) -> None:
    related = [(c.id, r) for c in sample[0] for r in c.relations]
    assert len({r.kind for _id, r in related}) == 3
    assert all(own and r.other_id < own for own, r in related)


@pytest.mark.slow
def test_a_hundred_thousand_customers_are_made_quickly() -> None:
    start = time.process_time()
    count = sum(1 for _customer in Sample(100_000, 1, TODAY).customers())
    assert count == 100_000
    # Six to nine seconds of a slow core, with when they came and what they wait for.
    assert time.process_time() - start < 20
