"""Examples against field tables: paths, envelopes, types."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from backend_spec.notation import json
from backend_spec.text import Passage, Source, Spanned
from backend_spec.verdict import fields, plain_schema, schema


def value(text: str) -> json.Value:
    return json.read(Passage.of(Source("x", text).span(0, len(text)))).values[0]


def row(name: str, type_: str = "string", required: bool | None = True) -> fields.Row:
    source = Source("t", f"{name} {type_}")
    return fields.Row(
        Spanned(name, source.span(0, len(name))), Spanned(type_, source.span(len(name) + 1, len(source.text))), required
    )


def said(rows: list[fields.Row], *examples: str) -> list[str]:
    return [found.row.name.value for found in fields.compare(rows, [value(text) for text in examples])]


@pytest.mark.parametrize(
    ("name", "example", "wrong"),
    [
        ("id", '{"id": "a"}', False),
        ("id", '{"id": 1}', True),
        ("data.id", '{"data": {"id": 1}}', True),
        ("data.items[].id", '{"data": {"items": [{"id": "a"}, {"id": 1}]}}', True),
        ("items.id", '{"code": 0, "data": {"items": [{"id": 1}]}}', True),
        ("tags[]", '{"tags": ["a"]}', False),
        ("id", '{"id": null}', False),
        ("id", '{"id": <uuid>}', False),
        ("id", '{"id": ...}', False),
    ],
)
def test_paths_and_types(name: str, example: str, wrong: bool) -> None:
    assert bool(said([row(name)], example)) == wrong


@pytest.mark.parametrize(
    ("type_", "kinds"),
    [
        ("string (uuid)", {"string"}),
        ("`integer`", {"number"}),
        ("int64", {"number", "string"}),
        ("string | null", {"string"}),
        ("string[]", {"array"}),
        ("array<string>", {"array"}),
        ("map<string, string>", {"object"}),
        ("List of strings", {"array"}),
        ("bool", {"true", "false"}),
        ("UserDTO", None),
        ("string/int", {"string", "number"}),
    ],
)
def test_types(type_: str, kinds: set[str] | None) -> None:
    assert fields.kinds(type_) == kinds


def test_required() -> None:
    rows = [row("id"), row("name"), row("nick", required=False)]
    assert said(rows, '{"id": "a", "nick": "b"}') == ["name"]
    assert said(rows, '{"id": "a", "nick": "b", ...}') == []
    assert said(rows, '{"id": "a", "nick": "b"}', '{"id": "a", "name": "b"}') == []
    assert said(rows, '{"other": 1}') == []
    assert said([row("a.b"), row("a.c")], '{"a": {"b": "x"}}') == ["a.c"]
    assert said([row("a.b"), row("z")], '{"z": "x"}') == []


def test_a_schema_that_refers_to_another_document_asks_no_network() -> None:
    text = '{"type": "object", "properties": {"a": {"$ref": "https://example.com/a.json"}}}'
    content = json.read(Passage.of(Source("x", text).span(0, len(text))))
    verdict = schema.follows(value('{"a": 1}'), content)
    assert verdict.faults == ()
    assert verdict.unanalysed


SCHEMAS = st.recursive(
    st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from(
                ["string", "integer", "number", "boolean", "null", "strin", ["string", "null"], []]
            ),
            "minLength": st.sampled_from([0, 2, -1, 2.5, "2"]),
            "pattern": st.sampled_from(["^a", "b$", 3]),
            "enum": st.lists(st.sampled_from(["a", 1, True, None]), max_size=3),
            "const": st.sampled_from(["ab", 1, 1.0, True]),
            "minimum": st.sampled_from([0, 1.5, "1", True]),
            "exclusiveMaximum": st.sampled_from([1, True]),
            "title": st.sampled_from(["x", 1]),
        },
    )
    | st.booleans(),
    lambda inner: st.fixed_dictionaries(
        {"type": st.sampled_from(["object", "array"])},
        optional={
            "properties": st.dictionaries(st.sampled_from("abc"), inner, max_size=3) | st.just([]),
            "required": st.lists(st.sampled_from("abc"), max_size=3),
            "additionalProperties": inner,
            "items": inner,
            "anyOf": st.lists(inner, max_size=2),
            "allOf": st.lists(inner, max_size=2),
            "minItems": st.sampled_from([0, 1]),
            "uniqueItems": st.booleans(),
            "$id": st.sampled_from(["urn:x", "urn:x#y", 3]),
        },
    ),
    max_leaves=6,
)
VALUES = st.recursive(
    st.sampled_from(["a", "ab", "", 0, 1, 1.0, 2.5, True, False, None]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=500, deadline=None)
@given(SCHEMAS, VALUES)
def test_what_is_proved_without_the_library_is_so(written: object, example: object) -> None:
    if not plain_schema.is_valid(written):
        return
    Draft202012Validator.check_schema(written)  # type: ignore[arg-type]
    if plain_schema.fits(example, written):
        assert Draft202012Validator(written).is_valid(example)  # type: ignore[arg-type]
