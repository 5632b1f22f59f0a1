"""JSON Schemas of the plain sort: proof without a library that such a schema is valid, and that a value fits it.

Only what this module is sure of counts. Whatever it cannot prove, jsonschema judges: what it says is never said here.
"""

from __future__ import annotations

import re
from typing import Any

_DRAFTS = re.compile(r"https?://json-schema\.org/draft(?:/2020-12|/2019-09|-07)/schema#?")
_TYPES = frozenset("object array string number integer boolean null".split())
_TEXTS = frozenset("$comment description format pattern title".split())
_COUNTS = frozenset("maxItems maxLength maxProperties minItems minLength minProperties".split())
_NUMBERS = frozenset("exclusiveMaximum exclusiveMinimum maximum minimum".split())
_TRUTHS = frozenset("deprecated readOnly uniqueItems writeOnly".split())


def is_valid(schema: Any, root: bool = True) -> bool:
    """Whether a schema has none but well-known keywords, each with a value of the right shape."""
    if isinstance(schema, bool):
        return not root
    return isinstance(schema, dict) and all(_is_valid(name, value, root) for name, value in schema.items())


def _is_valid(name: str, value: Any, root: bool) -> bool:
    if name in _TEXTS:
        return isinstance(value, str)
    if name in _COUNTS:
        return type(value) is int and value >= 0
    if name in _NUMBERS:
        return type(value) in (int, float)
    if name in _TRUTHS:
        return isinstance(value, bool)
    match name:
        case "type":
            return (
                value in _TYPES
                if isinstance(value, str)
                else _is_names(value) and bool(value) and _TYPES.issuperset(value)
            )
        case "required":
            return _is_names(value)
        case "properties":
            return isinstance(value, dict) and all(is_valid(inner, False) for inner in value.values())
        case "items" | "additionalProperties":
            return is_valid(value, False)
        case "allOf" | "anyOf" | "oneOf":
            return isinstance(value, list) and bool(value) and all(is_valid(inner, False) for inner in value)
        case "enum" | "examples":
            return isinstance(value, list)
        case "const" | "default":
            return True
        case "$schema":
            return root and isinstance(value, str) and _DRAFTS.fullmatch(value) is not None
        case "$id":
            return root and isinstance(value, str) and "#" not in value
    return name.startswith("x-")


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value) and len(set(value)) == len(value)


def fits(value: Any, schema: Any) -> bool:
    """Whether a value follows a schema that `is_valid`, for certain: of `oneOf` that is never said."""
    if isinstance(schema, bool):
        return schema
    if "oneOf" in schema or not all(fits(value, inner) for inner in schema.get("allOf", ())):
        return False
    if "anyOf" in schema and not any(fits(value, inner) for inner in schema["anyOf"]):
        return False
    kinds = schema.get("type", list(_TYPES))
    if not any(_is(value, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        return False
    if "enum" in schema and not any(_equal(value, one) for one in schema["enum"]):
        return False
    if "const" in schema and not _equal(value, schema["const"]):
        return False
    if isinstance(value, str):
        return _text_fits(value, schema)
    if isinstance(value, dict):
        return _object_fits(value, schema)
    if isinstance(value, list):
        return _array_fits(value, schema)
    return isinstance(value, bool) or value is None or _number_fits(value, schema)


def _text_fits(value: str, schema: Any) -> bool:
    try:
        found = re.search(schema.get("pattern", ""), value)
    except re.error:
        return False
    return found is not None and schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))


def _object_fits(value: Any, schema: Any) -> bool:
    properties, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    if not schema.get("minProperties", 0) <= len(value) <= schema.get("maxProperties", len(value)):
        return False
    if not all(name in value for name in schema.get("required", ())):
        return False
    return all(fits(inner, properties.get(name, others)) for name, inner in value.items())


def _array_fits(value: Any, schema: Any) -> bool:
    texts = {item for item in value if isinstance(item, str)}
    if schema.get("uniqueItems") and len(value) > max(1, len(texts)):
        return False
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        return False
    return all(fits(item, schema.get("items", True)) for item in value)


def _number_fits(value: float, schema: Any) -> bool:
    return (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
        and ("exclusiveMinimum" not in schema or value > schema["exclusiveMinimum"])
        and ("exclusiveMaximum" not in schema or value < schema["exclusiveMaximum"])
    )


def _is(value: Any, kind: str) -> bool:
    match kind:
        case "object":
            return isinstance(value, dict)
        case "array":
            return isinstance(value, list)
        case "string":
            return isinstance(value, str)
        case "boolean":
            return isinstance(value, bool)
        case "null":
            return value is None
        case "integer":
            return type(value) is int
        case _:
            return type(value) in (int, float)


def _equal(a: Any, b: Any) -> bool:
    """Whether two simple values are the same; `1` and `true` are not."""
    return type(a) is type(b) and isinstance(a, str | int | bool | None) and bool(a == b)
