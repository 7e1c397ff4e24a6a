from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.customers.limits import LINE_LIMITS, TEXT_LIMITS, is_tidy, without_separators
from crm_desktop.domain.customers.model import (
    ContactKind,
    ContactPoint,
    Customer,
    CustomerKind,
    Relation,
    RelationKind,
)
from crm_desktop.domain.customers.own_fields import OwnField, OwnFieldKind
from crm_desktop.domain.customers.validate import check
from crm_desktop.shared.text import squeeze
from tests.factories import a_company, a_customer, a_mobile, an_email

TODAY = date(2026, 11, 21)
SIZE = OwnField("Hijos", OwnFieldKind.NUMBER, id=2)


def a_contact(kind: ContactKind, value: str, label: str = "") -> ContactPoint:
    return ContactPoint(kind, value, label=label)


def test_a_right_file_is_left_as_it_is() -> None:
    for customer in (
        a_customer(contacts=(a_mobile(), an_email())),
        a_company(),
        a_customer(birth="1984-11-24"),
    ):
        checked = check(customer, "ES", TODAY)
        assert checked.customer is customer
        assert (checked.problems, checked.warnings) == ({}, {})


def test_names_are_squeezed_and_letters_made_whole() -> None:
    checked = check(
        a_customer(given_name="  A\u0301ngel\t Luis ", town="Sant\u00a0Joan\n", notes=" uno\r\n\r\ndos ")
    )
    assert checked.customer.given_name == "Ángel Luis"
    assert checked.customer.town == "Sant Joan"
    assert checked.customer.notes == "uno\n\ndos"


@pytest.mark.parametrize("name", sorted({**LINE_LIMITS, **TEXT_LIMITS}))
@pytest.mark.parametrize("bad", ["\0", "\x07", "\ud83d", "\uffff", "\x1b"])
def test_characters_that_cannot_be_kept_are_refused_at_their_field(name: str, bad: str) -> None:
    checked = check(a_customer(**{name: f"a{bad}b"}))
    assert "invisible" in checked.problems[name]
    assert getattr(checked.customer, name).upper() == f"a{bad}b".upper()


@pytest.mark.parametrize(("name", "limit"), sorted({**LINE_LIMITS, **TEXT_LIMITS}.items()))
def test_a_text_that_is_too_long_is_refused_at_its_field(name: str, limit: int) -> None:
    if name != "country":
        assert name not in check(a_customer(**{name: "ñ" * limit})).problems
    checked = check(a_customer(**{name: "x" * (limit + 1)}))
    assert str(limit) in checked.problems[name]


@pytest.mark.parametrize(
    "text",
    [
        '<b>Ana</b> & "Eva"',
        "=1+1",
        "'; DROP TABLE customer; --",
        "مرحبا",
        "👩‍👩‍👧 Ñandú",
        "שלום Ana",
        "\u202eAna",
    ],
)
def test_any_visible_text_is_kept_as_it_is(text: str) -> None:
    checked = check(a_customer(given_name=text, notes=text, tags=(text,)))
    assert checked.problems == {}
    assert checked.customer.given_name == checked.customer.notes == text
    assert checked.customer.tags == (squeeze(without_separators(text)),)


def test_a_file_needs_somebody_in_it() -> None:
    assert "given_name" in check(Customer()).problems
    assert "company" in check(Customer(kind=CustomerKind.COMPANY)).problems
    assert "given_name" in check(Customer(given_name="  ", notes="una nota")).problems
    assert "given_name" in check(Customer(contacts=(a_contact(ContactKind.MOBILE, " "),))).problems
    for enough in (
        Customer(given_name="Ana"),
        Customer(company="Hostal"),
        Customer(contact_person="Ana"),
        Customer(contacts=(a_contact(ContactKind.MOBILE, "622310775"),)),
    ):
        assert check(enough).problems == {}


def test_contacts_are_normalised_and_doubtful_ones_kept_with_a_warning() -> None:
    checked = check(
        Customer(
            given_name="Ana",
            contacts=(
                a_contact(ContactKind.PHONE, " 622 310 775 "),
                a_contact(ContactKind.MOBILE, "62231077"),
                a_contact(ContactKind.EMAIL, "Ana@Example.com"),
                a_contact(ContactKind.EMAIL, "ana"),
                a_contact(ContactKind.MOBILE, "+34 622-310-775", "repetido"),
                a_contact(ContactKind.EMAIL, ""),
            ),
        )
    )
    assert [(c.kind, c.value, c.normal) for c in checked.customer.contacts] == [
        (ContactKind.MOBILE, "622 310 775", "+34622310775"),
        (ContactKind.MOBILE, "62231077", ""),
        (ContactKind.EMAIL, "Ana@Example.com", "ana@example.com"),
        (ContactKind.EMAIL, "ana", ""),
    ]
    assert checked.problems == {}
    assert set(checked.warnings) == {"contacts.1", "contacts.3"}


