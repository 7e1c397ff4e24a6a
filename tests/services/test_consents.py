"""Consents: a history; the newest of a purpose is in force."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.domain.consents import PURPOSE_NAMES, Consent, Purpose
from crm_desktop.domain.segments.tree import from_json
from crm_desktop.services import consents, customers, journal, segments, staff
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import InvalidInput, NotFoundError
from tests.factories import NOW, a_customer, a_shop, a_staff_member


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(a_shop(tmp_path)) as made:
        customers.save_customer(made, a_customer())
        yield made


def test_the_newest_of_a_purpose_is_in_force_and_none_is_lost(shop: Shop) -> None:
    clock: Any = shop.clock
    shop.on_duty = staff.save_staff(shop, a_staff_member()).value
    consents.record(shop, Consent(1, Purpose.TELEPHONE, given=True, source=" mostrador ", text="Acepto"))
    clock.instant += timedelta(hours=1)
    done = consents.record(shop, Consent(1, Purpose.TELEPHONE, given=False))
    consents.record(shop, Consent(1, Purpose.IMAGE, given=True, at=NOW - timedelta(days=3)))
    current = consents.current(shop, 1)
    assert {purpose: c.given for purpose, c in current.items()} == {
        Purpose.TELEPHONE: False,
        Purpose.IMAGE: True,
    }
    history = consents.history(shop, 1)
    assert [(c.purpose, c.given) for c in history] == [
        (Purpose.TELEPHONE, False),
        (Purpose.TELEPHONE, True),
        (Purpose.IMAGE, True),
    ]
    assert (history[1].source, history[1].text, history[1].staff_id) == ("mostrador", "Acepto", shop.on_duty)
    assert "withdrew" in done.sentence
    assert done.kinds == {"consents"}
    assert done.operation is not None
    journal.undo(shop, done.operation)
    assert consents.current(shop, 1)[Purpose.TELEPHONE].given


def test_who_says_no_is_heard_though_the_clock_has_gone_back(shop: Shop) -> None:
    clock: Any = shop.clock
    consents.record(shop, Consent(1, Purpose.MESSAGING, given=True))
    clock.instant -= timedelta(hours=2)
    consents.record(shop, Consent(1, Purpose.MESSAGING, given=False))
    consents.record(shop, Consent(1, Purpose.IMAGE, given=True))
    current = consents.current(shop, 1)
    assert (current[Purpose.MESSAGING].given, current[Purpose.MESSAGING].at) == (False, NOW)
    assert current[Purpose.IMAGE].at == NOW - timedelta(hours=2)
    withdrawn = from_json({"condition": "consent", "operator": "no", "value": "messaging"})
    assert segments.count(shop, withdrawn) == 1


@pytest.mark.parametrize(
    "consent",
    [
        Consent(1, Purpose.IMAGE, given=True, at=NOW + timedelta(seconds=1)),
        Consent(1, Purpose.IMAGE, given=True, source="x" * 201),
        Consent(1, Purpose.IMAGE, given=True, text="\x00"),
        Consent(2, Purpose.IMAGE, given=True),
    ],
)
def test_what_cannot_be_recorded_gets_a_sentence(shop: Shop, consent: Consent) -> None:
    with pytest.raises((InvalidInput, NotFoundError)) as told:
        consents.record(shop, consent)
    assert told.value.sentence
    assert consents.history(shop, 1) == []


def test_every_purpose_has_a_name() -> None:
    assert list(PURPOSE_NAMES) == list(Purpose)
