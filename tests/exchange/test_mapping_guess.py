from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.customers.own_fields import OwnField, OwnFieldKind
from crm_desktop.exchange.export_columns import own_heading, write_own_heading
from crm_desktop.exchange.mapping_guess import find_header, guess_mapping
from crm_desktop.exchange.sources import Source
from crm_desktop.exchange.tables import Reading
from tests.exchange.reading import FILES, guessed, targets

if TYPE_CHECKING:
    from pathlib import Path


def guess(header: str, *rows: str, own_fields: tuple[OwnField, ...] = ()) -> dict[str, str]:
    headers = header.split(";")
    mapping = guess_mapping(headers, [row.split(";") for row in rows], own_fields)
    return {c.header or str(i): c.target for i, c in enumerate(mapping.columns) if c.target}


def test_plain_spanish_headings() -> None:
    found = guess("Nombre;Apellidos;Teléfono;Móvil;Correo;CP;Población;Fecha de nacimiento")
    assert list(found.values()) == [
        "given_name", "family_names", "phone", "mobile", "email", "postcode", "town", "birth",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("E-MAIL", "email"),
        ("Correo electrónico 2", "email"),
        ("Tlf.", "phone"),
        ("TELÉFONO 3", "phone"),
        ("Nº tarjeta", "card"),
        ("C.P.", "postcode"),
        ("N.I.F.", "tax_id"),
        ("DNI/NIF", "tax_id"),
        ("F. Nacimiento", "birth"),
        ("Observaciones", "notes"),
        ("Primer apellido", "family_name"),
        ("Apellido 2", "second_family_name"),
        ("Razón social", "company"),
        ("Municipio", "town"),
        ("Instagram", "social"),
        ("Dto. habitual", "discount"),
        ("Customer since", "created"),
        ("TFNO. FIJO", "phone"),
        # Outlook in Spanish says "de trabajo" here and "del trabajo" there.
        ("Ciudad de trabajo", "town"),
        ("Provincia o estado de trabajo", "province"),
    ],
)
def test_spellings(heading: str, target: str) -> None:
    assert guess(f"Nombre;{heading}")[heading] == target


def test_nombre_alone_is_the_whole_name() -> None:
    assert guess("Nombre;Teléfono")["Nombre"] == "full_name"
    assert guess("Nombre;Apellidos")["Nombre"] == "given_name"
    assert guess("Nombre;Apellido 1")["Nombre"] == "given_name"


def test_contacto_is_the_contact_person_of_a_company() -> None:
    assert guess("Empresa;Contacto;Teléfono")["Contacto"] == "contact_person"
    assert guess("Contacto;Teléfono")["Contacto"] == "full_name"


def test_numero_after_the_street_is_part_of_the_address() -> None:
    assert guess("Nombre;Calle;Número;Piso")["Número"] == "street2"
    assert "Número" not in guess("Número;Nombre;Calle")


def test_columns_without_a_name_are_known_by_what_stands_in_them() -> None:
    found = guess(
        "x;y;z;w;v",
        "García López, Ana;ana@example.com;622310775;46120;12345678Z",
        "Soler, Luis;luis@example.com;612345678;46001;X1234567L",
    )
    assert found == {"x": "full_name", "y": "email", "z": "mobile", "w": "postcode", "v": "tax_id"}


def test_values_speak_against_a_name() -> None:
    assert "Identificador" not in guess("Identificador;Nombre", "1;Ana", "2;Bea")
    assert guess("Identificador;Nombre", f"{'0a' * 16};Ana")["Identificador"] == "uid"
    assert "Tipo" not in guess("Tipo;Nombre", "mayorista;Ana")
    assert guess("Tipo;Nombre", "Empresa;Ana", "particular;Bea")["Tipo"] == "kind"


def test_of_two_columns_for_one_field_the_fuller_is_taken() -> None:
    found = guess_mapping(["NIF", "DNI"], [["", "12345678Z"], ["", "X1234567L"]])
    assert [column.target for column in found.columns] == ["", "tax_id"]


