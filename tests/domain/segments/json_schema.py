"""A small checker of JSON Schema (2020-12): the keywords that the schema of rules uses, and no others."""

from __future__ import annotations

import re
from typing import Any

_TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
}
_NOTES = {"$schema", "$defs", "title", "description", "examples", "format"}
_KNOWN = _NOTES | {
    "$ref", "anyOf", "enum", "const", "type", "properties", "required", "additionalProperties",
    "minProperties", "maxProperties", "items", "minItems", "maxItems", "minLength", "maxLength", "minimum",
    "maximum", "pattern",
}  # fmt: skip


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any] | None = None) -> list[str]:
    """Returns why a value does not fit a schema; [] when it does. An unknown keyword is an error."""
    root = root or schema
    unknown = schema.keys() - _KNOWN
    if unknown:
        raise ValueError(f"unknown keywords: {unknown}")
    found: list[str] = []
    if "$ref" in schema:
        found += faults(value, _referred(schema["$ref"], root), root)
    if "anyOf" in schema and all(faults(value, each, root) for each in schema["anyOf"]):
        found.append(f"{value!r} fits none of {len(schema['anyOf'])}")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{value!r} is not among {schema['enum']}")
    if "const" in schema and value != schema["const"]:
        found.append(f"{value!r} is not {schema['const']!r}")
    if "type" in schema and not _is(value, schema["type"]):
        found.append(f"{value!r} is no {schema['type']}")
    if isinstance(value, dict):
        found += _of_object(value, schema, root)
    elif isinstance(value, list):
        found += _of_array(value, schema, root)
    elif isinstance(value, str):
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
            found.append(f"{value!r} is too short or too long")
        if "pattern" in schema and not re.search(schema["pattern"], value):
            found.append(f"{value!r} does not look like {schema['pattern']}")
    elif not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        found.append(f"{value} is out of range")
    return found


def _referred(place: str, root: dict[str, Any]) -> dict[str, Any]:
    found: Any = root
    for step in place.removeprefix("#/").split("/"):
        found = found[step]
    assert isinstance(found, dict)
    return found


def _is(value: Any, kind: str | list[str]) -> bool:
    kinds = [kind] if isinstance(kind, str) else kind
    return any(isinstance(value, _TYPES[each]) and not isinstance(value, bool) for each in kinds)


def _of_object(value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any]) -> list[str]:
    known = schema.get("properties", {})
    found = [f"{name!r} is missing" for name in schema.get("required", []) if name not in value]
    if schema.get("additionalProperties") is False:
        found += [f"{name!r} does not belong here" for name in value.keys() - known.keys()]
    if not schema.get("minProperties", 0) <= len(value) <= schema.get("maxProperties", len(value)):
        found.append("too few or too many properties")
    for name in value.keys() & known.keys():
        found += faults(value[name], known[name], root)
    return found


def _of_array(value: list[Any], schema: dict[str, Any], root: dict[str, Any]) -> list[str]:
    found = []
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        found.append("too few or too many items")
    for each in value if "items" in schema else []:
        found += faults(each, schema["items"], root)
    return found
