"""The commands of segments."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.cli import run
from crm_desktop.domain.segments.ready import READY
from crm_desktop.services import customers
from tests.domain.segments.json_schema import faults
from tests.factories import a_customer, a_shop

Said = pytest.CaptureFixture[str]


@pytest.fixture
def shop(tmp_path: Path) -> str:
    """The folder of a shop with two customers of Valencia."""
    folder = tmp_path / "tienda"
    with closing(a_shop(folder)) as made:
        for name, town in (("Ana", "VALENCIA"), ("Blai", "València"), ("Cloe", "Gandia")):
            customers.save_customer(made, a_customer(given_name=name, town=town, tags=("vip",)))
    return str(folder)


def rule_file(tmp_path: Path, text: str) -> str:
    path = tmp_path / "regla con espacios.json"
    path.write_text(text, "utf-8")
    return str(path)


TOWN = '{"all": [{"condition": "town", "operator": "any_of", "value": ["Valencia"]}]}'


def test_all_segments_are_listed_with_their_counts(shop: str, capsys: Said) -> None:
    assert run(["--data", shop, "segment", "list", "--json"]) == 0
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert said.err == ""
    assert [list(each) for each in found] == [["name", "kind", "count"]] * len(READY)
    by_name = {each["name"]: each for each in found}
    assert by_name["Potenciales"] == {"name": "Potenciales", "kind": "ready", "count": 3}
    assert {"De una sola vez", "Recurrentes", "Exclientes"} <= by_name.keys()
    assert run(["--data", shop, "segment", "list"]) == 0
    assert "Potenciales\t3\n" in capsys.readouterr().out


def test_a_segment_is_shown_as_a_search_is(shop: str, capsys: Said) -> None:
    assert run(["--data", shop, "segment", "show", "potenciales", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert run(["--data", shop, "search", "garcia", "--json"]) == 0
    assert shown == json.loads(capsys.readouterr().out)
    assert run(["--data", shop, "segment", "show", "POTENCIALES", "--limit", "1"]) == 0
    assert capsys.readouterr().out.count("\n") == 1


def test_customers_are_counted_by_the_name_of_a_segment_or_by_a_rule(
    shop: str, tmp_path: Path, capsys: Said
) -> None:
    assert run(["--data", shop, "segment", "count", "Potenciales"]) == 0
    assert capsys.readouterr().out == "3\n"
    assert run(["--data", shop, "segment", "count", "--rule", rule_file(tmp_path, TOWN)]) == 0
    assert capsys.readouterr().out == "2\n"
    assert run(["--data", shop, "segment", "count", "--rule", rule_file(tmp_path, TOWN), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"count": 2}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TOWN.replace('"Valencia"', ""), "Condición 1: "),
        ('{"any": [' + TOWN + ', {"all": [{"condition": "card"}, {}]}]}', "Condición 2.1: "),
        ("{", "Esto no es una regla"),
        ('{"todo": []}', "Aquí va un grupo"),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_used_says_where_and_why(
    shop: str, tmp_path: Path, capsys: Said, text: str, words: str
) -> None:
    assert run(["--data", shop, "segment", "count", "--rule", rule_file(tmp_path, text)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(words)
    assert said.err.count("\n") == 1


def test_a_name_that_is_not_known_gets_the_closest_ones(shop: str, tmp_path: Path, capsys: Said) -> None:
    assert run(["--data", shop, "segment", "show", "recurentes"]) == 1
    assert "Recurrentes" in capsys.readouterr().err
    assert run(["--data", shop, "segment", "count", "--rule", str(tmp_path / "nada.json")]) == 1
    assert "nada.json" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["count"], ["count", "x", "--rule", "y"], ["show"], ["nada"]])
def test_a_command_that_was_typed_wrong_is_2(shop: str, capsys: Said, arguments: list[str]) -> None:
    assert run(["--data", shop, "segment", *arguments]) == 2
    assert capsys.readouterr().out == ""


def test_the_schema_needs_no_shop_and_fits_the_rule_of_the_examples(tmp_path: Path, capsys: Said) -> None:
    assert run(["--data", str(tmp_path / "nada"), "segment", "rule-schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert faults(json.loads(TOWN), schema) == []
    assert not (tmp_path / "nada").exists()
