from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crm_desktop.exchange.csv_reader import CsvDialect, CsvFile, guess_dialect
from crm_desktop.exchange.text_files import guess_encoding, is_known_encoding, read_text
from crm_desktop.shared.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path

ROWS = "Nombre;Población\r\nÍñigo;Alboraia\r\nBegoña;Sagunt / Sagunto\r\nÀngels;l’Eliana\r\n"


def a_file(folder: Path, content: bytes) -> Path:
    path = folder / "clientes.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("encoding", "mark", "guess"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("cp1252", b"", "cp1252"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
    ],
)
def test_encodings_are_told_apart(tmp_path: Path, encoding: str, mark: bytes, guess: str) -> None:
    path = a_file(tmp_path, mark + ROWS.encode(encoding))
    assert guess_encoding(path) == guess
    dialect = guess_dialect(path)
    assert (dialect.encoding, dialect.separator) == (guess, ";")
    assert [record.cells for record in CsvFile(path, dialect).records()][1] == ["Íñigo", "Alboraia"]


def test_one_letter_late_in_the_file_decides(tmp_path: Path) -> None:
    plain = b"Nombre;Tel\r\n" + b"Ana;612345678\r\n" * 30_000
    assert guess_encoding(a_file(tmp_path, plain)) == "utf-8"
    assert guess_encoding(a_file(tmp_path, plain + "Íñigo;1\r\n".encode("cp1252"))) == "cp1252"


def test_one_bad_byte_does_not_spoil_a_file_in_utf8(tmp_path: Path) -> None:
    path = a_file(tmp_path, (ROWS * 5).encode() + b"Mal\xff;x\r\n")
    assert guess_encoding(path) == "utf-8"
    assert "".join(read_text(path, "utf-8")).count("\ufffd") == 1


def test_a_letter_cut_in_two_between_pieces_is_read(tmp_path: Path) -> None:
    text = "a" * ((1 << 18) - 1) + "ñ" * 10
    assert "".join(read_text(a_file(tmp_path, text.encode()), "utf-8")) == text


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_separators_are_guessed(tmp_path: Path, separator: str) -> None:
    text = "\n".join(
        separator.join(row) for row in [("Nombre", "Tel", "CP"), ("Ana", "1", ""), ("Bea", "2", "3")]
    )
    assert guess_dialect(a_file(tmp_path, text.encode())).separator == separator


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("Nombre;Importe\nAna;1,50\nBea;2,75\n", ";"),
        ('Nombre,Dirección\nAna,"C/ Mayor; 3; 2º"\nBea,"Pza; 1"\n', ","),
        ("Listado;;\n;;\nNombre;Tel;CP\nAna;1;2\n", ";"),
        ("sep=|\nNombre|Tel\nAna|1\n", "|"),
    ],
)
def test_separators_that_a_sniffer_would_mistake(tmp_path: Path, text: str, separator: str) -> None:
    assert guess_dialect(a_file(tmp_path, text.encode())).separator == separator


def test_one_column_stays_one_column(tmp_path: Path) -> None:
    path = a_file(tmp_path, "Nombre completo\nGarcía, Ana\nSoler, Luis\n".encode())
    found = [record.cells for record in CsvFile(path, guess_dialect(path)).records()]
    assert found == [["Nombre completo"], ["García, Ana"], ["Soler, Luis"]]


def test_the_line_that_names_the_separator_is_no_record(tmp_path: Path) -> None:
    path = a_file(tmp_path, b'"sep=;"\r\nNombre;Tel\r\nAna;1\r\n')
    records = list(CsvFile(path, guess_dialect(path)).records())
    assert [record.cells for record in records] == [["Nombre", "Tel"], ["Ana", "1"]]
    assert [record.line for record in records] == [2, 3]


def test_what_the_person_says_is_taken(tmp_path: Path) -> None:
    path = a_file(tmp_path, "Nombre;Tel\nAna;1\n".encode("cp850"))
    assert guess_dialect(path, "cp850", ",") == CsvDialect("cp850", ",")


def test_apostrophes_around_every_field(tmp_path: Path) -> None:
    path = a_file(tmp_path, b"'Nombre','Tel'\n'Ana, la de Luis','1'\n'Bea','2'\n")
    found = [record.cells for record in CsvFile(path, guess_dialect(path)).records()]
    assert found[1] == ["Ana, la de Luis", "1"]


def test_a_file_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"nada\.csv"):
        guess_dialect(tmp_path / "nada.csv")
    with pytest.raises(StorageError):
        guess_dialect(tmp_path)


def test_names_of_encodings() -> None:
    assert is_known_encoding("cp1252")
    assert not is_known_encoding("klingon")
    assert not is_known_encoding("base64")


def test_progress_is_told_in_bytes(tmp_path: Path) -> None:
    path = a_file(tmp_path, ROWS.encode())
    file = CsvFile(path, guess_dialect(path))
    assert list(file.records())
    assert (file.done, file.total) == (len(ROWS.encode()), len(ROWS.encode()))