def test_a_contact_that_cannot_be_kept_is_refused_at_its_line() -> None:
    long = a_contact(ContactKind.EMAIL, "a" * 300)
    hidden = a_contact(ContactKind.MOBILE, "622\0310775")
    label = a_contact(ContactKind.MOBILE, "633781254", "x" * 61)
    assert set(check(a_customer(contacts=(long, hidden, label))).problems) == {
        "contacts.0", "contacts.1", "contacts.2.label"
    }  # fmt: skip


def test_who_lives_abroad_may_have_a_number_of_the_shops_country() -> None:
    checked = check(a_customer(country="PT", contacts=(a_contact(ContactKind.MOBILE, "622 310 775"),)), "ES")
    assert checked.customer.contacts[0].normal == "+34622310775"
    portuguese = check(
        a_customer(country="PT", contacts=(a_contact(ContactKind.MOBILE, "912 345 678"),)), "ES"
    )
    assert portuguese.customer.contacts[0].normal == "+351912345678"


def test_tax_ids_postcodes_and_countries_are_normalised() -> None:
    checked = check(a_customer(tax_id="12.345.678-z", postcode="8001", country="es"))
    assert (checked.customer.tax_id, checked.customer.postcode, checked.customer.country) == (
        "12345678Z",
        "08001",
        "ES",
    )
    assert checked.warnings == {}
    doubtful = check(a_customer(tax_id="1234567A", postcode="99999"))
    assert set(doubtful.warnings) == {"tax_id", "postcode"}
    assert doubtful.problems == {}
    assert "country" in check(a_customer(country="1€")).problems


@pytest.mark.parametrize("birth", ["24/11/1984", "1984-13-01", "1899-12-31", "2026-11-22", "--02-30"])
def test_a_birth_date_that_cannot_be_is_refused(birth: str) -> None:
    assert "birth" in check(a_customer(birth=birth), "ES", TODAY).problems


@pytest.mark.parametrize("birth", ["", "1984-11-24", "--02-29", "2026-11-21"])
def test_birth_dates_may_lack_their_year(birth: str) -> None:
    assert check(a_customer(birth=birth), "ES", TODAY).problems == {}


def test_a_discount_is_a_part_of_the_price() -> None:
    assert "discount_bp" in check(a_customer(discount_bp=10_001)).problems
    assert "discount_bp" in check(a_customer(discount_bp=-1)).problems
    assert check(a_customer(discount_bp=10_000)).problems == {}


def test_tags_appear_once_and_without_commas() -> None:
    checked = check(a_customer(tags=("Feria", "feria ", "FÉRIA", "a, b", " ")))
    assert checked.customer.tags == ("Feria", "a b")
    assert "tags.0" in check(a_customer(tags=("x" * 61,))).problems
    assert "tags" in check(a_customer(tags=tuple(f"t{n}" for n in range(101)))).problems


def test_nobody_is_related_to_themselves() -> None:
    me = Relation(RelationKind.FAMILY, 7)
    assert "relations.0" in check(a_customer(id=7, relations=(me,))).problems
    twice = (Relation(RelationKind.FAMILY, 8, " su  madre "), Relation(RelationKind.FAMILY, 8))
    assert check(a_customer(id=7, relations=twice)).customer.relations == (
        Relation(RelationKind.FAMILY, 8, "su madre"),
    )


def test_own_values_must_fit_their_field() -> None:
    assert "own.2" in check(a_customer(own=((2, "dos"),)), own_fields=[SIZE]).problems
    checked = check(a_customer(own=((2, "3"), (9, "de un campo quitado"), (5, " "))), own_fields=[SIZE])
    assert checked.problems == {}
    assert checked.customer.own == ((2, "3"), (9, "de un campo quitado"))


LINES = st.text(st.characters(codec="utf-8"), max_size=30)


@given(
    st.builds(Customer, given_name=LINES, family_name=LINES, street=LINES, notes=LINES, tags=st.tuples(LINES))
)
def test_checking_twice_changes_nothing(customer: Customer) -> None:
    first = check(customer, "ES", TODAY)
    if not first.problems:
        second = check(first.customer, "ES", TODAY)
        assert second.customer == first.customer
        assert not second.problems


@given(st.lists(LINES, max_size=4))
def test_the_glance_agrees_with_a_close_look(lines: list[str]) -> None:
    if is_tidy(lines):
        assert all(line == squeeze(line) for line in lines)


def test_every_text_of_the_file_has_a_limit() -> None:
    other = {"uid", "birth", "photo", "kind", "gender"}
    texts = {f.name for f in fields(Customer) if f.default == "" and f.name not in other}
    assert texts == {*LINE_LIMITS, *TEXT_LIMITS}
