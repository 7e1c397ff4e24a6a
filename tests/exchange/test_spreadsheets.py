from __future__ import annotations

import gzip
import io
import zipfile
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.domain.customers.own_fields import OwnField, OwnFieldKind
from crm_desktop.exchange.sources import Source
from crm_desktop.exchange.tables import Reading
from crm_desktop.exchange.xlsx_reader import XlsxFile
from crm_desktop.exchange.xlsx_writer import write_xlsx
from crm_desktop.shared.errors import KnownError
from tests.exchange.reading import FILES, a_setting, read_file


def a_book(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(
        str(path), {"default_date_format": "dd/mm/yyyy", "remove_timezone": True}
    ) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return path


def a_bomb(path: Path, last: str = "XFD1048576") -> Path:
    """A tiny file whose sheet reaches from the first cell to a far one, at most the last that Excel knows."""
    sheet = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="A1:{last}"/><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Nombre</t></is></c></row>'
        f'<row r="1048576"><c r="{last}" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
    )
    with zipfile.ZipFile(a_book(path, {"Hoja1": [["Nombre"]]})) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_a_cover_sheet_is_passed_over(tmp_path: Path) -> None:
    path = a_book(
        tmp_path / "c.xlsx",
        {
            "Portada": [["Informe de la tienda"], ["2026"]],
            "Vacía": [],
            "Clientes": [["Nombre", "Correo"], ["Ana", "ana@example.com"]],
        },
    )
    source = Source(path)
    assert source.table is not None
    assert source.table.sheet == "Clientes"
    assert [each.draft.customer.given_name for each in read_file(path)] == ["Ana"]
    chosen = Source(path, Reading(sheet="Portada"))
    assert chosen.table is not None
    assert chosen.table.sheet == "Portada"


def test_numbers_and_dates_become_text(tmp_path: Path) -> None:
    path = a_book(
        tmp_path / "c.xlsx",
        {
            "Hoja1": [
                ["Nombre", "Tel", "CP", "Nacimiento", "Alta", "Hora", "Dto", "Sí"],
                [
                    "Ana",
                    622310775,
                    3001,
                    date(1984, 11, 24),
                    datetime(2024, 3, 1, 10, 30, tzinfo=UTC),
                    time(9, 5),
                    12.5,
                    True,
                ],
            ]
        },
    )
    rows = [record.cells for record in XlsxFile(path).records()]
    assert rows[1][:4] == ["Ana", "622310775", "3001", "1984-11-24"]
    assert rows[1][4].startswith("2024-03-01")
    assert rows[1][6:] == ["12.5", "true"]


def test_customers_come_in_from_a_spreadsheet(tmp_path: Path) -> None:
    path = a_book(
        tmp_path / "c.xlsx",
        {
            "Vacía": [],
            "Clientes": [
                ["Listado de clientes"],
                [],
                ["Nombre", "Apellidos", "Móvil", "CP", "Fecha de nacimiento", "Notas"],
                ["Ángel", "García Muñoz", 622310775, 3001, date(1984, 11, 24), "=1+1"],
                [],
                ["", "", "", "", "", "suelta"],
            ],
        },
    )
    found = read_file(path)
    assert [(each.row, each.line) for each in found] == [(1, 4), (2, 6)]
    angel = found[0].draft.customer
    assert (angel.full_name, angel.postcode, angel.birth) == ("Ángel García Muñoz", "03001", "1984-11-24")
    assert angel.contacts[0].normal == "+34622310775"
    assert found[1].draft.problem


def test_the_numbers_of_a_spreadsheet_fill_own_fields(tmp_path: Path) -> None:
    shoe = OwnField("Pie", OwnFieldKind.NUMBER, id=1)
    path = a_book(tmp_path / "c.xlsx", {"Hoja1": [["Cliente", "Pie"], ["Ana", 37.5], ["Bea", "38,5"]]})
    found = read_file(path, a_setting(shoe))
    assert [each.draft.customer.own for each in found] == [((1, "37.5"),), ((1, "38.5"),)]


