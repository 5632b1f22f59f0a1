"""Examples against field tables: paths, envelopes, types."""

from __future__ import annotations

import pytest

from backend_spec.notation import json
from backend_spec.text import Passage, Source, Spanned
from backend_spec.verdict import fields, schema


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
