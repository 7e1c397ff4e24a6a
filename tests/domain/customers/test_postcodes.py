from __future__ import annotations

import pytest

from crm_desktop.domain.customers.postcodes import is_doubtful, normal_postcode, province_of, provinces


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("1001", "01001"),
        ("1001.0", "01001"),
        ("46.001", "46001"),
        ("1.001", "01001"),
        ("46001,0", "46001"),
        ("46.0012", "46.0012"),
    ],
)
def test_what_a_spreadsheet_took_for_a_number_is_a_postcode_again(text: str, stored: str) -> None:
    assert normal_postcode(text) == stored


@pytest.mark.parametrize(
    ("postcode", "province"),
    [
        ("46120", "Valencia"),
        ("46", "Valencia"),
        ("01001", "Álava"),
        ("28013", "Madrid"),
        ("08001", "Barcelona"),
        ("15001", "A Coruña"),
        ("35001", "Las Palmas"),
        ("38001", "Santa Cruz de Tenerife"),
        ("51001", "Ceuta"),
        ("52001", "Melilla"),
        ("53001", ""),
        ("00100", ""),
        ("4", ""),
        ("٤٦", ""),
        ("", ""),
    ],
)
def test_the_first_two_figures_are_the_province(postcode: str, province: str) -> None:
    assert province_of(postcode) == province


def test_only_spanish_postcodes_are_judged() -> None:
    assert province_of("46120", "MX") == ""
    assert not is_doubtful("SW1A 1AA", "GB")
    assert is_doubtful("99999")
    assert is_doubtful("4612")
    assert not is_doubtful("46120")
    assert not is_doubtful("")


def test_a_spreadsheet_gives_the_zero_back() -> None:
    assert normal_postcode("8001") == "08001"
    assert normal_postcode("8001", "PT") == "8001"
    assert normal_postcode(" 46120 ") == "46120"
    assert normal_postcode("0001") == "0001"


def test_there_are_fifty_provinces_and_two_cities() -> None:
    assert len(provinces()) == 52
