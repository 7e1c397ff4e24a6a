from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.customers.model import ContactKind, ContactPoint, CustomerKind, Gender, RelationKind
from crm_desktop.domain.customers.own_fields import OwnField, OwnFieldKind
from crm_desktop.domain.service import Channel
from crm_desktop.exchange import values
from crm_desktop.exchange.csv_writer import separator_for, write_csv
from crm_desktop.exchange.export_columns import (
    Shape,
    headings,
    own_heading,
    title_meaning,
    write_own_heading,
)
from crm_desktop.exchange.export_rows import Extras, RowLayout
from crm_desktop.exchange.formats import FORMATS, detect_format
from crm_desktop.exchange.formula_safety import protect, protect_all, unprotect
from crm_desktop.exchange.headings import meaning_of
from crm_desktop.exchange.mapping_guess import guess_mapping
from crm_desktop.exchange.relation_text import read_relations, write_relations
from crm_desktop.exchange.vcard_writer import CardContext, fold_line, write_card
from crm_desktop.shared import i18n
from crm_desktop.shared.errors import KnownError
from tests.exchange.reading import a_setting, read_file
from tests.factories import a_customer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RISKY = ["=1+1", "+34", "-1", "@x", "\t=1", "\r1", "\n1", "＝1", "'=1", "''", "'", "'a", "a=1", ""]


