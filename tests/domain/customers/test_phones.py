from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.customers import phones
from crm_desktop.domain.customers.model import ContactKind

M, P = ContactKind.MOBILE, ContactKind.PHONE


@pytest.mark.parametrize(
    ("typed", "country", "normal", "kind"),
    [
        ("622 310 775", "ES", "+34622310775", M),
        ("622310775", "ES", "+34622310775", M),
        ("622.31.07.75", "ES", "+34622310775", M),
        ("622-310-775", "ES", "+34622310775", M),
        ("+34 622 310 775", "ES", "+34622310775", M),
        ("0034622310775", "ES", "+34622310775", M),
        ("34622310775", "ES", "+34622310775", M),
        ("(+34) 96 123 45 67", "ES", "+34961234567", P),
        ("961/234567", "ES", "+34961234567", P),
        ("722 310 775", "ES", "+34722310775", M),
        ("+34 622 310 775", "MX", "+34622310775", M),
        ("900 123 456", "ES", "+34900123456", None),
        ("+33 6 12 34 56 78", "ES", "+33612345678", M),
        ("00 33 6 12 34 56 78", "ES", "+33612345678", M),
        ("55 1234 5678", "MX", "+525512345678", None),
        ("+52 1 55 1234 5678", "MX", "+525512345678", None),
        ("044 55 1234 5678", "MX", "+525512345678", None),
        ("300 123 4567", "CO", "+573001234567", M),
        ("(601) 234 5678", "CO", "+576012345678", P),
        ("011 15-1234-5678", "AR", "+5491112345678", M),
        ("+54 9 11 1234-5678", "ES", "+5491112345678", M),
        ("9 8765 4321", "CL", "+56987654321", None),
        ("987 654 321", "PE", "+51987654321", M),
        ("(01) 234 5678", "PE", "+5112345678", P),
        ("912 345 678", "PT", "+351912345678", M),
        ("963 123 456 ext. 12", "ES", "+34963123456", None),
    ],
)
def test_numbers_are_read_as_their_country_writes_them(
    typed: str, country: str, normal: str, kind: ContactKind | None
) -> None:
    phone = phones.read_phone(typed, country)
    assert (phone.normal, phone.kind) == (normal, kind)


@pytest.mark.parametrize(
    "typed", ["", "no tiene", "555", "62231077", "6223107755", "---", "+", "1" * 100, "٦٢٢"]
)
def test_what_is_no_number_has_no_normal_form(typed: str) -> None:
    assert phones.read_phone(typed, "ES").normal == ""


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("62231077", "One figure is missing"),
        ("6223107", "2 figures are missing"),
        ("6223107755", "one figure too many"),
        ("62231077555", "2 figures too many"),
        ("no tiene", "no figures"),
        ("llamar al 622310775 por favor gracias", "Leave only the number"),
        ("+33 1", "length"),
        ("222 310 775", "No such number"),
    ],
)
def test_a_wrong_number_is_told_what_is_wrong(typed: str, says: str) -> None:
    assert says in phones.problem_of(typed, "ES")


@pytest.mark.parametrize("typed", ["622 310 775", "+33 6 12 34 56 78", "963 123 456 ext. 12"])
def test_a_right_number_is_left_in_peace(typed: str) -> None:
    assert phones.problem_of(typed, "ES") == ""


@pytest.mark.parametrize(
    ("number", "country", "shown"),
    [
        ("+34622310775", "ES", "622 310 775"),
        ("+34961234567", "ES", "961 234 567"),
        ("622310775", "ES", "622 310 775"),
        ("+34622310775", "MX", "+34 622 31 07 75"),
        ("+33612345678", "ES", "+33 6 12 34 56 78"),
        ("+573001234567", "CO", "300 123 4567"),
        ("963 123 456  ext. 12", "ES", "963 123 456 ext. 12"),
        ("no  tiene", "ES", "no tiene"),
    ],
)
def test_numbers_are_shown_as_they_are_read_aloud(number: str, country: str, shown: str) -> None:
    assert phones.display(number, country) == shown


@given(st.from_regex(r"[6789][0-9]{8}", fullmatch=True))
def test_the_fast_way_agrees_with_the_library(digits: str) -> None:
    phone = phones.read_phone(digits, "ES")
    number = phonenumbers.parse(digits, "ES")
    assert phone.normal == phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    assert phone.sure == phonenumbers.is_valid_number(number)
    kinds = {phonenumbers.PhoneNumberType.MOBILE: M, phonenumbers.PhoneNumberType.FIXED_LINE: P}
    assert phone.kind == kinds.get(phonenumbers.number_type(number))


@given(
    st.from_regex(r"6[0-9]{8}", fullmatch=True),
    st.lists(st.sampled_from([" ", ".", "-", "\u00a0", ""]), min_size=8),
)
def test_separators_change_nothing(digits: str, marks: list[str]) -> None:
    typed = digits[0] + "".join(m + d for m, d in zip(marks[:8], digits[1:], strict=True))
    assert phones.read_phone(typed, "ES").normal == "+34" + digits


@given(st.text(max_size=40), st.sampled_from(["ES", "MX", "CO", "AR", "CL", "PE", "PT", "ZZ", ""]))
def test_any_text_is_survived_and_normal_forms_are_stable(text: str, country: str) -> None:
    phone = phones.read_phone(text, country)
    phones.problem_of(text, country)
    phones.display(text, country)
    if phone.normal:
        assert phone.normal[0] == "+"
        assert phone.normal[1:].isascii()
        assert phone.normal[1:].isdigit()
        assert phones.read_phone(phone.normal, country).normal == phone.normal


@pytest.mark.parametrize(
    ("typed", "number", "label"),
    [
        ("622310775 (hija)", "622310775", "hija"),
        ("622 310 775 María", "622 310 775", "María"),
        ("622310775 - trabajo", "622310775", "trabajo"),
        ("96 123 45 67", "96 123 45 67", ""),
        ("963 123 456 ext. 12", "963 123 456 ext. 12", ""),
    ],
)
def test_what_is_said_of_a_number_becomes_its_label(typed: str, number: str, label: str) -> None:
    assert phones.split_label(typed) == (number, label)


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("96 123 45 67 / 622310775", ["96 123 45 67", "622310775"]),
        ("622310775;633781254", ["622310775", "633781254"]),
        ("622310775 y 633781254", ["622310775", "633781254"]),
        ("961/234567", ["961/234567"]),
        ("622310775", ["622310775"]),
        ("  ", []),
    ],
)
def test_a_cell_with_several_numbers_is_split(cell: str, numbers: list[str]) -> None:
    assert phones.split_numbers(cell) == numbers


def test_national_figures_leave_the_prefix_out() -> None:
    assert phones.national_digits("+34622310775") == "622310775"
    assert phones.national_digits("+525512345678") == "5512345678"
    assert phones.national_digits("622 31") == "62231"
    assert phones.national_digits("+1") == "1"
