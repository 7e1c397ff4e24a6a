from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crm_desktop.domain.customers.model import ContactKind, Customer, CustomerKind, Gender
from crm_desktop.domain.customers.own_fields import OwnField, OwnFieldKind
from crm_desktop.domain.service import Channel
from crm_desktop.exchange.drafts import Draft, Setting
from tests.exchange.reading import FILES, a_setting, read_file, read_text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def draft(folder: Path, header: str, row: str, setting: Setting | None = None) -> Draft:
    found = read_text(folder, f"{header}\n{row}\n", setting)
    assert len(found) == 1
    return found[0].draft


def customer(folder: Path, header: str, row: str, setting: Setting | None = None) -> Customer:
    found = draft(folder, header, row, setting)
    assert not found.problem
    return found.customer


def names(found: Customer) -> tuple[str, str, str]:
    return found.given_name, found.family_name, found.second_family_name


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("Nombre;Apellidos;Tel", "Ángel;García Muñoz;1", ("Ángel", "García", "Muñoz")),
        ("Nombre;Apellidos;Tel", "Mª del Mar;de la Cruz y Soler;1", ("Mª del Mar", "de la Cruz", "y Soler")),
        ("Nombre;Apellido 1;Apellido 2", "Íñigo;Bustos;Ñíguez", ("Íñigo", "Bustos", "Ñíguez")),
        ("Cliente;Tel", "García Muñoz, Ángel;1", ("Ángel", "García", "Muñoz")),
        ("Cliente;Tel", "María José García;1", ("María José", "García", "")),
        ("Apellidos y nombre;Tel", "García Muñoz, Ángel;1", ("Ángel", "García", "Muñoz")),
        ("Apellidos y nombre;Tel", "García Muñoz Ángel;1", ("Ángel", "García", "Muñoz")),
        ("Apellidos y nombre;Tel", "García Ángel;1", ("Ángel", "García", "")),
        ("First Name;Middle Name;Last Name", "Ana;Belén;Soler", ("Ana Belén", "Soler", "")),
    ],
)
def test_names(folder: Path, header: str, row: str, expected: tuple[str, str, str]) -> None:
    assert names(customer(folder, header, row)) == expected


def test_companies(folder: Path) -> None:
    head = "Nombre;Apellidos;Empresa;NIF;Tel"
    person = customer(folder, head, "Ana;Soler;Muebles Ñíguez;;1")
    assert (person.kind, person.company) == (CustomerKind.PERSON, "Muebles Ñíguez")
    alone = customer(folder, head, ";;Muebles Ñíguez;;1")
    assert alone.kind is CustomerKind.COMPANY
    with_contact = customer(folder, head, "Ana;Soler;Muebles Ñíguez;B12345674;1")
    assert with_contact.kind is CustomerKind.COMPANY
    assert (with_contact.contact_person, names(with_contact)) == ("Ana Soler", ("", "", ""))
    by_form = customer(folder, "Cliente;Tel", "Ferretería Ruiz, S.L.;1")
    assert (by_form.kind, by_form.company) == (CustomerKind.COMPANY, "Ferretería Ruiz, S.L.")
    said = customer(folder, "Tipo;Nombre;Apellidos;Empresa", "persona;Ana;Soler;Bar Pepe")
    assert said.kind is CustomerKind.PERSON


def test_telephones_and_emails_with_their_labels(folder: Path) -> None:
    found = customer(
        folder,
        "Nombre;Teléfono;Móvil;Correo",
        "Ana;96 123 45 67 / 622310775 (hija);+33 6 12 34 56 78;ana@example.com, a@example.org",
    )
    assert [(c.kind, c.normal, c.label) for c in found.contacts] == [
        (ContactKind.PHONE, "+34961234567", ""),
        (ContactKind.MOBILE, "+34622310775", "hija"),
        (ContactKind.MOBILE, "+33612345678", ""),
        (ContactKind.EMAIL, "ana@example.com", ""),
        (ContactKind.EMAIL, "a@example.org", ""),
    ]


def test_several_values_of_google_in_one_cell(folder: Path) -> None:
    found = customer(
        folder, "First Name;Phone 1 - Label;Phone 1 - Value", "Ana;* Mobile;622310775 ::: 961234567"
    )
    assert [c.normal for c in found.contacts] == ["+34622310775", "+34961234567"]


def test_a_site_as_the_older_google_export_writes_it(folder: Path) -> None:
    found = customer(folder, "Nombre,Website 1 - Value", "Ana,https\\://example.com/a ::: www.example.org")
    assert [c.value for c in found.contacts] == ["https://example.com/a", "www.example.org"]


def test_words_are_understood(folder: Path) -> None:
    found = customer(
        folder,
        "Nombre;Sexo;Idioma;Canal preferido;No contactar;Descuento;País;Archivado;Etiquetas",
        "Ana;Mujer;Valencià;WhatsApp;Sí;12,5 %;Francia;no;VIP, Feria, VIP",
    )
    assert found.gender is Gender.FEMALE
    assert found.language == "ca"
    assert found.preferred_channel is Channel.MESSAGE
    assert found.do_not_contact
    assert found.discount_bp == 1250
    assert found.country == "FR"
    assert found.archived_at is None
    assert found.tags == ("VIP", "Feria")


def test_m_is_a_woman_where_the_others_are_h(folder: Path) -> None:
    found = read_text(folder, "Nombre;Apellidos;Sexo\nAna;S;M\nLuis;S;H\n")
    assert [each.draft.customer.gender for each in found] == [Gender.FEMALE, Gender.MALE]
    found = read_text(folder, "Nombre;Apellidos;Sexo\nAna;S;F\nLuis;S;M\n")
    assert [each.draft.customer.gender for each in found] == [Gender.FEMALE, Gender.MALE]


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("24/11/1984", "1984-11-24"),
        ("24-11-84", "1984-11-24"),
        ("1984-11-24", "1984-11-24"),
        ("1984-11-24 00:00:00", "1984-11-24"),
        ("24 de noviembre", "--11-24"),
        ("--11-24", "--11-24"),
    ],
)
def test_birth_dates(folder: Path, text: str, birth: str) -> None:
    assert customer(folder, "Nombre;Fecha de nacimiento", f"Ana;{text}").birth == birth


