"""Files that are damaged, hostile or of other programs: every row is accounted for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crm_desktop.services import integrity, search
from crm_desktop.services.imports import run_import
from crm_desktop.shared.errors import KnownError, StorageError
from crm_desktop.store.operation import Operation
from tests.services.import_steps import bring_in, check_sum, counts, everybody, whole_shop

if TYPE_CHECKING:
    from crm_desktop.services.shop import Shop

FILES = Path(__file__).parents[1] / "exchange" / "files"
ROWS = "Nombre;Apellidos;Móvil\r\n" + "".join(f"Íñigo{i};Peñalver;6223{i:05d}\r\n" for i in range(6))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (ROWS.encode(), (6, 0, 0, 0)),
        (ROWS.encode("cp1252"), (6, 0, 0, 0)),
        (ROWS.encode("utf-16"), (6, 0, 0, 0)),
        (b"\xfe\xff" + ROWS.encode("utf-16-be"), (6, 0, 0, 0)),
        (ROWS.encode("utf-16-le"), (6, 0, 0, 0)),
        (ROWS.replace("\r\n", "\r").encode(), (6, 0, 0, 0)),
        (ROWS.replace("\r\n", "\n").encode(), (6, 0, 0, 0)),
        (ROWS.replace("Íñigo2", "Íñi\x00go2").encode(), (5, 0, 0, 1)),
        (ROWS.replace("Íñigo2;", '"Íñigo2;').encode(), (5, 0, 0, 1)),
        (ROWS.replace("Íñigo5;", '"Íñigo5;').encode(), (5, 0, 0, 1)),
        (ROWS.replace("Íñigo2\r", "Íñigo2\r\r").encode(), (6, 0, 0, 0)),
        (ROWS.replace("Íñigo2;", "Íñi\rgo2;").encode(), (6, 0, 0, 0)),
        (ROWS.replace("Íñigo2;", "Íñigo2;de;más;").encode(), (5, 0, 0, 1)),
        (ROWS.replace("\r\nÍñigo3", "\r\n\r\n   \r\nÍñigo3").encode(), (6, 0, 0, 0)),
        (ROWS.replace("Íñigo2", "x" * 10_000).encode(), (5, 0, 0, 1)),
        (ROWS.replace("Íñigo2", "x" * 5_000_000).encode(), (5, 0, 0, 1)),
    ],
    ids=[
        "utf-8", "cp1252", "utf-16 with mark", "utf-16-be", "utf-16 without mark", "lone CR", "LF", "NUL",
        "unclosed quote", "unclosed at the end", "CR CR LF", "stray CR", "too many cells", "empty lines",
        "10,000 letters", "5 million letters",
    ],
)  # fmt: skip
def test_every_row_of_a_damaged_file_is_accounted_for(
    shop: Shop, tmp_path: Path, data: bytes, expected: tuple[int, int, int, int]
) -> None:
    path = tmp_path / "clientes.csv"
    path.write_bytes(data)
    report = run_import(shop, path)
    check_sum(report)
    assert counts(report) == expected
    assert all(customer.family_name == "Peñalver" for customer in everybody(shop))
    assert integrity.check(shop) == []


def test_ten_thousand_columns(shop: Shop, tmp_path: Path) -> None:
    header = "Nombre;" + ";".join(f"columna {i}" for i in range(10_000))
    report = bring_in(shop, tmp_path, "Ana" + ";x" * 10_000, "Luis", header=header)
    assert counts(report) == (2, 0, 0, 0)


HOSTILE = [
    "<b>Negrita</b>",
    "Uno & Dos",
    'El "Chato"',
    "=1+1",
    "'; DROP TABLE customer; --",
    "\u202eمرحبا بالعالم",
    "👩‍👩‍👧 Pérez",
    "%s{name}\\n",
    "A" * 200,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_come_in_identical(shop: Shop, tmp_path: Path, name: str) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    report = bring_in(shop, tmp_path, f"{quoted};622310001;{quoted}", header="Nombre de pila;Móvil;Notas")
    assert counts(report) == (1, 0, 0, 0)
    (found,) = everybody(shop)
    assert found.given_name == name
    assert found.notes == name
    assert len(search.search(shop, "622310001")) == 1


@pytest.mark.parametrize(
    "name",
    ["google_new.csv", "google_old.csv", "outlook_en.csv", "outlook_es.csv", "hubspot.csv", "shopify.csv",
     "tienda.csv", "americana.csv", "con_titulo.csv", "sin_cabecera.csv", "iphone.vcf", "android21.vcf",
     "outlook21.vcf", "lotus.vcf", "v4.vcf", "bad.vcf"],
)  # fmt: skip
def test_files_of_other_programs_twice(shop: Shop, name: str) -> None:
    first = run_import(shop, FILES / name)
    check_sum(first)
    assert first.created > 0
    before = whole_shop(shop)
    second = run_import(shop, FILES / name)
    check_sum(second)
    assert counts(second) == (0, 0, first.rows - first.rejected, first.rejected)
    assert whole_shop(shop) == before
    assert integrity.check(shop) == []


def test_a_bad_card_never_stops_the_others(shop: Shop) -> None:
    report = run_import(shop, FILES / "bad.vcf")
    assert counts(report) == (3, 0, 0, 4)
    assert [found.row for found in report.rejections] == [2, 4, 6, 7]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 ...", b"PK\x03\x04 no", b"<html><table><tr><td>x"])
def test_a_file_that_is_refused_as_a_whole_writes_nothing(shop: Shop, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "clientes.csv"
    path.write_bytes(data)
    with pytest.raises(KnownError):
        run_import(shop, path)
    assert everybody(shop) == []


def test_a_file_that_is_not_there(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="nada"):
        run_import(shop, tmp_path / "nada.csv")


def test_headings_without_rows(shop: Shop, tmp_path: Path) -> None:
    report = bring_in(shop, tmp_path)
    assert counts(report) == (0, 0, 0, 0)
    assert report.operation is None


def test_a_disk_that_fills_up_after_the_import_does_not_deny_it(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "clientes.csv"
    path.write_text("Nombre;Correo\nAna;ana@example.com\n", "utf-8")

    def full() -> None:
        raise StorageError("full")

    monkeypatch.setattr(shop.db, "transaction", full)
    assert run_import(shop, path).created == 1
    assert [c.given_name for c in everybody(shop)] == ["Ana"]


# ---- the report file


@pytest.mark.parametrize("old", [None, b"el de ayer"])
def test_an_import_that_is_not_kept_leaves_no_report(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: bytes | None
) -> None:
    def full(_operation: Operation) -> None:
        raise StorageError("The disk is full.")

    folder = tmp_path / "informes"
    folder.mkdir()
    path = folder / "informe.csv"
    if old is not None:
        path.write_bytes(old)
    monkeypatch.setattr(Operation, "finish", full)
    with pytest.raises(StorageError, match="full"):
        bring_in(shop, tmp_path, "Ana;;;;;;;;", report_path=path)
    assert everybody(shop) == []
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == ({path.name: old} if old else {})


def test_a_report_that_cannot_take_its_place_does_not_deny_the_import(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_use(_draft: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied", str(target))

    monkeypatch.setattr("crm_desktop.services.files.move", in_use)
    with pytest.raises(StorageError, match="The import is done, but"):
        bring_in(shop, tmp_path, "Ana;;;;;;;;", report_path=tmp_path / "informe.csv")
    assert len(everybody(shop)) == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["clientes.csv", "tienda"]


def test_a_dry_run_writes_its_report(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "informe.csv"
    bring_in(shop, tmp_path, "Ana;;;;;;;;", report_path=path, dry_run=True)
    assert path.read_bytes().count(b"\r\n") == 2
    assert everybody(shop) == []
