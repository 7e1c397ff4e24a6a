"""Who may have a file already, said while one is typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.services import customers
from crm_desktop.services.duplicates import duplicates_of
from crm_desktop.services.shop import Shop
from tests.factories import a_company, a_customer, a_mobile, a_shop, an_email


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(a_shop(tmp_path)) as made:
        customers.save_customer(
            made,
            a_customer(card="42", tax_id="12345678Z", contacts=(a_mobile(), an_email("angel@example.com"))),
        )
        customers.save_customer(made, a_company())
        customers.save_customer(made, a_customer(given_name="Zoe", family_name="Soler", contacts=()))
        yield made


@pytest.mark.parametrize(
    "typed",
    [
        {"contacts": (a_mobile("612345678", ""),)},
        {"contacts": (a_mobile("+34 612 34 56 78", ""),)},
        {"contacts": (an_email(" ANGEL@example.com"),)},
        {"tax_id": "12.345.678-z"},
        {"card": "42"},
        {"card": "4-2"},
    ],
)
def test_the_same_number_is_the_same_customer_whatever_the_name(shop: Shop, typed: dict[str, Any]) -> None:
    fields = {
        "given_name": "Otro",
        "family_name": "Distinto",
        "second_family_name": "",
        "contacts": (),
        **typed,
    }
    (hint,) = duplicates_of(shop, a_customer(**fields))
    assert (hint.customer_id, hint.name) == (1, "Ángel García Muñoz")
    assert hint.why


@pytest.mark.parametrize("name", ["Angel", "Ángel", "angel"])
def test_nearly_the_same_name_is_said(shop: Shop, name: str) -> None:
    hints = duplicates_of(shop, a_customer(given_name=name, contacts=()))
    assert [h.customer_id for h in hints] == [1]


def test_a_customer_is_no_duplicate_of_themselves(shop: Shop) -> None:
    assert duplicates_of(shop, customers.get_customer(shop, 1)) == []


def test_somebody_else_is_nobodys_duplicate(shop: Shop) -> None:
    other = a_customer(given_name="Berta", family_name="Vidal", second_family_name="", contacts=())
    assert duplicates_of(shop, other) == []
    assert (
        duplicates_of(shop, a_customer(given_name="", family_name="", second_family_name="", contacts=()))
        == []
    )


def test_an_archived_file_is_said_to_be_archived(shop: Shop) -> None:
    customers.archive(shop, [1])
    (hint,) = duplicates_of(shop, a_customer(contacts=()))
    assert hint.archived


def test_most_reasons_come_first_and_not_too_many(shop: Shop) -> None:
    for number in range(8):
        customers.save_customer(shop, a_customer(town=f"Pueblo {number}", contacts=()))
    hints = duplicates_of(shop, a_customer(), limit=3)
    assert len(hints) == 3
    assert hints[0].customer_id == 1


@pytest.mark.parametrize("text", ["a\x00b", "\ud83d", '"', "*"])
def test_what_is_typed_may_be_anything(shop: Shop, text: str) -> None:
    duplicates_of(
        shop,
        a_customer(given_name=text, family_name=text, card=text, tax_id=text, contacts=(a_mobile(text, ""),)),
    )