@pytest.mark.parametrize("text", ["31/02/1990", "ayer no", "24/11/2999", "13/13/1980"])
def test_a_bad_value_costs_the_field_and_not_the_row(folder: Path, text: str) -> None:
    found = draft(folder, "Nombre;Fecha de nacimiento;Descuento", f"Ana;{text};mucho")
    assert not found.problem
    assert found.customer.birth == ""
    assert len(found.remarks) == 2
    assert text in found.remarks[0]
    assert "mucho" in found.remarks[1]


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (";;;", "empty"),
        (";;;solo una nota", "neither"),
        ("An\x00a;;1;", "character"),
        (f"{'x' * 10_000};;1;", "10000"),
        (f"Ana;;1;{'x' * 10_001}", "10001"),
        ("Ana;Soler;622310775;nota;de más", "separator"),
    ],
)
def test_rows_that_cannot_be_taken_say_why(folder: Path, row: str, word: str) -> None:
    found = draft(folder, "Nombre;Apellidos;Tel;Notas", row)
    assert word in found.problem


def test_empty_cells_beyond_the_headings_do_no_harm(folder: Path) -> None:
    assert customer(folder, "Nombre;Tel", "Ana;622310775;;;").given_name == "Ana"


def test_short_rows_are_read(folder: Path) -> None:
    assert customer(folder, "Nombre;Tel;Correo;Notas", "Ana;622310775").contacts[0].normal == "+34622310775"


HOSTILE = [
    "<b>negrita</b> & \"comillas\"",
    "=1+1",
    "'; DROP TABLE customer;--",
    "\u202eمرحبا",
    "👩‍👩‍👧 Familia",
    "'=apóstrofo",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_user_text_stays_as_it_is(folder: Path, text: str) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    found = draft(folder, "Nombre;Apellidos;Notas", f"Ana;Soler;{quoted}")
    # Only an apostrophe that protects from formulas is taken away.
    assert found.customer.notes == (text[1:] if text == "'=apóstrofo" else text)
    assert not found.problem


def test_damaged_letters_are_remarked(folder: Path) -> None:
    (folder / "clientes.csv").write_bytes(
        "Nombre;Población\nÍñigo;València\nBego\xffa".encode() + b"\xff;x\n"
    )
    found = read_file(folder / "clientes.csv")
    assert any("encoding" in remark for remark in found[1].draft.remarks)


def test_a_postcode_that_lost_its_zero_gets_it_back(folder: Path) -> None:
    assert customer(folder, "Nombre;CP", "Ana;3001").postcode == "03001"
    assert customer(folder, "Nombre;CP", "Ana;'28004").postcode == "28004"


def test_own_fields_are_read_by_their_kind(folder: Path) -> None:
    setting = a_setting(
        OwnField("Talla", OwnFieldKind.CHOICE, ("S", "M"), id=1),
        OwnField("Número", OwnFieldKind.NUMBER, id=2),
    )
    found = draft(folder, "Cliente;Talla;Número", "Ana;m;12,5", setting)
    assert found.customer.own == ((1, "M"), (2, "12.5"))
    found = draft(folder, "Cliente;Talla;Número", "Ana;XXL;12", setting)
    assert found.customer.own == ((2, "12"),)
    assert "XXL" in found.remarks[0]


def test_only_what_the_row_says_is_given(folder: Path) -> None:
    found = draft(folder, "Nombre;Apellidos;No contactar;Notas;Población", "Ana;;no;;")
    assert found.given == {"given_name", "do_not_contact"}


@pytest.mark.parametrize(
    ("name", "count", "rejected"),
    [
        ("google_new.csv", 4, 1),
        ("google_old.csv", 2, 0),
        ("outlook_en.csv", 2, 0),
        ("outlook_es.csv", 2, 0),
        ("hubspot.csv", 2, 0),
        ("shopify.csv", 2, 0),
        ("tienda.csv", 5, 1),
        ("sin_cabecera.csv", 2, 0),
        ("con_titulo.csv", 2, 0),
        ("americana.csv", 1, 0),
    ],
)
def test_exports_of_other_programs_are_read_whole(name: str, count: int, rejected: int) -> None:
    found = read_file(FILES / name)
    assert len(found) == count
    assert sum(1 for each in found if each.draft.problem) == rejected
    assert all(each.draft.customer.has_name for each in found if not each.draft.problem)


def test_details_of_the_exports() -> None:
    maria = read_file(FILES / "google_new.csv")[0].draft.customer
    assert names(maria) == ("María José", "García", "Muñoz")
    assert maria.tags == ("Clientes", "Feria")
    assert [c.normal for c in maria.phones] == ["+34622310775", "+34961234567", "+34963456789"]
    assert maria.notes == "Prefiere café,\nsin azúcar"
    begona = read_file(FILES / "outlook_es.csv")[0].draft.customer
    assert begona.street == "Av. del Puerto, 22, 3º B"
    assert begona.phones[-1].label == "fax"
    lucia = read_file(FILES / "shopify.csv")[0].draft.customer
    assert (lucia.postcode, lucia.province, len(lucia.phones)) == ("28004", "Madrid", 1)
    antia = read_file(FILES / "hubspot.csv")[0].draft
    assert (antia.staff, antia.customer.language) == ("Marta Soler", "gl")
