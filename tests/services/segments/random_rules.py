"""Random rules over the small shop of `world`, made from what the conditions say of themselves."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from crm_desktop.domain.customers.own_fields import OwnFieldKind
from crm_desktop.domain.segments.conditions import CONDITIONS
from crm_desktop.domain.segments.conditions.own import OPS_OF
from crm_desktop.domain.segments.kinds import ConditionKind, Operator, Slot, ValueKind
from crm_desktop.domain.segments.periods import When
from crm_desktop.domain.segments.surroundings import RefKind
from crm_desktop.domain.segments.tree import Condition, Group, GroupKind, Node

_NUMBERS = (0, 1, 2, 3, 5, 8, 15, 20, 30, 60, 90, 100, 180, 499, 500, 999, 1000, 1500, 5000, 30_000)
_DAYS = ("2026-11-03", "2026-11-21", "2025-11-21", "2026-01-01", "2026-12-24")
_TEXTS = {
    "name": ("garcia", "GAR", "o'b", "hostal", "peris, an", "%", "_", "*"),
    "given_name": ("angel", "maria jose", "IÑAKI", "inaki", "An"),
    "company": ("hostal", "soler", "FERRETERÍA"),
    "language": ("es", "CA", "en", "Catalan"),
    "town": ("valencia", "VALÈNCIA", "castello de la plana", "Nowhere"),
    "province": ("valencia", "Castellon", "x"),
    "postcode": ("461", "46", "46120", "12001"),
    "country": ("ES", "fr", "PT", "Francia"),
    "heard_from": ("instagram", "feria", "la feria de abril"),
    "notes": ("lana", "ENCARGO", "niquel", "[viejo] *", "¿vendra?", "*"),
    "warning": ("OJO", "x"),
}
_THINGS = {
    RefKind.TAG: ("vip", "mayorista", "Moroso", "boletín"),
    RefKind.STAFF: ("Lucía", "Óscar"),
    RefKind.PRODUCT: ("Ovillo", "Bobina", "Dedal"),
    RefKind.CATEGORY: ("Lanas", "Hilos"),
    RefKind.SEGMENT: ("A mano", "Los buenos", "repeat"),
    RefKind.TIER: ("Plata", "Oro", "Socio"),
    RefKind.PROGRAM: ("Sellos",),
}
_OWN = {
    OwnFieldKind.TEXT: ("Talla", ("xl", "M", "xl grande")),
    OwnFieldKind.NUMBER: ("Hijos", (0, 2, 12.5, "3")),
    OwnFieldKind.DATE: ("Aniversario", ()),
    OwnFieldKind.YES_NO: ("Quiere catálogo", ()),
    OwnFieldKind.CHOICE: ("Color", ("azul", "Rojo")),
}
Json = st.SearchStrategy[Any]


def periods(whens: tuple[When, ...]) -> Json:
    def of(when: When) -> Json:
        match when:
            case When.LAST_DAYS | When.NEXT_DAYS | When.BEFORE_DAYS:
                days = st.sampled_from([n for n in _NUMBERS if n])
                return st.builds(lambda n: {"when": when.value, "days": n}, days)
            case When.BEFORE | When.SINCE:
                return st.builds(lambda d: {"when": when.value, "day": d}, st.sampled_from(_DAYS))
            case When.BETWEEN:
                pair = st.tuples(st.sampled_from(_DAYS), st.sampled_from(_DAYS)).map(sorted)
                return pair.map(lambda two: {"when": when.value, "from": two[0], "to": two[1]})
            case When.MONTH:
                return st.builds(lambda n: {"when": when.value, "month": n}, st.integers(1, 12))
        return st.sampled_from([when.value, {"when": when.value}])

    return st.sampled_from(whens).flatmap(of)


def slot_values(kind: ConditionKind, slot: Slot) -> Json:
    match slot.kind:
        case ValueKind.TEXT:
            return st.sampled_from(_TEXTS[kind.name])
        case ValueKind.TEXTS:
            return st.lists(st.sampled_from(_TEXTS[kind.name]), min_size=1, max_size=2)
        case ValueKind.PERIOD:
            return periods(slot.whens)
        case ValueKind.CHOICE:
            return st.sampled_from([stored for stored, _title in slot.choices])
        case ValueKind.CHOICES:
            stored = [each for each, _title in slot.choices]
            return st.lists(st.sampled_from(stored), min_size=1, max_size=3)
        case ValueKind.REF:
            assert slot.ref
            return st.sampled_from(_THINGS[slot.ref])
        case ValueKind.REFS:
            assert slot.ref
            return st.lists(st.sampled_from(_THINGS[slot.ref]), min_size=1, max_size=2)
    return st.sampled_from([n for n in _NUMBERS if slot.least <= n <= slot.most])


def own_values(operator: Operator) -> Json:
    def of(kind: OwnFieldKind) -> Json:
        name, values = _OWN[kind]
        if len(operator.slots) == 1:
            return st.just(name)
        slot = operator.slots[1]
        found: Json = st.sampled_from(values or ("x",))
        if slot.kind is ValueKind.PERIOD:
            found = periods(slot.whens)
        elif slot.kind is ValueKind.OWN_VALUES:
            found = st.lists(found, min_size=1, max_size=2)
        return found.map(lambda value: {"field": name, "value": value})

    return st.sampled_from([kind for kind in OwnFieldKind if operator.op in OPS_OF[kind]]).flatmap(of)


def values(kind: ConditionKind, operator: Operator) -> Json:
    if kind.name == "own_field":
        return own_values(operator)
    if not operator.slots:
        return st.none()
    if len(operator.slots) == 1:
        return slot_values(kind, operator.slots[0])
    if operator.slots[0].name == "from":
        both = st.tuples(*(slot_values(kind, slot) for slot in operator.slots)).map(sorted)
        return both.map(lambda two: {"from": two[0], "to": two[1]})
    needed = {slot.name: slot_values(kind, slot) for slot in operator.slots if not slot.optional}
    extra = {slot.name: slot_values(kind, slot) for slot in operator.slots if slot.optional}
    return st.fixed_dictionaries(needed, optional=extra)


def conditions(kind: ConditionKind) -> st.SearchStrategy[Condition]:
    return st.sampled_from(kind.operators).flatmap(
        lambda operator: values(kind, operator).map(lambda v: Condition(kind.name, operator.op.value, v))
    )


def trees() -> st.SearchStrategy[Group]:
    leaf: st.SearchStrategy[Node] = st.sampled_from(CONDITIONS).flatmap(conditions)
    nodes = st.recursive(
        leaf,
        lambda child: st.builds(
            Group, st.sampled_from(GroupKind), st.lists(child, min_size=0, max_size=4).map(tuple)
        ),
        max_leaves=8,
    )
    return st.builds(Group, st.sampled_from(GroupKind), st.lists(nodes, min_size=1, max_size=4).map(tuple))
