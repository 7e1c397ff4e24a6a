from __future__ import annotations

from dataclasses import replace

import pytest

from crm_desktop.domain.customers.copying import changed
from crm_desktop.domain.customers.model import Gender
from tests.factories import a_customer


def test_it_does_what_the_library_does() -> None:
    customer = a_customer(notes="x", discount_bp=5)
    changes = {"given_name": "Eva", "gender": Gender.FEMALE, "tags": ("VIP",), "do_not_contact": True}
    assert changed(customer, changes) == replace(customer, **changes)  # type: ignore[arg-type]
    assert changed(customer, {}) == customer


def test_a_field_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        changed(a_customer(), {"colour": "red"})