@pytest.fixture(params=["es", "en"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    before = i18n.language()
    i18n.install(request.param)
    yield request.param
    i18n.install(before)


@pytest.mark.parametrize("text", RISKY)
def test_no_text_is_taken_for_a_formula_and_each_is_read_back(text: str) -> None:
    safe = protect(text)
    assert not safe or safe[0] not in "=+-@\t\r\n＝＋－＠"
    assert unprotect(safe) == text


@given(st.text(alphabet="'=+-@\t\r\nab＝"))
def test_protection_can_be_taken_off(text: str) -> None:
    assert unprotect(protect(text)) == text
    assert protect_all(["x", text]) == ["x", protect(text)]


def test_texts_of_other_programs_keep_their_apostrophe() -> None:
    assert unprotect("'s-Hertogenbosch") == "'s-Hertogenbosch"


def test_csv_has_a_byte_order_mark_and_the_separator_of_the_locale() -> None:
    file = io.BytesIO()
    assert write_csv(file, ["Nombre", "Notas"], iter([[["Íñigo", 'a;b\n"c"'], ["=1", ""]]]), ";") == 2
    assert file.getvalue() == '\ufeffNombre;Notas\r\nÍñigo;"a;b\n""c"""\r\n\'=1;\r\n'.encode()
    assert not file.closed
    assert (separator_for("es_ES"), separator_for("es_MX"), separator_for("en_US")) == (";", ",", ",")


FIELDS = (
    OwnField("Talla", OwnFieldKind.CHOICE, ("S", "M"), id=1),
    OwnField("Nº de pie", OwnFieldKind.NUMBER, id=2),
    OwnField("Última revisión", OwnFieldKind.DATE, id=3),
    OwnField("Socio", OwnFieldKind.YES_NO, id=4),
    OwnField("Aficiones", OwnFieldKind.TEXT, id=5),
)


def test_every_title_of_an_export_is_understood(spoken: str) -> None:
    counts = {"phone": 3, "email": 2, "social": 2, "web": 2}
    titles = headings(Shape(counts, frozenset(counts), FIELDS))
    assert len(set(titles)) == len(titles)
    mapping = guess_mapping(titles, [["0a" * 16, values_of_kind(), *["x"] * len(titles)]], FIELDS)
    left_out = [column.header for column in mapping.columns if not column.target]
    assert left_out == []
    assert sum(1 for column in mapping.columns if column.target == "phone") == 3
    assert sum(1 for column in mapping.columns if column.target == "phone_label") == 3


def values_of_kind() -> str:
    return i18n._("Company")


def test_an_export_in_spanish_is_understood_on_a_screen_in_english(spoken: str) -> None:
    i18n.install("es")
    titles = headings(Shape({"phone": 2, "email": 1}, frozenset({"phone"}), FIELDS))
    i18n.install("en")
    for title in titles:
        assert own_heading(title) or title_meaning(title) or meaning_of(title), title


def test_the_cells_of_a_customer() -> None:
    shape = Shape({"phone": 2, "email": 1}, frozenset({"phone"}), FIELDS[:2])
    layout = RowLayout(shape, "es_ES")
    stored = {"uid": "u", "kind": "company", "given_name": "Ana", "discount_bp": 1250, "gender": "female"}
    cells: list[Any] = [stored.get(column, "") for column in layout.fetched]
    contacts = [(7, "email", "a@example.com", ""), (7, "mobile", "622", "hija"), (7, "phone", "961", "")]
    layout.fill({7: cells}, Extras(contacts, {7: "VIP, Feria"}, [(7, 2, "37.5"), (7, 9, "x")]))
    found = dict(zip(headings(shape), cells, strict=True))
    assert (found["Name"], found["Type"], found["Gender"]) == ("Ana", "Company", "Woman")
    assert (found["Telephone"], found["Telephone: type"]) == ("622", "Mobile, hija")
    assert (found["Telephone 2"], found["Telephone 2: type"]) == ("961", "Telephone")
    assert found["E-mail"] == "a@example.com"
    assert (found["Usual discount"], found["Tags"]) == ("12,5 %", "VIP, Feria")
    assert found["Nº de pie [number]"] == "37,5"


@given(
    rows=st.lists(
        st.lists(st.text(alphabet="ab'=+-;\"\n\r\t ñ", max_size=4), min_size=3, max_size=3), max_size=6
    ),
    separator=st.sampled_from(";,"),
)
def test_rows_are_written_as_the_csv_module_writes_them(rows: list[list[str]], separator: str) -> None:
    file, expected = io.BytesIO(), io.StringIO(newline="")
    write_csv(file, ["1", "2", "3"], [rows], separator)
    writer = csv.writer(expected, delimiter=separator, lineterminator="\r\n")
    writer.writerows([["1", "2", "3"], *(protect_all(row) for row in rows)])
    assert file.getvalue().decode("utf-8-sig") == expected.getvalue()


def test_a_card_is_read_back_to_the_same_customer(tmp_path: Path, spoken: str) -> None:
    everything = a_customer(
        uid="0a" * 16,
        contacts=(
            ContactPoint(ContactKind.MOBILE, "+34 622 310 775", "+34622310775", "hija"),
            ContactPoint(ContactKind.EMAIL, "a,b@example.com", "", ""),
            ContactPoint(ContactKind.PHONE, "+1 212 555 0100", "+12125550100", ""),
            ContactPoint(ContactKind.SOCIAL, "@angel", "instagram:angel", "Instagram"),
            ContactPoint(ContactKind.WEB, "example.com/a;b", "https://example.com/a;b", "tienda"),
        ),
        company="Muebles; Ñíguez, S.L.",
        birth="--02-29",
        gender=Gender.OTHER,
        language="ca",
        street="C/ Mayor, 14; 2º\\B",
        country="FR",
        preferred_channel=Channel.MESSAGE,
        preferred_hours="tardes; no viernes",
        heard_from="una amiga, Pepa",
        notes="línea 1\nlínea 2; con \\n y, comas\n\nfin " + "ñ" * 300,
        warning="cuidado",
        do_not_contact=True,
        discount_bp=1250,
        card="200001",
        tax_id="12345678Z",
        tags=("VIP", "Feria"),
        own=((1, "M"), (2, "37.5"), (3, "2026-01-02"), (4, "1"), (5, 'a"b;c:d^n')),
        archived_at=datetime(2026, 1, 2, 3, 4, 5, 678000, tzinfo=UTC),
        created_at=datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC),
    )
    context = CardContext({f.id: f for f in FIELDS if f.id}, {}, (("family", "0b" * 16, "hermana (mayor)"),))
    path = tmp_path / "ficha.vcf"
    data = write_card(everything, context)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    path.write_bytes(data)
    (found,) = read_file(path, a_setting(*FIELDS))
    assert not found.draft.problem
    assert found.draft.customer == everything
    assert found.draft.relations == ((RelationKind.FAMILY, "0b" * 16, "hermana (mayor)"),)


def test_a_company_and_a_customer_with_nothing_but_a_telephone(tmp_path: Path) -> None:
    from tests.factories import a_company

    path = tmp_path / "fichas.vcf"
    company = a_company(uid="0c" * 16, created_at=datetime(2020, 1, 2, tzinfo=UTC))
    nameless = a_customer(
        uid="0d" * 16, given_name="", family_name="", second_family_name="", town="", postcode="",
        province="", created_at=datetime(2020, 1, 2, tzinfo=UTC),
    )  # fmt: skip
    odd = a_customer(uid="0e" * 16, family_name="", created_at=datetime(2020, 1, 2, tzinfo=UTC))
    # One family name of two words, and a telephone with more than a number in it.
    foreign = a_customer(
        uid="0f" * 16, family_name="Van Dyke", second_family_name="",
        created_at=datetime(2020, 1, 2, tzinfo=UTC),
        contacts=(ContactPoint(ContactKind.PHONE, "961 23 45 67; tardes", ""),),
    )  # fmt: skip
    everybody = [company, nameless, odd, foreign]
    context = CardContext({}, {})
    path.write_bytes(b"".join(write_card(customer, context) for customer in everybody))
    assert [each.draft.customer for each in read_file(path)] == everybody
    assert company.kind is CustomerKind.COMPANY


@given(st.text(min_size=1, max_size=200))
def test_lines_are_folded_between_letters(text: str) -> None:
    line = text.replace("\r", "").replace("\n", "")
    folded = fold_line(line)
    assert folded.endswith(b"\r\n")
    assert folded.replace(b"\r\n ", b"").removesuffix(b"\r\n").decode() == line
    for part in folded.split(b"\r\n"):
        part.decode()
        assert len(part) <= 75


def test_relations_as_text() -> None:
    triples = [("family", "0a" * 16, "hermana; works_for (sí)"), ("works_for", "0b" * 16, "")]
    found, bad = read_relations(write_relations(triples))
    assert [(kind.value, uid, note) for kind, uid, note in found] == triples
    assert bad == []
    assert read_relations("primo de Ana") == ([], ["primo de Ana"])


def test_all_countries_are_read_back_from_their_names(spoken: str) -> None:
    from crm_desktop.exchange.vcard_writer import _country_name

    codes = ["ES", "FR", "PT", "MX", "GB", "US", "DE", "MA", "CO", "AR", "CL", "PE", "VE", "DO", "CN", "RO"]
    assert [values.read_country(_country_name(code, spoken)) for code in codes] == codes


@pytest.mark.parametrize("each", FORMATS, ids=lambda f: f.key)
def test_every_format_has_a_title_and_an_example_that_works(each: object, tmp_path: Path) -> None:
    from crm_desktop.exchange.formats import FileFormat

    assert isinstance(each, FileFormat)
    assert each.title
    path = tmp_path / f"ejemplo{each.extensions[0]}"
    path.write_bytes(each.example())
    if each.reads:
        assert detect_format(path) is each
        (found,) = read_file(path)
        assert found.draft.customer.full_name == "Ángel García Muñoz"
    else:
        from icalendar import Calendar

        assert Calendar.from_ical(each.example()).walk("VEVENT")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"<html><table>",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 99,
        bytes(range(32)) * 20,
        b"\xff\xd8\xff",
    ],
)
def test_files_that_hold_no_customers_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "clientes.csv"
    path.write_bytes(data)
    with pytest.raises(KnownError, match="clientes"):
        detect_format(path)


