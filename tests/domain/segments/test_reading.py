"""What a rule lacks, and what it names that is gone, is said at its place."""

from __future__ import annotations

from typing import Any

import pytest

from crm_desktop.domain.segments import tree
from crm_desktop.domain.segments.filters import AllOf, Compare, Field, Sign
from crm_desktop.domain.segments.reading import (
    GoesRound,
    asks_for_archived,
    problems_of,
    stored,
    whole_filter,
)
from crm_desktop.domain.segments.surroundings import KnownSegment, RefKind
from crm_desktop.domain.segments.tree import Condition, Group, GroupKind
from crm_desktop.shared.errors import InvalidInput
from tests.domain.segments.samples import around, condition, rule


def refused(*conditions: Any, **changed: Any) -> dict[str, str]:
    with pytest.raises(InvalidInput) as found:
        whole_filter(rule(*conditions), around(**changed))
    return found.value.fields


@pytest.mark.parametrize(
    ("short", "words"),
    [
        ({"condition": "", "operator": ""}, "Choose what the condition is about."),
        ({"condition": "nothing", "operator": "is"}, "There is no condition “nothing”."),
        ({"condition": "points", "operator": ""}, "Choose what is asked of “Points”."),
        (("points", "contains", "x"), "“contains” cannot be asked of “Points”."),
        (("points", "at_least"), "Write the number."),
        (("points", "at_least", "500"), "Here a whole number is expected."),
        (("points", "at_least", True), "Here a whole number is expected."),
        (("points", "at_least", -1), "The number must lie between 0 and"),
        (("points", "at_least", 10**30), "The number must lie between 0 and"),
        (("points", "between", {"from": 5, "to": 1}), "The first number is larger than the second."),
        (("points", "between", 5), "Here an object with “from”, “to” is expected."),
        (
            ("points", "between", {"from": 5, "to": 9, "x": 1}),
            "Here an object with “from”, “to” is expected.",
        ),
        (("spent", "at_least"), "Write the amount."),
        (("discount", "at_least"), "Write the percentage."),
        (("last_contact", "not_for"), "Write how many days."),
        (("last_contact", "not_for", 10**6), "The number must lie between 1 and 36500."),
        (("last_contact", "in"), "Choose the period."),
        (("last_contact", "in", {"when": "next_month"}), "“next_month” is no period for this condition."),
        (("last_contact", "in", {"when": "last_days"}), "Write how many days."),
        (("last_contact", "in", {"when": "since"}), "Choose the date."),
        (("last_contact", "in", {"when": "since", "day": "29/2/2026"}), "“29/2/2026” is not a date."),
        (("last_contact", "in", {"when": "since", "day": "2026-02-29"}), "“2026-02-29” is not a date."),
        (("last_contact", "in", {"when": "since", "day": 5}), "“5” is not a date."),
        (
            ("last_contact", "in", {"when": "between", "from": "2026-02-02", "to": "2026-02-01"}),
            "The first date comes after the second.",
        ),
        (("last_contact", "in", {"when": "today", "days": 3}), "There is more in this period than belongs"),
        (("birthday", "in", {"when": "month", "month": 13}), "The number must lie between 1 and 12."),
        (("birthday", "in", {"when": "month"}), "Choose the month."),
        (("town", "any_of", []), "Write at least one."),
        (("town", "any_of", ["  "]), "Write the text."),
        (("town", "any_of", [5]), "Here a text is expected."),
        (("town", "any_of", ["x" * 300]), "This text is too long"),
        (("town", "any_of", ["x"] * 300), "At most 200 can be chosen"),
        (("stage", "any_of", ["gone"]), "“gone” is none of these: prospect, one_time, repeat, lapsed."),
        (("stage", "any_of", []), "Choose at least one."),
        (("consent", "yes"), "Choose one."),
        (("tag", "any_of", ["gone"]), "There is no tag “gone”: perhaps it was removed."),
        (("tag", "any_of", [{"id": 99, "name": "gone"}]), "There is no tag “gone”: perhaps it was removed."),
        (("tag", "any_of", [99]), "There is no tag “99”: perhaps it was removed."),
        (("staff", "any_of", ["Nadie"]), "“Nadie” is not on the staff."),
        (
            ("bought_product", "any_of", {"products": ["x"]}),
            "There is no product “x”: perhaps it was removed.",
        ),
        (("bought_category", "any_of", {"categories": ["x"]}), "No product is of the category “x”."),
        (("tier", "any_of", ["x"]), "There is no tier “x”: perhaps it was removed."),
        (
            ("stamps", "at_least", {"program": "x", "value": 1}),
            "There is no program “x”: perhaps it was removed.",
        ),
        (("segment", "any_of", ["x"]), "There is no segment “x”: perhaps it was removed."),
        (("own_field", "filled", "x"), "There is no field “x”: perhaps it was removed."),
        (("own_field", "any_of", {"field": "Talla"}), "Write at least one."),
        (
            ("own_field", "at_least", {"field": "Hijos", "value": "dos"}),
            "This does not fit the field “Hijos”.",
        ),
        (
            ("own_field", "at_least", {"field": "Hijos", "value": True}),
            "This does not fit the field “Hijos”.",
        ),
        (
            ("own_field", "at_least", {"field": "Talla", "value": "x"}),
            "This cannot be asked of the field “Talla”.",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_place(short: Any, words: str) -> None:
    fields = refused(("card", "yes"), {"any": [condition(short)]})
    assert list(fields) == ["1.0"]
    assert fields["1.0"].startswith(words)


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert list(refused(("points", "at_least"), ("card", "yes"), ("town", "any_of"))) == ["0", "2"]
    assert problems_of(rule(("card", "yes")), around()) == {}


def test_things_are_found_by_id_when_they_were_renamed_and_by_name_when_they_were_made_again() -> None:
    renamed = [{"id": 1, "name": "old name"}]
    made_again = [{"id": 77, "name": "VIP"}]
    expected = whole_filter(rule(("tag", "any_of", [1])), around())
    for value in (renamed, made_again, "vip", ["vip"], [{"name": "vip"}]):
        assert whole_filter(rule(("tag", "any_of", value)), around()) == expected


def test_true_is_no_id() -> None:
    for value in (True, [True], [{"id": True}]):
        with pytest.raises(InvalidInput):
            whole_filter(rule(("tag", "any_of", value)), around())


def test_what_is_kept_names_things_by_id_and_name_and_reads_the_same() -> None:
    written = rule(
        ("tag", "any_of", "VIP"), ("birthday", "in", "this_month"), {"any": [condition(("card", "yes"))]}
    )
    kept = stored(written, around())
    assert tree.to_json(kept) == {
        "all": [
            {"condition": "tag", "operator": "any_of", "value": [{"id": 1, "name": "vip"}]},
            {"condition": "birthday", "operator": "in", "value": {"when": "this_month"}},
            {"any": [{"condition": "card", "operator": "yes"}]},
        ]
    }
    assert whole_filter(kept, around()) == whole_filter(written, around())
    assert tree.from_text(tree.to_text(kept)) == kept
    assert stored(kept, around()) == kept


def test_a_segment_made_from_itself_is_refused_with_its_path() -> None:
    def of(key: str) -> Group:
        return rule(("segment", "any_of", [key]))

    segments = {
        "a": KnownSegment("a", "Buenos", of("b")),
        "b": KnownSegment("b", "Vecinos", rule({"none": [condition(("segment", "none_of", ["c"]))]})),
        "c": KnownSegment("c", "Vips", of("a")),
    }
    shop = around(segments=segments, names={RefKind.SEGMENT: {k: s.name for k, s in segments.items()}})
    with pytest.raises(GoesRound) as found:
        whole_filter(of("b"), shop.inside("a"))
    assert "Buenos → Vecinos → Vips → Buenos" in found.value.sentence
    assert list(found.value.fields) == ["0"]
    with pytest.raises(GoesRound):
        whole_filter(of("a"), shop)


def test_segments_of_segments_are_read_once_each_and_refused_when_they_grow_too_large() -> None:
    def chain(length: int, times: int) -> dict[str, KnownSegment]:
        found = {"s0": KnownSegment("s0", "s0", rule(("card", "yes")))}
        for n in range(1, length):
            conditions = [("segment", "any_of", [f"s{n - 1}"])] * times
            found[f"s{n}"] = KnownSegment(f"s{n}", f"s{n}", rule(*conditions))
        return found

    for length, times, fits in ((60, 1, True), (60, 2, False), (8, 2, True)):
        segments = chain(length, times)
        shop = around(segments=segments, names={RefKind.SEGMENT: {key: key for key in segments}})
        last = rule(("segment", "none_of", [f"s{length - 1}"]))
        if fits:
            assert isinstance(whole_filter(last, shop), AllOf)
        else:
            with pytest.raises(InvalidInput, match="too large"):
                whole_filter(last, shop)


def test_a_segment_whose_own_rule_is_broken_is_named() -> None:
    segments = {"a": KnownSegment("a", "Buenos", rule(("tag", "any_of", ["gone"])))}
    shop = around(segments=segments, names={RefKind.SEGMENT: {"a": "Buenos"}})
    with pytest.raises(InvalidInput) as found:
        whole_filter(rule(("segment", "any_of", ["Buenos"])), shop)
    assert "“Buenos” has to be mended first" in found.value.fields["0"]
    assert "gone" in found.value.fields["0"]


def test_archived_customers_are_left_out_unless_the_rule_speaks_of_them() -> None:
    live = Compare(Field.ARCHIVED, Sign.EQ, 0)
    assert whole_filter(Group(), around()) == AllOf((live,))
    spoken = rule(("points", "at_least", 1), {"any": [condition(("archived", "filled"))]})
    assert asks_for_archived(spoken)
    found = whole_filter(spoken, around())
    assert isinstance(found, AllOf)
    assert live not in found.parts


@pytest.mark.parametrize(
    "wrong",
    [
        "{", "[]", "5", '"all"', "null", '{"all": 5}', '{"all": [5]}', '{"all": [], "any": []}',
        '{"some": []}',
        '{"condition": 5, "operator": "is"}', '{"condition": "town", "is": "x"}', "[" * 5000,
        '{"all": [' * 20 + "]}" * 20,
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused_in_a_sentence(wrong: str) -> None:
    with pytest.raises(InvalidInput) as found:
        tree.from_text(wrong)
    assert found.value.sentence.endswith(".")


def test_a_rule_nested_without_end_is_called_deep() -> None:
    deep = 100_000
    with pytest.raises(InvalidInput) as found:
        tree.from_text('{"all": [' * deep + "]}" * deep)
    assert "too deep" in found.value.sentence


def test_a_rule_may_not_be_endless() -> None:
    with pytest.raises(InvalidInput):
        tree.from_json({"all": [condition(("card", "yes"))] * 500})


def test_a_condition_alone_is_a_rule_and_nodes_can_be_changed_by_their_place() -> None:
    one = Condition("card", "yes")
    found = tree.from_json(tree.to_json(one))
    assert found == Group(children=(one,))
    deep = Group(children=(one, Group(GroupKind.ANY, (one,))))
    assert tree.at(deep, (1, 0)) == one
    assert tree.at(deep, ()) is deep
    other = Condition("card", "no")
    assert tree.at(tree.replaced(deep, (1, 0), other), (1, 0)) == other
    assert tree.replaced(deep, (1, 0), None).children[1] == Group(GroupKind.ANY)
    with pytest.raises(LookupError):
        tree.at(deep, (0, 0))
