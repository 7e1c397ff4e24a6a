"""Every condition has what the editor, the sentence, the command line and the store need of it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from babel.messages.pofile import read_po

from crm_desktop.domain.segments import schema, values
from crm_desktop.domain.segments.conditions import CONDITIONS, kind_of
from crm_desktop.domain.segments.kinds import FAMILY_TITLES, OP_TITLES, ConditionKind, Op, Operator, ValueKind
from crm_desktop.domain.segments.periods import WHEN_TITLES
from crm_desktop.domain.segments.reading import filter_of, read, whole_filter
from crm_desktop.domain.segments.ready import READY
from crm_desktop.domain.segments.sentence import of_condition, sentence
from crm_desktop.domain.segments.tree import Condition, from_json, to_json
from crm_desktop.shared import i18n
from crm_desktop.shared.errors import InvalidInput
from tests.domain.segments.json_schema import faults
from tests.domain.segments.samples import around

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = cache(schema.rule_schema)
EVERY = [(kind, operator) for kind in CONDITIONS for operator in kind.operators]


def name_of(value: Any) -> str:
    if isinstance(value, ConditionKind):
        return value.name
    return cast(Operator, value).op.value


def example(kind: ConditionKind, operator: Operator) -> Condition:
    return Condition(kind.name, operator.op.value, operator.example)


@pytest.fixture(scope="module")
def spanish() -> Any:
    with (ROOT / "translations" / "es" / "LC_MESSAGES" / "crm_desktop.po").open("rb") as file:
        return read_po(file, locale="es")


def translated(catalogue: Any, text: str) -> bool:
    return text == "{value}" or bool((found := catalogue.get(text)) and found.string)


def test_names_are_plain_and_each_is_there_once() -> None:
    names = [kind.name for kind in CONDITIONS]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z_]*", name) for name in names)
    assert all(kind_of(name) for name in names)
    assert kind_of("nothing") is None


def test_every_module_of_conditions_is_in_the_tuple() -> None:
    folder = ROOT / "crm_desktop" / "domain" / "segments" / "conditions"
    written = {
        name
        for file in folder.glob("*.py")
        for name in re.findall(r'ConditionKind\(\s*"(\w+)"', file.read_text("utf-8"))
    }
    assert written == {kind.name for kind in CONDITIONS}


@pytest.mark.parametrize("kind", CONDITIONS, ids=name_of)
def test_titles_are_translated(kind: ConditionKind, spanish: Any) -> None:
    texts = [kind.title, FAMILY_TITLES[kind.family]]
    for operator in kind.operators:
        texts += [operator.name, *(slot.title for slot in operator.slots if slot.title)]
        texts += [title for slot in operator.slots for _stored, title in slot.choices]
        if isinstance(operator.phrase, str):
            texts.append(operator.phrase)
    texts += [WHEN_TITLES[when] for _k, o in EVERY for slot in o.slots for when in slot.whens]
    assert [text for text in texts if not translated(spanish, text)] == []


@pytest.mark.parametrize("kind", CONDITIONS, ids=name_of)
def test_operators_are_of_the_closed_set_and_each_is_there_once(kind: ConditionKind) -> None:
    ops = [operator.op for operator in kind.operators]
    assert len(set(ops)) == len(ops) > 0
    assert set(ops) <= set(OP_TITLES) == set(Op)


@pytest.mark.parametrize(("kind", "operator"), EVERY, ids=name_of)
def test_the_example_can_be_read_compiled_and_said(kind: ConditionKind, operator: Operator) -> None:
    shop = around()
    condition = example(kind, operator)
    assert from_json(to_json(condition)).children == (condition,)
    filter_of(condition, shop)
    for language in ("es", "en"):
        i18n.install(language)
        said = of_condition(condition, shop)
        assert said == " ".join(said.split())
        assert said.strip()
        assert "{" not in said
    kept = Condition(kind.name, operator.op.value, values.stored(operator, condition.value, shop))
    assert filter_of(kept, shop) == filter_of(condition, shop)


@pytest.mark.parametrize(("kind", "operator"), EVERY, ids=name_of)
def test_the_example_fits_the_schema_and_nonsense_does_not(kind: ConditionKind, operator: Operator) -> None:
    made = SCHEMA()
    found = to_json(example(kind, operator))
    assert faults(found, made) == []
    assert faults({"all": [found, {"none": [found]}]}, made) == []
    assert faults({**found, "operator": "nonsense"}, made)
    assert faults({**found, "more": 1}, made)
    if operator.slots:
        del found["value"]
        assert faults(found, made)


@pytest.mark.parametrize(("kind", "operator"), [e for e in EVERY if e[1].slots], ids=name_of)
def test_what_is_missing_is_asked_for(kind: ConditionKind, operator: Operator) -> None:
    empties: tuple[Any, ...] = (None, "", [], {})
    for empty in empties:
        if empty != {} or len(operator.slots) > 1 or operator.slots[0].kind is ValueKind.PERIOD:
            with pytest.raises(InvalidInput) as refused:
                read(Condition(kind.name, operator.op.value, empty), around())
            assert refused.value.sentence.endswith(".")


def test_examples_of_the_schema_are_those_of_the_conditions() -> None:
    made = SCHEMA()
    assert faults(made["examples"][0], made) == []
    for kind in CONDITIONS:
        assert len(made["$defs"][kind.name]["examples"]) == len(kind.operators)


@pytest.mark.parametrize("ready", READY, ids=lambda each: each.key)
def test_ready_made_segments_read_and_say_what_to_do(ready: Any, spanish: Any) -> None:
    whole_filter(ready.tree, around().inside(ready.key))
    assert sentence(ready.tree, around())
    assert translated(spanish, ready.name)
    assert translated(spanish, ready.needs)
    assert faults(to_json(ready.tree), SCHEMA()) == []


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("country", "Portugal", "PT"),
        ("country", "pt", "PT"),
        ("country", "estados unidos", "US"),
        ("country", "United States", "US"),
        ("language", "Catalán", "ca"),
        ("language", "English", "en"),
        ("language", "EU", "eu"),
    ],
)
def test_countries_and_languages_are_known_by_code_and_by_name(name: str, typed: str, code: str) -> None:
    named, coded = (filter_of(Condition(name, "any_of", [each]), around()) for each in (typed, code))
    assert named == coded
    for wrong in ("Atlántida", "X1", "419", "zzz"):
        with pytest.raises(InvalidInput, match=wrong):
            filter_of(Condition(name, "none_of", [typed, wrong]), around())