def test_text_before_the_first_card_does_not_hide_the_cards(tmp_path: Path) -> None:
    path = tmp_path / "fichas.vcf"
    path.write_bytes(b"De: Ana\r\n\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Eva Gil\r\nEND:VCARD\r\n")
    (found,) = read_file(path)
    assert found.draft.customer.full_name == "Eva Gil"
    table = tmp_path / "clientes.csv"
    table.write_bytes(b'Nombre;Notas\nAna;"Me dio esto:\nBEGIN:VCARD\nFN:Eva\nEND:VCARD"\n')
    assert detect_format(table).key == "csv"


def test_a_folder_and_a_file_of_blanks_are_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="folder"):
        detect_format(tmp_path)
    path = tmp_path / "clientes.csv"
    path.write_bytes(b"\n \n\t\n;;\n")
    with pytest.raises(KnownError, match="empty"):
        read_file(path)


def test_an_own_field_whose_name_looks_like_a_formula_travels_by_csv(tmp_path: Path) -> None:
    path = tmp_path / "clientes.csv"
    field = OwnField("=Talla", OwnFieldKind.TEXT, id=1)
    file = io.BytesIO()
    write_csv(file, ["Nombre", write_own_heading(field)], [[["Ana", "M"]]], ";")
    path.write_bytes(file.getvalue())
    (found,) = read_file(path, a_setting(field))
    assert found.draft.customer.own == ((1, "M"),)


def test_a_few_nul_characters_make_no_binary_file(tmp_path: Path) -> None:
    path = tmp_path / "clientes.csv"
    path.write_bytes(b"Nombre;Tel\nAna\x00;1\nBea;2\n")
    assert detect_format(path).key == "csv"


def test_the_csv_module_reads_what_is_written() -> None:
    file = io.BytesIO()
    rows = [["a;b", 'c"d', "e\nf"], ["", "x", "ñ"]]
    write_csv(file, ["1", "2", "3"], [rows], ";")
    found = list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"), newline=""), delimiter=";"))
    assert found[1:] == rows
