"""JSON as authors write it."""

from __future__ import annotations

import json as standard
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_spec.notation.json import JsonDocument, Value, leaves, read
from notation.spans import check_spans, passage


def plain(value: Value) -> Any:
    if value.kind == "object":
        return {member.key.value: plain(member.value) for member in value.members}
    if value.kind == "array":
        return [plain(item) for item in value.items]
    return {"true": True, "false": False, "null": None}.get(value.kind, value.value)


def notes(document: JsonDocument) -> list[tuple[str, str]]:
    return [(span.text, what) for span, what in document.notes]


def errors(document: JsonDocument) -> list[tuple[str, str]]:
    """Each error's place, with the character before it where the place is empty, and what it says."""
    found = []
    for span, message in document.errors:
        text = span.text or span.source.text[span.start - 1] + "|"
        found.append((text, message))
    return found


def test_places() -> None:
    document = read(passage('{\n  "code": 0,\n  "data": {"id": "u\\u0031", "tags": [true, null]}\n}'))
    (root,) = document.values
    assert root.span.text.startswith("{")
    assert root.members[0].key.span.text == "code"
    assert root.members[0].value.span.text == "0"
    data = root.get("data")
    assert data is not None
    assert data.span.text == '{"id": "u\\u0031", "tags": [true, null]}'
    assert data.members[0].value.span.text == '"u\\u0031"'
    assert data.members[0].value.value == "u1"
    assert [(path, leaf.span.text) for path, leaf in leaves(root)] == [
        ("code", "0"),
        ("data.id", '"u\\u0031"'),
        ("data.tags[]", "true"),
        ("data.tags[]", "null"),
    ]


def test_leaves_of_items() -> None:
    (root,) = read(passage('{"data": {"items": [{"id": 1}, {"id": 2}], "none": []}}')).values
    assert [path for path, _ in leaves(root)] == ["data.items[].id", "data.items[].id", "data.none"]


@pytest.mark.parametrize(
    ("text", "value", "noted"),
    [
        ('{"a": [1, ...], ...}', {"a": [1, None]}, [("...", "ellipsis"), ("...", "ellipsis")]),
        ('{\n "a": 1,\n ...\n}', {"a": 1}, [("...", "ellipsis")]),
        ('{"a": 1 ... }', {"a": 1}, [("...", "ellipsis")]),
        ('{"a": ...}', {"a": None}, [("...", "ellipsis")]),
        ('{"a": 1, // why\n "b": 2 /* x */}', {"a": 1, "b": 2}, [("// why", "comment"), ("/* x */", "comment")]),
        ('{"a": [1,],}', {"a": [1]}, [(",", "trailing comma"), (",", "trailing comma")]),
        ('{"a": <user id>, "b": {{token}}}', {"a": "<user id>", "b": "{{token}}"}, None),
        ('{"code": int, "data": interface{}}', {"code": "int", "data": "interface{}"}, None),
        ('"user": {"a": 1},\n"b": 2', {"user": {"a": 1}, "b": 2}, [('"user"', "fragment")]),
        ('{"<id>": 1, <key>: 2}', {"<id>": 1, "<key>": 2}, [("<key>", "placeholder")]),
    ],
)
def test_tolerated(text: str, value: Any, noted: list[tuple[str, str]] | None) -> None:
    document = read(passage(text))
    assert document.errors == ()
    assert [plain(one) for one in document.values] == [value]
    if noted is not None:
        assert notes(document) == noted


def test_several_documents_and_http() -> None:
    text = (
        'POST /api/v1/login HTTP/1.1\nContent-Type: application/json\n\n{"a": 1}\n\n'
        'HTTP/1.1 200 OK\nX-Id: 1\n\n{"b": 2}\n[3]'
    )
    document = read(passage(text, prefix=""))
    assert document.errors == ()
    assert [plain(one) for one in document.values] == [{"a": 1}, {"b": 2}, [3]]
    assert document.preamble is not None
    assert document.preamble.text == "POST /api/v1/login HTTP/1.1\nContent-Type: application/json"
    assert [what for _, what in document.notes] == ["http", "http"]


