"""A rule as one sentence: "Repeat customers of Valencia, with 500 points or more and without contact for …".

Every condition gives a fragment that can follow the noun "customers". Those that belong close to it come
first, without commas; the others follow, joined with "and".
"""

from __future__ import annotations

from dataclasses import replace

from crm_desktop.domain.segments import values
from crm_desktop.domain.segments.conditions import kind_of
from crm_desktop.domain.segments.joining import all_of, any_of
from crm_desktop.domain.segments.kinds import Place
from crm_desktop.domain.segments.reading import Meaning, read
from crm_desktop.domain.segments.surroundings import Surroundings
from crm_desktop.domain.segments.tree import Condition, Group, GroupKind, Node, asking
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import squeeze

# Where a fragment stands, and its text.
_Fragment = tuple[Place, str]


def sentence(tree: Group, around: Surroundings) -> str:
    """Return a rule as one sentence; what cannot be read yet is named in brackets."""
    if not asking(tree):
        return _("All customers")
    if tree.kind is GroupKind.NONE:
        return _("All customers except {those}").format(those=_noun_of(_parts(tree, around)))
    text = _joined_all(tree, around) if tree.kind is GroupKind.ALL else _any(tree, around)
    return text[:1].upper() + text[1:]


def of_condition(condition: Condition, around: Surroundings) -> str:
    """Return one condition as a fragment: "with 500 points or more"; raise InvalidInput."""
    return phrase_of(read(condition, around), around)


def exception(group: Group, around: Surroundings) -> str:
    """Return a group of which none holds as a fragment: "except customers of Valencia"."""
    return _("except {those}").format(those=_noun_of(_parts(group, around)))


def phrase_of(meaning: Meaning, around: Surroundings) -> str:
    """Return the fragment of a condition that was read."""
    words = values.words(meaning.operator, meaning.values, around)
    phrase = meaning.operator.phrase
    if isinstance(phrase, str):
        said = _(phrase)
    else:
        said = phrase(values.number_of(meaning.operator, meaning.values))
    return squeeze(said.format(**words))


def _fragment(node: Node, around: Surroundings) -> _Fragment:
    if isinstance(node, Condition):
        try:
            meaning = read(node, around)
            return meaning.operator.place, phrase_of(meaning, around)
        except InvalidInput:
            kind = kind_of(node.name)
            name = _(kind.title) if kind else node.name or _("nothing chosen yet")
            return Place.CLAUSE, _("[to be completed: {name}]").format(name=name)
    parts = _parts(node, around)
    texts = [text for _place, text in parts]
    if node.kind is GroupKind.NONE:
        return Place.CLAUSE, _("who are not {those}").format(those=_noun_of(parts))
    if len(texts) == 1:
        return parts[0]
    grouped = any(isinstance(child, Group) and len(asking(child)) > 1 for child in node.children)
    if node.kind is GroupKind.ANY:
        return Place.CLAUSE, _("either {these}").format(these=_alternatives(texts, grouped=grouped))
    return Place.CLAUSE, _("both {these}").format(these=all_of(texts))


def _parts(group: Group, around: Surroundings) -> list[_Fragment]:
    # The stage is said like a quality, so it stands beside the noun; groups come last, lest what follows them
    # be taken for a part of them.
    ordered = sorted(
        asking(group), key=lambda child: 2 if isinstance(child, Group) else 0 if child.name == "stage" else 1
    )
    return [_fragment(child, around) for child in ordered]


def _joined_all(tree: Group, around: Surroundings) -> str:
    exceptions = [each for each in asking(tree) if isinstance(each, Group) and each.kind is GroupKind.NONE]
    others = replace(tree, children=tuple(each for each in tree.children if each not in exceptions))
    parts = _parts(others, around)
    close = [text for place, text in parts if place is Place.NOUN]
    clauses = [text for place, text in parts if place is Place.CLAUSE]
    noun = _customers(" ".join(close))
    if not clauses:
        text = noun if close else _("all customers")
    elif not close:
        text = _customers(all_of(clauses))
    elif len(clauses) == 1 and all(isinstance(child, Condition) for child in asking(tree)):
        text = f"{noun} {clauses[0]}"
    else:
        text = f"{noun}, {all_of(clauses)}"
    return ", ".join([text, *(exception(each, around) for each in exceptions)])


def _any(tree: Group, around: Surroundings) -> str:
    return _customers(_alternatives([text for _place, text in _parts(tree, around)]))


def _noun_of(parts: list[_Fragment]) -> str:
    return _customers(_alternatives([text for _place, text in parts]))


def _alternatives(texts: list[str], *, grouped: bool = False) -> str:
    """Return "a, b or c"; with semicolons where a part has commas of its own."""
    if len(texts) > 1 and (grouped or any("," in text for text in texts)):
        return _("{most}; or {last}").format(most="; ".join(texts[:-1]), last=texts[-1])
    return any_of(texts)


def _customers(fragments: str) -> str:
    return _("customers {fragments}").format(fragments=fragments).rstrip()
