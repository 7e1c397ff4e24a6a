"""Telephones, cards and postcodes that a spreadsheet took for measures: "612345678.0" is a telephone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crm_desktop.domain.customers.phones import problem_of
from crm_desktop.exchange.values import whole_number
from tests.exchange.reading import read_file, read_text
from tests.exchange.test_spreadsheets import a_book


def test_numbers_with_decimals_are_read_without_them(tmp_path: Path) -> None:
    (found,) = read_text(
        tmp_path, "Nombre,Móvil,CP,Tarjeta,NIF\nAna,612345678.0,46001.0,12345.0,12345678.0\n"
    )
    customer = found.draft.customer
    (mobile,) = customer.contacts
    assert (mobile.value, mobile.normal) == ("612345678", "+34612345678")
    assert (customer.postcode, customer.card, customer.tax_id[:8]) == ("46001", "12345", "12345678")


@pytest.mark.parametrize(
    ("cell", "normal"),
    [
        ("612345678,0", "+34612345678"),
        ("612345678.00", "+34612345678"),
        ("34612345678.0", "+34612345678"),
        ("6.12345678E+08", "+34612345678"),
        ("6,12345678e8", "+34612345678"),
        ("6.12E+08", ""),  # Excel shows 612345678 so: the other figures are gone
        ("961/234567", "+34961234567"),
    ],
)
def test_only_a_number_that_is_all_there_is_taken(tmp_path: Path, cell: str, normal: str) -> None:
    (found,) = read_text(tmp_path, f"Nombre;Teléfono\nAna;{cell}\n")
    assert found.draft.customer.contacts[0].normal == normal


def test_a_shortened_number_is_kept_and_told(tmp_path: Path) -> None:
    (found,) = read_text(tmp_path, "Nombre;Teléfono\nAna;6.12E+08\n")
    assert found.draft.customer.contacts[0].value == "6.12E+08"
    assert any("shortened" in remark for remark in found.draft.remarks)
    assert "shortened" in problem_of("6.12346E+08")


@pytest.mark.parametrize(
    ("postcode", "country", "kept"),
    [("8001", "", "08001"), ("8001.0", "", "08001"), ("8001", "Portugal", "8001"), ("99001", "", "99001")],
)
def test_a_lost_nought_comes_back_where_it_must_have_been(
    tmp_path: Path, postcode: str, country: str, kept: str
) -> None:
    (found,) = read_text(tmp_path, f"Nombre;CP;País\nAna;{postcode};{country}\n")
    assert found.draft.customer.postcode == kept


def test_number_cells_of_a_spreadsheet_are_whole(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Nombre", "Teléfono", "CP", "Tarjeta"], ["Ana", 612345678.0, 8001.0, 42.0]]
    (found,) = read_file(a_book(tmp_path / "c.xlsx", {"Hoja1": rows}))
    customer = found.draft.customer
    assert (customer.contacts[0].value, customer.postcode, customer.card) == ("612345678", "08001", "42")


@pytest.mark.parametrize("text", ["A-12.0", "1.234.0", "12.5", "", "0.0.0", "1.2e3", "12,000"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert whole_number(text) == text


def test_in_our_own_files_everything_stands_as_it_is(tmp_path: Path) -> None:
    text = f"Identificador;Nombre;Tarjeta\n{'a' * 32};Ana;12.0\n"
    (found,) = read_text(tmp_path, text)
    assert (found.draft.customer.uid, found.draft.customer.card) == ("a" * 32, "12.0")
