"""How a follow-up ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm_desktop.domain.reminders.completion import (
    CHANNEL_OF,
    PROPOSED,
    RESULT_ORDER,
    done,
    interaction_of,
    next_follow_up,
    proposed_date,
)
from crm_desktop.domain.reminders.model import Method, ReminderState, Result
from crm_desktop.domain.service import Channel, Initiative
from tests.factories import NOW, TODAY, a_reminder


def test_a_done_follow_up_makes_a_contact_that_the_shop_started() -> None:
    reminder = done(a_reminder(7, id=3), Result.CONTACTED, "  Vendrá el lunes. ", NOW, 2)
    assert reminder.state is ReminderState.DONE
    contact = interaction_of(reminder)
    assert (contact.customer_id, contact.reminder_id, contact.staff_id) == (7, 3, 2)
    assert (contact.channel, contact.initiative) == (Channel.CALL, Initiative.PROACTIVE)
    assert (contact.topic, contact.summary) == (reminder.subject, "Vendrá el lunes.")
    assert (contact.at, contact.result) == (NOW, "contacted")


def test_a_follow_up_that_is_not_done_makes_no_contact() -> None:
    with pytest.raises(ValueError):
        interaction_of(a_reminder())


def test_every_method_has_its_channel_and_every_result_its_proposal() -> None:
    assert set(CHANNEL_OF) == set(Method)
    assert set(PROPOSED) == set(Result) == set(RESULT_ORDER)


@pytest.mark.parametrize("result", [Result.NO_ANSWER, Result.WRONG_NUMBER, Result.CALL_AGAIN])
@pytest.mark.parametrize("today", [TODAY + timedelta(days=n) for n in range(7)])
def test_nothing_is_proposed_for_a_sunday(result: Result, today: date) -> None:
    proposed = proposed_date(result, today)
    assert proposed is not None
    assert proposed.isoweekday() != 7
    after = 7 if result is Result.CALL_AGAIN else 1
    assert proposed - today in {timedelta(days=after), timedelta(days=after + 1)}


def test_no_answer_is_tried_again_on_the_next_day_of_work() -> None:
    friday, saturday = date(2026, 11, 20), date(2026, 11, 21)
    assert proposed_date(Result.NO_ANSWER, friday) == saturday
    assert proposed_date(Result.NO_ANSWER, saturday) == date(2026, 11, 23)
    following = next_follow_up(a_reminder(7, id=3, rrule="FREQ=DAILY", notes="N"), Result.NO_ANSWER, TODAY)
    assert (following.subject, following.notes, following.method) == (a_reminder().subject, "N", Method.CALL)
    assert (following.id, following.rrule, following.customer_id) == (None, "", 7)


def test_call_again_asks_for_a_date() -> None:
    assert proposed_date(Result.CALL_AGAIN, TODAY) == TODAY + timedelta(days=7)


def test_a_wrong_number_leads_to_asking_for_the_right_one() -> None:
    following = next_follow_up(a_reminder(), Result.WRONG_NUMBER, TODAY)
    assert following.method is Method.OTHER
    assert following.subject == "Ask for the right telephone number"
    assert a_reminder().subject in following.notes


def test_contacted_and_not_interested_propose_nothing() -> None:
    assert proposed_date(Result.CONTACTED, TODAY) is None
    assert proposed_date(Result.NOT_INTERESTED, TODAY) is None
