"""Which format a file is, by what stands in it: what is no table of customers is told as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.exchange.formats import detect_format
from crm_desktop.shared.errors import KnownError
from tests.exchange.reading import read_text


@pytest.mark.parametrize(
    "text",
    [
        '[{"nombre": "Ana", "telefono": "622310775"}, {"nombre": "Eva", "telefono": "622310776"}]',
        '{"clientes": [{"nombre": "Ana"}]}',
        '{"nombre": "Ana", "correo": "ana@example.com"}\n{"nombre": "Eva", "correo": "eva@example.com"}\n',
        '\n[\n  {\n    "nombre": "Ana"\n  }\n]\n',
        '["nombre", "telefono"]',
        "[[1, 2], [3, 4]]",
        "[]",
        "{}",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_json_file_is_refused_and_called_so(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "clientes.csv"
    path.write_text(text, encoding)
    with pytest.raises(KnownError, match=r"“clientes\.csv” is a JSON file"):
        detect_format(path)


@pytest.mark.parametrize(
    "text",
    [
        "[Nombre];[Teléfono]\nAna;622310775\n",
        '{Nombre};"Teléfono"\nAna;622310775\n',
        "[1] Nombre;[2] Teléfono\nAna;622310775\n",
        'Nombre;Teléfono;Datos\nAna;622310775;"{""a"": 1}"\n',
    ],
)
def test_brackets_in_a_table_make_no_json(tmp_path: Path, text: str) -> None:
    (found,) = read_text(tmp_path, text)
    assert found.draft.customer.full_name == "Ana"
