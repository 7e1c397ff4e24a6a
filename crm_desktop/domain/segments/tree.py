"""The rule of a segment: a tree of groups (all, any, none of) and conditions, and its form as JSON.

```json
{"all": [{"condition": "stage", "operator": "any_of", "value": ["repeat"]},
         {"any": [{"condition": "town", "operator": "any_of", "value": ["Valencia"]},
                  {"condition": "points", "operator": "at_least", "value": 500}]}]}
```

A place in the tree is a path: the indices of the children from the root on, `(1, 0)`, as text "1.0"; the root
is "".
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeAlias

from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _

Path = tuple[int, ...]
# More than a person can read; a file from elsewhere may not ask for the impossible.
MAX_DEPTH = 8
MAX_CONDITIONS = 200


class GroupKind(StrEnum):
    """How many of a group's children have to hold."""

    ALL = "all"
    ANY = "any"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition.

    Attributes:
        name: of a `ConditionKind` in `conditions.CONDITIONS`; "" while none was chosen.
        operator: an `Op`'s value; "" while none was chosen.
        value: what JSON holds, as the operator's slots say: nothing (None) without slots, the plain value of
            one slot, an object of several by their names. None too while nothing was entered.
    """

    name: str = ""
    operator: str = ""
    value: Any = None


@dataclass(frozen=True, slots=True)
class Group:
    """A group; one without any condition asks for nothing, and counts nowhere."""

    kind: GroupKind = GroupKind.ALL
    children: tuple[Node, ...] = ()


Node: TypeAlias = Group | Condition


def path_text(path: Path) -> str:
    """Return a place as the key of `InvalidInput.fields`: "1.0"; "" for the root."""
    return ".".join(map(str, path))


def conditions_of(node: Node, path: Path = ()) -> Iterator[tuple[Path, Condition]]:
    """Yield every condition of a tree with its place, in reading order."""
    if isinstance(node, Condition):
        yield path, node
        return
    for index, child in enumerate(node.children):
        yield from conditions_of(child, (*path, index))


def asking(group: Group) -> tuple[Node, ...]:
    """Return the children of a group that ask for something; groups without any condition do not."""
    return tuple(child for child in group.children if any(conditions_of(child)))


def at(tree: Node, path: Path) -> Node:
    """Return what stands at a place; raise LookupError."""
    for index in path:
        if isinstance(tree, Condition):
            raise LookupError(path)
        tree = tree.children[index]
    return tree


def replaced(tree: Group, path: Path, new: Node | None) -> Group:
    """Return the tree with another node at a place, or without the one there (None); not for the root.

    Raises:
        LookupError: there is no such place.
    """
    index, *rest = path
    children = list(tree.children)
    if rest:
        child = children[index]
        if isinstance(child, Condition):
            raise LookupError(path)
        children[index] = replaced(child, tuple(rest), new)
    elif new is None:
        del children[index]
    else:
        children[index] = new
    return replace(tree, children=tuple(children))


# ------------------------------------------------------------------------------------------------------- JSON


def to_json(node: Node) -> dict[str, Any]:
    """Return a tree as JSON holds it."""
    if isinstance(node, Group):
        return {node.kind.value: [to_json(child) for child in node.children]}
    found: dict[str, Any] = {"condition": node.name, "operator": node.operator}
    if node.value is not None:
        found["value"] = node.value
    return found


def to_text(node: Node) -> str:
    """Return a tree as JSON text, the same for the same tree."""
    return json.dumps(to_json(node), ensure_ascii=False, sort_keys=True)


def from_text(text: str) -> Group:
    """Return the tree of a JSON text; raise InvalidInput."""
    try:
        found = json.loads(text)
    except RecursionError:
        raise InvalidInput(_("The groups lie too deep in each other. Put some of them together.")) from None
    except ValueError:
        raise InvalidInput(_("This is not a rule of a segment: it is not JSON.")) from None
    return from_json(found)


def from_json(value: Any) -> Group:
    """Return the tree of what JSON holds; a bare condition becomes a group of one.

    Unfinished conditions are kept as they are: `check.checked` says what they lack.

    Raises:
        InvalidInput: it is no tree; the path of the place is the key of its fields.
    """
    node = _node(value, ())
    tree = node if isinstance(node, Group) else Group(children=(node,))
    if sum(1 for _found in conditions_of(tree)) > MAX_CONDITIONS:
        raise InvalidInput(_("A rule has at most {count} conditions.").format(count=MAX_CONDITIONS))
    return tree


def _node(value: Any, path: Path) -> Node:
    if len(path) > MAX_DEPTH:
        raise _refused(path, _("The groups lie too deep in each other. Put some of them together."))
    if not isinstance(value, Mapping):
        raise _refused(path, _("Here a group (“all”, “any”, “none”) or a “condition” is expected."))
    kinds = [kind for kind in GroupKind if kind.value in value]
    if len(kinds) == 1 and len(value) == 1:
        children = value[kinds[0].value]
        if not isinstance(children, list):
            raise _refused(path, _("The conditions of a group stand in a list."))
        return Group(kinds[0], tuple(_node(child, (*path, i)) for i, child in enumerate(children)))
    if kinds or not value.keys() <= {"condition", "operator", "value"}:
        raise _refused(path, _("Here a group (“all”, “any”, “none”) or a “condition” is expected."))
    name, operator = value.get("condition", ""), value.get("operator", "")
    if not isinstance(name, str) or not isinstance(operator, str):
        raise _refused(path, _("The name of a condition and its operator are texts."))
    return Condition(name, operator, value.get("value"))


def _refused(path: Path, sentence: str) -> InvalidInput:
    return InvalidInput(sentence, {path_text(path): sentence})
