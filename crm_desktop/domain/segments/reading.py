"""Reading a rule: what each condition means now, what it lacks, and the neutral filter of the whole tree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from crm_desktop.domain.segments import values
from crm_desktop.domain.segments.conditions import kind_of
from crm_desktop.domain.segments.filters import (
    AllOf,
    AnyOf,
    Belongs,
    Compare,
    Field,
    Filter,
    Not,
    OneOf,
    Rows,
    Sign,
    Times,
    Total,
)
from crm_desktop.domain.segments.kinds import ConditionKind, Operator
from crm_desktop.domain.segments.surroundings import KnownSegment, Surroundings
from crm_desktop.domain.segments.tree import (
    Condition,
    Group,
    GroupKind,
    Node,
    asking,
    conditions_of,
    path_text,
)
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _


class InSegment(InvalidInput):
    """Not the rule itself has to be mended, but that of a segment that it names."""


class GoesRound(InSegment):
    """A segment is, by way of others, made from itself."""


# Of values and parts; a query can have some thirty thousand values.
_LARGEST = 10_000


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a condition means: its kind, its operator, and what was read of the operator's slots."""

    kind: ConditionKind
    operator: Operator
    values: dict[str, Any]


def read(condition: Condition, around: Surroundings) -> Meaning:
    """Return what a condition means.

    Raises:
        InvalidInput: it is unfinished, or names something that is not there (any more).
    """
    if not condition.name:
        raise InvalidInput(_("Choose what the condition is about."))
    kind = kind_of(condition.name)
    if kind is None:
        raise InvalidInput(_("There is no condition “{name}”.").format(name=condition.name[:60]))
    if not condition.operator:
        raise InvalidInput(_("Choose what is asked of “{title}”.").format(title=_(kind.title)))
    operator = kind.operator(condition.operator)
    if operator is None:
        raise InvalidInput(
            _("“{operator}” cannot be asked of “{title}”. Choose one of these: {names}.").format(
                operator=condition.operator[:40],
                title=_(kind.title),
                names=", ".join(each.op.value for each in kind.operators),
            )
        )
    return Meaning(kind, operator, values.read(operator, condition.value, around))


def filter_of(condition: Condition, around: Surroundings) -> Filter:
    """Return the neutral filter of one condition; raises as `read` does."""
    meaning = read(condition, around)
    return _whole(meaning.kind.filter(meaning.operator.op, meaning.values, around), around)


def _whole(part: Filter, around: Surroundings) -> Filter:
    """Return a filter with the rules of other segments in their places."""
    match part:
        case Belongs(key):
            return _of_segment(key, around)
        case AllOf(parts):
            return AllOf(tuple(_whole(each, around) for each in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_whole(each, around) for each in parts))
        case Not(inner):
            return Not(_whole(inner, around))
        case _:
            return part


def _of_segment(key: str, around: Surroundings) -> Filter:
    known = around.segments[key]
    if key in around.trail:
        names = [around.segments[each].name for each in around.trail[around.trail.index(key) :]]
        sentence = _("A segment cannot be made from itself: {path}. Choose another segment in one of them.")
        raise GoesRound(sentence.format(path=" → ".join([*names, known.name])))
    if known.tree is None:
        return Times(Rows.MEMBERS, (Compare(Field.ROW_SEGMENT, Sign.EQ, known.row_id),))
    place = (around.trail[0] if around.trail else "", key)
    if place not in around.known:
        around.known[place] = _read_segment(known, around)
    found = around.known[place]
    if isinstance(found, InvalidInput):
        raise type(found)(found.sentence)
    return found


def _read_segment(known: KnownSegment, around: Surroundings) -> Filter | InvalidInput:
    try:
        return whole_filter(known.tree or Group(), around.inside(known.key))
    except InSegment as error:
        return error
    except InvalidInput as error:
        sentence = _("The segment “{name}” has to be mended first: {why}")
        why = next(iter(error.fields.values()), error.sentence)
        return InSegment(sentence.format(name=known.name, why=why))


def asks_for_archived(tree: Node) -> bool:
    """Return whether a rule speaks of archived customers itself; otherwise they are left out."""
    return any(condition.name == "archived" for _path, condition in conditions_of(tree))


def whole_filter(tree: Group, around: Surroundings) -> Filter:
    """Return the filter of a rule; archived customers are left out unless it speaks of them.

    Raises:
        InvalidInput: with a sentence for each condition that cannot be read, by the path of its place.
    """
    errors = _errors(tree, around)
    if errors:
        raise _refused(errors)
    found = combined(tree, around)
    if _size(found, {}) > _LARGEST:
        raise InvalidInput(
            _("The rule is too large, with all the segments that it is made from. Make it simpler.")
        )
    if asks_for_archived(tree):
        return found
    live = Compare(Field.ARCHIVED, Sign.EQ, 0)
    return AllOf((live, *found.parts)) if isinstance(found, AllOf) else AllOf((live, found))


def _size(part: Filter, known: dict[int, int]) -> int:
    """Return how many values and parts a filter has in all; parts that come again are counted each time."""
    if id(part) not in known:
        match part:
            case AllOf(parts) | AnyOf(parts):
                size = 1 + sum(_size(each, known) for each in parts)
            case Not(inner):
                size = 1 + _size(inner, known)
            case OneOf(_field, listed):
                size = len(listed)
            case Times(_rows, where) | Total(_rows, _, where):
                size = 1 + sum(_size(each, known) for each in where)
            case _:
                size = 1
        known[id(part)] = size
    return known[id(part)]


def combined(node: Node, around: Surroundings) -> Filter:
    """Return the filter of a node of a rule that can be read."""
    if isinstance(node, Condition):
        return filter_of(node, around)
    parts = tuple(combined(child, around) for child in asking(node))
    match node.kind:
        case GroupKind.ALL:
            return AllOf(parts)
        case GroupKind.ANY:
            return AnyOf(parts) if parts else AllOf()
        case GroupKind.NONE:
            return Not(AnyOf(parts))


def problems_of(tree: Node, around: Surroundings) -> dict[str, str]:
    """Return what is wrong in a rule: a sentence for each condition by the path of its place."""
    return {path: error.sentence for path, error in _errors(tree, around).items()}


def _errors(tree: Node, around: Surroundings) -> dict[str, InvalidInput]:
    found: dict[str, InvalidInput] = {}
    for path, condition in conditions_of(tree):
        try:
            filter_of(condition, around)
        except InvalidInput as error:
            found[path_text(path)] = error
    return found


def _refused(errors: dict[str, InvalidInput]) -> InvalidInput:
    fields = {path: error.sentence for path, error in errors.items()}
    for error in errors.values():
        if isinstance(error, InSegment):
            return type(error)(error.sentence, fields)
    first = next(iter(fields.values()))
    return InvalidInput(_("The rule cannot be used yet: {why}").format(why=first), fields)


def stored(tree: Group, around: Surroundings) -> Group:
    """Return a rule as it is kept: the shop's things by id and name; raises as `whole_filter` does."""
    whole_filter(tree, around)
    return replace(tree, children=tuple(_stored(child, around) for child in tree.children))


def _stored(node: Node, around: Surroundings) -> Node:
    if isinstance(node, Group):
        return replace(node, children=tuple(_stored(child, around) for child in node.children))
    meaning = read(node, around)
    return replace(node, value=values.stored(meaning.operator, node.value, around))
