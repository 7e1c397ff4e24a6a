from __future__ import annotations

from typing import Any

import pytest

from crm_desktop.domain.customers.duplicates import keys, name_similarity, reasons
from crm_desktop.domain.customers.model import Customer
from tests.factories import a_company, a_customer, a_mobile, an_email


def a_name(given: str, family: str = "", second: str = "", **more: Any) -> Customer:
    return Customer(given_name=given, family_name=family, second_family_name=second, **more)


def test_the_same_telephone_mail_id_or_card_is_a_reason() -> None:
    other = a_name("Eva", "Gil", contacts=(a_mobile(), an_email()), tax_id="12345678Z", card="M-0001")
    assert reasons(a_name("Ana", contacts=(a_mobile("612-345-678"),)), other) == ("same telephone",)
    assert reasons(a_name("Ana", contacts=(an_email(),)), other) == ("same e-mail",)
    assert reasons(a_name("Ana", tax_id="12345678Z"), other) == ("same tax id",)
    assert reasons(a_name("Ana", card="m-0001"), other) == ("same card",)


def test_contacts_without_a_normal_form_are_no_reason() -> None:
    odd = a_mobile("no tiene", "")
    assert reasons(a_name("Ana", contacts=(odd,)), a_name("Eva", contacts=(odd,))) == ()
    assert not keys(a_name("Ana", contacts=(odd,)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (a_name("Ángel", "García", "Muñoz"), a_name("ANGEL", "GARCIA", "MUNOZ")),
        (a_name("Ángel", "García", "Muñoz"), a_name("García Muñoz", "Ángel")),
        (a_name("Mª José", "Ruiz"), a_name("María José", "Ruiz")),
        (a_name("Ana", "de la Cruz"), a_name("Ana", "Cruz")),
    ],
)
def test_names_that_differ_in_writing_only_are_the_same(one: Customer, other: Customer) -> None:
    assert name_similarity(one, other) == 100
    assert reasons(one, other) == ("same name",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (a_name("Ángel", "García", "Muñoz"), a_name("Ángel", "García")),
        (a_name("Begoña", "Echevarría", "Goñi"), a_name("Begoña", "Echeverría", "Goñi")),
        (a_company(company="Hostal del Port"), a_company(company="Hostal del Porto")),
    ],
)
def test_names_that_nearly_agree_are_similar(one: Customer, other: Customer) -> None:
    assert "very similar name" in reasons(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (a_name("Ana", "García", "López"), a_name("Eva", "García", "López")),
        (a_name("Ángel", "García"), a_name("Ángel", "Gil")),
        (a_name("García"), a_name("Ángel", "García", "Muñoz")),
        (a_name("María", "García"), a_name("José María", "García", "Gil")),
        (Customer(), Customer()),
        (Customer(), a_customer()),
    ],
)
def test_brothers_and_strangers_are_not_the_same(one: Customer, other: Customer) -> None:
    assert reasons(one, other) == ()


def test_a_birthday_alone_is_no_reason_but_adds_to_one() -> None:
    one = a_name("Ángel", "García", birth="1984-11-24")
    assert reasons(one, a_name("Eva", "Gil", birth="1984-11-24")) == ()
    assert reasons(one, a_name("Ángel", "García", birth="1984-11-24")) == ("same name", "same birthday")
