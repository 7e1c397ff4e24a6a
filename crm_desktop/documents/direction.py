"""The order in which letters are drawn where text of both directions meets.

Source of the rules: Unicode Standard Annex 9, of which marks for explicit direction are left out
(`letters.clean` removes them): what a name or a note needs.
"""

from __future__ import annotations

import re
import unicodedata

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_MIRRORED = str.maketrans("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤")
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN", "ET", "ES", "CS"})


def is_mixed(text: str) -> bool:
    """Return whether anything in the text is written from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def starts_right(text: str) -> bool:
    """Return whether the first letter with a direction is written from right to left (rules P2, P3)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in {"L", "R", "AL"}:
            return kind != "L"
    return False


def visual(line: str, right: bool | None = None) -> str:
    """Return one line in the order in which its letters are drawn from left to right.

    Args:
        line: in the order in which it is read.
        right: the direction of its paragraph; None takes it from the line.
    """
    if not is_mixed(line):
        return line
    base = int(starts_right(line) if right is None else right)
    levels = _levels(line, base)
    trailing = len(line)
    while trailing and line[trailing - 1].isspace():  # rule L1
        trailing -= 1
        levels[trailing] = base
    order = list(range(len(line)))
    for level in range(max(levels), 0, -1):  # rule L2
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            if end > at:
                order[at:end] = reversed(order[at:end])
            at = max(end, at + 1)
    return _marks_behind([line[at].translate(_MIRRORED) if levels[at] % 2 else line[at] for at in order])


def _marks_behind(characters: list[str]) -> str:
    """Return the characters with each mark after its letter, where reversing put it before (rule L3)."""
    out: list[str] = []
    marks: list[str] = []
    for character in characters:
        if unicodedata.bidirectional(character) == "NSM":
            marks.append(character)
            continue
        right = unicodedata.bidirectional(character) in {"R", "AL"}
        out += [character, *reversed(marks)] if right else [*marks, character]
        marks = []
    return "".join(out + marks)


def _levels(line: str, base: int) -> list[int]:
    """Return the embedding level of each character (rules W1 to W7, N0 to N2, I1 and I2)."""
    start = "R" if base else "L"
    kinds = _weak([unicodedata.bidirectional(character) or "L" for character in line], start)
    _brackets(line, kinds, start)
    _neutrals(kinds, start)
    levels = []
    for kind in kinds:
        if kind == "R":
            levels.append(1)
        elif kind in {"EN", "AN"}:
            levels.append(2)
        else:
            levels.append(base + base % 2)
    return levels


def _weak(kinds: list[str], start: str) -> list[str]:
    previous, strong = start, start
    for at, found in enumerate(kinds):
        kind = kinds[at] = previous if found == "NSM" else found  # W1
        previous = kind
        if kind in {"L", "R", "AL"}:
            strong = kind
        elif kind == "EN" and strong == "AL":  # W2
            kinds[at] = "AN"
    kinds = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for at in range(1, len(kinds) - 1):  # W4
        around = kinds[at - 1]
        if around == kinds[at + 1] and (
            (kinds[at] in {"ES", "CS"} and around == "EN") or (kinds[at] == "CS" and around == "AN")
        ):
            kinds[at] = around
    for at in range(1, len(kinds) - 1):
        # Beyond the standard: the groups of a telephone number stay in their order.
        if kinds[at] == "WS" and kinds[at - 1] == kinds[at + 1] == "EN":
            kinds[at] = "EN"
    at = 0
    while at < len(kinds):  # W5
        end = at
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > at and "EN" in {kinds[at - 1] if at else "", kinds[end] if end < len(kinds) else ""}:
            kinds[at:end] = ["EN"] * (end - at)
        at = max(end, at + 1)
    strong = start
    for at, kind in enumerate(kinds):
        if kind in {"ET", "ES", "CS"}:  # W6
            kinds[at] = "ON"
        elif kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[at] = "L"
    return kinds


def _direction(kind: str) -> str:
    """Return the direction that a kind has for the neutrals beside it; figures count as right to left."""
    return "R" if kind in {"R", "EN", "AN"} else kind


def _brackets(line: str, kinds: list[str], start: str) -> None:
    """Give each pair of brackets one direction (rule N0)."""
    open_at: list[int] = []
    pairs: list[tuple[int, int]] = []
    for at, character in enumerate(line):
        if kinds[at] != "ON":
            continue
        if character in _PAIRS:
            open_at.append(at)
        for place in range(len(open_at) - 1, -1, -1):
            if _PAIRS[line[open_at[place]]] == character:
                pairs.append((open_at[place], at))
                del open_at[place:]
                break
    for left, right in sorted(pairs):
        inside = {_direction(kind) for kind in kinds[left + 1 : right]} & {"L", "R"}
        if start in inside:
            kinds[left] = kinds[right] = start
        elif inside:
            strong = (_direction(kind) for kind in reversed(kinds[:left]))
            before = next((kind for kind in strong if kind in {"L", "R"}), start)
            kinds[left] = kinds[right] = before if before in inside else start


def _neutrals(kinds: list[str], start: str) -> None:
    """Give neutrals the direction of their two sides where these agree, else the line's (rules N1 and N2)."""
    at, before = 0, start
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        after = _direction(kinds[end]) if end < len(kinds) else start
        if end > at:
            kinds[at:end] = [before if before == after else start] * (end - at)
        if end < len(kinds):
            before = _direction(kinds[end])
        at = end + 1
