from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.es import cif, dni, nie

from crm_desktop.domain.customers import tax_ids
from crm_desktop.domain.customers.spanish_tax_ids import company_control, nif_letter, read_spanish
from crm_desktop.domain.customers.tax_ids import label, read_tax_id


@pytest.mark.parametrize(
    ("typed", "normal", "kind"),
    [
        ("12345678Z", "12345678Z", "NIF"),
        ("12.345.678-z", "12345678Z", "NIF"),
        ("00000000T", "00000000T", "NIF"),
        ("1234567L", "01234567L", "NIF"),
        ("X1234567L", "X1234567L", "NIE"),
        ("y-1234567-x", "Y1234567X", "NIE"),
        ("B12345674", "B12345674", "CIF"),
        ("B-12.345.674", "B12345674", "CIF"),
        ("Q2826000H", "Q2826000H", "CIF"),
        ("ES12345678Z", "12345678Z", "NIF"),
        ("PT 123 456 789", "PT123456789", "NIF"),
        ("FR 11 123 456 782", "FR11123456782", "TVA"),
        ("", "", ""),
    ],
)
def test_spanish_shops_read_these_ids(typed: str, normal: str, kind: str) -> None:
    assert read_tax_id(typed, "ES") == (normal, kind, "")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("1234567A", "One figure is missing: a NIF has eight and a letter."),
        ("123456A", "2 figures are missing"),
        ("123456789A", "one figure too many"),
        ("1234567890A", "2 figures too many"),
        ("12345678A", "12345678 has the letter Z"),
        ("12345678Ñ", "12345678 has the letter Z"),
        ("12345678", "12345678 has the letter Z"),
        ("1234567", "eight figures and a letter"),
        ("X1234567A", "X1234567 has the letter L"),
        ("X1234567", "X1234567 has the letter L"),
        ("X123456L", "A NIE has"),
        ("B12345670", "B1234567 ends in 4"),
        ("P4601000F", "P4601000 ends in E"),
        ("B123456", "2 figures are missing: a CIF"),
        ("B1234567", "One figure is missing: a CIF"),
        ("B1234567890", "A CIF has a letter"),
        ("pasaporte AB123", "from abroad"),
    ],
)
def test_a_wrong_id_is_told_what_is_wrong_and_kept(typed: str, says: str) -> None:
    found = read_tax_id(typed, "ES")
    assert says in found.warning
    assert found.normal.upper() == typed.upper()


@given(st.integers(0, 99_999_999))
def test_every_dni_has_one_letter(number: int) -> None:
    text = f"{number:08d}{nif_letter(number)}"
    assert dni.is_valid(text)
    assert read_spanish(text).right
    wrong = f"{number:08d}{nif_letter(number + 1)}"
    assert not read_spanish(wrong).right


@given(st.from_regex(r"[XYZ][0-9]{7}[A-Z]", fullmatch=True))
def test_every_nie_is_judged_as_the_library_does(text: str) -> None:
    assert read_spanish(text).right == nie.is_valid(text)


@given(st.from_regex(r"[ABCDEFGHJNPQRSUVW][0-9]{7}[0-9A-J]", fullmatch=True))
def test_every_company_is_judged_at_least_as_strictly_as_the_library_does(text: str) -> None:
    if read_spanish(text).right:
        assert cif.is_valid(text)


@given(st.sampled_from("ABEHCDFGJUVNPQRSW"), st.from_regex(r"[0-9]{7}", fullmatch=True))
def test_a_company_has_a_right_control(first: str, digits: str) -> None:
    figure, letter = company_control(digits)
    right = [c for c in (figure, letter) if read_spanish(f"{first}{digits}{c}").right]
    assert right
    if first in "ABEH":
        assert right == [figure]
    if first in "NPQRSW":
        assert right == [letter]


EXAMPLES = [(country, kind.name, kind.example) for country, kinds in tax_ids._KINDS.items() for kind in kinds]


@pytest.mark.parametrize(("country", "kind", "example"), EXAMPLES)
def test_the_example_in_each_sentence_is_right(country: str, kind: str, example: str) -> None:
    found = read_tax_id(example, country)
    assert (found.kind, found.warning) == (kind, "")


@pytest.mark.parametrize(
    ("typed", "country", "says"),
    [
        ("20-12345678-1", "AR", "control figure of this CUIT"),
        ("GODE56123", "MX", "PEPJ800101AB0"),
        ("12.345.678-9", "CL", "control figure of this RUT"),
        ("123 456 780", "PT", "control figure of this NIF"),
        ("20123456780", "PE", "control figure of this RUC"),
        ("1-2", "PE", "20123456786"),
    ],
)
def test_ids_of_other_countries_are_checked(typed: str, country: str, says: str) -> None:
    assert says in read_tax_id(typed, country).warning


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("1020304050", "CO"),
        ("12345678", "PE"),
        ("XAXX010101000", "MX"),
        ("12.345.678", "AR"),
        ("whatever", "JP"),
    ],
)
def test_people_without_a_company_have_their_identity_card(typed: str, country: str) -> None:
    assert read_tax_id(typed, country).warning == ""


@given(st.text(max_size=30), st.sampled_from(["ES", *tax_ids._KINDS, "ZZ", ""]))
def test_any_text_is_survived_and_reading_twice_changes_nothing(text: str, country: str) -> None:
    found = read_tax_id(text, country)
    again = read_tax_id(found.normal, country)
    assert again.normal == found.normal
    assert not found.normal or text.strip()


def test_the_field_is_called_as_in_its_country() -> None:
    assert [label(c) for c in ("ES", "MX", "CO", "AR", "CL", "PE")] == [
        "NIF",
        "RFC",
        "NIT",
        "CUIT",
        "RUT",
        "RUC",
    ]
    assert label("JP") == "Tax id"
