"""The text of a letter: fields in the user's language, kept by their names in code, filled in for each."""

from __future__ import annotations

import pytest

from crm_desktop.domain.customers.mailings import FIELD_NAMES, LETTERS, MailField, checked, filled, shown
from crm_desktop.shared import i18n
from crm_desktop.shared.errors import InvalidInput


@pytest.fixture
def spanish() -> None:
    i18n.install("es")


@pytest.mark.usefixtures("spanish")
def test_fields_are_typed_in_the_users_language_and_kept_by_their_names_in_code() -> None:
    kept = checked("{Saludo}\n\nCompraste el {ultima  compra}; hoy es {date}.")
    assert kept == "{greeting}\n\nCompraste el {last purchase}; hoy es {date}."
    assert shown(kept) == "{saludo}\n\nCompraste el {última compra}; hoy es {fecha}."
    i18n.install("en")
    assert shown(kept).startswith("{greeting}")


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_field_has_a_name_of_its_own_that_is_read_back(language: str) -> None:
    i18n.install(language)
    for field in FIELD_NAMES:
        assert checked(shown(f"{{{field.value}}}")) == f"{{{field.value}}}"


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("  \n ", "Escribe antes la carta"),
        ("Hola, {nonbre}", r"\{nonbre\}.*\{nombre\}"),
        ("Hola, {}", r"\{\}"),
        ("a" * (LETTERS + 1), "5"),
        ("Hola\x00", "invisible"),
    ],
)
def test_what_cannot_be_printed_is_said(typed: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says) as told:
        checked(typed)
    assert set(told.value.fields) == {"text"}


def test_what_a_customer_has_not_leaves_no_hole() -> None:
    text = "Dear {name}, you are {tier} with {points} points .\n\n  {shop}"
    values = {MailField.NAME: "Ana & {points}", MailField.POINTS: "1.234", MailField.SHOP: "La Alameda"}
    assert filled(text, values) == "Dear Ana & {points}, you are with 1.234 points.\n\n  La Alameda"


def test_a_brace_that_opens_nothing_stays() -> None:
    assert filled(checked("5 } 3 and { too"), {}) == "5 } 3 and { too"
