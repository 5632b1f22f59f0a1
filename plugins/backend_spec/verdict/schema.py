"""Is a JSON Schema one, and does an example follow it? The verdict of jsonschema; 2020-12 unless it names a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from backend_spec.notation.json import JsonDocument, Value
from backend_spec.text import Span
from backend_spec.verdict import FINE, UNCHECKED, Fault, Verdict, fields, plain_schema
from backend_spec.verdict.library import installed

_TYPES = frozenset("object array string number integer boolean null".split())
_OPEN = frozenset({"ellipsis", "placeholder"})


def is_schema(value: Value) -> bool:
    """Whether a JSON object is a schema: it says so, or has a schema's type and one of its keywords."""
    if value.kind != "object":
        return False
    if (declared := value.get("$schema")) is not None:
        return isinstance(declared.value, str)
    type_ = value.get("type")
    named = type_ is not None and type_.value in _TYPES
    properties = value.get("properties")
    return named and properties is not None and properties.kind == "object"


def check(content: JsonDocument) -> Verdict:
    """Judge the schema in a fence. One that leaves something open (`...`, `<type>`) is judged without that."""
    if len(content.values) != 1 or content.errors:
        return FINE
    root = content.values[0]
    written = _plain(root)
    if plain_schema.is_valid(written):
        return FINE
    if not installed("json-schema"):
        return UNCHECKED
    faults = []
    for error in _validator_of(root).META_SCHEMA_VALIDATOR.iter_errors(written):
        for place, message in _found(root, error):
            faults.append(Fault(place, f"this is no JSON Schema: {message}", "schema"))
    return Verdict(tuple(faults[:1]))


def follows(example: Value, schema: JsonDocument) -> Verdict:
    """Judge an example by the schema. What the example leaves open is not judged."""
    if len(schema.values) != 1 or schema.errors:
        return FINE
    root = schema.values[0]
    written = _plain(root)
    properties = root.get("properties")
    names = [member.key.value for member in properties.members] if properties else []
    start = fields.root(names, example) if names else example
    if start is None or (plain_schema.is_valid(written) and plain_schema.fits(_plain(start), written)):
        return FINE
    if not installed("json-schema"):
        return UNCHECKED
    kind = _validator_of(root)
    if not kind.META_SCHEMA_VALIDATOR.is_valid(written):
        return FINE
    faults = []
    try:
        for error in kind.of(written).iter_errors(_plain(start)):
            for place, message in _found(start, error):
                faults.append(Fault(place, f"the example does not follow its schema: {message}", "schema-example"))
    except Exception:  # a reference to another document; the classes of its errors change with the library's version
        return Verdict(unanalysed=(root.span,))
    return Verdict(tuple(faults))


class _Kind:
    """A draft of JSON Schema: validators that ask no network."""

    def __init__(self, cls: Any) -> None:
        from jsonschema_specifications import REGISTRY

        self._cls, self._registry = cls, REGISTRY
        self.META_SCHEMA_VALIDATOR = cls(cls.META_SCHEMA, registry=REGISTRY)

    def of(self, schema: Any) -> Any:
        return self._cls(schema, registry=self._registry)


def _validator_of(root: Value) -> _Kind:
    from jsonschema import Draft202012Validator, validators

    declared = root.get("$schema")
    name = declared.value if declared is not None and isinstance(declared.value, str) else ""
    return _Kind(validators.validator_for({"$schema": name}, default=Draft202012Validator))


def _plain(value: Value) -> Any:
    """A value as jsonschema wants it, without what is left open."""
    match value.kind:
        case "object":
            return {
                member.key.value: _plain(member.value) for member in value.members if member.value.kind not in _OPEN
            }
        case "array":
            return [_plain(item) for item in value.items if item.kind not in _OPEN]
        case "true" | "false":
            return value.kind == "true"
        case "string" | "number":
            return value.value
        case _:
            return None


def _found(root: Value, error: Any) -> Iterable[tuple[Span, str]]:
    """The place of an error and what is wrong there; nothing where the example leaves it open."""
    value = _at(root, error.absolute_path)
    if value is None or _is_open(value):
        return
    if error.validator == "required" and error.validator_value:
        name = re.match(r"'(.+?)' is a required", error.message)
        if name and value.get(name[1]) is None:
            yield _head(value), f"`{name[1]}` is required and missing"
        return
    if error.validator in ("anyOf", "oneOf", "allOf", "not", "if", "dependentRequired"):
        yield _head(value), f"the value fits none of what `{error.validator}` allows"
        return
    yield _head(value), _message(error)


def _message(error: Any) -> str:
    match error.validator:
        case "type":
            wanted = error.validator_value
            names = " or ".join(wanted) if isinstance(wanted, list) else str(wanted)
            return f"the value should be of type `{names}`"
        case "enum" | "const":
            return f"the value is none of those that `{error.validator}` allows"
        case "additionalProperties" | "unevaluatedProperties":
            return "it has members that the schema does not allow"
        case name:
            return f"`{name}` does not hold"


def _at(root: Value, path: Iterable[str | int]) -> Value | None:
    value: Value | None = root
    for step in path:
        if value is None:
            return None
        if isinstance(step, int):
            items = [item for item in value.items if item.kind not in _OPEN]
            value = items[step] if step < len(items) else None
        else:
            value = value.get(step)
    return value


def _is_open(value: Value) -> bool:
    """Whether a value is left open, or says that it has more than it shows."""
    return value.kind in _OPEN or re.search(r"\.\.\.|…", value.span.text) is not None


def _head(value: Value) -> Span:
    """A value, of an object or array its opening bracket."""
    if value.kind in ("object", "array"):
        return value.span.source.span(value.span.start, value.span.start + 1)
    return value.span
