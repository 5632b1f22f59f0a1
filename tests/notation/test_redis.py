"""Redis commands and keys in cells and on arrows."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_spec.notation.redis import COMMANDS, looks_like_key, read
from notation.spans import check_spans, spanned

Expected = list[tuple[str, list[str], int | None]]


def found(text: str) -> Expected:
    return [
        (one.name.value, [key.span.text for key in one.keys], one.ttl.value if one.ttl else None)
        for one in read(spanned(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SET session:{user_id}:{token_id} {json} EX 900", [("SET", ["session:{user_id}:{token_id}"], 900)]),
        ("SET k:{a} v PX 1500 NX", [("SET", ["k:{a}"], 2)]),
        ("SET k:{a} v EX 7d", [("SET", ["k:{a}"], 604800)]),
        ("SET k:{a} v EX 7*86400", [("SET", ["k:{a}"], 604800)]),
        ("SET k:{a} v EX {ttl}", [("SET", ["k:{a}"], None)]),
        ('SET k:{a} {"x": {"y": 1}, "z": 2} EX 5', [("SET", ["k:{a}"], 5)]),
        ("SETEX key 60 value", [("SETEX", ["key"], 60)]),
        ("PEXPIRE a:b 5000", [("PEXPIRE", ["a:b"], 5)]),
        ("DEL a:{x} b:{y}", [("DEL", ["a:{x}", "b:{y}"], None)]),
        ("`DEL a:{x} b:{y}`", [("DEL", ["a:{x}", "b:{y}"], None)]),
        ("DEL `a:{x}`", [("DEL", ["a:{x}"], None)]),
        ("DEL a:{x}, b:{y}, SET c:{z} 1", [("DEL", ["a:{x}", "b:{y}"], None), ("SET", ["c:{z}"], None)]),
        (
            "HSET presence:{id} status online; EXPIRE presence:{id} 60",
            [("HSET", ["presence:{id}"], None), ("EXPIRE", ["presence:{id}"], 60)],
        ),
        ("INCR rate:{ip} + EXPIRE rate:{ip} 60", [("INCR", ["rate:{ip}"], None), ("EXPIRE", ["rate:{ip}"], 60)]),
        ("INCR a:b then EXPIRE a:b 60", [("INCR", ["a:b"], None), ("EXPIRE", ["a:b"], 60)]),
        ("INCR a:b and EXPIRE a:b 60", [("INCR", ["a:b"], None), ("EXPIRE", ["a:b"], 60)]),
        ("INCR a:b → EXPIRE a:b 60", [("INCR", ["a:b"], None), ("EXPIRE", ["a:b"], 60)]),
        ("INCR a:b<br/>EXPIRE a:b 60", [("INCR", ["a:b"], None), ("EXPIRE", ["a:b"], 60)]),
        ("INCR a:b EXPIRE a:b 60", [("INCR", ["a:b"], None), ("EXPIRE", ["a:b"], 60)]),
        ("MULTI; SET a:{x} 1; EXEC", [("MULTI", [], None), ("SET", ["a:{x}"], None), ("EXEC", [], None)]),
        ("GET verify:{identifier}:{purpose} -> code", [("GET", ["verify:{identifier}:{purpose}"], None)]),
        ("GET user:{id}. If missing, query the DB", [("GET", ["user:{id}"], None)]),
        ("DEL session:{id} on logout", [("DEL", ["session:{id}"], None)]),
        ("ZADD key score member", [("ZADD", ["key"], None)]),
        ("ZADD rank:{day} {score} {user_id}", [("ZADD", ["rank:{day}"], None)]),
        ("SCAN MATCH session:{user_id}:*", [("SCAN", ["session:{user_id}:*"], None)]),
        ("SCAN 0 MATCH session:{id}:* COUNT 100", [("SCAN", ["session:{id}:*"], None)]),
        ("KEYS session:*", [("KEYS", ["session:*"], None)]),
        ("MSET a:1 x b:2 y", [("MSET", ["a:1", "b:2"], None)]),
        ("EVAL script 2 a:1 b:2 arg", [("EVAL", ["a:1", "b:2"], None)]),
        ("BLPOP q:a q:b 5", [("BLPOP", ["q:a", "q:b"], None)]),
        ("XREAD STREAMS s:a s:b 0 0", [("XREAD", ["s:a", "s:b"], None)]),
        ("XGROUP CREATE s:a g $", [("XGROUP", ["s:a"], None)]),
        ("XRANGE s:{x} - +", [("XRANGE", ["s:{x}"], None)]),
        ("PUBLISH chan:{id} msg", [("PUBLISH", [], None)]),
        ("get session:{id}", [("GET", ["session:{id}"], None)]),
        ("If it exists, DEL session:<id>", [("DEL", ["session:<id>"], None)]),
        ("1. GET x:${y}", [("GET", ["x:${y}"], None)]),
        ("Redis: GET x", [("GET", ["x"], None)]),
        ("SET password", [("SET", ["password"], None)]),
    ],
)
def test_read(text: str, expected: Expected) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Get the user",
        "Set password",
        "GET /users/:id",
        "GET https://x.y/z",
        "DELETE FROM users",
        "ON DELETE SET NULL",
        "UPDATE users SET name = 'x'",
        "WHERE EXISTS (SELECT 1)",
        "TYPE string",
        "GET the profile",
        "GET request",
        "a standard `GET` as follows",
        "KEYS",
        "Type: object",
        "",
    ],
)
def test_no_command(text: str) -> None:
    assert found(text) == []


def test_places() -> None:
    one, two = read(spanned("HSET p:{id} s online; EXPIRE p:{id} 60"))
    assert one.span.text == "HSET p:{id} s online"
    assert [argument.span.text for argument in one.arguments] == ["s", "online"]
    assert two.span.text == "EXPIRE p:{id} 60"
    assert two.ttl is not None
    assert two.ttl.span.text == "60"
    assert (one.type, two.type) == ("hash", "any")


def test_places_where_the_cell_has_escapes_and_decoration() -> None:
    (command,) = read(spanned("SET a|b:{id} x EX 60", "**SET** `a\\|b:{id}` x EX 60"))
    assert command.name.span.text == "SET"
    assert command.keys[0].span.text == "a\\|b:{id}"
    assert command.ttl is not None
    assert command.ttl.span.text == "60"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("session:{user_id}:{token_id}", True),
        ("user:<id>", True),
        ("user:123", True),
        ("a:*", True),
        ("{app}:users", True),
        ("rate:{ip address}", True),
        ("users", False),
        ("12:30", False),
        ("localhost:6379", False),
        ("10.0.0.1:80", False),
        ("redis.io:6379", False),
        ("https://x/y", False),
        ("/users/:id", False),
        ("Note: this", False),
        ("std::string", False),
        ("key:", False),
        ("", False),
    ],
)
def test_looks_like_key(text: str, expected: bool) -> None:
    assert looks_like_key(text) is expected


def test_table_is_complete() -> None:
    for name, shape in COMMANDS.items():
        assert name == name.upper()
        assert shape.type in ("string", "hash", "list", "set", "zset", "stream", "any")


WORDS = st.lists(
    st.sampled_from(
        [*sorted(COMMANDS)[::9], "GET", "SET", "EX", "60", "a:{b}", "{", "}", "<", "`", ";", ",", "+", "->", '"']
    ),
    max_size=25,
).map(" ".join)


@given(st.one_of(st.text(), WORDS))
def test_any_text(text: str) -> None:
    cell = spanned(text)
    commands = read(cell)
    check_spans(commands, cell.span)
    for one, two in pairwise(commands):
        assert one.span.end <= two.span.start
    looks_like_key(text)


@given(st.text(), st.text())
def test_places_never_leave_the_cell(value: str, written: str) -> None:
    cell = spanned("DEL a:b; " + value, written)
    check_spans(read(cell), cell.span)
