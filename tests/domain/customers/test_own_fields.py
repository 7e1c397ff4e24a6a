from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.customers.own_fields import (
    OwnField,
    OwnFieldKind,
    check_field,
    display,
    read_value,
    stored_problem,
)
from crm_desktop.shared.errors import InvalidInput

TODAY = date(2026, 11, 21)
SIZE = OwnField("Talla", OwnFieldKind.CHOICE, ("S", "M", "Única"), id=1)
NUMBER = OwnField("Hijos", OwnFieldKind.NUMBER, id=2)
DAY = OwnField("Socio desde", OwnFieldKind.DATE, id=3)
YES_NO = OwnField("Recibe catálogo", OwnFieldKind.YES_NO, id=4)
TEXT = OwnField("Mascota", id=5)


@pytest.mark.parametrize(
    ("field", "typed", "stored", "shown"),
    [
        (TEXT, "  Bruno, un galgo ", "Bruno, un galgo", "Bruno, un galgo"),
        (NUMBER, "1.234,5", "1234.5", "1.234,5"),
        (NUMBER, "2", "2", "2"),
        (NUMBER, "-3", "-3", "-3"),
        (DAY, "24/11/2030", "2030-11-24", "24/11/2030"),
        (YES_NO, "Sí", "1", "Yes"),
        (YES_NO, "x", "1", "Yes"),
        (YES_NO, "NO", "0", "No"),
        (SIZE, "unica", "Única", "Única"),
        (SIZE, "m", "M", "M"),
        (SIZE, "", "", ""),
    ],
)
def test_values_are_read_stored_and_shown(field: OwnField, typed: str, stored: str, shown: str) -> None:
    assert read_value(field, typed, TODAY) == stored
    assert display(field, stored) == shown
    assert not stored or stored_problem(field, stored) == ""
    assert read_value(field, shown, TODAY) == stored


@pytest.mark.parametrize(
    ("field", "typed"),
    [(NUMBER, "dos"), (DAY, "31/2/2026"), (YES_NO, "quizá"), (SIZE, "XL"), (TEXT, "a" * 1001)],
)
def test_what_the_field_does_not_hold_is_refused(field: OwnField, typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_value(field, typed, TODAY)
    assert refused.value.sentence


@pytest.mark.parametrize(
    ("field", "stored"), [(NUMBER, "dos"), (NUMBER, "NaN"), (DAY, "24/11/2030"), (YES_NO, "sí"), (SIZE, "")]
)
def test_a_stored_form_that_does_not_fit_is_found(field: OwnField, stored: str) -> None:
    assert field.name in stored_problem(field, stored)
    display(field, stored)


def test_a_choice_that_was_taken_off_the_list_stays_where_it_was_chosen() -> None:
    assert stored_problem(SIZE, "XXL") == ""
    assert display(SIZE, "XXL") == "XXL"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_numbers_are_read_back_as_they_are_shown(number: object) -> None:
    stored = read_value(NUMBER, str(number).replace(".", ","), TODAY)
    assert read_value(NUMBER, display(NUMBER, stored), TODAY) == stored


def test_a_field_is_squeezed_and_its_choices_appear_once() -> None:
    field = check_field(
        OwnField("  Talla  de pie ", OwnFieldKind.CHOICE, ("36", " 36", "37", "", "Única", "unica"))
    )
    assert field.name == "Talla de pie"
    assert field.choices == ("36", "37", "Única")
    assert check_field(OwnField("Mascota", choices=("a", "b"))).choices == ()


@pytest.mark.parametrize(
    ("field", "where"),
    [
        (OwnField(" "), "name"),
        (OwnField("a" * 61), "name"),
        (OwnField("TALLA"), "name"),
        (OwnField("Color", OwnFieldKind.CHOICE, ("rojo", "Rojo")), "choices"),
        (OwnField("Color", OwnFieldKind.CHOICE, tuple(str(n) for n in range(101))), "choices"),
    ],
)
def test_a_field_that_cannot_be_says_where(field: OwnField, where: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_field(field, (SIZE,))
    assert where in refused.value.fields


def test_a_field_may_keep_its_own_name() -> None:
    assert check_field(SIZE, (SIZE, NUMBER)) == SIZE
