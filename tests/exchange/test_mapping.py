from __future__ import annotations

import pytest

from crm_desktop.exchange.mapping import Column, Mapping, mapping_from_json, signature
from crm_desktop.exchange.targets import TARGETS
from crm_desktop.shared.errors import KnownError

HEADERS = ("Nombre", "Tel", "Tel 2", "Talla")
MAPPING = Mapping(
    (
        Column("Nombre", "full_name"),
        Column("Tel", "phone", label="work"),
        Column("Tel 2"),
        Column("Talla", "own", own="Talla", own_kind="choice", choices=("S", "M")),
    )
)


def test_a_mapping_is_kept_and_read_back() -> None:
    assert mapping_from_json(MAPPING.to_json(), HEADERS) == MAPPING


def test_a_mapping_by_hand_names_headings_and_fields() -> None:
    found = mapping_from_json('{"nombre": "full_name", "TEL": "mobile", "Talla": "field:Talla"}', HEADERS)
    assert [column.target for column in found.columns] == ["full_name", "mobile", "", "own"]
    assert found.columns[3].own == "Talla"


def test_a_mapping_finds_its_columns_when_others_came_between() -> None:
    found = mapping_from_json(MAPPING.to_json(), ("Código", *HEADERS))
    assert [column.target for column in found.columns] == ["", "full_name", "phone", "", "own"]


@pytest.mark.parametrize("text", ["", "[]", "3", '{"columns": 4}', '{"columns": [{"column": 0}]}'])
def test_what_is_no_mapping_is_told(text: str) -> None:
    with pytest.raises(KnownError):
        mapping_from_json(text, HEADERS)


def test_a_field_that_does_not_exist_is_told() -> None:
    with pytest.raises(KnownError, match="peso"):
        mapping_from_json('{"Nombre": "peso"}', HEADERS)


def test_a_field_for_one_column_moves_when_it_is_given_to_another() -> None:
    changed = MAPPING.with_target(2, "full_name")
    assert [column.target for column in changed.columns] == ["", "phone", "full_name", "own"]
    assert MAPPING.with_target(2, "phone").columns[1].target == "phone"
    assert MAPPING.with_target(1, "phone").columns[1].label == "work"
    assert MAPPING.with_target(2, "own", "Talla").columns[3].target == ""
    assert MAPPING.with_target(0, "").columns[0] == Column("Nombre")


def test_the_signature_is_of_the_headings_in_their_order() -> None:
    assert signature(["Nombre", "Teléfono"]) == signature(["NOMBRE ", "telefono"])
    assert signature(["Nombre", "Teléfono"]) != signature(["Teléfono", "Nombre"])
    assert signature(["a", "b"]) != signature(["ab", ""])


def test_every_field_has_a_title_and_its_own_key() -> None:
    assert len({target.key for target in TARGETS}) == len(TARGETS)
    assert all(target.title for target in TARGETS)
