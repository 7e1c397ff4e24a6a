"""Files of MS-DOS tills and old Macs: recognised where it is certain; Windows files never taken for one."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from crm_desktop.domain.sample import family_names, streets
from crm_desktop.exchange.text_files import guess_encoding
from tests.exchange.reading import read_file

ACCENTS = "áéíóúüñçàèòïÁÉÍÓÚÜÑÇÀÈÒÏ"
NAMES = [
    name.strip()
    for text in (
        family_names.COMMON,
        family_names.VALENCIAN,
        family_names.CATALAN,
        family_names.GALICIAN,
        family_names.RARE,
        streets.SPANISH,
        streets.VALENCIAN,
    )
    for name in text.split(",")
]
FREQUENT = [name for name, _share in family_names.FREQUENT]


def guessed(folder: Path, text: str, encoding: str) -> str:
    """What a file with this text is taken for."""
    path = folder / "clientes.csv"
    path.write_bytes(text.encode(encoding))
    return guess_encoding(path)


def some(seed: int, count: int) -> str:
    """A table of so many names of a shop in Spain."""
    chance = random.Random(seed)
    rows = (
        f"{chance.choice(FREQUENT)} {chance.choice(NAMES)};{chance.choice(NAMES)}" for _row in range(count)
    )
    return "\r\n".join(["Apellidos;Población", *rows, ""])


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
@pytest.mark.parametrize("count", [100, 300, 3000])
def test_files_of_old_programs_are_recognised(tmp_path: Path, encoding: str, count: int) -> None:
    assert [guessed(tmp_path, some(seed, count), encoding) for seed in range(40)] == [encoding] * 40


@pytest.mark.parametrize("count", [1, 2, 3, 5, 10, 30])
def test_few_names_are_never_taken_for_the_other_of_the_two(tmp_path: Path, count: int) -> None:
    for seed in range(300):
        text = some(seed, count)
        assert guessed(tmp_path, text, "cp850") != "mac_roman", text
        assert guessed(tmp_path, text, "mac_roman") != "cp850", text


@pytest.mark.parametrize("count", [1, 2, 3, 5, 10, 30, 300])
def test_windows_files_stay_what_they_are(tmp_path: Path, count: int) -> None:
    for seed in range(300):
        text = some(seed, count)
        if not text.isascii():
            assert guessed(tmp_path, text, "cp1252") == "cp1252", text


@pytest.mark.parametrize(
    "text",
    [
        "Carrer de l’Església; l’Àngel; d’Ors; O’Brien",
        "don’t — “word”—word… a–b, it’s 5–6 O’Brien’s",
        "O’Brien; O’Neill; D’Angelo; L’Oréal",
        "cœur; sœur; Œuvre; français; élève; à côté",
        "Müller; Größe; Straße; Jäger",
        "São João; Conceição; Corações; Fundão",
        "Žižek; Šimić; Dvořák".encode("cp1252", "replace").decode("cp1252"),
        "1º A; 2ª; Mª José; nº 5; 12€; precio€; total€; caro€",
        "café; bar",
    ],
)
def test_other_windows_texts_stay_what_they_are(tmp_path: Path, text: str) -> None:
    assert guessed(tmp_path, f"Nombre\r\n{text}\r\n", "cp1252") == "cp1252"


@pytest.mark.parametrize("letter", ACCENTS)
@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_one_letter_alone_is_no_proof(tmp_path: Path, letter: str, encoding: str) -> None:
    assert guessed(tmp_path, f"Nombre\r\na{letter}b\r\n" * 20, encoding) == "cp1252"


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman", "cp1252", "utf-8"])
def test_customers_come_in_with_their_letters(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "clientes.csv"
    rows = "Nombre;Apellidos;Población\r\nÁngel;García Muñoz;Cádiz\r\nNúria;Ibáñez Peñalver;Játiva\r\n"
    path.write_bytes(rows.encode(encoding))
    found = [each.draft.customer for each in read_file(path)]
    assert [each.full_name for each in found] == ["Ángel García Muñoz", "Núria Ibáñez Peñalver"]
    assert [each.town for each in found] == ["Cádiz", "Játiva"]
