"""A rule reads as one natural sentence."""

from __future__ import annotations

from typing import Any

import pytest

from crm_desktop.domain.segments.joining import all_of, any_of
from crm_desktop.domain.segments.sentence import sentence
from crm_desktop.domain.segments.tree import Group, from_json
from crm_desktop.shared import i18n
from tests.domain.segments.samples import around, condition, rule

REPEAT = ("stage", "any_of", ["repeat"])
VALENCIA = ("town", "any_of", ["Valencia"])
POINTS = ("points", "at_least", 500)
BIRTHDAY = ("birthday", "in", {"when": "this_month"})
SILENT = ("last_contact", "not_for", 90)
VIP, TOWN = condition(("tag", "any_of", ["vip"])), condition(VALENCIA)


@pytest.fixture(autouse=True)
def _in_spanish() -> None:
    i18n.install("es")


def said(*conditions: Any, kind: str = "all") -> str:
    return sentence(rule(*conditions, kind=kind), around())


def group(kind: str, *conditions: Any) -> dict[str, Any]:
    return {kind: [condition(each) for each in conditions]}


def test_the_whole_of_it_reads_as_the_shop_owner_would_say_it() -> None:
    assert said(REPEAT, VALENCIA, POINTS, BIRTHDAY, SILENT) == (
        "Clientes recurrentes de Valencia, con 500 puntos o más, que cumplen años este mes"
        " y sin contacto desde hace 90 días"
    )


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ([], "Todos los clientes"),
        ([POINTS], "Clientes con 500 puntos o más"),
        ([VALENCIA, REPEAT], "Clientes recurrentes de Valencia"),
        ([VALENCIA, POINTS], "Clientes de Valencia con 500 puntos o más"),
        ([POINTS, SILENT], "Clientes con 500 puntos o más y sin contacto desde hace 90 días"),
        ([("points", "at_least", 1)], "Clientes con 1 punto o más"),
        ([("points", "at_least", 12_000)], "Clientes con 12.000 puntos o más"),
        (
            [("spent", "between", {"from": 5000, "to": 120_050})],
            "Clientes que gastaron entre 50,00\xa0€ y 1.200,50\xa0€",
        ),
        ([("tag", "any_of", ["vip"])], "Clientes con la etiqueta vip"),
        ([("tag", "all_of", ["vip", "mayorista"])], "Clientes con todas las etiquetas vip y mayorista"),
        ([("tag", "none_of", ["vip", "mayorista"])], "Clientes sin ninguna de las etiquetas vip o mayorista"),
        ([("town", "any_of", ["Alboraia", "Ontinyent"])], "Clientes de Alboraia u Ontinyent"),
        ([("language", "any_of", ["ca", "it"])], "Clientes que hablan catalán o italiano"),
        ([("segment", "any_of", ["best"])], "Clientes que están en «Best customers»"),
        ([("age", "between", {"from": 30, "to": 45})], "Clientes de 30 a 45 años"),
        (
            [("last_purchase", "in", {"when": "between", "from": "2026-01-01", "to": "2026-03-31"})],
            "Clientes cuya última compra fue entre el 01/01/2026 y el 31/03/2026",
        ),
        (
            [("bought_product", "any_of", {"products": ["cafetera"], "period": "this_year"})],
            "Clientes que compraron Cafetera este año",
        ),
        ([("bought_product", "any_of", {"products": ["cafetera"]})], "Clientes que compraron Cafetera"),
        ([("birthday", "in", {"when": "month", "month": 5})], "Clientes que cumplen años en mayo"),
    ],
)  # fmt: skip
def test_conditions_of_a_rule(conditions: list[Any], expected: str) -> None:
    assert said(*conditions).replace("\xa0", " ") == expected.replace("\xa0", " ")


def test_groups() -> None:
    assert said(VALENCIA, POINTS, kind="any") == "Clientes de Valencia o con 500 puntos o más"
    assert said(VALENCIA, kind="none") == "Todos los clientes excepto clientes de Valencia"
    assert said(REPEAT, group("any", VALENCIA, POINTS), group("none", BIRTHDAY)) == (
        "Clientes recurrentes, ya sea de Valencia o con 500 puntos o más,"
        " excepto clientes que cumplen años este mes"
    )
    assert said(group("none", VALENCIA)) == "Todos los clientes, excepto clientes de Valencia"
    assert said(group("any", group("all", VALENCIA, POINTS), BIRTHDAY), SILENT) == (
        "Clientes sin contacto desde hace 90 días y ya sea que cumplen años este mes;"
        " o a la vez de Valencia y con 500 puntos o más"
    )
    assert said(group("any")) == "Todos los clientes"


def test_what_is_unfinished_is_named_in_brackets() -> None:
    assert said(VALENCIA, ("points", "at_least")) == "Clientes de Valencia [por completar: Puntos]"
    assert said({"condition": "", "operator": ""}) == "Clientes [por completar: sin elegir]"
    assert said(("tag", "any_of", ["gone"])) == "Clientes [por completar: Etiqueta]"


def test_no_rule_is_everybody() -> None:
    assert sentence(Group(), around()) == "Todos los clientes"


def test_joining_minds_the_sound_that_follows() -> None:
    assert all_of(["a", "Inés"]) == "a e Inés"
    assert all_of(["a", "hijos"]) == "a e hijos"
    assert all_of(["a", "hierro", "Ana"]) == "a, hierro y Ana"
    assert all_of(["agua", "hielo"]) == "agua y hielo"
    assert any_of(["siete", "ocho"]) == "siete u ocho"
    assert any_of(["uno"]) == "uno"
    assert any_of([]) == ""


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ({"any": [{"all": []}, VIP]}, "Clientes con la etiqueta vip"),
        ({"all": [{"any": [{"all": []}]}]}, "Todos los clientes"),
        ({"all": [VIP, {"none": [{"all": []}]}]}, "Clientes con la etiqueta vip"),
        ({"all": [TOWN, {"none": [VIP]}]}, "Clientes de Valencia, excepto clientes con la etiqueta vip"),
        (
            {"any": [TOWN, {"none": [VIP]}]},
            "Clientes de Valencia o que no son clientes con la etiqueta vip",
        ),
        (
            {"none": [TOWN, {"none": [VIP]}]},
            "Todos los clientes excepto clientes de Valencia o que no son clientes con la etiqueta vip",
        ),
    ],
)
def test_empty_groups_are_not_said_and_exceptions_within_others_say_whose_they_are(
    tree: dict[str, object], expected: str
) -> None:
    assert sentence(from_json(tree), around()) == expected
