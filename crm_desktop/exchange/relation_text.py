"""Related customers as text in one cell: "family 0123…cdef (sister); works_for …"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crm_desktop.domain.customers.model import RelationKind

_ONE = re.compile(r"([a-z_]+) ([0-9a-f]{32})(?: \((.*)\))?", re.DOTALL)
_BETWEEN = re.compile(r";\s+(?=[a-z_]+ [0-9a-f]{32}(?: \(|;|$))")
_KINDS = {kind.value: kind for kind in RelationKind}


def write_relations(relations: Iterable[tuple[str, str, str]]) -> str:
    """Return (kind, uid, note) triples as text that `read_relations` reads back."""
    return "; ".join(f"{kind} {uid} ({note})" if note else f"{kind} {uid}" for kind, uid, note in relations)


def read_relations(text: str) -> tuple[list[tuple[RelationKind, str, str]], list[str]]:
    """Return the relations in a text, and the pieces that are none."""
    found: list[tuple[RelationKind, str, str]] = []
    bad: list[str] = []
    for piece in _BETWEEN.split(text.strip()):
        match = _ONE.fullmatch(piece.strip())
        if match and match[1] in _KINDS:
            found.append((_KINDS[match[1]], match[2], match[3] or ""))
        elif piece.strip():
            bad.append(piece)
    return found, bad