def test_a_status_before_the_body() -> None:
    document = read(passage('201 Created\n{"a": 1}\n\n400 Bad Request\n{"b": 2}', prefix=""))
    assert document.errors == ()
    assert [plain(one) for one in document.values] == [{"a": 1}, {"b": 2}]
    assert read(passage("[200 OK, 1]", prefix="")).errors != ()


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ('{"a": 1\n "b": 2}', {"a": 1, "b": 2}, [("1|", "`,` is missing")]),
        ('{"a" 1}', {"a": 1}, [('"|', "`:` is missing")]),
        ('{"a": }', {}, [(":|", "`a` has no value")]),
        ('{"a"}', {}, [('"|', "`a` has no value")]),
        ("[1,,2]", [1, 2], [(",", "`,` without a value before it")]),
        ('{"a": 1', {"a": 1}, [("{", "`{` is never closed")]),
        ('{"a": [1}', {"a": [1]}, [("}", "`}` where `]` should be")]),
        ('{"a": 1}}', {"a": 1}, [("}", "`}` closes nothing")]),
        ("{a: 1}", {"a": 1}, [("a", "a key needs double quotes")]),
        ("{'a': 1}", {"a": 1}, [("'a'", "a key needs double quotes")]),
        ("{\"a\": 'b'}", {"a": "b"}, [("'b'", "a string needs double quotes")]),
        ('{"a": tru}', {"a": "tru"}, [("tru", "`tru` is no JSON value")]),
        ('{"a": True}', {"a": "True"}, [("True", "`True` is no JSON value")]),
        ('{"a": 01}', {"a": "01"}, [("01", "`01` is no number")]),
        ('{"a": "b\\q"}', {"a": "bq"}, [("\\q", "`\\q` is no escape in JSON")]),
        ('{"a": "b}', None, [('"b}', "the string is not closed on its line")]),
    ],
)
def test_errors(text: str, value: Any, expected: list[tuple[str, str]]) -> None:
    document = read(passage(text))
    assert errors(document)[: len(expected)] == expected
    if value is not None:
        assert [plain(one) for one in document.values] == [value]
        assert len(document.errors) == len(expected)


def test_deep_nesting() -> None:
    document = read(passage("[" * 100_000 + "]" * 100_000))
    assert document.errors == ()
    assert [what for _, what in document.notes] == ["depth"]
    assert len(list(leaves(document.values[0]))) == 0
    read(passage('{"a":' * 50_000))


def test_large_numbers() -> None:
    (value,) = read(passage("9" * 10_000)).values
    assert value.value == float("inf")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(JSON, st.sampled_from([None, 2]), st.booleans())
def test_agrees_with_the_standard_library(value: Any, indent: int | None, ascii_only: bool) -> None:
    text = standard.dumps(value, indent=indent, ensure_ascii=ascii_only)
    document = read(passage(text))
    assert document.errors == ()
    assert [plain(one) for one in document.values] == [value]
    assert set(document.notes) == set()


def refuse(name: str) -> None:
    """The standard library takes NaN and Infinity, which are no JSON."""
    raise ValueError(name)


@given(st.one_of(st.text(), st.text(alphabet='{}[],:"\\.truefalsnu0123456789-e/<> \n')))
def test_any_text(text: str) -> None:
    text = text.replace("\r", "")
    body = passage(text)
    document = read(body)
    check_spans(document, body.whole)
    for value in document.values:
        for path, leaf in leaves(value):
            assert isinstance(path, str)
            assert leaf.kind != "ellipsis"
    try:
        expected = standard.loads(text, parse_constant=refuse)
    except ValueError:
        return
    # What the standard library takes is no error here. Numbers that it rounds alike are alike.
    assert document.errors == ()
    assert re.sub(r"\s", "", repr([plain(one) for one in document.values])) == re.sub(r"\s", "", repr([expected]))


@given(JSON.filter(lambda value: isinstance(value, (dict, list)) and bool(value)), st.data())
def test_what_the_standard_library_refuses_is_noticed(value: Any, data: st.DataObject) -> None:
    text = standard.dumps(value, indent=1)
    at = data.draw(st.integers(0, len(text) - 1))
    broken = text[:at] + text[at + 1 :]
    try:
        standard.loads(broken)
    except ValueError:
        document = read(passage(broken))
        assert document.errors or document.notes or len(document.values) != 1
