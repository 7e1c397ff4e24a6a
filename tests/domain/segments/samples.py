"""What the examples of conditions name, so that each of them can be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm_desktop.domain.customers.own_fields import OwnField, OwnFieldKind
from crm_desktop.domain.segments.ready import READY
from crm_desktop.domain.segments.surroundings import KnownSegment, RefId, RefKind, Surroundings
from crm_desktop.domain.segments.tree import Group, from_json
from tests.factories import TODAY

FIELDS = {
    1: OwnField("Talla", id=1),
    2: OwnField("Hijos", OwnFieldKind.NUMBER, id=2),
    3: OwnField("Aniversario", OwnFieldKind.DATE, id=3),
    4: OwnField("Quiere catálogo", OwnFieldKind.YES_NO, id=4),
    5: OwnField("Color", OwnFieldKind.CHOICE, ("Azul", "Rojo"), id=5),
}


def around(**changed: Any) -> Surroundings:
    """Returns a shop that has all that the examples name."""
    segments = {each.key: KnownSegment(each.key, each.name, each.tree) for each in READY}
    names: Mapping[RefKind, Mapping[RefId, str]] = {
        RefKind.TAG: {1: "vip", 2: "mayorista"},
        RefKind.STAFF: {1: "Lucía"},
        RefKind.PRODUCT: {1: "Cafetera"},
        RefKind.CATEGORY: {"Lanas": "Lanas"},
        RefKind.OWN_FIELD: {key: field.name for key, field in FIELDS.items()},
        RefKind.SEGMENT: {key: each.name for key, each in segments.items()},
        RefKind.TIER: {1: "Oro"},
        RefKind.PROGRAM: {1: "Tarjeta de sellos"},
    }
    usual: dict[str, Any] = {"today": TODAY, "names": names, "own_fields": FIELDS, "segments": segments}
    return Surroundings(**{**usual, **changed})


def rule(*conditions: Any, kind: str = "all") -> Group:
    """Returns a rule of conditions in short, `("points", "at_least", 500)`, or as JSON."""
    return from_json({kind: [condition(each) for each in conditions]})


def condition(short: Any) -> dict[str, Any]:
    """Returns a condition in short as JSON."""
    if isinstance(short, dict):
        return short
    name, operator, *value = short
    return {"condition": name, "operator": operator, **({"value": value[0]} if value else {})}