def test_own_fields_by_their_name_and_by_the_titles_of_an_export() -> None:
    size = OwnField("Talla", OwnFieldKind.CHOICE, ("S", "M"), id=1)
    assert guess("Nombre;Apellidos;talla", own_fields=(size,))["talla"] == "own"
    for kind in OwnFieldKind:
        field = OwnField("Nº de pie", kind, ("36", "37 ½") if kind is OwnFieldKind.CHOICE else ())
        assert own_heading(write_own_heading(field)) == field
    assert own_heading("Población") is None
    assert own_heading("Talla [algo]") is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("google_new.csv", {"First Name": "given_name", "Labels": "tags", "Phone 1 - Value": "phone",
                            "Phone 1 - Label": "phone_label", "Address 1 - City": "town",
                            "E-mail 2 - Value": "email", "Organization Name": "company"}),
        ("google_old.csv", {"Given Name": "given_name", "Family Name": "family_names", "Name": "full_name",
                            "Group Membership": "tags", "Phone 1 - Type": "phone_label"}),
        ("outlook_en.csv", {"Home Street": "street", "Mobile Phone": "mobile", "E-mail 2 Address": "email",
                            "Business Country/Region": "country", "Referred By": "heard_from"}),
        ("outlook_es.csv", {"Calle del domicilio": "street", "Calle del domicilio 2": "street2",
                            "Código postal del domicilio": "postcode", "Teléfono móvil": "mobile",
                            "Dirección de correo electrónico": "email", "Particular": "phone"}),
        ("hubspot.csv", {"Contact owner": "staff", "State/Region": "province", "Create Date": "created"}),
        ("shopify.csv", {"Default Address City": "town", "Accepts Email Marketing": "accepts_email",
                         "Default Address Zip": "postcode"}),
        ("americana.csv", {"Apellido Paterno": "family_name", "Celular": "mobile", "RFC": "tax_id"}),
    ],
)  # fmt: skip
def test_exports_of_other_programs(name: str, expected: dict[str, str]) -> None:
    found = targets(FILES / name)
    assert {heading: found.get(heading) for heading in expected} == expected


def test_outlook_addresses_keep_apart() -> None:
    mapping = guessed(Source(FILES / "outlook_es.csv"))
    assert mapping is not None
    places = {column.header: column.place for column in mapping.columns}
    assert places["Calle del trabajo 2"] == "work"
    assert places["Calle del domicilio 3"] == "home"
    assert places["Otra ciudad"] == "other"


def test_headings_are_found_below_a_title_or_not_at_all() -> None:
    assert find_header([["Listado"], ["", ""], ["Nombre", "Tel"]]) == 2
    assert find_header([["Ana", "622310775"], ["Bea", "612345678"]]) is None
    assert find_header([["Columna rara", "otra"], ["Ana", "1"]]) == 0
    assert find_header([["Nombre"], ["Ana"]]) == 0
    assert find_header([]) is None


def test_where_the_headings_are_can_be_said(tmp_path: Path) -> None:
    path = tmp_path / "clientes.csv"
    path.write_text("Ana;622310775\nBea;612345678\n", "utf-8")
    assert Source(path).table.headers == ("", "")  # type: ignore[union-attr]
    table = Source(path, Reading(header=0)).table
    assert table is not None
    assert table.headers == ("Ana", "622310775")
    assert [record.cells[0] for record in table.rows()] == ["Bea"]
    titled = Source(FILES / "con_titulo.csv", Reading(header=-1)).table
    assert titled is not None
    assert len(list(titled.rows())) == 5


def test_ten_thousand_columns_are_no_trouble() -> None:
    headers = ["Nombre", *[f"columna {i}" for i in range(10_000)]]
    mapping = guess_mapping(headers, [["Ana", *["x"] * 10_000]] * 20)
    assert mapping.columns[0].target == "full_name"