def test_another_sheet_can_be_chosen(tmp_path: Path) -> None:
    path = a_book(tmp_path / "c.xlsx", {"Uno": [["Nombre"], ["Ana"]], "Dos": [["Nombre"], ["Bea"], ["Eva"]]})
    first = Source(path).table
    second = Source(path, Reading(sheet="Dos")).table
    assert first is not None
    assert second is not None
    assert list(first.sheets) == ["Uno", "Dos"]
    assert (first.sheet, second.sheet) == ("Uno", "Dos")
    assert [record.cells for record in second.rows()] == [["Bea"], ["Eva"]]


def test_a_file_that_claims_to_be_absurdly_large_is_refused_and_the_program_goes_on(tmp_path: Path) -> None:
    path = a_bomb(tmp_path / "bomba.xlsx")
    assert path.stat().st_size < 50_000
    with pytest.raises(KnownError, match="too large"):
        Source(path)


def test_memory_is_limited(tmp_path: Path) -> None:
    # Seven million cells: 170 MB are enough for them, 50 MB are not.
    path = a_bomb(tmp_path / "ancha.xlsx", "G1048576")
    assert [record.cells[0] for record in XlsxFile(path).records()] == ["Nombre", ""]
    with pytest.raises(KnownError, match="too large"):
        list(XlsxFile(path, memory=50 << 20).records())


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crm_desktop.exchange.xlsx_reader._LARGEST_PART", 100)
    path = a_book(tmp_path / "c.xlsx", {"Hoja1": [["Nombre"]]})
    with pytest.raises(KnownError, match="too large"):
        Source(path)


def test_a_damaged_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "rota.xlsx"
    path.write_bytes(b"PK\x03\x04 no zip at all")
    with pytest.raises(KnownError, match="damaged"):
        Source(path)


@pytest.mark.parametrize("name", ["clientes.xls", "clientes.xlsx", "clientes.csv"])
def test_an_old_excel_file_that_cannot_be_read_is_called_so(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(KnownError, match=f"{name}.*old Excel.*XLSX or CSV"):
        Source(path)


def test_an_old_excel_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "clientes.xls"
    path.write_bytes(gzip.decompress((FILES / "tienda.xls.gz").read_bytes()))
    first, second = (each.draft.customer for each in read_file(path))
    assert (first.full_name, first.postcode, first.birth) == ("Ángel García Muñoz", "03001", "1984-11-24")
    assert first.contacts[0].normal == "+34622310775"
    assert (second.full_name, second.postcode) == ("Ñusta Pérez", "46001")


def test_a_spreadsheet_without_anything_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="empty"):
        Source(a_book(tmp_path / "c.xlsx", {"Hoja1": []}))


def test_rows_come_in_pieces_and_the_reader_may_stop(tmp_path: Path) -> None:
    path = a_book(tmp_path / "c.xlsx", {"Hoja1": [["Nombre"], *[[f"Cliente {i}"] for i in range(3000)]]})
    file = XlsxFile(path)
    records = file.records()
    assert next(records).cells == ["Nombre"]
    records.close()  # type: ignore[attr-defined]
    assert sum(1 for _record in file.records()) == 3001


TEXTS = [
    "=1+1",
    "+34 622",
    "-5",
    "@x",
    "'=x",
    "007",
    "1,5",
    "l1\nl2",
    '<b>&"',
    "_x000D_",
    "\u202eمرحبا",
    "👩‍👩‍👧",
    " x ",
    "x" * 10_000,
]


def test_text_is_written_as_text_and_read_back_identical(tmp_path: Path) -> None:
    path = tmp_path / "c.xlsx"
    with path.open("wb") as file:
        assert write_xlsx(file, ["Nombre", "Notas"], iter([[text, ""] for text in TEXTS]), "Clientes") == len(
            TEXTS
        )
    found = [record.cells[0] for record in XlsxFile(path).records()]
    assert found == ["Nombre", *TEXTS]
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert 't="n"' not in sheet


def test_more_rows_than_a_sheet_holds_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crm_desktop.exchange.xlsx_writer.MAX_ROWS", 3)
    with pytest.raises(KnownError, match="3"):
        write_xlsx(io.BytesIO(), ["Nombre"], iter([["Ana"]] * 4), "Clientes")
